#include "trace.h"

#include <ctype.h>
#include <string.h>

#include "str.h"

/* Start, place, stop, the late work, and one more. */
enum { STEPS_MAX = 5 };

bool trace_told(const struct flow *flow, enum flow_fact_kind kind, ir_id function, ir_id op)
{
    for (size_t i = 0; i < flow->found.count; i++) {
        const struct flow_fact *fact = &flow->found.items[i];

        if (fact->kind == kind && fact->function == function && fact->op == op)
            return true;
    }
    return false;
}

struct flow_fact *trace_fact(struct flow *flow, enum flow_fact_kind kind, size_t region,
                             ir_id function, ir_id op)
{
    struct flow_fact fact = {.kind = kind,
                             .region = region,
                             .function = function,
                             .op = op,
                             .variable = IR_NONE,
                             .late = IR_NONE};

    *VEC_ADD(flow->arena, &flow->found) = fact;
    return &flow->found.items[flow->found.count - 1];
}

void trace_lower(struct flow_fact *fact, enum confidence confidence, const char *assumption)
{
    if (!fact->assumption)
        fact->assumption = assumption;
    if (confidence > fact->confidence)
        fact->confidence = confidence;
}

static void add_step(struct flow_fact *fact, ir_id function, ir_id op, struct ir_range at,
                     const char *message)
{
    if (at.line == 0)
        return;
    fact->steps[fact->step_count++] = (struct flow_step){function, op, at, message};
}

const struct ir_range *trace_place(const struct flow *flow, const struct flow_fact *fact)
{
    const struct ir_function *function = &flow->unit->functions[fact->function];

    return fact->op == IR_NONE ? &function->at : &function->ops[fact->op].at;
}

void trace_finish(struct flow *flow, struct flow_fact *fact, const char *message)
{
    const struct region *region = &flow->regions->items[fact->region];
    const struct ir_function *function = &flow->unit->functions[fact->function];
    bool whole = region->kind == REGION_PROGRAM;

    fact->steps = ARENA_ARRAY(flow->arena, struct flow_step, STEPS_MAX);
    if (!whole)
        add_step(fact, region->function, region->start, region->start_at,
                 region->kind == REGION_TIMER ? "the clock starts here"
                                              : "what is measured starts here");
    add_step(fact, fact->function, fact->op, *trace_place(flow, fact), message);
    if (!whole && (region->stop_at.line != region->start_at.line ||
                   region->stop_at.column != region->start_at.column))
        add_step(fact, region->function, region->stop, region->stop_at,
                 region->kind == REGION_TIMER ? "the clock stops here"
                                              : "what is measured ends here");
    if (fact->late != IR_NONE)
        add_step(fact, fact->function, fact->late, function->ops[fact->late].at,
                 "only here the work is done");
}

void trace_step(struct flow_fact *fact, ir_id op, struct ir_range at,
                const char *message)
{
    if (!fact->steps || fact->step_count == STEPS_MAX)
        return;
    add_step(fact, fact->function, op, at, message);
}

/* The macro that a call comes from, of which only the place is known; "" when there is none. */
static struct slice macro_name(const struct flow *flow, const struct ir_function *function,
                               const struct ir_op *op)
{
    struct ir_range rest = {op->at.line, op->at.column, 0, 0}; /* of the line */
    struct slice text = ir_source_text(flow->unit, function, rest, 120);
    size_t length = 0;

    while (length < text.length &&
           (isalnum((unsigned char)text.at[length]) || text.at[length] == '_'))
        length++;
    return op->flags & IR_IN_MACRO && length < text.length && text.at[length] == '('
               ? (struct slice){text.at, length}
               : (struct slice){"", 0};
}

enum { CHAIN_LENGTH_MAX = 60 }; /* of a chain of calls in a message */

/* The end of the brackets that open here; `end` when they are not closed before it. */
static size_t skip_brackets(struct slice text, size_t at)
{
    size_t depth = 0;

    for (; at < text.length; at++) {
        char c = text.at[at];

        if (c == '"' || c == '\'') {
            const char *close = memchr(text.at + at + 1, c, text.length - at - 1);
            at = close ? (size_t)(close - text.at) : text.length - 1;
        } else if (strchr("([{", c)) {
            depth++;
        } else if (strchr(")]}", c) && --depth == 0) {
            return at + 1;
        }
    }
    return text.length;
}

/* rows.groupby(...).mean of rows.groupby("shop").mean(): what each call is given is left out, and
 * where that is still long, so is all before the last name. */
static const char *chain_name(const struct flow *flow, struct slice text)
{
    struct strbuf chain = {0};
    size_t length = 0; /* without the brackets of the last call */
    const char *name, *last;

    for (size_t at = 0; at < text.length;) {
        if (!strchr("([", text.at[at])) {
            strbuf_putc(&chain, text.at[at++]);
            continue;
        }
        length = chain.length;
        strbuf_puts(&chain, text.at[at] == '(' ? "(...)" : "[...]");
        at = skip_brackets(text, at);
    }
    name = arena_copy(flow->arena, strbuf_text(&chain), length);
    last = strrchr(name, '.');
    strbuf_release(&chain);
    return length > CHAIN_LENGTH_MAX && last ? last + 1 : name;
}

/* What Python calls by no name of the file: a generator expression, an import. */
static const char *python_name(const struct flow *flow, const struct ir_op *op, struct slice text)
{
    const char *name = op->text ? op->text : "";

    if (str_ends(name, "<genexpr>"))
        return text.length > 0 && text.length <= CHAIN_LENGTH_MAX
                   ? arena_copy(flow->arena, text.at, text.length)
                   : "(... for ... in ...)";
    if (!strcmp(name, "builtins.__import__"))
        return "import";
    return str_starts(name, "builtins.") ? name + strlen("builtins.") : name;
}

const char *trace_callee(const struct flow *flow, ir_id function, ir_id call)
{
    const struct ir_function *of = &flow->unit->functions[function];
    const struct ir_op *op = &of->ops[call];
    struct slice text = ir_source_text(flow->unit, of, op->at, 120);
    size_t length = 0;

    if (text.length == 0)
        text = macro_name(flow, of, op);
    if (text.length > 0 && text.at[text.length] == '(' && op->flags & IR_IN_MACRO)
        return arena_copy(flow->arena, text.at, text.length);
    while (length < text.length && text.at[length] != '(' && text.at[length] != '\n' &&
           strncmp(text.at + length, "<<<", strlen("<<<")) != 0)
        length++;
    while (length > 0 && text.at[length - 1] == ' ')
        length--;
    if (flow->unit->language == IR_PYTHON && op->code == IR_CALL &&
        (length == text.length || op->flags & IR_IMPLICIT || str_ends(op->text, "<genexpr>")))
        return python_name(flow, op, text);
    if (flow->unit->language == IR_PYTHON && op->code == IR_CALL && text.length > 0)
        return chain_name(flow, text);
    if (length == 0 || length == text.length || op->code != IR_CALL)
        return op->text ? op->text : "";
    return arena_copy(flow->arena, text.at, length);
}

const char *trace_value(const struct flow *flow, ir_id function, ir_id id)
{
    const struct ir_function *of = &flow->unit->functions[function];
    const struct ir_op *op;
    struct slice text;

    if (id == IR_NONE)
        return NULL;
    op = &of->ops[id];
    if (op->code == IR_LOAD || op->code == IR_ADDRESS)
        return ir_place_name(flow->unit, of, &op->place);
    if (op->code == IR_CALL && op->at.end_line > op->at.line)
        return arena_printf(flow->arena, "%s(...)", trace_callee(flow, function, id));
    text = ir_source_text(flow->unit, of, op->at, 40);
    return text.length ? arena_copy(flow->arena, text.at, text.length) : NULL;
}
