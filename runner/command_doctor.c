/* benchrun doctor: what on this host disturbs measurement. */
#include <jansson.h>

#include "commands.h"
#include "doctor.h"
#include "file.h"

struct options {
    struct common_options common;
    int format;
};

static const char *const formats[] = {"text", "json", NULL};

static const struct option_row rows[] = {
    {.name = "format",
     .type = OPT_ENUM,
     .offset = offsetof(struct options, format),
     .argument = "FORMAT",
     .choices = formats,
     .group = "Output",
     .help = "text or json"},
    COMMON_ROWS(offsetof(struct options, common)),
    {0},
};

static const struct program program = {
    .name = "benchrun doctor",
    .purpose = "tells what on this host disturbs measurement",
    .synopsis = "[OPTIONS]",
    .rows = rows,
    .details = "Looks at the host's settings, works for two seconds to measure the noise, and "
               "prints what a person could do.  Changes nothing.\n\n"
               "Exit status: 0 whatever it finds."};

/* The prototype's figures: an idle shared machine has 1.3 at most, one with a busy neighbour 1.5
 * and more in processor time, and 6 in wall time. */
static const char *judge_noise(const struct doctor_probe *probe)
{
    if (probe->cpu_p99 < 1.1 && probe->lost < 0.02)
        return "quiet: jumps of 1.2 and more will be found";
    if (probe->cpu_p99 < 1.5)
        return "some noise: jumps of 1.5 and more will be found, smaller ones with more rounds";
    return "noisy: expect inconclusive verdicts on processor time; faults and memory still decide";
}

static void write_text(const struct doctor *doctor, FILE *stream)
{
    const struct doctor_probe *probe = &doctor->probe;
    for (size_t i = 0; i < doctor->checks.count; i++) {
        const struct doctor_check *check = &doctor->checks.items[i];
        fprintf(stream, "%-9s %s: %s\n", doctor_level_names[check->level], check->name,
                check->found);
        if (check->why)
            fprintf(stream, "          %s\n", check->why);
        if (check->advice)
            fprintf(stream, "          %s\n", check->advice);
    }
    fprintf(stream,
            "\nnoise, of %u pieces of work of %.2f ms:\n"
            "  processor time: median %.3f, 99 %% below %.3f of the least\n"
            "  wall time:      median %.3f, 99 %% below %.3f; %.1f %% went to others\n  %s\n",
            probe->pieces, probe->piece * 1e3, probe->cpu_median, probe->cpu_p99,
            probe->wall_median, probe->wall_p99, probe->lost * 100, judge_noise(probe));
}

static void write_json(const struct doctor *doctor, FILE *stream)
{
    const struct doctor_probe *probe = &doctor->probe;
    json_t *checks = json_array();
    for (size_t i = 0; i < doctor->checks.count; i++) {
        const struct doctor_check *check = &doctor->checks.items[i];
        json_array_append_new(checks,
                              json_pack("{s:s, s:s, s:s, s:s?, s:s?}", "name", check->name, "level",
                                        doctor_level_names[check->level], "found", check->found,
                                        "why", check->why, "advice", check->advice));
    }
    json_t *document = json_pack(
        "{s:s, s:s, s:o, s:{s:i, s:f, s:f, s:f, s:f, s:f, s:f}}", "tool", "benchrun", "version",
        PROJECT_VERSION, "checks", checks, "noise", "pieces", (int)probe->pieces, "piece",
        probe->piece, "cpuMedian", probe->cpu_median, "cpuP99", probe->cpu_p99, "wallMedian",
        probe->wall_median, "wallP99", probe->wall_p99, "lost", probe->lost);
    json_dumpf(document, stream, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
    fputc('\n', stream);
    json_decref(document);
}

static int doctor(const struct options *options)
{
    struct doctor examined = {0};
    struct arena arena = {0};
    struct output output = {0};
    struct err err = {0};
    int status = EXIT_EXPECTED;
    doctor_examine(&examined, 2, &arena);
    if (output_open(&output, NULL, &err) != 0)
        status = complain(EXIT_UNMEASURED, "%s", err.text);
    else {
        (options->format ? write_json : write_text)(&examined, output.stream);
        if (output_close(&output, &err) != 0)
            status = complain(EXIT_UNMEASURED, "%s", err.text);
    }
    arena_release(&arena);
    return status;
}

int command_doctor(int argc, char **argv)
{
    struct options options = {0};
    int first, status = command_begin(&program, argc, argv, &options, &options.common, &first);
    if (status >= 0)
        ;
    else if (first < argc)
        status = complain(EXIT_USAGE, "doctor takes no operand (benchrun doctor --help)");
    else
        status = doctor(&options);
    opt_release(&program, &options);
    return status;
}
