#include <stdarg.h>

#include "commands.h"
#include "file.h"

const struct running_options running_defaults = {.seed = 1, .cpu = -1};

int complain(int status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("benchrun: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return status;
}

/* Prints what was asked for and returns the status; -1 when nothing was. */
static int answer(const struct program *program, const struct common_options *options)
{
    if (!options->help && !options->man && !options->version && !options->completion)
        return -1;
    struct output output = {0};
    struct err err = {0};
    if (output_open(&output, NULL, &err) != 0)
        return complain(EXIT_UNMEASURED, "%s", err.text);
    if (options->help)
        opt_help(program, output.stream);
    else if (options->version)
        fprintf(output.stream, "benchrun %s\n", PROJECT_VERSION);
    else if (options->man)
        opt_man(program, PROJECT_VERSION, output.stream);
    else
        opt_completion(program, output.stream);
    if (output_close(&output, &err) != 0)
        return complain(EXIT_UNMEASURED, "%s", err.text);
    return EXIT_EXPECTED;
}

int command_begin(const struct program *program, int argc, char **argv, void *options,
                  const struct common_options *common, int *first)
{
    struct err err = {0};
    int dashes;
    *first = opt_parse(program, argc, argv, options, &dashes, &err);
    return *first < 0 ? complain(EXIT_USAGE, "%s", err.text) : answer(program, common);
}
