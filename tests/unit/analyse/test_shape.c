#include <criterion/criterion.h>
#include <string.h>

#include "shape.h"

static struct cliff cliff_at(int64_t n)
{
    return (struct cliff){.n = n, .bracket_low = n - 1, .exact = true};
}

static struct fixture_result *add_fixture(struct run_result *result, const char *name)
{
    struct fixture_result *fixture = VEC_ADD(&result->arena, &result->fixtures);
    *fixture = (struct fixture_result){.name = name, .below = {true, "n", 1.0}};
    for (int64_t n = 10; n <= 1000; n *= 10)
        for (uint64_t i = 0; i < 3; i++)
            *VEC_ADD(&result->arena, &fixture->samples) =
                (struct sample){.n = n,
                                .phase = "sweep",
                                .minflt = 1000 + (uint64_t)n * 10 + i,
                                .maxrss = 8000000 + (uint64_t)n * 40960,
                                .user = 0.01};
    return fixture;
}

struct pair {
    struct run_result base, head;
    struct fixture_result *before, *after;
};

static void start(struct pair *pair)
{
    memset(pair, 0, sizeof *pair);
    pair->before = add_fixture(&pair->base, "a");
    pair->after = add_fixture(&pair->head, "a");
}

/* Compares; the one finding must contain `says`. */
static void check(struct pair *pair, bool worse, const char *says)
{
    shape_compare(&pair->base, &pair->head);
    const struct fixture_result *head = &pair->head.fixtures.items[0];
    cr_assert_eq(head->findings.count, 1, "%s: %zu", says, head->findings.count);
    cr_expect_not_null(strstr(head->findings.items[0].message, says), "%s: %s", says,
                       head->findings.items[0].message);
    cr_expect_eq(head->expected, !worse, "%s", says);
    cr_expect_eq(head->verdicts, worse ? 1u << VERDICT_REGRESSION : 0, "%s", says);
    arena_release(&pair->base.arena);
    arena_release(&pair->head.arena);
}

Test(shape, the_same)
{
    struct pair pair;
    start(&pair);
    for (size_t i = 0; i < pair.after->samples.count; i++) {
        pair.after->samples.items[i].user *= 3; /* times are not compared */
        pair.after->samples.items[i].minflt += 40;
    }
    check(&pair, false, "same shape");
}

Test(shape, cliffs)
{
    static struct cliff at_100, at_200, at_50;
    at_100 = cliff_at(100), at_200 = cliff_at(200), at_50 = cliff_at(50);
    struct pair pair;
    start(&pair);
    pair.after->cliffs = &at_100, pair.after->cliff_count = 1;
    check(&pair, true, "a cliff at n = 100");
    start(&pair);
    pair.before->cliffs = &at_100, pair.before->cliff_count = 1;
    check(&pair, false, "is gone");
    start(&pair);
    pair.before->cliffs = &at_100, pair.before->cliff_count = 1;
    pair.after->cliffs = &at_50, pair.after->cliff_count = 1;
    check(&pair, true, "from n = 100 to n = 50");
    start(&pair);
    pair.before->cliffs = &at_100, pair.before->cliff_count = 1;
    pair.after->cliffs = &at_200, pair.after->cliff_count = 1;
    check(&pair, false, "from n = 100 to n = 200");
    start(&pair);
    at_200.bracket_low = 90; /* not narrowed further: it may be the same */
    pair.before->cliffs = &at_100, pair.before->cliff_count = 1;
    pair.after->cliffs = &at_200, pair.after->cliff_count = 1;
    check(&pair, false, "same shape");
}

Test(shape, growth)
{
    struct pair pair;
    start(&pair);
    pair.after->below = (struct scaling){true, "n^2", 1.9};
    check(&pair, true, "grows as n^2");
    start(&pair);
    pair.before->below = (struct scaling){true, "n^2", 1.9};
    check(&pair, false, "grows as n ");
    start(&pair);
    pair.before->below = (struct scaling){true, "1 or n^2 or n^3", 2.9};
    pair.after->below = (struct scaling){true, "n or n^2", 1.9};
    check(&pair, false, "same shape"); /* it may be n^2 both times */
    start(&pair);
    pair.after->below = (struct scaling){true, "n log n", 1.1};
    check(&pair, false, "same shape");
}

Test(shape, memory)
{
    struct pair pair;
    start(&pair);
    for (size_t i = 0; i < pair.after->samples.count; i++)
        if (pair.after->samples.items[i].n == 1000)
            pair.after->samples.items[i].maxrss *= 2;
    check(&pair, true, "peak memory at n = 1000: 2 times");
    start(&pair);
    for (size_t i = 0; i < pair.after->samples.count; i++)
        pair.after->samples.items[i].minflt /= 2;
    check(&pair, false, "minor faults");
    start(&pair);
    pair.after->samples.items[0].maxrss *= 2; /* one run of three: noise */
    check(&pair, false, "same shape");
}

Test(shape, verdicts)
{
    struct pair pair;
    start(&pair);
    pair.after->verdicts = 1u << VERDICT_FLAT;
    check(&pair, true, "flat now");
    start(&pair);
    pair.before->verdicts = 1u << VERDICT_UNMATERIALISED;
    check(&pair, false, "no longer unmaterialised");
}

Test(shape, what_came_and_what_went)
{
    struct pair pair;
    start(&pair);
    pair.before->name = "old";
    shape_compare(&pair.base, &pair.head);
    cr_assert_eq(pair.head.fixtures.count, 2);
    cr_expect(pair.head.fixtures.items[0].expected);
    cr_expect_str_eq(pair.head.fixtures.items[1].name, "old");
    cr_expect_eq(pair.head.fixtures.items[1].status, FIXTURE_FAILED);
    arena_release(&pair.base.arena);
    arena_release(&pair.head.arena);
}
