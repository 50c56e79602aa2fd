#include "match.h"

#include <string.h>

#include "ir_text.h"
#include "match_internal.h"
#include "str.h"
#include "told.h"
#include "words.h"

static bool any_means(const char *const *names, size_t count, const struct rule *rule)
{
    for (size_t i = 0; i < count; i++) {
        if (rule_is_meant(rule, names[i]))
            return true;
    }
    return false;
}

bool match_selected(const struct matching *matching, const struct rule *rule)
{
    const struct match_options *options = matching->options;
    bool selected = options->select_count == 0
                        ? rule->enabled
                        : any_means(options->select, options->select_count, rule);
    return selected && !any_means(options->ignore, options->ignore_count, rule);
}

static enum model_language language_of(const struct ir_unit *unit)
{
    return unit->language == IR_PYTHON ? MODEL_PYTHON
           : unit->language == IR_CXX  ? MODEL_CXX
                                       : MODEL_C;
}

/* --- places --------------------------------------------------------------------------------- */

static void index_lines(struct matching *matching)
{
    VEC(size_t) starts = {0};
    const char *source = matching->unit->source;
    const char *end = source + matching->unit->source_length;
    for (const char *at = source; at;) {
        *VEC_ADD(matching->arena, &starts) = (size_t)(at - source);
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    matching->lines = starts.items;
    matching->line_count = starts.count;
}

struct slice match_line(struct matching *matching, uint32_t line)
{
    if (!matching->lines)
        index_lines(matching);
    if (line == 0 || line > matching->line_count)
        return (struct slice){"", 0};
    const char *start = matching->unit->source + matching->lines[line - 1];
    size_t left = matching->unit->source_length - matching->lines[line - 1];
    const char *end = memchr(start, '\n', left);
    size_t length = end ? (size_t)(end - start) : left;
    if (length && start[length - 1] == '\r')
        length--;
    return (struct slice){start, length};
}

bool match_line_ends(struct matching *matching, uint32_t line)
{
    if (!matching->lines)
        index_lines(matching);
    return line < matching->line_count;
}

static const char *source_line(struct matching *matching, uint32_t line)
{
    struct slice text = match_line(matching, line);
    return arena_copy(matching->arena, text.at, text.length);
}

/* A place in a function: it may stand in another file. */
static struct finding_place place_of(const struct matching *matching, ir_id function,
                                     struct ir_range at)
{
    const struct ir_file *other = matching->unit->functions[function].file;
    return (struct finding_place){.path = other ? arena_strdup(matching->arena, other->path)
                                                : matching->path,
                                  .line = at.line,
                                  .column = at.column,
                                  .end_line = at.end_line,
                                  .end_column = at.end_column};
}

/* Where a fact points: its operation, else its variable, else its function. */
static struct ir_range range_of(const struct ir_unit *unit, const struct flow_fact *fact)
{
    const struct ir_function *function = &unit->functions[fact->function];
    if (fact->op != IR_NONE && function->ops[fact->op].at.line)
        return function->ops[fact->op].at;
    if (fact->variable != IR_NONE && unit->variables[fact->variable].at.line)
        return unit->variables[fact->variable].at;
    return function->at;
}

struct finding *match_add(struct matching *matching, const struct rule *rule, struct ir_range at,
                          const struct words *words)
{
    struct arena *arena = matching->arena;
    struct finding *finding = VEC_ADD(arena, &matching->findings);
    *finding = (struct finding){.rule = rule->id,
                                .name = rule->name,
                                .level = rule->level,
                                .at = place_of(matching, 0, at),
                                .message = words_expand(rule->message, words, arena),
                                .mend = words_expand(rule->mend, words, arena),
                                .source_line = source_line(matching, at.line)};
    return finding;
}

/* --- words ---------------------------------------------------------------------------------- */

static struct ir_range start_of(const struct ir_unit *unit, const struct region *region)
{
    return region->start_at.line ? region->start_at : unit->functions[region->function].extent;
}

static uint32_t end_line_of(const struct ir_unit *unit, const struct region *region)
{
    return region->stop != IR_NONE ? region->stop_at.end_line
                                   : unit->functions[region->function].extent.end_line;
}

/* "12", or "2 of cell 3". */
static const char *line_name(const struct matching *matching, uint32_t line)
{
    uint32_t cell = ir_cell_of(matching->unit, &line);
    return cell ? arena_printf(matching->arena, "%u of cell %u", line, cell)
                : arena_printf(matching->arena, "%u", line);
}

static const char *time_of(const struct matching *matching, const struct region *region)
{
    const struct ir_unit *unit = matching->unit;
    const struct ir_file *other = unit->functions[region->function].file;
    uint32_t first = start_of(unit, region).line;
    uint32_t last = region->stop_at.line ? region->stop_at.line : end_line_of(unit, region);
    if (region->kind == REGION_PROGRAM)
        return "the run time of this program";
    if (region->kind != REGION_TIMER) /* who times it may have no name, as "<module>" has none */
        return arena_printf(matching->arena, "the time of %s",
                            region->name && !region->clock && *region->name != '<'
                                ? region->name
                                : unit->functions[region->function].name);
    if (other && other->source)
        return arena_printf(matching->arena, "the time from line %u to line %u of %s", first, last,
                            other->path);
    if (first == last)
        return arena_printf(matching->arena, "the time taken on line %s",
                            line_name(matching, first));
    return arena_printf(matching->arena, "the time from line %s to line %s",
                        line_name(matching, first), line_name(matching, last));
}

static const char *versions_of(struct arena *arena, const struct lazy_kind *kind)
{
    if (kind->since && kind->until)
        return arena_printf(arena, "CPython 3.%d to 3.%d", kind->since, kind->until - 1);
    if (kind->until)
        return arena_printf(arena, "CPython before 3.%d", kind->until);
    if (kind->since)
        return arena_printf(arena, "CPython from 3.%d on", kind->since);
    return "every version";
}

/* What to call an object without a name: by the expression that makes it, as far as it is short. */
static const char *name_by_source(const struct matching *matching, const struct flow_fact *fact)
{
    enum { LENGTH_MAX = 40 };
    const struct ir_op *op;
    struct slice source;
    bool is_made = fact->kind == FACT_PENDING || fact->kind == FACT_REALIZED_LATE ||
                   fact->kind == FACT_UNEQUAL;
    if (!is_made || fact->op == IR_NONE || !fact->lazy->on_create ||
        matching->unit->language != IR_PYTHON)
        return NULL;
    op = &matching->unit->functions[fact->function].ops[fact->op];
    source = ir_source_text(matching->unit, NULL, op->at, LENGTH_MAX + 1);
    if (fact->callee && op->code == IR_CALL &&
        strncmp(source.at, fact->callee, strcspn(fact->callee, "(")) != 0)
        return NULL; /* a function that was handed over makes it */
    if (op->at.end_line != op->at.line || source.length > LENGTH_MAX || source.length == 0)
        return op->code == IR_CALL && fact->callee
                   ? arena_printf(matching->arena, "%s(...)", fact->callee)
                   : NULL;
    /* a + b, of which a method is called */
    return arena_printf(matching->arena,
                        op->code == IR_COMPUTE && str_starts(fact->lazy->mend, "%s.") ? "(%.*s)"
                                                                                      : "%.*s",
                        (int)source.length, source.at);
}

static const char *remedy_of(struct arena *arena, const struct lazy_kind *kind, const char *object)
{
    struct strbuf text = {0};
    const char *at = kind->mend;
    for (const char *mark; (mark = strstr(at, "%s")); at = mark + 2) {
        strbuf_add(&text, at, (size_t)(mark - at));
        strbuf_puts(&text, object ? object : "it");
    }
    strbuf_puts(&text, at);
    const char *copy = arena_strdup(arena, strbuf_text(&text));
    strbuf_release(&text);
    return copy;
}

static struct words words_of(const struct matching *matching, const struct rule *rule,
                             const struct flow_fact *fact)
{
    const struct ir_unit *unit = matching->unit;
    struct words words = {.object = fact->object, .callee = fact->callee, .sink = fact->sink};
    words.detail = fact->detail ? fact->detail
                                : rule_flag(rule, unit->command, unit->command_count);
    words.time = time_of(matching, &matching->regions->items[fact->region]);
    words.end = matching->regions->items[fact->region].kind == REGION_PROGRAM ? "the program ends"
                                                                               : "the clock stops";
    words.variable =
        fact->variable != IR_NONE ? unit->variables[fact->variable].name : fact->object;
    if (!words.object)
        words.object = words.variable;
    if (fact->lazy) {
        words.noun = fact->lazy->noun;
        words.deferred = fact->lazy->deferred;
        words.remedy = remedy_of(matching->arena, fact->lazy,
                                 words.object ? words.object : name_by_source(matching, fact));
        words.versions = versions_of(matching->arena, fact->lazy);
    }
    if (fact->late != IR_NONE) {
        const struct ir_op *late = &unit->functions[fact->function].ops[fact->late];
        words.late_line = line_name(matching, late->at.line);
        words.late = arena_printf(
            matching->arena,
            late->code == IR_EXIT ? "at the end of the block that line %s opens" : "on line %s",
            words.late_line);
    }
    return words;
}

/* --- facts ---------------------------------------------------------------------------------- */

/* Whether a kind is lazy on some, and on all, of the Python versions that the user targets. */
static void python_gate(const struct lazy_kind *kind, const struct match_options *options,
                        bool *some, bool *all)
{
    bool ends_before = kind->until && options->python_low >= kind->until;
    bool begins_after = kind->since && options->python_high && options->python_high < kind->since;
    bool all_before = !kind->until || (options->python_high && options->python_high < kind->until);
    bool all_after = !kind->since || options->python_low >= kind->since;
    *some = !ends_before && !begins_after;
    *all = all_before && all_after;
}

static void add_step(struct matching *matching, struct finding *finding, ir_id function,
                     struct ir_range at, const char *message)
{
    finding->steps[finding->step_count++] = (struct finding_step){
        .at = place_of(matching, function, at), .message = arena_strdup(matching->arena, message)};
}

static void add_trace(struct matching *matching, struct finding *finding,
                      const struct flow_fact *fact, const char *assumption)
{
    const struct ir_unit *unit = matching->unit;
    finding->steps = ARENA_ARRAY(matching->arena, struct finding_step, fact->step_count + 1);
    for (size_t i = 0; i < fact->step_count; i++) {
        const struct flow_step *step = &fact->steps[i];
        struct ir_range at = step->at;
        if (step->op != IR_NONE && !at.line)
            at = unit->functions[step->function].ops[step->op].at;
        add_step(matching, finding, step->function, at, step->message);
    }
    if (assumption)
        add_step(matching, finding, fact->function, range_of(unit, fact),
                 arena_printf(matching->arena, "this assumes that %s", assumption));
}

static void report(struct matching *matching, const struct rule *rule,
                   const struct flow_fact *fact)
{
    const struct ir_unit *unit = matching->unit;
    const struct region *region = &matching->regions->items[fact->region];
    const char *assumption = fact->assumption;
    enum confidence confidence = fact->confidence;
    if (confidence < rule->ceiling)
        confidence = rule->ceiling;
    if (fact->lazy && (fact->lazy->since || fact->lazy->until)) {
        bool some, all;
        python_gate(fact->lazy, matching->options, &some, &all);
        if (!some)
            return;
        if (!all && confidence < CONFIDENCE_LIKELY) {
            confidence = CONFIDENCE_LIKELY;
            assumption = arena_printf(matching->arena, "the program runs on %s",
                                      versions_of(matching->arena, fact->lazy));
        }
    }
    if (fact->lazy && fact->lazy->assumes && confidence < CONFIDENCE_LIKELY) {
        confidence = CONFIDENCE_LIKELY;
        assumption = fact->lazy->assumes;
    }
    struct words words = words_of(matching, rule, fact);
    struct finding *finding = match_add(matching, rule, range_of(unit, fact), &words);
    finding->confidence = (enum finding_confidence)confidence;
    finding->confirmed = fact->confirmed;
    if (fact->confirmed && strcmp(fact->confirmed, "survives") == 0)
        finding->level = LEVEL_NOTE; /* this compiler keeps the work, though it need not */
    finding->function =
        arena_strdup(matching->arena, unit->functions[fact->function].name);
    finding->region.kind = region_kind_name(region->kind);
    finding->region.line = start_of(unit, region).line;
    finding->region.end_line = end_line_of(unit, region);
    if (unit->functions[region->function].file) { /* its lines are not those of this file */
        finding->region.line = unit->functions[fact->function].extent.line;
        finding->region.end_line = unit->functions[fact->function].extent.end_line;
    }
    add_trace(matching, finding, fact, assumption);
    fix_propose(matching, rule, fact, &words, finding);
}

/* Whether the name of a function, or of one that it is defined in, or of its class says that what
 * the rule speaks of is meant to be measured. */
static bool function_is_subject(const struct ir_unit *unit, const struct rule *rule, ir_id function)
{
    for (; function != IR_NONE; function = unit->functions[function].parent)
        if (words_contain(unit->functions[function].name, rule->subjects, rule->subject_count))
            return true;
    return false;
}

/* Whether a text that the region's function contains has one of the words: printf("disk: %f").  The
 * name of a file or an address says nothing. */
static bool text_claims(const struct ir_unit *unit, const struct rule *rule, ir_id function)
{
    const struct ir_function *of = &unit->functions[function];
    for (size_t i = 0; i < of->op_count; i++)
        if (of->ops[i].code == IR_CONST && of->ops[i].text && strchr(of->ops[i].text, '"') &&
            strchr(of->ops[i].text, ' ') &&
            words_contain(of->ops[i].text, rule->claims, rule->claim_count))
            return true;
    return false;
}

/* Whether somebody says that it was measured what the rule speaks of. */
static bool is_claimed(const struct matching *matching, const struct rule *rule,
                       const struct flow_fact *fact)
{
    const struct ir_unit *unit = matching->unit;
    const struct region *region = &matching->regions->items[fact->region];
    const char *slash = strrchr(unit->path, '/');
    if (rule->claim_count == 0)
        return true;
    if (words_contain(slash ? slash + 1 : unit->path, rule->claims, rule->claim_count))
        return true;
    for (ir_id f = region->function; f != IR_NONE; f = unit->functions[f].parent)
        if (words_contain(unit->functions[f].name, rule->claims, rule->claim_count))
            return true;
    return text_claims(unit, rule, region->function);
}

/* The file's name; main.c is called by its folder. */
static const char *name_of_file(const char *path)
{
    const char *slash = strrchr(path, '/'), *folder;
    if (!slash)
        return path;
    folder = memrchr(path, '/', (size_t)(slash - path));
    if (!folder)
        folder = path - 1;
    return str_starts(slash + 1, "main.") ? folder + 1 : slash + 1;
}

static bool is_subject(const struct matching *matching, const struct rule *rule,
                       const struct flow_fact *fact)
{
    const struct ir_unit *unit = matching->unit;
    const struct region *region = &matching->regions->items[fact->region];
    if (rule->subject_count == 0)
        return false;
    return words_contain(name_of_file(unit->path), rule->subjects, rule->subject_count) ||
           function_is_subject(unit, rule, region->function) ||
           function_is_subject(unit, rule, fact->function) ||
           told_at_start(unit, region, rule->subjects, rule->subject_count) ||
           told_as(unit, region, rule->told, rule->told_count);
}

static bool is_built_so(const struct ir_unit *unit, const struct rule *rule)
{
    return rule->flags.count == 0 || rule_flag(rule, unit->command, unit->command_count);
}

static void match_facts(struct matching *matching, const struct flow_facts *facts)
{
    enum model_language language = language_of(matching->unit);
    for (size_t i = 0; i < facts->count; i++) {
        const struct flow_fact *fact = &facts->items[i];
        const struct region *region = &matching->regions->items[fact->region];
        if (matching->unit->functions[fact->function].file)
            continue; /* its lines are not those of this file */
        for (size_t r = 0; r < matching->rules->count; r++) {
            const struct rule *rule = &matching->rules->items[r];
            if (rule->languages & language && match_selected(matching, rule) &&
                rule_speaks_of(rule, fact, region) && is_claimed(matching, rule, fact) &&
                is_built_so(matching->unit, rule) &&
                !is_subject(matching, rule, fact))
                report(matching, rule, fact);
        }
    }
}

/* What is less sure than the user wants goes only now, so that its suppressions count as used. */
static void drop_unsure(struct matching *matching)
{
    size_t kept = 0;
    for (size_t i = 0; i < matching->findings.count; i++) {
        struct finding *finding = &matching->findings.items[i];
        if (finding->confidence <= (enum finding_confidence)matching->options->minimum)
            matching->findings.items[kept++] = *finding;
    }
    matching->findings.count = kept;
}

static void place_in_cell(const struct ir_unit *unit, struct finding_place *at)
{
    uint32_t last = at->end_line;
    if (!str_same(at->path, unit->path))
        return;
    at->cell = ir_cell_of(unit, &at->line);
    ir_cell_of(unit, &last);
    at->end_line = last;
}

/* Lines of a notebook are counted in its cells, once suppressions have been applied. */
static void place_in_cells(struct matching *matching)
{
    const struct ir_unit *unit = matching->unit;
    for (size_t i = 0; unit->cell_count > 0 && i < matching->findings.count; i++) {
        struct finding *finding = &matching->findings.items[i];
        place_in_cell(unit, &finding->at);
        ir_cell_of(unit, &finding->region.line);
        ir_cell_of(unit, &finding->region.end_line);
        for (size_t s = 0; s < finding->step_count; s++)
            place_in_cell(unit, &finding->steps[s].at);
    }
}

struct finding *match_unit(const struct ir_unit *unit, const struct regions *regions,
                           const struct flow_facts *facts, const struct rules *rules,
                           const struct match_options *options, struct arena *arena,
                           size_t *count)
{
    struct matching matching = {.unit = unit,
                                .path = arena_strdup(arena, unit->path),
                                .regions = regions,
                                .rules = rules,
                                .options = options,
                                .arena = arena};
    match_facts(&matching, facts);
    suppress_apply(&matching);
    drop_unsure(&matching);
    place_in_cells(&matching);
    *count = finding_sort(matching.findings.items, matching.findings.count);
    finding_fingerprint(matching.findings.items, *count, arena);
    return matching.findings.items;
}
