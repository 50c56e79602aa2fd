/* The form that people and editors read: path:line:col, the line, the trace, the mend. */
#include <string.h>

#include "formats.h"
#include "str.h"

struct printer {
    FILE *stream;
    bool color, quiet;
};

static const char *style(const struct printer *printer, const char *code)
{
    return printer->color ? code : "";
}

#define BOLD "\033[1m"
#define PLAIN "\033[0m"
#define CARET "\033[1;32m"

static const char *level_color(enum finding_level level)
{
    static const char *const codes[] = {[LEVEL_NOTE] = "\033[1;36m",
                                        [LEVEL_WARNING] = "\033[1;35m",
                                        [LEVEL_ERROR] = "\033[1;31m"};

    return codes[level];
}

/* Control bytes in a source line must not reach the terminal. */
static void print_source(const char *line, FILE *stream)
{
    for (; *line; line++)
        fputc((unsigned char)*line < ' ' && *line != '\t' ? '?' : *line, stream);
}

/* Under the line: tabs are kept so that the caret stands where the editor shows it. */
static void print_caret(const struct printer *printer, const struct finding *finding)
{
    const struct finding_place *at = &finding->at;
    const char *line = finding->source_line;
    size_t length = strlen(line);
    size_t from = at->column > 0 ? at->column - 1 : 0;
    size_t to = at->end_line == at->line && at->end_column > at->column ? at->end_column - 1
                                                                         : from + 1;

    if (from >= length)
        return;
    if (to > length)
        to = length;
    fputs("    ", printer->stream);
    for (size_t i = 0; i < from; i++) {
        if ((line[i] & 0xC0) != 0x80) /* one column per UTF-8 character */
            fputc(line[i] == '\t' ? '\t' : ' ', printer->stream);
    }
    fprintf(printer->stream, "%s^", style(printer, CARET));
    for (size_t i = from + 1; i < to; i++) {
        if ((line[i] & 0xC0) != 0x80)
            fputc('~', printer->stream);
    }
    fprintf(printer->stream, "%s\n", style(printer, PLAIN));
}

static void print_place(const struct printer *printer, const struct finding_place *at)
{
    fprintf(printer->stream, "%s%s:", style(printer, BOLD), at->path);
    if (at->cell)
        fprintf(printer->stream, "cell %u:", at->cell);
    fprintf(printer->stream, "%u:%u:%s ", at->line, at->column, style(printer, PLAIN));
}

static void print_details(const struct printer *printer, const struct finding *finding)
{
    if (finding->source_line && finding->source_line[0]) {
        fputs("    ", printer->stream);
        print_source(finding->source_line, printer->stream);
        fputc('\n', printer->stream);
        print_caret(printer, finding);
    }
    for (size_t i = 0; i < finding->step_count; i++) {
        print_place(printer, &finding->steps[i].at);
        fprintf(printer->stream, "%snote:%s %s\n", style(printer, level_color(LEVEL_NOTE)),
                style(printer, PLAIN), finding->steps[i].message);
    }
    if (finding->confirmed)
        fprintf(printer->stream, "    = compiler: %s\n", finding->confirmed);
    if (finding->mend)
        fprintf(printer->stream, "    = help: %s\n", finding->mend);
    fputc('\n', printer->stream);
}

static void print_finding(const struct finding *finding, void *context)
{
    const struct printer *printer = context;

    print_place(printer, &finding->at);
    fprintf(printer->stream, "%s%s:%s %s%s%s [%s]\n",
            style(printer, level_color(finding->level)), finding_level_name(finding->level),
            style(printer, PLAIN), style(printer, BOLD), finding->message, style(printer, PLAIN),
            finding->rule);
    if (!printer->quiet)
        print_details(printer, finding);
}

void report_text(const struct lint_result *result, const struct report_options *options,
                 FILE *stream)
{
    struct printer printer = {stream, options->color, options->quiet};

    report_each(result, print_finding, &printer);
}

static void add_count(struct strbuf *text, size_t count, const char *one, const char *many)
{
    strbuf_printf(text, "%s%zu %s", text->length ? ", " : "", count, count == 1 ? one : many);
}

void report_gaps(const struct lint_result *result, FILE *stream)
{
    for (size_t f = 0; f < result->file_count; f++) {
        const struct file_result *file = &result->files[f];
        if (file->status == FILE_FAILED || file->status == FILE_INCOMPLETE)
            fprintf(stream, "benchlint: %s: %s: %s\n", file->path, file_status_name(file->status),
                    file->reason ? file->reason : "no reason known");
    }
}

void report_summary(const struct lint_result *result, FILE *stream)
{
    struct report_counts counts = report_count(result);
    struct strbuf text = {0};

    add_count(&text, counts.files, "file", "files");
    add_count(&text, counts.regions, "timed region", "timed regions");
    add_count(&text, counts.level[LEVEL_ERROR], "error", "errors");
    add_count(&text, counts.level[LEVEL_WARNING], "warning", "warnings");
    add_count(&text, counts.level[LEVEL_NOTE], "note", "notes");
    if (counts.suppressed)
        add_count(&text, counts.suppressed, "suppressed", "suppressed");
    if (counts.status[FILE_INCOMPLETE])
        add_count(&text, counts.status[FILE_INCOMPLETE], "analysed in part", "analysed in part");
    if (counts.status[FILE_FAILED])
        add_count(&text, counts.status[FILE_FAILED], "not analysed", "not analysed");
    if (counts.status[FILE_SKIPPED])
        add_count(&text, counts.status[FILE_SKIPPED], "skipped", "skipped");
    fprintf(stream, "benchlint: %s\n", strbuf_text(&text));
    strbuf_release(&text);
}
