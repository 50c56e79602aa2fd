#include "opt.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "str.h"

/* What getopt_long returns for a long option: its row, and whether it was --no-x. */
enum { CODE_BASE = 256, OPERAND = 1 };

struct parser {
    const struct program *program;
    struct option *names; /* for getopt_long */
    struct strbuf letters;
    char *options; /* the caller's struct */
    struct err *err;
};

static size_t row_count(const struct option_row *rows)
{
    size_t count = 0;
    while (rows[count].name)
        count++;
    return count;
}

static int argument_kind(const struct option_row *row)
{
    if (row->type == OPT_FLAG)
        return no_argument;
    return row->type == OPT_OPTIONAL ? optional_argument : required_argument;
}

static void *must_have(void *memory)
{
    if (!memory)
        die("out of memory");
    return memory;
}

static void prepare(struct parser *parser)
{
    const struct option_row *rows = parser->program->rows;
    size_t count = row_count(rows), next = 0;
    parser->names = must_have(calloc(2 * count + 1, sizeof *parser->names));
    strbuf_puts(&parser->letters, "-:"); /* operands in order; a missing argument gives ':' */
    for (size_t i = 0; i < count; i++) {
        int kind = argument_kind(&rows[i]), code = CODE_BASE + 2 * (int)i;
        parser->names[next++] = (struct option){rows[i].name, kind, NULL, code};
        if (rows[i].negatable) {
            struct strbuf name = {0};
            strbuf_printf(&name, "no-%s", rows[i].name);
            parser->names[next++] = (struct option){name.text, no_argument, NULL, code + 1};
        }
        if (rows[i].letter) {
            strbuf_putc(&parser->letters, rows[i].letter);
            strbuf_puts(&parser->letters, kind == no_argument         ? ""
                                          : kind == required_argument ? ":"
                                                                      : "::");
        }
    }
}

static void parser_release(struct parser *parser)
{
    for (const struct option *name = parser->names; name->name; name++) {
        if (name->val % 2)
            free((char *)(uintptr_t)name->name); /* a "no-" name, which is ours */
    }
    free(parser->names);
    strbuf_release(&parser->letters);
}

static const struct option_row *row_of(const struct program *program, int code)
{
    if (code >= CODE_BASE)
        return &program->rows[(code - CODE_BASE) / 2];
    for (const struct option_row *row = program->rows; row->name; row++) {
        if (row->letter == code)
            return row;
    }
    return NULL;
}

static bool bounded(const struct option_row *row)
{
    return row->minimum != 0 || row->maximum != 0;
}

static int set_number(const struct parser *parser, const struct option_row *row, const char *text)
{
    char *end;
    errno = 0;
    double value = row->type == OPT_INT ? (double)strtol(text, &end, 10) : strtod(text, &end);
    const char *kind = row->type == OPT_INT ? "a whole number" : "a number";
    if (end == text || *end || errno == ERANGE || !isfinite(value) ||
        (row->type == OPT_INT && (value < INT_MIN || value > INT_MAX)))
        return err_set(parser->err, "--%s: '%s' is not %s", row->name, text, kind);
    if (bounded(row) && (value < row->minimum || value > row->maximum))
        return err_set(parser->err, "--%s: %s is not within %.15g to %.15g", row->name, text,
                       row->minimum, row->maximum);
    if (row->type == OPT_INT)
        *(int *)(void *)(parser->options + row->offset) = (int)value;
    else
        *(double *)(void *)(parser->options + row->offset) = value;
    return 0;
}

static int set_choice(const struct parser *parser, const struct option_row *row, const char *text)
{
    struct strbuf names = {.maximum = 512};
    for (int i = 0; row->choices[i]; i++) {
        if (strcmp(row->choices[i], text) == 0) {
            *(int *)(void *)(parser->options + row->offset) = i;
            strbuf_release(&names);
            return 0;
        }
        strbuf_printf(&names, "%s%s", i ? ", " : "", row->choices[i]);
    }
    err_set(parser->err, "--%s: '%s' is not one of %s", row->name, text, strbuf_text(&names));
    strbuf_release(&names);
    return -1;
}

static void list_add(struct opt_list *list, const char *text)
{
    list->items = must_have(realloc(list->items, (list->count + 1) * sizeof *list->items));
    list->items[list->count++] = text;
}

static int set_value(const struct parser *parser, const struct option_row *row, bool negated,
                     const char *text)
{
    void *value = parser->options + row->offset;
    switch (row->type) {
    case OPT_FLAG:
        *(bool *)value = !negated;
        return 0;
    case OPT_STRING:
        *(const char **)value = text;
        return 0;
    case OPT_OPTIONAL:
        *(const char **)value = text ? text : row->fallback;
        return 0;
    case OPT_LIST:
        list_add(value, text);
        return 0;
    case OPT_ENUM:
        return set_choice(parser, row, text);
    case OPT_INT:
    case OPT_REAL:
        return set_number(parser, row, text);
    }
    bug("option --%s has no type", row->name);
}

static int unknown_name(const struct parser *parser, const char *given)
{
    int length = (int)strcspn(given, "=");
    struct strbuf name = {.maximum = 200};
    strbuf_printf(&name, "%.*s", length > 2 ? length - 2 : 0, given + (length > 2 ? 2 : 0));
    const char *near = NULL;
    for (const struct option_row *row = parser->program->rows; row->name && !near; row++) {
        if (!row->hidden && str_resembles(strbuf_text(&name), row->name))
            near = row->name;
    }
    if (near)
        err_set(parser->err, "unknown option '%.*s' (did you mean '--%s'?)", length, given, near);
    else
        err_set(parser->err, "unknown or ambiguous option '%.*s'", length, given);
    strbuf_release(&name);
    return -1;
}

/* `code` is '?' or ':'; getopt left the particulars in optopt and optind. */
static int refuse(const struct parser *parser, int code, char **argv)
{
    const struct option_row *row = row_of(parser->program, optopt);
    if (code == ':' && optopt < CODE_BASE)
        return err_set(parser->err, "option '-%c' needs a value", optopt);
    if (code == ':')
        return err_set(parser->err, "option '--%s' needs a value", row->name);
    if (optopt >= CODE_BASE)
        return err_set(parser->err, "option '--%s%s' takes no value", optopt % 2 ? "no-" : "",
                       row->name);
    if (optopt)
        return err_set(parser->err, "unknown option '-%c'", optopt);
    return unknown_name(parser, argv[optind - 1]);
}

int opt_parse(const struct program *program, int argc, char **argv, void *options, int *dashes,
              struct err *err)
{
    struct parser parser = {.program = program, .options = options, .err = err};
    struct opt_list operands = {0};
    int code, failed = 0;
    prepare(&parser);
    optind = 0; /* glibc: start afresh */
    opterr = 0;
    while (!failed &&
           (code = getopt_long(argc, argv, parser.letters.text, parser.names, NULL)) != -1) {
        if (code == OPERAND)
            list_add(&operands, optarg);
        else if (code == '?' || code == ':')
            failed = refuse(&parser, code, argv);
        else
            failed =
                set_value(&parser, row_of(program, code), code >= CODE_BASE && code % 2, optarg);
    }
    /* What stands before optind has been looked at, so there is room for its operands. */
    *dashes = optind;
    int first = optind - (int)operands.count;
    for (size_t i = 0; i < operands.count && !failed; i++)
        argv[first + (int)i] = (char *)(uintptr_t)operands.items[i];
    free(operands.items);
    parser_release(&parser);
    return failed ? -1 : first;
}

void opt_release(const struct program *program, void *options)
{
    for (const struct option_row *row = program->rows; row->name; row++) {
        if (row->type == OPT_LIST) {
            struct opt_list *list = (void *)((char *)options + row->offset);
            free(list->items);
            *list = (struct opt_list){0};
        }
    }
}
