/* benchrun: which command is meant. */
#include <string.h>

#include "commands.h"
#include "file.h"

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
} commands[] = {
    {"run", command_run_specs},           {"validate", command_validate},
    {"investigate", command_investigate}, {"merge", command_merge},
    {"compare", command_compare},         {"analyse", command_analyse},
    {"doctor", command_doctor},
};

/* The second time the user means it. */
static void on_interrupt(int signal_number)
{
    interrupted = 1;
    signal(signal_number, SIG_DFL);
}

int main(int argc, char **argv)
{
    standard_streams_secure();
    struct sigaction action = {.sa_handler = on_interrupt};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    for (size_t i = 0; argc > 1 && i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    return command_run_specs(argc, argv);
}
