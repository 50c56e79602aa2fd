#include "shape.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Near noiseless, but not wholly: allocators and loaders move a page here and there. */
#define MEMORY_EFFECT 1.05
static const double least_faults = 256, least_bytes = 1 << 20;
/* Caches alone move an exponent by that much. */
#define EXPONENT_EFFECT 0.25

struct shape {
    const struct fixture_result *base;
    struct fixture_result *head;
    struct arena *arena;
};

static void add(struct shape *shape, bool worse, const char *message)
{
    *VEC_ADD(shape->arena, &shape->head->findings) = (struct result_finding){
        .rule = "BR106", .level = worse ? RESULT_ERROR : RESULT_NOTE, .message = message};
    if (worse) {
        shape->head->verdicts |= 1u << VERDICT_REGRESSION;
        shape->head->expected = false;
    }
}

/* The same place, as far as both were narrowed. */
static bool same_place(const struct cliff *a, const struct cliff *b)
{
    return (a->kind == CLIFF_ERROR) == (b->kind == CLIFF_ERROR) && a->n > b->bracket_low &&
           b->n > a->bracket_low;
}

static bool has_cliff(const struct fixture_result *fixture, const struct cliff *wanted)
{
    for (size_t i = 0; i < fixture->cliff_count; i++)
        if (same_place(&fixture->cliffs[i], wanted))
            return true;
    return false;
}

static void compare_cliffs(struct shape *shape)
{
    const struct fixture_result *base = shape->base, *head = shape->head;
    if (base->cliff_count == 1 && head->cliff_count == 1 &&
        !same_place(&base->cliffs[0], &head->cliffs[0])) {
        int64_t before = base->cliffs[0].n, after = head->cliffs[0].n;
        add(shape, after < before,
            arena_printf(shape->arena, "the cliff moved from n = %" PRId64 " to n = %" PRId64,
                         before, after));
        return;
    }
    for (size_t i = 0; i < head->cliff_count; i++)
        if (!has_cliff(base, &head->cliffs[i]))
            add(shape, true,
                arena_printf(shape->arena, "a cliff at n = %" PRId64 " that the base does not have",
                             head->cliffs[i].n));
    for (size_t i = 0; i < base->cliff_count; i++)
        if (!has_cliff(head, &base->cliffs[i]))
            add(shape, false,
                arena_printf(shape->arena, "the base's cliff at n = %" PRId64 " is gone",
                             base->cliffs[i].n));
}

/* Both may be several classes that cannot be told apart, "n or n log n": whether one is in both. */
static bool share_class(const char *a, const char *b)
{
    static const char separator[] = " or ";
    while (*a) {
        const char *end = strstr(a, separator);
        size_t length = end ? (size_t)(end - a) : strlen(a);
        for (const char *at = b; at; at = strstr(at, separator)) {
            at += at == b ? 0 : strlen(separator);
            const char *stop = strstr(at, separator);
            size_t other = stop ? (size_t)(stop - at) : strlen(at);
            if (other == length && memcmp(a, at, length) == 0)
                return true;
        }
        a += length + (end ? strlen(separator) : 0);
    }
    return false;
}

static void compare_scaling(struct shape *shape, const struct scaling *base,
                            const struct scaling *head, const char *where)
{
    double change = head->exponent - base->exponent;
    if (!base->present || !head->present || !(fabs(change) > EXPONENT_EFFECT) ||
        share_class(base->class_name, head->class_name))
        return;
    add(shape, change > 0,
        arena_printf(shape->arena, "cost grows as %s (n^%.2f)%s, the base's as %s (n^%.2f)",
                     head->class_name, head->exponent, where, base->class_name, base->exponent));
}

struct extent {
    double least, most;
    size_t count;
};

static struct extent extent_of(const struct fixture_result *fixture, int64_t n, enum metric metric)
{
    struct extent extent = {INFINITY, -INFINITY, 0};
    for (size_t i = 0; i < fixture->samples.count; i++) {
        const struct sample *sample = fixture_sample(fixture, i);
        if (sample->n != n || sample->end != SAMPLE_OK)
            continue;
        double value = sample_metric(sample, metric);
        extent.least = fmin(extent.least, value);
        extent.most = fmax(extent.most, value);
        extent.count++;
    }
    return extent;
}

/* The size at which every run of one side takes more than every run of the other, by the most.
 * Larger than 1: the head takes more. */
static double worst_ratio(const struct shape *shape, enum metric metric, double least, int64_t *at)
{
    double worst = 1;
    for (size_t i = 0; i < shape->head->samples.count; i++) {
        int64_t n = shape->head->samples.items[i].n;
        struct extent base = extent_of(shape->base, n, metric);
        struct extent head = extent_of(shape->head, n, metric);
        if (!base.count || !head.count)
            continue;
        double ratio = head.least > base.most + least   ? head.least / fmax(base.most, 1)
                       : base.least > head.most + least ? head.most / fmax(base.least, 1)
                                                        : 1;
        if (fabs(log(ratio)) > fabs(log(worst))) {
            worst = ratio;
            *at = n;
        }
    }
    return worst;
}

static void compare_memory(struct shape *shape, enum metric metric, double least, const char *what)
{
    int64_t at = 0;
    double ratio = worst_ratio(shape, metric, least, &at);
    if (fabs(log(ratio)) > log(MEMORY_EFFECT))
        add(shape, ratio > 1,
            arena_printf(shape->arena, "%s at n = %" PRId64 ": %.3g times the base's", what, at,
                         ratio));
}

static void compare_verdicts(struct shape *shape, unsigned head)
{
    /* These have no place and no amount that was compared already. */
    static const enum verdict compared[] = {VERDICT_FLAT, VERDICT_IMPOSSIBLE,
                                            VERDICT_UNMATERIALISED, VERDICT_ERROR};
    for (size_t i = 0; i < sizeof compared / sizeof *compared; i++) {
        unsigned bit = 1u << compared[i];
        if ((head & bit) != (shape->base->verdicts & bit))
            add(shape, head & bit,
                arena_printf(shape->arena, head & bit ? "it is %s now" : "it is no longer %s",
                             verdict_names[compared[i]]));
    }
}

static void compare_fixtures(struct shape *shape)
{
    unsigned verdicts = shape->head->verdicts;
    shape->head->findings.count = 0;
    shape->head->verdicts = 0;
    shape->head->expected = true;
    if (shape->head->status != FIXTURE_OK)
        return;
    if (!shape->base || shape->base->status != FIXTURE_OK) {
        add(shape, false, "the base has no result of it");
        return;
    }
    compare_cliffs(shape);
    compare_scaling(shape, &shape->base->below, &shape->head->below,
                    shape->head->cliff_count ? " below the cliff" : "");
    compare_scaling(shape, &shape->base->above, &shape->head->above, " above the cliff");
    compare_memory(shape, METRIC_MINFLT, least_faults, "minor faults");
    compare_memory(shape, METRIC_MAXRSS, least_bytes, "peak memory");
    compare_verdicts(shape, verdicts);
    if (!shape->head->findings.count)
        add(shape, false, "the same shape as the base's");
}

static bool same_fixture(const struct fixture_result *a, const struct fixture_result *b)
{
    if (strcmp(a->name, b->name) != 0 || a->variant_count != b->variant_count)
        return false;
    for (size_t i = 0; i < a->variant_count; i++)
        if (strcmp(a->variant_keys[i], b->variant_keys[i]) != 0 ||
            strcmp(a->variant_values[i], b->variant_values[i]) != 0)
            return false;
    return true;
}

static const struct fixture_result *find(const struct run_result *result,
                                         const struct fixture_result *wanted)
{
    for (size_t i = 0; i < result->fixtures.count; i++)
        if (same_fixture(&result->fixtures.items[i], wanted))
            return &result->fixtures.items[i];
    return NULL;
}

void shape_compare(const struct run_result *base, struct run_result *head)
{
    for (size_t i = 0; i < head->fixtures.count; i++) {
        struct fixture_result *fixture = &head->fixtures.items[i];
        struct shape shape = {find(base, fixture), fixture, &head->arena};
        compare_fixtures(&shape);
    }
    for (size_t i = 0; i < base->fixtures.count; i++) {
        const struct fixture_result *fixture = &base->fixtures.items[i];
        if (fixture->status != FIXTURE_OK || find(head, fixture))
            continue;
        struct fixture_result *lost = VEC_ADD(&head->arena, &head->fixtures);
        *lost = (struct fixture_result){.name = fixture->name,
                                        .variant_keys = fixture->variant_keys,
                                        .variant_values = fixture->variant_values,
                                        .variant_count = fixture->variant_count,
                                        .status = FIXTURE_FAILED,
                                        .reason = "the base has it, and it is not here any more"};
    }
}
