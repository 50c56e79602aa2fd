#include "false_sink.h"

#include <string.h>

#include "skipped.h"
#include "trace.h"

/* A thing that looks like a use. */
struct sink {
    enum flow_fact_kind kind;
    ir_id kept; /* the static variable that is the sink, or IR_NONE */
    ir_id op; /* where it stands; IR_NONE: at the variable itself */
    const char *name, *step;
};

static bool outlives_call(const struct ir_unit *unit, ir_id variable)
{
    enum ir_storage storage = unit->variables[variable].storage;

    return storage == IR_FILE_STATIC || storage == IR_STATIC_LOCAL;
}

static bool speaks_of(const struct ir_op *op, enum ir_code code, ir_id variable)
{
    return op->code == code && op->place.variable == variable && op->place.base == IR_NONE;
}

/* Whether an operand of the call is the variable, or its address. */
static bool receives(const struct ir_function *function, const struct ir_op *call, ir_id variable)
{
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const struct ir_op *value = &function->ops[call->args[i]];

        if (speaks_of(value, IR_LOAD, variable) || speaks_of(value, IR_ADDRESS, variable))
            return true;
    }
    return false;
}

/* A call of a function of the file that returns nothing, and that nothing needs: it is empty. */
static bool is_empty_call(const struct dead *dead, ir_id id, ir_id variable)
{
    const struct ir_op *op = flow_op(dead->body, id);
    const struct effect *effect = &dead->body->effects[id];

    return op->code == IR_CALL && !effect->writes && !effect->deep_writes &&
           op->function != IR_NONE && dead_is(dead, id) &&
           !dead->body->effects[id].fresh && !dead->body->effects[id].frees &&
           ir_type_of(dead->flow->unit, op->type)->kind == IR_TYPE_VOID &&
           receives(dead->body->function, op, variable);
}

/* Whether the static is read at all, be it only to be updated: then compilers keep it today. */
static bool is_read(const struct ir_unit *unit, ir_id variable)
{
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *op = &unit->functions[f].ops[i];

            if (op->code == IR_LOAD && root_variable(&unit->functions[f], &op->place) == variable)
                return true;
        }
    return false;
}

/* `kept = sum;` where nothing in the file reads the static `kept`. */
static bool is_unread_static(const struct dead *dead, ir_id id, ir_id variable)
{
    const struct ir_op *op = flow_op(dead->body, id);

    return op->code == IR_STORE && op->place.variable != IR_NONE &&
           outlives_call(dead->flow->unit, op->place.variable) && dead_is(dead, id) &&
           speaks_of(flow_op(dead->body, op->args[0]), IR_LOAD, variable);
}

static bool is_barrier(const struct dead *dead, const struct flow_fact *fact, ir_id id)
{
    const struct ir_op *op = flow_op(dead->body, id);
    const struct region *region = &dead->flow->regions->items[fact->region];
    const struct api *api = op->code == IR_CALL ? dead->body->effects[id].api : NULL;

    if (!region_contains(region, dead->body->id, id))
        return false;
    return (op->code == IR_ASM && op->flags & IR_MEMORY && op->arg_count == 0 &&
            op->text[0] != '\0') ||
           (api && api->categories & API_CLOBBER);
}

static bool look_at(const struct dead *dead, const struct flow_fact *fact, ir_id id,
                    struct sink *sink)
{
    const struct ir_unit *unit = dead->flow->unit;
    const struct ir_op *op = flow_op(dead->body, id);
    struct arena *arena = dead->flow->arena;

    *sink = (struct sink){.kind = FACT_FALSE_SINK, .kept = IR_NONE, .op = id};
    if (speaks_of(op, IR_LOAD, fact->variable) && op->flags & IR_VOID_CAST) {
        sink->name = "a cast to void";
        sink->step = "this quiets a warning, and uses nothing";
    } else if (is_empty_call(dead, id, fact->variable)) {
        sink->name = arena_printf(arena, "`%s`, which does nothing,",
                                  trace_callee(dead->flow, dead->body->id, id));
        sink->step = "the function does nothing with it, and the compiler sees that";
    } else if (is_unread_static(dead, id, fact->variable)) {
        sink->name = arena_printf(arena, "`%s`, which nothing reads,",
                                  unit->variables[op->place.variable].name);
        sink->kept = op->place.variable;
        sink->step = "a static variable that this file never reads is no use";
    }
    return sink->name;
}

static bool find_sink(const struct dead *dead, const struct flow_fact *fact, struct sink *sink)
{
    const struct ir_unit *unit = dead->flow->unit;

    for (ir_id i = 0; i < dead->body->function->op_count; i++)
        if (look_at(dead, fact, i, sink))
            return true;
    *sink = (struct sink){.kind = FACT_FALSE_SINK, .kept = IR_NONE, .op = IR_NONE};
    if (outlives_call(unit, fact->variable)) {
        sink->kept = fact->variable;
        sink->name = "a static variable that nothing reads";
        sink->step = "this file never reads it, and no other can";
        return true;
    }
    if (unit->variables[fact->variable].marked_unused) {
        sink->name = "the attribute";
        sink->step = "the attribute quiets a warning, and uses nothing";
        return true;
    }
    for (ir_id i = 0; i < dead->body->function->op_count; i++)
        if (is_barrier(dead, fact, i)) {
            *sink = (struct sink){FACT_VAIN_BARRIER, IR_NONE, i, "a barrier",
                                  "the barrier is about memory that others can reach, not about "
                                  "this variable"};
            return true;
        }
    return false;
}

static bool is_dead_work(const struct flow_fact *fact)
{
    return fact->variable != IR_NONE &&
           (fact->kind == FACT_DEAD_ACCUMULATOR || fact->kind == FACT_DEAD_VALUE ||
            fact->kind == FACT_DEAD_RECORD ||
            fact->kind == FACT_DEAD_BUFFER || fact->kind == FACT_DEAD_CALL);
}

/* Whether an earlier fact speaks of the same variable in the same false sink. */
static bool is_told(const struct flow *flow, size_t first, size_t last, ir_id variable)
{
    for (size_t i = first; i < last; i++)
        if (flow->found.items[i].sink && flow->found.items[i].variable == variable)
            return true;
    return false;
}

static void explain(const struct flow *flow, struct flow_fact *fact, const struct sink *sink)
{
    const struct ir_function *function = &flow->unit->functions[fact->function];
    struct ir_range at = sink->op == IR_NONE ? flow->unit->variables[fact->variable].at
                                             : function->ops[sink->op].at;

    fact->kind = sink->kind;
    fact->sink = sink->name;
    if (sink->kept != IR_NONE && is_read(flow->unit, sink->kept))
        trace_lower(fact, CONFIDENCE_POSSIBLE,
                    "the compiler sees that a static variable is read only to update it");
    skipped_lower(flow, &flow->bodies[fact->function], sink->kept, fact);
    if (sink->kind == FACT_VAIN_BARRIER &&
        ir_type_of(flow->unit, flow->unit->variables[fact->variable].type)->kind ==
            IR_TYPE_POINTER)
        trace_lower(fact, CONFIDENCE_LIKELY,
                    "the compiler tells memory from malloc apart at a barrier, as Clang does and "
                    "gcc does not");
    trace_step(fact, sink->op, at, sink->step);
}

void false_sinks(struct dead *dead, size_t first)
{
    struct flow *flow = dead->flow;
    size_t kept = first;

    for (size_t i = first; i < flow->found.count; i++) {
        struct flow_fact *fact = &flow->found.items[i];
        struct sink sink;

        if (is_dead_work(fact) && find_sink(dead, fact, &sink)) {
            if (is_told(flow, first, kept, fact->variable))
                continue;
            explain(flow, fact, &sink);
        }
        flow->found.items[kept++] = *fact;
    }
    flow->found.count = kept;
}
