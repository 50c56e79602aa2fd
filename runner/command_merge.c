/* benchrun merge: joins shards. */
#include "commands.h"
#include "document.h"
#include "fail_on.h"
#include "merge.h"
#include "outputs.h"
#include "report.h"

struct options {
    struct common_options common;
    struct output_options out;
    const char *fail_on;
};

static const struct option_row rows[] = {
    FAIL_ON_ROW(offsetof(struct options, fail_on)),
    OUTPUT_ROWS(offsetof(struct options, out)),
    COMMON_ROWS(offsetof(struct options, common)),
    {0},
};

static const struct program program = {
    .name = "benchrun merge",
    .purpose = "joins the results of the shards of one run",
    .synopsis = "[OPTIONS] SHARD.json...",
    .rows = rows,
    .details = "The shards are results of benchrun --shard I/N --format json.\n\n"
               "Exit status: as that of the whole run; 2 when a shard is missing, doubled, damaged "
               "or of another run."};

static int merge(const struct options *options, const struct fail_on *fail_on, size_t count,
                 char **paths)
{
    struct diags diags = {0};
    struct arena arena = {0};
    struct err err = {0};
    struct run_result *shards = ARENA_ARRAY(&arena, struct run_result, count), merged = {0};
    int status = EXIT_USAGE, failed = 0;
    for (size_t i = 0; i < count; i++)
        failed |= document_read(paths[i], &shards[i], &diags);
    if (!failed && merge_results(shards, paths, count, &merged, &diags) == 0)
        status = outputs_write(&options->out, &merged, &err) == 0
                     ? fail_on_status(fail_on, &merged)
                     : complain(EXIT_UNMEASURED, "%s", err.text);
    diag_print(&diags, stderr);
    diag_release(&diags);
    for (size_t i = 0; i < count; i++)
        run_result_release(&shards[i]);
    run_result_release(&merged);
    arena_release(&arena);
    return status;
}

int command_merge(int argc, char **argv)
{
    struct options options = {0};
    struct fail_on fail_on;
    struct err err = {0};
    int first, status = command_begin(&program, argc, argv, &options, &options.common, &first);
    if (status >= 0)
        ;
    else if (outputs_check(&options.out, &err) || fail_on_parse(options.fail_on, &fail_on, &err))
        status = complain(EXIT_USAGE, "%s", err.text);
    else
        status = first < argc ? merge(&options, &fail_on, (size_t)(argc - first), argv + first)
                              : complain(EXIT_USAGE, "no shard given (benchrun merge --help)");
    opt_release(&program, &options);
    return status;
}
