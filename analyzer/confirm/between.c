#include "between.h"

#include <string.h>

#include "components.h"

/* The successors of an instruction: at most two. */
static size_t successors(const struct assembly *assembly, size_t at, size_t next[2])
{
    const struct instruction *instruction = &assembly->list.items[at];
    size_t count = 0;

    switch (instruction->kind) {
    case INSTRUCTION_LEAVE:
    case INSTRUCTION_INDIRECT:
        return 0;
    case INSTRUCTION_JUMP:
        break;
    default:
        if (at + 1 < assembly->list.count)
            next[count++] = at + 1;
    }
    if (instruction->kind != INSTRUCTION_CALL && instruction->next < assembly->list.count)
        next[count++] = instruction->next;
    return count;
}

static bool is_marker(const struct instruction *instruction, unsigned number, bool stop)
{
    return instruction->kind == INSTRUCTION_MARKER && instruction->marker == number &&
           instruction->is_stop == stop;
}

/* Marks what can be reached from the start markers without going through a stop or a start
 * again. */
static bool *forward(const struct assembly *assembly, unsigned number, struct arena *arena)
{
    size_t count = assembly->list.count, depth = 0;
    bool *reached = ARENA_ARRAY(arena, bool, count + 1);
    size_t *stack = ARENA_ARRAY(arena, size_t, count + 1);

    for (size_t i = 0; i < count; i++) {
        if (is_marker(&assembly->list.items[i], number, false)) {
            reached[i] = true;
            stack[depth++] = i;
        }
    }
    while (depth > 0) {
        size_t at = stack[--depth], next[2];
        size_t many = successors(assembly, at, next);

        if (is_marker(&assembly->list.items[at], number, true))
            continue;
        for (size_t i = 0; i < many; i++) {
            if (!reached[next[i]]) {
                reached[next[i]] = true;
                stack[depth++] = next[i];
            }
        }
    }
    return reached;
}

/* The edges between marked instructions, by where they lead to. */
struct backwards {
    size_t *first; /* by instruction: its sources are from[first[i]] .. from[first[i + 1] - 1] */
    size_t *from;
};

static struct backwards turn_round(const struct assembly *assembly, const bool *marked,
                                   struct arena *arena)
{
    size_t count = assembly->list.count;
    struct backwards edges = {.first = ARENA_ARRAY(arena, size_t, count + 2),
                              .from = ARENA_ARRAY(arena, size_t, count * 2 + 1)};
    size_t *at = ARENA_ARRAY(arena, size_t, count + 1);

    for (int fill = 0; fill < 2; fill++) {
        for (size_t i = 0; i < count; i++) {
            size_t next[2], many = marked[i] ? successors(assembly, i, next) : 0;

            for (size_t n = 0; n < many; n++)
                if (fill)
                    edges.from[at[next[n]]++] = i;
                else
                    edges.first[next[n] + 1]++;
        }
        for (size_t i = 0; !fill && i < count; i++) {
            edges.first[i + 1] += edges.first[i];
            at[i] = edges.first[i];
        }
    }
    return edges;
}

/* Keeps of `reached` what can still get to a stop. */
static bool *reaching_stop(const struct assembly *assembly, unsigned number, const bool *reached,
                           struct arena *arena, struct arena *scratch)
{
    size_t count = assembly->list.count, depth = 0;
    struct backwards edges = turn_round(assembly, reached, scratch);
    bool *inside = ARENA_ARRAY(arena, bool, count + 1);
    size_t *stack = ARENA_ARRAY(scratch, size_t, count + 1);

    for (size_t i = 0; i < count; i++) {
        if (reached[i] && is_marker(&assembly->list.items[i], number, true)) {
            inside[i] = true;
            stack[depth++] = i;
        }
    }
    while (depth > 0) {
        size_t at = stack[--depth];

        for (size_t e = edges.first[at]; e < edges.first[at + 1]; e++) {
            if (!inside[edges.from[e]]) {
                inside[edges.from[e]] = true;
                stack[depth++] = edges.from[e];
            }
        }
    }
    return inside;
}

/* The function of the file that the instruction calls, or whose address it takes: what OpenMP makes
 * of a parallel loop is handed to its library.  SIZE_MAX when there is none. */
static size_t callee_of(const struct instruction *at)
{
    return at->kind == INSTRUCTION_CALL || at->kind == INSTRUCTION_PLAIN ? at->next : SIZE_MAX;
}

/* The functions of the file that are called inside are inside too, and what they call. */
static void add_callees(const struct assembly *assembly, bool *inside, struct arena *arena)
{
    size_t count = assembly->list.count, depth = 0;
    bool *seen = ARENA_ARRAY(arena, bool, count + 1);
    size_t *stack = ARENA_ARRAY(arena, size_t, count * 2 + 1);

    for (size_t i = 0; i < count; i++) {
        size_t callee = callee_of(&assembly->list.items[i]);

        if (inside[i] && callee < count && !seen[callee]) {
            seen[callee] = true;
            stack[depth++] = callee;
        }
    }
    while (depth > 0) {
        size_t at = stack[--depth], next[3];
        size_t many = successors(assembly, at, next);

        if (callee_of(&assembly->list.items[at]) < count)
            next[many++] = callee_of(&assembly->list.items[at]);
        for (size_t i = 0; i < many; i++) {
            if (!seen[next[i]]) {
                seen[next[i]] = true;
                stack[depth++] = next[i];
            }
        }
    }
    for (size_t i = 0; i < count; i++)
        inside[i] |= seen[i];
}

/* --- cycles --------------------------------------------------------------------------------- */

/* The edges between instructions that are inside. */
static struct graph graph_of(const struct assembly *assembly, const bool *inside,
                             struct arena *scratch)
{
    size_t count = assembly->list.count, edges = 0;
    size_t *first = ARENA_ARRAY(scratch, size_t, count + 1);
    uint32_t *to = ARENA_ARRAY(scratch, uint32_t, count * 2 + 1);

    for (size_t i = 0; i < count; i++) {
        size_t next[2], many = inside[i] ? successors(assembly, i, next) : 0;

        first[i] = edges;
        for (size_t n = 0; n < many; n++)
            if (inside[next[n]])
                to[edges++] = (uint32_t)next[n];
    }
    first[count] = edges;
    return (struct graph){(uint32_t)count, first, to};
}

static const bool *find_cycles(const struct assembly *assembly, const bool *inside,
                               struct arena *arena, struct arena *scratch)
{
    struct graph graph = graph_of(assembly, inside, scratch);
    const bool *found = components_of(&graph, scratch).cyclic;
    bool *cyclic = ARENA_ARRAY(arena, bool, assembly->list.count + 1);

    for (size_t i = 0; i < assembly->list.count; i++)
        cyclic[i] = found[i] || (inside[i] && assembly->list.items[i].repeats);
    return cyclic;
}

/* --- the result ------------------------------------------------------------------------------ */

static struct between summarise(const struct assembly *assembly, const bool *inside,
                                struct arena *arena, struct arena *scratch)
{
    struct between between = {.inside = inside,
                              .cyclic = find_cycles(assembly, inside, arena, scratch)};

    for (size_t i = 0; i < assembly->list.count; i++) {
        if (!inside[i])
            continue;
        between.found = true;
        between.has_loop |= between.cyclic[i];
        between.count += assembly->list.items[i].kind != INSTRUCTION_MARKER;
        between.calls += assembly->list.items[i].kind == INSTRUCTION_CALL;
        between.indirect |= assembly->list.items[i].kind == INSTRUCTION_INDIRECT;
    }
    return between;
}

struct between between_markers(const struct assembly *assembly, unsigned number,
                               struct arena *arena)
{
    struct arena scratch = {0};
    const bool *reached = forward(assembly, number, &scratch);
    bool *inside = reaching_stop(assembly, number, reached, arena, &scratch);
    struct between between;

    add_callees(assembly, inside, &scratch);
    between = summarise(assembly, inside, arena, &scratch);
    for (size_t i = 0; i < assembly->list.count; i++)
        between.indirect |= reached[i] && assembly->list.items[i].kind == INSTRUCTION_INDIRECT;
    arena_release(&scratch);
    return between;
}

struct between between_all(const struct assembly *assembly, struct arena *arena)
{
    struct arena scratch = {0};
    bool *inside = ARENA_ARRAY(arena, bool, assembly->list.count + 1);
    struct between between;

    memset(inside, true, assembly->list.count * sizeof *inside);
    between = summarise(assembly, inside, arena, &scratch);
    arena_release(&scratch);
    return between;
}

struct line_count between_lines(const struct assembly *assembly, const struct between *between,
                                const struct line_set *lines, bool wanted_inside)
{
    struct line_count sum = {0};

    for (size_t i = 0; i < assembly->list.count; i++) {
        const struct instruction *at = &assembly->list.items[i];
        bool counts = at->line == 0 ? lines->elsewhere
                                    : at->line < lines->count && lines->has[at->line];

        if (between->inside[i] != wanted_inside || at->kind == INSTRUCTION_MARKER || !counts)
            continue;
        if (at->line == 0) {
            sum.elsewhere++;
            sum.elsewhere_looped += between->cyclic[i];
            continue;
        }
        sum.all++;
        sum.looped += between->cyclic[i];
        sum.calls += at->kind == INSTRUCTION_CALL;
    }
    return sum;
}
