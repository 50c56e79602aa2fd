/* Real runs of small programs: what they do to us, not how long they take. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confine.h"
#include "exec.h"

static struct exec *exec;
static struct arena arena;
static volatile sig_atomic_t stop;

static void set_up(void)
{
    struct err err = {0};
    stop = 0;
    exec = exec_open(1, &stop, &err);
    cr_assert_not_null(exec, "%s", err.text);
}

static void tear_down(void)
{
    exec_close(exec);
    arena_release(&arena);
}

TestSuite(exec, .init = set_up, .fini = tear_down);

/* sh is the measured program here; benchrun itself runs no shell. */
static struct sample run_shell(const char *script, double timeout, uint64_t memory, int64_t n)
{
    const char *arguments[] = {"sh", "-c", script, NULL};
    struct exec_command command = {
        .folder = "/", .arguments = arguments, .timeout = timeout, .memory = memory, .cpu = -1};
    struct sample sample;
    struct err err = {0};
    cr_assert_eq(exec_run(exec, &command, n, &sample, &arena, &err), 0, "%s", err.text);
    return sample;
}

Test(exec, ends)
{
    static const struct {
        const char *script;
        enum sample_end end;
        int status;
    } rows[] = {
        {"exit 0", SAMPLE_OK, 0},
        {"exit 7", SAMPLE_EXIT, 7},
        {"kill -SEGV $$", SAMPLE_SIGNAL, 11},
        {"kill -TERM $$", SAMPLE_SIGNAL, 15},
        {"trap '' TERM INT HUP; while :; do :; done", SAMPLE_TIMEOUT, 9},
        {"sleep 100", SAMPLE_TIMEOUT, 9},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sample sample = run_shell(rows[i].script, 0.3, 0, 1);
        cr_expect_eq(sample.end, rows[i].end, "%s: %s", rows[i].script,
                     sample_end_names[sample.end]);
        cr_expect_eq(sample.status, rows[i].status, "%s: %d", rows[i].script, sample.status);
        cr_expect_lt(sample.wall, 5);
    }
}

Test(exec, what_is_measured)
{
    struct sample sample = run_shell("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done", 30, 0, 5);
    cr_expect_eq(sample.n, 5);
    cr_expect_gt(sample.user + sample.sys, 0);
    cr_expect_leq(sample.user + sample.sys, sample.wall + 0.05);
    cr_expect_gt(sample.maxrss, 100000);
    cr_expect_lt(sample.maxrss, 20000000, "a small program's peak is not our own");
    cr_expect_gt(sample.minflt, 10);
    cr_expect(!sample.region.present);
}

Test(exec, environment_and_streams)
{
    struct sample sample = run_shell(
        "[ \"$BENCHRUN_N\" = 42 ] || exit 1\n"
        "[ \"$BENCHRUN_FD\" = 3 ] || exit 2\n"
        "read line && exit 3\n" /* standard input is empty */
        "for f in /proc/self/fd/*; do case $f in */[0-3]) ;; *) [ -e $f ] && exit 4;; esac; done\n"
        "[ -n \"$PATH\" ] || exit 5\n"
        "[ -z \"$BENCHRUN_TEST_SECRET\" ] || exit 6\n"
        "[ \"$(pwd)\" = / ] || exit 7\n",
        10, 0, 42);
    cr_expect_eq(sample.end, SAMPLE_OK, "%d", sample.status);
}

Test(exec, a_flood_of_output_neither_blocks_nor_stays)
{
    struct sample sample =
        run_shell("head -c 50000000 /dev/zero; head -c 50000000 /dev/zero >&2; exit 1", 60, 0, 1);
    cr_expect_eq(sample.end, SAMPLE_EXIT);
    cr_assert_not_null(sample.output_tail);
    cr_expect_leq(strlen(sample.output_tail), 4096);
}

Test(exec, last_words_are_text)
{
    struct sample sample = run_shell("printf 'bad \\377 thing\\n' >&2; echo out; exit 1", 10, 0, 1);
    cr_expect_str_eq(sample.output_tail, "bad ? thing\n");
    sample = run_shell("echo only out; exit 1", 10, 0, 1);
    cr_expect_str_eq(sample.output_tail, "only out\n");
    sample = run_shell("echo fine", 10, 0, 1);
    cr_expect_null(sample.output_tail);
}

Test(exec, regions)
{
    struct sample sample = run_shell("echo 1000 900 10 20 4096 77 >&3; echo junk >&3", 10, 0, 1);
    cr_expect(sample.region.present);
    cr_expect_float_eq(sample.region.wall, 1e-6, 1e-12);
    cr_expect_float_eq(sample.region.cpu, 0.9e-6, 1e-12);
    cr_expect_eq(sample.region.touched, 10);
    cr_expect_eq(sample.region.stored, 20);
    cr_expect_eq(sample.region.checksum, 77);
    cr_expect_eq(sample.region.ignored, 1);
    sample = run_shell("echo 999000000000 1 1 1 1 1 >&3", 10, 0, 1);
    cr_expect(!sample.region.present, "a region is not longer than its program");
    cr_expect_eq(sample.region.ignored, 1);
    sample = run_shell("exec 3>&-; exit 0", 10, 0, 1);
    cr_expect_eq(sample.end, SAMPLE_OK);
}

/* What goes to the region's descriptor may be anything. */
Test(exec, nonsense_for_a_region_is_ignored)
{
    struct sample sample =
        run_shell("head -c 300000 /dev/zero >&3; echo '-1 1e9 nan' >&3", 10, 0, 1);
    cr_expect_eq(sample.end, SAMPLE_OK);
    cr_expect(!sample.region.present);
    sample = run_shell("exec 0<&- 1>&- 2>&- 3>&-; exit 0", 10, 0, 1);
    cr_expect_eq(sample.end, SAMPLE_OK, "closing every descriptor");
}

Test(exec, memory_is_limited)
{
    struct sample sample =
        run_shell("x=xxxxxxxxxxxxxxxx; while :; do x=$x$x; done", 30, 64 << 20, 1);
    cr_expect_neq(sample.end, SAMPLE_OK);
    cr_expect_neq(sample.end, SAMPLE_TIMEOUT);
    cr_expect_lt(sample.maxrss, 100 << 20);
    sample = run_shell("exit 0", 10, 0, 1);
    cr_expect_eq(sample.end, SAMPLE_OK, "the next program has its own limit");
}

static bool alive(const char *path)
{
    long pid = 0;
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file);
    cr_assert_eq(fscanf(file, "%ld", &pid), 1);
    fclose(file);
    return kill((pid_t)pid, 0) == 0;
}

static void check_killed(const char *script)
{
    char path[] = "/tmp/test_exec-XXXXXX";
    close(mkstemp(path));
    setenv("TMPDIR", path, 1); /* a variable that is let through */
    struct sample sample = run_shell(script, 10, 0, 1);
    cr_expect_eq(sample.end, SAMPLE_OK);
    cr_expect_lt(sample.wall, 5);
    cr_expect(!alive(path), "%s", script);
    unlink(path);
}

/* Two processes with half of the limit and more each. */
Test(exec, memory_is_limited_together_where_a_group_can_be_made)
{
    struct confine confine;
    bool possible = confine_open(&confine, "");
    confine_close(&confine);
    if (!possible)
        cr_skip_test("no control group can be made here");
    static const char script[] =
        "hold() { { head -c 60000000 /dev/zero; sleep 1; } | tail -c 60000000 >/dev/null; }\n"
        "hold & hold & wait";
    struct sample sample = run_shell(script, 30, 100 << 20, 1);
    cr_expect_eq(sample.end, SAMPLE_MEMORY, "%s", sample_end_names[sample.end]);
    sample = run_shell(script, 30, 400 << 20, 1);
    cr_expect_eq(sample.end, SAMPLE_OK, "%s", sample_end_names[sample.end]);
    sample = run_shell(script, 30, 0, 1);
    cr_expect_eq(sample.end, SAMPLE_OK, "%s", sample_end_names[sample.end]);
}

/* How many of the processes whose ids a file holds are there. */
static int count_alive(const char *path, int *listed)
{
    int count = 0;
    long pid;
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file);
    for (*listed = 0; fscanf(file, "%ld", &pid) == 1; ++*listed)
        count += kill((pid_t)pid, 0) == 0;
    fclose(file);
    return count;
}

static bool processes_can_be_counted(void)
{
    struct confine confine;
    confine_open(&confine, "");
    bool possible = confine_counts(&confine);
    confine_close(&confine);
    return possible;
}

/* It ends by itself after 31 processes, each in a session of its own: a larger one would do harm
 * where this fails. */
Test(exec, a_fork_bomb_that_leaves_its_session_is_met)
{
    static const char bomb[] =
        "bomb() { echo $$ >>$TMPDIR; [ $1 -gt 1 ] && for i in 1 2; do "
        "setsid sh -c \"$0\" \"$0\" $(($1 - 1)) & done; exec sleep 1000; }\nbomb $1";
    const char *arguments[] = {"sh", "-c", bomb, bomb, "5", NULL};
    char path[] = "/tmp/test_exec-XXXXXX";
    if (!processes_can_be_counted())
        cr_skip_test("no control group can be made here");
    close(mkstemp(path));
    setenv("TMPDIR", path, 1);
    static const uint32_t limits[] = {12, 0};
    for (size_t i = 0; i < 2; i++) {
        struct exec_command command = {.folder = "/",
                                       .arguments = arguments,
                                       .timeout = limits[i] ? 30 : 1,
                                       .processes = limits[i],
                                       .cpu = -1};
        struct sample sample;
        struct err err = {0};
        int listed;
        cr_assert_eq(truncate(path, 0), 0);
        cr_assert_eq(exec_run(exec, &command, 1, &sample, &arena, &err), 0, "%s", err.text);
        cr_expect_eq(sample.end, limits[i] ? SAMPLE_MEMORY : SAMPLE_TIMEOUT, "%s",
                     sample_end_names[sample.end]);
        cr_expect_eq(count_alive(path, &listed), 0, "nobody survives");
        cr_expect_gt(listed, 1);
        if (limits[i]) {
            cr_expect_str_eq(sample.output_tail, "it started more than 12 processes");
            cr_expect_leq(listed, 12);
        }
    }
    unlink(path);
    struct sample sample = run_shell("(exit 0) & wait", 10, 0, 1);
    cr_expect_eq(sample.end, SAMPLE_OK, "the next program may start others");
}

/* A child that tries to have a child; it ends whatever happens. */
static int try_fork_in(struct confine *confine)
{
    int ends[2], status = 0;
    char byte = 0;
    cr_assert_eq(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        pid_t child = read(ends[0], &byte, 1) == 1 ? fork() : -2;
        if (child <= 0)
            _exit(child == -1 ? 9 : 0);
        waitpid(child, NULL, 0);
        _exit(1);
    }
    confine_take(confine, pid);
    cr_assert_eq(write(ends[1], "", 1), 1);
    waitpid(pid, &status, 0);
    close(ends[0]);
    close(ends[1]);
    return WEXITSTATUS(status);
}

Test(exec, in_a_sealed_group_nobody_starts_another)
{
    struct confine confine;
    confine_open(&confine, "");
    if (!confine_counts(&confine)) {
        confine_close(&confine);
        cr_skip_test("no control group can be made here");
    }
    confine_limit(&confine, 0, 5);
    cr_expect_eq(try_fork_in(&confine), 1);
    confine_seal(&confine);
    cr_expect_eq(try_fork_in(&confine), 9);
    cr_expect_gt(confine_refused(&confine), 0);
    confine_close(&confine);
}

Test(exec, what_is_left_behind_is_killed)
{
    check_killed("sleep 1000 & echo $! > $TMPDIR");
    check_killed("setsid sh -c 'echo $$ > $TMPDIR; exec sleep 1000' &"
                 "while [ ! -s $TMPDIR ]; do :; done");
}

Test(exec, a_program_that_does_not_start)
{
    static const char *const programs[] = {"/nonexistent/program", "/etc/passwd", "/tmp"};
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        const char *arguments[] = {programs[i], NULL};
        struct exec_command command = {
            .folder = "/", .arguments = arguments, .timeout = 1, .cpu = -1};
        struct sample sample;
        struct err err = {0};
        cr_assert_eq(exec_run(exec, &command, 1, &sample, &arena, &err), 0);
        cr_expect_eq(sample.end, SAMPLE_NOT_STARTED);
        cr_expect_not_null(strstr(sample.output_tail, programs[i]));
    }
}

Test(exec, the_launcher_may_be_killed)
{
    const char *arguments[] = {"sh", "-c", "kill -KILL $PPID; sleep 100", NULL};
    struct exec_command command = {.folder = "/", .arguments = arguments, .timeout = 9, .cpu = -1};
    struct sample sample;
    struct err err = {0};
    cr_expect_eq(exec_run(exec, &command, 1, &sample, &arena, &err), -1);
    cr_expect_neq(err.text[0], '\0');
    sample = run_shell("exit 0", 10, 0, 1);
    cr_expect_eq(sample.end, SAMPLE_OK, "another one is started");
}

static void on_alarm(int number)
{
    (void)number;
    stop = 1;
}

Test(exec, an_interrupt_ends_the_run)
{
    const char *arguments[] = {"sleep", "100", NULL};
    struct exec_command command = {.folder = "/", .arguments = arguments, .timeout = 99, .cpu = -1};
    struct sample sample;
    struct err err = {0};
    signal(SIGALRM, on_alarm);
    alarm(1);
    cr_expect_eq(exec_run(exec, &command, 1, &sample, &arena, &err), -1);
    cr_expect_str_eq(err.text, "interrupted");
    cr_expect_eq(exec_run(exec, &command, 1, &sample, &arena, &err), -1);
}
