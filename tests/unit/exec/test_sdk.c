/* The two SDKs, as a program uses them: what they report arrives. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "exec.h"

static char folder[] = "/tmp/test_sdk-XXXXXX";
static struct arena arena;

static void put(const char *name, const char *text)
{
    FILE *file = fopen(arena_printf(&arena, "%s/%s", folder, name), "w");
    fputs(text, file);
    fclose(file);
}

static void check(const char *const *arguments)
{
    struct exec_command command = {
        .folder = folder, .arguments = arguments, .timeout = 60, .cpu = -1};
    struct sample sample;
    struct err err = {0};
    struct exec *exec = exec_open(1, NULL, &err);
    cr_assert_not_null(exec, "%s", err.text);
    cr_assert_eq(exec_run(exec, &command, 12345, &sample, &arena, &err), 0, "%s", err.text);
    cr_assert_eq(sample.end, SAMPLE_OK, "%s", sample.output_tail);
    cr_expect(sample.region.present);
    cr_expect_eq(sample.region.ignored, 0);
    cr_expect_eq(sample.region.touched, 12345 + 1);
    cr_expect_eq(sample.region.stored, 12345);
    cr_expect_eq(sample.region.checksum, 42);
    cr_expect_gt(sample.region.cpu, 0);
    cr_expect_gt(sample.region.wall, 0);
    cr_expect_gt(sample.region.maxrss, 1000000);
    exec_close(exec);
}

static void set_up(void)
{
    cr_assert_not_null(mkdtemp(folder));
}

static void tear_down(void)
{
    cr_assert_eq(system(arena_printf(&arena, "rm -r %s", folder)), 0);
    arena_release(&arena);
}

TestSuite(sdk, .init = set_up, .fini = tear_down);

static void check_compiled(const char *compiler, const char *source)
{
    put(source, "#include \"benchrun.h\"\n"
                "int main(void) {\n"
                "    long n = benchrun_size(7);\n"
                "    struct benchrun_region region = benchrun_begin();\n"
                "    for (volatile long i = 0; i < n; i++) {}\n"
                "    benchrun_end(&region, (uint64_t)n + 1, (uint64_t)n, 42);\n"
                "    return 0;\n"
                "}\n");
    const char *program = arena_printf(&arena, "%s/program", folder);
    cr_assert_eq(
        system(arena_printf(&arena, "%s -Wall -Wextra -Wconversion -Werror -I%s/sdk -o %s %s/%s",
                            compiler, SOURCE_DIR, program, folder, source)),
        0);
    const char *arguments[] = {program, NULL};
    check(arguments);
}

Test(sdk, c)
{
    check_compiled("cc -std=gnu99", "program.c");
}

Test(sdk, cxx)
{
    if (system("c++ --version >/dev/null 2>&1") != 0)
        cr_skip_test("no C++ compiler");
    check_compiled("c++ -std=c++11", "program.cc");
}

Test(sdk, python)
{
    put("program.py", "import sys\n"
                      "sys.path.insert(0, '" SOURCE_DIR "/sdk')\n"
                      "sys.dont_write_bytecode = True\n"
                      "import benchrun\n"
                      "n = benchrun.size(7)\n"
                      "with benchrun.region() as region:\n"
                      "    sum(range(n * 100))\n"
                      "    region.touched, region.stored = n + 1, n\n"
                      "    region.checksum = 42 + 2**64\n");
    const char *arguments[] = {"python3", "program.py", NULL};
    check(arguments);
}
