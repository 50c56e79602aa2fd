#include "expect.h"

#include <inttypes.h>
#include <string.h>

static const unsigned clean = 1u << VERDICT_CLEAN;

/* "cliff, unmaterialised" */
static const char *names(unsigned mask, struct arena *arena)
{
    const char *text = "";
    for (int i = 0; i < VERDICT_COUNT; i++)
        if (mask & 1u << i)
            text = *text ? arena_printf(arena, "%s, %s", text, verdict_names[i]) : verdict_names[i];
    return text;
}

static void missed(struct fixture_result *result, struct arena *arena, const char *message)
{
    result->expected = false;
    *VEC_ADD(arena, &result->findings) =
        (struct result_finding){.rule = "BR109", .level = RESULT_ERROR, .message = message};
}

static void check_verdicts(const struct expectation *expect, struct arena *arena,
                           struct fixture_result *result)
{
    unsigned wanted = expect->verdicts & ~clean;
    unsigned lacking = expect->verdicts & clean ? 0 : wanted & ~result->verdicts;
    unsigned surplus = result->verdicts & ~(wanted | expect->allow | clean);
    if (lacking)
        missed(result, arena,
               arena_printf(arena, "expected %s, which was not found", names(lacking, arena)));
    if (surplus && expect->present)
        missed(result, arena,
               arena_printf(arena, "found %s, which was not expected", names(surplus, arena)));
    else if (surplus)
        result->expected = false; /* the finding itself says all */
}

static void check_cliffs(const struct expectation *expect, struct arena *arena,
                         struct fixture_result *result)
{
    for (size_t i = 0; i < expect->cliff_count; i++) {
        const struct expected_cliff *wanted = &expect->cliffs[i];
        if (i >= result->cliff_count) {
            if (result->cliff_count)
                missed(result, arena,
                       arena_printf(arena,
                                    "expected a cliff at n = %" PRId64 ", but only %zu were found",
                                    wanted->at, result->cliff_count));
            continue; /* that there is none at all, the verdicts have said */
        }
        int64_t found = result->cliffs[i].n;
        int64_t distance = found < wanted->at ? wanted->at - found : found - wanted->at;
        if (distance > wanted->tolerance)
            missed(result, arena,
                   arena_printf(arena,
                                "expected a cliff at n = %" PRId64 ", but it is at n = %" PRId64,
                                wanted->at, found));
        else if (!wanted->tolerance && !result->cliffs[i].exact)
            missed(result, arena,
                   arena_printf(arena,
                                "the cliff at n = %" PRId64 " was not narrowed to its exact size",
                                found));
    }
}

void expect_check(const struct expectation *expect, struct arena *arena,
                  struct fixture_result *result)
{
    result->expected = true;
    check_verdicts(expect, arena, result);
    check_cliffs(expect, arena, result);
}
