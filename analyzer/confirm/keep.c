#include "keep.h"

#include <ctype.h>
#include <string.h>

#include "statements.h"

struct keeping {
    const struct ir_unit *unit;
    const struct ir_function *function;
    struct spans spans;
    struct insertions *insertions;
};

static bool has_word(const char *text, size_t length, const char *word)
{
    size_t size = strlen(word);

    for (const char *at = text; (at = memmem(at, length - (size_t)(at - text), word, size)); at++) {
        bool begins = at == text || !(isalnum((unsigned char)at[-1]) || at[-1] == '_');

        if (begins && !(isalnum((unsigned char)at[size]) || at[size] == '_'))
            return true;
    }
    return false;
}

static bool span_has(const struct keeping *keeping, const struct span *span, const char *word)
{
    return has_word(keeping->unit->source + span->start, span->end - span->start, word);
}

static const struct span *span_of(const struct keeping *keeping, struct ir_range at)
{
    return at.line == 0 ? NULL
                        : statements_at(&keeping->spans, statements_offset(keeping->unit, at.line,
                                                                           at.column));
}

/* Whether a place stands in parentheses of its statement: a header of a loop, an argument. */
static bool is_enclosed(const struct keeping *keeping, const struct span *span, struct ir_range at)
{
    const char *text = keeping->unit->source;
    size_t end = statements_offset(keeping->unit, at.line, at.column), depth = 0;

    for (size_t i = span->start; i < end; i++) {
        depth += text[i] == '(' || text[i] == '[';
        depth -= depth > 0 && (text[i] == ')' || text[i] == ']');
    }
    return depth > 0;
}

/* Whether a statement of its own may follow: it ends here, and no `else` belongs to it. */
static bool can_follow(const struct keeping *keeping, const struct span *span)
{
    const char *next = keeping->unit->source + span->end;

    if (span->closer != ';')
        return false;
    next += strspn(next, " \t\r\n");
    return !statements_is_bound(next) && strncmp(next, "/", 1) != 0 && *next != '#';
}

/* Variables that have no address, or that a macro declares under a name the text does not show. */
static bool can_be_named(const struct keeping *keeping, ir_id variable)
{
    const struct ir_variable *of = &keeping->unit->variables[variable];
    const struct span *declared = span_of(keeping, of->at);

    if (!of->name[0] || of->is_const || strcmp(of->name, "this") == 0)
        return false;
    if (of->storage == IR_PARAMETER)
        return true;
    return of->storage == IR_LOCAL && declared && span_has(keeping, declared, of->name) &&
           !span_has(keeping, declared, "register") && !span_has(keeping, declared, "constexpr") &&
           declared->closer == ';' && !is_enclosed(keeping, declared, of->at);
}

static void add(struct keeping *keeping, size_t offset, const char *text)
{
    *VEC_ADD(keeping->unit->arena, &keeping->insertions->list) =
        (struct insertion){offset, text, 0};
}

/* --- variables -------------------------------------------------------------------------------- */

/* The variable that is stored into, or that holds the address of what is. */
static ir_id variable_of(const struct ir_function *function, const struct ir_place *place)
{
    enum { MOST_STEPS = 8 };

    for (int i = 0; i < MOST_STEPS && place->variable == IR_NONE && place->base != IR_NONE; i++) {
        const struct ir_op *base = &function->ops[place->base];

        while (base->code == IR_COMPUTE && base->arg_count)
            base = &function->ops[base->args[0]];
        if (base->code != IR_LOAD && base->code != IR_ADDRESS)
            return IR_NONE;
        place = &base->place;
    }
    return place->variable;
}

static const char *use_of(const struct keeping *keeping, ir_id variable)
{
    bool is_cxx = keeping->unit->language == IR_CXX;

    return arena_printf(keeping->unit->arena,
                        " __asm__ volatile(\"\" : : \"r\"(%s(%s)) : \"memory\"); ",
                        is_cxx ? "__builtin_addressof" : "&",
                        keeping->unit->variables[variable].name);
}

/* The body of a loop or a branch without braces: what is put behind it would not belong to it. */
static bool needs_braces(const struct keeping *keeping, const struct span *span, size_t at)
{
    const char *text = keeping->unit->source;

    while (at > span->start && isspace((unsigned char)text[at - 1]))
        at--;
    return at > span->start && text[at - 1] == ')';
}

static void keep_store(struct keeping *keeping, const struct ir_op *op)
{
    size_t at = statements_offset(keeping->unit, op->at.line, op->at.column);
    ir_id variable = variable_of(keeping->function, &op->place);
    const struct span *span = span_of(keeping, op->at);

    if (variable == IR_NONE || !span || op->flags & (IR_IN_MACRO | IR_IMPLICIT) ||
        is_enclosed(keeping, span, op->at) ||
        !can_be_named(keeping, variable) || !can_follow(keeping, span) ||
        !span_has(keeping, span, keeping->unit->variables[variable].name))
        return;
    if (needs_braces(keeping, span, at)) {
        add(keeping, at, "{");
        add(keeping, span->end,
            arena_printf(keeping->unit->arena, "%s}", use_of(keeping, variable)));
    } else {
        add(keeping, span->end, use_of(keeping, variable));
    }
}

/* --- dropped results -------------------------------------------------------------------------- */

static bool has_value(const struct ir_unit *unit, const struct ir_op *op)
{
    enum ir_type_kind kind = ir_type_of(unit, op->type)->kind;

    return kind != IR_TYPE_VOID && kind != IR_TYPE_UNKNOWN;
}

/* The call is the whole statement, but for a cast to void. */
static bool is_statement(const struct keeping *keeping, const struct span *span, size_t from,
                         size_t to)
{
    const char *text = keeping->unit->source;
    size_t start = statements_start(text, span);

    if (strncmp(text + start, "(void)", 6) == 0)
        start += 6 + strspn(text + start + 6, " ");
    to += strspn(text + to, " \t");
    return start == from && text[to] == ';';
}

/* What a call is given the address of: it may be where the result goes. */
static void keep_arguments(struct keeping *keeping, const struct ir_op *op,
                           const struct span *span)
{
    for (uint32_t i = 0; i < op->arg_count; i++) {
        const struct ir_op *value = &keeping->function->ops[op->args[i]];
        ir_id variable = value->code == IR_ADDRESS || value->code == IR_LOAD
                             ? variable_of(keeping->function, &value->place)
                             : IR_NONE;

        if (variable != IR_NONE && can_be_named(keeping, variable) &&
            span_has(keeping, span, keeping->unit->variables[variable].name))
            add(keeping, span->end, use_of(keeping, variable));
    }
}

static void keep_call(struct keeping *keeping, const struct ir_op *op)
{
    const struct span *span = span_of(keeping, op->at);
    size_t from, to;

    if (!(op->flags & IR_DISCARDED) || op->flags & (IR_IN_MACRO | IR_IMPLICIT) || !span ||
        span->closer != ';')
        return;
    from = statements_offset(keeping->unit, op->at.line, op->at.column);
    to = statements_offset(keeping->unit, op->at.end_line, op->at.end_column);
    if (!is_statement(keeping, span, from, to))
        return;
    if (can_follow(keeping, span) && !needs_braces(keeping, span, from))
        keep_arguments(keeping, op, span);
    if (!has_value(keeping->unit, op))
        return;
    add(keeping, from, keeping->unit->language == IR_CXX
                           ? "__extension__ ({ auto &&benchlint_kept = "
                           : "__extension__ ({ __auto_type benchlint_kept = ");
    add(keeping, to,
        "; __asm__ volatile(\"\" : : \"r\"(&benchlint_kept) : \"memory\"); (void)0; })");
}

/* No statement of assembly may stand in these before C++20. */
static bool is_constexpr(const struct keeping *keeping, size_t from, size_t end)
{
    const char *text = keeping->unit->source + from;
    const char *brace = memchr(text, '{', end - from);

    return has_word(text, brace ? (size_t)(brace - text) : end - from, "constexpr") ||
           has_word(text, brace ? (size_t)(brace - text) : end - from, "consteval");
}

void keep_function(const struct ir_unit *unit, ir_id id, struct insertions *insertions)
{
    const struct ir_function *function = &unit->functions[id];
    struct keeping keeping = {.unit = unit, .function = function, .insertions = insertions};
    size_t from, end;

    if (function->file || function->extent.line == 0)
        return;
    from = statements_offset(unit, function->extent.line, function->extent.column);
    end = statements_offset(unit, function->extent.end_line, function->extent.end_column);
    if (end <= from || is_constexpr(&keeping, from, end))
        return;
    statements_find(unit->source, from, end, &keeping.spans, unit->arena);
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[function->order[i]];

        if (op->code == IR_STORE)
            keep_store(&keeping, op);
        else if (op->code == IR_CALL)
            keep_call(&keeping, op);
    }
}
