/* Loops. */
#include <string.h>

#include "c_lower.h"

static void enter_loop(struct c_lower *lower, ir_id break_to, ir_id continue_to)
{
    struct c_jump *jump = VEC_ADD(lower->unit->arena, &lower->frame->jumps);

    *jump = (struct c_jump){break_to, continue_to, lower->frame->alive.count};
}

static void leave_loop(struct c_lower *lower)
{
    lower->frame->jumps.count--;
}

static void loop_body(struct c_lower *lower, CXCursor body, ir_id break_to, ir_id continue_to)
{
    enter_loop(lower, break_to, continue_to);
    c_statement(lower, body);
    c_goto(lower, continue_to, body);
    leave_loop(lower);
}

/* --- for ----------------------------------------------------------------------------------- */

struct for_parts {
    CXCursor first, variable, condition, step, body;
};

static unsigned end_offset(CXCursor cursor)
{
    unsigned offset;

    clang.getFileLocation(clang.getRangeEnd(clang.getCursorExtent(cursor)), NULL, NULL, NULL,
                          &offset);
    return offset;
}

/* The offsets of the two semicolons between the brackets; false where they cannot be seen. */
static bool find_semicolons(struct c_lower *lower, CXCursor cursor, CXCursor body,
                            unsigned found[2])
{
    CXSourceRange range =
        clang.getRange(clang.getRangeStart(clang.getCursorExtent(cursor)),
                       clang.getRangeStart(clang.getCursorExtent(body)));
    CXToken *tokens = NULL;
    unsigned count = 0, depth = 0, semicolons = 0;

    if (!c_is_written(lower, clang.getRangeStart(range)))
        return false;
    clang.tokenize(lower->parsed, range, &tokens, &count);
    for (unsigned i = 0; i < count && semicolons < 2; i++) {
        CXString spelling;
        char mark;

        if (clang.getTokenKind(tokens[i]) != CXToken_Punctuation)
            continue;
        spelling = clang.getTokenSpelling(lower->parsed, tokens[i]);
        mark = clang.getCString(spelling)[0];
        clang.disposeString(spelling);
        if (mark == '(' || mark == '{' || mark == '[')
            depth++;
        else if (mark == ')' || mark == '}' || mark == ']')
            depth--;
        else if (mark == ';' && depth == 1)
            clang.getFileLocation(
                clang.getRangeStart(clang.getTokenExtent(lower->parsed, tokens[i])), NULL, NULL,
                NULL, &found[semicolons++]);
    }
    clang.disposeTokens(lower->parsed, tokens, count);
    return semicolons == 2;
}

static bool is_step(CXCursor part)
{
    enum CXCursorKind kind = clang.getCursorKind(c_strip(part));

    return kind == CXCursor_UnaryOperator || kind == CXCursor_CompoundAssignOperator;
}

static bool is_assignment(CXCursor part)
{
    CXCursor inner = c_strip(part);

    return clang.getCursorKind(inner) == CXCursor_BinaryOperator &&
           clang.getCursorBinaryOperatorKind(inner) == CXBinaryOperator_Assign;
}

/* In a macro the semicolons are out of sight: what a part looks like tells what it is. */
static void guess_part(struct for_parts *parts, CXCursor part)
{
    if (is_step(part))
        parts->step = part;
    else if (is_assignment(part) && c_is_null(parts->condition) && c_is_null(parts->first))
        parts->first = part;
    else if (c_is_null(parts->condition) && !is_assignment(part))
        parts->condition = part;
    else
        parts->step = part;
}

static void place_part(struct for_parts *parts, CXCursor part, const unsigned semicolons[2])
{
    unsigned end = end_offset(part);

    if (end <= semicolons[0])
        parts->first = part;
    else if (end <= semicolons[1])
        parts->condition = part;
    else
        parts->step = part;
}

/* libclang lists the parts that are there, without saying which they are. */
static struct for_parts split_for(struct c_lower *lower, CXCursor cursor)
{
    CXCursor none = {.kind = CXCursor_InvalidCode};
    struct for_parts parts = {none, none, none, none, none};
    struct c_children children = c_children(lower, cursor);
    size_t count = children.count ? children.count - 1 : 0;
    unsigned semicolons[2] = {0, 0};
    bool seen;

    if (children.count == 0)
        return parts;
    parts.body = c_child(lower, children, count);
    seen = count > 0 && count < 3 && find_semicolons(lower, cursor, parts.body, semicolons);
    for (size_t i = 0; i < count; i++) {
        CXCursor part = c_child(lower, children, i);
        enum CXCursorKind kind = clang.getCursorKind(part);

        if (kind == CXCursor_DeclStmt)
            parts.first = part;
        else if (kind == CXCursor_VarDecl)
            parts.variable = part;
        else if (count == 3)
            *(i == 0 ? &parts.first : i == 1 ? &parts.condition : &parts.step) = part;
        else if (seen)
            place_part(&parts, part, semicolons);
        else
            guess_part(&parts, part);
    }
    c_children_done(lower, children);
    return parts;
}

void c_for(struct c_lower *lower, CXCursor cursor)
{
    struct for_parts parts = split_for(lower, cursor);
    struct ir_builder *builder = lower->frame->builder;
    size_t alive = lower->frame->alive.count;
    ir_id head = ir_new_block(builder), body = ir_new_block(builder);
    ir_id step = ir_new_block(builder), after = ir_new_block(builder);

    if (c_is_null(parts.body))
        return;
    if (!c_is_null(parts.first))
        c_statement(lower, parts.first);
    c_goto(lower, head, cursor);
    c_start(lower, head);
    if (!c_is_null(parts.variable))
        c_declaration(lower, parts.variable);
    if (!c_is_null(parts.condition))
        c_condition(lower, parts.condition, body, after);
    else
        c_goto(lower, body, cursor);
    c_start(lower, body);
    loop_body(lower, parts.body, after, step);
    c_start(lower, step);
    if (!c_is_null(parts.step))
        c_statement(lower, parts.step);
    c_goto(lower, head, cursor);
    c_start(lower, after);
    c_scope_close(lower, alive, cursor);
}

/* --- while, do ----------------------------------------------------------------------------- */

void c_while(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    size_t alive = lower->frame->alive.count;
    ir_id head = ir_new_block(lower->frame->builder);
    ir_id body = ir_new_block(lower->frame->builder);
    ir_id after = ir_new_block(lower->frame->builder);
    size_t at = 0;

    c_goto(lower, head, cursor);
    c_start(lower, head);
    while (at < parts.count && c_condition_variable(lower, c_child(lower, parts, at)))
        at++;
    if (at + 1 < parts.count) {
        c_condition(lower, c_child(lower, parts, at), body, after);
        c_start(lower, body);
        loop_body(lower, c_child(lower, parts, parts.count - 1), after, head);
    }
    c_start(lower, after);
    c_scope_close(lower, alive, cursor);
    c_children_done(lower, parts);
}

void c_do(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    ir_id body = ir_new_block(lower->frame->builder);
    ir_id condition = ir_new_block(lower->frame->builder);
    ir_id after = ir_new_block(lower->frame->builder);

    c_goto(lower, body, cursor);
    c_start(lower, body);
    if (parts.count == 2) {
        loop_body(lower, c_child(lower, parts, 0), after, condition);
        c_start(lower, condition);
        c_condition(lower, c_child(lower, parts, 1), body, after);
    }
    c_start(lower, after);
    c_children_done(lower, parts);
}

/* --- range-for ----------------------------------------------------------------------------- */

/* An initialiser statement, the variable (whose own initialiser is *begin, invisible), the range,
 * the body. */
struct range_parts {
    CXCursor variable, range, body;
};

static struct range_parts split_range(struct c_lower *lower, CXCursor cursor)
{
    CXCursor none = {.kind = CXCursor_InvalidCode};
    struct range_parts parts = {none, none, none};
    struct c_children children = c_children(lower, cursor);

    for (size_t i = 0; i < children.count; i++) {
        CXCursor part = c_child(lower, children, i);
        enum CXCursorKind kind = clang.getCursorKind(part);

        if (i + 1 == children.count)
            parts.body = part;
        else if (kind == CXCursor_VarDecl || kind == CXCursor_UnexposedDecl)
            parts.variable = part;
        else if (kind == CXCursor_DeclStmt)
            c_condition_variable(lower, part);
        else
            parts.range = part;
    }
    c_children_done(lower, children);
    return parts;
}

static ir_id emit_iteration(struct c_lower *lower, CXCursor cursor, enum ir_code code, ir_id arg,
                            ir_id type)
{
    struct ir_op op = ir_new_op(code, (struct ir_range){0});

    op.args = &arg;
    op.arg_count = 1;
    op.type = type;
    return c_emit(lower, &op, cursor);
}

static void bind_item(struct c_lower *lower, CXCursor variable, ir_id item)
{
    const struct c_symbol *symbol;

    if (c_is_null(variable))
        return;
    symbol = clang.getCursorKind(variable) == CXCursor_VarDecl
                 ? c_symbol(lower, variable)
                 : c_symbol_binding(lower, variable);
    c_declare(lower, variable, symbol->variable);
    c_store(lower, variable, c_variable_place(symbol->variable), item);
    if (!symbol->is_reference &&
        ir_type_of(lower->unit, lower->unit->variables[symbol->variable].type)->has_destructor)
        *VEC_ADD(lower->unit->arena, &lower->frame->alive) = symbol->variable;
}

void c_range_for(struct c_lower *lower, CXCursor cursor)
{
    struct ir_builder *builder = lower->frame->builder;
    ir_id head = ir_new_block(builder), body = ir_new_block(builder), after = ir_new_block(builder);
    size_t alive = lower->frame->alive.count;
    size_t mark = lower->frame->temporaries.count;
    struct range_parts parts = split_range(lower, cursor);
    ir_id iteration, item, type = IR_NONE;

    if (c_is_null(parts.range) || c_is_null(parts.body)) {
        c_too_complex(lower);
        c_goto(lower, after, cursor);
        c_start(lower, after);
        return;
    }
    iteration = emit_iteration(lower, parts.range, IR_ITER, c_address(lower, parts.range), IR_NONE);
    c_goto(lower, head, cursor);
    c_start(lower, head);
    if (!c_is_null(parts.variable))
        type = c_type_of(lower, parts.variable);
    item = emit_iteration(lower, parts.range, IR_NEXT, iteration, type);
    ir_branch(builder, item, body, after, c_range(lower, parts.range));
    c_start(lower, body);
    enter_loop(lower, after, head);
    {
        size_t inner = lower->frame->alive.count;

        bind_item(lower, parts.variable, item);
        c_statement(lower, parts.body);
        c_scope_close(lower, inner, parts.body);
    }
    c_goto(lower, head, cursor);
    leave_loop(lower);
    c_start(lower, after);
    c_full_expression_end(lower, mark, cursor);
    c_scope_close(lower, alive, cursor);
}
