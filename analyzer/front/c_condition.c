/* && || and ?: -- blocks where control is what counts or an arm has effects; else one value. */
#include "c_lower.h"

static bool has_effect(CXCursor cursor)
{
    enum CXUnaryOperatorKind unary;

    switch (clang.getCursorKind(cursor)) {
    case CXCursor_CallExpr: case CXCursor_CompoundAssignOperator: case CXCursor_StmtExpr:
    case CXCursor_LambdaExpr: case CXCursor_CXXNewExpr: case CXCursor_CXXDeleteExpr:
    case CXCursor_CXXThrowExpr:
        return true;
    case CXCursor_BinaryOperator:
        return clang.getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_Assign;
    case CXCursor_UnaryOperator:
        unary = clang.getCursorUnaryOperatorKind(cursor);
        return unary >= CXUnaryOperator_PostInc && unary <= CXUnaryOperator_PreDec;
    default:
        return false;
    }
}

static enum CXChildVisitResult look_for_effect(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (has_effect(cursor)) {
        *(bool *)data = true;
        return CXChildVisit_Break;
    }
    return CXChildVisit_Recurse;
}

static bool is_simple(CXCursor cursor)
{
    bool found = has_effect(cursor);

    if (!found)
        clang.visitChildren(cursor, look_for_effect, &found);
    return !found;
}

/* A value that may not be asked for: lowered into the current block, and marked. */
static ir_id conditional_operand(struct c_lower *lower, CXCursor cursor)
{
    unsigned before = lower->frame->flags;
    ir_id value;

    lower->frame->flags |= IR_CONDITIONAL;
    value = c_operand(lower, cursor);
    lower->frame->flags = before;
    return value;
}

static void store_bool(struct c_lower *lower, CXCursor cursor, ir_id variable, bool yes)
{
    ir_id value = c_const(lower, cursor, yes ? "1" : "0", lower->type_int);
    struct ir_op *op = ir_built(lower->frame->builder, value);

    op->flags |= IR_CONSTANT | IR_IMPLICIT;
    op->constant = yes;
    c_store(lower, cursor, c_variable_place(variable), value);
}

static ir_id short_circuit_blocks(struct c_lower *lower, CXCursor cursor)
{
    ir_id yes = ir_new_block(lower->frame->builder);
    ir_id no = ir_new_block(lower->frame->builder);
    ir_id after = ir_new_block(lower->frame->builder);
    ir_id variable = c_temporary(lower, c_type_of(lower, cursor), c_range(lower, cursor));

    c_declare(lower, cursor, variable);
    c_condition(lower, cursor, yes, no);
    c_start(lower, yes);
    store_bool(lower, cursor, variable, true);
    c_goto(lower, after, cursor);
    c_start(lower, no);
    store_bool(lower, cursor, variable, false);
    c_goto(lower, after, cursor);
    c_start(lower, after);
    return c_load(lower, cursor, c_variable_place(variable), c_type_of(lower, cursor));
}

ir_id c_short_circuit(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    CXCursor left = c_child(lower, parts, 0);
    CXCursor right = c_child(lower, parts, 1);
    bool both = clang.getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_LAnd;
    ir_id args[2], value;

    c_children_done(lower, parts);
    if (!is_simple(right))
        return short_circuit_blocks(lower, cursor);
    args[0] = c_operand(lower, left);
    args[1] = conditional_operand(lower, right);
    value = c_compute(lower, cursor, both ? "&&" : "||", c_type_of(lower, cursor), args, 2);
    c_fold(lower, cursor, value);
    return value;
}

/* --- ?: ------------------------------------------------------------------------------------ */

static void arm(struct c_lower *lower, CXCursor cursor, ir_id variable, ir_id after)
{
    if (variable == IR_NONE)
        c_discard(lower, cursor);
    else
        c_store(lower, cursor, c_variable_place(variable), c_operand(lower, cursor));
    c_goto(lower, after, cursor);
}

static bool split(struct c_lower *lower, CXCursor cursor, CXCursor parts[3])
{
    struct c_children children = c_children(lower, cursor);
    bool whole = children.count == 3;

    for (size_t i = 0; i < 3 && whole; i++)
        parts[i] = c_child(lower, children, i);
    c_children_done(lower, children);
    return whole;
}

bool c_conditional_is_place(struct c_lower *lower, CXCursor cursor)
{
    CXCursor parts[3];

    return lower->is_cxx && split(lower, cursor, parts) && c_is_place(lower, parts[1]) &&
           c_is_place(lower, parts[2]);
}

ir_id c_conditional_address(struct c_lower *lower, CXCursor cursor)
{
    CXCursor parts[3];
    ir_id type = c_pointer_to(lower, c_type_of(lower, cursor));
    ir_id variable = c_temporary(lower, type, c_range(lower, cursor));
    struct ir_place place = c_variable_place(variable);
    ir_id blocks[2] = {ir_new_block(lower->frame->builder), ir_new_block(lower->frame->builder)};
    ir_id after = ir_new_block(lower->frame->builder);

    split(lower, cursor, parts);
    c_declare(lower, cursor, variable);
    c_condition(lower, parts[0], blocks[0], blocks[1]);
    for (size_t i = 0; i < 2; i++) {
        c_start(lower, blocks[i]);
        c_store(lower, parts[i + 1], place, c_address(lower, parts[i + 1]));
        c_goto(lower, after, cursor);
    }
    c_start(lower, after);
    return c_load(lower, cursor, place, type);
}

static ir_id conditional_blocks(struct c_lower *lower, CXCursor cursor, const CXCursor parts[3])
{
    ir_id yes = ir_new_block(lower->frame->builder);
    ir_id no = ir_new_block(lower->frame->builder);
    ir_id after = ir_new_block(lower->frame->builder);
    ir_id type = c_type_of(lower, cursor);
    ir_id variable = IR_NONE;

    if (ir_type_of(lower->unit, type)->kind != IR_TYPE_VOID) {
        variable = c_temporary(lower, type, c_range(lower, cursor));
        c_declare(lower, cursor, variable);
    }
    c_condition(lower, parts[0], yes, no);
    c_start(lower, yes);
    arm(lower, parts[1], variable, after);
    c_start(lower, no);
    arm(lower, parts[2], variable, after);
    c_start(lower, after);
    if (variable == IR_NONE)
        return IR_NONE;
    return c_load(lower, cursor, c_variable_place(variable), type);
}

static ir_id conditional_value(struct c_lower *lower, CXCursor cursor, const CXCursor parts[3])
{
    ir_id args[3], value;

    args[0] = c_operand(lower, parts[0]);
    args[1] = conditional_operand(lower, parts[1]);
    args[2] = conditional_operand(lower, parts[2]);
    value = c_compute(lower, cursor, "?:", c_type_of(lower, cursor), args, 3);
    c_fold(lower, cursor, value);
    return value;
}

ir_id c_conditional(struct c_lower *lower, CXCursor cursor)
{
    CXCursor parts[3];

    if (!split(lower, cursor, parts))
        return c_const(lower, cursor, "?:", c_type_of(lower, cursor));
    if (is_simple(parts[1]) && is_simple(parts[2]) &&
        clang.getCanonicalType(clang.getCursorType(cursor)).kind != CXType_Void)
        return conditional_value(lower, cursor, parts);
    return conditional_blocks(lower, cursor, parts);
}

/* a ?: b */
ir_id c_elvis(struct c_lower *lower, CXCursor cursor)
{
    struct c_children children = c_children(lower, cursor);
    CXCursor first = c_child(lower, children, 0);
    CXCursor other = c_child(lower, children, 3);
    ir_id type = c_type_of(lower, cursor);
    ir_id after = ir_new_block(lower->frame->builder);
    ir_id no = ir_new_block(lower->frame->builder);
    ir_id variable = c_temporary(lower, type, c_range(lower, cursor));
    ir_id value;

    c_children_done(lower, children);
    c_declare(lower, cursor, variable);
    value = c_operand(lower, first);
    c_store(lower, cursor, c_variable_place(variable), value);
    ir_branch(lower->frame->builder, value, after, no, c_range(lower, cursor));
    c_start(lower, no);
    arm(lower, other, variable, after);
    c_start(lower, after);
    return c_load(lower, cursor, c_variable_place(variable), type);
}

/* --- control ------------------------------------------------------------------------------- */

/* A condition that the compiler knows is no branch: `do { ... } while (0)` is no loop. */
static void leaf(struct c_lower *lower, CXCursor cursor, ir_id yes, ir_id no)
{
    size_t mark = lower->frame->temporaries.count;
    ir_id value = c_operand(lower, cursor);
    ir_id targets[2] = {yes, no};
    struct ir_op op = ir_new_op(IR_BRANCH, (struct ir_range){0});
    struct ir_op condition = *ir_built(lower->frame->builder, value);

    c_full_expression_end(lower, mark, cursor);
    if (condition.flags & IR_CONSTANT) {
        c_goto(lower, condition.constant < 0 || condition.constant > 0 ? yes : no, cursor);
        return;
    }
    op.args = &value;
    op.arg_count = 1;
    op.targets = targets;
    op.target_count = 2;
    c_emit(lower, &op, cursor);
}

static void both(struct c_lower *lower, CXCursor cursor, ir_id yes, ir_id no)
{
    bool conjunction = clang.getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_LAnd;
    struct c_children parts = c_children(lower, cursor);
    CXCursor left = c_child(lower, parts, 0);
    CXCursor right = c_child(lower, parts, 1);
    ir_id middle = ir_new_block(lower->frame->builder);

    c_children_done(lower, parts);
    c_condition(lower, left, conjunction ? middle : yes, conjunction ? no : middle);
    c_start(lower, middle);
    c_condition(lower, right, yes, no);
}

void c_condition(struct c_lower *lower, CXCursor cursor, ir_id yes, ir_id no)
{
    CXCursor inner = c_strip(cursor);
    enum CXCursorKind kind = clang.getCursorKind(inner);
    enum CXBinaryOperatorKind binary =
        kind == CXCursor_BinaryOperator ? clang.getCursorBinaryOperatorKind(inner)
                                        : CXBinaryOperator_Invalid;

    if (!c_enter(lower)) {
        leaf(lower, cursor, yes, no);
        return;
    }
    if (binary == CXBinaryOperator_LAnd || binary == CXBinaryOperator_LOr)
        both(lower, inner, yes, no);
    else if (kind == CXCursor_UnaryOperator &&
             clang.getCursorUnaryOperatorKind(inner) == CXUnaryOperator_LNot)
        c_condition(lower, c_only_child(inner), no, yes);
    else
        leaf(lower, cursor, yes, no);
    c_leave(lower);
}
