/* What the option table says to a person who asks for --help. */
#include <string.h>

#include "opt.h"
#include "str.h"

/* Help starts in column 28 and ends before column 80, where most terminals do. */
enum { HELP_COLUMN = 27, HELP_WIDTH = 79 };

/* "-p, --build DIR", "--confirm[=WHAT]", "--[no-]cache" */
static void add_left(struct strbuf *left, const struct option_row *row)
{
    if (row->letter)
        strbuf_printf(left, "  -%c, ", row->letter);
    else
        strbuf_puts(left, "      ");
    strbuf_printf(left, "--%s%s", row->negatable ? "[no-]" : "", row->name);
    const char *argument = row->argument ? row->argument : "VALUE";
    if (row->type == OPT_OPTIONAL)
        strbuf_printf(left, "[=%s]", argument);
    else if (row->type != OPT_FLAG)
        strbuf_printf(left, " %s", argument);
}

/* Prints text in words from the current column on; "\n" starts a new line. */
static void print_wrapped(FILE *stream, const char *text, size_t column)
{
    while (*text) {
        size_t length = strcspn(text, " \n");
        if (column > HELP_COLUMN && column + 1 + length > HELP_WIDTH) {
            fprintf(stream, "\n%*s", HELP_COLUMN, "");
            column = HELP_COLUMN;
        } else if (column > HELP_COLUMN) {
            fputc(' ', stream);
            column++;
        }
        fprintf(stream, "%.*s", (int)length, text);
        column += length;
        text += length;
        if (*text == '\n') {
            fprintf(stream, "\n%*s", HELP_COLUMN, "");
            column = HELP_COLUMN;
        }
        text += *text != '\0';
    }
    fputc('\n', stream);
}

static void print_row(const struct option_row *row, FILE *stream)
{
    struct strbuf left = {0};
    add_left(&left, row);
    fputs(left.text, stream);
    if (left.length + 2 > HELP_COLUMN)
        fprintf(stream, "\n%*s", HELP_COLUMN, "");
    else
        fprintf(stream, "%*s", (int)(HELP_COLUMN - left.length), "");
    print_wrapped(stream, row->help ? row->help : "", HELP_COLUMN);
    strbuf_release(&left);
}

static void print_usage(const struct program *program, FILE *stream)
{
    const char *line = program->synopsis;
    for (const char *label = "Usage:"; line && *line; label = "      ") {
        size_t length = strcspn(line, "\n");
        fprintf(stream, "%s %s %.*s\n", label, program->name, (int)length, line);
        line += length + (line[length] == '\n');
    }
}

void opt_help(const struct program *program, FILE *stream)
{
    fprintf(stream, "%s - %s\n\n", program->name, program->purpose);
    print_usage(program, stream);
    const char *group = "";
    for (const struct option_row *row = program->rows; row->name; row++) {
        if (row->hidden)
            continue;
        const char *own = row->group ? row->group : *group ? group : "Options";
        if (strcmp(own, group) != 0)
            fprintf(stream, "\n%s:\n", own);
        group = own;
        print_row(row, stream);
    }
    if (program->details)
        fprintf(stream, "\n%s%s", program->details, str_ends(program->details, "\n") ? "" : "\n");
}
