/* A program whose cliff is known is compiled and sampled on both sides.  Where the kernel lets nobody
 * sample, the reason must be told. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blame.h"

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

static struct blame sample(enum metric metric, struct arena *arena)
{
    const char *below[] = {"./cliff", "99", NULL}, *above[] = {"./cliff", "100", NULL};
    struct perf_target low = {.arguments = below, .timeout = 60};
    struct perf_target high = {.arguments = above, .timeout = 60};
    struct cliff cliff = {.metric = metric, .above = {.minflt = 16000, .cpu = 0.05}};

    blame_cliff(&low, &high, &cliff, arena);
    return cliff.blame;
}

static void check(enum metric metric)
{
    struct arena arena = {0};
    struct blame blame = sample(metric, &arena);

    if (!blame.present) {
        cr_expect(blame.unavailable && strstr(blame.unavailable, "perf_event_open"),
                  "no blame, and the reason is '%s'",
                  blame.unavailable ? blame.unavailable : "(none)");
    } else {
        cr_expect_str_eq(blame.cause, "pay_for_all");
        cr_expect_str_eq(blame.mechanism, "memset");
        cr_expect_gt(blame.share, 0.1);
        cr_expect_leq(blame.share, 1.0);
    }
    arena_release(&arena);
}

Test(blame, page_faults_name_the_function)
{
    check(METRIC_MINFLT);
}

Test(blame, cpu_time_names_the_function)
{
    check(METRIC_CPU);
}

Test(blame, a_program_that_does_not_start_gives_a_reason)
{
    struct arena arena = {0};
    const char *missing[] = {"./no-such-program", NULL};
    struct perf_target target = {.arguments = missing, .timeout = 10};
    struct cliff cliff = {.metric = METRIC_MINFLT, .above = {.minflt = 1000}};

    blame_cliff(&target, &target, &cliff, &arena);
    cr_expect_not(cliff.blame.present);
    cr_expect(cliff.blame.unavailable);
    arena_release(&arena);
}

Test(blame, a_program_that_hangs_is_ended)
{
    struct arena arena = {0};
    const char *hang[] = {"sleep", "60", NULL};
    struct perf_target target = {.arguments = hang, .timeout = 0.3};
    struct cliff cliff = {.metric = METRIC_MINFLT, .above = {.minflt = 1000}};

    blame_cliff(&target, &target, &cliff, &arena);
    cr_expect_not(cliff.blame.present);
    cr_expect(cliff.blame.unavailable);
    arena_release(&arena);
}
