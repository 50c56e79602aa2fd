#include "timer.h"

#include <stdio.h>
#include <string.h>

struct candidate {
    ir_id start, stop;
    struct reading reading; /* of the stop */
    enum region_sureness sureness;
    bool only_compared;
};

static enum region_sureness worse(enum region_sureness a, enum region_sureness b)
{
    return a > b ? a : b;
}

/* Two calls of a function that nothing calls a clock: only what is done with their difference
 * speaks for it. */
static bool is_plausible(const struct reading *start, const struct reading *stop)
{
    bool guessed = start->sureness == REGION_POSSIBLE || stop->sureness == REGION_POSSIBLE;
    return !guessed || (start->sureness == stop->sureness && !strcmp(start->name, stop->name));
}

/* Whether a difference goes nowhere but into a comparison: the end of a loop that runs for a given
 * time, not a result. */
static bool only_compared(const struct ir_function *function, ir_id value)
{
    static const char comparisons[] = " < > <= >= == != ";
    bool compared = false;
    if (function->ops[value].code == IR_CALL)
        return false;
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        for (uint32_t a = 0; a < op->arg_count; a++) {
            if (op->args[a] != value)
                continue;
            char padded[8];
            snprintf(padded, sizeof padded, " %.4s ", op->text);
            if (op->code != IR_COMPUTE || !strstr(comparisons, padded))
                return false;
            compared = true;
        }
    }
    return compared;
}

static bool make_candidate(const struct timing *timing, struct arena *arena,
                           const struct ir_function *function, const struct pair *pair,
                           struct candidate *candidate)
{
    const struct source *stop = &timing->sources.items[pair->plus];
    const struct source *start = &timing->sources.items[pair->minus];
    if (stop->op == IR_NONE || start->op == IR_NONE ||
        !is_plausible(&start->reading, &stop->reading))
        return false;
    bool forward = path_between(arena, function, start->op, stop->op) != NULL;
    bool backward = pair->unordered || !forward
                        ? path_between(arena, function, stop->op, start->op) != NULL
                        : false;
    if (!forward && !backward)
        return false;
    if (!forward || (backward && path_always_before(arena, function, stop->op, start->op))) {
        const struct source *other = stop;
        stop = start;
        start = other;
    }
    const struct reading *known = stop->reading.clock ? &stop->reading : &start->reading;
    *candidate = (struct candidate){
        start->op, stop->op, *known,
        worse(start->reading.sureness, stop->reading.sureness),
        only_compared(function, pair->op)};
    return true;
}

/* A reading that stops one round and starts the next makes a pair with itself; the same stop with
 * another start says more.  A region that is only watched while another one with the same start is
 * reported says nothing of its own. */
static bool is_covered(const struct candidate *all, size_t count, size_t index)
{
    const struct candidate *one = &all[index];
    for (size_t i = 0; i < count; i++) {
        const struct candidate *other = &all[i];
        if (i == index)
            continue;
        if (one->start == one->stop && other->stop == one->stop && other->start != other->stop)
            return true;
        if (one->only_compared && !other->only_compared && other->start == one->start &&
            one->stop != one->start)
            return true;
        if (i < index && other->start == one->start && other->stop == one->stop)
            return true;
    }
    return false;
}

/* Whether something that the function was handed is called. */
static bool calls_what_it_was_handed(const struct ir_unit *unit,
                                     const struct ir_function *function, const bool *inside)
{
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        bool calls_value = op->code == IR_CALL && op->arg_count &&
                           (op->flags & IR_INDIRECT || str_ends(op->text, "operator()"));
        if (!inside[i] || !calls_value)
            continue;
        const struct ir_place *place = &function->ops[op->args[0]].place;
        for (int depth = 0; depth < 8 && place->variable == IR_NONE && place->base != IR_NONE;
             depth++)
            place = &function->ops[place->base].place;
        if (place->variable != IR_NONE &&
            unit->variables[place->variable].storage == IR_PARAMETER)
            return true;
    }
    return false;
}

static void add_candidate(struct region_list *list, ir_id function,
                          const struct candidate *candidate)
{
    struct region region = {.kind = REGION_TIMER,
                            .sureness = candidate->sureness,
                            .function = function,
                            .start = candidate->start,
                            .stop = candidate->stop,
                            .clock = candidate->reading.clock,
                            .name = candidate->reading.name};
    if (!region_add(list, region))
        return;
    struct region *added = &list->regions.items[list->regions.count - 1];
    if (calls_what_it_was_handed(list->unit, &list->unit->functions[function], added->inside))
        added->kind = REGION_CALLBACK;
}

static void find_in_function(struct region_list *list, const struct timing *timing, ir_id id)
{
    struct ir_unit *unit = list->unit;
    const struct ir_function *function = &unit->functions[id];
    struct arena scratch = {0};
    struct candidate *all = ARENA_ARRAY(&scratch, struct candidate, timing->pairs.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < timing->pairs.count; i++)
        count += make_candidate(timing, &scratch, function, &timing->pairs.items[i], &all[count]);
    for (size_t i = 0; i < count; i++)
        if (!is_covered(all, count, i))
            add_candidate(list, id, &all[i]);
    arena_release(&scratch);
}

void timer_find(struct region_list *list, const struct timings *timings)
{
    for (ir_id f = 0; f < list->unit->function_count; f++) {
        const struct timing *timing = &timings->functions[f];
        /* What a context manager times is seen where it is used. */
        if (timing->done && !timing->brackets)
            find_in_function(list, timing, f);
    }
}
