/* What the preloaded counter sees of programs whose copies are known. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "counting.h"
#include "exec.h"

static char folder[] = "/tmp/test_counting-XXXXXX";
static struct arena arena;
static struct exec *exec;
static struct counting *counting;

static void set_up(void)
{
    struct err err = {0};
    cr_assert_not_null(mkdtemp(folder));
    exec = exec_open(1, NULL, &err);
    cr_assert_not_null(exec, "%s", err.text);
    counting = counting_open();
    cr_assert_not_null(counting);
}

static void tear_down(void)
{
    counting_close(counting);
    exec_close(exec);
    unlink(arena_printf(&arena, "%s/p.c", folder));
    unlink(arena_printf(&arena, "%s/p", folder));
    rmdir(folder);
    arena_release(&arena);
}

TestSuite(counting, .init = set_up, .fini = tear_down);

/* Compiles a program of this body, with what it may need at hand, and runs it counted. */
static struct sample_count run(const char *body, const char *flags)
{
    const char *source = arena_printf(&arena, "%s/p.c", folder);
    const char *program = arena_printf(&arena, "%s/p", folder);
    FILE *file = fopen(source, "w");
    fprintf(file,
            "#define _GNU_SOURCE\n#include <pthread.h>\n#include <stdlib.h>\n#include <string.h>\n"
            "#include <sys/wait.h>\n#include <unistd.h>\n"
            "static char a[1000000], b[1000000];\n"
            "static void *copy(void *x) { memcpy(a, b, sizeof a); return x; }\n"
            "int main(void) { copy(0); %s }\n",
            body);
    fclose(file);
    cr_assert_eq(system(arena_printf(&arena, "cc -O0 -fno-builtin %s -o %s %s -lpthread", flags,
                                     program, source)),
                 0);
    const char *arguments[] = {program, NULL};
    struct exec_command command = {.folder = "/",
                                   .arguments = arguments,
                                   .timeout = 20,
                                   .cpu = -1,
                                   .environment = counting_environment(counting)};
    struct sample sample;
    struct err err = {0};
    counting_reset(counting);
    cr_assert_eq(exec_run(exec, &command, 1, &sample, &arena, &err), 0, "%s", err.text);
    cr_expect_eq(sample.end, SAMPLE_OK, "%s", body);
    counting_read(counting, &sample.count);
    return sample.count;
}

Test(counting, bytes)
{
    static const struct {
        const char *body;
        uint64_t copied, filled, allocated; /* at least; what the start of a process adds is less
                                             * than a tenth of a megabyte */
    } rows[] = {
        {"return 0;", 1000000, 0, 0},
        {"memmove(a, a + 10, 500000); return 0;", 1500000, 0, 0},
        {"memset(a, 1, 700000); return 0;", 1000000, 700000, 0},
        {"memset(a, 'x', 999); a[999] = 0; strcpy(b, a); return 0;", 1001000, 999, 0},
        {"return mempcpy(a, b, 10) != a + 10;", 1000010, 0, 0},
        {"char *p = malloc(300000); p = realloc(p, 600000); free(p); return !calloc(10, 10000);",
         1000000, 0, 1000000},
        {"copy(0); _exit(0);", 2000000, 0, 0},
        {"if (!fork()) { copy(0); _exit(0); } wait(0); return 0;", 2000000, 0, 0},
        {"pthread_t t[40]; for (int i = 0; i < 40; i++) pthread_create(t + i, 0, copy, 0);"
         "for (int i = 0; i < 40; i++) pthread_join(t[i], 0); return 0;",
         41000000, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sample_count count = run(rows[i].body, "");
        cr_expect(count.present, "%s", rows[i].body);
        cr_expect(count.copied >= rows[i].copied && count.copied < rows[i].copied + 400000,
                  "%s: copied %lu", rows[i].body, (unsigned long)count.copied);
        cr_expect(count.filled >= rows[i].filled && count.filled < rows[i].filled + 100000,
                  "%s: filled %lu", rows[i].body, (unsigned long)count.filled);
        cr_expect(count.allocated >= rows[i].allocated &&
                      count.allocated < rows[i].allocated + 200000,
                  "%s: allocated %lu", rows[i].body, (unsigned long)count.allocated);
    }
}

Test(counting, the_same_twice)
{
    struct sample_count first = run("copy(0); return 0;", ""),
                        second = run("copy(0); return 0;", "");
    cr_expect_eq(first.copied, second.copied);
    cr_expect_eq(first.allocated, second.allocated);
}

Test(counting, a_static_program_is_not_seen)
{
    struct sample_count count = run("return 0;", "-static");
    cr_expect(!count.present);
}
