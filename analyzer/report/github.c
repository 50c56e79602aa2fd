/* --format github: workflow commands, the most serious first, since GitHub shows only ten of each
 * level for a step. */
#include "formats.h"

/* `%`, CR and LF must be escaped everywhere, `:` and `,` in properties too. */
static void escape(const char *text, bool property, FILE *stream)
{
    for (; *text; text++) {
        if (*text == '%' || *text == '\r' || *text == '\n' ||
            (property && (*text == ':' || *text == ',')))
            fprintf(stream, "%%%02X", (unsigned)*text);
        else
            fputc(*text, stream);
    }
}

struct pass {
    FILE *stream;
    enum finding_level level;
};

static void print_finding(const struct finding *finding, void *context)
{
    const struct pass *pass = context;
    static const char *const commands[] = {
        [LEVEL_NOTE] = "notice", [LEVEL_WARNING] = "warning", [LEVEL_ERROR] = "error"};

    if (finding->level != pass->level)
        return;
    fprintf(pass->stream, "::%s file=", commands[finding->level]);
    escape(finding->at.path, true, pass->stream);
    fprintf(pass->stream, ",line=%u,col=%u,endLine=%u,title=%s %s::", finding->at.line,
            finding->at.column, finding->at.end_line, finding->rule, finding->name);
    escape(finding->message, false, pass->stream);
    if (finding->mend) {
        fputs("%0A", pass->stream);
        escape(finding->mend, false, pass->stream);
    }
    fputc('\n', pass->stream);
}

void report_github(const struct lint_result *result, const struct report_options *options,
                   FILE *stream)
{
    (void)options;
    for (int level = LEVEL_ERROR; level >= LEVEL_NOTE; level--) {
        struct pass pass = {stream, (enum finding_level)level};
        report_each_by_line(result, print_finding, &pass);
    }
}
