/* The sub-commands.  Each takes its own arguments (argv[0] is its name) and returns the exit status
 * of the program: */
#ifndef RUNNER_COMMANDS_H
#define RUNNER_COMMANDS_H

#include <signal.h>
#include <stdio.h>

#include "blame.h"
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

/* How programs are run, of the commands that run them. */
struct running_options {
    int seed, cpu, sampler; /* sampler: enum blame_sampler */
    bool quick, quiet;
};
extern const struct running_options running_defaults;
#define RUNNING_ROWS(at)                                                                \
    {.name = "quick",                                                                   \
     .type = OPT_FLAG,                                                                  \
     .offset = (at) + offsetof(struct running_options, quick),                          \
     .help = "fewer sizes and rounds: a first look"},                                   \
        {.name = "seed",                                                                \
         .type = OPT_INT,                                                               \
         .offset = (at) + offsetof(struct running_options, seed),                       \
         .argument = "N",                                                               \
         .minimum = 0,                                                                  \
         .maximum = 2147483647,                                                         \
         .help = "of every random order (1)"},                                          \
        {.name = "cpu",                                                                 \
         .type = OPT_INT,                                                               \
         .offset = (at) + offsetof(struct running_options, cpu),                        \
         .argument = "N",                                                               \
         .minimum = -1,                                                                 \
         .maximum = 1023,                                                               \
         .help = "run the programs on this processor (-1: on any)"},                    \
        {.name = "sampler",                                                             \
         .type = OPT_ENUM,                                                              \
         .offset = (at) + offsetof(struct running_options, sampler),                    \
         .argument = "KIND",                                                            \
         .choices = blame_sampler_names,                                                \
         .help = "how to find who is to blame for a cliff: by perf, by ptrace,\n"        \
                 "by who copies more, or not (none); auto is the first of these\n"       \
                 "that this host allows and that tells something"},                     \
        {.name = "quiet",                                                               \
         .letter = 'q',                                                                 \
         .type = OPT_FLAG,                                                              \
         .offset = (at) + offsetof(struct running_options, quiet),                      \
         .help = "no progress on stderr"}

/* What the exit status depends on, of the commands that judge. */
#define FAIL_ON_ROW(at)                                                                     \
    {.name = "fail-on",                                                                     \
     .type = OPT_STRING,                                                                    \
     .offset = (at),                                                                        \
     .argument = "LIST",                                                                    \
     .group = "Verdict",                                                                    \
     .help = "what makes the exit status 1: unexpected (the default), never,\n"              \
             "or verdicts: cliff, superlinear, flat, impossible, unmaterialised,\n"          \
             "regression, inconclusive, error"}

/* Parses the command line and answers what every command answers.  -1: go on with the operands from
 * argv[*first] on; else the exit status.  `common` is in `options`. */
int command_begin(const struct program *program, int argc, char **argv, void *options,
                  const struct common_options *common, int *first);
/* "benchrun: TEXT" on stderr; returns `status`. */
int complain(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
