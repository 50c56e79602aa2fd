/* benchrun [run]: run, judge, report. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "fail_on.h"
#include "outputs.h"
#include "report.h"
#include "run.h"

struct options {
    struct common_options common;
    struct output_options out;
    struct running_options running;
    const char *filter, *shard, *fail_on, *record, *resume, *replay, *base;
    const char *count;
    bool list;
};

#define FIELD(m) offsetof(struct options, m)

static const struct option_row rows[] = {
    {.name = "filter",
     .type = OPT_STRING,
     .offset = FIELD(filter),
     .argument = "GLOB",
     .group = "What is run",
     .help = "only fixtures whose name matches"},
    {.name = "list",
     .type = OPT_FLAG,
     .offset = FIELD(list),
     .help = "name the fixtures and their variants, and run nothing"},
    {.name = "count",
     .type = OPT_OPTIONAL,
     .offset = FIELD(count),
     .argument = "WHAT",
     .fallback = "bytes",
     .help = "in extra runs: the bytes that are copied and allocated, which then\n"
             "decide before processor time (bytes, the default); the instructions on both\n"
             "sides of each cliff (instructions); or both (all)"},
    {.name = "shard",
     .type = OPT_STRING,
     .offset = FIELD(shard),
     .argument = "I/N",
     .help = "the I-th of N parts, for machines that share the work"},
    RUNNING_ROWS(FIELD(running)),
    FAIL_ON_ROW(FIELD(fail_on)),
    {.name = "base",
     .type = OPT_STRING,
     .offset = FIELD(base),
     .argument = "CMD|REF",
     .help = "compare with another command, or with the programs of a git\n"
             "revision: both are run in turns"},
    {.name = "record",
     .type = OPT_STRING,
     .offset = FIELD(record),
     .argument = "FILE",
     .group = "Recorded runs",
     .help = "write every sample as it is taken"},
    {.name = "resume",
     .type = OPT_STRING,
     .offset = FIELD(resume),
     .argument = "FILE",
     .help = "go on with a recorded run that was interrupted"},
    {.name = "replay",
     .type = OPT_STRING,
     .offset = FIELD(replay),
     .argument = "FILE",
     .help = "judge a recorded run again, running nothing"},
    OUTPUT_ROWS(FIELD(out)),
    COMMON_ROWS(FIELD(common)),
    {0},
};

static const struct program program = {
    .name = "benchrun",
    .purpose = "runs benchmarks over many sizes and finds where their cost breaks",
    .synopsis = "[run] [OPTIONS] SPEC.yaml...\n"
                "validate SPEC.yaml...\n"
                "investigate [OPTIONS] -- COMMAND... {n}\n"
                "compare BASE.json HEAD.json\n"
                "merge SHARD.json...\n"
                "analyse FILE\n"
                "doctor",
    .rows = rows,
    .details = "Commands: run (the default) runs, judges and reports; validate checks specs and "
               "runs nothing; investigate hunts through the sizes of any command, without a "
               "spec; compare compares two stored results; merge joins shards; analyse finds "
               "cliffs in the results of other tools; doctor tells what on this host disturbs "
               "measurement.  COMMAND --help says more.\n\n"
               "Exit status: 0 as expected; 1 a verdict of --fail-on; 2 wrong use or spec, "
               "nothing ran; 3 something could not be measured or reported."};

static int parse_shard(const char *text, struct plan_options *plan, struct err *err)
{
    if (!text)
        return 0;
    char rest;
    if (sscanf(text, "%u/%u%c", &plan->shard, &plan->shards, &rest) != 2 || plan->shard < 1 ||
        plan->shard > plan->shards)
        return err_set(err, "--shard: '%s' is not I/N with 1 <= I <= N", text);
    return 0;
}

static int list(const struct plan *plan)
{
    struct output output = {0};
    struct err err = {0};
    if (output_open(&output, NULL, &err) != 0)
        return complain(EXIT_UNMEASURED, "%s", err.text);
    for (size_t i = 0; i < plan->jobs.count; i++) {
        const struct task *task = &plan->jobs.items[i].task;
        fputs(task->name, output.stream);
        for (size_t k = 0; k < task->variant_count; k++)
            fprintf(output.stream, " %s=%s", task->variant[k].name, task->variant[k].value);
        fprintf(output.stream, ": %zu sizes from %" PRId64 " to %" PRId64 "\n", task->size_count,
                task->sizes[0], task->sizes[task->size_count - 1]);
    }
    return output_close(&output, &err) == 0 ? EXIT_EXPECTED
                                            : complain(EXIT_UNMEASURED, "%s", err.text);
}

/* Reports also what an error cut short: nothing that was found is lost. */
static int finish(const struct options *options, const struct fail_on *fail_on,
                  const struct run_result *result, int status, const struct err *failure)
{
    struct err err = {0};
    if (status != 0 && !result->fixtures.count)
        return complain(EXIT_UNMEASURED, "%s", failure->text);
    if (outputs_write(&options->out, result, &err) != 0)
        complain(status = -1, "%s", err.text);
    else if (status != 0)
        complain(status, "%s", failure->text);
    return status != 0 ? EXIT_UNMEASURED : fail_on_status(fail_on, result);
}

static bool counts(const struct options *options, const char *what)
{
    return options->count &&
           (strcmp(options->count, what) == 0 || strcmp(options->count, "all") == 0);
}

static int run(const struct options *options, const struct fail_on *fail_on,
               const struct plan *plan, struct diags *diags)
{
    struct run_result result = run_result_empty();
    struct progress progress = {.wanted = !options->running.quiet && progress_wanted()};
    struct run_options run_options = {.seed = (uint64_t)options->running.seed,
                                      .record = options->record,
                                      .resume = options->resume,
                                      .base = options->base,
                                      .count = counts(options, "bytes"),
                                      .instructions = counts(options, "instructions"),
                                      .cpu = options->running.cpu,
                                      .sampler = (enum blame_sampler)options->running.sampler,
                                      .progress = &progress,
                                      .interrupted = &interrupted};
    struct err err = {0};
    size_t errors = diags->errors;
    int status = run_plan(plan, &run_options, &result, diags, &err);
    int exit_status = diags->errors > errors ? EXIT_USAGE
                                             : finish(options, fail_on, &result, status, &err);
    run_result_release(&result);
    return exit_status;
}

static int replay(const struct options *options, const struct fail_on *fail_on, struct diags *diags)
{
    struct run_result result = run_result_empty();
    struct err err = {0};
    int exit_status = run_replay(options->replay, &result, diags) == 0
                          ? finish(options, fail_on, &result, 0, &err)
                          : EXIT_USAGE;
    run_result_release(&result);
    return exit_status;
}

static int run_specs(const struct options *options, const struct fail_on *fail_on, int count,
                     char **paths, struct diags *diags)
{
    struct plan_options plan_options = {.filter = options->filter, .quick = options->running.quick};
    struct arena arena = {0};
    struct plan plan = {0};
    struct err err = {0};
    int exit_status = EXIT_USAGE, failed = 0;
    if (parse_shard(options->shard, &plan_options, &err) != 0) {
        complain(EXIT_USAGE, "%s", err.text);
        goto out;
    }
    for (int i = 0; i < count; i++) {
        struct spec *spec = ARENA_NEW(&arena, struct spec);
        if (spec_load(paths[i], spec, &arena, diags) == 0)
            plan_add(&plan, spec, &plan_options, &arena);
        else
            failed = 1;
    }
    if (failed)
        goto out;
    if (options->filter && !plan.jobs.count) {
        complain(EXIT_USAGE, "no fixture is named '%s'", options->filter);
        goto out;
    }
    plan_finish(&plan, &plan_options);
    exit_status = options->list ? list(&plan) : run(options, fail_on, &plan, diags);
out:
    arena_release(&arena);
    return exit_status;
}

static int check_use(const struct options *options, int operands, struct fail_on *fail_on,
                     struct err *err)
{
    if (outputs_check(&options->out, err) != 0 ||
        fail_on_parse(options->fail_on, fail_on, err) != 0)
        return -1;
    if (options->replay && (operands || options->record || options->resume || options->base))
        return err_set(err, "--replay judges a recorded file: no spec, --record, --resume or "
                            "--base");
    if (options->count && !counts(options, "bytes") && !counts(options, "instructions"))
        return err_set(err, "--count: '%s' is not one of bytes, instructions, all", options->count);
    if (options->record && options->resume)
        return err_set(err, "--resume goes on writing the file it reads: no --record");
    if (!options->replay && !operands)
        return err_set(err, "no spec given (benchrun --help)");
    return 0;
}

int command_run_specs(int argc, char **argv)
{
    struct options options = {.running = running_defaults};
    struct diags diags = {0};
    struct fail_on fail_on;
    struct err err = {0};
    int first, status = command_begin(&program, argc, argv, &options, &options.common, &first);
    if (status >= 0)
        ;
    else if (check_use(&options, argc - first, &fail_on, &err) != 0)
        status = complain(EXIT_USAGE, "%s", err.text);
    else if (options.replay)
        status = replay(&options, &fail_on, &diags);
    else
        status = run_specs(&options, &fail_on, argc - first, argv + first, &diags);
    diag_print(&diags, stderr);
    diag_release(&diags);
    opt_release(&program, &options);
    return status;
}
