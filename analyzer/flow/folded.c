#include "folded.h"

#include <math.h>
#include <string.h>

#include "ir_text.h"
#include "trace.h"

/* Limits of CPython's Python/ast_opt.c (safe_power, safe_lshift, safe_multiply): larger results are
 * left to the run time.  A string repeated so often is far below the limit of 4096. */
enum { INTEGER_BITS_MAX = 128, REPEATS_MAX = 64, TEXT_MAX = 400 };

/* The text of a literal without escapes; empty when it has some, or is too long to look at. */
static struct slice content(const char *literal)
{
    size_t prefix = strcspn(literal, "\"'"), length = strlen(literal), quotes = 1;
    const char *open = literal + prefix;

    if (length > TEXT_MAX || strchr(literal, '\\') || !*open)
        return (struct slice){"", 0};
    if (open[0] == open[1] && open[0] == open[2])
        quotes = 3;
    if (length < prefix + 2 * quotes)
        return (struct slice){"", 0};
    return (struct slice){open + quotes, length - prefix - 2 * quotes};
}

static bool is_text(const struct ir_op *op)
{
    return op->code == IR_CONST && op->text && strpbrk(op->text, "\"'");
}

static bool is_arithmetic(const struct ir_op *op)
{
    static const char *const operators[] = {"+", "-", "*", "/", "//", "%", "**", "<<",
                                            ">>", "&", "|", "^", "~"};

    for (size_t i = 0; op->code == IR_COMPUTE && i < sizeof operators / sizeof *operators; i++)
        if (!strcmp(op->text, operators[i]))
            return true;
    return false;
}

static bool is_folded(const struct ir_function *module, const struct ir_op *op)
{
    const struct ir_op *left, *right;

    if (op->flags & IR_CONSTANT)
        return fabs(op->constant) < ldexp(1, INTEGER_BITS_MAX);
    if (op->arg_count != 2)
        return false;
    left = &module->ops[op->args[0]];
    right = &module->ops[op->args[1]];
    return is_text(left) &&
           ((!strcmp(op->text, "+") && is_text(right)) ||
            (!strcmp(op->text, "*") && right->code == IR_CONST && right->flags & IR_CONSTANT &&
             right->constant <= (double)REPEATS_MAX));
}

/* Whether nothing but operators on literals is computed, and at least one of them. */
static bool only_folds(const struct ir_unit *unit)
{
    const struct ir_function *module = &unit->functions[0];
    bool folds = false;

    for (size_t i = 0; i < module->op_count; i++) {
        const struct ir_op *op = &module->ops[i];

        if (is_arithmetic(op) && is_folded(module, op))
            folds = true;
        else if (op->code != IR_CONST && op->code != IR_STORE && op->code != IR_RETURN &&
                 op->code != IR_JUMP)
            return false;
        if (op->code == IR_STORE && (op->place.base != IR_NONE || op->place.index != IR_NONE))
            return false;
    }
    return folds && unit->function_count == 1 && unit->gap_count == 0;
}

static bool is_folded_text(const struct ir_unit *unit, const struct ir_op *op)
{
    struct slice text;
    struct ir_unit *inner;
    bool folds;

    if (op->code != IR_CONST || !op->text)
        return false;
    text = content(op->text);
    if (text.length == 0)
        return false;
    inner = unit->lower_text(unit, &(struct ir_text){arena_copy(unit->arena, text.at, text.length),
                                                     text.length, NULL, 0});
    folds = inner && only_folds(inner);
    if (inner)
        map_free(inner->names);
    return folds;
}

/* The loop around the work, and names that are put aside: no work of their own. */
static bool is_frame(const struct ir_op *op)
{
    switch (op->code) {
    case IR_CONST: case IR_PARAM: case IR_ITER: case IR_NEXT: case IR_JUMP: case IR_BRANCH:
    case IR_RETURN:
        return true;
    case IR_LOAD: case IR_STORE:
        return op->place.base == IR_NONE && op->place.index == IR_NONE;
    case IR_CALL:
        return !strcmp(op->text, "builtins.range");
    default:
        return false;
    }
}

/* The first operator on literals in a region that holds nothing else; or IR_NONE. */
static ir_id folded_in(const struct ir_function *function, const struct region *region)
{
    ir_id found = IR_NONE;

    for (size_t n = 0; n < function->op_count; n++) {
        ir_id i = function->order[n];
        const struct ir_op *op = &function->ops[i];

        if (!region->inside[i] || i == region->start)
            continue;
        if (is_arithmetic(op) && is_folded(function, op))
            found = found == IR_NONE ? i : found;
        else if (!is_frame(op))
            return IR_NONE;
    }
    return found;
}

/* for _ in range(n): 2 ** 64   between two readings of the clock, or lambda: 2 ** 64. */
static void find_folded_code(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];
    struct flow_fact *fact;
    ir_id op;

    if (flow->unit->language != IR_PYTHON || region->kind == REGION_PROGRAM || region->idle)
        return;
    op = folded_in(function, region);
    if (op == IR_NONE)
        return;
    fact = trace_fact(flow, FACT_FOLDED, number, region->function, op);
    fact->object = trace_value(flow, region->function, op);
    fact->callee = region->name;
    trace_finish(flow, fact, "the compiler computes this when it reads the file");
}

void folded_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        const struct ir_function *caller;
        const struct api *api;
        struct flow_fact *fact;

        if (!flow->unit->functions[region->function].from_text) /* the text itself is told */
            find_folded_code(flow, r);
        if (region->kind != REGION_FRAMEWORK || !flow->unit->lower_text ||
            region->call == IR_NONE || region->callable == IR_NONE)
            continue;
        caller = &flow->unit->functions[region->caller];
        api = resolve_api(flow->unit, flow->model, &caller->ops[region->call]);
        if (!api || !api->times_string ||
            !is_folded_text(flow->unit, &caller->ops[region->callable]))
            continue;
        fact = trace_fact(flow, FACT_FOLDED, r, region->caller, region->callable);
        fact->object = trace_value(flow, region->caller, region->callable);
        fact->callee = trace_callee(flow, region->caller, region->call);
        trace_finish(flow, fact, "the compiler computes this when it reads the text");
    }
}
