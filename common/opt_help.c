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

/* Prints `length` bytes of text, filled: from the present column, which is `indent`, on. */
static void print_filled(FILE *stream, const char *text, size_t length, size_t indent)
{
    const char *end = text + length;
    size_t column = indent;
    for (size_t word; text < end; text += word + (text + word < end)) {
        word = strcspn(text, " \n");
        if (word > (size_t)(end - text))
            word = (size_t)(end - text);
        if (column > indent && column + 1 + word > HELP_WIDTH) {
            fprintf(stream, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            fputc(' ', stream);
            column++;
        }
        fprintf(stream, "%.*s", (int)word, text);
        column += word;
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
    const char *help = row->help ? row->help : "";
    print_filled(stream, help, strlen(help), HELP_COLUMN);
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

/* A line that stands by itself: empty, indented or a heading. */
static bool stands_alone(const char *line, size_t length)
{
    return length == 0 || line[0] == ' ' || line[length - 1] == ':';
}

static void print_details(const char *text, FILE *stream)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        if (stands_alone(text, length)) {
            fprintf(stream, "%.*s\n", (int)length, text);
        } else { /* a paragraph: up to the next line that is not part of it */
            while (text[length] == '\n') {
                size_t next = strcspn(text + length + 1, "\n");
                if (stands_alone(text + length + 1, next))
                    break;
                length += 1 + next;
            }
            print_filled(stream, text, length, 0);
        }
        text += length + (text[length] == '\n');
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
    if (program->details) {
        fputc('\n', stream);
        print_details(program->details, stream);
    }
}
