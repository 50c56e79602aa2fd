#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "command.h"

static struct command_result run(struct command command)
{
    struct command_result result;
    struct err err = {0};
    cr_assert_eq(command_run(&command, &result, &err), 0, "%s", err.text);
    return result;
}

/* The shell is the program under test's child here, never its way of starting one. */
#define SHELL(script) ((char *[]){"sh", "-c", (char *)(script), NULL})

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

Test(command, collects_both_streams_and_the_status)
{
    struct command_result result =
        run((struct command){.argv = SHELL("echo out; echo error >&2; exit 7")});
    cr_expect_eq(result.status, 7);
    cr_expect_str_eq(result.out.text, "out\n");
    cr_expect_str_eq(result.error.text, "error\n");
    cr_expect(!result.timed_out);
    command_release(&result);
}

Test(command, arguments_reach_the_program_as_they_are)
{
    struct command_result result =
        run((struct command){.argv = (char *[]){"printf", "%s|", "a b", "$(id)", "; ls", NULL}});
    cr_expect_str_eq(result.out.text, "a b|$(id)|; ls|");
    command_release(&result);
}

Test(command, input_is_given_and_may_be_left_unread)
{
    enum { LENGTH = 1 << 20 };
    char *input = malloc(LENGTH);
    memset(input, 'x', LENGTH);
    struct command command = {
        .argv = SHELL("wc -c"), .input = input, .input_length = LENGTH, .timeout = 10};
    struct command_result result = run(command);
    cr_expect_eq(atoi(strbuf_text(&result.out)), LENGTH);
    command_release(&result);
    command.argv = SHELL("exit 0");
    result = run(command);
    cr_expect_eq(result.status, 0);
    command_release(&result);
    command = (struct command){.argv = SHELL("cat")};
    result = run(command);
    cr_expect_eq(result.out.length, 0, "without input there is nothing to read");
    command_release(&result);
    free(input);
}

Test(command, runs_in_a_folder)
{
    struct command_result result = run((struct command){.argv = SHELL("pwd"), .directory = "/"});
    cr_expect_str_eq(result.out.text, "/\n");
    command_release(&result);
}

Test(command, endless_output_is_bounded, .timeout = 20)
{
    struct command_result result =
        run((struct command){.argv = SHELL("yes"), .timeout = 0.3, .output_max = 1000});
    cr_expect(result.timed_out);
    cr_expect_eq(result.out.length, 1000);
    cr_expect(result.out.truncated);
    cr_expect_eq(result.status, 128 + SIGKILL);
    command_release(&result);
}

Test(command, a_hanging_program_dies_with_all_its_children, .timeout = 20)
{
    double start = now();
    struct command_result result = run(
        (struct command){.argv = SHELL("trap '' TERM; sleep 60 & echo $!; wait"), .timeout = 0.2});
    cr_expect(result.timed_out);
    cr_expect_lt(now() - start, 5);
    pid_t grandchild = (pid_t)atoi(strbuf_text(&result.out));
    cr_assert_gt(grandchild, 1);
    /* It may be a zombie until init looks; it no longer runs when its command line is empty. */
    char path[64], line[16] = "";
    snprintf(path, sizeof path, "/proc/%d/cmdline", (int)grandchild);
    for (int i = 0; i < 100; i++) {
        FILE *stream = fopen(path, "r");
        line[0] = '\0';
        if (stream && !fgets(line, sizeof line, stream))
            line[0] = '\0';
        if (stream)
            fclose(stream);
        if (!line[0])
            break;
        nanosleep(&(struct timespec){0, 10000000}, NULL);
    }
    cr_expect_str_eq(line, "");
    command_release(&result);
}

Test(command, a_child_left_behind_with_the_pipes_does_not_hold_us, .timeout = 20)
{
    double start = now();
    struct command_result result = run((struct command){.argv = SHELL("sleep 60 & echo done")});
    cr_expect_eq(result.status, 0);
    cr_expect_str_eq(result.out.text, "done\n");
    cr_expect(!result.timed_out);
    cr_expect_lt(now() - start, 5);
    command_release(&result);
}

Test(command, closing_its_streams_does_not_end_the_wait, .timeout = 20)
{
    struct command_result result =
        run((struct command){.argv = SHELL("exec >&- 2>&-; sleep 0.2; exit 5")});
    cr_expect_eq(result.status, 5);
    command_release(&result);
}

Test(command, a_signal_is_reported_as_shells_do)
{
    struct command_result result = run((struct command){.argv = SHELL("kill -SEGV $$")});
    cr_expect_eq(result.status, 128 + SIGSEGV);
    command_release(&result);
}

Test(command, what_cannot_be_started_says_why)
{
    struct command_result result;
    struct err err = {0};
    struct command command = {.argv = (char *[]){"no-such-program", NULL}};
    cr_expect_eq(command_run(&command, &result, &err), -1);
    cr_expect_str_eq(err.text, "no-such-program cannot be run: No such file or directory");
    command_release(&result);
    command = (struct command){.argv = SHELL("true"), .directory = "/no/such/folder"};
    cr_expect_eq(command_run(&command, &result, &err), -1);
    command_release(&result);
}

Test(command, works_without_standard_streams_and_leaks_no_descriptor)
{
    int before = dup(0);
    close(before);
    int saved[3];
    for (int i = 0; i < 3; i++)
        saved[i] = dup(i);
    for (int i = 0; i < 3; i++)
        close(i);
    struct command_result result;
    struct command command = {.argv = SHELL("read line; echo got $line; echo oh >&2"),
                              .input = "in\n",
                              .input_length = 3};
    int failed = command_run(&command, &result, NULL);
    for (int i = 0; i < 3; i++) {
        dup2(saved[i], i);
        close(saved[i]);
    }
    cr_assert_eq(failed, 0);
    cr_expect_str_eq(strbuf_text(&result.out), "got in\n");
    cr_expect_str_eq(strbuf_text(&result.error), "oh\n");
    command_release(&result);
    int after = dup(0);
    cr_expect_eq(after, before);
    close(after);
}
