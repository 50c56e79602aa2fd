#include "blame.h"

#include <string.h>

#include "map.h"
#include "stacks.h"

/* Of a frame's share of all samples: it must be there above and absent below
 * (research: differential profiles of the StringIO cliff). */
static const double SHARE_ABOVE = 0.10, SHARE_BELOW = 0.01;

/* Samples wanted of the run above, and the fewest that say anything. */
enum { SAMPLES_WANTED = 800, SAMPLES_MIN = 20 };

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

static bool has_name(const char *frame)
{
    return !strstr(frame, "+0x");
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
    blame->share = (double)((const struct tally *)map_get(tallies->by_name, chain.frames[0]))->above /
                   (double)counts->above;
}

static void compare(const struct stacks below[2], const struct stacks *above, struct blame *blame,
                    struct arena *arena)
{
    struct tallies tallies = {.by_name = map_new()};
    struct verdict_counts counts = {above->list.count,
                                    below[0].list.count + below[1].list.count};

    count(&tallies, &below[0], false, arena);
    count(&tallies, &below[1], false, arena);
    count(&tallies, above, true, arena);
    name_guilty(above, &tallies, &counts, blame, arena);
    map_free(tallies.by_name);
}

/* The kernel samples no faster than this many nanoseconds apart. */
enum { CLOCK_PERIOD_MIN = 100000 };

/* Page faults where memory shows the cliff, else the CPU clock; so many events between two samples
 * that the run above yields about SAMPLES_WANTED. */
static enum perf_event event_of(const struct cliff *cliff, uint64_t *period)
{
    if (cliff->metric == METRIC_MINFLT || cliff->metric == METRIC_MAXRSS) {
        *period = cliff->above.minflt / SAMPLES_WANTED;
        return PERF_PAGE_FAULTS;
    }
    *period = (uint64_t)(cliff->above.cpu * 1e9 / SAMPLES_WANTED);
    if (*period < CLOCK_PERIOD_MIN)
        *period = CLOCK_PERIOD_MIN;
    return PERF_CPU_CLOCK;
}

static int sample_side(const struct perf_target *target, enum perf_event event, uint64_t period,
                       struct stacks *stacks, struct arena *arena, struct err *err)
{
    struct perf_profile profile = {0};

    if (perf_run(target, event, period, arena, &profile, err) != 0)
        return -1;
    return stacks_read(&profile, arena, stacks, err);
}

/* Below the cliff a program may fault in nothing under the functions that it runs there: the clock
 * shows that they run. */
static int sample_below(const struct perf_target *target, enum perf_event event, uint64_t period,
                        struct stacks stacks[2], struct arena *arena, struct err *err)
{
    if (sample_side(target, PERF_CPU_CLOCK, CLOCK_PERIOD_MIN, &stacks[0], arena, err) != 0)
        return -1;
    return event == PERF_CPU_CLOCK ? 0
                                   : sample_side(target, event, period, &stacks[1], arena, err);
}

void blame_cliff(const struct perf_target *below, const struct perf_target *above,
                 struct cliff *cliff, struct arena *arena)
{
    struct arena scratch = {0};
    struct stacks low[2] = {0}, high = {0};
    struct err err = {0};
    uint64_t period;
    enum perf_event event = event_of(cliff, &period);

    cliff->blame = (struct blame){0};
    if (sample_side(above, event, period, &high, &scratch, &err) != 0 ||
        sample_below(below, event, period, low, &scratch, &err) != 0)
        cliff->blame.unavailable = arena_strdup(arena, err.text);
    else if (high.list.count < SAMPLES_MIN)
        cliff->blame.unavailable = "the run above the cliff gave too few samples";
    else
        compare(low, &high, &cliff->blame, arena);
    stacks_release(&low[0]);
    stacks_release(&low[1]);
    stacks_release(&high);
    arena_release(&scratch);
}
