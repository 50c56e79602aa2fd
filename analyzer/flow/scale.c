#include "scale.h"

#include <math.h>
#include <string.h>

#include "str.h"

/* Deeper expressions and longer chains of helpers are not followed. */
enum { SCALE_DEPTH_MAX = 40, SCALE_CALLS_MAX = 3 };
/* Variables x functions: a file that people wrote stays a hundred times below it. */
enum { SCALE_ENTRIES_MAX = 8 << 20 };

static const struct amount unknown = {AMOUNT_UNKNOWN, 0, false, IR_NONE};

static struct amount evaluate(struct scaling *scaling, ir_id op, int depth, int calls);

/* --- units ----------------------------------------------------------------------------------- */

static const struct {
    const char *word;
    double factor;
} units[] = {
    {"s", 1},           {"sec", 1},          {"secs", 1},          {"second", 1},
    {"seconds", 1},     {"ms", 1e3},         {"msec", 1e3},        {"msecs", 1e3},
    {"millis", 1e3},    {"millisec", 1e3},   {"millisecond", 1e3}, {"milliseconds", 1e3},
    {"us", 1e6},        {"usec", 1e6},       {"usecs", 1e6},       {"micros", 1e6},
    {"\xc2\xb5s", 1e6}, {"\xce\xbcs", 1e6},  {"microsec", 1e6},    {"microsecond", 1e6},
    {"ns", 1e9},        {"nsec", 1e9},       {"nsecs", 1e9},       {"nanos", 1e9},
    {"nanosec", 1e9},   {"nanosecond", 1e9}, {"nanoseconds", 1e9}, {"microseconds", 1e6},
};

double scale_of_unit(struct slice word)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (slice_is(word, units[i].word))
            return units[i].factor;
    return 0;
}

/* --- leaves ---------------------------------------------------------------------------------- */

/* The parts of struct timespec and timeval (POSIX), of which only both together are a time. */
static double part_of_time(const char *field)
{
    if (str_ends(field, "tv_sec"))
        return 1;
    return str_ends(field, "tv_nsec") ? 1e9 : str_ends(field, "tv_usec") ? 1e6 : 0;
}

static struct amount of_store(struct scaling *scaling, ir_id variable, int depth, int calls)
{
    const struct ir_variable *is = &scaling->flow->unit->variables[variable];
    const struct ir_function *function = &scaling->flow->unit->functions[scaling->function];
    ir_id store = scaling->stores[variable];

    if (is->storage != IR_LOCAL || is->captured || store == IR_NONE || scaling->several[variable] ||
        function->ops[store].arg_count == 0)
        return unknown;
    return evaluate(scaling, function->ops[store].args[0], depth + 1, calls);
}

static struct amount of_place(struct scaling *scaling, const struct ir_op *op, int depth, int calls)
{
    double part = part_of_time(op->place.field);

    if (part > 0 && op->place.index == IR_NONE)
        return (struct amount){AMOUNT_TIME, part, false, IR_NONE};
    if (op->place.variable == IR_NONE || op->place.field[0] || op->place.index != IR_NONE)
        return unknown;
    return of_store(scaling, op->place.variable, depth, calls);
}

/* A helper of the file: what all its returns agree on. */
static struct amount of_helper(struct scaling *scaling, ir_id id, int calls)
{
    const struct ir_function *function = &scaling->flow->unit->functions[id];
    struct scaling *inner;
    struct amount result = unknown;
    bool first = true;

    if (calls >= SCALE_CALLS_MAX || id == scaling->function)
        return unknown;
    inner = scaling_of(scaling->flow, id);
    for (ir_id i = 0; inner && i < function->op_count; i++) {
        struct amount amount;

        if (function->ops[i].code != IR_RETURN || function->ops[i].arg_count == 0)
            continue;
        amount = evaluate(inner, function->ops[i].args[0], 0, calls + 1);
        if (!first && (amount.kind != result.kind || amount.factor != result.factor))
            return unknown;
        result = amount;
        first = false;
    }
    result.span = IR_NONE;
    return result.kind == AMOUNT_CONSTANT ? unknown : result;
}

/* --- std::chrono ----------------------------------------------------------------------------- */

/* The unit that duration_cast<std::chrono::milliseconds>(...) asks for. */
static double cast_unit(const struct scaling *scaling, const struct ir_op *cast)
{
    static const char *const names[] = {"milliseconds", "microseconds", "nanoseconds", "seconds"};
    const struct ir_unit *unit = scaling->flow->unit;
    struct slice text = ir_source_text(unit, &unit->functions[scaling->function], cast->at, 120);
    const char *end = memchr(text.at, '>', text.length);

    if (!end || !memmem(text.at, (size_t)(end - text.at), "duration_cast", 13))
        return 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (memmem(text.at, (size_t)(end - text.at), names[i], strlen(names[i])))
            return scale_of_unit((struct slice){names[i], strlen(names[i])});
    return 0;
}

static struct amount of_chrono(struct scaling *scaling, const struct ir_op *call, int depth,
                               int calls)
{
    struct amount amount;

    if (!strcmp(call->text, "std::chrono::operator-") && call->arg_count == 2)
        return (struct amount){AMOUNT_TYPED, 0, false, (ir_id)(call - scaling->flow->unit
                                   ->functions[scaling->function].ops)};
    if (call->arg_count == 0)
        return unknown;
    amount = evaluate(scaling, call->args[0], depth + 1, calls);
    if (amount.kind != AMOUNT_TYPED)
        return unknown;
    if (!strcmp(call->text, "std::chrono::duration_cast"))
        amount.factor = cast_unit(scaling, call);
    else if (!strcmp(call->text, "std::chrono::duration::count") && amount.factor > 0)
        amount.kind = AMOUNT_SPAN;
    else
        return unknown;
    return amount;
}

/* --- calls ----------------------------------------------------------------------------------- */

static struct amount of_call(struct scaling *scaling, ir_id id, int depth, int calls)
{
    const struct ir_op *call = &scaling->flow->unit->functions[scaling->function].ops[id];
    const struct api *api = resolve_api(scaling->flow->unit, scaling->flow->model, call);
    double unit = 0;

    if (call->function != IR_NONE)
        return of_helper(scaling, call->function, calls);
    if (api && api->clock != CLOCK_NONE && api->unit && api->clock_out == API_RESULT)
        unit = scale_of_unit((struct slice){api->unit, strlen(api->unit)});
    if (unit > 0)
        return (struct amount){AMOUNT_TIME, unit, false, IR_NONE};
    return str_starts(call->text, "std::chrono::") ? of_chrono(scaling, call, depth, calls)
                                                   : unknown;
}

/* --- arithmetic ------------------------------------------------------------------------------ */

static bool is_time(const struct amount *amount)
{
    return amount->kind == AMOUNT_TIME || amount->kind == AMOUNT_SPAN;
}

/* Units differ by powers of ten: half of a time is no unit, and may be compared with another
 * time. */
static bool is_ratio_of_units(double ratio)
{
    double digits = log10(fabs(ratio));

    return fabs(digits) > 0.5 && fabs(digits - round(digits)) < 1e-6;
}

static struct amount sum_of(struct scaling *scaling, ir_id id, struct amount a, struct amount b)
{
    bool minus = scaling->flow->unit->functions[scaling->function].ops[id].text[0] == '-';

    if (is_time(&a) && b.kind == AMOUNT_CONSTANT) /* carries a second */
        return a;
    if (!is_time(&a) || a.kind != b.kind)
        return unknown;
    if (fabs(a.factor - b.factor) > 1e-6 * fabs(a.factor)) {
        if (is_ratio_of_units(a.factor / b.factor))
            scaling->misfit = id;
        return unknown;
    }
    a.divided &= b.divided; /* a fraction alone is only brought to the unit of the seconds */
    if (minus && a.kind == AMOUNT_TIME) {
        a.kind = AMOUNT_SPAN;
        a.span = id;
    }
    return a;
}

static struct amount product_of(struct amount a, struct amount b, bool divides)
{
    if (b.kind == AMOUNT_CONSTANT && (is_time(&a) || a.kind == AMOUNT_CONSTANT) && b.factor != 0) {
        a.factor = divides ? a.factor / b.factor : a.factor * b.factor;
        a.divided |= divides && a.kind == AMOUNT_SPAN;
        return a;
    }
    if (!divides && a.kind == AMOUNT_CONSTANT && is_time(&b)) {
        b.factor *= a.factor;
        return b;
    }
    return unknown;
}

/* Whether the divisor is how clock() counts (C11, 7.27.1), and no number of rounds. */
static bool is_of_clock(const struct scaling *scaling, ir_id divisor)
{
    const struct ir_unit *unit = scaling->flow->unit;
    const struct ir_function *function = &unit->functions[scaling->function];
    const struct ir_op *ops = function->ops;

    while (ops[divisor].code == IR_COMPUTE && ops[divisor].arg_count == 1)
        divisor = ops[divisor].args[0];
    return slice_is(ir_source_text(unit, function, ops[divisor].at, 40), "CLOCKS_PER_SEC");
}

static struct amount of_compute(struct scaling *scaling, ir_id id, int depth, int calls)
{
    const struct ir_op *op = &scaling->flow->unit->functions[scaling->function].ops[id];
    struct amount a, b, result;

    if (op->arg_count == 1 && (!strcmp(op->text, "cast") || !strcmp(op->text, "+")))
        return evaluate(scaling, op->args[0], depth + 1, calls);
    if (op->arg_count != 2 || strlen(op->text) != 1 || !strchr("+-*/", op->text[0]))
        return unknown;
    a = evaluate(scaling, op->args[0], depth + 1, calls);
    b = evaluate(scaling, op->args[1], depth + 1, calls);
    if (op->text[0] == '+' || op->text[0] == '-')
        return sum_of(scaling, id, a, b);
    result = product_of(a, b, op->text[0] == '/');
    if (result.divided && !a.divided && is_of_clock(scaling, op->args[1]))
        result.divided = false;
    return result;
}

static struct amount evaluate(struct scaling *scaling, ir_id id, int depth, int calls)
{
    const struct ir_op *op = &scaling->flow->unit->functions[scaling->function].ops[id];
    struct amount amount = unknown;

    if (depth > SCALE_DEPTH_MAX)
        return unknown;
    if (scaling->known[id])
        return scaling->amounts[id];
    if (op->flags & IR_CONSTANT)
        amount = (struct amount){AMOUNT_CONSTANT, op->constant, false, IR_NONE};
    else if (op->code == IR_COMPUTE)
        amount = of_compute(scaling, id, depth, calls);
    else if (op->code == IR_LOAD ||
             (op->code == IR_ADDRESS && scaling->flow->unit->language == IR_CXX))
        amount = of_place(scaling, op, depth, calls);
    else if (op->code == IR_CALL)
        amount = of_call(scaling, id, depth, calls);
    scaling->known[id] = true;
    scaling->amounts[id] = amount;
    return amount;
}

static struct scaling *make(struct flow *flow, ir_id function)
{
    const struct ir_function *of = &flow->unit->functions[function];
    struct scaling *scaling = ARENA_NEW(flow->arena, struct scaling);
    size_t count = flow->unit->variable_count + 1;

    *scaling = (struct scaling){.flow = flow, .function = function, .misfit = IR_NONE};
    scaling->amounts = ARENA_ARRAY(flow->arena, struct amount, of->op_count + 1);
    scaling->known = ARENA_ARRAY(flow->arena, bool, of->op_count + 1);
    scaling->several = ARENA_ARRAY(flow->arena, bool, count);
    scaling->stores = ARENA_ARRAY(flow->arena, ir_id, count);
    memset(scaling->stores, 0xff, count * sizeof *scaling->stores); /* IR_NONE */
    for (ir_id i = 0; i < of->op_count; i++) {
        ir_id variable = of->ops[i].place.variable;
        bool taken = of->ops[i].code == IR_ADDRESS && flow->unit->language == IR_C;

        if ((of->ops[i].code != IR_STORE && !taken) || variable == IR_NONE)
            continue;
        scaling->several[variable] |=
            scaling->stores[variable] != IR_NONE || of->ops[i].place.field[0] || taken;
        scaling->stores[variable] = i;
    }
    return scaling;
}

struct scaling *scaling_of(struct flow *flow, ir_id function)
{
    if (!flow->scalings)
        flow->scalings =
            ARENA_ARRAY(flow->arena, struct scaling *, flow->unit->function_count + 1);
    if (!flow->scalings[function] && !flow->unit->functions[function].too_complex &&
        (flow->scaled += flow->unit->variable_count) < SCALE_ENTRIES_MAX)
        flow->scalings[function] = make(flow, function);
    return flow->scalings[function];
}

struct amount scale_of(struct scaling *scaling, ir_id op)
{
    return evaluate(scaling, op, 0, 0);
}
