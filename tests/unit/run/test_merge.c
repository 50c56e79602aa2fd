#include <criterion/criterion.h>
#include <string.h>

#include "merge.h"

static struct run_result shards[3];
static char *paths[] = {"a.json", "b.json", "c.json"};

/* Seven fixtures, "0" to "6", dealt to three shards. */
static void set_up(void)
{
    static const char *const names[] = {"0", "1", "2", "3", "4", "5", "6"};
    for (unsigned i = 0; i < 3; i++)
        shards[i] = (struct run_result){.seed = 1, .plan = 42, .shard = i + 1, .shards = 3};
    for (size_t i = 0; i < 7; i++)
        VEC_ADD(&shards[i % 3].arena, &shards[i % 3].fixtures)->name = names[i];
}

static void tear_down(void)
{
    for (size_t i = 0; i < 3; i++)
        arena_release(&shards[i].arena);
}

TestSuite(merge, .init = set_up, .fini = tear_down);

Test(merge, the_order_is_that_of_the_whole_run)
{
    struct run_result merged = {0}, swapped[3] = {shards[2], shards[0], shards[1]};
    struct diags diags = {0};
    cr_assert_eq(merge_results(swapped, paths, 3, &merged, &diags), 0);
    cr_assert_eq(merged.fixtures.count, 7);
    for (size_t i = 0; i < 7; i++)
        cr_expect_eq(merged.fixtures.items[i].name[0], (char)('0' + i));
    cr_expect_eq(merged.shards, 0);
    cr_expect_eq(merged.plan, 42);
    arena_release(&merged.arena);
}

static void check_refused(const struct run_result *parts, size_t count, const char *says)
{
    struct run_result merged = {0};
    struct diags diags = {0};
    cr_expect_eq(merge_results(parts, paths, count, &merged, &diags), -1, "%s", says);
    cr_assert_eq(diags.errors, 1, "%s", says);
    cr_expect_not_null(strstr(diags.list.items[0].text, says), "%s", diags.list.items[0].text);
    diag_release(&diags);
}

Test(merge, what_does_not_belong_together)
{
    check_refused(shards, 2, "shard 3 of 3 is missing");
    struct run_result parts[3] = {shards[0], shards[1], shards[1]};
    check_refused(parts, 3, "shard 2, as b.json is");
    parts[2] = shards[2];
    parts[2].plan = 43;
    check_refused(parts, 3, "another run");
    parts[2] = shards[2];
    parts[2].seed = 2;
    check_refused(parts, 3, "seed");
    parts[2] = shards[2];
    parts[2].shards = 0;
    check_refused(parts, 3, "not a shard");
}
