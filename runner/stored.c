#include "stored.h"

#include "commands.h"
#include "fail_on.h"
#include "outputs.h"
#include "report.h"

struct options {
    struct common_options common;
    struct output_options out;
    const char *fail_on;
};

const struct option_row stored_rows[] = {
    FAIL_ON_ROW(offsetof(struct options, fail_on)),
    OUTPUT_ROWS(offsetof(struct options, out)),
    COMMON_ROWS(offsetof(struct options, common)),
    {0},
};

static int work(const struct stored_command *command, const struct options *options,
                const struct fail_on *fail_on, char **paths, size_t count)
{
    struct arena arena = {0};
    struct stored stored = {.paths = paths,
                            .count = count,
                            .read = ARENA_ARRAY(&arena, struct run_result, count),
                            .made = run_result_empty()};
    const struct run_result *result;
    struct err err = {0};
    int status = EXIT_USAGE;

    for (size_t i = 0; i < count; i++)
        stored.read[i] = run_result_empty();
    result = command->work(&stored);
    if (result)
        status = outputs_write(&options->out, result, &err) == 0
                     ? fail_on_status(fail_on, result)
                     : complain(EXIT_UNMEASURED, "%s", err.text);
    diag_print(&stored.diags, stderr);
    diag_release(&stored.diags);
    for (size_t i = 0; i < count; i++)
        run_result_release(&stored.read[i]);
    run_result_release(&stored.made);
    arena_release(&arena);
    return status;
}

int stored_run(const struct stored_command *command, int argc, char **argv)
{
    struct options options = {0};
    struct fail_on fail_on;
    struct err err = {0};
    int first;
    int status = command_begin(command->program, argc, argv, &options, &options.common, &first);
    size_t count = status < 0 ? (size_t)(argc - first) : 0;

    if (status >= 0)
        ;
    else if (outputs_check(&options.out, &err) || fail_on_parse(options.fail_on, &fail_on, &err))
        status = complain(EXIT_USAGE, "%s", err.text);
    else if (count < command->least || count > command->most)
        status = complain(EXIT_USAGE, "%s (%s --help)", command->wanted, command->program->name);
    else
        status = work(command, &options, &fail_on, argv + first, count);
    opt_release(command->program, &options);
    return status;
}
