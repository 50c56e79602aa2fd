#include "summary.h"

#include <string.h>

#include "control.h"
#include "effects.h"
#include "lazy.h"
#include "memory.h"

/* Attributes that forbid to conclude anything for callers from a body. */
static bool is_opaque(const struct ir_function *function)
{
    static const char *const opaque[] = {"weak", "noipa", "optnone", "optimize", "ifunc",
                                         "naked", "target_clones", "used"};

    for (uint32_t d = 0; d < function->decorator_count; d++)
        for (size_t i = 0; i < sizeof opaque / sizeof *opaque; i++)
            if (strstr(function->decorators[d], opaque[i]))
                return true;
    return false;
}

static void add_parameters(const struct flow_body *body, const uint64_t *objects, uint32_t *mask,
                           uint32_t *deep, bool *elsewhere)
{
    const struct points_to *points = body->points_to;

    BITS_EACH (object, objects, points->words) {
        const struct object *of = &points->objects[object];
        ir_id parameter = points_to_parameter(points, body, object);

        if (of->kind == OBJECT_INITIAL && parameter != IR_NONE)
            *(of->depth > 1 ? deep : mask) |= parameter_bit(parameter);
        else if (of->visible)
            *elsewhere = true;
    }
}

/* Operands of which a callee uses what lies beyond: when they are the caller's, all of that is,
 * though this function itself never goes there. */
static void add_deep(const struct flow_body *body, const struct ir_op *call, uint32_t operands,
                     uint32_t *mask, uint32_t *deep)
{
    const struct points_to *points = body->points_to;

    for (uint32_t i = 0; i < call->arg_count; i++) {
        const uint64_t *value = points->values[call->args[i]];

        if (!value || !(operands & effect_bit(i)))
            continue;
        BITS_EACH (object, value, points->words) {
            ir_id parameter = points_to_parameter(points, body, object);

            if (parameter == IR_NONE)
                continue;
            *mask |= parameter_bit(parameter);
            *deep |= parameter_bit(parameter);
        }
    }
}

static void add_op(const struct flow *flow, struct flow_body *body, ir_id id, uint64_t *objects,
                   struct flow_summary *summary)
{
    const struct ir_op *op = flow_op(body, id);
    const struct points_to *points = body->points_to;
    bool elsewhere = false;

    if (memory_observable(flow, body, id)) {
        summary->observable |= op->code != IR_CALL || body->effects[id].observable ||
                               body->effects[id].leaves;
        summary->may_not_end |= op->code == IR_CALL && body->effects[id].may_not_end;
    }
    memset(objects, 0, points->words * sizeof *objects);
    memory_read(flow, body, id, objects);
    add_parameters(body, objects, &summary->reads, &summary->deep_reads, &elsewhere);
    elsewhere = false;
    memset(objects, 0, points->words * sizeof *objects);
    memory_written(body, id, objects);
    add_parameters(body, objects, &summary->writes, &summary->deep_writes, &elsewhere);
    if (op->code == IR_CALL && body->effects[id].frees && op->arg_count &&
        points->values[op->args[0]])
        add_parameters(body, points->values[op->args[0]], &summary->writes,
                       &summary->deep_writes, &elsewhere);
    summary->observable |= elsewhere;
    if (op->code == IR_CALL) {
        add_deep(body, op, body->effects[id].deep_reads, &summary->reads, &summary->deep_reads);
        add_deep(body, op, body->effects[id].deep_writes, &summary->writes,
                 &summary->deep_writes);
    }
}

static void add_kept(const struct flow_body *body, struct flow_summary *summary)
{
    const struct points_to *points = body->points_to;

    for (size_t i = 0; i < points->count; i++) {
        ir_id parameter = points_to_parameter(points, body, i);

        if (points->objects[i].kind == OBJECT_INITIAL && points->objects[i].kept &&
            parameter != IR_NONE)
            summary->keeps |= parameter_bit(parameter);
    }
}

/* Every value that is returned is memory made here that nobody else got. */
static bool returns_fresh(const struct flow_body *body)
{
    const struct points_to *points = body->points_to;
    bool any = false;

    for (ir_id i = 0; i < body->function->op_count; i++) {
        const struct ir_op *op = flow_op(body, i);
        const uint64_t *value;

        if (op->code != IR_RETURN || !op->arg_count || !flow_reachable(body, i))
            continue;
        value = points->values[op->args[0]];
        if (!value)
            return false;
        BITS_EACH (object, value, points->words)
            if (points->objects[object].kind != OBJECT_FRESH || points->objects[object].visible)
                return false;
        any = true;
    }
    return any;
}

static struct flow_summary summarise(const struct flow *flow, struct flow_body *body)
{
    struct flow_summary summary = {.known = body->trusted && !is_opaque(body->function)};
    const struct control *control;
    uint64_t *objects;

    if (!summary.known)
        return summary;
    if (flow->unit->language == IR_PYTHON) {
        summary.observable = summary.may_not_end = true;
        return summary;
    }
    objects = bits_new(flow->arena, body->points_to->words);
    control = control_new(flow, body->function);
    if (!control)
        return (struct flow_summary){0};
    summary.may_not_end = control->endless ||
                          (flow->graph->recursive[body->id] && flow->unit->language == IR_C);
    for (ir_id b = 0; b < body->function->block_count; b++)
        summary.may_not_end |= control->kept[b];
    for (ir_id i = 0; i < body->function->op_count; i++)
        if (flow_reachable(body, i))
            add_op(flow, body, i, objects, &summary);
    add_kept(body, &summary);
    summary.returns_fresh = returns_fresh(body);
    return summary;
}

static bool equal(const struct flow_summary *a, const struct flow_summary *b)
{
    return a->known == b->known && a->observable == b->observable &&
           a->may_not_end == b->may_not_end && a->returns_fresh == b->returns_fresh &&
           a->reads == b->reads && a->writes == b->writes && a->keeps == b->keeps &&
           a->deep_reads == b->deep_reads && a->deep_writes == b->deep_writes;
}

/* Returns whether the summary is what it was. */
static bool visit(const struct flow *flow, struct flow_body *body)
{
    const struct ir_function *function = body->function;
    struct flow_summary before = body->summary;

    body->trusted = !function->too_complex && function->block_count > 0 &&
                    function->op_count <= FLOW_OPS_MAX && !function->has_gap;
    if (body->trusted) {
        if (!body->effects) {
            body->capacity = points_to_capacity(flow, body);
            body->effects = ARENA_ARRAY(flow->arena, struct effect, function->op_count + 1);
        }
        effects_fill(flow, body);
        body->points_to = points_to_new(flow, body);
        body->trusted = body->points_to != NULL;
    }
    body->summary = summarise(flow, body);
    /* What was started may be awaited where nobody can read it. */
    body->lazy = body->trusted && !function->has_hole ? lazy_summarise(flow, body) : NULL;
    return equal(&before, &body->summary);
}

/* Functions order[from] up to order[to] call each other: from "does nothing" upwards. */
static void visit_component(struct flow *flow, size_t from, size_t to)
{
    const ir_id *order = flow->graph->order;
    bool stable = false;

    for (size_t i = from; i < to; i++)
        flow->bodies[order[i]].summary = (struct flow_summary){.known = true};
    for (int round = 0; round < FLOW_ROUNDS_MAX && !stable; round++) {
        stable = true;
        for (size_t i = from; i < to; i++)
            stable &= visit(flow, &flow->bodies[order[i]]);
        if (!flow->graph->recursive[order[from]])
            return;
    }
    for (size_t i = from; i < to && !stable; i++) {
        flow->bodies[order[i]].trusted = false;
        flow->bodies[order[i]].summary = (struct flow_summary){0};
    }
}

void summary_fill(struct flow *flow)
{
    const struct callgraph *graph = flow->graph;
    size_t count = flow->unit->function_count;

    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count; to++)
            if (graph->component[graph->order[to]] != graph->component[graph->order[from]])
                break;
        if (flow->bodies[graph->order[from]].wanted)
            visit_component(flow, from, to);
    }
}
