/* benchrun compare: two stored results. */
#include "commands.h"
#include "document.h"
#include "shape.h"
#include "stored.h"

static const struct program program = {
    .name = "benchrun compare",
    .purpose = "compares two stored results",
    .synopsis = "[OPTIONS] BASE.json HEAD.json",
    .rows = stored_rows,
    .details =
        "Compared is what does not depend on the moment: where cliffs are, how cost grows, peak "
        "memory and page faults at each size.  Times are not compared: on a shared machine two "
        "moments differ so much that a fifth to a half of all comparisons would be false alarms. "
        "benchrun --base runs both in turns, and compares times.\n\n"
        "Exit status: 0 nothing became worse; 1 something did; 2 wrong use or a damaged file; "
        "3 a fixture failed, or is missing."};

static const struct run_result *compare(struct stored *stored)
{
    struct run_result *base = &stored->read[0], *head = &stored->read[1];
    int failed = document_read(stored->paths[0], base, &stored->diags);
    failed |= document_read(stored->paths[1], head, &stored->diags);
    if (failed)
        return NULL;
    shape_compare(base, head);
    return head;
}

int command_compare(int argc, char **argv)
{
    static const struct stored_command command = {&program, 2, 2, "two results are compared",
                                                  compare};
    return stored_run(&command, argc, argv);
}
