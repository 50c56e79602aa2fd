#include "work.h"

#include <string.h>

/* A file with more lines than this is not asked about line by line. */
enum { LINES_MAX = 1 << 20 };

/* A loop that goes round no more often than this may be written out by the compiler. */
enum { SHORT_MAX = 64 };

static struct line_set no_lines(const struct ir_unit *unit)
{
    uint32_t count = 2;

    for (size_t i = 0; i < unit->source_length; i++)
        count += unit->source[i] == '\n';
    if (count > LINES_MAX)
        count = LINES_MAX;
    return (struct line_set){ARENA_ARRAY(unit->arena, bool, count), count, false};
}

static void set_line(const struct line_set *lines, uint32_t line, bool value)
{
    if (line > 0 && line < lines->count)
        ((bool *)lines->has)[line] = value;
}

static void add_range(const struct line_set *lines, struct ir_range at)
{
    for (uint32_t line = at.line; line <= at.end_line && line < lines->count; line++)
        set_line(lines, line, true);
}

/* --- the work of one operation ---------------------------------------------------------------- */

/* The function's own lines and those of what it calls. */
static void add_function(const struct ir_unit *unit, ir_id id, struct line_set *lines, bool *seen)
{
    const struct ir_function *function = &unit->functions[id];

    if (seen[id])
        return;
    seen[id] = true;
    lines->elsewhere |= function->in_header;
    if (!function->in_header)
        add_range(lines, function->extent);
    for (size_t i = 0; i < function->op_count; i++)
        if (function->ops[i].code == IR_CALL && function->ops[i].function != IR_NONE)
            add_function(unit, function->ops[i].function, lines, seen);
}

/* What is called may be defined in a header that was not lowered: std::accumulate. */
static bool may_be_inlined(const struct ir_unit *unit, const struct ir_op *op)
{
    return op->code == IR_CALL && op->function == IR_NONE && unit->language == IR_CXX;
}

struct work work_of_op(const struct ir_unit *unit, ir_id function, ir_id id)
{
    const struct ir_function *owner = &unit->functions[function];
    const struct ir_op *op = &owner->ops[id];
    struct work work = {.function = function, .op = id, .lines = no_lines(unit)};

    set_line(&work.lines, op->at.line, true);
    work.is_loop = owner->blocks[op->block].loop_depth > 0;
    work.lines.elsewhere = may_be_inlined(unit, op);
    if (op->code == IR_CALL && op->function != IR_NONE)
        add_function(unit, op->function, &work.lines,
                     ARENA_ARRAY(unit->arena, bool, unit->function_count + 1));
    return work;
}

/* --- loops ------------------------------------------------------------------------------------ */

static const struct ir_op *terminator(const struct ir_function *function, ir_id block)
{
    const struct ir_block *of = &function->blocks[block];

    return &function->ops[function->order[of->first + of->count - 1]];
}

/* A loop that only counts has one store; one that works calls something or stores something else. */
enum { WORK_MIN = 2 };

static unsigned weight_of(const struct ir_op *op)
{
    if (op->flags & IR_IMPLICIT)
        return 0;
    return op->code == IR_CALL ? WORK_MIN : op->code == IR_STORE;
}

/* Whether a constant that is not small decides how often the loop goes round, or no constant. */
static bool is_short(const struct ir_function *function, ir_id header)
{
    for (ir_id b = 0; b < function->block_count; b++) {
        const struct ir_op *last = terminator(function, b), *test;

        if (function->blocks[b].loop != header || last->code != IR_BRANCH || !last->arg_count)
            continue;
        test = &function->ops[last->args[0]];
        for (uint32_t i = 0; i < test->arg_count; i++) {
            const struct ir_op *bound = &function->ops[test->args[i]];

            if (bound->flags & IR_CONSTANT && bound->constant <= SHORT_MAX)
                return true;
        }
        if (test->code != IR_COMPUTE)
            return true; /* begin != end: nobody says how far it is */
    }
    return false;
}

/* Takes out the lines of the loop's own control, unless nothing else is left. */
static void without_control(const struct ir_function *function, ir_id header,
                            struct line_set *lines, struct arena *arena)
{
    bool *only_body = ARENA_ARRAY(arena, bool, lines->count);
    bool any = false;

    memcpy(only_body, lines->has, lines->count * sizeof *only_body);
    for (ir_id b = 0; b < function->block_count; b++)
        if (function->blocks[b].loop == header && terminator(function, b)->code == IR_BRANCH &&
            terminator(function, b)->at.line < lines->count)
            only_body[terminator(function, b)->at.line] = false;
    only_body[terminator(function, header)->at.line < lines->count
                  ? terminator(function, header)->at.line
                  : 0] = false;
    for (uint32_t line = 0; line < lines->count; line++)
        any |= only_body[line];
    if (any)
        lines->has = only_body;
}

/* The loop's own operations, without those of loops inside it: they are work of their own. */
static bool describe_loop(const struct ir_unit *unit, const struct region *region, ir_id id,
                          ir_id header, struct work *work)
{
    const struct ir_function *function = &unit->functions[id];
    bool *seen = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    unsigned weight = 0;

    *work = (struct work){.function = id, .op = IR_NONE, .lines = no_lines(unit), .is_loop = true};
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[function->order[i]];

        if (function->blocks[op->block].loop != header || op->at.line == 0 ||
            !function->blocks[op->block].reachable)
            continue;
        if (id == region->function && !region->inside[function->order[i]])
            return false; /* the loop around the clock */
        set_line(&work->lines, op->at.line, true);
        work->lines.elsewhere |= may_be_inlined(unit, op);
        if (op->code == IR_CALL && op->function != IR_NONE)
            add_function(unit, op->function, &work->lines, seen);
        if (work->op == IR_NONE && weight_of(op) > 0)
            work->op = function->order[i];
        weight += weight_of(op);
    }
    if (weight < WORK_MIN)
        return false;
    /* The rounds of a framework's own loop are measured one by one. */
    if (id == region->function && region->start != IR_NONE &&
        function->blocks[function->ops[region->start].block].loop == header)
        work->is_loop = false;
    work->is_short = is_short(function, header);
    without_control(function, header, &work->lines, unit->arena);
    return true;
}

static void add_loops(const struct ir_unit *unit, const struct region *region, ir_id id,
                      struct work_list *works)
{
    const struct ir_function *function = &unit->functions[id];

    for (ir_id b = 0; b < function->block_count; b++) {
        struct work work;

        if (function->blocks[b].loop == b && function->blocks[b].reachable &&
            describe_loop(unit, region, id, b, &work))
            *VEC_ADD(unit->arena, &works->list) = work;
    }
}

struct work_list work_of_region(const struct ir_unit *unit, const struct region *region)
{
    struct work_list works = {0};

    for (ir_id f = 0; f < unit->function_count; f++)
        if ((f == region->function || region->reached[f]) && !unit->functions[f].in_header &&
            !unit->functions[f].too_complex)
            add_loops(unit, region, f, &works);
    return works;
}
