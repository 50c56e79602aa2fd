#include "timer.h"

#include <string.h>

#include "guard.h"

struct candidate {
    ir_id start, stop, difference;
    struct reading reading; /* of the stop */
    const struct api *other; /* the clock of the start, where the two are of different kinds */
    enum region_sureness sureness;
    enum use use;
};

static enum region_sureness worse(enum region_sureness a, enum region_sureness b)
{
    return a > b ? a : b;
}

/* Two calls of a function that nothing calls a clock: only what is done with their difference
 * speaks for it. */
static bool is_plausible(const struct ir_function *function, const struct reading *start,
                         const struct reading *stop, ir_id difference)
{
    const struct ir_op *op = &function->ops[difference];
    if (start->sureness != REGION_POSSIBLE && stop->sureness != REGION_POSSIBLE)
        return true;
    while (op->code == IR_COMPUTE && op->arg_count == 1)
        op = &function->ops[op->args[0]];
    return start->sureness == stop->sureness && !strcmp(start->name, stop->name) &&
           op->code == IR_COMPUTE && use_is_reported(function, difference);
}

static bool shares_reading(const struct pair *a, const struct pair *b)
{
    return a->op == b->op || a->plus == b->plus || a->minus == b->minus || a->plus == b->minus ||
           a->minus == b->plus;
}

/* The clock of the start, when the clock of the stop is of another kind.  A program that chooses
 * its clock while it runs makes pairs of all that it can choose from, so only readings that meet in
 * no other difference count. */
static const struct api *other_clock(const struct timing *timing, const struct pair *pair,
                                     const struct source *start, const struct source *stop)
{
    const struct api *first = start->reading.clock, *last = stop->reading.clock;
    if (!first || !last || first->clock == last->clock || pair->unordered)
        return NULL;
    for (size_t i = 0; i < timing->pairs.count; i++)
        if (&timing->pairs.items[i] != pair && shares_reading(&timing->pairs.items[i], pair))
            return NULL;
    return first;
}

static bool make_candidate(const struct timing *timing, struct arena *arena,
                           const struct ir_function *function, const struct pair *pair,
                           struct candidate *candidate)
{
    const struct source *stop = &timing->sources.items[pair->plus];
    const struct source *start = &timing->sources.items[pair->minus];
    if (stop->op == IR_NONE || start->op == IR_NONE ||
        !is_plausible(function, &start->reading, &stop->reading, pair->op))
        return false;
    /* An unknown function that is given one reading twice, in two rounds, compares nothing. */
    if (pair->unordered && stop->op == start->op)
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
    *candidate = (struct candidate){start->op, stop->op, pair->op, *known,
                                    other_clock(timing, pair, start, stop),
                                    worse(start->reading.sureness, stop->reading.sureness),
                                    use_of(function, pair->op)};
    return candidate->use != USE_CHECK;
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
        if (one->use == USE_LOOP_END && other->use == USE_RESULT && other->start == one->start)
            return true;
        if (i < index && other->start == one->start && other->stop == one->stop)
            return true;
    }
    return false;
}

/* Whether something that the function was handed is called. */
static bool calls_what_it_was_handed(const struct ir_unit *unit, const struct ir_function *function,
                                     const bool *inside)
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
        if (place->variable != IR_NONE && unit->variables[place->variable].storage == IR_PARAMETER)
            return true;
    }
    return false;
}

static bool is_about_time(const struct taint *taint, ir_id function, size_t op)
{
    const struct clock_call *clock = &taint->clocks[function][op];
    bool is_clock = clock->role != CLOCK_OTHER && clock->reading.sureness != REGION_POSSIBLE;
    return is_clock || (taint->unit->functions[function].ops[op].function != IR_NONE &&
                        taint->ops[function][op]);
}

/* A stop() of the file may work before it reads the clock: flush, synchronise, run the benchmark
 * itself.  That is measured too, so the stop is then part of the region. */
static bool works_before_reading(const struct region_list *list, const struct timings *timings,
                                 ir_id callee, int depth)
{
    const struct ir_function *function = &list->unit->functions[callee];
    const struct timing *timing = &timings->functions[callee];
    struct arena scratch = {0};
    bool works = false;
    for (size_t s = 0; s < timing->sources.count && !works && depth < 4; s++) {
        ir_id reading = timing->sources.items[s].op;
        if (reading == IR_NONE)
            continue;
        bool *before = path_between(&scratch, function, IR_NONE, reading);
        for (size_t i = 0; before && i < function->op_count; i++)
            works |= before[i] && function->ops[i].code == IR_CALL &&
                     !is_about_time(timings->taint, callee, i);
        ir_id inner = taint_callee(list->unit, function, &function->ops[reading]);
        works |= inner != IR_NONE && works_before_reading(list, timings, inner, depth + 1);
    }
    arena_release(&scratch);
    return works;
}

static const bool *inside_of(struct region_list *list, const struct timings *timings,
                             ir_id function, const struct candidate *candidate)
{
    struct ir_unit *unit = list->unit;
    const struct ir_function *owner = &unit->functions[function];
    bool *inside = guard_inside(unit->arena, owner, candidate->start, candidate->stop);
    ir_id callee = taint_callee(unit, owner, &owner->ops[candidate->stop]);
    if (!inside)
        inside = path_between(unit->arena, owner, candidate->start, candidate->stop);
    if (inside && callee != IR_NONE && candidate->start != candidate->stop &&
        works_before_reading(list, timings, callee, 0))
        inside[candidate->stop] = true;
    return inside;
}

static void add_candidate(struct region_list *list, const struct timings *timings, ir_id function,
                          const struct candidate *candidate)
{
    struct region region = {.kind = REGION_TIMER,
                            .sureness = candidate->sureness,
                            .function = function,
                            .start = candidate->start,
                            .stop = candidate->stop,
                            .difference = candidate->difference,
                            .inside = inside_of(list, timings, function, candidate),
                            .clock = candidate->reading.clock,
                            .other_clock = candidate->other,
                            .is_deadline = candidate->use == USE_LOOP_END,
                            .name = candidate->reading.name};
    if (region.inside &&
        calls_what_it_was_handed(list->unit, &list->unit->functions[function], region.inside))
        region.kind = REGION_CALLBACK;
    region_add(list, region);
}

static void find_in_function(struct region_list *list, const struct timings *timings, ir_id id)
{
    const struct timing *timing = &timings->functions[id];
    struct ir_unit *unit = list->unit;
    const struct ir_function *function = &unit->functions[id];
    struct arena scratch = {0};
    struct candidate *all = ARENA_ARRAY(&scratch, struct candidate, timing->pairs.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < timing->pairs.count; i++)
        count += make_candidate(timing, &scratch, function, &timing->pairs.items[i], &all[count]);
    for (size_t i = 0; i < count; i++)
        if (!is_covered(all, count, i))
            add_candidate(list, timings, id, &all[i]);
    arena_release(&scratch);
}

void timer_find(struct region_list *list, const struct timings *timings)
{
    for (ir_id f = 0; f < list->unit->function_count; f++) {
        const struct timing *timing = &timings->functions[f];
        /* What a context manager times is seen where it is used. */
        if (timing->done && !timing->brackets)
            find_in_function(list, timings, f);
    }
}
