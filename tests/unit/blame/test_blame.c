/* A program whose cliff is known is compiled and sampled on both sides.  Where the kernel lets
 * nobody sample, the reason must be told. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blame.h"
#include "instructions.h"
#include "perf_map.h"

static const char source[] =
    "#include <stdlib.h>\n"
    "#include <string.h>\n"
    "volatile char sink;\n"
    "__attribute__((noinline)) static void pay_for_all(size_t size)\n"
    "{ char *memory = malloc(size); memset(memory, 1, size); sink = memory[size / 2]; }\n"
    "__attribute__((noinline)) static void keep_a_reference(long i) { sink = (char)i; }\n"
    "int main(int argc, char **argv)\n"
    "{ long n = atol(argv[1]); (void)argc;\n"
    "  for (long i = 0; i < 20000000; i++) keep_a_reference(i);\n"
    "  if (n >= 100) pay_for_all((size_t)64 << 20);\n"
    "  return 0; }\n";

static char folder[] = "/tmp/blame.XXXXXX";

static void compile(void)
{
    FILE *stream;

    cr_assert(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
    stream = fopen("cliff.c", "w");
    cr_assert(stream);
    fputs(source, stream);
    fclose(stream);
    cr_assert_eq(system("cc -O1 -g -o cliff cliff.c"), 0);
}

static void clean_up(void)
{
    cr_expect_eq(unlink("cliff.c"), 0);
    cr_expect_eq(unlink("cliff"), 0);
    cr_assert_eq(chdir("/"), 0);
    cr_expect_eq(rmdir(folder), 0);
}

TestSuite(blame, .init = compile, .fini = clean_up);

static struct blame sample(enum metric metric, enum blame_sampler sampler, struct arena *arena)
{
    const char *below[] = {"./cliff", "99", NULL}, *above[] = {"./cliff", "100", NULL};
    struct profile_target low = {.arguments = below, .timeout = 60};
    struct profile_target high = {.arguments = above, .timeout = 60};
    struct cliff cliff = {.metric = metric, .above = {.minflt = 16000, .cpu = 0.05}};

    blame_cliff(&low, &high, sampler, &cliff, arena);
    return cliff.blame;
}

static bool is_in(const struct folded *folded, const char *function)
{
    for (size_t i = 0; i < folded->count; i++) {
        for (size_t f = 0; f < folded->items[i].depth; f++) {
            if (strcmp(folded->items[i].frames[f], function) == 0)
                return true;
        }
    }
    return false;
}

static void check_folded(const struct folded *folded)
{
    size_t samples = 0;

    cr_expect_gt(folded->count, 0);
    cr_expect_leq(folded->count, (size_t)FOLDED_MAX);
    for (size_t i = 0; i < folded->count; i++) {
        cr_expect_gt(folded->items[i].depth, 0);
        cr_expect(i == 0 || folded->items[i].count <= folded->items[i - 1].count);
        samples += folded->items[i].count;
    }
    cr_expect_leq(samples, folded->samples);
}

/* Where the host does not let us sample, it must be told by which means it does not. */
static void check(enum metric metric, enum blame_sampler sampler, const char *means)
{
    struct arena arena = {0};
    struct blame blame = sample(metric, sampler, &arena);

    if (!blame.present) {
        cr_expect(blame.unavailable && strstr(blame.unavailable, means),
                  "no blame, and the reason is '%s'",
                  blame.unavailable ? blame.unavailable : "(none)");
    } else {
        cr_expect_str_eq(blame.cause, "pay_for_all");
        cr_expect_str_eq(blame.mechanism, "memset");
        cr_expect_gt(blame.share, 0.1);
        cr_expect_leq(blame.share, 1.0);
        cr_expect_null(blame.wanted, "every function has its name");
        check_folded(&blame.above);
        check_folded(&blame.below);
        cr_expect(is_in(&blame.above, "pay_for_all"));
        cr_expect_not(is_in(&blame.below, "pay_for_all"));
        cr_expect(is_in(&blame.below, "keep_a_reference") || is_in(&blame.below, "main"));
    }
    arena_release(&arena);
}

Test(blame, page_faults_name_the_function)
{
    check(METRIC_MINFLT, BLAME_PERF, "perf_event_open");
}

Test(blame, cpu_time_names_the_function)
{
    check(METRIC_CPU, BLAME_PERF, "perf_event_open");
}

Test(blame, ptrace_names_the_function)
{
    check(METRIC_CPU, BLAME_PTRACE, "ptrace");
    check(METRIC_MINFLT, BLAME_PTRACE, "ptrace");
}

Test(blame, nothing_is_sampled_unasked)
{
    struct arena arena = {0};
    struct blame blame = sample(METRIC_CPU, BLAME_NONE, &arena);

    cr_expect_not(blame.present);
    cr_expect(blame.unavailable && strstr(blame.unavailable, "--sampler"));
    cr_expect_eq(blame.above.count, 0);
    arena_release(&arena);
}

/* Without names the module is told, and what would name its functions. */
Test(blame, a_stripped_program_asks_for_its_symbols)
{
    struct arena arena = {0};
    struct blame blame;

    cr_assert_eq(system("strip cliff"), 0);
    blame = sample(METRIC_CPU, BLAME_AUTO, &arena);
    if (blame.present)
        cr_expect_str_eq(blame.wanted, "the debug symbols of cliff");
    else
        cr_expect_not_null(blame.unavailable);
    arena_release(&arena);
}

/* Debian ships what names Python's own functions in a package of its own. */
Test(blame, what_would_name_a_place_is_told)
{
    static const struct {
        const char *chain[3], *wanted;
    } rows[] = {
        {{"main", "work", "memcpy"}, NULL},
        {{"main", "cliff+0x1234", "memcpy"}, "the debug symbols of cliff"},
        {{"libz.so.1+0x20", "cliff+0x1234", "memcpy"}, "the debug symbols of libz.so.1"},
        {{"python3.11+0x67c372", "PyUnicode_Join", "memcpy"},
         "the debug symbols of python3.11 (the package python3.11-dbg on Debian)"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *wanted = blame_names_wanted(rows[i].chain, 3, &arena);
        cr_expect_eq(!wanted, !rows[i].wanted);
        if (wanted && rows[i].wanted)
            cr_expect_str_eq(wanted, rows[i].wanted);
    }
    arena_release(&arena);
}

/* Whichever way it is sampled. */
static void check_no_blame(const char *const *arguments, double timeout)
{
    for (enum blame_sampler sampler = BLAME_AUTO; sampler <= BLAME_NONE; sampler++) {
        struct arena arena = {0};
        struct profile_target target = {.arguments = arguments, .timeout = timeout};
        struct cliff cliff = {.metric = METRIC_MINFLT, .above = {.minflt = 1000}};

        blame_cliff(&target, &target, sampler, &cliff, &arena);
        cr_expect_not(cliff.blame.present);
        cr_expect(cliff.blame.unavailable);
        arena_release(&arena);
    }
}

Test(blame, a_program_that_does_not_start_gives_a_reason)
{
    static const char *const missing[] = {"./no-such-program", NULL};

    check_no_blame(missing, 10);
}

Test(blame, a_program_that_hangs_is_ended)
{
    static const char *const hang[] = {"sleep", "60", NULL};

    check_no_blame(hang, 0.3);
}

/* A stop and a signal of the program's own are not the sampler's. */
Test(blame, signals_of_the_program_reach_it)
{
    struct arena arena = {0};
    static const char *const script[] = {
        "sh", "-c", "trap 'exit 0' USR1; kill -USR1 $$; while :; do :; done", NULL};
    struct profile_target target = {.arguments = script, .timeout = 20};
    struct cliff cliff = {.metric = METRIC_CPU, .above = {.cpu = 0.01}};

    blame_cliff(&target, &target, BLAME_PTRACE, &cliff, &arena);
    cr_expect(!cliff.blame.unavailable || !strstr(cliff.blame.unavailable, "in time"), "%s",
              cliff.blame.unavailable);
    arena_release(&arena);
}

/* Each call of the loop is an instruction at least, and the program is the same every time. */
Test(blame, instructions_are_counted_or_it_is_said_why_not)
{
    const char *arguments[] = {"./cliff", "99", NULL}, *absent[] = {"./absent", NULL};
    struct profile_target target = {.arguments = arguments, .timeout = 60};
    struct profile_target wrong = {.arguments = absent, .timeout = 60};
    struct arena arena = {0};
    struct err err = {0};
    uint64_t count = 0;
    const char *by;
    if (instructions_count(&target, &arena, &count, &by, &err) == 0)
        cr_expect_gt(count, 20000000);
    else
        cr_expect(err.text[0]);
    cr_expect_neq(instructions_count(&wrong, &arena, &count, &by, &err), 0);
    arena_release(&arena);
}

Test(blame, functions_that_a_program_made)
{
    struct perf_map map = {0};
    struct arena arena = {0};
    FILE *stream = fopen("perf.map", "w");
    cr_assert(stream);
    fputs("7f00200 10 py::pay:/home/me/write.py\n"
          "nonsense\n"
          "7f00100 b py::<module>:/home/me/write.py\n"
          "7f00300 20 jitted\n"
          "7f00400 20",
          stream);
    fclose(stream);
    perf_map_read(&map, "perf.map", &arena);
    cr_expect_eq(unlink("perf.map"), 0);
    cr_expect_eq(map.functions.count, 3);
    cr_expect_str_eq(perf_map_name(&map, 0x7f00100), "<module> (write.py)");
    cr_expect_str_eq(perf_map_name(&map, 0x7f0010a), "<module> (write.py)");
    cr_expect_null(perf_map_name(&map, 0x7f0010b));
    cr_expect_str_eq(perf_map_name(&map, 0x7f0020f), "pay (write.py)");
    cr_expect_str_eq(perf_map_name(&map, 0x7f0031f), "jitted");
    cr_expect_null(perf_map_name(&map, 0));
    cr_expect_null(perf_map_name(&map, UINT64_MAX));
    arena_release(&arena);
}
