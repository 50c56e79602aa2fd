/* A sort that is repeated on the same object is reported when nothing between two rounds can have
 * put another order into it: any call that may change it, and any store, makes us silent. */
#include "resort.h"

#include <string.h>

#include "control.h"
#include "trace.h"

enum { DEPTH_MAX = 8 }; /* of calls and fields behind an argument */

/* The object that is sorted: a variable, or a field of what it points to. */
struct root {
    ir_id variable; /* IR_NONE: not understood */
    const char *field;
};

static struct root root_of(const struct flow_body *body, ir_id id, int depth)
{
    const struct ir_op *op = flow_op(body, id);
    struct root none = {IR_NONE, ""}, root;

    if (depth > DEPTH_MAX)
        return none;
    if (op->code == IR_CALL) { /* v.begin(), std::begin(v) */
        const struct effect *effect = &body->effects[id];
        bool into_first = op->flags & IR_METHOD || (effect->api && effect->api->returns_argument);

        return into_first && op->arg_count == 1 ? root_of(body, op->args[0], depth + 1) : none;
    }
    if ((op->code != IR_LOAD && op->code != IR_ADDRESS) || op->place.index != IR_NONE)
        return none;
    if (op->place.variable != IR_NONE)
        return (struct root){op->place.variable, op->place.field};
    if (op->place.base == IR_NONE)
        return none;
    root = root_of(body, op->place.base, depth + 1);
    if (root.field[0] && op->place.field[0])
        return none; /* two steps away: not followed */
    root.field = op->place.field[0] ? op->place.field : root.field;
    return root;
}

/* What is sorted in place by the call, or nothing. */
static struct root sorted_by(const struct flow *flow, const struct flow_body *body, ir_id id)
{
    const struct ir_op *op = flow_op(body, id);
    const struct api *api = op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

    if (!api || !(api->categories & API_SORT) || op->arg_count == 0)
        return (struct root){IR_NONE, ""};
    if (flow->unit->language == IR_PYTHON && !(op->flags & IR_METHOD))
        return (struct root){IR_NONE, ""}; /* sorted() leaves its argument as it is */
    return root_of(body, op->args[0], 0);
}

static bool is_same(const struct root *a, const struct root *b)
{
    return a->variable == b->variable && (!a->field[0] || !b->field[0] ||
                                          !strcmp(a->field, b->field));
}

/* Whether the call leaves an operand as it is. */
static bool leaves(const struct flow_body *body, ir_id id, uint32_t operand)
{
    const struct effect *effect = &body->effects[id];
    uint32_t bit = UINT32_C(1) << (operand < 31 ? operand : 31);

    if (effect->api && effect->api->categories & (API_SINK | API_SORT))
        return true;
    return !effect->unknown && !(effect->writes & bit) && !(effect->deep_writes & bit);
}

/* Whether a function of the file, or one that it calls, names the variable. */
static bool names(const struct ir_unit *unit, ir_id function, ir_id variable, int depth)
{
    const struct ir_function *of = &unit->functions[function];

    for (size_t i = 0; i < of->op_count; i++) {
        if (ir_fields(of->ops[i].code) & IRF_P && of->ops[i].place.variable == variable)
            return true;
        if (of->ops[i].function != IR_NONE && of->ops[i].function != function &&
            (depth > DEPTH_MAX || names(unit, of->ops[i].function, variable, depth + 1)))
            return true;
    }
    return false;
}

/* Whether the call can reach the variable without being handed it. */
static bool reaches_by_name(const struct flow *flow, const struct ir_op *op, ir_id variable)
{
    const struct ir_variable *of = &flow->unit->variables[variable];
    bool is_local = (of->storage == IR_LOCAL || of->storage == IR_PARAMETER) && !of->captured;

    if (is_local || (op->code != IR_CALL && op->code != IR_FUNC))
        return false;
    if (op->function != IR_NONE)
        return names(flow->unit, op->function, variable, 0);
    return op->code == IR_CALL && of->storage == IR_GLOBAL &&
           !resolve_api(flow->unit, flow->model, op);
}

/* Whether the operation may bring another order into the object. */
static bool renews(const struct flow *flow, const struct flow_body *body, ir_id id,
                   const struct root *root)
{
    const struct ir_op *op = flow_op(body, id);
    struct root place;

    if (op->code == IR_DECLARE)
        return op->place.variable == root->variable;
    if (op->code == IR_STORE) {
        place = op->place.variable != IR_NONE ? (struct root){op->place.variable, op->place.field}
                : op->place.base != IR_NONE   ? root_of(body, op->place.base, 0)
                                              : (struct root){IR_NONE, ""};
        return is_same(&place, root);
    }
    for (uint32_t i = 0; op->code == IR_CALL && i < op->arg_count; i++) {
        place = root_of(body, op->args[i], 0);
        if (place.variable == root->variable && !leaves(body, id, i) &&
            !(op->flags & IR_METHOD && i == 0 && op->arg_count == 1 &&
              flow_op(body, op->args[0])->code == IR_ADDRESS && body->effects[id].api))
            return true;
    }
    return reaches_by_name(flow, op, root->variable);
}

/* Whether something in the loop (IR_NONE: in the function) renews what is sorted. */
static bool is_renewed(const struct flow *flow, const struct flow_body *body, ir_id loop,
                       const struct root *root)
{
    const struct ir_function *function = body->function;
    const struct control *control = loop == IR_NONE ? NULL : control_new(flow, function);

    if (loop != IR_NONE && !control)
        return true;
    for (ir_id i = 0; i < function->op_count; i++)
        if (flow_reachable(body, i) &&
            (!control || control_contains(control, function, loop, function->ops[i].block)) &&
            renews(flow, body, i, root))
            return true;
    return false;
}

/* Whether the function is called again and again, on what is not its own. */
static bool is_called_again(const struct flow *flow, const struct region *region,
                            const struct root *root)
{
    const struct ir_variable *variable = &flow->unit->variables[root->variable];
    bool is_field = root->field[0] && variable->storage == IR_PARAMETER;

    return region->kind == REGION_FRAMEWORK && region->start == IR_NONE && !region->renewed &&
           (is_field || variable->function != region->function ||
            variable->storage == IR_FILE_STATIC || variable->storage == IR_GLOBAL);
}

static void look_at(struct flow *flow, size_t number, const struct flow_body *body, ir_id id)
{
    const struct region *region = &flow->regions->items[number];
    struct root root = sorted_by(flow, body, id);
    ir_id loop = body->function->blocks[flow_op(body, id)->block].loop;
    const char *name;
    struct flow_fact *fact;

    if (root.variable == IR_NONE || trace_told(flow, FACT_SORTED_AGAIN, body->id, id) ||
        is_renewed(flow, body, loop, &root) ||
        (loop == IR_NONE && !is_called_again(flow, region, &root)))
        return;
    fact = trace_fact(flow, FACT_SORTED_AGAIN, number, body->id, id);
    fact->variable = root.variable;
    name = flow->unit->variables[root.variable].name;
    fact->object = !root.field[0] ? name
                                  : arena_printf(flow->arena, "%s%s%s", name,
                                                 flow->unit->language == IR_PYTHON ? "." : "->",
                                                 root.field);
    fact->callee = trace_callee(flow, body->id, id);
    trace_finish(flow, fact, "from the second round on this is sorted already");
}

void resort_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        const struct flow_body *body = &flow->bodies[region->function];

        if (!body->trusted || !body->effects || region->kind == REGION_PROGRAM || region->idle)
            continue;
        for (ir_id i = 0; i < body->function->op_count; i++)
            if (region->inside[i] && flow_reachable(body, i))
                look_at(flow, r, body, i);
    }
}
