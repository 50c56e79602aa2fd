/* benchlint: a static checker of benchmarks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "file.h"
#include "lint.h"
#include "report.h"
#include "xml.h"

enum { STATUS_CLEAN, STATUS_FINDINGS, STATUS_USAGE, STATUS_INCOMPLETE };

static void complain(const struct err *err)
{
    if (err->text[0])
        fprintf(stderr, "benchlint: %s\n", err->text);
}

/* What needs no rules.  Returns whether that was all. */
static bool print_about(const struct options *options, FILE *stream)
{
    if (options->help)
        opt_help(&benchlint_program, stream);
    else if (options->man)
        opt_man(&benchlint_program, PROJECT_VERSION, stream);
    else if (options->completion)
        opt_completion(&benchlint_program, stream);
    else if (options->version)
        fputs("benchlint " PROJECT_VERSION "\n", stream);
    else
        return false;
    return true;
}

/* --explain, --list-rules, --list-models: -1 when they were not asked for. */
static int print_knowledge(struct lint *lint, FILE *stream, struct err *err)
{
    const struct options *options = &lint->options;

    if (!options->explain && !options->list_rules && !options->list_models)
        return -1;
    if (lint_learn(lint, options->list_models ? MODEL_C | MODEL_CXX | MODEL_PYTHON : 0) != 0)
        return STATUS_USAGE;
    if (options->explain) {
        const struct rule *rule = rule_find(&lint->rules, options->explain);
        if (!rule) {
            err_set(err, "no rule is called '%s'; --list-rules lists them", options->explain);
            return STATUS_USAGE;
        }
        rule_explain(rule, options->markdown, lint->rules_directory, stream);
    } else if (options->list_rules) {
        rules_list(&lint->rules, stream);
    } else {
        model_print(lint->model, stream);
    }
    return STATUS_CLEAN;
}

static int print_report(struct lint *lint, struct output *output, struct err *err)
{
    struct report_options options = {
        .format = (enum report_format)lint->options.format,
        .color = color_wanted((enum color_when)lint->options.color, output->stream),
        .quiet = lint->options.quiet,
        .version = PROJECT_VERSION,
        .rule_count = lint->rules.count,
    };
    struct report_rule *rules = ARENA_ARRAY(&lint->arena, struct report_rule, lint->rules.count);

    for (size_t i = 0; i < lint->rules.count; i++) {
        const struct rule *rule = &lint->rules.items[i];
        rules[i] = (struct report_rule){rule->id, rule->name, rule->summary, rule->why,
                                        rule->level};
    }
    options.rules = rules;
    return report_print(&lint->result, &options, output->stream, err);
}

static void print_stats(const struct lint *lint)
{
    struct rusage self, children;

    getrusage(RUSAGE_SELF, &self);
    getrusage(RUSAGE_CHILDREN, &children);
    fprintf(stderr, "benchlint: user %.3f s, system %.3f s, peak %ld KiB, %zu KiB of results\n",
            (double)(self.ru_utime.tv_sec + children.ru_utime.tv_sec) +
                (double)(self.ru_utime.tv_usec + children.ru_utime.tv_usec) * 1e-6,
            (double)(self.ru_stime.tv_sec + children.ru_stime.tv_sec) +
                (double)(self.ru_stime.tv_usec + children.ru_stime.tv_usec) * 1e-6,
            self.ru_maxrss > children.ru_maxrss ? self.ru_maxrss : children.ru_maxrss,
            lint->arena.reserved / 1024);
    fprintf(stderr, "benchlint: %zu of %zu files unchanged since they were analysed\n",
            lint->cached, lint->result.file_count);
}

static int lint_files(struct lint *lint, char **operands, int count, char **flags, int flag_count,
                      struct output *output, struct err *err)
{
    if (count == 0) {
        err_set(err, "no file was named; see benchlint --help");
        return STATUS_USAGE;
    }
    if (lint->options.format == REPORT_JUNIT && xml_open(err) != 0)
        return STATUS_USAGE;
    if (lint_run(lint, operands, (size_t)count, flags, (size_t)flag_count, err) != 0)
        return STATUS_USAGE;
    if (lint->options.update_baseline)
        return STATUS_CLEAN;
    if (lint->options.fix && lint_mend(lint, operands, (size_t)count, flags, (size_t)flag_count,
                                       output->stream, err) != 0)
        return STATUS_INCOMPLETE;
    if (lint->options.dump == DUMP_NOTHING && !lint->options.dry_run &&
        print_report(lint, output, err) != 0)
        return STATUS_INCOMPLETE;
    report_gaps(&lint->result, stderr);
    if (!lint->options.quiet)
        report_summary(&lint->result, stderr);
    if (lint->options.stats)
        print_stats(lint);
    return lint_status(lint);
}

static int run(struct lint *lint, int argc, char **argv, struct output *output, struct err *err)
{
    int dashes;
    int first = opt_parse(&benchlint_program, argc, argv, &lint->options, &dashes, err);
    int status;

    if (first < 0)
        return STATUS_USAGE;
    if (output_open(output, lint->options.output, err) != 0)
        return STATUS_USAGE;
    if (print_about(&lint->options, output->stream))
        return STATUS_CLEAN;
    if (lint_prepare(lint, err) != 0)
        return STATUS_USAGE;
    status = print_knowledge(lint, output->stream, err);
    if (status >= 0)
        return status;
    return lint_files(lint, argv + first, dashes - first, argv + dashes, argc - dashes, output,
                      err);
}

int main(int argc, char **argv)
{
    struct lint lint = {.options = options_default()};
    struct output output = {0};
    struct err err = {0}, close_err = {0};
    int status;

    standard_streams_secure();
    status = run(&lint, argc, argv, &output, &err);
    diag_print(&lint.diags, stderr);
    complain(&err);
    if (status == STATUS_USAGE) {
        output_discard(&output);
    } else if (output_close(&output, &close_err) != 0) {
        if (!err.text[0])
            complain(&close_err);
        status = STATUS_INCOMPLETE;
    }
    opt_release(&benchlint_program, &lint.options);
    lint_release(&lint);
    return status;
}
