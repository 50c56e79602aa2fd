/* Operations, variables and blocks: the small change of the lowering. */
#include <string.h>

#include "py_lower.h"

ir_id py_emit(struct py *py, const struct ir_op *op)
{
    struct ir_op copy = *op;
    if (py->body->conditional)
        copy.flags |= IR_CONDITIONAL;
    return ir_emit(py->body->builder, &copy);
}

ir_id py_constant(struct py *py, struct ir_range at, const char *text)
{
    struct ir_op op = ir_new_op(IR_CONST, at);
    op.text = text;
    return py_emit(py, &op);
}

ir_id py_compute(struct py *py, struct ir_range at, const char *operator, const ir_id *args,
                 size_t count)
{
    struct ir_op op = ir_new_op(IR_COMPUTE, at);
    op.text = operator;
    op.args = args;
    op.arg_count = (uint32_t)count;
    return py_emit(py, &op);
}

ir_id py_simple(struct py *py, enum ir_code code, struct ir_range at, ir_id operand)
{
    struct ir_op op = ir_new_op(code, at);
    op.args = &operand;
    op.arg_count = 1;
    return py_emit(py, &op);
}

ir_id py_load(struct py *py, struct ir_range at, struct ir_place place)
{
    struct ir_op op = ir_new_op(IR_LOAD, at);
    op.place = place;
    if (place.variable != IR_NONE)
        op.type = py->unit->variables[place.variable].type;
    return py_emit(py, &op);
}

void py_store(struct py *py, struct ir_range at, struct ir_place place, ir_id value)
{
    struct ir_op op = ir_new_op(IR_STORE, at);
    op.place = place;
    op.args = &value;
    op.arg_count = 1;
    py_emit(py, &op);
}

ir_id py_call_method(struct py *py, struct ir_range at, const char *name, const ir_id *args,
                     size_t count)
{
    struct ir_op op = ir_new_op(IR_CALL, at);
    op.text = name;
    op.flags = IR_METHOD | IR_IMPLICIT | IR_DISCARDED;
    op.args = args;
    op.arg_count = (uint32_t)count;
    return py_emit(py, &op);
}

void py_value_add(struct py *py, struct py_values *values, ir_id value)
{
    *VEC_ADD(py->arena, values) = value;
}

void py_set_type(struct py *py, ir_id value, const char *class_name)
{
    ir_built(py->body->builder, value)->type = py_class_type(&py->scopes, class_name);
}

static bool is_parameter(const struct py_symbol *symbol)
{
    for (const struct py_binding *b = symbol->bindings; b; b = b->next)
        if (b->kind == PY_BIND_PARAMETER)
            return true;
    return false;
}

static ir_id new_variable(struct py *py, const struct py_symbol *symbol)
{
    struct ir_variable variable = {.name = symbol->name->text, .type = IR_NONE, .at = symbol->at};
    if (symbol->scope->kind == PY_SCOPE_MODULE) {
        variable.storage = IR_FILE_STATIC;
        variable.function = IR_NONE;
        variable.has_initialiser = true;
    } else {
        variable.storage = is_parameter(symbol) ? IR_PARAMETER : IR_LOCAL;
        variable.function = symbol->scope->function;
    }
    return ir_variable_add(py->unit, &variable);
}

ir_id py_variable(struct py *py, struct py_symbol *symbol)
{
    if (symbol->variable == IR_NONE)
        symbol->variable = new_variable(py, symbol);
    struct ir_variable *variable = &py->unit->variables[symbol->variable];
    if (variable->function != IR_NONE && variable->function != py->body->function)
        variable->captured = true;
    return symbol->variable;
}

struct ir_place py_symbol_place(struct py *py, struct py_symbol *symbol)
{
    struct ir_place place = ir_no_place();
    if (symbol->scope->kind == PY_SCOPE_CLASS) {
        place.base = py->body->class_value;
        place.field = symbol->name->text;
    } else {
        place.variable = py_variable(py, symbol);
    }
    return place;
}

ir_id py_block(struct py *py)
{
    return ir_new_block(py->body->builder);
}

void py_set_block(struct py *py, ir_id block)
{
    ir_set_block(py->body->builder, block);
}

static void reach(struct py *py, ir_id block)
{
    struct py_body *body = py->body;
    while (body->reached.count <= block)
        (void)VEC_ADD(py->arena, &body->reached);
    body->reached.items[block] = true;
}

bool py_alive(const struct py *py)
{
    const struct py_body *body = py->body;
    ir_id block = ir_current_block(body->builder);
    if (ir_block_ended(body->builder))
        return false;
    return block == 0 || (block < body->reached.count && body->reached.items[block]);
}

void py_jump(struct py *py, struct ir_range at, ir_id target)
{
    if (ir_block_ended(py->body->builder))
        return;
    if (py_alive(py))
        reach(py, target);
    ir_jump(py->body->builder, target, at);
}

void py_branch(struct py *py, struct ir_range at, ir_id condition, ir_id yes, ir_id no)
{
    if (py_alive(py)) {
        reach(py, yes);
        reach(py, no);
    }
    ir_branch(py->body->builder, condition, yes, no, at);
}

void py_switch_raised(struct py *py, struct ir_range at, const ir_id *targets, size_t count)
{
    bool alive = py_alive(py);
    if (ir_block_ended(py->body->builder))
        return;
    ir_id raised = py_compute(py, at, "raised", NULL, 0);
    ir_built(py->body->builder, raised)->flags |= IR_IMPLICIT;
    struct ir_op op = ir_new_op(IR_SWITCH, at);
    op.flags = IR_IMPLICIT;
    op.args = &raised;
    op.arg_count = 1;
    op.targets = targets;
    op.target_count = (uint32_t)count;
    ir_emit(py->body->builder, &op);
    for (size_t i = 0; alive && i < count; i++)
        reach(py, targets[i]);
}

void py_return(struct py *py, struct ir_range at, ir_id value, unsigned flags)
{
    struct ir_op op = ir_new_op(IR_RETURN, at);
    op.flags = flags;
    op.args = &value;
    op.arg_count = value == IR_NONE ? 0 : 1;
    ir_emit(py->body->builder, &op);
}

static struct py_frame *innermost_try(const struct py *py)
{
    struct py_frame *frame = py->body->frame;
    while (frame && frame->kind != PY_FRAME_TRY)
        frame = frame->outer;
    return frame;
}

void py_raise(struct py *py, struct ir_range at, ir_id value, unsigned flags)
{
    struct py_frame *handled = innermost_try(py);
    py_leave(py, handled);
    bool alive = py_alive(py);
    if (ir_block_ended(py->body->builder))
        return;
    struct ir_op op = ir_new_op(IR_RAISE, at);
    op.flags = flags;
    op.args = &value;
    op.arg_count = value == IR_NONE ? 0 : 1;
    if (handled) {
        op.targets = handled->handlers->items;
        op.target_count = (uint32_t)handled->handlers->count;
    }
    ir_emit(py->body->builder, &op);
    for (uint32_t i = 0; alive && i < op.target_count; i++)
        reach(py, op.targets[i]);
}
