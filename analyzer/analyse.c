#include "analyse.h"

#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "check_fixes.h"
#include "embedded.h"
#include "file.h"
#include "flow.h"
#include "link.h"
#include "region.h"
#include "resolve.h"

static const char *language_name(enum front_kind kind)
{
    static const char *const names[] = {[FRONT_NOT_SOURCE] = "c",
                                        [FRONT_C] = "c",
                                        [FRONT_CXX] = "c++",
                                        [FRONT_PYTHON] = "python",
                                        [FRONT_NOTEBOOK] = "python"};

    return names[kind];
}

enum model_language analyse_language(enum front_kind kind)
{
    return kind == FRONT_PYTHON || kind == FRONT_NOTEBOOK ? MODEL_PYTHON
           : kind == FRONT_CXX ? MODEL_CXX : MODEL_C;
}

struct file_result analyse_failure(const struct source_file *file, const char *reason)
{
    return (struct file_result){.path = file->path,
                                .language = language_name(file->kind),
                                .status = FILE_FAILED,
                                .reason = reason};
}

/* The message about the first gap, and how many there are. */
static const char *gap_reason(const struct ir_unit *unit, struct arena *arena)
{
    const struct ir_gap *gap = &unit->gaps[0];
    uint32_t line = gap->at.line, cell = ir_cell_of(unit, &line);
    const char *reason = arena_printf(arena, "%u:%u: %s", line, gap->at.column, gap->reason);

    if (cell)
        reason = arena_printf(arena, "cell %u:%s", cell, reason);

    if (unit->gap_count > 1)
        reason = arena_printf(arena, "%s (and %zu more)", reason, unit->gap_count - 1);
    return reason;
}

struct pyversion analyse_python(const struct analysis *analysis, const struct source_file *file,
                                struct arena *arena)
{
    if (analyse_language(file->kind) == MODEL_PYTHON && !analysis->python.source)
        return pyversion_of_project(file->path, arena);
    return analysis->python;
}

static struct match_options options_for(const struct analysis *analysis,
                                        const struct source_file *file, struct arena *arena)
{
    struct match_options options = analysis->match;
    struct pyversion python = analyse_python(analysis, file, arena);

    options.python_low = python.low;
    options.python_high = python.high;
    options.python_source = python.source;
    return options;
}

static void dump(const struct analysis *analysis, const struct ir_unit *unit,
                 const struct regions *regions, const struct flow *flow)
{
    switch (analysis->dump) {
    case DUMP_IR:
        ir_print(unit, stdout);
        break;
    case DUMP_REGIONS:
        region_print(unit, regions, stdout);
        break;
    case DUMP_FLOW:
        flow_print(flow, stdout);
        break;
    case DUMP_NOTHING:
        break;
    }
}

static struct regions find_regions(const struct analysis *analysis,
                                   const struct source_file *file, struct ir_unit *unit)
{
    struct region_options options = {
        .program_allowed = file->named || file->is_benchmark,
        .is_benchmark_file = file->is_benchmark,
    };

    return region_find(unit, analysis->model, &options);
}

/* The other files of a project are read where something is measured, or may be by their help. */
static struct regions link_project(const struct analysis *analysis,
                                   const struct source_file *file, struct ir_unit *unit)
{
    struct linking *linking = link_new(unit, analysis->model);
    struct regions regions = find_regions(analysis, file, unit);

    if (linking && regions.count == 0 && link_timers(linking)) {
        resolve_unit(unit, analysis->model);
        regions = find_regions(analysis, file, unit);
    }
    if (linking && regions.count > 0 && link_all(linking)) {
        resolve_unit(unit, analysis->model);
        regions = find_regions(analysis, file, unit);
    }
    link_free(linking);
    return regions;
}

/* What follows the regions: flow, rules. */
static void judge(const struct analysis *analysis, const struct source_file *file,
                  struct ir_unit *unit, struct regions regions, struct file_result *result,
                  struct arena *arena)
{
    struct match_options options = options_for(analysis, file, arena);
    struct flow *flow = flow_new(unit, analysis->model, &regions);
    struct flow_facts facts = flow_facts(flow);

    dump(analysis, unit, &regions, flow);
    if (analysis->confirm)
        evidence_collect(unit, &regions, flow, &facts, &analysis->evidence);
    result->regions = regions.count;
    result->findings =
        match_unit(unit, &regions, &facts, analysis->rules, &options, arena,
                   &result->finding_count);
}

/* Words whole only: in a file with a wrapper around a clock of another file it may be called
 * walltime(), in a header the clock is there, and utime() and strftime() are more frequent. */
bool analyse_wants_header(const void *analysis, const char *path, const char *text, size_t length)
{
    const struct analysis *with = analysis;

    return with->words && !collect_leaves_out(path) &&
           prefilter_finds_whole(with->words, text, length);
}

static void check(const struct ir_unit *unit)
{
#ifndef NDEBUG
    if (ir_check(unit))
        bug("%s: %s", unit->path, ir_check(unit));
#else
    (void)unit;
#endif
}

static void note_gaps(const struct ir_unit *unit, struct file_result *result, struct arena *arena)
{
    result->gaps = unit->gap_count;
    if (unit->gap_count > 0) {
        result->status = FILE_INCOMPLETE;
        result->reason = gap_reason(unit, arena);
    }
}

/* Headers are judged like the file, but without what would read them again, alone: the compiler's
 * witness, and fixes. */
static void judge_headers(const struct analysis *analysis, const struct source_file *file,
                          const struct ir_unit *unit, struct file_result *result,
                          struct arena *arena)
{
    struct analysis alone = *analysis;

    alone.confirm = false;
    alone.dump = DUMP_NOTHING;
    result->headers = ARENA_ARRAY(arena, struct file_result, unit->header_count + 1);
    for (size_t i = 0; i < unit->header_count; i++) {
        struct ir_unit *header = unit->headers[i];
        struct source_file as = {.path = arena_strdup(arena, header->path), .kind = file->kind};
        struct file_result *of = &result->headers[result->header_count++];

        as.is_benchmark = collect_is_benchmark_path(as.path);
        *of = (struct file_result){.path = as.path, .language = language_name(as.kind)};
        resolve_unit(header, analysis->model);
        check(header);
        judge(&alone, &as, header, find_regions(&alone, &as, header), of, arena);
        for (size_t f = 0; f < of->finding_count; f++)
            of->findings[f].has_fix = false;
        note_gaps(header, of, arena);
        map_free(header->names);
    }
}

static void copy_includes(const struct ir_unit *unit, struct file_result *result,
                          struct arena *arena)
{
    const char **copies = ARENA_ARRAY(arena, const char *, unit->include_count + 1);

    for (size_t i = 0; i < unit->include_count; i++)
        copies[i] = arena_strdup(arena, unit->includes[i]);
    result->includes = copies;
    result->include_count = unit->include_count;
}

struct file_result analyse_text(const struct analysis *analysis, const struct source_file *file,
                                const char *source, size_t length, struct arena *arena)
{
    struct file_result result = {.path = file->path, .language = language_name(file->kind)};
    struct arena scratch = {0};
    struct err err = {0};
    struct regions regions;
    struct ir_unit *unit =
        front_lower(analysis->front, file->kind, file->path, source, length, &scratch, &err);

    if (!unit) {
        result = analyse_failure(file, arena_strdup(arena, err.text));
    } else {
        resolve_unit(unit, analysis->model);
        unit = embedded_expand(unit, analysis->model);
        regions = link_project(analysis, file, unit);
        check(unit);
        judge(analysis, file, unit, regions, &result, arena);
        judge_headers(analysis, file, unit, &result, arena);
        copy_includes(unit, &result, arena);
        note_gaps(unit, &result, arena);
        map_free(unit->names);
    }
    arena_release(&scratch);
    return result;
}

const char *analyse_content(const char *source, size_t length, struct arena *arena)
{
    return arena_printf(arena, "%016llx", (unsigned long long)XXH3_64bits(source, length));
}

char *analyse_read(const struct source_file *file, size_t *length, struct file_result *result,
                   struct arena *arena)
{
    struct err err = {0};
    char *source = file_read(file->path, SOURCE_BYTES_MAX, length, &err);

    *result = (struct file_result){.path = file->path, .language = language_name(file->kind)};
    if (!source) { /* the message begins with the path, which every report shows anyway */
        *result = analyse_failure(file, arena_strdup(arena, err.text + strlen(file->path) + 2));
        return NULL;
    }
    if (file->kind == FRONT_NOT_SOURCE)
        *result = analyse_failure(file, "not a C, C++ or Python source file");
    else if (memchr(source, '\0', *length))
        *result = analyse_failure(file, "a binary file: it contains NUL bytes");
    else
        return source;
    free(source);
    return NULL;
}

struct file_result analyse_file(const struct analysis *analysis, const struct source_file *file,
                                struct arena *arena)
{
    struct file_result result;
    size_t length = 0;
    char *source = analyse_read(file, &length, &result, arena);

    if (source) {
        result = analyse_text(analysis, file, source, length, arena);
        result.content = analyse_content(source, length, arena);
        check_fixes(analysis, file, source, length, &result, arena);
    }
    free(source);
    return result;
}
