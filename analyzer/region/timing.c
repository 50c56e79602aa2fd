#include "timing.h"

#include <string.h>

#include "path.h"
#include "resolve.h"

/* Loops settle in two or three passes; what does not is cut off. */
enum { MOST_PASSES = 10, MOST_CALL_DEPTH = 64 };

static bool is_one_of(const char *text, const char *const *list)
{
    for (; *list; list++)
        if (!strcmp(text, *list))
            return true;
    return false;
}

static value_id compute(struct walk *walk, ir_id id, const struct ir_op *op)
{
    static const char *const yes_or_no[] = {
        "<",  ">",  "<=",  ">=",  "==", "!=",     "&&",     "||",  "!",
        "in", "is", "not", "and", "or", "not in", "is not", "str", NULL};
    value_id sum = VALUE_EMPTY;
    if (is_one_of(op->text, yes_or_no) || !op->arg_count)
        return VALUE_EMPTY;
    if (!strcmp(op->text, "-"))
        return op->arg_count == 2
                   ? time_subtract(walk, walk->values[op->args[0]], walk->values[op->args[1]], id)
                   : time_subtract(walk, VALUE_EMPTY, walk->values[op->args[0]], id);
    if (!strcmp(op->text, "[]"))
        return walk->values[op->args[0]];
    bool adds = !strcmp(op->text, "+");
    for (uint32_t i = 0; i < op->arg_count; i++)
        sum = adds ? time_add(walk, sum, walk->values[op->args[i]], id)
                   : time_join(walk, sum, walk->values[op->args[i]]);
    return sum;
}

static value_id load(struct walk *walk, ir_id id, const struct ir_op *op)
{
    value_id value = spot_load(walk, walk->op_spots[id]);
    if (value == VALUE_EMPTY && op->place.base != IR_NONE)
        value = walk->values[op->place.base]; /* now().tv_sec */
    return value;
}

static void store(struct walk *walk, ir_id id, const struct ir_op *op)
{
    uint32_t spot = walk->op_spots[id];
    if (spot == SPOT_NONE)
        return;
    struct spot from, to = walk->timing->spots.items[spot];
    spot_store(walk, spot, walk->values[op->args[0]]);
    if (spot_of_value(walk, op->args[0], &from))
        spot_copy(walk, to, from);
}

/* What a spot holds where two paths meet. */
static value_id join_at(struct walk *walk, uint32_t spot, value_id a, value_id b)
{
    if (a == b)
        return a;
    return time_join(walk, a ? a : spot_at_entry(walk, spot), b ? b : spot_at_entry(walk, spot));
}

static void leave(struct walk *walk, const struct ir_op *op)
{
    struct timing *timing = walk->timing;
    if (op->arg_count)
        timing->result = time_join(walk, timing->result, walk->values[op->args[0]]);
    for (uint32_t i = 0; timing->done && i < timing->spots.count; i++)
        timing->exit[i] = join_at(walk, i, timing->exit[i], walk->state[i]);
    if (!timing->done)
        memcpy(timing->exit, walk->state, sizeof timing->exit);
    timing->done = true;
}

static void step(struct walk *walk, ir_id id)
{
    const struct ir_op *op = &walk->function->ops[id];
    value_id value = VALUE_EMPTY;
    switch (op->code) {
    case IR_LOAD: value = load(walk, id, op); break;
    case IR_STORE: store(walk, id, op); break;
    case IR_COMPUTE: value = compute(walk, id, op); break;
    case IR_CALL:
    case IR_ASM:
    case IR_ENTER:
    case IR_EXIT:
    case IR_DESTROY: value = timing_call(walk, id); break;
    case IR_ITER:
    case IR_NEXT:
    case IR_AWAIT: value = op->arg_count ? walk->values[op->args[0]] : VALUE_EMPTY; break;
    case IR_RETURN: leave(walk, op); break;
    default: break;
    }
    walk->values[id] = value;
}

/* What the spots hold when a block begins: the join over those of its predecessors that were
 * walked. */
static void enter_block(struct walk *walk, const struct ir_block *block, value_id *const *out)
{
    bool first = true;
    memset(walk->state, 0, MOST_SPOTS * sizeof *walk->state);
    for (uint32_t p = 0; p < block->predecessor_count; p++) {
        const value_id *from = out[block->predecessors[p]];
        if (!from)
            continue;
        for (uint32_t i = 0; i < walk->timing->spots.count; i++)
            walk->state[i] = first ? from[i] : join_at(walk, i, walk->state[i], from[i]);
        first = false;
    }
}

static bool walk_block(struct walk *walk, ir_id id, value_id **out)
{
    const struct ir_block *block = &walk->function->blocks[id];
    enter_block(walk, block, out);
    for (ir_id i = 0; i < block->count; i++)
        step(walk, walk->function->order[block->first + i]);
    if (out[id] && !memcmp(out[id], walk->state, MOST_SPOTS * sizeof *walk->state))
        return false;
    if (!out[id])
        out[id] = ARENA_ARRAY(walk->unit->arena, value_id, MOST_SPOTS);
    memcpy(out[id], walk->state, MOST_SPOTS * sizeof *walk->state);
    return true;
}

static void find_spots(struct walk *walk)
{
    const struct ir_function *function = walk->function;
    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        struct spot spot;
        bool matters = (op->code == IR_LOAD || op->code == IR_STORE) &&
                       taint_place(walk->all->taint, function, &op->place) &&
                       spot_of_place(walk, &op->place, &spot);
        walk->op_spots[i] = matters ? spot_add(walk, spot) : SPOT_NONE;
    }
}

static void find_bracket(const struct ir_unit *unit, const struct ir_function *function,
                         struct timing *timing)
{
    bool *inside;
    for (uint32_t i = 0; function->is_generator && i < timing->pairs.count; i++) {
        const struct source *stop = &timing->sources.items[timing->pairs.items[i].plus];
        const struct source *start = &timing->sources.items[timing->pairs.items[i].minus];
        if (stop->op == IR_NONE || start->op == IR_NONE)
            continue;
        inside = path_between(unit->arena, function, start->op, stop->op);
        for (size_t op = 0; inside && op < function->op_count; op++)
            if (inside[op] && function->ops[op].code == IR_YIELD)
                timing->brackets = stop->reading.name ? &stop->reading : timing->brackets;
    }
}

static void walk_function(struct timings *timings, ir_id id)
{
    struct ir_unit *unit = timings->taint->unit;
    struct ir_function *function = &unit->functions[id];
    struct timing *timing = &timings->functions[id];
    value_id state[MOST_SPOTS];
    struct source_set paired[MOST_SOURCES];
    struct walk walk = {.all = timings,
                        .unit = unit,
                        .function = function,
                        .id = id,
                        .timing = timing,
                        .state = state,
                        .paired = paired};
    value_id **out = ARENA_ARRAY(unit->arena, value_id *, function->block_count + 1);
    walk.values = ARENA_ARRAY(unit->arena, value_id, function->op_count + 1);
    walk.op_spots = ARENA_ARRAY(unit->arena, uint32_t, function->op_count + 1);
    find_spots(&walk);
    bool changed = true;
    for (int pass = 0; pass < MOST_PASSES && changed; pass++) {
        changed = false;
        timing->done = false;
        timing->result = VALUE_EMPTY;
        timing->pairs.count = 0; /* what was seen of unfinished states does not count */
        memset(paired, 0, sizeof paired);
        memset(timing->exit, 0, sizeof timing->exit);
        for (ir_id b = 0; b < function->block_count; b++)
            if (function->blocks[b].reachable)
                changed |= walk_block(&walk, b, out);
    }
    timing->done = true;
    find_bracket(unit, function, timing);
}

/* Callees before their callers; in a recursion somebody has to be first. */
static void visit(struct timings *timings, ir_id id, bool *visited, int depth)
{
    const struct ir_unit *unit = timings->taint->unit;
    const struct ir_function *function = &unit->functions[id];
    if (visited[id] || !timings->taint->relevant[id] || depth > MOST_CALL_DEPTH)
        return;
    visited[id] = true;
    for (size_t i = 0; i < function->op_count; i++) {
        ir_id callee = taint_callee(unit, function, &function->ops[i]);
        if (callee != IR_NONE)
            visit(timings, callee, visited, depth + 1);
    }
    if (!function->too_complex)
        walk_function(timings, id);
}

struct timings *timings_new(struct taint *taint)
{
    struct ir_unit *unit = taint->unit;
    struct timings *timings = ARENA_NEW(unit->arena, struct timings);
    bool *visited = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    timings->taint = taint;
    timings->functions = ARENA_ARRAY(unit->arena, struct timing, unit->function_count + 1);
    spot_find_aliases(timings);
    for (ir_id f = 0; f < unit->function_count; f++)
        visit(timings, f, visited, 0);
    return timings;
}
