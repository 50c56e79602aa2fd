/* Jupyter notebooks: the code cells, one after another, are a Python file; what IPython adds to the
 * language is written out as Python where it measures, and left out where it does not.
 * https://nbformat.readthedocs.io/en/latest/format_description.html
 * https://ipython.readthedocs.io/en/stable/interactive/magics.html */
#include <ctype.h>
#include <jansson.h>
#include <string.h>

#include "front.h"

struct notebook {
    struct arena *arena;
    struct strbuf source;           /* all cells, as the user wrote them */
    struct ir_text_builder builder; /* what is lowered */
    uint32_t line;                  /* of the source, where the next line goes */
    unsigned timed;                 /* statements so far */
    VEC(struct ir_cell) cells;
};

/* How a cell or a line is measured. */
enum magic { MAGIC_NONE, MAGIC_TIME, MAGIC_TIMEIT, MAGIC_BODY, MAGIC_OTHER };

static const struct {
    const char *name;
    enum magic magic;
} magics[] = {
    {"time", MAGIC_TIME},     {"timeit", MAGIC_TIMEIT},
    {"capture", MAGIC_BODY}, /* these run the cell as it is */
    {"prun", MAGIC_BODY},     {"debug", MAGIC_BODY},
    {"memit", MAGIC_BODY},    {"snakeviz", MAGIC_BODY},
    {"mprof_run", MAGIC_BODY}, {"scalene", MAGIC_BODY},
    {"pyinstrument", MAGIC_BODY},
};

/* --- what IPython reads --------------------------------------------------------------------- */

static struct slice trimmed(struct slice text)
{
    while (text.length && isspace((unsigned char)*text.at))
        text = (struct slice){text.at + 1, text.length - 1};
    while (text.length && isspace((unsigned char)text.at[text.length - 1]))
        text.length--;
    return text;
}

static struct slice word_of(struct slice text)
{
    size_t length = 0;
    while (length < text.length && (isalnum((unsigned char)text.at[length]) ||
                                    text.at[length] == '_'))
        length++;
    return (struct slice){text.at, length};
}

static struct slice behind(struct slice text, size_t count)
{
    return (struct slice){text.at + count, text.length - count};
}

static struct slice next_line(struct slice *text)
{
    const char *end = memchr(text->at, '\n', text->length);
    struct slice line = {text->at, end ? (size_t)(end - text->at) : text->length};
    *text = behind(*text, end ? line.length + 1 : line.length);
    if (line.length && line.at[line.length - 1] == '\r')
        line.length--;
    return line;
}

/* The magic that the text, behind its % signs, names; *rest is what it is given. */
static enum magic magic_of(struct slice text, struct slice *rest)
{
    struct slice name = word_of(text);
    *rest = trimmed(behind(text, name.length));
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (slice_is(name, magics[i].name))
            return magics[i].magic;
    return MAGIC_OTHER;
}

/* Options of %timeit: -n 10, -r3, -o ... up to the statement.  With -n 1 the magic is that of a
 * single run. */
static struct slice without_options(struct slice text, enum magic *magic)
{
    while (text.length > 1 && *text.at == '-' && isalpha((unsigned char)text.at[1])) {
        bool takes_value = strchr("nrp", text.at[1]) != NULL, is_number = text.at[1] == 'n';
        struct slice value;
        size_t end = 0;
        while (end < text.length && !isspace((unsigned char)text.at[end]))
            end++;
        value = (struct slice){text.at + 2, end - 2};
        text = trimmed(behind(text, end));
        if (takes_value && value.length == 0) { /* it stands apart */
            value = word_of(text);
            text = trimmed(behind(text, value.length));
        }
        if (is_number && slice_is(value, "1"))
            *magic = MAGIC_TIME;
    }
    return text;
}

/* `cd images`, `timeit -n 5 f(x)`: what needs no % sign, where it can be no Python. */
static bool is_bare_magic(struct slice text)
{
    static const char *const names[] = {"pip", "conda", "cd",  "ls",    "mkdir",  "rm",
                                        "cp",  "mv",    "cat", "rmdir", "timeit", "time"};
    struct slice name = word_of(text), rest = behind(text, name.length);
    size_t blanks = 0;
    while (blanks < rest.length && rest.at[blanks] == ' ')
        blanks++;
    if (blanks == 0 || blanks == rest.length)
        return false;
    rest = behind(rest, blanks);
    bool is_word = isalnum((unsigned char)*rest.at) || strchr("_/~.", *rest.at);
    bool is_option = rest.length > 1 && *rest.at == '-' && isalpha((unsigned char)rest.at[1]);
    bool is_keyword = slice_is(word_of(rest), "in") || slice_is(word_of(rest), "is") ||
                      slice_is(word_of(rest), "and") || slice_is(word_of(rest), "or") ||
                      slice_is(word_of(rest), "if") || slice_is(word_of(rest), "not");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_is(name, names[i]))
            return (is_word && !is_keyword) || is_option;
    return false;
}

/* How many of the text's lines, after the first, belong to its statement: it ends with a backslash,
 * or in the middle of parentheses. */
static size_t lines_continued(struct slice text)
{
    enum { LINES_MAX = 100 }; /* what is longer is no line */
    size_t lines = 0, depth = 0;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.at[i];
        depth += strchr("([{", byte) && byte;
        depth -= depth > 0 && strchr(")]}", byte) && byte;
        if (byte == '\n' && depth == 0 && (i == 0 || text.at[i - 1] != '\\'))
            return lines;
        lines += byte == '\n';
        if (lines > LINES_MAX)
            return 0;
    }
    return depth == 0 ? lines : 0; /* never closed: it was no parenthesis */
}

/* Where a line's magic begins: at its start, or behind `name =`; NULL when it is plain Python. */
static const char *magic_start(struct slice line)
{
    struct slice text = trimmed(line), name = word_of(text), rest;
    if (text.length == 0)
        return NULL;
    if (text.length > 1 && strchr("%!?", *text.at) && (*text.at != '%' ||
                                                        isalpha((unsigned char)text.at[1])))
        return text.at;
    if (is_bare_magic(text))
        return text.at;
    if (text.at[text.length - 1] == '?' && word_of(text).length > 0)
        return text.at;
    rest = trimmed(behind(text, name.length));
    if (name.length == 0 || rest.length < 3 || *rest.at != '=')
        return NULL;
    rest = trimmed(behind(rest, 1));
    bool is_magic = rest.length > 1 && (*rest.at == '!' || (*rest.at == '%' &&
                                                            isalpha((unsigned char)rest.at[1])));
    return is_magic ? rest.at : NULL;
}

/* --- what is lowered ------------------------------------------------------------------------ */

static void add_still(struct notebook *notebook, struct slice indent, const char *text,
                      uint32_t column)
{
    char *copy = arena_printf(notebook->arena, "%.*s%s", (int)indent.length, indent.at, text);
    ir_text_add_still(&notebook->builder, copy, notebook->line, column);
}

/* The clock starts; what follows is indented by the result. */
static const char *start_clock(struct notebook *notebook, struct slice indent, enum magic magic,
                               uint32_t column)
{
    const char *start = arena_printf(
        notebook->arena, "_benchlint_start_%u = _benchlint_time.perf_counter()\n", notebook->timed);
    add_still(notebook, indent, start, column);
    if (magic == MAGIC_TIMEIT)
        add_still(notebook, indent, "for _benchlint_round in _benchlint_rounds:\n", column);
    return magic == MAGIC_TIMEIT ? "    " : "";
}

static void stop_clock(struct notebook *notebook, struct slice indent, uint32_t column)
{
    const char *stop =
        arena_printf(notebook->arena,
                     "str(_benchlint_time.perf_counter() - _benchlint_start_%u)\n", /* it tells */
                     notebook->timed);
    add_still(notebook, indent, stop, column);
    notebook->timed++;
}

static uint32_t column_in(struct slice line, const char *at)
{
    return (uint32_t)(at - line.at) + 1;
}

static void add_code(struct notebook *notebook, struct slice line, struct slice code)
{
    ir_text_add(&notebook->builder, code, notebook->line, column_in(line, code.at));
}

/* The lines on which a statement goes on. */
static void add_continued(struct notebook *notebook, struct slice more)
{
    uint32_t first = notebook->line;
    while (more.length > 0) {
        struct slice line = next_line(&more);
        notebook->line++;
        add_still(notebook, (struct slice){"", 0}, "\n", 1);
        add_code(notebook, line, line);
    }
    notebook->line = first;
}

/* A line that is measured by a magic of its own, or that Python does not read; `more` are the lines
 * on which it goes on. */
static void add_magic_line(struct notebook *notebook, struct slice line, const char *at,
                           struct slice more)
{
    struct slice own = trimmed(line), rest = {"", 0};
    struct slice indent = {line.at, (size_t)(own.at - line.at)};
    struct slice target = {own.at, (size_t)(at - own.at)};
    uint32_t column = column_in(line, at);
    enum magic magic = MAGIC_OTHER;
    bool is_named = *at == '%';
    if (is_named)
        at++;
    if (is_named || is_bare_magic(own))
        magic = magic_of((struct slice){at, (size_t)(own.at + own.length - at)}, &rest);
    if (magic == MAGIC_TIMEIT)
        rest = without_options(rest, &magic);
    if ((magic == MAGIC_TIME || magic == MAGIC_TIMEIT) && rest.length > 0) {
        const char *deeper = start_clock(notebook, indent, magic, column);
        add_still(notebook, indent, deeper, column);
        add_code(notebook, line, rest);
        add_continued(notebook, more);
        add_still(notebook, (struct slice){"", 0}, "\n", column);
        stop_clock(notebook, indent, column);
    }
    add_still(notebook, indent, "", column);
    add_code(notebook, line, target); /* name = */
    add_still(notebook, (struct slice){"", 0}, target.length ? "_benchlint_result\n" : "pass\n",
              column);
}

/* The first line of what is left of a cell; more than one where a magic goes on. */
static void add_line(struct notebook *notebook, struct slice *left, const char *indent)
{
    struct slice rest = *left, line = next_line(left);
    const char *at = magic_start(line);
    if (at && !*indent) {
        struct slice more = *left;
        for (size_t lines = lines_continued(rest); lines > 0; lines--)
            next_line(left);
        more.length -= left->length;
        add_magic_line(notebook, line, at, more);
        for (; more.length > 0; next_line(&more))
            notebook->line++;
        return;
    }
    if (*indent)
        add_still(notebook, (struct slice){"", 0}, indent, 1);
    if (at)
        add_still(notebook, (struct slice){"", 0}, "pass", 1);
    else
        add_code(notebook, line, line);
    ir_text_add(&notebook->builder, (struct slice){"\n", 1}, notebook->line,
                (uint32_t)line.length + 1);
}

/* --- cells ---------------------------------------------------------------------------------- */

/* A cell of which the first line says how it is run.  *left is the rest of the cell. */
static enum magic begin_cell(struct notebook *notebook, struct slice *left, const char **indent)
{
    struct slice peeked = *left, first = next_line(&peeked), rest, none = {"", 0};
    enum magic magic;
    *indent = "";
    if (first.length < 3 || strncmp(first.at, "%%", 2) != 0)
        return MAGIC_NONE;
    *left = peeked;
    magic = magic_of(behind(first, 2), &rest);
    if (magic == MAGIC_TIMEIT && (rest = without_options(rest, &magic)).length > 0) {
        add_code(notebook, first, rest); /* the set-up */
        add_still(notebook, none, "\n", 1);
    }
    if (magic == MAGIC_TIME || magic == MAGIC_TIMEIT)
        *indent = start_clock(notebook, none, magic, 1);
    if (magic == MAGIC_TIMEIT)
        add_still(notebook, none, "    pass\n", 1);
    notebook->line++;
    return magic;
}

static void add_cell(struct notebook *notebook, struct slice text, uint32_t number)
{
    struct slice left = text, none = {"", 0};
    const char *indent;
    *VEC_ADD(notebook->arena, &notebook->cells) = (struct ir_cell){notebook->line, number};
    uint32_t first = notebook->line;
    enum magic magic = begin_cell(notebook, &left, &indent);
    while (left.length > 0) {
        if (magic != MAGIC_OTHER)
            add_line(notebook, &left, indent);
        else
            next_line(&left);
        notebook->line++;
    }
    if (magic == MAGIC_TIME || magic == MAGIC_TIMEIT) {
        uint32_t next = notebook->line;
        notebook->line = first;
        stop_clock(notebook, none, 1);
        notebook->line = next;
    }
    strbuf_add(&notebook->source, text.at, text.length);
    if (text.length == 0 || text.at[text.length - 1] != '\n')
        strbuf_putc(&notebook->source, '\n');
    notebook->line += text.length == 0;
}

/* A cell's text: one string, or a list of lines. */
static struct slice cell_text(struct notebook *notebook, const json_t *cell)
{
    const json_t *source = json_object_get(cell, "source"), *line;
    struct strbuf text = {0};
    size_t i;
    if (!source)
        source = json_object_get(cell, "input"); /* before version 4 of the format */
    if (json_is_string(source))
        strbuf_puts(&text, json_string_value(source));
    json_array_foreach(source, i, line)
        strbuf_puts(&text, json_is_string(line) ? json_string_value(line) : "");
    struct slice copy = {arena_copy(notebook->arena, strbuf_text(&text), text.length),
                         text.length};
    strbuf_release(&text);
    return copy;
}

static bool is_python(const json_t *root)
{
    const json_t *metadata = json_object_get(root, "metadata");
    const char *language =
        json_string_value(json_object_get(json_object_get(metadata, "kernelspec"), "language"));
    if (!language)
        language = json_string_value(
            json_object_get(json_object_get(metadata, "language_info"), "name"));
    return !language || strcmp(language, "python") == 0;
}

static void add_cells(struct notebook *notebook, const json_t *cells)
{
    size_t i;
    const json_t *cell;
    json_array_foreach(cells, i, cell) {
        const char *type = json_string_value(json_object_get(cell, "cell_type"));
        if (type && strcmp(type, "code") == 0)
            add_cell(notebook, cell_text(notebook, cell), (uint32_t)i + 1);
    }
}

static void read_cells(struct notebook *notebook, const json_t *root)
{
    const json_t *cells = json_object_get(root, "cells");
    if (!cells)
        cells = json_object_get(json_array_get(json_object_get(root, "worksheets"), 0), "cells");
    ir_text_start(&notebook->builder, notebook->arena, NULL);
    ir_text_add_still(&notebook->builder, "import time as _benchlint_time\n", 1, 1);
    if (is_python(root))
        add_cells(notebook, cells);
}

struct ir_unit *notebook_lower(const char *path, const char *source, size_t length,
                               struct arena *arena, struct err *err)
{
    struct notebook notebook = {.arena = arena, .line = 1};
    json_error_t error;
    json_t *root = json_loadb(source, length, 0, &error);
    struct ir_unit *unit, file = {.path = path};
    if (!json_is_object(root)) {
        err_set(err, "not a notebook: %s", root ? "no object" : error.text);
        json_decref(root);
        return NULL;
    }
    read_cells(&notebook, root);
    json_decref(root);
    struct ir_text text = ir_text_finish(&notebook.builder);
    unit = python_lower(path, text.text, text.length, arena, err);
    if (unit) {
        file.source = arena_copy(arena, strbuf_text(&notebook.source), notebook.source.length);
        file.source_length = notebook.source.length;
        file.cells = notebook.cells.items;
        file.cell_count = notebook.cells.count;
        python_place(unit, &text, &file);
    }
    strbuf_release(&notebook.source);
    return unit;
}
