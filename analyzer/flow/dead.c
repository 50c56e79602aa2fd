#include "dead_internal.h"

#include <string.h>

#include "false_sink.h"
#include "pointer_sink.h"
#include "trace.h"

size_t dead_region(const struct dead *dead, ir_id op)
{
    const struct regions *regions = dead->flow->regions;

    for (size_t r = 0; r < regions->count; r++)
        if (region_contains(&regions->items[r], dead->body->id, op))
            return r;
    return SIZE_MAX;
}

bool dead_is(const struct dead *dead, ir_id op)
{
    return !dead->live->needed[op] && flow_reachable(dead->body, op);
}

/* Fewer operations than this are no work: `return a + b`, a clock baseline that does nothing. */
enum { WORK_MIN = 4 };

static bool body_is_work(const struct ir_function *function)
{
    size_t work = 0;

    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (!function->blocks[op->block].reachable)
            continue;
        if (function->blocks[op->block].loop_depth > 0 || op->code == IR_CALL)
            return true;
        work += op->code == IR_COMPUTE ||
                (op->code == IR_LOAD && (op->place.base != IR_NONE || op->place.index != IR_NONE));
    }
    return work >= WORK_MIN;
}

bool dead_call_is_work(const struct dead *dead, ir_id id)
{
    const struct ir_op *op = flow_op(dead->body, id);
    const struct effect *effect = &dead->body->effects[id];

    if (op->code != IR_CALL || op->flags & IR_IMPLICIT || op->flags & IR_CONSTANT)
        return false;
    if (op->function != IR_NONE)
        return body_is_work(&dead->flow->unit->functions[op->function]);
    if (!effect->api)
        return true; /* declared pure */
    if (op->flags & IR_METHOD && op->arg_count < 2)
        return false; /* v.size() */
    return !effect->writes && !effect->fresh && !effect->frees &&
           effect->api->clock == CLOCK_NONE &&
           strncmp(op->text, "__builtin_", strlen("__builtin_")) != 0;
}

bool dead_is_repeated(const struct dead *dead, size_t region, ir_id op)
{
    const struct ir_function *function = dead->body->function;

    return dead->flow->regions->items[region].kind != REGION_PROGRAM ||
           dead->body->id != dead->flow->regions->items[region].function ||
           function->blocks[function->ops[op].block].loop_depth > 0;
}

void dead_call_assume(const struct dead *dead, ir_id id, struct flow_fact *fact)
{
    const struct ir_op *op = flow_op(dead->body, id);

    if (op->code != IR_CALL)
        return;
    if (dead->body->effects[id].math_errno)
        trace_lower(fact, CONFIDENCE_LIKELY,
                    "nothing reads the errno that a mathematical function may set (gcc assumes "
                    "so; clang with -fno-math-errno)");
    if (op->function != IR_NONE && dead->flow->unit->functions[op->function].is_noinline &&
        dead->flow->bodies[op->function].summary.writes)
        trace_lower(fact, CONFIDENCE_POSSIBLE,
                    "the compiler looks into a function that it must not copy into its callers");
    if (op->function != IR_NONE && dead->flow->graph->recursive[op->function])
        trace_lower(fact, CONFIDENCE_LIKELY,
                    "the recursion ends, which C++ lets the compiler take for granted");
}

void dead_facts(struct flow *flow, const struct flow_body *body)
{
    struct dead dead = {.flow = flow,
                        .body = body,
                        .live = body->liveness,
                        .uses = uses_new(flow, body),
                        .explained = ARENA_ARRAY(flow->arena, bool, body->function->op_count + 1)};

    size_t first = flow->found.count;

    dead_stores(&dead);
    dead_memory(&dead);
    dead_calls(&dead);
    false_sinks(&dead, first);
    pointer_sinks(&dead);
}
