/* The sub-commands.  Each takes its own arguments (argv[0] is its name) and returns the exit status
 * of the program: */
#ifndef RUNNER_COMMANDS_H
#define RUNNER_COMMANDS_H

#include <signal.h>
#include <stdio.h>

#include "opt.h"

enum exit_status {
    EXIT_EXPECTED = 0,  /* as expected */
    EXIT_VERDICT = 1,   /* a verdict of --fail-on */
    EXIT_USAGE = 2,     /* wrong use or spec, nothing ran */
    EXIT_UNMEASURED = 3 /* something could not be measured or reported */
};

int command_run_specs(int argc, char **argv);
int command_validate(int argc, char **argv);
int command_investigate(int argc, char **argv);
int command_merge(int argc, char **argv);
int command_compare(int argc, char **argv);
int command_analyse(int argc, char **argv);
int command_doctor(int argc, char **argv);

/* Set by SIGINT and SIGTERM: what is there is reported, nothing new is begun. */
extern volatile sig_atomic_t interrupted;

/* What every command answers: --help, --man, --version, --completion. */
struct common_options {
    bool help, man, version, completion;
};
#define COMMON_ROWS(at)                                                \
    {.name = "help",                                                   \
     .letter = 'h',                                                    \
     .type = OPT_FLAG,                                                 \
     .group = "About",                                                 \
     .offset = (at) + offsetof(struct common_options, help),           \
     .help = "this text"},                                             \
        {.name = "version",                                            \
         .type = OPT_FLAG,                                             \
         .offset = (at) + offsetof(struct common_options, version),    \
         .help = "the version"},                                       \
        {.name = "man",                                                \
         .type = OPT_FLAG,                                             \
         .offset = (at) + offsetof(struct common_options, man),        \
         .hidden = true,                                               \
         .help = "this text as a manual page"},                        \
        {.name = "completion",                                         \
         .type = OPT_FLAG,                                             \
         .hidden = true,                                               \
         .offset = (at) + offsetof(struct common_options, completion), \
         .help = "a bash completion script"}

/* Prints what was asked for and returns the status; -1 when nothing was. */
int common_answer(const struct program *program, const struct common_options *options);
/* "benchrun: TEXT" on stderr; returns `status`. */
int complain(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
