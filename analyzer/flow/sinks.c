#include "sinks.h"

#include <string.h>

#include "memory.h"
#include "trace.h"
#include "words.h"

struct sink { /* a call that keeps something alive */
    struct flow *flow;
    const struct flow_body *body;
    size_t number; /* of the region */
    ir_id op;
};

static bool is_sink(const struct flow *flow, const struct ir_op *op)
{
    const struct api *api =
        op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

    return api && api->categories & API_SINK;
}

static const struct ir_op *sunk(const struct sink *sink)
{
    const struct ir_op *call = flow_op(sink->body, sink->op);

    return call->arg_count ? flow_op(sink->body, call->args[call->arg_count - 1]) : NULL;
}

static struct flow_fact *add(const struct sink *sink, enum flow_fact_kind kind)
{
    struct flow_fact *fact =
        trace_fact(sink->flow, kind, sink->number, sink->body->id, sink->op);

    fact->callee = trace_callee(sink->flow, sink->body->id, sink->op);
    return fact;
}

/* --- what is constant ------------------------------------------------------------------------- */

/* A sink that may change what it is given hides its value; of a constant it only reads it. */
static void look_for_constant(const struct sink *sink)
{
    const struct ir_op *value = sunk(sink);
    const struct ir_variable *variable;
    struct flow_fact *fact;

    if (!value || value->code != IR_ADDRESS || value->place.variable == IR_NONE)
        return;
    variable = &sink->flow->unit->variables[value->place.variable];
    if (!variable->is_const || !variable->name[0] || variable->storage != IR_LOCAL)
        return;
    fact = add(sink, FACT_CONSTANT_SINK);
    fact->variable = value->place.variable;
    fact->object = variable->name;
    trace_finish(sink->flow, fact, "what this is given is const, and so is taken to be unchanged");
}

/* --- one element ------------------------------------------------------------------------------ */

/* Whether the object is written in a loop of the region, or by a call there. */
static bool is_filled(const struct sink *sink, ir_id id, const uint64_t *objects, uint64_t *scratch)
{
    const struct ir_function *function = sink->body->function;
    const struct ir_op *op = flow_op(sink->body, id);
    bool varies = op->code == IR_CALL ||
                  (op->code == IR_STORE && op->place.index != IR_NONE &&
                   !(flow_op(sink->body, op->place.index)->flags & IR_CONSTANT) &&
                   function->blocks[op->block].loop_depth > 0);

    if (!varies || !sink->flow->regions->items[sink->number].inside[id])
        return false;
    memset(scratch, 0, sink->body->points_to->words * sizeof *scratch);
    memory_written(sink->body, id, scratch);
    return bits_meet(scratch, objects, sink->body->points_to->words);
}

/* Whether something reads the objects besides the sink. */
static bool is_read(const struct sink *sink, ir_id id, const uint64_t *objects, uint64_t *scratch)
{
    if (id == sink->op || !flow_reachable(sink->body, id))
        return false;
    memset(scratch, 0, sink->body->points_to->words * sizeof *scratch);
    memory_read(sink->flow, sink->body, id, scratch);
    return bits_meet(scratch, objects, sink->body->points_to->words);
}

/* Memory that is the function's own: sinks apart, nobody else is told where it is. */
static bool is_own(const struct sink *sink, const uint64_t *objects)
{
    const struct points_to *points = sink->body->points_to;

    BITS_EACH (number, objects, points->words) {
        const struct object *object = &points->objects[number];
        const struct ir_variable *variable =
            object->kind == OBJECT_VARIABLE ? &sink->flow->unit->variables[object->id] : NULL;

        if (object->kind != OBJECT_FRESH &&
            (!variable || variable->storage != IR_LOCAL || variable->captured))
            return false;
        if (object->returned)
            return false;
    }
    return true;
}

static void look_for_element(const struct sink *sink)
{
    const struct points_to *points = sink->body->points_to;
    const struct ir_op *value = sunk(sink);
    uint64_t *scratch;
    const uint64_t *objects;
    bool filled = false;

    if (!value || (value->code != IR_ADDRESS && value->code != IR_LOAD) ||
        value->place.index == IR_NONE ||
        !(flow_op(sink->body, value->place.index)->flags & IR_CONSTANT))
        return;
    scratch = bits_new(sink->flow->arena, points->words);
    objects = points_to_place(points, &value->place, bits_new(sink->flow->arena, points->words));
    if (!is_own(sink, objects))
        return;
    for (ir_id i = 0; i < sink->body->function->op_count; i++) {
        if (flow_op(sink->body, i) != value && is_read(sink, i, objects, scratch))
            return;
        filled |= is_filled(sink, i, objects, scratch);
    }
    if (!filled)
        return;
    struct flow_fact *fact = add(sink, FACT_ELEMENT_SINK);
    fact->object = trace_value(sink->flow, sink->body->id,
                               value->place.base != IR_NONE
                                   ? value->place.base
                                   : (ir_id)(value - sink->body->function->ops));
    trace_lower(fact, CONFIDENCE_LIKELY, "the elements do not depend on one another");
    trace_finish(sink->flow, fact, "this needs one element");
}

/* --- a function of the program ---------------------------------------------------------------- */

/* Words of people who hide a value from the compiler. */
static const char *const sink_words[] = {
    "sink",          "consume",       "escape",      "blackhole", "black_hole",
    "opaque",        "use_int",       "use_pointer", "use_ptr",   "do_not_optimize",
    "donotoptimize", "dont_optimize", "keep_alive"};

/* A function that another file defines, called for its own sake. */
static bool is_program_sink(const struct ir_op *op)
{
    return op->code == IR_CALL && op->function == IR_NONE && op->text[0] &&
           !(op->flags & (IR_METHOD | IR_INDIRECT | IR_IMPLICIT)) && op->arg_count == 1 &&
           op->flags & IR_DISCARDED && !strstr(op->text, "::") &&
           words_contain(op->text, sink_words, sizeof sink_words / sizeof *sink_words);
}

static void look_at(const struct sink *sink)
{
    const struct ir_op *op = flow_op(sink->body, sink->op);

    if (is_sink(sink->flow, op)) {
        look_for_constant(sink);
        if (sink->body->points_to)
            look_for_element(sink);
    } else if (is_program_sink(op) && !resolve_api(sink->flow->unit, sink->flow->model, op)) {
        trace_finish(sink->flow, add(sink, FACT_PROGRAM_SINK), "another file defines this");
    }
}

void sinks_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        struct sink sink = {flow, &flow->bodies[region->function], r, 0};

        if (region->kind == REGION_PROGRAM || region->idle || region->is_deadline)
            continue;
        for (ir_id i = 0; i < sink.body->function->op_count; i++) {
            sink.op = i;
            if (region->inside[i] && flow_reachable(sink.body, i))
                look_at(&sink);
        }
    }
}
