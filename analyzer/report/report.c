/* Chooses the format, and tells whether the stream took everything. */
#include "report.h"

#include "formats.h"

int report_print(const struct lint_result *result, const struct report_options *options,
                 FILE *stream, struct err *err)
{
    static void (*const formats[])(const struct lint_result *, const struct report_options *,
                                   FILE *) = {
        [REPORT_TEXT] = report_text,     [REPORT_JSON] = report_json,
        [REPORT_SARIF] = report_sarif,   [REPORT_GITHUB] = report_github,
        [REPORT_GITLAB] = report_gitlab, [REPORT_JUNIT] = report_junit,
    };

    formats[options->format](result, options, stream);
    if (fflush(stream) != 0 || ferror(stream))
        return err_errno(err, "cannot write the report");
    return 0;
}

struct report_counts report_count(const struct lint_result *result)
{
    struct report_counts counts = {.files = result->file_count};

    for (size_t f = 0; f < result->file_count; f++) {
        const struct file_result *file = &result->files[f];

        counts.regions += file->regions;
        counts.status[file->status]++;
        for (size_t i = 0; i < file->finding_count; i++) {
            if (file->findings[i].suppressed)
                counts.suppressed++;
            else
                counts.level[file->findings[i].level]++;
        }
    }
    return counts;
}

void report_each(const struct lint_result *result,
                 void (*visit)(const struct finding *finding, void *context), void *context)
{
    for (size_t f = 0; f < result->file_count; f++) {
        for (size_t i = 0; i < result->files[f].finding_count; i++) {
            if (!result->files[f].findings[i].suppressed)
                visit(&result->files[f].findings[i], context);
        }
    }
}

static void by_line(struct finding_place *at, const char **message, struct arena *arena)
{
    if (!at->cell)
        return;
    *message = arena_printf(arena, "cell %u, line %u: %s", at->cell, at->line, *message);
    *at = (struct finding_place){at->path, 1, 1, 1, 1, 0};
}

void report_each_by_line(const struct lint_result *result,
                         void (*visit)(const struct finding *finding, void *context),
                         void *context)
{
    for (size_t f = 0; f < result->file_count; f++) {
        for (size_t i = 0; i < result->files[f].finding_count; i++) {
            struct finding finding = result->files[f].findings[i];
            struct finding_step *steps;
            struct arena arena = {0};

            if (finding.suppressed)
                continue;
            steps = ARENA_ARRAY(&arena, struct finding_step, finding.step_count + 1);
            for (size_t s = 0; s < finding.step_count; s++) {
                steps[s] = finding.steps[s];
                by_line(&steps[s].at, &steps[s].message, &arena);
            }
            finding.steps = steps;
            by_line(&finding.at, &finding.message, &arena);
            visit(&finding, context);
            arena_release(&arena);
        }
    }
}
