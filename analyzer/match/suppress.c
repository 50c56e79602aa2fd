/* Suppressions: comments by which a user says that a finding is known and right.
 *
 *   benchlint: ignore[BL202] reason        this line; alone on its line: the next one
 *   benchlint: disable[BL1, BL202] reason  from here to enable[...] or the end of the file
 *   benchlint: ignore-file[name] reason    the whole file
 *
 * Several directives may follow one another in a comment where each begins with "benchlint:"; in
 * the reason, '#' begins another remark, as is usual in Python. */
#include <ctype.h>
#include <string.h>

#include "match_internal.h"
#include "str.h"

enum verb { VERB_IGNORE, VERB_DISABLE, VERB_ENABLE, VERB_IGNORE_FILE, VERB_COUNT };
static const char *const verb_names[VERB_COUNT] = {"ignore", "disable", "enable", "ignore-file"};

enum { NAMES_MAX = 32 };

/* One name of one directive. */
struct suppression {
    enum verb verb;
    const char *name;
    const char *reason; /* "" for none */
    const struct ir_comment *comment;
    uint32_t first, last; /* the lines that it covers */
    bool used;
};

struct suppressions {
    VEC(struct suppression) list;
};

static void complain(struct matching *matching, const char *rule_id,
                     const struct ir_comment *comment, const char *name, const char *problem)
{
    const struct rule *rule = rule_find(matching->rules, rule_id);
    struct words words = {.id = name, .problem = problem};
    if (rule && match_selected(matching, rule))
        match_add(matching, rule, comment->at, &words);
}

static bool means_any(const struct matching *matching, const char *name, bool selected_only)
{
    for (size_t i = 0; i < matching->rules->count; i++) {
        const struct rule *rule = &matching->rules->items[i];
        if (rule_is_meant(rule, name) && (!selected_only || match_selected(matching, rule)))
            return true;
    }
    return false;
}

static const char *skip_space(const char *at)
{
    while (isspace((unsigned char)*at))
        at++;
    return at;
}

/* --- reading -------------------------------------------------------------------------------- */

/* The verb at the start of the text, with '[' behind it; *at then points behind the '['. */
static bool read_verb(const char **at, enum verb *verb)
{
    for (int i = 0; i < VERB_COUNT; i++) {
        const char *rest = *at + strlen(verb_names[i]);
        if (str_starts(*at, verb_names[i]) && *skip_space(rest) == '[') {
            *verb = (enum verb)i;
            *at = skip_space(rest) + 1;
            return true;
        }
    }
    return false;
}

static const char *trimmed(struct arena *arena, const char *at, const char *end)
{
    at = skip_space(at);
    while (end > at && isspace((unsigned char)end[-1]))
        end--;
    return end > at ? arena_copy(arena, at, (size_t)(end - at)) : "";
}

static uint32_t last_line(const struct ir_comment *comment)
{
    return comment->at.end_line > comment->at.line ? comment->at.end_line : comment->at.line;
}

/* The line that an `ignore` speaks of: its own, or the next that is not such a comment itself. */
static uint32_t line_meant(const struct ir_unit *unit, const struct ir_comment *comment)
{
    if (!comment->alone)
        return comment->at.line;
    uint32_t line = last_line(comment) + 1;
    for (const struct ir_comment *next = comment + 1;
         next < unit->comments + unit->comment_count; next++) {
        if (next->alone && next->at.line == line)
            line = last_line(next) + 1;
    }
    return line;
}

static void cover(const struct ir_unit *unit, struct suppression *suppression)
{
    const struct ir_comment *comment = suppression->comment;
    suppression->first = suppression->verb == VERB_IGNORE_FILE ? 0 : comment->at.line;
    suppression->last = UINT32_MAX;
    if (suppression->verb == VERB_IGNORE)
        suppression->first = suppression->last = line_meant(unit, comment);
}

static void add_name(struct matching *matching, struct suppressions *all,
                     const struct suppression *directive, const char *name)
{
    if (!*name || !means_any(matching, name, false)) {
        const char *problem = *name ? arena_printf(matching->arena, "there is no rule '%s'", name)
                                    : "it names no rule";
        complain(matching, "BL001", directive->comment, name, problem);
        return;
    }
    struct suppression *suppression = VEC_ADD(matching->arena, &all->list);
    *suppression = *directive;
    suppression->name = name;
    cover(matching->unit, suppression);
}

/* Reads "ignore[BL202, BL1] reason"; returns where the next directive may begin. */
static const char *read_directive(struct matching *matching, struct suppressions *all,
                                  const struct ir_comment *comment, const char *at)
{
    struct suppression directive = {.comment = comment};
    const char *close = NULL;
    at = skip_space(at);
    if (read_verb(&at, &directive.verb))
        close = strchr(at, ']');
    if (!close) {
        complain(matching, "BL001", comment, "",
                 "expected ignore[...], disable[...], enable[...] or ignore-file[...]");
        return at + strlen(at);
    }
    const char *next = strstr(close, "benchlint:");
    const char *end = close + 1 + strcspn(close + 1, "#");
    if (next && next < end)
        end = next;
    directive.reason = trimmed(matching->arena, close + 1, end);
    size_t count = 0;
    for (const char *name = at; name <= close && count < NAMES_MAX; count++) {
        const char *stop = name + strcspn(name, ",]");
        add_name(matching, all, &directive, trimmed(matching->arena, name, stop));
        name = stop + 1;
    }
    if (!*directive.reason && directive.verb != VERB_ENABLE)
        complain(matching, "BL003", comment, trimmed(matching->arena, at, close), NULL);
    return next ? next : end + strlen(end);
}

static void read_comment(struct matching *matching, struct suppressions *all,
                         const struct ir_comment *comment)
{
    const char *at = comment->text;
    while (*at) {
        at = str_starts(at, "benchlint:") ? at + strlen("benchlint:") : at;
        at = read_directive(matching, all, comment, at);
    }
}

/* --- applying ------------------------------------------------------------------------------- */

/* Ends at each `enable` the `disable` that it answers. */
static void pair_up(struct matching *matching, struct suppressions *all)
{
    for (size_t i = 0; i < all->list.count; i++) {
        struct suppression *enable = &all->list.items[i];
        if (enable->verb != VERB_ENABLE)
            continue;
        for (size_t j = 0; j < i; j++) {
            struct suppression *disable = &all->list.items[j];
            if (disable->verb == VERB_DISABLE && disable->last == UINT32_MAX &&
                strcmp(disable->name, enable->name) == 0) {
                disable->last = enable->comment->at.line;
                enable->used = true;
            }
        }
        if (!enable->used)
            complain(matching, "BL001", enable->comment, enable->name,
                     arena_printf(matching->arena, "no disable[%s] stands before it",
                                  enable->name));
    }
}

static bool covers(const struct suppression *suppression, const struct finding *finding)
{
    uint32_t last = finding->at.end_line > finding->at.line ? finding->at.end_line
                                                            : finding->at.line;
    bool first_line =
        finding->at.line >= suppression->first && finding->at.line <= suppression->last;
    return first_line || (last >= suppression->first && last <= suppression->last);
}

static void silence(const struct matching *matching, struct suppressions *all,
                    struct finding *finding)
{
    const struct rule *rule = rule_find(matching->rules, finding->rule);
    for (size_t i = 0; i < all->list.count; i++) {
        struct suppression *suppression = &all->list.items[i];
        if (suppression->verb != VERB_ENABLE && covers(suppression, finding) &&
            rule_is_meant(rule, suppression->name)) {
            suppression->used = true;
            if (!finding->suppressed)
                finding->suppressed = suppression->reason;
        }
    }
}

/* Where the file was not understood in full, or nothing in it was measured this time (a program
 * that was not named on the command line), nobody can say that a suppression is not needed.  In a
 * header it may serve another file that includes it. */
static bool can_tell_unused(const struct matching *matching)
{
    const struct ir_unit *unit = matching->unit;
    return unit->gap_count == 0 && matching->regions->count > 0 && !unit->is_header;
}

void suppress_apply(struct matching *matching)
{
    const struct ir_unit *unit = matching->unit;
    struct suppressions all = {0};
    size_t about_code = matching->findings.count;
    for (size_t i = 0; i < unit->comment_count; i++)
        read_comment(matching, &all, &unit->comments[i]);
    pair_up(matching, &all);
    for (size_t i = 0; i < about_code; i++)
        silence(matching, &all, &matching->findings.items[i]);
    for (size_t i = 0; can_tell_unused(matching) && i < all.list.count; i++) {
        const struct suppression *suppression = &all.list.items[i];
        if (suppression->verb != VERB_ENABLE && !suppression->used &&
            means_any(matching, suppression->name, true))
            complain(matching, "BL002", suppression->comment, suppression->name, NULL);
    }
}
