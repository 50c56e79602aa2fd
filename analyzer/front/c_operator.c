/* Unary and binary operators, assignments. */
#include "c_lower.h"

static const char *const binary_text[] = {
    [CXBinaryOperator_PtrMemD] = ".*", [CXBinaryOperator_PtrMemI] = "->*",
    [CXBinaryOperator_Mul] = "*",      [CXBinaryOperator_Div] = "/",
    [CXBinaryOperator_Rem] = "%",      [CXBinaryOperator_Add] = "+",
    [CXBinaryOperator_Sub] = "-",      [CXBinaryOperator_Shl] = "<<",
    [CXBinaryOperator_Shr] = ">>",     [CXBinaryOperator_Cmp] = "<=>",
    [CXBinaryOperator_LT] = "<",       [CXBinaryOperator_GT] = ">",
    [CXBinaryOperator_LE] = "<=",      [CXBinaryOperator_GE] = ">=",
    [CXBinaryOperator_EQ] = "==",      [CXBinaryOperator_NE] = "!=",
    [CXBinaryOperator_And] = "&",      [CXBinaryOperator_Xor] = "^",
    [CXBinaryOperator_Or] = "|",       [CXBinaryOperator_LAnd] = "&&",
    [CXBinaryOperator_LOr] = "||",     [CXBinaryOperator_Assign] = "=",
    [CXBinaryOperator_MulAssign] = "*", [CXBinaryOperator_DivAssign] = "/",
    [CXBinaryOperator_RemAssign] = "%", [CXBinaryOperator_AddAssign] = "+",
    [CXBinaryOperator_SubAssign] = "-", [CXBinaryOperator_ShlAssign] = "<<",
    [CXBinaryOperator_ShrAssign] = ">>", [CXBinaryOperator_AndAssign] = "&",
    [CXBinaryOperator_XorAssign] = "^", [CXBinaryOperator_OrAssign] = "|",
    [CXBinaryOperator_Comma] = ",",
};

static const char *operator_text(enum CXBinaryOperatorKind kind)
{
    bool known = kind > CXBinaryOperator_Invalid &&
                 (size_t)kind < sizeof binary_text / sizeof *binary_text;

    return known ? binary_text[kind] : "?";
}

/* --- unary --------------------------------------------------------------------------------- */

static ir_id one(struct c_lower *lower, CXCursor cursor, ir_id type)
{
    ir_id value = c_const(lower, cursor, "1", type);
    struct ir_op *op = ir_built(lower->frame->builder, value);

    op->flags |= IR_CONSTANT | IR_IMPLICIT;
    op->constant = 1;
    return value;
}

/* ++ and --: yields the old or the new value. */
static ir_id step(struct c_lower *lower, CXCursor cursor, CXCursor operand, const char *operator,
                  bool post)
{
    ir_id type = c_type_of(lower, operand);
    struct ir_place place = c_place(lower, operand);
    ir_id args[2], value;

    args[0] = c_load(lower, operand, place, type);
    args[1] = one(lower, cursor,
                  ir_type_of(lower->unit, type)->kind == IR_TYPE_FLOAT ? type : lower->type_int);
    value = c_compute(lower, cursor, operator, type, args, 2);
    c_store(lower, cursor, place, value);
    return post ? args[0] : value;
}

static ir_id simple_unary(struct c_lower *lower, CXCursor cursor, CXCursor operand,
                          const char *operator)
{
    ir_id arg = c_operand(lower, operand);
    ir_id value = c_compute(lower, cursor, operator, c_type_of(lower, cursor), &arg, 1);

    c_fold(lower, cursor, value);
    return value;
}

static ir_id address(struct c_lower *lower, CXCursor cursor, CXCursor operand)
{
    CXCursor inner = c_strip(operand);
    enum CXCursorKind kind = clang.getCursorKind(clang.getCursorReferenced(inner));

    if (clang.getCursorKind(inner) == CXCursor_DeclRefExpr &&
        (kind == CXCursor_FunctionDecl || kind == CXCursor_CXXMethod ||
         kind == CXCursor_FunctionTemplate || kind == CXCursor_OverloadedDeclRef ||
         kind == CXCursor_FieldDecl))
        return c_value(lower, inner);
    if (!c_is_place(lower, inner))
        return simple_unary(lower, cursor, operand, "&");
    return c_address_of(lower, cursor, c_place(lower, inner), c_type_of(lower, inner));
}

static ir_id dereference(struct c_lower *lower, CXCursor cursor, CXCursor operand)
{
    ir_id type = c_type_of(lower, cursor);
    enum ir_type_kind kind = ir_type_of(lower->unit, type)->kind;

    if (kind == IR_TYPE_FUNCTION)
        return c_value(lower, operand);
    if (kind == IR_TYPE_ARRAY)
        return c_operand(lower, operand);
    return c_load(lower, cursor, c_place(lower, cursor), type);
}

ir_id c_unary(struct c_lower *lower, CXCursor cursor)
{
    CXCursor operand = c_only_child(cursor);

    if (clang.getCursorKind(operand) == CXCursor_InvalidCode)
        return c_const(lower, cursor, "?", c_type_of(lower, cursor));
    switch (clang.getCursorUnaryOperatorKind(cursor)) {
    case CXUnaryOperator_PostInc: return step(lower, cursor, operand, "+", true);
    case CXUnaryOperator_PostDec: return step(lower, cursor, operand, "-", true);
    case CXUnaryOperator_PreInc: return step(lower, cursor, operand, "+", false);
    case CXUnaryOperator_PreDec: return step(lower, cursor, operand, "-", false);
    case CXUnaryOperator_AddrOf: return address(lower, cursor, operand);
    case CXUnaryOperator_Deref: return dereference(lower, cursor, operand);
    case CXUnaryOperator_Plus: case CXUnaryOperator_Extension: return c_value(lower, operand);
    case CXUnaryOperator_Minus: return simple_unary(lower, cursor, operand, "-");
    case CXUnaryOperator_Not: return simple_unary(lower, cursor, operand, "~");
    case CXUnaryOperator_LNot: return simple_unary(lower, cursor, operand, "!");
    case CXUnaryOperator_Real: return simple_unary(lower, cursor, operand, "__real");
    case CXUnaryOperator_Imag: return simple_unary(lower, cursor, operand, "__imag");
    default: return simple_unary(lower, cursor, operand, "?");
    }
}

/* --- assignment ---------------------------------------------------------------------------- */

static ir_id assign(struct c_lower *lower, CXCursor cursor, CXCursor left, CXCursor right)
{
    struct ir_place place = c_place(lower, left);
    ir_id value = c_operand(lower, right);

    c_store(lower, cursor, place, value);
    return value;
}

ir_id c_compound_assignment(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    CXCursor left = c_child(lower, parts, 0);
    CXCursor right = c_child(lower, parts, parts.count - 1);
    struct ir_place place = c_place(lower, left);
    ir_id type = c_type_of(lower, left);
    ir_id args[2], value;

    c_children_done(lower, parts);
    args[0] = c_load(lower, left, place, type);
    args[1] = c_operand(lower, right);
    value = c_compute(lower, cursor, operator_text(clang.getCursorBinaryOperatorKind(cursor)),
                      type, args, 2);
    c_store(lower, cursor, place, value);
    return value;
}

/* --- binary -------------------------------------------------------------------------------- */

static bool is_plain(CXCursor cursor)
{
    enum CXBinaryOperatorKind kind;

    if (clang.getCursorKind(cursor) != CXCursor_BinaryOperator)
        return false;
    kind = clang.getCursorBinaryOperatorKind(cursor);
    return kind >= CXBinaryOperator_PtrMemD && kind <= CXBinaryOperator_Or;
}

/* The two operands; false where clang has lost one. */
static bool operands(struct c_lower *lower, CXCursor cursor, CXCursor parts[2])
{
    struct c_children children = c_children(lower, cursor);
    bool both = children.count == 2;

    if (both) {
        parts[0] = c_child(lower, children, 0);
        parts[1] = c_child(lower, children, 1);
    }
    c_children_done(lower, children);
    return both;
}

static ir_id combine(struct c_lower *lower, CXCursor cursor, ir_id left, CXCursor right, bool fold)
{
    ir_id args[2] = {left, IR_NONE};
    ir_id value;

    args[1] = c_operand(lower, right);
    value = c_compute(lower, cursor, operator_text(clang.getCursorBinaryOperatorKind(cursor)),
                      c_type_of(lower, cursor), args, 2);
    if (fold)
        c_fold(lower, cursor, value);
    return value;
}

static bool same_kind(struct c_lower *lower, CXCursor a, CXCursor b)
{
    return ir_type_of(lower->unit, c_type_of(lower, a))->kind ==
           ir_type_of(lower->unit, c_type_of(lower, b))->kind;
}

static void push(struct c_lower *lower, CXCursor cursor)
{
    *VEC_ADD(lower->unit->arena, &lower->children) = cursor;
}

/* a + b + c + ... leans to the left, and generated sums have thousands of terms: the chain is
 * walked down without recursion and combined on the way back.  Folding asks clang about the whole
 * chain each time, so only short ones are folded. */
static ir_id chain(struct c_lower *lower, CXCursor cursor, CXCursor parts[2])
{
    size_t first = lower->children.count, count;
    CXCursor inner;
    ir_id value;

    for (;;) {
        push(lower, cursor);
        push(lower, parts[1]);
        inner = c_strip(parts[0]);
        if (!is_plain(inner) || !same_kind(lower, parts[0], inner) ||
            !operands(lower, inner, parts))
            break;
        cursor = inner;
    }
    count = (lower->children.count - first) / 2;
    value = c_operand(lower, parts[0]);
    for (size_t i = count; i > 0; i--) {
        const CXCursor *pair = &lower->children.items[first + 2 * (i - 1)];

        value = combine(lower, pair[0], value, pair[1], count - i < 32);
    }
    lower->children.count = first;
    return value;
}

ir_id c_binary(struct c_lower *lower, CXCursor cursor)
{
    CXCursor parts[2];

    if (!operands(lower, cursor, parts))
        return c_const(lower, cursor, "?", c_type_of(lower, cursor));
    switch (clang.getCursorBinaryOperatorKind(cursor)) {
    case CXBinaryOperator_Assign:
        return assign(lower, cursor, parts[0], parts[1]);
    case CXBinaryOperator_Comma:
        c_discard(lower, parts[0]);
        return c_value(lower, parts[1]);
    case CXBinaryOperator_LAnd: case CXBinaryOperator_LOr:
        return c_short_circuit(lower, cursor);
    default:
        return chain(lower, cursor, parts);
    }
}
