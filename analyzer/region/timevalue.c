/* Sums and differences of readings. */
#include <string.h>

#include "timing.h"

bool source_set_has(const struct source_set *set, uint32_t source)
{
    return set->bits[source / 64] >> (source % 64) & 1;
}

static bool is_empty(const struct source_set *set)
{
    for (size_t i = 0; i < sizeof set->bits / sizeof *set->bits; i++)
        if (set->bits[i])
            return false;
    return true;
}

static void unite(struct source_set *into, const struct source_set *from)
{
    for (size_t i = 0; i < sizeof into->bits / sizeof *into->bits; i++)
        into->bits[i] |= from->bits[i];
}

static struct time_value get(const struct walk *walk, value_id id)
{
    return id <= VALUE_EMPTY ? (struct time_value){0} : walk->timing->values.items[id];
}

static value_id intern(struct walk *walk, const struct time_value *value)
{
    struct timing *timing = walk->timing;
    if (is_empty(&value->plus) && is_empty(&value->minus))
        return VALUE_EMPTY;
    for (size_t i = VALUE_EMPTY + 1; i < timing->values.count; i++)
        if (!memcmp(&timing->values.items[i], value, sizeof *value))
            return (value_id)i;
    if (timing->values.count >= MOST_VALUES)
        return VALUE_EMPTY;
    while (timing->values.count <= VALUE_EMPTY)
        *VEC_ADD(walk->unit->arena, &timing->values) = (struct time_value){0};
    *VEC_ADD(walk->unit->arena, &timing->values) = *value;
    return (value_id)(timing->values.count - 1);
}

value_id time_of_source(struct walk *walk, uint32_t source)
{
    struct time_value value = {0};
    if (source >= MOST_SOURCES)
        return VALUE_EMPTY;
    value.plus.bits[source / 64] = UINT64_C(1) << (source % 64);
    return intern(walk, &value);
}

uint32_t time_reading(struct walk *walk, ir_id op, struct reading reading)
{
    struct timing *timing = walk->timing;
    for (size_t i = 0; i < timing->sources.count; i++)
        if (timing->sources.items[i].op == op)
            return (uint32_t)i;
    if (timing->sources.count >= MOST_SOURCES)
        return MOST_SOURCES;
    *VEC_ADD(walk->unit->arena, &timing->sources) = (struct source){op, SPOT_NONE, reading};
    return (uint32_t)(timing->sources.count - 1);
}

value_id time_join(struct walk *walk, value_id a, value_id b)
{
    if (a == b)
        return a;
    struct time_value sum = get(walk, a), other = get(walk, b);
    unite(&sum.plus, &other.plus);
    unite(&sum.minus, &other.minus);
    return intern(walk, &sum);
}

static void add_pair(struct walk *walk, uint32_t plus, uint32_t minus, ir_id op)
{
    struct timing *timing = walk->timing;
    uint64_t *word = &walk->paired[plus].bits[minus / 64], bit = UINT64_C(1) << (minus % 64);
    if (!(*word & bit) && timing->pairs.count < MOST_PAIRS)
        *VEC_ADD(walk->unit->arena, &timing->pairs) =
            (struct pair){plus, minus, op, walk->unordered};
    *word |= bit;
}

/* The first member from this one on; MOST_SOURCES: none. */
static uint32_t next_of(const struct source_set *set, uint32_t from)
{
    for (uint32_t word = from / 64; word < MOST_SOURCES / 64; word++, from = word * 64) {
        uint64_t bits = set->bits[word] >> (from % 64);
        if (bits)
            return from + (uint32_t)__builtin_ctzll(bits);
    }
    return MOST_SOURCES;
}

/* A sum with readings of both signs is a duration: its pairs are noted, and it is no reading. */
static value_id settle(struct walk *walk, const struct time_value *sum, ir_id op)
{
    if (is_empty(&sum->plus) || is_empty(&sum->minus))
        return intern(walk, sum);
    for (uint32_t p = next_of(&sum->plus, 0); p < MOST_SOURCES; p = next_of(&sum->plus, p + 1))
        for (uint32_t m = next_of(&sum->minus, 0); m < MOST_SOURCES;
             m = next_of(&sum->minus, m + 1))
            add_pair(walk, p, m, op);
    return VALUE_EMPTY;
}

value_id time_add(struct walk *walk, value_id a, value_id b, ir_id op)
{
    struct time_value sum = get(walk, a), other = get(walk, b);
    unite(&sum.plus, &other.plus);
    unite(&sum.minus, &other.minus);
    return settle(walk, &sum, op);
}

value_id time_subtract(struct walk *walk, value_id a, value_id b, ir_id op)
{
    struct time_value sum = get(walk, a), other = get(walk, b);
    unite(&sum.plus, &other.minus);
    unite(&sum.minus, &other.plus);
    return settle(walk, &sum, op);
}
