#include "label.h"

#include <ctype.h>
#include <string.h>

#include "str.h"

static const struct slice nothing = {"", 0};

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The first word of a text; an opening bracket, spaces and escapes may stand before it. */
static struct slice first_word(struct slice text)
{
    size_t from = 0, to;

    while (from < text.length && (text.at[from] == ' ' || text.at[from] == '(' ||
                                  text.at[from] == '[' || text.at[from] == '"' ||
                                  text.at[from] == '\''))
        from++;
    for (to = from; to < text.length && is_letter(text.at[to]);)
        to++;
    if (to < text.length && (text.at[to] == '/' || text.at[to] == '_' ||
                             isdigit((unsigned char)text.at[to])))
        return nothing;
    if (text.length - to >= 4 && !memcmp(text.at + to, " per", 4))
        return nothing;
    return (struct slice){text.at + from, to - from};
}

static struct slice rest_from(struct slice text, size_t at)
{
    return (struct slice){text.at + at, text.length - at};
}

/* Past the conversion that begins at the % of text.at[at]; 0 when it has a width of its own. */
static size_t past_conversion(struct slice text, size_t at)
{
    for (at++; at < text.length && !isalpha((unsigned char)text.at[at]); at++)
        if (text.at[at] == '*' || text.at[at] == '(' || text.at[at] == '"')
            return 0;
    while (at < text.length && strchr("hlLqjzt", text.at[at]))
        at++;
    return at < text.length ? at + 1 : 0;
}

/* What follows the conversion of this number, from 0. */
static struct slice after_percent(struct slice text, uint32_t number)
{
    for (size_t at = 0; at < text.length; at++) {
        size_t past;

        if (text.at[at] != '%')
            continue;
        if (at + 1 < text.length && text.at[at + 1] == '%') {
            at++;
            continue;
        }
        past = past_conversion(text, at);
        if (past == 0)
            return nothing;
        if (number-- == 0)
            return first_word(rest_from(text, past));
        at = past - 1;
    }
    return nothing;
}

/* What follows the pair of braces of this number, from 0: "{} took {:.2f} ms".format(...). */
static struct slice after_brace(struct slice text, uint32_t number)
{
    for (size_t at = 0; at < text.length; at++) {
        const char *close;

        if (text.at[at] != '{')
            continue;
        close = memchr(text.at + at, '}', text.length - at);
        if (!close || (at + 1 < text.length && text.at[at + 1] != '}' && text.at[at + 1] != ':'))
            return nothing; /* numbered or named */
        at = (size_t)(close - text.at);
        if (number-- == 0)
            return first_word(rest_from(text, at + 1));
    }
    return nothing;
}

static const struct ir_op *text_of(const struct ir_function *function, ir_id id)
{
    const struct ir_op *op = &function->ops[id];

    return op->code == IR_CONST && !(op->flags & IR_CONSTANT) ? op : NULL;
}

/* f"{x:.2f} ms": what follows the brace behind the value in the user's text. */
static struct slice in_f_string(const struct flow *flow, const struct ir_function *function,
                                const struct ir_op *op, const struct ir_op *value)
{
    struct ir_range behind = op->at;
    struct slice text;
    const char *close;

    if (value->at.end_line != op->at.end_line || value->at.end_column == 0)
        return nothing;
    behind.line = value->at.end_line;
    behind.column = value->at.end_column;
    text = ir_source_text(flow->unit, function, behind, 80);
    close = memchr(text.at, '}', text.length);
    return close ? first_word(rest_from(text, (size_t)(close - text.at) + 1)) : nothing;
}

/* out << x << " ms": the text that is sent to what this call yields. */
static struct slice in_stream(const struct ir_function *function, ir_id call)
{
    for (ir_id i = call + 1; i < function->op_count; i++) {
        const struct ir_op *next = &function->ops[i];
        const struct ir_op *text;

        if (next->code != IR_CALL || next->arg_count != 2 || next->args[0] != call)
            continue;
        text = text_of(function, next->args[1]);
        return text ? first_word(slice_of(text->text)) : nothing;
    }
    return nothing;
}

static struct slice in_call(const struct ir_function *function, ir_id id, uint32_t number)
{
    const struct ir_op *call = &function->ops[id];

    if (str_ends(call->text, "operator<<"))
        return number == 1 ? in_stream(function, id) : nothing;
    for (uint32_t i = 0; i < number; i++) {
        const struct ir_op *text = text_of(function, call->args[i]);

        if (text && i == 0 && str_ends(call->text, ".format"))
            return after_brace(slice_of(text->text), number - 1);
        if (text && strchr(text->text, '%'))
            return after_percent(slice_of(text->text), number - i - 1);
    }
    if (strcmp(call->text, "builtins.print") != 0 || number + 1 >= call->arg_count)
        return nothing;
    return text_of(function, call->args[number + 1])
               ? first_word(slice_of(function->ops[call->args[number + 1]].text))
               : nothing;
}

/* "..." % x, "..." % (x, y): the tuple is an operation of its own. */
static struct slice in_percent(const struct ir_function *function, ir_id id, uint32_t number)
{
    const struct ir_op *op = &function->ops[id];
    const struct ir_op *text;

    if (!strcmp(op->text, "tuple")) {
        for (ir_id i = id + 1; i < function->op_count; i++)
            if (function->ops[i].code == IR_COMPUTE && function->ops[i].arg_count == 2 &&
                function->ops[i].args[1] == id && !strcmp(function->ops[i].text, "%"))
                return (text = text_of(function, function->ops[i].args[0]))
                           ? after_percent(slice_of(text->text), number)
                           : nothing;
        return nothing;
    }
    text = op->arg_count == 2 && number == 1 ? text_of(function, op->args[0]) : NULL;
    return text ? after_percent(slice_of(text->text), 0) : nothing;
}

struct slice label_of(const struct flow *flow, ir_id function, ir_id id, uint32_t number)
{
    const struct ir_function *of = &flow->unit->functions[function];
    const struct ir_op *op = &of->ops[id];

    if (op->code == IR_CALL)
        return in_call(of, id, number);
    if (op->code != IR_COMPUTE || flow->unit->language != IR_PYTHON)
        return nothing;
    if (!strcmp(op->text, "str"))
        return in_f_string(flow, of, op, &of->ops[op->args[number]]);
    return !strcmp(op->text, "%") || !strcmp(op->text, "tuple") ? in_percent(of, id, number)
                                                               : nothing;
}
