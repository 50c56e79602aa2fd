#include "check_fixes.h"

#include <string.h>
#include <time.h>

#include "edit.h"

/* Analyses of one file at most, and the processor time after which no new one is begun: a worker
 * has ten seconds for a file.  Fixes that are not checked by then are not offered. */
enum { TRIES_MAX = 24, SECONDS_MAX = 3 };

struct checking {
    const struct analysis *analysis;
    const struct source_file *file;
    const char *source;
    size_t length;
    const struct file_result *before;
    unsigned tries;
    clock_t start;
};

static size_t count_of(const struct file_result *result, const char *rule)
{
    size_t count = 0;

    for (size_t i = 0; i < result->finding_count; i++)
        count += !result->findings[i].suppressed && !strcmp(result->findings[i].rule, rule);
    return count;
}

static size_t wanted_of(const struct edit_set *set, const char *rule)
{
    size_t count = 0;

    for (size_t i = 0; i < set->findings.count; i++)
        count += strcmp(set->findings.items[i]->rule, rule) == 0;
    return count;
}

/* Whether exactly the set's findings are gone.  That one of another rule went with them is no
 * harm. */
static bool is_mended(const struct checking *checking, const struct edit_set *set,
                      const struct file_result *after)
{
    const struct file_result *before = checking->before;

    if (after->status != before->status || after->gaps > before->gaps ||
        after->regions != before->regions)
        return false;
    for (size_t i = 0; i < after->finding_count; i++) {
        const char *rule = after->findings[i].rule;

        if (count_of(after, rule) > count_of(before, rule))
            return false;
    }
    for (size_t i = 0; i < set->findings.count; i++) {
        const char *rule = set->findings.items[i]->rule;

        if (count_of(after, rule) + wanted_of(set, rule) > count_of(before, rule))
            return false;
    }
    return true;
}

static bool holds(struct checking *checking, struct edit_set *set)
{
    struct analysis analysis = *checking->analysis;
    struct arena arena = {0};
    struct file_result after;
    size_t length;
    char *text;
    bool mended;

    if (set->findings.count == 0)
        return true;
    if (checking->tries++ >= TRIES_MAX ||
        clock() - checking->start > (clock_t)SECONDS_MAX * CLOCKS_PER_SEC ||
        edit_drop_contradictions(set, checking->source, checking->length) > 0)
        return false;
    analysis.confirm = false;
    analysis.dump = DUMP_NOTHING;
    text = edit_apply(set, checking->source, checking->length, &arena, &length);
    after = analyse_text(&analysis, checking->file, text, length, &arena);
    mended = is_mended(checking, set, &after);
    arena_release(&arena);
    return mended;
}

/* Adds to `accepted` those of `candidates` that hold with it: all at once, else one by one. */
static void accept(struct checking *checking, struct edit_set *accepted,
                   const struct edit_set *candidates, struct arena *arena)
{
    struct edit_set all = {{0}};

    for (size_t i = 0; i < accepted->findings.count; i++)
        *VEC_ADD(arena, &all.findings) = accepted->findings.items[i];
    for (size_t i = 0; i < candidates->findings.count; i++)
        *VEC_ADD(arena, &all.findings) = candidates->findings.items[i];
    if (candidates->findings.count == 0)
        return;
    if (holds(checking, &all)) {
        *accepted = all;
        return;
    }
    for (size_t i = 0; candidates->findings.count > 1 && i < candidates->findings.count; i++) {
        struct edit_set one = {{0}};

        *VEC_ADD(arena, &one.findings) = candidates->findings.items[i];
        accept(checking, accepted, &one, arena);
    }
}

static struct edit_set offered(const struct file_result *result, bool safe, struct arena *arena)
{
    struct edit_set set = {{0}};

    for (size_t i = 0; i < result->finding_count; i++) {
        const struct finding *finding = &result->findings[i];

        if (finding->has_fix && !finding->suppressed && finding->fix_is_safe == safe)
            *VEC_ADD(arena, &set.findings) = finding;
    }
    return set;
}

static bool contains(const struct edit_set *set, const struct finding *finding)
{
    for (size_t i = 0; i < set->findings.count; i++) {
        if (set->findings.items[i] == finding)
            return true;
    }
    return false;
}

void check_fixes(const struct analysis *analysis, const struct source_file *file,
                 const char *source, size_t length, struct file_result *result,
                 struct arena *arena)
{
    struct checking checking = {.analysis = analysis, .file = file, .source = source,
                                .length = length,     .before = result, .start = clock()};
    struct edit_set safe = offered(result, true, arena), unsafe = offered(result, false, arena);
    struct edit_set accepted = {{0}};

    if (safe.findings.count + unsafe.findings.count == 0)
        return;
    if (analysis->wants_fixes) {
        edit_drop_contradictions(&safe, source, length);
        accept(&checking, &accepted, &safe, arena);
        accept(&checking, &accepted, &unsafe, arena);
    }
    for (size_t i = 0; i < result->finding_count; i++) {
        struct finding *finding = &result->findings[i];

        if (!contains(&accepted, finding)) {
            finding->has_fix = false;
            finding->edits = NULL;
            finding->edit_count = 0;
        }
    }
}
