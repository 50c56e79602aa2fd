/* benchrun validate: checks specs, runs nothing. */
#include "commands.h"
#include "spec.h"

struct options {
    struct common_options common;
};

static const struct option_row rows[] = {
    COMMON_ROWS(offsetof(struct options, common)),
    {0},
};

static const struct program program = {
    .name = "benchrun validate",
    .purpose = "checks specs and runs nothing",
    .synopsis = "SPEC.yaml...",
    .rows = rows,
    .details = "Exit status: 0 every spec is right; 2 something is wrong, and all of it is said "
               "with its line and column."};

static int validate(int count, char **paths)
{
    struct diags diags = {0};
    struct arena arena = {0};
    for (int i = 0; i < count; i++) {
        struct spec spec;
        if (spec_load(paths[i], &spec, &arena, &diags) == 0)
            fprintf(stderr, "%s: %zu fixture%s, no mistakes\n", paths[i], spec.fixture_count,
                    spec.fixture_count == 1 ? "" : "s");
    }
    int status = diags.errors ? EXIT_USAGE : EXIT_EXPECTED;
    diag_print(&diags, stderr);
    diag_release(&diags);
    arena_release(&arena);
    return status;
}

int command_validate(int argc, char **argv)
{
    struct options options = {0};
    int first, status = command_begin(&program, argc, argv, &options, &options.common, &first);
    if (status < 0)
        status = first < argc ? validate(argc - first, argv + first)
                              : complain(EXIT_USAGE, "no spec given (benchrun validate --help)");
    opt_release(&program, &options);
    return status;
}
