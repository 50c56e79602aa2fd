#include "folded.h"

#include <stdlib.h>
#include <string.h>

#include "map.h"

/* One text for equal stacks. */
static const char *key_of(const struct stack *stack, struct arena *scratch)
{
    size_t length = 0;
    char *key, *end;

    for (size_t f = 0; f < stack->depth; f++)
        length += strlen(stack->frames[f]) + 1;
    key = end = arena_alloc(scratch, length + 1);
    for (size_t f = 0; f < stack->depth; f++) {
        end = stpcpy(end, stack->frames[f]);
        *end++ = ';';
    }
    return key;
}

static int by_count(const void *a, const void *b)
{
    const struct folded_stack *first = a, *second = b;

    if (first->count != second->count)
        return first->count < second->count ? 1 : -1;
    for (size_t f = 0; f < first->depth && f < second->depth; f++) {
        int order = strcmp(first->frames[f], second->frames[f]);
        if (order)
            return order;
    }
    return (first->depth > second->depth) - (first->depth < second->depth);
}

/* Names live as long as the stacks: they are copied, root first. */
static struct folded_stack keep(const struct folded_stack *stack, struct arena *arena)
{
    struct folded_stack kept = {ARENA_ARRAY(arena, const char *, stack->depth), stack->depth,
                                stack->count};

    for (size_t f = 0; f < stack->depth; f++)
        kept.frames[f] = arena_strdup(arena, stack->frames[stack->depth - 1 - f]);
    return kept;
}

struct folded folded_of(const struct stacks *stacks, const char *of, struct arena *arena)
{
    struct folded folded = {.samples = stacks->list.count, .of = of};
    struct arena scratch = {0};
    struct map *places = map_new(); /* key -> index in `distinct`, from 1 */
    VEC(struct folded_stack) distinct = {0};

    for (size_t i = 0; i < stacks->list.count; i++) {
        const struct stack *stack = &stacks->list.items[i];
        const char *key = key_of(stack, &scratch);
        uintptr_t place = (uintptr_t)map_get(places, key);

        if (stack->depth == 0)
            continue;
        if (!place) {
            *VEC_ADD(&scratch, &distinct) = (struct folded_stack){stack->frames, stack->depth, 0};
            place = distinct.count;
            map_put(places, key, (void *)place);
        }
        distinct.items[place - 1].count++;
    }
    if (distinct.count)
        qsort(distinct.items, distinct.count, sizeof *distinct.items, by_count);
    folded.count = distinct.count < FOLDED_MAX ? distinct.count : FOLDED_MAX;
    folded.items = ARENA_ARRAY(arena, struct folded_stack, folded.count + 1);
    for (size_t i = 0; i < folded.count; i++)
        folded.items[i] = keep(&distinct.items[i], arena);
    map_free(places);
    arena_release(&scratch);
    return folded;
}
