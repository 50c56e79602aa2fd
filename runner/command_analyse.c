/* benchrun analyse: cliffs in others' results. */
#include "commands.h"
#include "import.h"
#include "run.h"
#include "stored.h"

static const struct program program = {
    .name = "benchrun analyse",
    .purpose = "finds cliffs in the results of other tools",
    .synopsis = "[OPTIONS] FILE",
    .rows = stored_rows,
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

static const struct run_result *analyse(struct stored *stored)
{
    struct run_result *result = stored->read;
    struct import import;
    struct record record = {.seed = 1};
    result->seed = 1;
    if (import_read(stored->paths[0], &import, &record, &result->arena, &stored->diags) != 0)
        return NULL;
    run_record(&record, result);
    add_notes(&import, result);
    return result;
}

int command_analyse(int argc, char **argv)
{
    static const struct stored_command command = {&program, 1, 1, "one file is analysed", analyse};
    return stored_run(&command, argc, argv);
}
