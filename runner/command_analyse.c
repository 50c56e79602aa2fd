/* benchrun analyse: cliffs in others' results. */
#include "commands.h"
#include "fail_on.h"
#include "import.h"
#include "outputs.h"
#include "report.h"
#include "run.h"

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
    .name = "benchrun analyse",
    .purpose = "finds cliffs in the results of other tools",
    .synopsis = "[OPTIONS] FILE",
    .rows = rows,
    .details =
        "FILE is JSON of google-benchmark (with ranges), hyperfine (a parameter scan) or pyperf "
        "(a number in the names).  Nothing is run, so a cliff is bracketed by the sizes that are "
        "there; a curve with few repetitions may be inconclusive.\n\n"
        "Exit status: as benchrun's; 2 when the file is damaged or of another kind."};

static void add_notes(const struct import *import, struct run_result *result)
{
    struct arena *arena = &result->arena;
    for (size_t i = 0; i < result->fixtures.count; i++) {
        struct fixture_result *fixture = &result->fixtures.items[i];
        if (import->scale > 1)
            *VEC_ADD(arena, &fixture->findings) = (struct result_finding){
                "BR107", RESULT_NOTE,
                arena_printf(arena, "times are those of %.0f iterations", import->scale)};
        if (import->wall_only)
            *VEC_ADD(arena, &fixture->findings) = (struct result_finding){
                "BR107", RESULT_NOTE,
                arena_printf(arena, "%s keeps wall times of single runs only: those were judged",
                             import->tool)};
    }
}

static int analyse(const struct options *options, const struct fail_on *fail_on, const char *path)
{
    struct run_result result = run_result_empty();
    struct import import;
    struct record record = {.seed = 1};
    struct diags diags = {0};
    struct err err = {0};
    int status = EXIT_USAGE;
    result.seed = 1;
    if (import_read(path, &import, &record, &result.arena, &diags) == 0) {
        run_record(&record, &result);
        add_notes(&import, &result);
        status = outputs_write(&options->out, &result, &err) == 0
                     ? fail_on_status(fail_on, &result)
                     : complain(EXIT_UNMEASURED, "%s", err.text);
    }
    diag_print(&diags, stderr);
    diag_release(&diags);
    run_result_release(&result);
    return status;
}

int command_analyse(int argc, char **argv)
{
    struct options options = {0};
    struct fail_on fail_on;
    struct err err = {0};
    int first, status = command_begin(&program, argc, argv, &options, &options.common, &first);
    if (status >= 0)
        ;
    else if (outputs_check(&options.out, &err) || fail_on_parse(options.fail_on, &fail_on, &err))
        status = complain(EXIT_USAGE, "%s", err.text);
    else if (argc - first != 1)
        status = complain(EXIT_USAGE, "one file is analysed (benchrun analyse --help)");
    else
        status = analyse(&options, &fail_on, argv[first]);
    opt_release(&program, &options);
    return status;
}
