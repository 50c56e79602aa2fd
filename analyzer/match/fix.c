/* The mends of rules and models, written as edits of the file.  What is made here is only what
 * looks right; whether the finding is gone then is found out by analysing the mended text. */
#include "fix.h"

#include <ctype.h>
#include <string.h>

#include "resolve.h"

void fix_add(struct fixing *fixing, struct ir_range at, const char *text)
{
    struct finding_edit *edit = VEC_ADD(fixing->matching->arena, &fixing->edits);
    edit->at = (struct finding_place){fixing->matching->path, at.line, at.column, at.end_line,
                                      at.end_column};
    edit->text = arena_strdup(fixing->matching->arena, text);
}

struct slice fix_indent(struct fixing *fixing, uint32_t line)
{
    struct slice text = match_line(fixing->matching, line);
    size_t length = 0;
    while (length < text.length && (text.at[length] == ' ' || text.at[length] == '\t'))
        length++;
    return (struct slice){text.at, length};
}

static bool names(const struct ytab_strings *list, const char *name)
{
    for (size_t i = 0; name && i < list->count; i++)
        if (!strcmp(list->items[i], name))
            return true;
    return list->count == 0;
}

/* Whether some function of the file calls one of these. */
static bool calls_any(const struct ir_unit *unit, const struct ytab_strings *list)
{
    for (size_t f = 0; list->count && f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++)
            if (unit->functions[f].ops[i].code == IR_CALL &&
                names(list, unit->functions[f].ops[i].text))
                return true;
    return false;
}

static bool fits(const struct fixing *fixing, const struct ir_op *op)
{
    const struct edit_template *template = fixing->template;
    const struct region *region = fixing->region;
    bool is_framework = region->kind == REGION_FRAMEWORK;
    if (!names(&template->frameworks, is_framework ? region->name : NULL) ||
        !names(&template->readings, region->clock ? region->clock->name : NULL))
        return false;
    if (template->dropped && !(op && op->flags & IR_DISCARDED))
        return false;
    return !calls_any(fixing->matching->unit, &template->not_with);
}

/* --- expressions ---------------------------------------------------------------------------- */

/* "f, x" for "f(x)", "f" for "f()"; NULL for what is no simple call. */
static const char *apart(struct arena *arena, const char *source)
{
    const char *open = strchr(source, '(');
    size_t length = strlen(source), depth = 0;
    if (!open || open == source || source[length - 1] != ')' || strpbrk(source, "'\"#\n"))
        return NULL;
    for (const char *at = source; at < open; at++)
        if (!isalnum((unsigned char)*at) && *at != '_' && *at != '.')
            return NULL;
    for (const char *at = open; at < source + length - 1; at++) {
        depth += *at == '(';
        depth -= *at == ')';
        if (depth == 0) /* f(x)(y) */
            return NULL;
    }
    int function = (int)(open - source);
    if (open + 2 == source + length)
        return arena_printf(arena, "%.*s", function, source);
    return arena_printf(arena, "%.*s, %.*s", function, source, (int)(length - 2) - function,
                        open + 1);
}

/* The template's text between two places, each further line indented as the first one is. */
static const char *expanded(struct fixing *fixing, struct slice template, uint32_t line)
{
    struct arena *arena = fixing->matching->arena;
    struct slice indent = fix_indent(fixing, line);
    const char *text = words_expand(arena_copy(arena, template.at, template.length),
                                    &fixing->words, arena);
    struct strbuf lines = {0};
    for (; *text; text++) {
        strbuf_putc(&lines, *text);
        if (*text == '\n')
            strbuf_add(&lines, indent.at, indent.length);
    }
    text = arena_strdup(arena, strbuf_text(&lines));
    strbuf_release(&lines);
    return text;
}

/* Around the expression, so that edits inside it can be made as well. */
static void wrap(struct fixing *fixing, struct ir_range at, struct slice before, const char *after)
{
    struct ir_range start = {at.line, at.column, at.line, at.column};
    struct ir_range end = {at.end_line, at.end_column, at.end_line, at.end_column};
    if (before.length)
        fix_add(fixing, start, expanded(fixing, before, at.line));
    if (*after)
        fix_add(fixing, end, expanded(fixing, slice_of(after), at.line));
}

/* Whether the range can be replaced: it is the user's own text, and does not share its
 * parentheses with a call, as a generator that is the only argument does. */
static bool is_whole(struct fixing *fixing, const struct ir_op *op)
{
    struct slice line = match_line(fixing->matching, op->at.line);
    size_t column = op->at.column;
    if (op->flags & (IR_IN_MACRO | IR_IMPLICIT) || !op->at.line || column > line.length)
        return false;
    char before = column > 1 ? line.at[column - 2] : ' ';
    return !isalnum((unsigned char)before) && !strchr("_)].", before);
}

static bool edit_expression(struct fixing *fixing, const struct ir_op *op)
{
    static const char mark[] = "{source}";
    enum { SOURCE_MAX = 2000 }; /* a longer expression is a program of its own */
    struct matching *matching = fixing->matching;
    const char *text = fixing->template->text, *source = strstr(text, mark);
    if (!op || !is_whole(fixing, op))
        return false;
    struct slice own = ir_source_text(matching->unit, NULL, op->at, SOURCE_MAX);
    if (own.length == 0 || own.length >= SOURCE_MAX)
        return false;
    fixing->words.source = arena_copy(matching->arena, own.at, own.length);
    fixing->words.apart = apart(matching->arena, fixing->words.source);
    if (!words_suffice(text, &fixing->words))
        return false;
    if (source == text && op->code != IR_CALL && text[strlen(mark)] == '.')
        return false; /* a + b.result() */
    if (source)
        wrap(fixing, op->at, (struct slice){text, (size_t)(source - text)},
             source + strlen(mark));
    else
        fix_add(fixing, op->at, expanded(fixing, slice_of(text), op->at.line));
    return true;
}

/* The only value that is ever put where the fact's object is. */
static const struct ir_op *origin_of(const struct fixing *fixing)
{
    const struct ir_unit *unit = fixing->matching->unit;
    const struct ir_op *origin = NULL;
    for (size_t f = 0; fixing->words.object && f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        for (size_t i = 0; i < function->op_count; i++) {
            const struct ir_op *op = &function->ops[i];
            if (op->code != IR_STORE ||
                strcmp(ir_place_name(unit, function, &op->place), fixing->words.object) != 0)
                continue;
            if (origin)
                return NULL;
            origin = &function->ops[op->args[0]];
        }
    }
    return origin;
}

/* Whether a loop of the function goes on as long as a condition holds, not over some items. */
static bool has_open_loop(const struct ir_function *function)
{
    for (ir_id header = 0; header < function->block_count; header++) {
        bool takes_item = false;
        for (size_t i = 0; i < function->op_count; i++)
            takes_item |= function->ops[i].block == header && function->ops[i].code == IR_NEXT;
        if (function->blocks[header].loop == header && !takes_item)
            return true;
    }
    return false;
}

/* A generator that may go on for ever must not be asked for all of its items. */
static bool may_not_end(const struct fixing *fixing)
{
    const struct ir_unit *unit = fixing->matching->unit;
    ir_id op = fixing->fact->op;
    ir_id called = op != IR_NONE ? fixing->function->ops[op].function : IR_NONE;
    return fixing->template->place == EDIT_EXPRESSION && called != IR_NONE &&
           unit->functions[called].is_generator && has_open_loop(&unit->functions[called]);
}

/* --- choosing ------------------------------------------------------------------------------- */

static const struct ir_op *op_of(const struct fixing *fixing)
{
    return fixing->fact->op != IR_NONE ? &fixing->function->ops[fixing->fact->op] : NULL;
}

static bool make(struct fixing *fixing)
{
    const struct edit_template *template = fixing->template;
    const struct ir_op *origin;
    if (!fits(fixing, op_of(fixing)))
        return false;
    if (template->place == EDIT_CLOCK)
        return fix_clock(fixing);
    if (template->import && !(fixing->words.import = fix_import(fixing, template->import)))
        return false;
    switch (template->place) {
    case EDIT_EXPRESSION:
        return fixing->fact->kind != FACT_REALIZED_LATE && edit_expression(fixing, op_of(fixing));
    case EDIT_ORIGIN:
        origin = origin_of(fixing);
        return edit_expression(fixing, origin ? origin : op_of(fixing));
    default:
        return fix_statement(fixing);
    }
}

/* A kind of lazy object says how to do its work before the region ends; where work of another
 * region is told of, that would be the wrong place. */
static bool kind_mends(const struct lazy_kind *lazy, const struct flow_fact *fact)
{
    return lazy && lazy->edit_count > 0 && fact->kind != FACT_CARRIED &&
           fact->kind != FACT_LEAKED;
}

void fix_propose(struct matching *matching, const struct rule *rule, const struct flow_fact *fact,
                 const struct words *words, struct finding *finding)
{
    const struct ir_unit *unit = matching->unit;
    const struct lazy_kind *lazy = fact->lazy;
    bool own = kind_mends(lazy, fact) && rule->edit_count == 0;
    const struct edit_template *templates = own ? lazy->edits : rule->edits;
    size_t count = own ? lazy->edit_count : rule->edit_count;
    if (unit->cell_count > 0) /* the file is JSON */
        return;
    if (unit->functions[matching->regions->items[fact->region].function].file)
        return; /* what is measured is decided in another file */
    for (size_t i = 0; i < count; i++) {
        struct fixing fixing = {.matching = matching,
                                .fact = fact,
                                .function = &unit->functions[fact->function],
                                .region = &matching->regions->items[fact->region],
                                .template = &templates[i],
                                .words = *words};
        if (!make(&fixing))
            continue;
        finding->has_fix = true;
        finding->fix_is_safe = !templates[i].unsafe && !may_not_end(&fixing);
        finding->edits = fixing.edits.items;
        finding->edit_count = fixing.edits.count;
        return;
    }
}
