#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "str.h"

static char folder[64];

static void enter_scratch_folder(void)
{
    strcpy(folder, "/tmp/test_file.XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static void leave_scratch_folder(void)
{
    static const char *const names[] = {"a", "b", "link"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(names[i]);
    cr_expect_eq(rmdir(folder), 0, "nothing else is left behind");
}

TestSuite(file, .init = enter_scratch_folder, .fini = leave_scratch_folder);

static void put(const char *path, const char *text, size_t length)
{
    FILE *stream = fopen(path, "w");
    cr_assert_not_null(stream);
    cr_assert_eq(fwrite(text, 1, length, stream), length);
    fclose(stream);
}

static void expect_content(const char *path, const char *text)
{
    size_t length = 0;
    char *content = file_read(path, 1000, &length, NULL);
    cr_assert_not_null(content);
    cr_expect_str_eq(content, text);
    free(content);
}

Test(file, is_read_whole_up_to_the_maximum)
{
    struct err err = {0};
    size_t length = 99;
    put("a", "x\0y\n", 4);
    char *text = file_read("a", 4, &length, &err);
    cr_assert_not_null(text, "%s", err.text);
    cr_expect_eq(length, 4);
    cr_expect_arr_eq(text, "x\0y\n", 5, "a NUL follows");
    free(text);
    cr_expect_null(file_read("a", 3, &length, &err));
    cr_expect_str_eq(err.text, "a: is larger than 3 bytes");
    put("a", "", 0);
    text = file_read("a", 0, &length, &err);
    cr_expect_str_eq(text, "");
    cr_expect_eq(length, 0);
    free(text);
}

Test(file, what_is_no_regular_file_is_refused_without_waiting, .timeout = 5)
{
    static const struct {
        const char *path, *message;
    } rows[] = {
        {"absent", "absent: No such file or directory"},
        {"/tmp", "/tmp: is a directory"},
        {"/dev/zero", "/dev/zero: is not a regular file"},
        {"a", "a: is not a regular file"},
    };
    cr_assert_eq(mkfifo("a", 0600), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err err = {0};
        size_t length;
        cr_expect_null(file_read(rows[i].path, 100, &length, &err));
        cr_expect_str_eq(err.text, rows[i].message);
    }
}

Test(file, a_file_that_claims_no_size_is_read_and_bounded)
{
    size_t length = 0;
    char *text = file_read("/proc/self/status", 1 << 20, &length, NULL);
    cr_assert_not_null(text);
    cr_expect(str_starts(text, "Name:"));
    free(text);
    struct err err;
    cr_expect_null(file_read("/proc/self/status", 10, &length, &err));
    cr_expect_str_eq(err.text, "/proc/self/status: is larger than 10 bytes");
}

Test(file, output_replaces_the_old_file_only_when_it_is_complete)
{
    struct output output;
    struct stat status;
    put("a", "old", 3);
    chmod("a", 0640);
    cr_assert_eq(output_open(&output, "a", NULL), 0);
    fputs("new", output.stream);
    fflush(output.stream);
    expect_content("a", "old");
    cr_assert_eq(output_close(&output, NULL), 0);
    expect_content("a", "new");
    stat("a", &status);
    cr_expect_eq(status.st_mode & 0777, 0640, "its permissions stay");
    cr_expect_eq(output_close(&output, NULL), 0, "closing twice does nothing");
}

Test(file, output_follows_a_symbolic_link)
{
    struct output output;
    struct stat status;
    put("a", "old", 3);
    cr_assert_eq(symlink("a", "link"), 0);
    cr_assert_eq(output_open(&output, "link", NULL), 0);
    fputs("new", output.stream);
    cr_assert_eq(output_close(&output, NULL), 0);
    expect_content("a", "new");
    lstat("link", &status);
    cr_expect(S_ISLNK(status.st_mode));
}

Test(file, a_new_output_obeys_the_umask)
{
    struct output output;
    struct stat status;
    umask(027);
    cr_assert_eq(output_open(&output, "b", NULL), 0);
    cr_assert_eq(output_close(&output, NULL), 0);
    stat("b", &status);
    cr_expect_eq(status.st_mode & 0777, 0640);
}

Test(file, an_output_that_cannot_be_written_is_reported)
{
    struct output output;
    struct err err = {0};
    cr_expect_eq(output_open(&output, "no/such/folder", &err), -1);
    cr_expect_str_eq(err.text, "no/such/folder: No such file or directory");
    cr_assert_eq(output_open(&output, "/dev/full", &err), 0);
    fputs("text", output.stream);
    cr_expect_eq(output_close(&output, &err), -1);
    cr_expect_str_eq(err.text, "/dev/full: No space left on device");
    cr_assert_eq(output_open(&output, "/dev/full", &err), 0);
    for (int i = 0; i < 100000; i++) /* more than a buffer: the failure comes before the close */
        fputc('x', output.stream);
    fflush(output.stream);
    cr_expect_eq(output_close(&output, &err), -1);
}

Test(file, standard_output_is_checked_too)
{
    struct output output;
    struct err err = {0};
    cr_assert_not_null(freopen("/dev/full", "w", stdout));
    cr_assert_eq(output_open(&output, "-", &err), 0);
    cr_expect_eq(output.stream, stdout);
    fputs("text", output.stream);
    cr_expect_eq(output_close(&output, &err), -1);
    cr_expect_str_eq(err.text, "standard output: No space left on device");
}

Test(file, a_closed_standard_stream_gives_its_number_to_nobody)
{
    struct output output;
    struct err err = {0};
    close(1);
    standard_streams_secure();
    int next = open("/dev/null", O_WRONLY);
    cr_expect_gt(next, 2);
    cr_assert_eq(output_open(&output, NULL, &err), 0);
    fputs("text", output.stream);
    cr_expect_eq(output_close(&output, &err), -1);
    cr_expect_str_eq(err.text, "standard output: Bad file descriptor");
}

Test(file, a_closed_standard_output_does_no_harm_when_nothing_is_said)
{
    struct output output;
    struct err err = {0};
    close(1);
    cr_assert_eq(output_open(&output, NULL, &err), 0);
    cr_expect_eq(output_close(&output, &err), 0, "%s", err.text);
}

Test(file, colours_are_for_terminals_that_want_them)
{
    FILE *plain = fopen("a", "w");
    cr_expect(!color_wanted(COLOR_AUTO, plain));
    cr_expect(color_wanted(COLOR_ALWAYS, plain));
    cr_expect(!color_wanted(COLOR_NEVER, plain));
    fclose(plain);
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert_geq(terminal, 0);
    FILE *screen = fdopen(terminal, "w");
    unsetenv("NO_COLOR");
    setenv("TERM", "xterm", 1);
    cr_expect(color_wanted(COLOR_AUTO, screen));
    setenv("TERM", "dumb", 1);
    cr_expect(!color_wanted(COLOR_AUTO, screen));
    setenv("TERM", "xterm", 1);
    setenv("NO_COLOR", "", 1);
    cr_expect(color_wanted(COLOR_AUTO, screen), "an empty NO_COLOR does not count");
    setenv("NO_COLOR", "1", 1);
    cr_expect(!color_wanted(COLOR_AUTO, screen));
    fclose(screen);
}

Test(file, progress_is_for_terminals_outside_of_ci)
{
    unsetenv("CI");
    unsetenv("PRE_COMMIT");
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert_geq(terminal, 0);
    dup2(terminal, STDERR_FILENO);
    cr_expect(progress_wanted());
    setenv("CI", "true", 1);
    cr_expect(!progress_wanted());
    unsetenv("CI");
    setenv("PRE_COMMIT", "1", 1);
    cr_expect(!progress_wanted());
}

/* The lines of `a`, each with a bar behind it; the last without, where it has no end. */
static void expect_lines(size_t maximum, const char *wanted, int end)
{
    struct line_reader lines;
    struct err err = {0};
    struct strbuf found = {0};
    const char *text;
    size_t length;
    bool whole;
    int status;
    cr_assert_eq(lines_open(&lines, "a", 1 << 20, maximum, &err), 0);
    while ((status = lines_next(&lines, &text, &length, &whole, &err)) > 0) {
        strbuf_add(&found, text, length);
        strbuf_puts(&found, whole ? "|" : "");
    }
    cr_expect_eq(status, end);
    cr_expect_str_eq(found.text ? found.text : "", wanted);
    strbuf_release(&found);
    lines_close(&lines);
}

Test(file, is_read_line_by_line)
{
    struct line_reader none = {0};
    lines_close(&none);
    put("a", "", 0);
    expect_lines(10, "", 0);
    put("a", "one\n\nthree", 10);
    expect_lines(10, "one||three", 0);
    put("a", "one\n", 4);
    expect_lines(10, "one|", 0);
}

Test(file, has_no_line_that_is_too_long)
{
    static char text[200001];
    memset(text, 'x', sizeof text - 1);
    text[0] = '1';
    text[1] = '\n';
    text[150000] = '\n';
    put("a", text, 200000);
    expect_lines(100000, "1|", -1);
    struct line_reader lines;
    struct err err = {0};
    cr_expect_eq(lines_open(&lines, "a", 1000, 1000, &err), -1);
    cr_expect_eq(lines_open(&lines, "/dev/zero", 1000, 1000, &err), -1);
    cr_expect_eq(lines_open(&lines, "/", 1000, 1000, &err), -1);
}
