/* For comments on changes and job summaries: one table, details below it. */
#include <inttypes.h>
#include <string.h>

#include "points.h"
#include "report.h"

/* Text inside a table or paragraph: what Markdown would take for its own is escaped. */
static void put(FILE *stream, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\`*_{}[]<>|#", *text))
            fputc('\\', stream);
        fputc(*text == '\n' ? ' ' : *text, stream);
    }
}

static void write_row(const struct fixture_result *fixture, struct arena *arena, FILE *stream)
{
    fputs("| ", stream);
    put(stream, fixture_title(fixture, arena));
    fprintf(stream, " | %s | ", outcome_text(fixture));
    put(stream, fixture->status == FIXTURE_OK ? verdicts_text(fixture->verdicts, arena) : "");
    fputs(" | ", stream);
    for (size_t i = 0; i < fixture->cliff_count; i++) {
        const struct cliff *cliff = &fixture->cliffs[i];
        fprintf(stream, "%sn %s %" PRId64 ", CPU time ×%.3g", i ? "; " : "",
                cliff->exact ? "=" : "≤", cliff->n, cliff->cpu_ratio);
    }
    fputs(" | ", stream);
    put(stream, fixture->below.present ? fixture->below.class_name : "");
    fprintf(stream, " | %zu | %s |\n", fixture->runs, seconds_text(fixture->seconds, arena));
}

static void write_details(const struct fixture_result *fixture, struct arena *arena, FILE *stream)
{
    if (!fixture->findings.count && !fixture->reason)
        return;
    fputs("\n**", stream);
    put(stream, fixture_title(fixture, arena));
    fputs("**\n\n", stream);
    if (fixture->reason) {
        fprintf(stream, "- %s: ", fixture_status_names[fixture->status]);
        put(stream, fixture->reason);
        fputc('\n', stream);
    }
    for (size_t i = 0; i < fixture->findings.count; i++) {
        const struct result_finding *finding = &fixture->findings.items[i];
        fprintf(stream, "- %s %s: ", result_level_names[finding->level], finding->rule);
        put(stream, finding->message);
        fputc('\n', stream);
    }
}

void report_markdown(const struct run_result *result, const struct report_options *options,
                     FILE *stream)
{
    (void)options;
    struct arena arena = {0};
    struct summary summary = summary_of(result);
    fprintf(stream,
            "### benchrun: %zu as expected, %zu unexpected, %zu failed, %zu skipped\n\n"
            "| fixture | outcome | verdict | cliff | grows as | runs | time |\n"
            "|---|---|---|---|---|---:|---:|\n",
            summary.expected, summary.unexpected, summary.failed, summary.skipped);
    for (size_t i = 0; i < result->fixtures.count; i++)
        write_row(&result->fixtures.items[i], &arena, stream);
    for (size_t i = 0; i < result->fixtures.count; i++)
        write_details(&result->fixtures.items[i], &arena, stream);
    arena_release(&arena);
}
