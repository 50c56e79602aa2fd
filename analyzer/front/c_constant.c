/* Literals, enumerators, and what clang can compute at compile time. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "c_lower.h"

/* A literal's spelling is kept up to this many bytes. */
enum { LITERAL_TEXT_MAX = 200 };

/* Only for scalars: clang 19 crashes on a list under a designated initialiser. */
static bool may_evaluate(CXCursor cursor)
{
    enum CXTypeKind kind = clang.getCanonicalType(clang.getCursorType(cursor)).kind;

    return kind == CXType_Bool || kind == CXType_Enum || kind == CXType_Float ||
           kind == CXType_Double || kind == CXType_LongDouble ||
           (kind >= CXType_Char_U && kind <= CXType_Int128);
}

bool c_evaluate(CXCursor cursor, double *value)
{
    CXEvalResult result;
    bool known = true;

    if (!may_evaluate(cursor))
        return false;
    result = clang.Cursor_Evaluate(cursor);
    if (!result)
        return false;
    switch (clang.EvalResult_getKind(result)) {
    case CXEval_Int:
        *value = clang.EvalResult_isUnsignedInt(result)
                     ? (double)clang.EvalResult_getAsUnsigned(result)
                     : (double)clang.EvalResult_getAsLongLong(result);
        break;
    case CXEval_Float:
        *value = clang.EvalResult_getAsDouble(result);
        break;
    default:
        known = false;
    }
    clang.EvalResult_dispose(result);
    return known;
}

void c_fold(struct c_lower *lower, CXCursor cursor, ir_id id)
{
    struct ir_op *op = ir_built(lower->frame->builder, id);
    double value;

    for (uint32_t i = 0; i < op->arg_count; i++) {
        if (!(ir_built(lower->frame->builder, op->args[i])->flags & IR_CONSTANT))
            return;
    }
    if (c_evaluate(cursor, &value)) {
        op->flags |= IR_CONSTANT;
        op->constant = value;
    }
}

static const char *number_text(struct c_lower *lower, double value)
{
    char number[32];
    int length = snprintf(number, sizeof number, "%.17g", value);

    return map_intern(lower->unit->names, number, (size_t)length);
}

/* A literal out of a macro's body is called by the macro that stands for it (LIMIT), or else by its
 * value. */
static const char *literal_text(struct c_lower *lower, CXCursor cursor, bool known, double value)
{
    struct slice text = c_text(lower, cursor);
    const char *name;

    if (text.length > LITERAL_TEXT_MAX)
        text.length = LITERAL_TEXT_MAX;
    if (text.length > 0 && !c_in_macro(lower, cursor))
        return map_intern(lower->unit->names, text.at, text.length);
    name = known ? c_macro_that_is_number(lower, cursor) : NULL;
    if (name)
        return name;
    if (known)
        return number_text(lower, value);
    return c_intern(lower, clang.getCursorSpelling(cursor)); /* of a string: itself */
}

/* Only for arguments of calls, because it means to look at every macro of every header. */
void c_name_argument(struct c_lower *lower, CXCursor cursor, ir_id argument)
{
    struct ir_op *op = ir_built(lower->frame->builder, argument);
    const char *name;

    if (op->code != IR_CONST || (op->flags & (IR_CONSTANT | IR_IN_MACRO)) !=
                                    (IR_CONSTANT | IR_IN_MACRO))
        return;
    name = c_macro_for_number(lower, cursor, op->constant);
    if (name)
        op->text = name;
}

/* Most literals are a few digits: those need no question to clang. */
static bool is_plain_number(struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!isdigit((unsigned char)text.at[i]) && text.at[i] != '.')
            return false;
    }
    return text.length > 0 && text.length < 16 && (text.at[0] != '0' || text.length == 1);
}

static bool literal_value(struct c_lower *lower, CXCursor cursor, double *value)
{
    struct slice text = c_text(lower, cursor);
    char copy[16];

    if (!is_plain_number(text))
        return c_evaluate(cursor, value);
    memcpy(copy, text.at, text.length);
    copy[text.length] = '\0';
    *value = strtod(copy, NULL);
    return true;
}

ir_id c_literal(struct c_lower *lower, CXCursor cursor)
{
    struct ir_op op = ir_new_op(IR_CONST, (struct ir_range){0});
    bool known = literal_value(lower, cursor, &op.constant);

    op.type = c_type_of(lower, cursor);
    op.text = literal_text(lower, cursor, known, op.constant);
    if (clang.getCursorKind(cursor) == CXCursor_CXXNullPtrLiteralExpr ||
        clang.getCursorKind(cursor) == CXCursor_GNUNullExpr)
        known = true;
    if (known)
        op.flags |= IR_CONSTANT;
    return c_emit(lower, &op, cursor);
}

ir_id c_enumerator(struct c_lower *lower, CXCursor cursor, CXCursor declaration)
{
    struct ir_op op = ir_new_op(IR_CONST, (struct ir_range){0});

    op.type = c_type_of(lower, cursor);
    op.text = c_qualified_name(lower, declaration);
    op.flags = IR_CONSTANT;
    op.constant = (double)clang.getEnumConstantDeclValue(declaration);
    return c_emit(lower, &op, cursor);
}
