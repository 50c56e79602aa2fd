#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "err.h"

Test(err, is_one_line_and_returns_minus_one)
{
    struct err err = {0};
    cr_expect_eq(err_set(&err, "%s: is a directory", "a\nb"), -1);
    cr_expect_str_eq(err.text, "a b: is a directory");
    errno = ENOENT;
    cr_expect_eq(err_errno(&err, "%s", "gone.c"), -1);
    cr_expect_str_eq(err.text, "gone.c: No such file or directory");
    cr_expect_eq(err_set(NULL, "nobody asks"), -1);
    errno = EACCES;
    cr_expect_eq(err_errno(NULL, "nobody asks"), -1);
}

Test(err, a_long_message_is_cut)
{
    struct err err;
    char endless[5000];
    memset(endless, 'x', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    errno = ENOENT;
    err_errno(&err, "%s", endless);
    cr_expect_eq(strlen(err.text), sizeof err.text - 1);
}

Test(err, a_bug_aborts, .signal = SIGABRT)
{
    bug("row %d", 3);
}

Test(err, dying_exits_with_3, .exit_code = 3)
{
    die("out of memory");
}

static char *printed(const struct diags *diags)
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    diag_print(diags, stream);
    fclose(stream);
    return text;
}

Test(diag, prints_the_place_as_far_as_it_is_known)
{
    struct diags diags = {0};
    char path[] = "a.yaml";
    diag_add(&diags, DIAG_ERROR, path, 3, 7, "unknown key '%s'", "x");
    path[0] = 'Z';
    diag_add(&diags, DIAG_WARNING, "b.yaml", 4, 0, "odd");
    diag_add(&diags, DIAG_NOTE, "c.yaml", 0, 0, "empty");
    diag_add(&diags, DIAG_ERROR, NULL, 0, 0, "no place at all");
    cr_expect_eq(diags.errors, 2);
    char *text = printed(&diags);
    cr_expect_str_eq(text, "a.yaml:3:7: error: unknown key 'x'\n"
                           "b.yaml:4: warning: odd\n"
                           "c.yaml: note: empty\n"
                           "error: no place at all\n");
    free(text);
    diag_release(&diags);
    cr_expect_eq(diags.errors, 0);
}

Test(diag, keeps_a_thousand_and_counts_the_rest)
{
    struct diags diags = {0};
    for (size_t i = 1; i <= 1500; i++)
        diag_add(&diags, DIAG_ERROR, "a.yaml", i, 1, "wrong");
    cr_expect_eq(diags.errors, 1500);
    cr_expect_eq(diags.list.count, 1000);
    char *text = printed(&diags);
    const char *end = "a.yaml:1000:1: error: wrong\nnote: 500 more messages are not shown\n";
    cr_expect_str_eq(text + strlen(text) - strlen(end), end);
    free(text);
    diag_release(&diags);
}
