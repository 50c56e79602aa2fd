/* Statements, but for those that have a file of their own. */
#include "py_lower.h"

static void discard(struct py *py, ir_id value)
{
    ir_built(py->body->builder, value)->flags |= IR_DISCARDED;
}

static void expression_statement(struct py *py, const struct py_node *node)
{
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c)) {
        switch (c->kind) {
        case PY_ASSIGNMENT:
            py_assignment(py, c);
            break;
        case PY_AUGMENTED_ASSIGNMENT:
            py_augmented(py, c);
            break;
        case PY_STRING: case PY_ELLIPSIS: /* a docstring, an empty body */
            break;
        default:
            discard(py, py_expression(py, c));
        }
    }
}

static void return_statement(struct py *py, const struct py_node *node)
{
    const struct py_node *what = py_first(py->tree, node);
    ir_id value = what ? py_expression(py, what) : IR_NONE;
    py_leave(py, NULL);
    py_return(py, node->at, value, 0);
}

static void raise_statement(struct py *py, const struct py_node *node)
{
    const struct py_node *what = py_first(py->tree, node);
    const struct py_node *cause = py_child(py->tree, node, PY_F_CAUSE);
    ir_id value = what && what != cause ? py_expression(py, what) : IR_NONE;
    if (cause)
        py_expression(py, cause);
    py_raise(py, node->at, value, 0);
}

static void jump_out(struct py *py, const struct py_node *node)
{
    struct py_frame *frame = py->body->frame;
    while (frame && frame->kind != PY_FRAME_LOOP)
        frame = frame->outer;
    if (!frame)
        return;
    py_leave(py, frame);
    py_jump(py, node->at,
            node->kind == PY_BREAK_STATEMENT ? frame->break_to : frame->continue_to);
}

void py_assert(struct py *py, const struct py_node *node)
{
    const struct py_node *condition = py_first(py->tree, node);
    const struct py_node *message = condition ? py_next(py->tree, condition) : NULL;
    ir_id good = py_block(py), bad = py_block(py);
    ir_id value = py_expression_or_none(py, condition, node->at);
    py_branch(py, node->at, value, good, bad);
    py_set_block(py, bad);
    ir_id said = message ? py_expression(py, message) : IR_NONE;
    struct ir_op error = ir_new_op(IR_CALL, node->at);
    error.text = "builtins.AssertionError";
    error.flags = IR_IMPLICIT;
    error.args = &said;
    error.arg_count = message ? 1 : 0;
    py_raise(py, node->at, py_emit(py, &error), IR_IMPLICIT);
    py_set_block(py, good);
}

/* if and elif: the condition, then the block, then what follows it. */
static void if_clause(struct py *py, const struct py_node *clause, ir_id no, ir_id after)
{
    ir_id yes = py_block(py);
    const struct py_node *condition = py_child(py->tree, clause, PY_F_CONDITION);
    ir_id value = py_expression_or_none(py, condition, clause->at);
    py_branch(py, condition ? condition->at : clause->at, value, yes, no);
    py_set_block(py, yes);
    py_block_of(py, py_child(py->tree, clause, PY_F_CONSEQUENCE));
    py_jump(py, clause->at, after);
    py_set_block(py, no);
}

static void if_statement(struct py *py, const struct py_node *node)
{
    ir_id after = py_block(py);
    if_clause(py, node, py_block(py), after);
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c)) {
        if (py_is_full(py, c))
            break;
        if (c->kind == PY_ELIF_CLAUSE)
            if_clause(py, c, py_block(py), after);
        else if (c->kind == PY_ELSE_CLAUSE)
            py_block_of(py, py_child(py->tree, c, PY_F_BODY));
    }
    py_jump(py, node->at, after);
    py_set_block(py, after);
}

static void decorated(struct py *py, const struct py_node *node)
{
    const struct py_node *definition = py_child(py->tree, node, PY_F_DEFINITION);
    if (definition && (definition->kind == PY_FUNCTION_DEFINITION ||
                       definition->kind == PY_CLASS_DEFINITION))
        py_definition(py, definition, node);
}

/* What the parser could not read: whatever in it is a statement or a call still counts. */
static void broken(struct py *py, const struct py_node *node)
{
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c)) {
        switch (c->kind) {
        case PY_IDENTIFIER: case PY_OPERATOR: case PY_OTHER: case PY_ASYNC: case PY_DOTTED_NAME:
        case PY_PARAMETERS: case PY_ARGUMENT_LIST: case PY_DECORATOR: case PY_TYPE:
            break;
        default:
            py_statement(py, c);
        }
    }
}

static void compound(struct py *py, const struct py_node *node)
{
    switch (node->kind) {
    case PY_IF_STATEMENT:
        if_statement(py, node);
        break;
    case PY_FOR_STATEMENT:
        py_for(py, node);
        break;
    case PY_WHILE_STATEMENT:
        py_while(py, node);
        break;
    case PY_TRY_STATEMENT:
        py_try(py, node);
        break;
    case PY_WITH_STATEMENT:
        py_with(py, node);
        break;
    case PY_MATCH_STATEMENT:
        py_match(py, node);
        break;
    case PY_FUNCTION_DEFINITION: case PY_CLASS_DEFINITION:
        py_definition(py, node, NULL);
        break;
    case PY_DECORATED_DEFINITION:
        decorated(py, node);
        break;
    case PY_BLOCK: case PY_MODULE:
        py_block_of(py, node);
        break;
    case PY_ERROR:
        broken(py, node);
        break;
    default:
        discard(py, py_expression(py, node));
    }
}

bool py_is_full(struct py *py, const struct py_node *node)
{
    struct py_body *body = py->body;
    if (!body->full && ir_current_block(body->builder) > PY_BLOCKS_MAX) {
        body->full = true;
        py->unit->functions[body->function].too_complex = true;
        ir_gap_add(py->unit, node->at, "%s has more than %d branches",
                   py->unit->functions[body->function].name, PY_BLOCKS_MAX);
    }
    return body->full;
}

void py_statement(struct py *py, const struct py_node *node)
{
    if (py_is_full(py, node))
        return;
    switch (node->kind) {
    case PY_EXPRESSION_STATEMENT:
        expression_statement(py, node);
        break;
    case PY_RETURN_STATEMENT:
        return_statement(py, node);
        break;
    case PY_RAISE_STATEMENT:
        raise_statement(py, node);
        break;
    case PY_BREAK_STATEMENT: case PY_CONTINUE_STATEMENT:
        jump_out(py, node);
        break;
    case PY_ASSERT_STATEMENT:
        py_assert(py, node);
        break;
    case PY_DELETE_STATEMENT:
        py_delete(py, node);
        break;
    case PY_PRINT_STATEMENT:
        py_print(py, node);
        break;
    case PY_EXEC_STATEMENT:
        py_exec(py, node);
        break;
    case PY_IMPORT_STATEMENT: case PY_IMPORT_FROM_STATEMENT: case PY_FUTURE_IMPORT_STATEMENT:
        py_import(py, node);
        break;
    case PY_PASS_STATEMENT: case PY_GLOBAL_STATEMENT: case PY_NONLOCAL_STATEMENT:
    case PY_TYPE_ALIAS_STATEMENT: case PY_TOO_DEEP: case PY_OTHER:
        break;
    default:
        compound(py, node);
    }
}

void py_block_of(struct py *py, const struct py_node *block)
{
    for (const struct py_node *c = block ? py_first(py->tree, block) : NULL; c;
         c = py_next(py->tree, c))
        py_statement(py, c);
}
