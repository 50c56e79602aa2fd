/* Loading: the field tables, and what a file leaves to defaults. */
#include "spec.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "file.h"
#include "result.h"
#include "str.h"

/* No machine runs more; and a double still holds every integer below. */
#define SIZE_MAXIMUM 1e15

/* What is not said anywhere.  Rounds: the prototype's noise needs 3 to 10, mostly 5. */
static const struct spec_limits default_limits = {
    .timeout = 30, .memory = 8ULL << 30, .processes = 2000, .rounds = 5, .runs = 600};

#define FIELD(s, m) offsetof(struct s, m)

#define LIMIT_ROW(at, name, kind, low, high, text) \
    {.key = #name,                                 \
     .type = (kind),                               \
     .offset = (at) + FIELD(spec_limits, name),    \
     .minimum = (low),                             \
     .maximum = (high),                            \
     .help = (text)}
#define LIMIT_ROWS(at)                                                                        \
    LIMIT_ROW(at, rounds, YTAB_INT, 1, 1000, "sweeps over the sizes taken at least (5)"),     \
        LIMIT_ROW(at, timeout, YTAB_DURATION, 0.001, 86400, "of one run, killed then (30s)"), \
        LIMIT_ROW(at, memory, YTAB_BYTES, 1 << 20, 1e15, "that one run may allocate (8GiB)"), \
        LIMIT_ROW(at, processes, YTAB_INT, 1, 1e6,                                            \
                  "processes and threads that one run may have at a time (2000)"),            \
        LIMIT_ROW(at, runs, YTAB_INT, 4, 1000000, "runs of one variant at most (600)"),       \
        LIMIT_ROW(at, budget, YTAB_DURATION, 0.001, 1e6, "time of one variant at most (no bound)")

static const struct ytab_field size_fields[] = {
    {.key = YTAB_MARK_KEY, .offset = FIELD(spec_sizes, mark)},
    {.key = "from",
     .type = YTAB_INT,
     .offset = FIELD(spec_sizes, from),
     .minimum = 0,
     .maximum = SIZE_MAXIMUM,
     .help = "the smallest size"},
    {.key = "to",
     .type = YTAB_INT,
     .offset = FIELD(spec_sizes, to),
     .minimum = 1,
     .maximum = SIZE_MAXIMUM,
     .help = "the largest size"},
    {.key = "points",
     .type = YTAB_INT,
     .offset = FIELD(spec_sizes, points),
     .minimum = 2,
     .maximum = 1000,
     .help = "how many sizes the first sweep has, in geometric steps"},
    {.key = "step",
     .type = YTAB_INT,
     .offset = FIELD(spec_sizes, step),
     .minimum = 1,
     .maximum = SIZE_MAXIMUM,
     .help = "only from + k * step are sizes"},
    {.key = "list",
     .type = YTAB_STRINGS,
     .offset = FIELD(spec_sizes, listed),
     .help = "only these are sizes, ascending"},
    {0},
};

static void load_sizes(struct ytab_load *load, const struct ytab_node *node, void *value)
{
    static const struct ytab_field range = {
        .key = "sizes", .type = YTAB_RECORD, .fields = size_fields};
    static const struct ytab_field plain = {.key = "sizes", .type = YTAB_STRINGS};
    struct spec_sizes *sizes = value;
    sizes->from = sizes->to = -1;
    sizes->mark = ytab_mark(node);
    if (ytab_kind(node) == YTAB_IS_MAP)
        ytab_fill(load, node, &range, sizes);
    else
        ytab_fill(load, node, &plain, &sizes->listed);
}

static const struct ytab_field cliff_fields[] = {
    {.key = "at",
     .type = YTAB_INT,
     .offset = FIELD(expected_cliff, at),
     .required = true,
     .minimum = 0,
     .maximum = SIZE_MAXIMUM,
     .help = "the first size on the far side"},
    {.key = "tolerance",
     .type = YTAB_INT,
     .offset = FIELD(expected_cliff, tolerance),
     .minimum = 0,
     .maximum = SIZE_MAXIMUM,
     .help = "sizes by which it may differ (0)"},
    {0},
};

static const struct ytab_field expect_fields[] = {
    {.key = YTAB_MARK_KEY, .offset = FIELD(spec_expect, mark)},
    {.key = "verdict",
     .type = YTAB_FLAGS,
     .offset = FIELD(spec_expect, verdicts),
     .choices = verdict_names,
     .help = "must all be reached; with clean among them, may be"},
    {.key = "allow",
     .type = YTAB_FLAGS,
     .offset = FIELD(spec_expect, allow),
     .choices = verdict_names,
     .help = "may be reached as well"},
    {.key = "cliff",
     .type = YTAB_RECORDS,
     .offset = FIELD(spec_expect, cliffs),
     .fields = cliff_fields,
     .size = sizeof(struct expected_cliff),
     .help = "where, in order"},
    {.key = "scaling",
     .type = YTAB_STRINGS,
     .offset = FIELD(spec_expect, scaling),
     .help = "the declared class: n, n log n, n^2, ..."},
    {0},
};

static const struct ytab_field claim_fields[] = {
    {.key = "touched",
     .type = YTAB_STRINGS,
     .offset = FIELD(spec_fixture, claims[CLAIM_TOUCHED]),
     .help = "bytes that a run says it handles, an expression"},
    {.key = "stored",
     .type = YTAB_STRINGS,
     .offset = FIELD(spec_fixture, claims[CLAIM_STORED]),
     .help = "bytes that a run says it holds at its end, an expression"},
    {.key = "flops",
     .type = YTAB_STRINGS,
     .offset = FIELD(spec_fixture, claims[CLAIM_FLOPS]),
     .help = "floating-point operations that a run says it does, an expression"},
    {.key = "items",
     .type = YTAB_STRINGS,
     .offset = FIELD(spec_fixture, claims[CLAIM_ITEMS]),
     .help = "things that a run says it handles, an expression"},
    {0},
};

static const struct ytab_field fixture_fields[] = {
    {.key = YTAB_MARK_KEY, .offset = FIELD(spec_fixture, mark)},
    {.key = "name",
     .type = YTAB_STRING,
     .offset = FIELD(spec_fixture, name),
     .required = true,
     .help = "unique in the file"},
    {.key = "source",
     .type = YTAB_STRING,
     .offset = FIELD(spec_fixture, source),
     .help = "the program, relative to the spec; C and C++ are compiled"},
    {.key = "command",
     .type = YTAB_STRINGS,
     .offset = FIELD(spec_fixture, command),
     .help = "the program and its arguments, with {placeholders}"},
    {.key = "only_if",
     .type = YTAB_STRINGS,
     .offset = FIELD(spec_fixture, only_if),
     .help = "a command; where it fails the variant is skipped"},
    {.key = "cc",
     .type = YTAB_STRING,
     .offset = FIELD(spec_fixture, cc),
     .help = "the compiler (cc, c++)"},
    {.key = "cflags",
     .type = YTAB_STRINGS,
     .offset = FIELD(spec_fixture, cflags),
     .help = "its flags (-O2)"},
    {.key = "matrix",
     .type = YTAB_TABLE,
     .offset = FIELD(spec_fixture, matrix),
     .help = "variables and their values; one variant for each combination"},
    {.key = "params",
     .type = YTAB_TABLE,
     .offset = FIELD(spec_fixture, params),
     .help = "variables with one value each"},
    {.key = "sizes",
     .type = YTAB_CUSTOM,
     .offset = FIELD(spec_fixture, sizes),
     .custom = load_sizes,
     .required = true,
     .help = "what n stands for"},
    {.key = "claims",
     .type = YTAB_RECORD,
     .fields = claim_fields,
     .help = "what one run says it does"},
    {.key = "expect",
     .type = YTAB_RECORD,
     .offset = FIELD(spec_fixture, expect),
     .fields = expect_fields,
     .help = "what the verdict is held to (clean)"},
    LIMIT_ROWS(FIELD(spec_fixture, limits)),
    {0},
};

static const struct ytab_field default_fields[] = {LIMIT_ROWS(0), {0}};

struct document {
    int64_t version;
    struct spec_limits defaults;
    struct ytab_records fixtures;
};

static const struct ytab_field document_fields[] = {
    {.key = "version",
     .type = YTAB_INT,
     .offset = FIELD(document, version),
     .required = true,
     .minimum = 1,
     .maximum = 1,
     .help = "of the format: 1"},
    {.key = "defaults",
     .type = YTAB_RECORD,
     .offset = FIELD(document, defaults),
     .fields = default_fields,
     .help = "limits of fixtures that do not say their own"},
    {.key = "fixtures",
     .type = YTAB_RECORDS,
     .offset = FIELD(document, fixtures),
     .fields = fixture_fields,
     .size = sizeof(struct spec_fixture),
     .required = true,
     .help = "what is run"},
    {0},
};

static void fill_limits(struct spec_limits *limits, const struct spec_limits *from)
{
    if (limits->timeout <= 0)
        limits->timeout = from->timeout;
    if (!limits->memory)
        limits->memory = from->memory;
    if (!limits->processes)
        limits->processes = from->processes;
    if (!limits->rounds)
        limits->rounds = from->rounds;
    if (!limits->runs)
        limits->runs = from->runs;
    if (limits->budget <= 0)
        limits->budget = from->budget;
}

/* The folder that `path` stands in, absolute. */
static const char *folder_of(const char *path, struct arena *arena)
{
    char *resolved = realpath(path, NULL);
    const char *folder = arena_strdup(arena, resolved ? resolved : "/");
    free(resolved);
    char *slash = strrchr(folder, '/');
    if (slash && slash != folder)
        *slash = '\0';
    return folder;
}

static void fill_language(struct spec_fixture *fixture, const char *folder, struct arena *arena)
{
    static const struct {
        const char *ending;
        enum spec_language language;
    } endings[] = {{".py", SPEC_PYTHON},
                   {".c", SPEC_C},
                   {".cc", SPEC_CXX},
                   {".cpp", SPEC_CXX},
                   {".cxx", SPEC_CXX}};
    if (!fixture->source)
        return;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(fixture->source, endings[i].ending))
            fixture->language = endings[i].language;
    if (fixture->source[0] != '/')
        fixture->source = arena_printf(arena, "%s/%s", folder, fixture->source);
}

static void fill_command(struct spec_fixture *fixture, struct arena *arena)
{
    static const char *python[] = {"{python}", "{source}", "{n}"};
    static const char *compiled[] = {"{program}", "{n}"};
    if (fixture->command.count || fixture->language == SPEC_COMMAND)
        return;
    bool is_python = fixture->language == SPEC_PYTHON;
    fixture->command.items = is_python ? python : compiled;
    fixture->command.count = is_python ? 3 : 2;
    fixture->command.marks = ARENA_ARRAY(arena, struct ytab_mark, fixture->command.count);
    for (size_t i = 0; i < fixture->command.count; i++)
        fixture->command.marks[i] = fixture->mark;
}

int spec_load(const char *path, struct spec *spec, struct arena *arena, struct diags *diags)
{
    struct err err = {0};
    size_t length = 0;
    char *text = file_read(path, YTAB_BYTES_MAX, &length, &err);
    if (!text) {
        diag_add(diags, DIAG_ERROR, NULL, 0, 0, "%s", err.text);
        return -1;
    }
    struct document document = {0};
    size_t errors_before = diags->errors;
    ytab_load_text(path, text, length, document_fields, &document, arena, diags);
    *spec = (struct spec){.path = arena_strdup(arena, path),
                          .directory = folder_of(path, arena),
                          .fixtures = document.fixtures.items,
                          .fixture_count = document.fixtures.count};
    free(text);
    fill_limits(&document.defaults, &default_limits);
    for (size_t i = 0; i < spec->fixture_count; i++) {
        fill_limits(&spec->fixtures[i].limits, &document.defaults);
        fill_language(&spec->fixtures[i], spec->directory, arena);
        fill_command(&spec->fixtures[i], arena);
    }
    spec_check(spec, arena, diags);
    return diags->errors == errors_before ? 0 : -1;
}

void spec_format_print(FILE *stream)
{
    fputs("# Spec files\n\n"
          "A spec tells `benchrun` what to run at which sizes, what it claims, and what it is held "
          "to. `benchrun validate` checks it.\n\n",
          stream);
    ytab_describe(document_fields, stream);
    fputs("\n`sizes` is a list of sizes, or:\n\n", stream);
    ytab_describe(size_fields, stream);
    fputs(
        "\nCommands: in each argument `{name}` stands for a variable of `matrix` or `params`, "
        "and\n\n"
        "- `{n}`: the size, which is in `BENCHRUN_N` too\n"
        "- `{source}`: the source's path\n"
        "- `{program}`: what a C or C++ source was compiled to\n"
        "- `{python}`: the interpreter behind the variable `python`, or `python3`\n"
        "- `{cc}`: the compiler\n\n"
        "Without a command a Python source is run as `{python} {source} {n}`, a C or C++ source as "
        "`{program} {n}`. Programs run in the spec's folder, without a shell, with an empty "
        "standard "
        "input and an environment of their own.\n\n"
        "Expressions know `+ - * / %`, parentheses, numbers, `n`, variables whose values are "
        "numbers, "
        "and `log2(x)`, `min(x, y)`, `max(x, y)`.\n\n"
        "`scaling` is one of",
        stream);
    for (const char *const *class = spec_scalings; *class; class ++)
        fprintf(stream, "%s `%s`", class == spec_scalings ? "" : ",", *class);
    fputs(
        ".\n\n"
        "A variant whose interpreter or compiler (`python`, `cc` in `matrix`) is absent is skipped "
        "and said. Without `expect` anything but `clean` is unexpected; with it every verdict of "
        "`verdict` must be reached and none but those of `allow` besides.\n",
        stream);
}
