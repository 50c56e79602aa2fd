#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"

struct options {
    const char *build, *diff;
    bool verbose, color;
    int jobs, format;
    double budget;
    struct opt_list reports;
};

static const char *const formats[] = {"text", "json", "sarif", NULL};
static const struct option_row rows[] = {
    {.name = "build",
     .letter = 'p',
     .type = OPT_STRING,
     .argument = "DIR",
     .offset = offsetof(struct options, build),
     .group = "Input",
     .help =
         "folder of compile_commands.json (searched upward from each file when it is not given)"},
    {.name = "diff",
     .type = OPT_OPTIONAL,
     .argument = "REF",
     .fallback = "HEAD",
     .offset = offsetof(struct options, diff),
     .help = "only changed lines"},
    {.name = "format",
     .type = OPT_ENUM,
     .argument = "FMT",
     .choices = formats,
     .offset = offsetof(struct options, format),
     .group = "Output",
     .help = "text (default)\njson\nsarif"},
    {.name = "report",
     .type = OPT_LIST,
     .argument = "FMT=FILE",
     .offset = offsetof(struct options, reports),
     .help = "may be given several times"},
    {.name = "jobs",
     .letter = 'j',
     .type = OPT_INT,
     .argument = "N",
     .minimum = 1,
     .maximum = 256,
     .offset = offsetof(struct options, jobs),
     .help = "files at a time"},
    {.name = "budget",
     .type = OPT_REAL,
     .argument = "SECONDS",
     .offset = offsetof(struct options, budget),
     .help = "time to spend"},
    {.name = "verbose",
     .letter = 'v',
     .type = OPT_FLAG,
     .offset = offsetof(struct options, verbose),
     .help = "say more"},
    {.name = "color",
     .type = OPT_FLAG,
     .negatable = true,
     .offset = offsetof(struct options, color),
     .help = "use colours"},
    {.name = "secret",
     .type = OPT_FLAG,
     .hidden = true,
     .offset = offsetof(struct options, verbose),
     .help = "not for everybody"},
    {0},
};
static const struct program program = {
    .name = "tool",
    .purpose = "does one thing",
    .synopsis = "[OPTIONS] FILE...\n--version",
    .rows = rows,
    .details =
        "A paragraph of several\nlines, which is filled because it is longer than a terminal "
        "is wide.\n\nExit status:\n  0  nothing\n  1  -findings\n",
};

enum { WORDS_MAX = 16 };

/* Parses the words of a line; what follows the options is left in `argv`. */
static int parse(const char *line, struct options *options, char **argv, int *argc, int *dashes,
                 struct err *err)
{
    static char copy[256];
    snprintf(copy, sizeof copy, "tool %s", line);
    *argc = 0;
    for (char *word = strtok(copy, " "); word && *argc < WORDS_MAX; word = strtok(NULL, " "))
        argv[(*argc)++] = word;
    argv[*argc] = NULL;
    return opt_parse(&program, *argc, argv, options, dashes, err);
}

Test(opt, fills_every_type)
{
    struct options options = {.color = true};
    char *argv[WORDS_MAX + 1];
    int argc, dashes;
    struct err err = {0};
    int first = parse("-p out --format=json -vj 3 --report a=b --budget 1.5 --report c=d "
                      "--no-color --diff=main",
                      &options, argv, &argc, &dashes, &err);
    cr_assert_eq(first, argc, "%s", err.text);
    cr_expect_eq(dashes, argc);
    cr_expect_str_eq(options.build, "out");
    cr_expect_str_eq(options.diff, "main");
    cr_expect_eq(options.format, 1);
    cr_expect(options.verbose);
    cr_expect(!options.color);
    cr_expect_eq(options.jobs, 3);
    cr_expect_eq(options.budget, 1.5);
    cr_assert_eq(options.reports.count, 2);
    cr_expect_str_eq(options.reports.items[1], "c=d");
    opt_release(&program, &options);
    cr_expect_eq(options.reports.count, 0);
}

Test(opt, an_optional_value_falls_back)
{
    struct options options = {0};
    char *argv[WORDS_MAX + 1];
    int argc, dashes;
    int first = parse("--diff main.c", &options, argv, &argc, &dashes, NULL);
    cr_expect_str_eq(options.diff, "HEAD");
    cr_expect_str_eq(argv[first], "main.c");
}

Test(opt, operands_keep_their_order_and_dashes_end_the_options)
{
    static const struct {
        const char *line, *operands;
        int after; /* operands after the dashes */
    } cases[] = {
        {"a.c -v b.c --jobs 2 c.c", "a.c b.c c.c ", 0},
        {"a.c -- -O2 -v", "a.c -O2 -v ", 2},
        {"-v -- -O2", "-O2 ", 1},
        {"a.c -v --", "a.c ", 0},
        {"--build -- a.c", "a.c ", 0}, /* the dashes are a value here */
        {"a.c - b.c -- -- x", "a.c - b.c -- x ", 2},
        {"", "", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct options options = {0};
        char *argv[WORDS_MAX + 1], got[100] = "";
        int argc, dashes;
        int first = parse(cases[i].line, &options, argv, &argc, &dashes, NULL);
        for (int at = first; at < argc; at++) {
            strcat(got, argv[at]);
            strcat(got, " ");
        }
        cr_expect_str_eq(got, cases[i].operands, "%s: %s", cases[i].line, got);
        cr_expect_eq(argc - dashes, cases[i].after, "%s: %d", cases[i].line, argc - dashes);
    }
}

Test(opt, mistakes_are_named)
{
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"--fromat=json", "unknown option '--fromat' (did you mean '--format'?)"},
        {"--sekret", "unknown or ambiguous option '--sekret'"},
        {"--zzzzz", "unknown or ambiguous option '--zzzzz'"},
        {"-z", "unknown option '-z'"},
        {"-vz", "unknown option '-z'"},
        {"--build", "option '--build' needs a value"},
        {"-p", "option '-p' needs a value"},
        {"--verbose=yes", "option '--verbose' takes no value"},
        {"--no-color=yes", "option '--no-color' takes no value"},
        {"--format xml", "--format: 'xml' is not one of text, json, sarif"},
        {"--jobs many", "--jobs: 'many' is not a whole number"},
        {"--jobs 99999999999999999999", "--jobs: '99999999999999999999' is not a whole number"},
        {"--jobs 0", "--jobs: 0 is not within 1 to 256"},
        {"--budget nan", "--budget: 'nan' is not a number"},
        {"--budget 1s", "--budget: '1s' is not a number"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct options options = {0};
        struct err err = {0};
        char *argv[WORDS_MAX + 1];
        int argc, dashes;
        cr_expect_eq(parse(cases[i].line, &options, argv, &argc, &dashes, &err), -1);
        cr_expect_str_eq(err.text, cases[i].message, "%s: %s", cases[i].line, err.text);
    }
}

static char *captured(void (*print)(FILE *stream))
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    print(stream);
    fclose(stream);
    return text;
}

static void print_help(FILE *stream)
{
    opt_help(&program, stream);
}

static void print_man(FILE *stream)
{
    opt_man(&program, "1.2", stream);
}

static void print_completion(FILE *stream)
{
    opt_completion(&program, stream);
}

Test(opt, help_is_laid_out_in_columns)
{
    char *text = captured(print_help);
    cr_expect_str_eq(text,
                     "tool - does one thing\n\n"
                     "Usage: tool [OPTIONS] FILE...\n"
                     "       tool --version\n\n"
                     "Input:\n"
                     "  -p, --build DIR          folder of compile_commands.json (searched upward\n"
                     "                           from each file when it is not given)\n"
                     "      --diff[=REF]         only changed lines\n\n"
                     "Output:\n"
                     "      --format FMT         text (default) json sarif\n"
                     "      --report FMT=FILE    may be given several times\n"
                     "  -j, --jobs N             files at a time\n"
                     "      --budget SECONDS     time to spend\n"
                     "  -v, --verbose            say more\n"
                     "      --[no-]color         use colours\n\n"
                     "A paragraph of several lines, which is filled because it is longer than a\n"
                     "terminal is wide.\n\n"
                     "Exit status:\n  0  nothing\n  1  -findings\n",
                     "%s", text);
    free(text);
}

Test(opt, the_man_page_has_its_sections_and_escapes)
{
    char *text = captured(print_man);
    static const char *const parts[] = {
        ".TH tool 1 \"\" \"tool 1.2\" \"User Commands\"\n.SH NAME\ntool \\- does one thing\n",
        ".SH SYNOPSIS\n.B tool\n[OPTIONS] FILE...\n.br\n.B tool\n\\-\\-version\n",
        ".SS Input\n.TP\n\\fB\\-p\\fR, \\fB\\-\\-build\\fR \\fIDIR\\fR\nfolder of",
        "\\fB\\-\\-diff\\fR[=\\fIREF\\fR]\n",
        "text (default)\njson\nsarif\n",
        ".SH NOTES\nA paragraph of several\nlines",
        ".SH Exit status\n.nf\n  0  nothing\n  1  \\-findings\n.fi\n",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cr_expect_not_null(strstr(text, parts[i]), "%s\nin\n%s", parts[i], text);
    cr_expect_null(strstr(text, "secret"));
    free(text);
}

Test(opt, the_completion_knows_names_and_choices)
{
    char *text = captured(print_completion);
    cr_expect_not_null(strstr(text, "    --format)\n        COMPREPLY=($(compgen -W \"text json "
                                    "sarif\" -- \"$current\")) ;;\n"));
    cr_expect_not_null(strstr(text, "    --build|-p)\n        COMPREPLY=($(compgen -d"));
    cr_expect_not_null(strstr(text, "--color --no-color"));
    cr_expect_not_null(strstr(text, "complete -o filenames -F _tool tool\n"));
    cr_expect_null(strstr(text, "secret"));
    free(text);
}
