#include "taint.h"

#include <string.h>

#include "resolve.h"

/* A reading that goes through more wrappers than this is not followed further. */
enum { MOST_ROUNDS = 12, MOST_DEPTH = 16 };

static const char *last_field(const char *field)
{
    const char *dot = strrchr(field, '.');
    return dot ? dot + 1 : field;
}

static bool field_is_tainted(const struct taint *taint, const char *field)
{
    const char *last = last_field(field);
    for (size_t i = 0; i < taint->fields.count; i++)
        if (!strcmp(taint->fields.items[i], last))
            return true;
    return false;
}

/* The variable from which a pointer was taken; IR_NONE when it is not from one. */
static ir_id pointed_root(const struct ir_function *function, ir_id base)
{
    for (int depth = 0; depth < MOST_DEPTH && base != IR_NONE; depth++) {
        const struct ir_op *op = &function->ops[base];
        if (op->code == IR_COMPUTE && op->arg_count) {
            base = op->args[0];
        } else if (op->code == IR_LOAD || op->code == IR_ADDRESS) {
            if (op->place.variable != IR_NONE)
                return op->place.variable;
            base = op->place.base;
        } else {
            return IR_NONE;
        }
    }
    return IR_NONE;
}

bool taint_place(const struct taint *taint, const struct ir_function *function,
                 const struct ir_place *place)
{
    if (place->field[0] && field_is_tainted(taint, place->field))
        return true;
    ir_id root = place->variable != IR_NONE ? place->variable : pointed_root(function, place->base);
    return root != IR_NONE && taint->variables[root];
}

static void mark(struct taint *taint, bool *what)
{
    taint->changed |= !*what;
    *what = true;
}

static void mark_place(struct taint *taint, const struct ir_function *function,
                       const struct ir_place *place)
{
    if (place->field[0] && !field_is_tainted(taint, place->field)) {
        *VEC_ADD(taint->unit->arena, &taint->fields) = last_field(place->field);
        taint->changed = true;
    }
    if (place->variable != IR_NONE) {
        mark(taint, &taint->variables[place->variable]);
        const struct ir_variable *variable = &taint->unit->variables[place->variable];
        if (ir_type_of(taint->unit, variable->type)->kind == IR_TYPE_REFERENCE)
            mark(taint, &taint->filled[place->variable]);
        return;
    }
    ir_id root = pointed_root(function, place->base);
    if (root == IR_NONE)
        return;
    mark(taint, &taint->filled[root]);
    if (!place->field[0])
        mark(taint, &taint->variables[root]);
}

/* Marks what an operand points to: &ts, or a pointer that holds an address. */
static void mark_pointee(struct taint *taint, const struct ir_function *function, ir_id operand)
{
    const struct ir_op *op = &function->ops[operand];
    for (int depth = 0; depth < MOST_DEPTH && op->code == IR_COMPUTE && op->arg_count; depth++)
        op = &function->ops[op->args[0]];
    if (op->code == IR_ADDRESS) {
        mark_place(taint, function, &op->place);
    } else if (op->code == IR_LOAD && op->place.variable != IR_NONE && !op->place.field[0]) {
        mark(taint, &taint->variables[op->place.variable]);
        mark(taint, &taint->filled[op->place.variable]);
    } else if (op->code == IR_LOAD) {
        mark_place(taint, function, &op->place);
    }
}

static bool points_to_tainted(const struct taint *taint, const struct ir_function *function,
                              ir_id operand)
{
    const struct ir_op *op = &function->ops[operand];
    for (int depth = 0; depth < MOST_DEPTH && op->code == IR_COMPUTE && op->arg_count; depth++)
        op = &function->ops[op->args[0]];
    return (op->code == IR_ADDRESS || op->code == IR_LOAD) &&
           taint_place(taint, function, &op->place);
}

static ir_id destructor_of(const struct ir_unit *unit, ir_id variable)
{
    const char *class_name = resolve_class(unit, unit->variables[variable].type);
    for (size_t f = 0; class_name[0] && f < unit->function_count; f++)
        if (unit->functions[f].is_destructor && unit->functions[f].class_name &&
            !strcmp(unit->functions[f].class_name, class_name))
            return (ir_id)f;
    return IR_NONE;
}

ir_id taint_callee(const struct ir_unit *unit, const struct ir_function *function,
                   const struct ir_op *op)
{
    if (op->code == IR_CALL)
        return op->function;
    if (op->code == IR_DESTROY && op->place.variable != IR_NONE)
        return destructor_of(unit, op->place.variable);
    if ((op->code != IR_ENTER && op->code != IR_EXIT) || !op->arg_count)
        return IR_NONE;
    const char *class_name = resolve_class(unit, function->ops[op->args[0]].type);
    const char *method = op->code == IR_ENTER ? "__enter__" : "__exit__";
    return class_name[0] ? resolve_method(unit, class_name, method) : IR_NONE;
}

static void visit_unit_call(struct taint *taint, const struct ir_function *function,
                            const struct ir_op *op, ir_id callee, bool *tainted)
{
    const struct ir_function *to = &taint->unit->functions[callee];
    for (uint32_t i = 0; i < op->arg_count; i++) {
        ir_id number = resolve_parameter(taint->unit, op, callee, i);
        if (number == IR_NONE)
            continue;
        ir_id parameter = to->parameters[number];
        const bool *ops = taint->ops[function - taint->unit->functions];
        if (ops[op->args[i]] || points_to_tainted(taint, function, op->args[i]))
            mark(taint, &taint->variables[parameter]);
        if (taint->filled[parameter])
            mark_pointee(taint, function, op->args[i]);
    }
    if (taint->results[callee])
        mark(taint, tainted);
}

static void visit_call(struct taint *taint, const struct ir_function *function,
                       const struct ir_op *op, const struct clock_call *clock, bool *tainted)
{
    ir_id callee = taint_callee(taint->unit, function, op);
    if (callee != IR_NONE) {
        visit_unit_call(taint, function, op, callee, tainted);
        return;
    }
    if (clock->role != CLOCK_OTHER && (clock->out == IR_NONE || clock->yields))
        mark(taint, tainted);
    if (clock->role == CLOCK_READS && clock->out != IR_NONE)
        mark_pointee(taint, function, clock->out);
    const bool *ops = taint->ops[function - taint->unit->functions];
    /* A conversion that we cannot see hands its argument on; so does list.append. */
    for (uint32_t i = 0; i < op->arg_count && i < 2; i++) {
        bool given = function->ops[op->args[i]].code == IR_ADDRESS
                         ? points_to_tainted(taint, function, op->args[i])
                         : ops[op->args[i]];
        if (!given)
            continue;
        mark(taint, tainted);
        if (i == 1 && op->flags & IR_METHOD)
            mark_pointee(taint, function, op->args[0]);
    }
}

static bool is_difference(const struct ir_op *op)
{
    return op->code == IR_COMPUTE && op->arg_count == 2 && !strcmp(op->text, "-");
}

static void visit_op(struct taint *taint, ir_id id, size_t index)
{
    const struct ir_function *function = &taint->unit->functions[id];
    const struct ir_op *op = &function->ops[index];
    bool *ops = taint->ops[id];
    bool first = op->arg_count && ops[op->args[0]];
    switch (op->code) {
    case IR_LOAD:
        if (taint_place(taint, function, &op->place))
            mark(taint, &ops[index]);
        break;
    case IR_STORE:
        if (first)
            mark_place(taint, function, &op->place);
        break;
    case IR_RETURN:
        if (first)
            mark(taint, &taint->results[id]);
        break;
    case IR_CALL:
    case IR_ENTER:
    case IR_EXIT:
    case IR_DESTROY: visit_call(taint, function, op, &taint->clocks[id][index], &ops[index]); break;
    case IR_ASM:
        for (ir_id i = 0; taint->clocks[id][index].role == CLOCK_READS && i < op->outputs; i++)
            mark_pointee(taint, function, op->args[i]);
        break;
    case IR_COMPUTE:
        if (is_difference(op) && first && ops[op->args[1]])
            break; /* a duration is no reading any more */
        for (uint32_t i = 0; i < op->arg_count; i++)
            if (ops[op->args[i]])
                mark(taint, &ops[index]);
        break;
    default:
        if (first && ir_fields(op->code) & IRF_V)
            mark(taint, &ops[index]);
    }
}

static void find_relevant(struct taint *taint)
{
    const struct ir_unit *unit = taint->unit;
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count && !taint->relevant[f]; i++)
            taint->relevant[f] = taint->ops[f][i];
    taint->changed = true;
    for (int round = 0; round < MOST_ROUNDS && taint->changed; round++) {
        taint->changed = false;
        for (size_t f = 0; f < unit->function_count; f++)
            for (size_t i = 0; i < unit->functions[f].op_count && !taint->relevant[f]; i++) {
                const struct ir_function *function = &unit->functions[f];
                ir_id callee = taint_callee(unit, function, &function->ops[i]);
                if (callee != IR_NONE && taint->relevant[callee])
                    mark(taint, &taint->relevant[f]);
            }
    }
}

struct taint *taint_new(struct ir_unit *unit, const struct model *model)
{
    struct taint *taint = ARENA_NEW(unit->arena, struct taint);
    taint->unit = unit;
    taint->model = model;
    taint->variables = ARENA_ARRAY(unit->arena, bool, unit->variable_count + 1);
    taint->filled = ARENA_ARRAY(unit->arena, bool, unit->variable_count + 1);
    taint->results = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    taint->relevant = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    taint->ops = ARENA_ARRAY(unit->arena, bool *, unit->function_count + 1);
    taint->clocks = ARENA_ARRAY(unit->arena, struct clock_call *, unit->function_count + 1);
    for (ir_id f = 0; f < unit->function_count; f++) {
        size_t count = unit->functions[f].op_count;
        taint->ops[f] = ARENA_ARRAY(unit->arena, bool, count + 1);
        taint->clocks[f] = ARENA_ARRAY(unit->arena, struct clock_call, count + 1);
        for (ir_id i = 0; i < count; i++)
            taint->clocks[f][i] = clock_of(unit, model, f, i);
    }
    taint->changed = true;
    for (int round = 0; round < MOST_ROUNDS && taint->changed; round++) {
        taint->changed = false;
        for (ir_id f = 0; f < unit->function_count; f++)
            for (size_t i = 0; i < unit->functions[f].op_count; i++)
                visit_op(taint, f, i);
    }
    find_relevant(taint);
    return taint;
}
