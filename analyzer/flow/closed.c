#include "closed.h"

#include <string.h>

#include "memory.h"

enum { DEPTH_MAX = 8 }; /* of calls within calls */

static void join(struct closed *into, struct closed inner)
{
    into->holds &= inner.holds;
    into->reads_memory |= inner.reads_memory;
    into->has_loop |= inner.has_loop;
    into->sets_errno |= inner.sets_errno;
    into->is_work |= inner.is_work;
}

static bool is_own(const struct flow_body *body, const struct ir_unit *unit,
                   const struct ir_place *place)
{
    const struct ir_variable *variable;

    if (place->variable == IR_NONE)
        return false;
    variable = &unit->variables[place->variable];
    return variable->function == body->id && !variable->captured &&
           (variable->storage == IR_LOCAL || variable->storage == IR_PARAMETER);
}

static struct closed of_call(const struct flow *flow, const struct flow_body *body, ir_id id,
                             int depth);

/* What one operation of a function adds to what its result depends on. */
static struct closed of_operation(const struct flow *flow, const struct flow_body *body, ir_id id,
                                  int depth)
{
    const struct ir_op *op = flow_op(body, id);
    struct closed closed = {.holds = !memory_observable(flow, body, id)};

    switch (op->code) {
    case IR_CALL:
        return of_call(flow, body, id, depth);
    case IR_COMPUTE:
        closed.is_work = true;
        break;
    case IR_LOAD:
        closed.reads_memory = !is_own(body, flow->unit, &op->place) &&
                              !(op->flags & IR_CONSTANT) &&
                              !(op->place.variable != IR_NONE &&
                                flow->unit->variables[op->place.variable].is_const);
        break;
    case IR_STORE:
    case IR_DECLARE:
        closed.holds &= is_own(body, flow->unit, &op->place);
        break;
    case IR_ITER:
    case IR_NEXT:
        closed.reads_memory = true;
        break;
    case IR_ASM:
    case IR_FUNC:
    case IR_DESTROY:
        closed.holds = false;
        break;
    default:
        break;
    }
    return closed;
}

/* Memory that is made anew for each call differs each time. */
static bool makes_memory(const struct flow *flow, const struct flow_body *body)
{
    enum ir_type_kind kind = ir_type_of(flow->unit, body->function->type)->kind;

    return body->summary.returns_fresh && kind != IR_TYPE_INTEGER && kind != IR_TYPE_FLOAT &&
           kind != IR_TYPE_BOOL;
}

static struct closed of_function(const struct flow *flow, ir_id id, int depth)
{
    const struct flow_body *body = &flow->bodies[id];
    const struct flow_summary *summary = &body->summary;
    struct closed closed = {.holds = body->trusted && summary->known && !summary->observable &&
                                     !summary->may_not_end && !makes_memory(flow, body) &&
                                     !summary->writes && !summary->deep_writes &&
                                     !summary->keeps && !flow->graph->recursive[id] &&
                                     depth < DEPTH_MAX};

    for (ir_id i = 0; closed.holds && i < body->function->op_count; i++) {
        if (!flow_reachable(body, i))
            continue;
        closed.has_loop |= body->function->blocks[flow_op(body, i)->block].loop_depth > 0;
        join(&closed, of_operation(flow, body, i, depth));
    }
    return closed;
}

static struct closed of_call(const struct flow *flow, const struct flow_body *body, ir_id id,
                             int depth)
{
    const struct ir_op *op = flow_op(body, id);
    const struct effect *effect = &body->effects[id];
    const struct api *api = effect->api;

    if (op->flags & (IR_INDIRECT | IR_DEPENDENT | IR_STAR | IR_NO_RETURN))
        return (struct closed){.holds = false};
    if (op->function != IR_NONE)
        return of_function(flow, op->function, depth + 1);
    if (!api || !api->has_effects || effect->observable || effect->may_not_end || effect->writes ||
        effect->keeps || effect->fresh || effect->frees || api->clock != CLOCK_NONE ||
        op->flags & IR_METHOD)
        return (struct closed){.holds = false};
    return (struct closed){.holds = true,
                           .is_work = true,
                           .reads_memory = effect->reads != 0,
                           .sets_errno = effect->math_errno};
}

struct closed closed_call(const struct flow *flow, const struct flow_body *body, ir_id call)
{
    return of_call(flow, body, call, 0);
}
