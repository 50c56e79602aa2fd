#include "lint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "baseline.h"
#include "changed.h"
#include "command.h"
#include "gather.h"
#include "heap.h"
#include "lint_cache.h"
#include "mend.h"
#include "report.h"
#include "sift.h"
#include "workers.h"
#include "ytab_pack.h"

/* Rules lie beside the build tree (bin/../../../rules) or under the install prefix. */
static const char *find_rules(struct arena *arena)
{
    static const char *const places[] = {"../share/benchlint/rules", "../../../rules"};
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    char *slash;

    if (length <= 0)
        return NULL;
    self[length] = '\0';
    slash = strrchr(self, '/');
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *candidate =
            arena_printf(arena, "%.*s/%s", (int)(slash - self), self, places[i]);
        if (access(arena_printf(arena, "%s/models", candidate), R_OK) == 0)
            return candidate;
    }
    return NULL;
}

int lint_prepare(struct lint *lint, struct err *err)
{
    lint->rules_directory = lint->options.rules ? lint->options.rules : find_rules(&lint->arena);
    if (!lint->rules_directory)
        return err_set(err, "the rules were not found beside this program; is it installed?");
    config_load(lint->options.config, &lint->config, &lint->arena, &lint->diags);
    return lint->diags.errors ? -1 : 0;
}

/* A user's models may speak of any language, and add to what is known of it. */
int lint_learn(struct lint *lint, unsigned languages)
{
    const char *models = arena_printf(&lint->arena, "%s/models", lint->rules_directory);
    const struct ytab_strings *own = &lint->config.models;

    ytab_pack_use(arena_printf(&lint->arena, "%s.pack", lint->rules_directory));
    lint->model = own->count > 0 ? model_load(models, &lint->diags)
                                 : model_load_languages(models, languages, &lint->diags);
    if (!lint->model)
        return -1;
    for (size_t i = 0; i < own->count; i++)
        model_add_file(lint->model, own->items[i], &lint->diags);
    rules_load(lint->rules_directory, lint->model, &lint->arena, &lint->rules, &lint->diags);
    return lint->diags.errors ? -1 : 0;
}

/* A comma separated list of ids, prefixes and names; what matches no rule is an error. */
static const char *const *id_list(struct lint *lint, const char *text,
                                  const struct ytab_strings *configured, const char *option,
                                  size_t *count)
{
    VEC(const char *) list = {0};
    char *copy = text ? arena_strdup(&lint->arena, text) : NULL;

    for (char *save, *id = copy ? strtok_r(copy, ", ", &save) : NULL; id;
         id = strtok_r(NULL, ", ", &save))
        *VEC_ADD(&lint->arena, &list) = id;
    for (size_t i = 0; !text && i < configured->count; i++)
        *VEC_ADD(&lint->arena, &list) = configured->items[i];
    for (size_t i = 0; i < list.count; i++) {
        bool known = rule_find(&lint->rules, list.items[i]) != NULL;

        for (size_t r = 0; r < lint->rules.count && !known; r++)
            known = str_starts(lint->rules.items[r].id, list.items[i]);
        if (!known) {
            diag_add(&lint->diags, DIAG_ERROR, text ? option : lint->config.path, 0, 0,
                     "no rule has the id, prefix or name '%s'", list.items[i]);
        }
    }
    *count = list.count;
    return list.items;
}

static struct match_options match_options(struct lint *lint)
{
    struct match_options match = {0};
    int minimum = lint->options.min_confidence;

    if (minimum == 3)
        minimum = lint->config.min_confidence;
    match.minimum = minimum == 3 ? CONFIDENCE_LIKELY : (enum confidence)minimum;
    match.select = id_list(lint, lint->options.select, &lint->config.select, "--select",
                           &match.select_count);
    match.ignore = id_list(lint, lint->options.ignore, &lint->config.ignore, "--ignore",
                           &match.ignore_count);
    return match;
}

static struct pyversion python_target(struct lint *lint)
{
    struct pyversion version = {0};

    if (lint->options.python) {
        version.source = "--python";
        if (!pyversion_parse(lint->options.python, &version))
            diag_add(&lint->diags, DIAG_ERROR, "--python", 0, 0, "'%s' is not a version",
                     lint->options.python);
        version.source = "--python";
    } else if (lint->config.python) {
        pyversion_parse(lint->config.python, &version);
        version.source = lint->config.path;
    }
    return version;
}

/* What --diff and --baseline leave of the result. */
static int narrow(struct lint *lint, struct err *err)
{
    const struct options *options = &lint->options;

    if (options->diff && changed_filter(&lint->result, options->diff, &lint->arena, err) != 0)
        return -1;
    if (options->update_baseline)
        return baseline_write(&lint->result, options->baseline, err);
    if (options->baseline)
        return baseline_filter(&lint->result, options->baseline, err);
    return 0;
}

static int job_count(const struct lint *lint)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (lint->options.dump != DUMP_NOTHING)
        return 1; /* so that the dumps of several files come in order */
    if (lint->options.jobs > 0)
        return lint->options.jobs;
    return processors < 1 ? 1 : processors > WORKERS_MAX ? WORKERS_MAX : (int)processors;
}

/* A compiler that is not there must not look like one that had nothing to say. */
static int check_compiler(struct lint *lint, struct err *err)
{
    const char *compiler = lint->options.compiler ? lint->options.compiler : "cc";
    char *argv[] = {(char *)compiler, "--version", NULL};
    struct command command = {.argv = argv};
    struct command_result result = {0};
    int status = command_run(&command, &result, err);

    if (status == 0 && result.status != 0)
        status = err_set(err, "--confirm: %s --version ends with status %d", compiler,
                         result.status);
    lint->compiler_version = arena_strdup(&lint->arena, strbuf_text(&result.out));
    command_release(&result);
    return status;
}

static int prepare_confirm(struct lint *lint, struct analysis *analysis, struct err *err)
{
    const char *confirm = lint->options.confirm;

    if (!confirm)
        return 0;
    analysis->confirm = true;
    analysis->evidence.compiler = lint->options.compiler;
    analysis->evidence.all = strcmp(confirm, "all") == 0;
    if (!analysis->evidence.all && confirm[0])
        return err_set(err, "--confirm takes no value, or =all; not '%s'", confirm);
    return check_compiler(lint, err);
}

/* A folder that was named must hold what it was named for. */
static bool has_database(struct lint *lint, const char *directory)
{
    return !directory ||
           access(arena_printf(&lint->arena, "%s/compile_commands.json", directory), R_OK) == 0;
}

/* --verbose: where this run's knowledge comes from. */
static void tell_sources(const struct lint *lint, const char *database)
{
    fprintf(stderr, "benchlint: rules: %s\n", lint->rules_directory);
    fprintf(stderr, "benchlint: configuration: %s\n",
            lint->config.path ? lint->config.path : "none");
    fprintf(stderr, "benchlint: compile commands: %s\n",
            database ? database : "none; flags given or guessed");
}

static unsigned languages_of(const struct source_files *files)
{
    unsigned languages = 0;

    for (size_t i = 0; i < files->list.count; i++)
        languages |= analyse_language(files->list.items[i].kind);
    return languages;
}

/* Loads what is known of the files' languages, unless that was done already. */
static int learn(struct lint *lint, const struct source_files *files, struct analysis *analysis)
{
    if (analysis->model)
        return 0;
    heap_take_large_pages(); /* rules and models alone are some hundred small ones */
    if (!lint->model && lint_learn(lint, languages_of(files)) != 0)
        return -1;
    analysis->model = lint->model;
    analysis->rules = &lint->rules;
    analysis->match = match_options(lint);
    if (languages_of(files) & (MODEL_C | MODEL_CXX))
        analysis->words = sift_words(lint->model, FRONT_CXX, &lint->arena);
    return lint->diags.errors ? -1 : 0;
}

/* Fills results[i] of what the sieve left. */
static void analyse_rest(struct lint *lint, const struct analysis *analysis,
                         const struct sifted *rest, struct err *err)
{
    struct file_result *results =
        ARENA_ARRAY(&lint->arena, struct file_result, rest->count);

    /* Files that no worker took are `failed` in the result; what was found is kept. */
    if (workers_run(analysis, rest->files, rest->count, job_count(lint), &lint->arena, results,
                    err) != 0)
        diag_add(&lint->diags, DIAG_ERROR, "benchlint", 0, 0, "%s", err->text);
    for (size_t i = 0; i < rest->count; i++)
        lint->result.files[rest->places[i]] = results[i];
    for (size_t i = 0; lint->cache && i < rest->count; i++)
        cache_store(lint->cache, &rest->keys[i], &results[i]);
}

static int analyse_all(struct lint *lint, struct analysis *analysis,
                       const struct source_files *files, struct err *err)
{
    size_t count = files->list.count;
    bool needs_rules = lint->options.select || lint->options.ignore || /* which are checked */
                       lint->options.format == REPORT_SARIF;           /* which lists them */
    struct sifted rest;

    for (size_t i = 0; i < count && !needs_rules; i++)
        needs_rules = sift_needs_words(analysis, &files->list.items[i]);
    if (needs_rules && learn(lint, files, analysis) != 0)
        return -1;
    lint->result.file_count = count;
    lint->result.files = ARENA_ARRAY(&lint->arena, struct file_result, count);
    rest = sift_files(analysis, lint->cache, files->list.items, count, lint->result.files,
                      &lint->arena);
    lint->cached = rest.cached;
    if (rest.count > 0 && learn(lint, files, analysis) != 0)
        return -1;
    if (rest.count > 0)
        analyse_rest(lint, analysis, &rest, err);
    gather_headers(&lint->result, &lint->config, &lint->arena);
    return 0;
}

/* The first C or C++ file that a database is found for decides which one serves the run; a folder
 * of files that none knows is not searched to its end. */
static void choose_database(struct lint *lint, const struct source_files *files,
                            struct front_options *options)
{
    enum { FILES_ASKED = 16 };
    int tried = 0;

    if (options->build_directory || options->flag_count > 0)
        return;
    for (size_t i = 0; i < files->list.count && !options->build_directory; i++) {
        const struct source_file *file = &files->list.items[i];

        if (file->kind != FRONT_C && file->kind != FRONT_CXX)
            continue;
        if (tried++ == FILES_ASKED)
            break;
        options->build_directory = front_locate_database(file->path, &lint->arena);
        options->no_search = true;
    }
}

int lint_run(struct lint *lint, char *const *operands, size_t operand_count,
             char *const *flags, size_t flag_count, struct err *err)
{
    struct source_files files = {0};
    struct front_options front_options = {
        .build_directory = lint->options.build ? lint->options.build : lint->config.build,
        .flags = (const char *const *)flags,
        .flag_count = flag_count,
        .headers = arena_printf(&lint->arena, "%s/headers", lint->rules_directory),
    };
    struct analysis analysis = {.python = python_target(lint),
                                .wants_fixes = options_want_fixes(&lint->options),
                                .dump = (enum dump)lint->options.dump};
    int status = -1;

    if ((lint->options.dry_run || lint->options.unsafe_fixes) && !lint->options.fix)
        return err_set(err, "--dry-run and --unsafe-fixes need --fix");
    if (lint->options.update_baseline && !lint->options.baseline)
        return err_set(err, "--update-baseline needs --baseline FILE");
    if (prepare_confirm(lint, &analysis, err) != 0)
        return -1;
    if (!has_database(lint, front_options.build_directory))
        return err_errno(err, "%s/compile_commands.json", front_options.build_directory);
    collect_sources(operands, operand_count, &lint->config, &lint->arena, &files, &lint->diags);
    choose_database(lint, &files, &front_options);
    if (lint->options.verbose)
        tell_sources(lint, front_options.build_directory);
    if (lint_open_cache(lint, &front_options, err) != 0)
        return -1;
    front_options.wants_header = analyse_wants_header;
    front_options.wanting = &analysis;
    analysis.front = front_new(&front_options, &lint->diags);
    if (lint->diags.errors == 0 && files.list.count == 0)
        err_set(err, "nothing to analyse");
    else if (lint->diags.errors == 0 && analyse_all(lint, &analysis, &files, err) == 0)
        status = narrow(lint, err);
    front_free(analysis.front);
    return status;
}

int lint_mend(struct lint *lint, char *const *operands, size_t operand_count, char *const *flags,
              size_t flag_count, FILE *diff, struct err *err)
{
    struct mend_options options = {lint->options.unsafe_fixes,
                                   lint->options.dry_run ? diff : NULL};
    struct mend_counts counts;

    if (mend_files(&lint->result, &options, &lint->arena, &counts, err) != 0)
        return -1;
    if (!lint->options.quiet)
        fprintf(stderr, "benchlint: %zu %s in %zu %s %smended\n", counts.findings,
                counts.findings == 1 ? "finding" : "findings", counts.files,
                counts.files == 1 ? "file" : "files", options.diff ? "can be " : "");
    if (counts.left_alone > 0)
        fprintf(stderr, "benchlint: %zu not mended: the file has changed since, or another mend "
                        "is made in the same place\n", counts.left_alone);
    if (options.diff || counts.files == 0)
        return 0;
    cache_close(lint->cache);
    lint->cache = NULL;
    return lint_run(lint, operands, operand_count, flags, flag_count, err);
}

static bool counts(const struct lint *lint, const struct finding *finding)
{
    int fail_on = lint->options.fail_on;

    if (fail_on == FAIL_ON_UNSET)
        fail_on = lint->config.fail_on;
    if (fail_on == FAIL_ON_UNSET)
        fail_on = FAIL_ON_WARNING;
    return !finding->suppressed && fail_on != FAIL_ON_NEVER && (int)finding->level >= fail_on;
}

int lint_status(const struct lint *lint)
{
    bool found = false;

    for (size_t f = 0; f < lint->result.file_count; f++) {
        const struct file_result *file = &lint->result.files[f];

        if (file->status == FILE_FAILED ||
            (file->status == FILE_INCOMPLETE && !lint->options.allow_incomplete))
            return 3;
        for (size_t i = 0; i < file->finding_count; i++)
            found |= counts(lint, &file->findings[i]);
    }
    return found ? 1 : 0;
}

void lint_release(struct lint *lint)
{
    cache_close(lint->cache);
    model_free(lint->model);
    diag_release(&lint->diags);
    arena_release(&lint->arena);
}
