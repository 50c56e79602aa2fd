#include "region.h"

#include <stdlib.h>
#include <string.h>

#include "called.h"
#include "framework.h"
#include "handed.h"
#include "resolve.h"
#include "timer.h"
#include "words.h"

/* A file whose regions mark more operations than this (64 MiB of marks) is hostile. */
enum { MOST_MARKS = 64 << 20 };

const char *region_kind_name(enum region_kind kind)
{
    static const char *const names[] = {[REGION_TIMER] = "timer",
                                        [REGION_FRAMEWORK] = "framework",
                                        [REGION_CALLBACK] = "callback",
                                        [REGION_FUNCTION] = "function",
                                        [REGION_PROGRAM] = "program"};
    return names[kind];
}

bool region_contains(const struct region *region, ir_id function, ir_id op)
{
    return region->reached[function] || (function == region->function && region->inside[op]);
}

bool region_hands_over(const struct region *region)
{
    return region->call != IR_NONE && region->start == region->call && region->stop == region->call;
}

/* The closing brace of a scope, as a place of its own. */
static struct ir_range end_of(struct ir_range at)
{
    uint32_t column = at.end_column > 1 ? at.end_column - 1 : at.end_column;
    return (struct ir_range){at.end_line, column, at.end_line, at.end_column};
}

bool region_add(struct region_list *list, struct region region)
{
    struct ir_unit *unit = list->unit;
    const struct ir_function *function = &unit->functions[region.function];
    list->marks += 6 * function->op_count + unit->function_count;
    if (list->marks > MOST_MARKS)
        return false;
    if (!region.difference) /* nothing meets in the first operation */
        region.difference = IR_NONE;
    if (!region.inside)
        region.inside = path_between(unit->arena, function, region.start, region.stop);
    if (!region.inside)
        return false;
    bool *after = path_after(unit->arena, function, region.stop, region.start);
    /* A loop that is measured round by round goes on after its stop as the region itself. */
    for (size_t i = 0; region.start == region.stop && i < function->op_count; i++)
        after[i] &= !region.inside[i];
    region.after = after;
    region.reached = reach_from(list->reach, region.function, region.inside, NULL);
    region.start_at = region.start == IR_NONE ? function->at : function->ops[region.start].at;
    region.stop_at = region.stop == IR_NONE ? function->at : function->ops[region.stop].at;
    if (region.stop != IR_NONE && function->ops[region.stop].code == IR_DESTROY)
        region.stop_at = end_of(region.stop_at);
    *VEC_ADD(unit->arena, &list->regions) = region;
    return true;
}

static bool has_region(const struct region_list *list, ir_id function)
{
    for (size_t i = 0; i < list->regions.count; i++)
        if (list->regions.items[i].function == function || list->regions.items[i].reached[function])
            return true;
    return false;
}

static void add_whole(struct region_list *list, ir_id function, enum region_kind kind,
                      enum region_sureness sureness, const char *name)
{
    region_add(list, (struct region){.kind = kind,
                                     .sureness = sureness,
                                     .function = function,
                                     .start = IR_NONE,
                                     .stop = IR_NONE,
                                     .name = name});
}

/* Functions that are benchmarks by their name and that nothing else was found in. */
static void find_functions(struct region_list *list)
{
    for (ir_id f = 0; f < list->unit->function_count; f++) {
        const struct ir_function *function = &list->unit->functions[f];
        if (words_benchmark(function->name) && !function->is_lambda && !function->file &&
            !function->is_module && !has_region(list, f) && !handed_is_driver(list, f))
            add_whole(list, f, REGION_FUNCTION, REGION_LIKELY, function->name);
    }
}

/* A Python file that is imported or pasted is run by others, who call what nobody here calls. */
static void reach_uncalled(struct region_list *list, struct region *region)
{
    struct ir_unit *unit = list->unit;
    bool *called = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    bool *begin = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    for (ir_id f = 0; f < unit->function_count; f++) {
        const uint64_t *direct = reach_direct(list->reach, f);
        for (ir_id g = 0; g < unit->function_count; g++)
            called[g] |= g != f && (direct[g / 64] >> (g % 64) & 1);
    }
    for (ir_id f = 0; f < unit->function_count; f++)
        begin[f] = region->reached[f] || (!called[f] && f != region->function);
    region->reached = reach_from(list->reach, IR_NONE, NULL, begin);
}

static bool runs_own(const struct ir_unit *unit, const struct region *region)
{
    for (ir_id f = 0; f < unit->function_count; f++)
        if (region->reached[f] && !unit->functions[f].file)
            return true;
    return !unit->functions[region->function].file;
}

/* What another file measures of its own is told when that file is looked at. */
static void drop_foreign(struct region_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->regions.count; i++)
        if (runs_own(list->unit, &list->regions.items[i]))
            list->regions.items[kept++] = list->regions.items[i];
    list->regions.count = kept;
}

/* The program as a whole, timed from outside. */
static void find_program(struct region_list *list)
{
    struct ir_unit *unit = list->unit;
    for (ir_id f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        bool is_entry = unit->language == IR_PYTHON
                            ? function->is_module && !function->file
                            : !strcmp(function->name, "main") && !function->file;
        if (!is_entry)
            continue;
        add_whole(list, f, REGION_PROGRAM, REGION_CERTAIN, function->name);
        if (unit->language == IR_PYTHON && list->regions.count)
            reach_uncalled(list, &list->regions.items[list->regions.count - 1]);
        return;
    }
}

/* A stopwatch is made where it is not started yet, if something else starts it: Timer(), tic(). */
static bool is_made_only(const struct region_list *list, const struct region *region)
{
    const struct ir_function *function = &list->unit->functions[region->function];
    const struct ir_op *start =
        region->start == IR_NONE ? NULL : &function->ops[region->start];
    bool makes = start && start->code == IR_CALL && !(start->flags & IR_METHOD) &&
                 !strcmp(resolve_class(list->unit, start->type), start->text);

    for (size_t i = 0; makes && i < list->regions.count; i++) {
        const struct region *other = &list->regions.items[i];

        if (other->function == region->function && other->stop == region->stop &&
            other->start != IR_NONE && function->ops[other->start].flags & IR_METHOD)
            return true;
    }
    return false;
}

static void drop_made_only(struct region_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; list->unit->language == IR_PYTHON && i < list->regions.count; i++)
        list->regions.items[i].idle |= is_made_only(list, &list->regions.items[i]);
    for (size_t i = 0; i < list->regions.count; i++)
        if (list->unit->language != IR_PYTHON || !list->regions.items[i].idle)
            list->regions.items[kept++] = list->regions.items[i];
    list->regions.count = kept;
}

static int compare(const void *left, const void *right)
{
    const struct region *a = left, *b = right;
    if (a->start_at.line != b->start_at.line)
        return a->start_at.line < b->start_at.line ? -1 : 1;
    if (a->start_at.column != b->start_at.column)
        return a->start_at.column < b->start_at.column ? -1 : 1;
    if (a->stop_at.line != b->stop_at.line)
        return a->stop_at.line < b->stop_at.line ? -1 : 1;
    if (a->stop_at.column != b->stop_at.column)
        return a->stop_at.column < b->stop_at.column ? -1 : 1;
    return a->function < b->function ? -1 : a->function > b->function;
}

struct regions region_find(struct ir_unit *unit, const struct model *model,
                           const struct region_options *options)
{
    struct region_list list = {.unit = unit, .model = model, .reach = reach_new(unit)};
    const struct timings *timings = timings_new(taint_new(unit, model));
    timer_find(&list, timings);
    drop_made_only(&list);
    timer_find_afar(&list, timings, options->is_benchmark_file);
    called_find(&list);
    framework_find(&list, options->is_benchmark_file);
    handed_find(&list, options->is_benchmark_file);
    if (options->is_benchmark_file)
        find_functions(&list);
    drop_foreign(&list);
    if (!list.regions.count && options->program_allowed)
        find_program(&list);
    /* A file that was named for what it holds, and whose main() stands elsewhere. */
    if (!list.regions.count && options->program_allowed && !options->is_benchmark_file)
        find_functions(&list);
    if (list.regions.count)
        qsort(list.regions.items, list.regions.count, sizeof *list.regions.items, compare);
    return (struct regions){list.regions.items, list.regions.count};
}

void region_print(const struct ir_unit *unit, const struct regions *regions, FILE *stream)
{
    static const char *const sureness[] = {"certain", "likely", "possible"};
    for (size_t i = 0; i < regions->count; i++) {
        const struct region *region = &regions->items[i];
        const struct ir_function *function = &unit->functions[region->function];
        size_t inside = 0;
        for (size_t op = 0; op < function->op_count; op++)
            inside += region->inside[op];
        fprintf(stream, "region %s %s %s in %s", region_kind_name(region->kind),
                sureness[region->sureness], region->name, function->name);
        if (region->start != IR_NONE)
            fprintf(stream, " from %u:%u", region->start_at.line, region->start_at.column);
        if (region->stop != IR_NONE)
            fprintf(stream, " to %u:%u", region->stop_at.line, region->stop_at.column);
        fprintf(stream, ", %zu operations\n", inside);
        for (size_t f = 0; f < unit->function_count; f++)
            if (region->reached[f])
                fprintf(stream, "  reaches %s\n", unit->functions[f].name);
    }
}
