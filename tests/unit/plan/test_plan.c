#include <criterion/criterion.h>

#include "plan.h"

static struct arena arena;

Test(plan, geometric_sizes)
{
    static const struct {
        struct spec_sizes sizes;
        bool quick;
        size_t count;
        int64_t second;
    } rows[] = {
        {{.from = 1000, .to = 300000, .points = 24}, false, 24, 1281},
        {{.from = 1, .to = 1000000, .points = 7}, false, 7, 10},
        {{.from = 1, .to = 4, .points = 24}, false, 4, 2},  /* there are no more */
        {{.from = 0, .to = 100, .points = 3}, false, 3, 1}, /* 0, 1, 100 */
        {{.from = 1000, .to = 300000, .points = 24}, true, 12, 1680},
        {{.from = 10, .to = 1000, .points = 5, .step = 10}, false, 5, 30},
        {{.from = 5, .to = 6, .points = 2}, false, 2, 6},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct spec_sizes *sizes = &rows[i].sizes;
        int64_t *list, step = sizes->step ? sizes->step : 1;
        size_t count = plan_sizes(sizes, rows[i].quick, &arena, &list);
        cr_assert_eq(count, rows[i].count, "row %zu: %zu", i, count);
        cr_expect_eq(list[0], sizes->from);
        cr_expect_eq(list[1], rows[i].second, "row %zu: %ld", i, (long)list[1]);
        cr_expect_eq(list[count - 1], sizes->to);
        for (size_t k = 1; k < count; k++) {
            cr_expect_gt(list[k], list[k - 1]);
            cr_expect_eq((list[k] - sizes->from) % step, 0);
        }
    }
    arena_release(&arena);
}

Test(plan, without_points_the_range_decides)
{
    struct spec_sizes narrow = {.from = 100, .to = 1000}, wide = {.from = 1, .to = 1LL << 40};
    struct spec_sizes decades = {.from = 1000, .to = 1000000};
    int64_t *list;
    cr_expect_eq(plan_sizes(&narrow, false, &arena, &list), 12);
    cr_expect_eq(plan_sizes(&decades, false, &arena, &list), 16);
    cr_expect_eq(plan_sizes(&wide, false, &arena, &list), 32);
    arena_release(&arena);
}

Test(plan, a_list_is_taken_as_it_is)
{
    int64_t listed[] = {1, 5, 6};
    struct spec_sizes sizes = {.from = -1, .to = -1, .list = listed, .list_count = 3};
    int64_t *list;
    cr_expect_eq(plan_sizes(&sizes, true, &arena, &list), 3);
    cr_expect_eq(list[1], 5);
    arena_release(&arena);
}

static const char *pythons[] = {"p1", "p2"}, *modes[] = {"x", "y", "z"};
static struct ytab_pair matrix[] = {{.key = "python", .values = {pythons, NULL, 2}},
                                    {.key = "mode", .values = {modes, NULL, 3}}};
static const char *chunk[] = {"10"};
static struct ytab_pair params[] = {{.key = "chunk", .values = {chunk, NULL, 1}}};
static struct spec_fixture fixtures[] = {
    {.name = "many", .matrix = {matrix, 2}, .params = {params, 1}, .sizes = {.from = 1, .to = 9}},
    {.name = "one", .sizes = {.from = 1, .to = 9}},
};
static const struct spec spec = {.fixtures = fixtures, .fixture_count = 2};

Test(plan, the_matrix_is_multiplied_out)
{
    struct plan plan = {0};
    struct plan_options options = {0};
    plan_add(&plan, &spec, &options, &arena);
    cr_assert_eq(plan.jobs.count, 7);
    const struct task *first = &plan.jobs.items[0].task, *last = &plan.jobs.items[5].task;
    cr_expect_str_eq(first->variant[0].value, "p1");
    cr_expect_str_eq(first->variant[1].value, "x");
    cr_expect_str_eq(plan.jobs.items[1].task.variant[1].value, "y");
    cr_expect_str_eq(last->variant[0].value, "p2");
    cr_expect_str_eq(last->variant[1].value, "z");
    cr_assert_eq(last->variable_count, 3);
    cr_expect_str_eq(last->variables[2].name, "chunk");
    cr_expect_eq(plan.jobs.items[6].task.variant_count, 0);
    arena_release(&arena);
}

Test(plan, filter)
{
    struct plan plan = {0};
    struct plan_options options = {.filter = "o*"};
    plan_add(&plan, &spec, &options, &arena);
    cr_assert_eq(plan.jobs.count, 1);
    cr_expect_str_eq(plan.jobs.items[0].task.name, "one");
    arena_release(&arena);
}

Test(plan, shards_cover_everything_once)
{
    size_t seen[7] = {0};
    struct plan whole = {0};
    struct plan_options none = {0};
    plan_add(&whole, &spec, &none, &arena);
    plan_finish(&whole, &none);
    cr_expect_eq(whole.jobs.count, 7);
    for (unsigned shard = 1; shard <= 3; shard++) {
        struct plan plan = {0};
        struct plan_options options = {.shard = shard, .shards = 3};
        plan_add(&plan, &spec, &options, &arena);
        plan_finish(&plan, &options);
        cr_expect_eq(plan.digest, whole.digest);
        for (size_t i = 0; i < plan.jobs.count; i++)
            for (size_t k = 0; k < whole.jobs.count; k++) {
                const struct task *a = &plan.jobs.items[i].task, *b = &whole.jobs.items[k].task;
                bool same = a->name == b->name && a->variant_count == b->variant_count;
                for (size_t v = 0; same && v < a->variant_count; v++)
                    same = a->variant[v].value == b->variant[v].value;
                seen[k] += same;
            }
    }
    for (size_t k = 0; k < 7; k++)
        cr_expect_eq(seen[k], 1, "job %zu", k);
    arena_release(&arena);
}
