#include "blame.h"

#include <string.h>

#include "folded.h"
#include "map.h"
#include "sides.h"

/* Of a frame's share of all samples: it must be there above and absent below
 * (research: differential profiles of the StringIO cliff). */
static const double SHARE_ABOVE = 0.10, SHARE_BELOW = 0.01;

/* The fewest samples that say anything. */
enum { SAMPLES_MIN = 20 };

const char *const blame_sampler_names[] = {"auto", "perf", "ptrace", "copies", "none", NULL};

/* How many samples a name is in. */
struct tally {
    const char *name;
    size_t above, below;
    size_t last; /* the sample that was counted last, so that recursion counts once */
};

struct tallies {
    VEC(struct tally *) list;
    struct map *by_name;
};

static struct tally *tally_of(struct tallies *tallies, const char *name, struct arena *arena)
{
    struct tally *tally = map_get(tallies->by_name, name);

    if (!tally) {
        tally = ARENA_NEW(arena, struct tally);
        tally->name = name;
        map_put(tallies->by_name, name, tally);
        *VEC_ADD(arena, &tallies->list) = tally;
    }
    return tally;
}

static void count(struct tallies *tallies, const struct stacks *stacks, bool above,
                  struct arena *arena)
{
    for (size_t i = 0; i < tallies->list.count; i++)
        tallies->list.items[i]->last = 0;
    for (size_t i = 0; i < stacks->list.count; i++) {
        const struct stack *stack = &stacks->list.items[i];

        for (size_t f = 0; f < stack->depth; f++) {
            struct tally *tally = tally_of(tallies, stack->frames[f], arena);

            if (tally->last == i + 1)
                continue;
            tally->last = i + 1;
            if (above)
                tally->above++;
            else
                tally->below++;
        }
    }
}

struct verdict_counts {
    size_t above, below; /* samples */
};

static bool is_guilty(const struct tally *tally, const struct verdict_counts *counts)
{
    return tally && (double)tally->above >= SHARE_ABOVE * (double)counts->above &&
           (double)tally->below <= SHARE_BELOW * (double)counts->below;
}

/* The frames of a stack from its outermost guilty one to the leaf; their number.  What is called
 * from a guilty function need not be guilty: memmove also runs below the cliff. */
static size_t guilty_chain(const struct stack *stack, const struct tallies *tallies,
                           const struct verdict_counts *counts, const char **chain)
{
    size_t length = 0;

    for (size_t f = stack->depth; f-- > 0;) {
        bool repeated = length > 0 && strcmp(chain[length - 1], stack->frames[f]) == 0;

        if (!repeated &&
            (length > 0 || is_guilty(map_get(tallies->by_name, stack->frames[f]), counts)))
            chain[length++] = stack->frames[f];
    }
    return length;
}

static bool same_chain(const char *const *a, size_t a_length, const char *const *b,
                       size_t b_length)
{
    if (a_length != b_length)
        return false;
    for (size_t i = 0; i < a_length; i++) {
        if (strcmp(a[i], b[i]) != 0)
            return false;
    }
    return true;
}

struct chain {
    const char **frames;
    size_t length, samples;
};

/* The chain that most samples share. */
static struct chain commonest_chain(const struct stacks *stacks, const struct tallies *tallies,
                                    const struct verdict_counts *counts, struct arena *arena)
{
    VEC(struct chain) chains = {0};
    struct chain best = {0};

    for (size_t i = 0; i < stacks->list.count; i++) {
        const struct stack *stack = &stacks->list.items[i];
        struct chain chain = {.frames = ARENA_ARRAY(arena, const char *, stack->depth + 1)};
        struct chain *known = NULL;

        chain.length = guilty_chain(stack, tallies, counts, chain.frames);
        if (chain.length == 0)
            continue;
        for (size_t c = 0; c < chains.count && !known; c++) {
            if (same_chain(chain.frames, chain.length, chains.items[c].frames,
                           chains.items[c].length))
                known = &chains.items[c];
        }
        if (!known) {
            known = VEC_ADD(arena, &chains);
            *known = chain;
        }
        if (++known->samples > best.samples)
            best = *known;
    }
    return best;
}

/* Places without a name are written as module+0xoffset (stacks.c). */
static const char *offset_in(const char *frame)
{
    return strstr(frame, "+0x");
}

static bool has_name(const char *frame)
{
    return !offset_in(frame);
}

/* What holds the names that the chain lacks; NULL when it lacks none.  Debian and its kin ship
 * those of Python as python3.N-dbg. */
const char *blame_names_wanted(const char *const *chain, size_t count, struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        const char *frame = chain[i];
        int length = (int)(has_name(frame) ? 0 : offset_in(frame) - frame);

        if (length > 0 && strncmp(frame, "python3.", 8) == 0)
            return arena_printf(arena, "the debug symbols of %.*s (the package %.*s-dbg on Debian)",
                                length, frame, length, frame);
        if (length > 0)
            return arena_printf(arena, "the debug symbols of %.*s", length, frame);
    }
    return NULL;
}

/* The cause as a person can look it up: a place without a name is told by what it calls. */
static const char *cause_of(const struct chain *chain, struct arena *arena)
{
    for (size_t i = 0; i < chain->length; i++) {
        if (has_name(chain->frames[i]))
            return i == 0 ? arena_strdup(arena, chain->frames[0])
                          : arena_printf(arena, "%s, called from %s", chain->frames[i],
                                         chain->frames[0]);
    }
    return arena_strdup(arena, chain->frames[0]);
}

static void name_guilty(const struct stacks *above, const struct tallies *tallies,
                        const struct verdict_counts *counts, struct blame *blame,
                        struct arena *arena)
{
    struct chain chain = commonest_chain(above, tallies, counts, arena);

    if (chain.length == 0) {
        blame->unavailable = "no function is there above the cliff only";
        return;
    }
    blame->present = true;
    blame->chain = ARENA_ARRAY(arena, const char *, chain.length);
    blame->chain_length = chain.length;
    for (size_t i = 0; i < chain.length; i++)
        blame->chain[i] = arena_strdup(arena, chain.frames[i]);
    blame->cause = cause_of(&chain, arena);
    blame->mechanism = blame->chain[chain.length - 1];
    blame->wanted = blame_names_wanted(blame->chain, blame->chain_length, arena);
    blame->share =
        (double)((const struct tally *)map_get(tallies->by_name, chain.frames[0]))->above /
        (double)counts->above;
}

static void compare(const struct sides *sides, struct blame *blame, struct arena *arena)
{
    struct tallies tallies = {.by_name = map_new()};
    struct verdict_counts counts = {sides->above.list.count, sides->below_clock.list.count +
                                                                 sides->below_faults.list.count};

    count(&tallies, &sides->below_clock, false, arena);
    count(&tallies, &sides->below_faults, false, arena);
    count(&tallies, &sides->above, true, arena);
    name_guilty(&sides->above, &tallies, &counts, blame, arena);
    map_free(tallies.by_name);
}

/* The flame graphs: of both sides the same, where the run below has enough to show of it. */
static void fold(const struct sides *sides, struct blame *blame, struct arena *arena)
{
    blame->above = folded_of(&sides->above, sides->of, arena);
    blame->below = sides->below_faults.list.count >= SAMPLES_MIN
                       ? folded_of(&sides->below_faults, sides->of, arena)
                       : folded_of(&sides->below_clock, sides->of_below, arena);
}

void blame_cliff(const struct profile_target *below, const struct profile_target *above,
                 enum blame_sampler sampler, struct cliff *cliff, struct arena *arena)
{
    struct arena scratch = {0};
    struct sides sides = {0};
    struct err err = {0};

    cliff->blame = (struct blame){0};
    if (sides_sample(below, above, cliff, sampler, &sides, &scratch, &err) != 0) {
        cliff->blame.unavailable = arena_strdup(arena, err.text);
    } else {
        fold(&sides, &cliff->blame, arena);
        if (sides.above.list.count < SAMPLES_MIN)
            cliff->blame.unavailable = "the run above the cliff gave too few samples";
        else
            compare(&sides, &cliff->blame, arena);
    }
    sides_release(&sides);
    arena_release(&scratch);
}
