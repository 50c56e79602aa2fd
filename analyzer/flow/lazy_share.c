#include "lazy_share.h"

#include <string.h>

/* A loop whose turns are not known is taken to run so often; only the order of magnitude matters,
 * so that what stands in the innermost loop decides. */
enum { TURNS_GUESSED = 8, DEPTH_MAX = 6, CALLS_MAX = 4 };

/* One other call for each write makes what is written; two are work of their own. */
enum { SHARE_LEAST = 2 };

struct tally {
    double writes, others; /* calls, weighed by the loops around them */
};

struct weighing {
    const struct flow *flow;
    struct lazy_events *const *all;
    const struct lazy_kind *kind;
    struct tally *known; /* by function: sums of those that are finished */
    bool *finished;
};

bool lazy_is_terminal(const struct flow *flow, const struct flow_body *body, size_t number)
{
    static const char *const names[] = {"stdout", "std::cout", "std::clog"};
    const struct object *object = &body->points_to->objects[number];
    const char *name;

    while (object->kind == OBJECT_INITIAL)
        object = &body->points_to->objects[object->id];
    if (object->kind != OBJECT_VARIABLE)
        return false;
    name = flow->unit->variables[object->id].name;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(name, names[i]))
            return true;
    return false;
}

static bool produces(const struct weighing *weighing, const struct flow_body *body, ir_id op)
{
    const struct lazy_events *events = weighing->all[body->id];

    for (size_t e = events ? events->first[op] : 0; events && e < events->end[op]; e++) {
        const struct lazy_event *event = &events->list.items[e];

        if (event->kind == weighing->kind && event->action == ACTION_PRODUCE &&
            event->object != OBJECT_ALL &&
            !lazy_is_terminal(weighing->flow, body, event->object))
            return true;
    }
    return false;
}

/* Opens, closes, prints: calls that the kind knows, and clocks, are the frame of the work. */
static bool is_frame(const struct weighing *weighing, const struct api *api)
{
    if (!api)
        return false;
    for (size_t i = 0; i < api->lazy_count; i++)
        if (api->lazy[i].kind == weighing->kind)
            return true;
    return api->clock != CLOCK_NONE || api->categories & API_PRINT;
}

static double weight_of(const struct ir_block *block)
{
    double weight = 1;

    for (uint32_t i = 0; i < block->loop_depth && i < DEPTH_MAX; i++)
        weight *= (double)TURNS_GUESSED;
    return weight;
}

static bool leaves(const struct flow_body *body, const struct ir_block *block)
{
    for (ir_id i = 0; i < block->count; i++) {
        ir_id op = body->function->order[block->first + i];

        if (flow_op(body, op)->code == IR_CALL && body->effects[op].leaves)
            return true;
    }
    return false;
}

static bool loops(const struct ir_function *function)
{
    for (ir_id b = 0; b < function->block_count; b++)
        if (function->blocks[b].reachable && function->blocks[b].loop_depth > 0)
            return true;
    return false;
}

static struct tally weigh_function(struct weighing *weighing, ir_id function, int depth);

static void weigh_call(struct weighing *weighing, const struct flow_body *body, ir_id id,
                       struct tally *sum, int depth)
{
    const struct ir_op *op = flow_op(body, id);
    const struct effect *effect = &body->effects[id];
    double weight = weight_of(&body->function->blocks[op->block]);

    if (op->function != IR_NONE && weighing->flow->bodies[op->function].trusted) {
        struct tally inner = weigh_function(weighing, op->function, depth + 1);
        const struct ir_function *callee = &weighing->flow->unit->functions[op->function];

        /* A checksum, a parser: what goes over its input is work, though it calls nobody. */
        if (inner.writes + inner.others <= 0 && loops(callee))
            inner.others = 1;
        sum->writes += weight * inner.writes;
        sum->others += weight * inner.others;
    } else if (produces(weighing, body, id)) {
        sum->writes += weight;
    } else if ((effect->unknown || effect->observable) && !is_frame(weighing, effect->api)) {
        sum->others += weight;
    }
}

static struct tally weigh(struct weighing *weighing, const struct flow_body *body,
                          const bool *inside, int depth)
{
    const struct ir_function *function = body->function;
    struct tally sum = {0, 0};

    for (ir_id b = 0; b < function->block_count; b++) {
        const struct ir_block *block = &function->blocks[b];

        if (!block->reachable || leaves(body, block))
            continue;
        for (ir_id i = 0; i < block->count; i++) {
            ir_id op = function->order[block->first + i];

            if (flow_op(body, op)->code == IR_CALL && (!inside || inside[op]))
                weigh_call(weighing, body, op, &sum, depth);
        }
    }
    return sum;
}

/* Recursion ends at a depth; what lies deeper counts for nothing. */
static struct tally weigh_function(struct weighing *weighing, ir_id function, int depth)
{
    if (depth > CALLS_MAX)
        return (struct tally){0, 0};
    if (!weighing->finished[function]) {
        weighing->known[function] =
            weigh(weighing, &weighing->flow->bodies[function], NULL, depth);
        weighing->finished[function] = true;
    }
    return weighing->known[function];
}

bool lazy_dominates(const struct flow *flow, struct lazy_events *const *all,
                    const struct region *region, const struct lazy_kind *kind)
{
    size_t count = flow->unit->function_count;
    struct weighing weighing = {.flow = flow,
                                .all = all,
                                .kind = kind,
                                .known = ARENA_ARRAY(flow->arena, struct tally, count + 1),
                                .finished = ARENA_ARRAY(flow->arena, bool, count + 1)};
    struct tally sum = weigh(&weighing, &flow->bodies[region->function], region->inside, 0);

    return sum.others < (double)SHARE_LEAST * sum.writes;
}
