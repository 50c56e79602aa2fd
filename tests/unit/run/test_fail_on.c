#include <criterion/criterion.h>

#include "fail_on.h"

static int status(const char *list, struct fixture_result fixture)
{
    struct run_result result = {0};
    struct fail_on fail_on;
    struct err err = {0};
    cr_assert_eq(fail_on_parse(list, &fail_on, &err), 0, "%s", err.text);
    *VEC_ADD(&result.arena, &result.fixtures) = (struct fixture_result){.expected = true};
    *VEC_ADD(&result.arena, &result.fixtures) = fixture;
    int found = fail_on_status(&fail_on, &result);
    arena_release(&result.arena);
    return found;
}

Test(fail_on, statuses)
{
    const struct fixture_result fine = {.verdicts = 1, .expected = true},
                                expected_cliff = {.verdicts = 1u << VERDICT_CLIFF,
                                                  .expected = true},
                                cliff = {.verdicts = 1u << VERDICT_CLIFF},
                                failed = {.status = FIXTURE_FAILED},
                                skipped = {.status = FIXTURE_SKIPPED};
    cr_expect_eq(status(NULL, fine), 0);
    cr_expect_eq(status(NULL, expected_cliff), 0);
    cr_expect_eq(status(NULL, cliff), 1);
    cr_expect_eq(status("unexpected", cliff), 1);
    cr_expect_eq(status("never", cliff), 0);
    cr_expect_eq(status("cliff,flat", expected_cliff), 1);
    cr_expect_eq(status("flat", expected_cliff), 0);
    cr_expect_eq(status("never", failed), 3);
    cr_expect_eq(status(NULL, skipped), 0);
}

Test(fail_on, mistakes)
{
    static const char *const lists[] = {"", "steep", "cliff,", "never,cliff", "clean"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct fail_on fail_on;
        struct err err = {0};
        cr_expect_eq(fail_on_parse(lists[i], &fail_on, &err), -1, "%s", lists[i]);
        cr_expect_neq(err.text[0], '\0');
    }
}
