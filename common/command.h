/* Runs another program without a shell and collects what it prints, bounded in time and size. */
#ifndef COMMON_COMMAND_H
#define COMMON_COMMAND_H

#include "err.h"
#include "str.h"

struct command {
    char *const *argv;     /* NULL-terminated; argv[0] is looked up in PATH */
    const char *directory; /* to run in, or NULL */
    const char *input;     /* for its standard input, or NULL for none */
    size_t input_length;
    double timeout;    /* seconds; 0 means 60 */
    size_t output_max; /* bytes kept of each stream; 0 means 16 MiB */
};

struct command_result {
    int status; /* exit status, or 128 + signal */
    bool timed_out;
    struct strbuf out, error;
};

/* 0 when the program was started and has ended (whatever its status), -1 when it could not be
 * started.  The caller releases the result in both cases. */
int command_run(const struct command *command, struct command_result *result, struct err *err);
void command_release(struct command_result *result);

#endif
