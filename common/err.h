/* Failures of the environment, and our own mistakes.
 *
 * User input that is wrong goes to diag.h.  A function that can fail because of the environment
 * returns -1 and fills a struct err; only main.c decides what that means for the exit status. */
#ifndef COMMON_ERR_H
#define COMMON_ERR_H

struct err {
    char text[1024]; /* one line without a newline; "" when nothing failed */
};

/* Both return -1, so that `return err_set(err, ...)` reads well.  `err` may be NULL.
 * err_errno appends ": " and the text of the current errno. */
int err_set(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
int err_errno(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Our own mistake: prints file:line and aborts. */
#define bug(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_at(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The program cannot go on at all (out of memory): prints and exits with status 3. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
