/* For people at a terminal: what happened to each fixture, on one screen. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report.h"
#include "text.h"

struct writer {
    FILE *stream;
    bool color;
    struct arena arena;
};

enum paint { PLAIN, BOLD, DIM, RED, GREEN, YELLOW };

static const char *paint(const struct writer *writer, enum paint wanted)
{
    static const char *const codes[] = {"\033[0m",  "\033[1m",  "\033[2m",
                                        "\033[31m", "\033[32m", "\033[33m"};
    return writer->color ? codes[wanted] : "";
}

static enum paint paint_of(const struct fixture_result *fixture)
{
    if (fixture->status == FIXTURE_SKIPPED)
        return DIM;
    return fixture->status == FIXTURE_OK && fixture->expected ? GREEN : RED;
}

/* One character for each swept size, as high as the logarithm of its processor time. */
static void write_curve(struct writer *writer, const struct points *points)
{
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    const struct point *first = NULL, *last = NULL;
    double low = INFINITY, high = 0;
    for (size_t i = 0; i < points->count; i++) {
        const struct point *point = &points->items[i];
        if (!point->swept)
            continue;
        first = first ? first : point;
        last = point;
        if (point->cpu > 0) {
            low = fmin(low, point->cpu);
            high = fmax(high, point->cpu);
        }
    }
    if (!first || high <= 0)
        return;
    fprintf(writer->stream, "  n = %" PRId64 " ", first->n);
    for (size_t i = 0; i < points->count; i++) {
        const struct point *point = &points->items[i];
        double part = high > low * 1.2 ? log(point->cpu / low) / log(high / low) : 0;
        if (point->swept)
            fputs(point->failed == point->count || point->cpu <= 0
                      ? "x"
                      : bars[(size_t)fmin(7, fmax(0, part * 8))],
                  writer->stream);
    }
    fprintf(writer->stream, " %" PRId64 "   CPU time %s to %s\n", last->n,
            seconds_text(low, &writer->arena), seconds_text(high, &writer->arena));
}

static void write_row(struct writer *writer, const struct point *point)
{
    fprintf(writer->stream, "  %14" PRId64, point->n);
    if (point->failed == point->count) {
        fprintf(writer->stream, "   failed: %s\n", end_text(point->samples[0], &writer->arena));
        return;
    }
    fprintf(writer->stream, " %11s %11s", seconds_text(point->cpu, &writer->arena),
            seconds_text(point->wall, &writer->arena));
    if (point->maxrss > 0) /* others' results have no memory */
        fprintf(writer->stream, " %11s %12.0f", bytes_text(point->maxrss, &writer->arena),
                point->minflt);
    fputc('\n', writer->stream);
}

static bool at_cliff(const struct fixture_result *fixture, int64_t n)
{
    for (size_t i = 0; i < fixture->cliff_count; i++)
        if (n == fixture->cliffs[i].n || n == fixture->cliffs[i].bracket_low)
            return true;
    return false;
}

/* Some of the swept sizes, evenly chosen, and both sides of each cliff. */
static void write_table(struct writer *writer, const struct fixture_result *fixture,
                        const struct points *points)
{
    enum { ROWS = 6 };
    size_t swept = 0, seen = 0;
    for (size_t i = 0; i < points->count; i++)
        swept += points->items[i].swept;
    if (!swept)
        return;
    fprintf(writer->stream, "  %s%14s %11s %11s %11s %12s%s\n", paint(writer, DIM), "n", "CPU time",
            "wall time", "memory", "minor faults", paint(writer, PLAIN));
    size_t every = swept > ROWS ? (swept - 1 + ROWS - 2) / (ROWS - 1) : 1;
    for (size_t i = 0; i < points->count; i++) {
        const struct point *point = &points->items[i];
        bool chosen = point->swept && (seen % every == 0 || seen == swept - 1);
        seen += point->swept;
        if (chosen || at_cliff(fixture, point->n))
            write_row(writer, point);
    }
}

static void write_scaling(struct writer *writer, const struct fixture_result *fixture)
{
    const struct scaling *below = &fixture->below, *above = &fixture->above;
    double telling = fmax(below->telling, above->telling);
    if (!below->present && !above->present)
        return;
    fputs("  grows as ", writer->stream);
    if (below->present)
        fprintf(writer->stream, "%s (exponent %.2f)%s", below->class_name, below->exponent,
                fixture->cliff_count ? " below the cliff" : "");
    if (above->present)
        fprintf(writer->stream, "%s%s (exponent %.2f) above it", below->present ? ", " : "",
                above->class_name, above->exponent);
    fputc('\n', writer->stream);
    if (telling > 0)
        fprintf(writer->stream, "  a sweep up to n = %.0f would rule some of these classes out\n",
                telling);
}

static void write_counts(struct writer *writer, const struct fixture_result *fixture)
{
    struct arena *arena = &writer->arena;
    for (size_t i = 0; i < fixture->cliff_count; i++) {
        const struct cliff *cliff = &fixture->cliffs[i];
        const struct sample_count *below = &cliff->below.count, *above = &cliff->above.count;
        if (below->present && above->present)
            fprintf(writer->stream,
                    "  bytes copied by calls: %s at n = %" PRId64 ", %s at n = %" PRId64
                    "; allocated: %s, %s\n",
                    bytes_text((double)below->copied, arena), cliff->below.n,
                    bytes_text((double)above->copied, arena), cliff->above.n,
                    bytes_text((double)below->allocated, arena),
                    bytes_text((double)above->allocated, arena));
    }
}

static void write_instructions(struct writer *writer, const struct fixture_result *fixture)
{
    for (size_t i = 0; i < fixture->cliff_count; i++) {
        const struct cliff *cliff = &fixture->cliffs[i];
        const struct cliff_instructions *counted = &cliff->instructions;
        if (counted->present)
            fprintf(writer->stream,
                    "  instructions: %.4g at n = %" PRId64 ", %.4g at n = %" PRId64 " (by %s)\n",
                    (double)counted->below, cliff->below.n, (double)counted->above, cliff->above.n,
                    counted->by);
        else if (counted->unavailable)
            fprintf(writer->stream, "  instructions were not counted: %s\n", counted->unavailable);
    }
}

static void write_blame(struct writer *writer, const struct fixture_result *fixture)
{
    for (size_t i = 0; i < fixture->cliff_count; i++) {
        const struct blame *blame = &fixture->cliffs[i].blame;
        if (!blame->present && blame->unavailable)
            fprintf(writer->stream, "  who is to blame is not known: %s\n", blame->unavailable);
        if (!blame->present)
            continue;
        fprintf(writer->stream, "  %.0f %% of the %s above n = %" PRId64 " are under %s",
                blame->share * 100, cliff_blamed_for(&fixture->cliffs[i]), fixture->cliffs[i].n,
                blame->cause);
        if (blame->mechanism && strcmp(blame->mechanism, blame->cause) != 0)
            fprintf(writer->stream, ", in %s", blame->mechanism);
        fputc('\n', writer->stream);
        if (blame->wanted)
            fprintf(writer->stream, "  more would be named with %s\n", blame->wanted);
    }
}

static void write_findings(struct writer *writer, const struct fixture_result *fixture)
{
    static const enum paint paints[] = {DIM, YELLOW, RED};
    for (size_t i = 0; i < fixture->findings.count; i++) {
        const struct result_finding *finding = &fixture->findings.items[i];
        fprintf(writer->stream, "  %s%s:%s %s [%s]\n",
                paint(writer, fixture->expected ? DIM : paints[finding->level]),
                result_level_names[finding->level], paint(writer, PLAIN), finding->message,
                finding->rule);
    }
}

/* Why it failed, in its own words. */
static void write_tail(struct writer *writer, const struct fixture_result *fixture)
{
    enum { WORDS_MAX = 200 };
    for (size_t i = 0; i < fixture->samples.count; i++) {
        const struct sample *sample = fixture_sample(fixture, i);
        if (sample->end == SAMPLE_OK || !sample->output_tail)
            continue;
        size_t length = strlen(sample->output_tail);
        while (length && sample->output_tail[length - 1] == '\n')
            length--;
        const char *line = sample->output_tail + length;
        while (line > sample->output_tail && line[-1] != '\n')
            line--;
        int shown = (int)(sample->output_tail + length - line);
        fprintf(writer->stream, "  its last words at n = %" PRId64 ": %.*s%s\n", sample->n,
                shown < WORDS_MAX ? shown : WORDS_MAX, line, shown < WORDS_MAX ? "" : "...");
        return;
    }
}

/* What a run stands for; every process has memory, but others' results do not. */
static const char *what_ran(const struct fixture_result *fixture)
{
    bool measured_here = false;
    for (size_t i = 0; i < fixture->samples.count; i++) {
        const struct sample *sample = fixture_sample(fixture, i);
        if (sample->region.present)
            return " of the program, which reports its own regions";
        measured_here |= sample->maxrss > 0;
    }
    return measured_here ? " of the whole program, start-up included" : "";
}

void text_measurements(const struct fixture_result *fixture, const struct points *points,
                       bool color, FILE *stream)
{
    struct writer writer = {.stream = stream, .color = color};
    write_curve(&writer, points);
    write_table(&writer, fixture, points);
    arena_release(&writer.arena);
}

static void write_fixture(struct writer *writer, const struct fixture_result *fixture)
{
    struct arena *arena = &writer->arena;
    fprintf(writer->stream, "%s%s%s: %s%s%s", paint(writer, BOLD), fixture_title(fixture, arena),
            paint(writer, PLAIN), paint(writer, paint_of(fixture)), outcome_text(fixture),
            paint(writer, PLAIN));
    if (fixture->status == FIXTURE_OK)
        fprintf(writer->stream, " (%s)", verdicts_text(fixture->verdicts, arena));
    else
        fprintf(writer->stream, ": %s", fixture->reason ? fixture->reason : "no reason given");
    fputc('\n', writer->stream);
    if (fixture->samples.count) {
        struct points points = points_of(fixture, arena);
        text_measurements(fixture, &points, writer->color, writer->stream);
        write_scaling(writer, fixture);
        write_counts(writer, fixture);
        write_instructions(writer, fixture);
        write_blame(writer, fixture);
    }
    write_findings(writer, fixture);
    write_tail(writer, fixture);
    if (fixture->samples.count)
        fprintf(writer->stream, "  %s%zu runs%s, %s%s\n", paint(writer, DIM), fixture->runs,
                what_ran(fixture), seconds_text(fixture->seconds, arena), paint(writer, PLAIN));
    fputc('\n', writer->stream);
}

void report_text(const struct run_result *result, const struct report_options *options,
                 FILE *stream)
{
    struct writer writer = {.stream = stream, .color = options->color};
    for (size_t i = 0; i < result->fixtures.count; i++) {
        write_fixture(&writer, &result->fixtures.items[i]);
        arena_release(&writer.arena);
        arena_rest(&result->samples);
    }
    struct summary summary = summary_of(result);
    fprintf(stream, "%zu fixture%s: %zu as expected, %zu unexpected, %zu failed, %zu skipped%s\n",
            summary.fixtures, summary.fixtures == 1 ? "" : "s", summary.expected,
            summary.unexpected, summary.failed, summary.skipped,
            result->interrupted ? " (interrupted)" : "");
}
