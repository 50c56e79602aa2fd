/* benchrun merge: joins shards. */
#include <stdint.h>

#include "commands.h"
#include "document.h"
#include "merge.h"
#include "stored.h"

static const struct program program = {
    .name = "benchrun merge",
    .purpose = "joins the results of the shards of one run",
    .synopsis = "[OPTIONS] SHARD.json...",
    .rows = stored_rows,
    .details = "The shards are results of benchrun --shard I/N --format json.\n\n"
               "Exit status: as that of the whole run; 2 when a shard is missing, doubled, damaged "
               "or of another run."};

static const struct run_result *merge(struct stored *stored)
{
    int failed = 0;
    for (size_t i = 0; i < stored->count; i++)
        failed |= document_read(stored->paths[i], &stored->read[i], &stored->diags);
    if (failed || merge_results(stored->read, stored->paths, stored->count, &stored->made,
                                &stored->diags) != 0)
        return NULL;
    return &stored->made;
}

int command_merge(int argc, char **argv)
{
    static const struct stored_command command = {&program, 1, SIZE_MAX, "no shard given", merge};
    return stored_run(&command, argc, argv);
}
