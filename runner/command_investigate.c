/* benchrun investigate: the whole hunt on any command, with no spec. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "exec.h"
#include "fail_on.h"
#include "live.h"
#include "outputs.h"
#include "range.h"
#include "report.h"
#include "run.h"
#include "story.h"

struct options {
    struct common_options common;
    struct output_options out;
    struct running_options running;
    const char *sizes, *fail_on, *record, *budget, *time;
    struct opt_list claims;
};

#define FIELD(m) offsetof(struct options, m)

static const struct option_row rows[] = {
    {.name = "sizes",
     .type = OPT_STRING,
     .offset = FIELD(sizes),
     .argument = "A..B",
     .group = "What is run",
     .help = "the smallest and the largest n (found by itself)"},
    {.name = "budget",
     .type = OPT_STRING,
     .offset = FIELD(budget),
     .argument = "TIME",
     .help = "of one run: how large can n be in that time? (1s)"},
    {.name = "time",
     .type = OPT_STRING,
     .offset = FIELD(time),
     .argument = "TIME",
     .help = "that all of it may take (60s)"},
    {.name = "claims",
     .type = OPT_LIST,
     .offset = FIELD(claims),
     .argument = "EXPR",
     .help = "bytes that a run says it writes and holds, as an expression\n"
             "in n; touched=EXPR or stored=EXPR for one of the two,\n"
             "flops=EXPR or items=EXPR for what is counted otherwise"},
    RUNNING_ROWS(FIELD(running)),
    {.name = "record",
     .type = OPT_STRING,
     .offset = FIELD(record),
     .argument = "FILE",
     .help = "write every sample of the sweep as it is taken"},
    FAIL_ON_ROW(FIELD(fail_on)),
    OUTPUT_ROWS(FIELD(out)),
    COMMON_ROWS(FIELD(common)),
    {0},
};

static const struct program program = {
    .name = "benchrun investigate",
    .purpose = "finds where the cost of any command breaks",
    .synopsis = "[OPTIONS] -- COMMAND... {n}",
    .rows = rows,
    .details = "{n} in an argument is replaced by the size; BENCHRUN_N holds it too.  No shell "
               "runs.\n\nExit status: as benchrun's; without --fail-on, 1 for anything but clean."};

/* The command line as a spec of one fixture. */
struct hunt {
    struct spec spec;
    struct spec_fixture fixture;
    struct story story;
    struct arena arena;
    double time; /* seconds that all of it may take */
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* The search for the sizes ends after a third of the time.  Of what is left then the sweeps have
 * three quarters: blame may take a quarter of theirs on top (live.h), and to start programs and to
 * read symbols costs the rest. */
#define RANGE_PART 0.33
#define SWEEP_PART 0.75
/* Seconds for the sweeps; a machine that stood still meanwhile leaves a little all the same. */
static double sweep_time(double whole, double used)
{
    return fmax(whole / 10, (whole - used) * SWEEP_PART);
}

/* "1s", "200ms", "2min", or a plain number of seconds. */
static int parse_time(const char *option, const char *text, double *seconds, struct err *err)
{
    static const struct {
        const char *unit;
        double seconds;
    } units[] = {{"", 1}, {"s", 1}, {"ms", 1e-3}, {"us", 1e-6}, {"min", 60}};
    char *end;
    *seconds = strtod(text, &end);
    for (size_t i = 0; end != text && i < sizeof units / sizeof *units; i++)
        if (strcmp(end, units[i].unit) == 0) {
            *seconds *= units[i].seconds;
            if (*seconds >= 0.001 && *seconds <= 86400)
                return 0;
        }
    return err_set(err, "--%s: '%s' is not a time (1s, 200ms, 2min)", option, text);
}

static int parse_sizes(const char *text, struct spec_sizes *sizes, struct err *err)
{
    long long from, to;
    char rest;
    if (sscanf(text, "%lld..%lld%c", &from, &to, &rest) != 2 || from < 0 || to <= from ||
        to > 1000000000000000LL)
        return err_set(err, "--sizes: '%s' is not A..B with A below B", text);
    sizes->from = from;
    sizes->to = to;
    return 0;
}

static bool claim_takes(const char *claim, enum claim which)
{
    size_t length = strlen(claim_names[which]);
    return strncmp(claim, claim_names[which], length) == 0 && claim[length] == '=';
}

/* NAME=EXPR; an expression alone is of bytes that are handled and held. */
static int take_claim(struct hunt *hunt, const char *claim, struct err *err)
{
    const char *text = claim;
    for (int i = 0; i < CLAIM_COUNT; i++)
        if (claim_takes(claim, (enum claim)i))
            text = claim + strlen(claim_names[i]) + 1;
    struct expr_error error;
    if (!spec_claim(text, NULL, 0, &hunt->arena, &error))
        return err_set(err, "--claims: %s at character %zu of '%s'", error.text, error.offset + 1,
                       text);
    struct ytab_strings strings = {.items = ARENA_NEW(&hunt->arena, const char *), .count = 1};
    strings.items[0] = text;
    for (int i = 0; i < CLAIM_COUNT; i++) {
        bool of_bytes = text == claim && (i == CLAIM_TOUCHED || i == CLAIM_STORED);
        if (of_bytes || claim_takes(claim, (enum claim)i)) {
            hunt->fixture.claims[i] = strings;
            hunt->story.claims[i] = text;
        }
    }
    return 0;
}

static const char *joined(const struct ytab_strings *command, struct arena *arena)
{
    const char *text = command->items[0];
    for (size_t i = 1; i < command->count; i++)
        text = arena_printf(arena, "%s %s", text, command->items[i]);
    return text;
}

/* A Python by name is measured as the interpreter behind that name (see prepare.c). */
static void take_python(struct hunt *hunt)
{
    struct spec_fixture *fixture = &hunt->fixture;
    const char *name = fixture->command.items[0];
    if (strncmp(name, "python", 6) != 0 || strchr(name, '/'))
        return;
    struct ytab_pair *pair = ARENA_NEW(&hunt->arena, struct ytab_pair);
    pair->key = "python";
    pair->values =
        (struct ytab_strings){.items = ARENA_NEW(&hunt->arena, const char *), .count = 1};
    pair->values.items[0] = name;
    fixture->params = (struct ytab_pairs){pair, 1};
    fixture->command.items[0] = "{python}";
}

static int build(struct hunt *hunt, const struct options *options, int count, char **arguments,
                 struct err *err)
{
    struct spec_fixture *fixture = &hunt->fixture;
    bool has_size = false;
    if (!count)
        return err_set(err, "no command given (benchrun investigate --help)");
    fixture->command = (struct ytab_strings){
        .items = ARENA_ARRAY(&hunt->arena, const char *, count + 1), .count = (size_t)count};
    for (int i = 0; i < count; i++) {
        fixture->command.items[i] = arguments[i];
        has_size |= strstr(arguments[i], "{n}") != NULL;
    }
    if (!has_size)
        return err_set(err, "write {n} where the command takes its size");
    hunt->story.command = fixture->name = joined(&fixture->command, &hunt->arena);
    take_python(hunt);
    for (size_t i = 0; i < options->claims.count; i++)
        if (take_claim(hunt, options->claims.items[i], err) != 0)
            return -1;
    if (options->sizes && parse_sizes(options->sizes, &fixture->sizes, err) != 0)
        return -1;
    char *folder = getcwd(NULL, 0);
    hunt->spec = (struct spec){.path = "",
                               .directory = arena_strdup(&hunt->arena, folder ? folder : "/"),
                               .fixtures = fixture,
                               .fixture_count = 1};
    free(folder);
    if (parse_time("budget", options->budget, &hunt->story.budget, err) != 0 ||
        parse_time("time", options->time, &hunt->time, err) != 0)
        return -1;
    /* Beyond the cliff a run may take a hundred times as long as below it; but one run is not to
     * take all the time that there is. */
    double timeout = fmin(hunt->story.budget * 100, hunt->time / 4);
    fixture->limits = (struct spec_limits){.timeout = fmax(timeout, 2 * hunt->story.budget),
                                           .memory = 8ULL << 30,
                                           .processes = 2000,
                                           .rounds = 5,
                                           .runs = 1000};
    return 0;
}

static int find_range(struct hunt *hunt, const struct options *options, struct err *err)
{
    struct plan plan = {0};
    struct plan_options plan_options = {0};
    struct spec_sizes any = {.from = 1, .to = 2};
    struct preparer preparer = {.arena = &hunt->arena};
    struct prepared prepared;
    struct range range = {0};
    hunt->fixture.sizes = any;
    plan_add(&plan, &hunt->spec, &plan_options, &hunt->arena);
    struct exec *exec = exec_open((uint64_t)options->running.seed, &interrupted, err);
    if (!exec || prepare_job(&preparer, &plan.jobs.items[0], &prepared, err) != 0) {
        exec_close(exec);
        return -1;
    }
    struct live live = {
        .exec = exec, .prepared = &prepared, .cpu = options->running.cpu, .arena = &hunt->arena};
    /* Beyond that many, most programs overflow their own numbers. */
    struct range_bounds bounds = {hunt->story.budget, hunt->time * RANGE_PART, 1000000000};
    live_connect(&live);
    int status = live_warm_up(&live, 1, err);
    if (status == 0)
        status = range_find(&live.sampler, &bounds, &range, err);
    preparer_release(&preparer);
    exec_close(exec);
    hunt->fixture.sizes = (struct spec_sizes){.from = range.from, .to = range.to};
    hunt->story.within = range.within;
    hunt->story.narrowed = range.narrowed;
    return status;
}

static int report(const struct hunt *hunt, const struct options *options,
                  const struct run_result *result, struct err *err)
{
    if (report_writers[options->out.format] != report_text)
        return outputs_write(&options->out, result, err);
    struct output_options others = options->out;
    struct output output = {0};
    if (output_open(&output, options->out.output, err) != 0)
        return -1;
    struct report_options how = {color_wanted((enum color_when)options->out.color, output.stream)};
    report_story(result, &hunt->story, &how, output.stream);
    int status = output_close(&output, err);
    return outputs_write_reports(&others, result, status ? NULL : err) == 0 ? status : -1;
}

static int investigate(struct hunt *hunt, const struct options *options,
                       const struct fail_on *fail_on)
{
    struct err err = {0};
    struct diags diags = {0};
    struct run_result result = run_result_empty();
    struct plan plan = {0};
    struct plan_options plan_options = {.quick = options->running.quick};
    struct progress progress = {.wanted = !options->running.quiet && progress_wanted()};
    struct run_options run_options = {.seed = (uint64_t)options->running.seed,
                                      .record = options->record,
                                      .count = true,
                                      .cpu = options->running.cpu,
                                      .sampler = (enum blame_sampler)options->running.sampler,
                                      .progress = &progress,
                                      .interrupted = &interrupted};
    double start = now();
    if (!hunt->fixture.sizes.to && find_range(hunt, options, &err) != 0)
        return complain(EXIT_UNMEASURED, "%s", err.text);
    hunt->fixture.limits.budget = sweep_time(hunt->time, now() - start);
    plan_add(&plan, &hunt->spec, &plan_options, &hunt->arena);
    plan_finish(&plan, &plan_options);
    int status = run_plan(&plan, &run_options, &result, &diags, &err);
    if (result.fixtures.count && report(hunt, options, &result, &err) != 0)
        status = -1;
    int exit_status = status == 0 ? fail_on_status(fail_on, &result)
                                  : complain(EXIT_UNMEASURED, "%s", err.text);
    run_result_release(&result);
    diag_release(&diags);
    return exit_status;
}

int command_investigate(int argc, char **argv)
{
    struct options options = {.running = running_defaults, .budget = "1s", .time = "60s"};
    struct hunt hunt = {0};
    struct fail_on fail_on;
    struct err err = {0};
    int first, status = command_begin(&program, argc, argv, &options, &options.common, &first);
    if (status >= 0)
        ;
    else if (outputs_check(&options.out, &err) != 0 ||
             fail_on_parse(options.fail_on, &fail_on, &err) != 0 ||
             build(&hunt, &options, argc - first, argv + first, &err) != 0)
        status = complain(EXIT_USAGE, "%s", err.text);
    else
        status = investigate(&hunt, &options, &fail_on);
    arena_release(&hunt.arena);
    opt_release(&program, &options);
    return status;
}
