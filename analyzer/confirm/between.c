#include "between.h"

#include <string.h>

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

/* Marks what can be reached from the start markers without going through a stop or a start again. */
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

/* Keeps of `reached` what can still get to a stop: a fixpoint from the end, which code that is laid
 * out in order reaches in few rounds. */
static bool *reaching_stop(const struct assembly *assembly, unsigned number, const bool *reached,
                           struct arena *arena)
{
    size_t count = assembly->list.count;
    bool *inside = ARENA_ARRAY(arena, bool, count + 1);
    bool changed = true;

    for (size_t i = 0; i < count; i++)
        inside[i] = reached[i] && is_marker(&assembly->list.items[i], number, true);
    while (changed) {
        changed = false;
        for (size_t i = count; i-- > 0;) {
            size_t next[2], many;

            if (!reached[i] || inside[i])
                continue;
            many = successors(assembly, i, next);
            for (size_t n = 0; n < many; n++)
                inside[i] |= inside[next[n]];
            changed |= inside[i];
        }
    }
    return inside;
}

/* The functions of the file that are called inside are inside too, and what they call. */
static void add_callees(const struct assembly *assembly, bool *inside, struct arena *arena)
{
    size_t count = assembly->list.count, depth = 0;
    bool *seen = ARENA_ARRAY(arena, bool, count + 1);
    size_t *stack = ARENA_ARRAY(arena, size_t, count * 2 + 1);

    for (size_t i = 0; i < count; i++) {
        const struct instruction *at = &assembly->list.items[i];
        if (inside[i] && at->kind == INSTRUCTION_CALL && at->next < count && !seen[at->next]) {
            seen[at->next] = true;
            stack[depth++] = at->next;
        }
    }
    while (depth > 0) {
        size_t at = stack[--depth], next[3];
        size_t many = successors(assembly, at, next);

        if (assembly->list.items[at].kind == INSTRUCTION_CALL &&
            assembly->list.items[at].next < count)
            next[many++] = assembly->list.items[at].next;
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

/* Whether `from` can get back to itself inside. */
static bool on_cycle(const struct assembly *assembly, const bool *inside, size_t from,
                     struct arena *arena)
{
    size_t count = assembly->list.count, depth = 0;
    bool *seen = ARENA_ARRAY(arena, bool, count + 1);
    size_t *stack = ARENA_ARRAY(arena, size_t, count + 1);

    stack[depth++] = from;
    while (depth > 0) {
        size_t next[2], many = successors(assembly, stack[--depth], next);

        for (size_t i = 0; i < many; i++) {
            if (next[i] == from)
                return true;
            if (inside[next[i]] && !seen[next[i]]) {
                seen[next[i]] = true;
                stack[depth++] = next[i];
            }
        }
    }
    return false;
}

/* A jump that goes back inside closes a loop; whether it really does is asked of each such target
 * once. */
static bool has_loop(const struct assembly *assembly, const bool *inside, struct arena *arena)
{
    for (size_t i = 0; i < assembly->list.count; i++) {
        const struct instruction *instruction = &assembly->list.items[i];

        if (inside[i] && instruction->next <= i && inside[instruction->next] &&
            instruction->kind != INSTRUCTION_MARKER &&
            on_cycle(assembly, inside, instruction->next, arena))
            return true;
    }
    return false;
}

static struct between summarise(const struct assembly *assembly, const bool *inside,
                                struct arena *arena)
{
    struct between between = {.inside = inside};

    for (size_t i = 0; i < assembly->list.count; i++) {
        if (!inside[i])
            continue;
        between.found = true;
        between.count += assembly->list.items[i].kind != INSTRUCTION_MARKER;
        between.calls += assembly->list.items[i].kind == INSTRUCTION_CALL;
        between.indirect |= assembly->list.items[i].kind == INSTRUCTION_INDIRECT;
    }
    between.has_loop = has_loop(assembly, inside, arena);
    return between;
}

struct between between_markers(const struct assembly *assembly, unsigned number,
                               struct arena *arena)
{
    const bool *reached = forward(assembly, number, arena);
    bool *inside = reaching_stop(assembly, number, reached, arena);
    struct between between;

    add_callees(assembly, inside, arena);
    between = summarise(assembly, inside, arena);

    for (size_t i = 0; i < assembly->list.count; i++)
        between.indirect |= reached[i] && assembly->list.items[i].kind == INSTRUCTION_INDIRECT;
    return between;
}

struct between between_all(const struct assembly *assembly, struct arena *arena)
{
    bool *inside = ARENA_ARRAY(arena, bool, assembly->list.count + 1);

    memset(inside, true, assembly->list.count * sizeof *inside);
    return summarise(assembly, inside, arena);
}

static size_t count_line(const struct assembly *assembly, const bool *inside, bool wanted,
                         uint32_t line)
{
    size_t count = 0;

    for (size_t i = 0; i < assembly->list.count; i++)
        count += inside[i] == wanted && assembly->list.items[i].line == line &&
                 assembly->list.items[i].kind != INSTRUCTION_MARKER;
    return count;
}

size_t between_line(const struct assembly *assembly, const struct between *between, uint32_t line)
{
    return count_line(assembly, between->inside, true, line);
}

size_t between_line_outside(const struct assembly *assembly, const struct between *between,
                            uint32_t line)
{
    return count_line(assembly, between->inside, false, line);
}

bool between_loops_at(const struct assembly *assembly, const struct between *between,
                      uint32_t line, struct arena *arena)
{
    for (size_t i = 0; i < assembly->list.count; i++) {
        if (between->inside[i] && assembly->list.items[i].line == line &&
            on_cycle(assembly, between->inside, i, arena))
            return true;
    }
    return false;
}
