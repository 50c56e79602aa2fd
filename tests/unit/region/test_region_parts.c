/* The parts of the search for regions that need no source file: names and paths. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "path.h"
#include "words.h"

Test(words, roles)
{
    static const struct {
        const char *name, *owner;
        enum words_role role;
    } rows[] = {
        {"get_time_ns", "", WORDS_READ},
        {"now", "", WORDS_READ},
        {"UTIL_getTime", "", WORDS_READ},
        {"UTIL_clockSpanNano", "", WORDS_SPAN},
        {"rdtsc", "", WORDS_READ},
        {"TIME_clockSpan_ns", "", WORDS_SPAN},
        {"timer_start", "", WORDS_START},
        {"StartTimer", "", WORDS_START},
        {"stopwatch_stop", "", WORDS_STOP},
        {"tic", "", WORDS_START},
        {"toc", "", WORDS_STOP},
        {"reset", "util::Timer", WORDS_START},
        {"elapsed", "Stopwatch", WORDS_ELAPSED},
        {"lib_elapsed_secs", "", WORDS_ELAPSED},
        {"std::chrono::steady_clock::now", "", WORDS_READ},
        {"reset", "Parser", WORDS_NONE},
        {"start", "threading.Thread", WORDS_NONE},
        {"uv_timer_start", "", WORDS_NONE},
        {"set_timeout", "", WORDS_NONE},
        {"os.path.getmtime", "", WORDS_NONE},
        {"SecTrustRef", "", WORDS_NONE},
        {"time_zone", "", WORDS_NONE},
        {"focus", "", WORDS_NONE},
        {"", "", WORDS_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(words_role(rows[i].name, rows[i].owner), rows[i].role, "%s of %s",
                     rows[i].name, rows[i].owner);
}

Test(words, benchmarks)
{
    static const char *const yes[] = {"bench_fill", "benchmark_parse", "fill_benchmark",
                                      "BenchmarkFill", "benchFill", "a::b::bench_fill"};
    static const char *const no[] = {"workbench", "bench", "benchmark", "fill", "benches"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        cr_expect(words_benchmark(yes[i]), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        cr_expect_not(words_benchmark(no[i]), "%s", no[i]);
}

Test(words, helpers)
{
    cr_expect(words_times_what_it_gets("bench", "", false));
    cr_expect(words_times_what_it_gets("lib::Bench::run", "lib::Bench", false));
    cr_expect_not(words_times_what_it_gets("time_fn", "", false));
    cr_expect(words_times_what_it_gets("time_fn", "", true));
    cr_expect_not(words_times_what_it_gets("sort", "", true));
}

/* A function made of numbered blocks; every block holds two constants and its jump:
 *
 *   0 -> 1;  1 -> 2 or 4;  2 -> 3;  3 -> 1;  4 returns */
struct graph {
    struct arena arena;
    struct ir_unit unit;
    ir_id first[5]; /* of each block: its first operation; the second one follows */
};

static void build(struct graph *graph)
{
    static const struct ir_range nowhere = {1, 1, 1, 2};
    struct ir_function header = {.name = "f", .parent = IR_NONE, .type = IR_NONE};
    graph->unit.arena = &graph->arena;
    graph->unit.names = map_new();
    ir_id id = ir_function_add(&graph->unit, &header);
    struct ir_builder *builder = ir_builder_new(&graph->unit, id);
    for (int b = 1; b < 5; b++)
        ir_new_block(builder);
    for (ir_id b = 0; b < 5; b++) {
        struct ir_op constant = ir_new_op(IR_CONST, nowhere), end = ir_new_op(IR_RETURN, nowhere);
        ir_set_block(builder, b);
        graph->first[b] = ir_emit(builder, &constant);
        ir_id second = ir_emit(builder, &constant);
        if (b == 1)
            ir_branch(builder, second, 2, 4, nowhere);
        else if (b == 4)
            ir_emit(builder, &end);
        else
            ir_jump(builder, b == 3 ? 1 : b + 1, nowhere);
    }
    ir_builder_finish(builder);
}

/* Which first operations of the blocks are marked: "01234" */
static const char *marked(const struct graph *graph, const bool *marks)
{
    static char text[6];
    size_t count = 0;
    for (int b = 0; marks && b < 5; b++)
        if (marks[graph->first[b]])
            text[count++] = (char)('0' + b);
    text[count] = 0;
    return text;
}

Test(path, loop)
{
    struct graph graph = {.arena = {0}};
    build(&graph);
    const struct ir_function *f = &graph.unit.functions[0];
    const ir_id *at = graph.first;
    struct arena *arena = &graph.arena;
    cr_expect_str_eq(marked(&graph, path_between(arena, f, at[0], at[4])), "123");
    cr_expect_str_eq(marked(&graph, path_between(arena, f, at[2], at[3])), "");
    cr_expect_not_null(path_between(arena, f, at[2], at[3]));
    cr_expect_str_eq(marked(&graph, path_between(arena, f, at[3], at[2])), "1");
    cr_expect_str_eq(marked(&graph, path_between(arena, f, at[2], at[2])), "13");
    cr_expect_null(path_between(arena, f, at[4], at[0]));
    cr_expect_null(path_between(arena, f, at[0], at[0]), "no loop leads back");
    cr_expect_str_eq(marked(&graph, path_between(arena, f, IR_NONE, IR_NONE)), "01234");
    cr_expect_str_eq(marked(&graph, path_between(arena, f, IR_NONE, at[2])), "01");
    cr_expect_str_eq(marked(&graph, path_after(arena, f, at[3], at[2])), "14");
    cr_expect_str_eq(marked(&graph, path_after(arena, f, IR_NONE, at[2])), "");
    cr_expect(path_always_before(arena, f, at[1], at[4]));
    cr_expect_not(path_always_before(arena, f, at[2], at[4]));
    map_free(graph.unit.names);
    arena_release(&graph.arena);
}
