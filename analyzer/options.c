#include "options.h"

#include "file.h"
#include "report.h"

static const char *const formats[] = {"text", "json", "sarif", "github", "gitlab", "junit", NULL};
static const char *const levels[] = {"note", "warning", "error", "never", NULL};
static const char *const confidences[] = {"certain", "likely", "possible", NULL};
static const char *const dumps[] = {"nothing", "ir", "regions", "flow", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};

#define AT(field) .offset = offsetof(struct options, field)

static const struct option_row rows[] = {
    {.name = "build", .letter = 'p', .type = OPT_STRING, AT(build), .argument = "DIR",
     .group = "Input",
     .help = "Folder of compile_commands.json. Without it the folders above each file, and build\n"
             "folders in them, are searched; failing that, sane flags are used, and said."},
    {.name = "config", .type = OPT_STRING, AT(config), .argument = "FILE",
     .help = "Configuration; default: the nearest .benchlint.yaml up to the repository's root."},
    {.name = "python", .type = OPT_STRING, AT(python), .argument = "VERSION",
     .help = "Target Python: 3.11, or a range like >=3.9,<3.12. Default: the configuration,\n"
             "else requires-python of the nearest pyproject.toml, else every version."},
    {.name = "format", .type = OPT_ENUM, AT(format), .argument = "FMT", .choices = formats,
     .group = "Output", .help = "text (default), json, sarif, github, gitlab or junit."},
    {.name = "output", .type = OPT_STRING, AT(output), .argument = "FILE",
     .help = "Write the report to FILE, atomically; default: standard output."},
    {.name = "color", .type = OPT_ENUM, AT(color), .argument = "WHEN", .choices = colors,
     .help = "auto (default: only on a terminal, and NO_COLOR is obeyed), always or never."},
    {.name = "quiet", .letter = 'q', .type = OPT_FLAG, AT(quiet),
     .help = "One line a finding, and no summary."},
    {.name = "verbose", .letter = 'v', .type = OPT_FLAG, AT(verbose),
     .help = "Say on stderr which rules, configuration and compile commands are used."},
    {.name = "stats", .type = OPT_FLAG, AT(stats), .help = "Time and memory used, on stderr."},
    {.name = "select", .type = OPT_STRING, AT(select), .argument = "IDS", .group = "Rules",
     .help = "Only these rules: ids, prefixes (BL1) or names, comma separated."},
    {.name = "ignore", .type = OPT_STRING, AT(ignore), .argument = "IDS",
     .help = "Not these rules; wins over --select."},
    {.name = "fail-on", .type = OPT_ENUM, AT(fail_on), .argument = "LEVEL", .choices = levels,
     .help = "Exit with 1 when there is a finding of this level or above: note, warning\n"
             "(default), error or never."},
    {.name = "allow-incomplete", .type = OPT_FLAG, AT(allow_incomplete),
     .help = "A file analysed only in part (a header is missing) does not make the exit status 3."},
    {.name = "min-confidence", .type = OPT_ENUM, AT(min_confidence), .argument = "C",
     .choices = confidences,
     .help = "certain (proved from what the file shows), likely (default: all but one stated\n"
             "assumption) or possible."},
    {.name = "diff", .type = OPT_OPTIONAL, AT(diff), .argument = "REF", .fallback = "",
     .help = "Only findings on lines changed since REF; default: the merge base with\n"
             "origin/HEAD, else HEAD."},
    {.name = "baseline", .type = OPT_STRING, AT(baseline), .argument = "FILE",
     .help = "Do not tell what FILE, a count per file and rule, already knows."},
    {.name = "update-baseline", .type = OPT_FLAG, AT(update_baseline),
     .help = "Write the present findings to the --baseline file, and report nothing."},
    {.name = "confirm", .type = OPT_OPTIONAL, AT(confirm), .argument = "all", .fallback = "",
     .help = "Ask the compiler whether it really deletes the work of a finding; with =all, about "
             "every timed region (finds what no rule foresaw: BL211)."},
    {.name = "cc", .type = OPT_STRING, AT(compiler), .argument = "CC",
     .help = "The compiler to ask; default: cc, c++."},
    {.name = "fix", .type = OPT_FLAG, AT(fix), .group = "Mending",
     .help = "Mend in the files what can be mended safely, then report what is left."},
    {.name = "dry-run", .type = OPT_FLAG, AT(dry_run),
     .help = "With --fix: show what would be changed as a unified diff, and change nothing."},
    {.name = "unsafe-fixes", .type = OPT_FLAG, AT(unsafe_fixes),
     .help = "With --fix: also make mends that may change what the program does."},
    {.name = "explain", .type = OPT_STRING, AT(explain), .argument = "ID",
     .help = "What a rule finds, why it matters, how to mend it."},
    {.name = "list-rules", .type = OPT_FLAG, AT(list_rules), .help = "All rules, a line each."},
    {.name = "list-models", .type = OPT_FLAG, AT(list_models),
     .help = "All APIs that are known, with the addresses of their documentation."},
    {.name = "jobs", .letter = 'j', .type = OPT_INT, AT(jobs), .argument = "N", .minimum = 1,
     .maximum = 256, .group = "Running",
     .help = "Files analysed at the same time; default: the number of processors."},
    {.name = "cache", .type = OPT_STRING, AT(cache), .argument = "DIR",
     .help = "Where results are kept for the next run; default: $XDG_CACHE_HOME/benchlint or\n"
             "~/.cache/benchlint."},
    {.name = "no-cache", .type = OPT_FLAG, AT(no_cache),
     .help = "Analyse every file anew, and keep nothing."},
    {.name = "dump", .type = OPT_ENUM, AT(dump), .argument = "STAGE", .choices = dumps,
     .help = "Print what a stage made of the files (ir, regions or flow) instead of findings."},
    {.name = "version", .type = OPT_FLAG, AT(version), .help = "Print the version."},
    {.name = "help", .letter = 'h', .type = OPT_FLAG, AT(help), .help = "Print this help."},
    {.name = "man", .type = OPT_FLAG, AT(man), .hidden = true, .help = "Print the man page."},
    {.name = "completion", .type = OPT_FLAG, AT(completion), .hidden = true,
     .help = "Print a bash completion script."},
    {.name = "markdown", .type = OPT_FLAG, AT(markdown), .hidden = true,
     .help = "With --explain: as a page of docs/rules."},
    {.name = "rules", .type = OPT_STRING, AT(rules), .argument = "DIR", .hidden = true,
     .help = "Another folder of rules and models."},
    {0},
};

const struct program benchlint_program = {
    .name = "benchlint",
    .purpose = "find benchmarks whose measured work is never realized or consumed",
    .synopsis = "[OPTIONS] FILE|DIR... [-- COMPILER FLAGS]\n--explain ID\n--list-rules",
    .rows = rows,
    .details =
        "Files that are named are analysed as programs even when nothing in them reads a clock;\n"
        "in a folder, that goes for files whose path says that they are benchmarks.\n"
        "\n"
        "A comment `benchlint: ignore[BL202] reason` on a line or the line before silences a rule\n"
        "there; disable[...] and enable[...] span lines, ignore-file[...] the whole file.\n"
        "\n"
        "Exit status:\n"
        "  0  nothing at or above --fail-on\n"
        "  1  findings\n"
        "  2  wrong use or configuration; nothing was analysed\n"
        "  3  some input could not be analysed, or the report could not be written; whatever\n"
        "     else was found is still reported\n",
};

struct options options_default(void)
{
    return (struct options){.format = REPORT_TEXT,
                            .fail_on = FAIL_ON_UNSET,
                            .min_confidence = 3,
                            .dump = DUMP_NOTHING,
                            .color = COLOR_AUTO};
}

bool options_want_fixes(const struct options *options)
{
    return options->fix || options->format == REPORT_JSON || options->format == REPORT_SARIF;
}
