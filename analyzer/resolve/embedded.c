#include "embedded.h"

#include <string.h>

#include "embedded_string.h"
#include "resolve.h"

/* A file that hands over more texts than this lists them; the rest is left out. */
enum { TEXTS_MAX = 500 };

/* The parameters of timeit.timeit, which torch.utils.benchmark.Timer has taken over. */
#define STATEMENT "stmt"
#define SETUP "setup"
#define GLOBALS "globals"
#define NUMBER "number"

static const char prefix[] = "_benchlint_text_";

/* One text, and what it is handed over with. */
struct handed_text {
    struct string_value setup, statement;
    struct ir_range call;
    bool once;
};

struct expansion {
    struct ir_unit *unit;
    const struct model *model;
    struct ir_text_builder builder;
    unsigned count;
};

/* The constant that is the only thing ever put into the variable; or NULL. */
static const struct ir_op *only_constant(const struct ir_unit *unit, ir_id variable)
{
    const struct ir_op *value = NULL;
    for (size_t f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        for (size_t i = 0; i < function->op_count; i++) {
            const struct ir_op *op = &function->ops[i];
            if (op->place.variable != variable || op->code == IR_LOAD)
                continue;
            if (value || op->code != IR_STORE || op->place.field[0] || op->place.index != IR_NONE)
                return NULL;
            value = &function->ops[op->args[0]];
        }
    }
    return value;
}

/* The text that the operand is, if it is one; *given is false when there is no operand. */
static bool text_of(struct expansion *expansion, const struct ir_function *function, ir_id operand,
                    struct string_value *text)
{
    const struct ir_op *op;
    *text = (struct string_value){NULL, 0};
    if (operand == IR_NONE)
        return true;
    op = &function->ops[operand];
    if (op->code == IR_LOAD && op->place.variable != IR_NONE && !op->place.field[0] &&
        op->place.index == IR_NONE)
        op = only_constant(expansion->unit, op->place.variable);
    return op && op->code == IR_CONST && op->text && strpbrk(op->text, "'\"") &&
           string_value_read(op->text, op->at.line, op->at.column, expansion->unit->arena, text);
}

/* Whether names in the text are those of the file, or of the text alone. */
static bool names_are_seen(const struct ir_function *function, ir_id globals)
{
    static const char *const known[] = {"builtins.globals", "builtins.locals", "builtins.vars"};
    if (globals == IR_NONE)
        return true;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (function->ops[globals].code == IR_CALL &&
            !strcmp(function->ops[globals].text, known[i]))
            return true;
    return false;
}

/* What is done once is no loop. */
static bool asks_for_one(const struct ir_function *function, const struct ir_op *call)
{
    ir_id number = resolve_argument(call, API_NOTHING, NUMBER);
    return number != IR_NONE && function->ops[number].flags & IR_CONSTANT &&
           function->ops[number].constant <= 1;
}

/* --- composing ------------------------------------------------------------------------------ */

static bool line_starts(const struct string_value *text, size_t at, const char *with)
{
    for (; *with; with++, at++)
        if (at >= text->count || text->items[at].byte != *with)
            return false;
    return true;
}

/* Names that are taken from the file's own module are its names already: such lines go. */
static bool is_import_of_main(const struct string_value *text, size_t at)
{
    if (!line_starts(text, at, "from __main__ import "))
        return false;
    for (; at < text->count && text->items[at].byte != '\n'; at++)
        if (line_starts(text, at, " as ") || text->items[at].byte == ';')
            return false;
    return true;
}

/* Each line of the text, indented; bytes that stand side by side in the file stay together. */
static void add_lines(struct ir_text_builder *builder, const struct string_value *text,
                      const char *indent, struct ir_range call)
{
    bool starts = true, leaves_out = false;
    for (size_t i = 0; i < text->count; i++) {
        const struct string_byte *byte = &text->items[i];
        if (starts) {
            leaves_out = is_import_of_main(text, i);
            ir_text_add_still(builder, indent, byte->line, byte->column);
            if (leaves_out)
                ir_text_add_still(builder, "pass", byte->line, byte->column);
        }
        starts = byte->byte == '\n';
        if (starts)
            ir_text_add_still(builder, "\n", byte->line, byte->column);
        else if (!leaves_out)
            ir_text_add(builder, (struct slice){&byte->byte, 1}, byte->line, byte->column);
    }
    ir_text_add_still(builder, "\n", call.line, call.column);
}

static bool is_blank(const struct string_value *text)
{
    for (size_t i = 0; i < text->count; i++)
        if (!strchr(" \t\n\r", text->items[i].byte))
            return line_starts(text, i, "pass") && text->count < i + 6;
    return true;
}

static void add_function(struct expansion *expansion, struct ir_text_builder *builder,
                         const struct handed_text *text)
{
    struct ir_range call = text->call;
    const char *head = arena_printf(expansion->unit->arena, "\ndef %s%u():\n", prefix,
                                    expansion->count);
    ir_text_add_still(builder, head, call.line, call.column);
    if (text->setup.count > 0)
        add_lines(builder, &text->setup, "    ", call);
    ir_text_add_still(builder,
                      "    import time as _benchlint_time\n"
                      "    _benchlint_start = _benchlint_time.perf_counter()\n",
                      call.line, call.column);
    ir_text_add_still(builder,
                      text->once ? "    if True:\n"
                                 : "    for _benchlint_round in _benchlint_rounds:\n",
                      call.line, call.column);
    add_lines(builder, &text->statement, "        ", call);
    ir_text_add_still(builder,
                      "        pass\n"
                      "    return _benchlint_time.perf_counter() - _benchlint_start\n",
                      call.line, call.column);
}

/* Whether the function can be read by itself; a template with holes cannot, for instance. */
static bool is_python(struct expansion *expansion, const struct handed_text *handed)
{
    struct ir_text_builder builder;
    ir_text_start(&builder, expansion->unit->arena, NULL);
    add_function(expansion, &builder, handed);
    struct ir_text text = ir_text_finish(&builder);
    struct ir_unit *lowered = expansion->unit->lower_text(expansion->unit, &text);
    bool reads = lowered && lowered->gap_count == 0;
    if (lowered)
        map_free(lowered->names);
    return reads;
}

static void visit_call(struct expansion *expansion, const struct ir_function *function,
                       const struct ir_op *call)
{
    const struct api *api = resolve_api(expansion->unit, expansion->model, call);
    struct handed_text text = {.call = call->at, .once = asks_for_one(function, call)};
    if (!api || !api->times_string || call->flags & IR_STAR || expansion->count >= TEXTS_MAX)
        return;
    ir_id stated = resolve_argument(call, api->times, STATEMENT);
    if (stated == IR_NONE ||
        !names_are_seen(function, resolve_argument(call, API_NOTHING, GLOBALS)) ||
        !text_of(expansion, function, stated, &text.statement) ||
        !text_of(expansion, function, resolve_argument(call, api->times + 1, SETUP),
                 &text.setup) ||
        is_blank(&text.statement) || !is_python(expansion, &text))
        return;
    if (expansion->count == 0)
        ir_text_start(&expansion->builder, expansion->unit->arena,
                      expansion->unit->lowered
                          ? expansion->unit->lowered
                          : &(struct ir_text){expansion->unit->source,
                                              expansion->unit->source_length, NULL, 0});
    add_function(expansion, &expansion->builder, &text);
    expansion->count++;
}

static void rename_functions(struct ir_unit *unit)
{
    for (size_t f = 0; f < unit->function_count; f++)
        if (str_starts(unit->functions[f].name, prefix)) {
            unit->functions[f].name = map_intern(unit->names, "<timeit>", strlen("<timeit>"));
            unit->functions[f].from_text = true;
        }
}

struct ir_unit *embedded_expand(struct ir_unit *unit, const struct model *model)
{
    struct expansion expansion = {.unit = unit, .model = model};
    if (!unit->lower_text)
        return unit;
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++)
            if (unit->functions[f].ops[i].code == IR_CALL)
                visit_call(&expansion, &unit->functions[f], &unit->functions[f].ops[i]);
    if (expansion.count == 0)
        return unit;
    struct ir_text text = ir_text_finish(&expansion.builder);
    struct ir_unit *expanded = unit->lower_text(unit, &text);
    if (!expanded)
        return unit;
    map_free(unit->names);
    rename_functions(expanded);
    resolve_unit(expanded, model);
    return expanded;
}
