/* The option table as a man page and as a bash completion. */
#include <string.h>

#include "opt.h"
#include "str.h"

static void print_escaped(FILE *stream, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool starts_line = i == 0 || text[i - 1] == '\n';
        if (starts_line && (text[i] == '.' || text[i] == '\''))
            fputs("\\&", stream); /* else it would be a request */
        if (text[i] == '-')
            fputs("\\-", stream);
        else if (text[i] == '\\')
            fputs("\\e", stream);
        else
            fputc(text[i], stream);
    }
}

static void print_text(FILE *stream, const char *text)
{
    print_escaped(stream, text, strlen(text));
}

static void man_option(const struct option_row *row, FILE *stream)
{
    fputs(".TP\n", stream);
    if (row->letter)
        fprintf(stream, "\\fB\\-%c\\fR, ", row->letter);
    fputs("\\fB\\-\\-", stream);
    print_text(stream, row->negatable ? "[no-]" : "");
    print_text(stream, row->name);
    fputs("\\fR", stream);
    const char *argument = row->argument ? row->argument : "VALUE";
    if (row->type == OPT_OPTIONAL)
        fprintf(stream, "[=\\fI%s\\fR]", argument);
    else if (row->type != OPT_FLAG)
        fprintf(stream, " \\fI%s\\fR", argument);
    fputc('\n', stream);
    print_text(stream, row->help ? row->help : "");
    fputc('\n', stream);
}

/* Lines that end in a colon and start at the margin are headings; indented lines are kept as they
 * are; an empty line ends a paragraph. */
static void man_details(const char *details, FILE *stream)
{
    bool kept = false;
    size_t first = strcspn(details, "\n");
    if (first == 0 || details[first - 1] != ':')
        fputs(".SH NOTES\n", stream);
    for (const char *line = details; *line;) {
        size_t length = strcspn(line, "\n");
        bool indented = line[0] == ' ';
        if (kept != indented)
            fputs(indented ? ".nf\n" : ".fi\n", stream);
        kept = indented;
        if (length == 0) {
            fputs(".PP\n", stream);
        } else if (!indented && line[length - 1] == ':') {
            fputs(".SH ", stream);
            print_escaped(stream, line, length - 1);
            fputc('\n', stream);
        } else {
            print_escaped(stream, line, length);
            fputc('\n', stream);
        }
        line += length + (line[length] == '\n');
    }
    if (kept)
        fputs(".fi\n", stream);
}

void opt_man(const struct program *program, const char *version, FILE *stream)
{
    fprintf(stream, ".TH %s 1 \"\" \"%s %s\" \"User Commands\"\n.SH NAME\n%s \\- ", program->name,
            program->name, version, program->name);
    print_text(stream, program->purpose);
    fputs("\n.SH SYNOPSIS\n", stream);
    for (const char *line = program->synopsis; line && *line;) {
        size_t length = strcspn(line, "\n");
        fprintf(stream, ".B %s\n", program->name);
        print_escaped(stream, line, length);
        fputs("\n.br\n", stream);
        line += length + (line[length] == '\n');
    }
    fputs(".SH OPTIONS\n", stream);
    const char *group = "";
    for (const struct option_row *row = program->rows; row->name; row++) {
        if (row->hidden)
            continue;
        if (row->group && strcmp(row->group, group) != 0) {
            group = row->group;
            fputs(".SS ", stream);
            print_text(stream, group);
            fputc('\n', stream);
        }
        man_option(row, stream);
    }
    if (program->details)
        man_details(program->details, stream);
}

/* One branch of the completion's `case`: what may follow an option that takes a value. */
static void completion_value(const struct option_row *row, FILE *stream)
{
    if (row->type == OPT_FLAG || row->type == OPT_OPTIONAL || row->hidden)
        return;
    fprintf(stream, "    --%s%s%.1s)\n", row->name, row->letter ? "|-" : "", &row->letter);
    if (row->type == OPT_ENUM) {
        fputs("        COMPREPLY=($(compgen -W \"", stream);
        for (int i = 0; row->choices[i]; i++)
            fprintf(stream, "%s%s", i ? " " : "", row->choices[i]);
        fputs("\" -- \"$current\")) ;;\n", stream);
    } else {
        bool folder = row->argument && strcmp(row->argument, "DIR") == 0;
        fprintf(stream, "        COMPREPLY=($(compgen -%c -- \"$current\")) ;;\n",
                folder ? 'd' : 'f');
    }
}

void opt_completion(const struct program *program, FILE *stream)
{
    fprintf(stream, "_%s() {\n", program->name);
    fputs("    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
          "    case $previous in\n",
          stream);
    for (const struct option_row *row = program->rows; row->name; row++)
        completion_value(row, stream);
    fputs("    *)\n        case $current in\n        -*) COMPREPLY=($(compgen -W \"", stream);
    for (const struct option_row *row = program->rows; row->name; row++) {
        if (!row->hidden)
            fprintf(stream, "--%s ", row->name);
        if (!row->hidden && row->negatable)
            fprintf(stream, "--no-%s ", row->name);
    }
    fputs("\" -- \"$current\")) ;;\n"
          "        *) COMPREPLY=($(compgen -f -- \"$current\")) ;;\n"
          "        esac ;;\n    esac\n}\n",
          stream);
    fprintf(stream, "complete -o filenames -F _%s %s\n", program->name, program->name);
}
