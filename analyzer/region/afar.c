/* Start and stop in different functions that only an event loop brings together: the start is kept
 * in a global, and the function that stops is a callback, which nobody in the file calls. */
#include <string.h>

#include "timer.h"

static bool is_called(const struct ir_unit *unit, ir_id wanted)
{
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++)
            if (taint_callee(unit, &unit->functions[f], &unit->functions[f].ops[i]) == wanted)
                return true;
    return false;
}

static bool is_known(const struct region_list *list, ir_id function, ir_id start)
{
    for (size_t i = 0; i < list->regions.count; i++)
        if (list->regions.items[i].function == function && list->regions.items[i].start == start)
            return true;
    return false;
}

/* The reading that a function leaves in a global, or NULL. */
static const struct source *left_in(const struct timing *timing, const struct spot *global)
{
    for (size_t i = 0; timing->done && i < timing->spots.count; i++) {
        const struct spot *spot = &timing->spots.items[i];
        value_id value = timing->exit[i];
        if (spot->is_value || spot->root != global->root || strcmp(spot->path, global->path) != 0 ||
            value <= VALUE_EMPTY)
            continue;
        for (uint32_t s = 0; s < timing->sources.count; s++)
            if (source_set_has(&timing->values.items[value].plus, s) &&
                timing->sources.items[s].op != IR_NONE)
                return &timing->sources.items[s];
    }
    return NULL;
}

static void add_starts(struct region_list *list, const struct timings *timings, ir_id callback,
                       const struct spot *global, enum region_sureness sureness)
{
    for (ir_id f = 0; f < list->unit->function_count; f++) {
        const struct source *start = f == callback ? NULL : left_in(&timings->functions[f], global);
        if (!start || is_known(list, f, start->op))
            continue;
        region_add(list, (struct region){.kind = REGION_TIMER,
                                         .sureness = start->reading.sureness == REGION_CERTAIN
                                                         ? sureness
                                                         : REGION_POSSIBLE,
                                         .function = f,
                                         .start = start->op,
                                         .stop = IR_NONE,
                                         .clock = start->reading.clock,
                                         .name = start->reading.name});
    }
}

void timer_find_afar(struct region_list *list, const struct timings *timings,
                     bool is_benchmark_file)
{
    enum region_sureness sureness = is_benchmark_file ? REGION_LIKELY : REGION_POSSIBLE;
    const struct ir_unit *unit = list->unit;
    for (ir_id f = 0; f < unit->function_count; f++) {
        const struct timing *timing = &timings->functions[f];
        for (size_t i = 0; timing->done && i < timing->pairs.count; i++) {
            const struct pair *pair = &timing->pairs.items[i];
            const struct source *stop = &timing->sources.items[pair->plus];
            const struct source *start = &timing->sources.items[pair->minus];
            if (stop->op == IR_NONE || start->op != IR_NONE)
                continue;
            const struct spot *global = &timing->spots.items[start->spot];
            bool is_global = !global->is_value &&
                             unit->variables[global->root].storage != IR_PARAMETER &&
                             unit->variables[global->root].storage != IR_LOCAL;
            if (is_global && use_of(&unit->functions[f], pair->op) != USE_CHECK &&
                !is_called(unit, f))
                add_starts(list, timings, f, global, sureness);
        }
    }
}
