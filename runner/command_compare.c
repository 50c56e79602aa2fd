/* benchrun compare: two stored results. */
#include "commands.h"
#include "document.h"
#include "fail_on.h"
#include "outputs.h"
#include "report.h"
#include "shape.h"

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
    .name = "benchrun compare",
    .purpose = "compares two stored results",
    .synopsis = "[OPTIONS] BASE.json HEAD.json",
    .rows = rows,
    .details =
        "Compared is what does not depend on the moment: where cliffs are, how cost grows, peak "
        "memory and page faults at each size.  Times are not compared: on a shared machine two "
        "moments differ so much that a fifth to a half of all comparisons would be false alarms. "
        "benchrun --base runs both in turns, and compares times.\n\n"
        "Exit status: 0 nothing became worse; 1 something did; 2 wrong use or a damaged file; "
        "3 a fixture failed, or is missing."};

static int compare(const struct options *options, const struct fail_on *fail_on, char **paths)
{
    struct run_result base = run_result_empty(), head = run_result_empty();
    struct diags diags = {0};
    struct err err = {0};
    int status = EXIT_USAGE;
    int failed = document_read(paths[0], &base, &diags);
    failed |= document_read(paths[1], &head, &diags);
    if (!failed) {
        shape_compare(&base, &head);
        status = outputs_write(&options->out, &head, &err) == 0
                     ? fail_on_status(fail_on, &head)
                     : complain(EXIT_UNMEASURED, "%s", err.text);
    }
    diag_print(&diags, stderr);
    diag_release(&diags);
    run_result_release(&head);
    run_result_release(&base);
    return status;
}

int command_compare(int argc, char **argv)
{
    struct options options = {0};
    struct fail_on fail_on;
    struct err err = {0};
    int first, status = command_begin(&program, argc, argv, &options, &options.common, &first);
    if (status >= 0)
        ;
    else if (outputs_check(&options.out, &err) || fail_on_parse(options.fail_on, &fail_on, &err))
        status = complain(EXIT_USAGE, "%s", err.text);
    else if (argc - first != 2)
        status = complain(EXIT_USAGE, "two results are compared (benchrun compare --help)");
    else
        status = compare(&options, &fail_on, argv + first);
    opt_release(&program, &options);
    return status;
}
