/* Which lines a piece of work comes from, and what is put into the copy that keeps it alive. */
#include <criterion/criterion.h>
#include <string.h>

#include "front.h"
#include "keep.h"
#include "resolve.h"
#include "work.h"

static const char source[] = "unsigned hash(const char *s, int n)\n"
                             "{\n"
                             "    unsigned h = 0;\n"
                             "    for (int i = 0; i < n; i++)\n"
                             "        h = h * 33 + (unsigned char)s[i];\n"
                             "    return h;\n"
                             "}\n"
                             "void bench(const char *s, int n)\n"
                             "{\n"
                             "    unsigned last = 0;\n"
                             "    for (int i = 0; i < n; i++) {\n"
                             "        for (int k = 0; k < 9; k++)\n"
                             "            last += hash(s, n);\n"
                             "        hash(s, i);\n"
                             "    }\n"
                             "    for (int i = 0; i < n; i++)\n"
                             "        ;\n"
                             "}\n";

static struct arena arena;
static struct front *front;
static struct ir_unit *unit;
static ir_id bench_id, hash_id;

static void lower(void)
{
    struct diags diags = {0};
    struct err err = {""};
    struct front_options options = {.flags = NULL};

    front = front_new(&options, &diags);
    unit = front_lower(front, FRONT_C, "a.c", source, strlen(source), &arena, &err);
    cr_assert(unit, "%s", err.text);
    for (ir_id f = 0; f < unit->function_count; f++) {
        if (strcmp(unit->functions[f].name, "bench") == 0)
            bench_id = f;
        if (strcmp(unit->functions[f].name, "hash") == 0)
            hash_id = f;
    }
}

static void release(void)
{
    map_free(unit->names);
    front_free(front);
    arena_release(&arena);
}

TestSuite(work, .init = lower, .fini = release);

static struct region whole_function(ir_id function)
{
    bool *inside = ARENA_ARRAY(&arena, bool, unit->functions[function].op_count + 1);
    bool *reached = ARENA_ARRAY(&arena, bool, unit->function_count + 1);

    memset(inside, true, unit->functions[function].op_count);
    reached[hash_id] = true;
    return (struct region){.kind = REGION_FUNCTION,
                           .function = function,
                           .start = IR_NONE,
                           .stop = IR_NONE,
                           .inside = inside,
                           .reached = reached};
}

Test(work, a_nest_of_loops_is_one_piece_with_what_it_calls)
{
    struct region region = whole_function(bench_id);
    struct work_list works = work_of_region(unit, &region);
    const struct work *work = &works.list.items[0];

    cr_assert_eq(works.list.count, 1, "the loop that only counts is none");
    cr_expect(work->is_loop);
    cr_expect_not(work->is_short);
    cr_expect(work->lines.has[13]);
    cr_expect(work->lines.has[14]);
    cr_expect(work->lines.has[5], "the callee's");
    cr_expect_not(work->lines.has[11], "the control of the outer loop");
    cr_expect_not(work->lines.has[10]);
}

Test(work, the_work_of_a_call_is_that_of_its_function)
{
    const struct ir_function *bench = &unit->functions[bench_id];

    for (ir_id i = 0; i < bench->op_count; i++) {
        struct work work;

        if (bench->ops[i].code != IR_CALL || bench->ops[i].at.line != 14)
            continue;
        work = work_of_op(unit, bench_id, i);
        cr_expect(work.lines.has[14]);
        cr_expect(work.lines.has[5]);
        cr_expect_not(work.lines.has[13]);
        return;
    }
    cr_assert_fail("no call");
}

static const char *inserted_at(const struct insertions *insertions, const char *before)
{
    size_t offset = (size_t)(strstr(source, before) - source) + strlen(before);

    for (size_t i = 0; i < insertions->list.count; i++)
        if (insertions->list.items[i].offset == offset)
            return insertions->list.items[i].text;
    return NULL;
}

Test(work, results_are_used_where_a_statement_may_stand)
{
    struct insertions insertions = {0};

    keep_function(unit, bench_id, &insertions);
    cr_expect_not_null(inserted_at(&insertions, "unsigned last = 0;"));
    cr_expect_str_eq(inserted_at(&insertions, "k++)\n            "), "{", "a body without braces");
    cr_expect(strstr(inserted_at(&insertions, "last += hash(s, n);"), "(last)"));
    cr_expect(strstr(inserted_at(&insertions, "        hash(s, i)"), "benchlint_kept"));
    for (size_t i = 0; i < insertions.list.count; i++) {
        cr_expect_null(strstr(insertions.list.items[i].text, "(i)"), "`i` is not in scope there");
        cr_expect_null(strstr(insertions.list.items[i].text, "(k)"));
    }
}
