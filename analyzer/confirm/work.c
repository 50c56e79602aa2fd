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
    lines->elsewhere |= function->file != NULL;
    if (!function->file)
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

/* The blocks of one function that may be work, and how they hang together. */
struct nests {
    const struct ir_unit *unit;
    const struct region *region;
    ir_id function;
    const struct ir_function *of;
    uint32_t depth; /* of the loops around what is measured */
    ir_id *root;    /* by block: the first block of its nest of loops; IR_NONE: in none */
};

static bool is_measured(const struct nests *nests, ir_id op)
{
    return nests->function != nests->region->function || nests->region->inside[op];
}

static ir_id last_op(const struct ir_function *function, ir_id block)
{
    const struct ir_block *of = &function->blocks[block];

    return function->order[of->first + of->count - 1];
}

static ir_id find_root(ir_id *root, ir_id block)
{
    while (root[block] != block)
        block = root[block] = root[root[block]];
    return block;
}

/* Loops inside each other are one nest: blocks that are joined by an edge, all of them deeper than
 * what is measured. */
static void find_nests(struct nests *nests)
{
    const struct ir_function *function = nests->of;

    nests->root = ARENA_ARRAY(nests->unit->arena, ir_id, function->block_count + 1);
    for (ir_id b = 0; b < function->block_count; b++) {
        const struct ir_block *block = &function->blocks[b];
        bool counts = block->reachable && block->count > 0 && block->loop_depth > nests->depth &&
                      is_measured(nests, last_op(function, b));

        nests->root[b] = counts ? b : IR_NONE;
    }
    for (ir_id b = 0; b < function->block_count; b++)
        for (uint32_t s = 0; nests->root[b] != IR_NONE && s < function->blocks[b].successor_count;
             s++) {
            ir_id to = function->blocks[b].successors[s];

            if (nests->root[to] != IR_NONE)
                nests->root[find_root(nests->root, to)] = find_root(nests->root, b);
        }
}

static bool leaves(const struct nests *nests, ir_id block)
{
    const struct ir_block *of = &nests->of->blocks[block];

    for (uint32_t s = 0; s < of->successor_count; s++)
        if (nests->root[of->successors[s]] == IR_NONE)
            return of->successor_count > 1;
    return false;
}

/* A loop that only counts has one store; one that works calls something or stores something
 * else. */
enum { WORK_MIN = 2 };

static unsigned weight_of(const struct ir_op *op)
{
    if (op->flags & IR_IMPLICIT)
        return 0;
    return op->code == IR_CALL ? WORK_MIN : op->code == IR_STORE;
}

/* Whether the exit compares with a small constant, or with something that is not known. */
static bool is_short(const struct nests *nests, ir_id block)
{
    const struct ir_op *branch = &nests->of->ops[last_op(nests->of, block)], *test;

    if (branch->code != IR_BRANCH || !branch->arg_count)
        return true;
    test = &nests->of->ops[branch->args[0]];
    for (uint32_t i = 0; i < test->arg_count; i++) {
        const struct ir_op *bound = &nests->of->ops[test->args[i]];

        if (bound->flags & IR_CONSTANT && bound->constant <= SHORT_MAX)
            return true;
    }
    return test->code != IR_COMPUTE;
}

/* Takes out the lines of the loop's own control, unless nothing else is left. */
static void without_control(const struct nests *nests, ir_id root, struct line_set *lines)
{
    bool *body = ARENA_ARRAY(nests->unit->arena, bool, lines->count);
    bool any = false;

    memcpy(body, lines->has, lines->count * sizeof *body);
    for (ir_id b = 0; b < nests->of->block_count; b++) {
        uint32_t line = nests->of->ops[last_op(nests->of, b)].at.line;

        if (nests->root[b] != IR_NONE && find_root(nests->root, b) == root && leaves(nests, b) &&
            line < lines->count)
            body[line] = false;
    }
    for (uint32_t line = 0; line < lines->count; line++)
        any |= body[line];
    if (any)
        lines->has = body;
}

/* The operations of one nest; with root IR_NONE all that is measured of the function. */
static bool describe(const struct nests *nests, ir_id root, struct work *work)
{
    const struct ir_unit *unit = nests->unit;
    bool *seen = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    unsigned weight = 0;

    *work = (struct work){.function = nests->function, .op = IR_NONE, .lines = no_lines(unit)};
    for (size_t i = 0; i < nests->of->op_count; i++) {
        ir_id id = nests->of->order[i];
        const struct ir_op *op = &nests->of->ops[id];

        if (op->at.line == 0 || !nests->of->blocks[op->block].reachable ||
            !is_measured(nests, id) ||
            (root != IR_NONE && (nests->root[op->block] == IR_NONE ||
                                 find_root(nests->root, op->block) != root)))
            continue;
        set_line(&work->lines, op->at.line, true);
        work->lines.elsewhere |= may_be_inlined(unit, op);
        if (op->code == IR_CALL && op->function != IR_NONE)
            add_function(unit, op->function, &work->lines, seen);
        if (work->op == IR_NONE && weight_of(op) > 0)
            work->op = id;
        weight += weight_of(op);
    }
    return weight >= WORK_MIN;
}

static void add_nests(const struct nests *nests, struct work_list *works)
{
    for (ir_id b = 0; b < nests->of->block_count; b++) {
        struct work work;

        if (nests->root[b] != b || !describe(nests, b, &work))
            continue;
        work.is_loop = true;
        for (ir_id exit = 0; exit < nests->of->block_count; exit++)
            if (nests->root[exit] != IR_NONE && find_root(nests->root, exit) == b &&
                leaves(nests, exit))
                work.is_short |= is_short(nests, exit);
        without_control(nests, b, &work.lines);
        *VEC_ADD(nests->unit->arena, &works->list) = work;
    }
}

static void add_work_of(const struct ir_unit *unit, const struct region *region, ir_id id,
                        struct work_list *works)
{
    struct nests nests = {
        .unit = unit, .region = region, .function = id, .of = &unit->functions[id]};
    bool is_own = id == region->function && region->start != IR_NONE;
    struct work work;

    if (is_own)
        nests.depth = nests.of->blocks[nests.of->ops[region->start].block].loop_depth;
    find_nests(&nests);
    add_nests(&nests, works);
    /* The rounds of a framework's own loop are measured one by one. */
    if (is_own && region->kind == REGION_FRAMEWORK && region->start == region->stop &&
        describe(&nests, IR_NONE, &work))
        *VEC_ADD(unit->arena, &works->list) = work;
}

/* Whether a function that the region reaches is called by name there, so that its work is a part of
 * the caller's. */
static bool is_called(const struct ir_unit *unit, const struct region *region, ir_id wanted)
{
    for (ir_id f = 0; f < unit->function_count; f++)
        for (size_t i = 0; (f == region->function || region->reached[f]) &&
                           i < unit->functions[f].op_count; i++)
            if (unit->functions[f].ops[i].code == IR_CALL &&
                unit->functions[f].ops[i].function == wanted &&
                !(unit->functions[f].ops[i].flags & IR_INDIRECT))
                return true;
    return false;
}

struct work_list work_of_region(const struct ir_unit *unit, const struct region *region)
{
    struct work_list works = {0};

    for (ir_id f = 0; f < unit->function_count; f++)
        if ((f == region->function || (region->reached[f] && !is_called(unit, region, f))) &&
            !unit->functions[f].file && !unit->functions[f].too_complex)
            add_work_of(unit, region, f, &works);
    return works;
}
