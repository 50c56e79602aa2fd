/* What a call does to readings: it reads a clock, converts a reading, or runs a function of the
 * file whose summary says what becomes of them. */
#include <ctype.h>
#include <string.h>

#include "resolve.h"
#include "timing.h"
#include "use.h"

static const struct clock_call *clock_at(const struct walk *walk, ir_id op)
{
    return &walk->all->taint->clocks[walk->id][op];
}

static value_id reading_here(struct walk *walk, ir_id op, struct reading reading)
{
    return time_of_source(walk, time_reading(walk, op, reading));
}

/* --- functions of the file -------------------------------------------------------------------- */

/* What the receiver or argument number `parameter` of this call is, as storage. */
static bool argument_spot(const struct walk *walk, const struct ir_op *op, ir_id callee,
                          uint32_t parameter, struct spot *spot, ir_id *value)
{
    *value = IR_NONE;
    if (op->code == IR_DESTROY) {
        *spot = (struct spot){op->place.variable, false, ""};
        return parameter == 0;
    }
    if (op->code != IR_CALL) {
        *value = op->args[0];
        return parameter == 0 && spot_of_value(walk, op->args[0], spot);
    }
    for (uint32_t i = 0; i < op->arg_count; i++)
        if (resolve_parameter(walk->unit, op, callee, i) == parameter) {
            *value = op->args[i];
            return spot_of_value(walk, op->args[i], spot);
        }
    /* A constructor that is given no object makes one: the value of the call. */
    *spot = (struct spot){(ir_id)(op - walk->function->ops), true, ""};
    return parameter == 0 && walk->unit->functions[callee].is_constructor;
}

static ir_id parameter_number(const struct ir_function *function, ir_id variable)
{
    for (uint32_t p = 0; p < function->parameter_count; p++)
        if (function->parameters[p] == variable)
            return p;
    return IR_NONE;
}

/* A spot of the callee as the caller knows it. */
static bool spot_of_caller(const struct walk *walk, const struct ir_op *op, ir_id callee,
                           struct spot inner, struct spot *outer, ir_id *value)
{
    ir_id number = inner.is_value || inner.root == IR_NONE
                       ? IR_NONE
                       : parameter_number(&walk->unit->functions[callee], inner.root);
    *value = IR_NONE;
    *outer = inner;
    if (number == IR_NONE)
        return !inner.is_value || inner.root == IR_NONE;
    if (!argument_spot(walk, op, callee, number, outer, value))
        return false;
    *outer = spot_part(walk, *outer, inner.path);
    return true;
}

/* A call of a function of the file. */
struct inner_call {
    ir_id id, callee;
    value_id outer[MOST_SOURCES]; /* what the callee's sources are for the caller, once asked */
};

static value_id find_source(struct walk *walk, const struct inner_call *call,
                            const struct source *source)
{
    const struct ir_op *op = &walk->function->ops[call->id];
    if (source->op != IR_NONE)
        return reading_here(walk, call->id, source->reading);
    const struct timing *inner = &walk->all->functions[call->callee];
    struct spot outer;
    ir_id value;
    value_id found = VALUE_EMPTY;
    if (spot_of_caller(walk, op, call->callee, inner->spots.items[source->spot], &outer, &value))
        found = spot_load(walk, spot_add(walk, outer));
    if (found == VALUE_EMPTY && value != IR_NONE)
        found = walk->values[value];
    return found;
}

/* What a source of the callee is for the caller. */
static value_id source_of_caller(struct walk *walk, struct inner_call *call, uint32_t source)
{
    const struct timing *inner = &walk->all->functions[call->callee];
    value_id *known = &call->outer[source];
    if (*known == VALUE_UNTOUCHED)
        *known = find_source(walk, call, &inner->sources.items[source]);
    return *known;
}

static value_id sum_of_caller(struct walk *walk, struct inner_call *call, value_id value)
{
    const struct timing *inner = &walk->all->functions[call->callee];
    value_id sum = VALUE_EMPTY;
    if (value <= VALUE_EMPTY)
        return VALUE_EMPTY;
    const struct time_value *inside = &inner->values.items[value];
    for (uint32_t s = 0; s < inner->sources.count; s++) {
        bool plus = source_set_has(&inside->plus, s), minus = source_set_has(&inside->minus, s);
        if (!plus && !minus)
            continue;
        value_id outer = source_of_caller(walk, call, s);
        if (plus)
            sum = time_join(walk, sum, outer);
        if (minus)
            sum = time_join(walk, sum, time_subtract(walk, VALUE_EMPTY, outer, call->id));
    }
    return sum;
}

/* Whether what the callee stored there is seen by its callers. */
static bool is_handed_out(const struct walk *walk, ir_id callee, struct spot spot)
{
    if (spot.is_value)
        return spot.root == IR_NONE;
    ir_id number = parameter_number(&walk->unit->functions[callee], spot.root);
    const struct ir_variable *variable = &walk->unit->variables[spot.root];
    if (number == IR_NONE)
        return variable->storage != IR_LOCAL || variable->function != callee;
    enum ir_type_kind kind = ir_type_of(walk->unit, variable->type)->kind;
    if (walk->unit->language != IR_PYTHON && kind == IR_TYPE_RECORD)
        return false;
    return spot.path[0] || walk->all->taint->filled[spot.root];
}

/* The callee's differences of what it is given are made here. */
static void apply_pairs(struct walk *walk, struct inner_call *call)
{
    const struct timing *inner = &walk->all->functions[call->callee];
    const struct ir_function *to = &walk->unit->functions[call->callee];
    for (size_t i = 0; i < inner->pairs.count; i++) {
        const struct pair *pair = &inner->pairs.items[i];
        bool is_open = inner->sources.items[pair->plus].op == IR_NONE ||
                       inner->sources.items[pair->minus].op == IR_NONE;
        walk->unordered = pair->unordered;
        if (is_open && use_of(to, pair->op) != USE_CHECK)
            time_subtract(walk, source_of_caller(walk, call, pair->plus),
                          source_of_caller(walk, call, pair->minus), call->id);
    }
    walk->unordered = false;
}

static value_id call_function(struct walk *walk, ir_id id, ir_id callee)
{
    const struct ir_op *op = &walk->function->ops[id];
    const struct ir_function *to = &walk->unit->functions[callee];
    const struct timing *inner = &walk->all->functions[callee];
    struct inner_call call = {.id = id, .callee = callee};
    value_id stored[MOST_SPOTS] = {0};
    /* The call of a coroutine or a generator only makes an object. */
    if (!inner->done || callee == walk->id || to->is_async || to->is_generator)
        return VALUE_EMPTY;
    apply_pairs(walk, &call);
    value_id result = sum_of_caller(walk, &call, inner->result);
    for (size_t i = 0; i < inner->spots.count; i++)
        if (inner->exit[i] && is_handed_out(walk, callee, inner->spots.items[i]))
            stored[i] = (value_id)(1 + sum_of_caller(walk, &call, inner->exit[i]));
    for (size_t i = 0; i < inner->spots.count; i++) {
        struct spot outer;
        ir_id value;
        if (stored[i] && spot_of_caller(walk, op, callee, inner->spots.items[i], &outer, &value))
            spot_store(walk, spot_add(walk, outer), (value_id)(stored[i] - 1));
    }
    return result;
}

/* with manager(): where manager is a generator that takes time around its yield. */
static value_id call_context(struct walk *walk, ir_id id, const struct ir_op *op)
{
    const struct ir_op *made = &walk->function->ops[op->args[0]];
    if (made->code != IR_CALL || made->function == IR_NONE ||
        !walk->all->functions[made->function].brackets)
        return VALUE_EMPTY;
    struct reading reading = *walk->all->functions[made->function].brackets;
    struct spot manager = {op->args[0], true, "<watch>"};
    uint32_t spot = spot_add(walk, manager);
    value_id now = reading_here(walk, id, reading);
    if (op->code == IR_ENTER)
        spot_store(walk, spot, now);
    else
        time_subtract(walk, now, spot_load(walk, spot), id);
    return VALUE_EMPTY;
}

/* --- functions that nobody shows us ----------------------------------------------------------- */

static uint32_t watch_spot(struct walk *walk, const struct clock_call *call)
{
    struct spot watch = {IR_NONE, true, ""}; /* StartTimer(); ... StopTimer(); */
    if (call->watch != IR_NONE && !spot_of_value(walk, call->watch, &watch))
        return SPOT_NONE;
    return spot_add(walk, spot_part(walk, watch, "<watch>"));
}

/* The reading that an operand is or points to. */
static value_id operand(struct walk *walk, ir_id op)
{
    struct spot spot;
    if (walk->values[op] > VALUE_EMPTY || walk->function->ops[op].code != IR_ADDRESS)
        return walk->values[op];
    return spot_of_value(walk, op, &spot) ? spot_load(walk, spot_add(walk, spot)) : VALUE_EMPTY;
}

/* The first two operands that are readings. */
static uint32_t operands(struct walk *walk, const struct ir_op *op, value_id found[2])
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < op->arg_count && count < 2; i++) {
        value_id value = operand(walk, op->args[i]);
        if (value > VALUE_EMPTY)
            found[count++] = value;
    }
    return count;
}

static value_id asm_reads(struct walk *walk, ir_id id, const struct clock_call *call)
{
    const struct ir_op *op = &walk->function->ops[id];
    struct spot spot;
    for (ir_id i = 0; call->role == CLOCK_READS && i < op->outputs; i++)
        if (spot_of_value(walk, op->args[i], &spot))
            spot_store(walk, spot_add(walk, spot), reading_here(walk, id, call->reading));
    return VALUE_EMPTY;
}

static value_id call_reads(struct walk *walk, ir_id id, const struct clock_call *call)
{
    value_id now = reading_here(walk, id, call->reading);
    struct spot spot;
    if (call->out != IR_NONE && spot_of_value(walk, call->out, &spot)) {
        spot_store(walk, spot_add(walk, spot), now);
        return call->reading.clock && !call->yields ? VALUE_EMPTY : now;
    }
    return now;
}

/* timediff(start, end), report(end, start): which one is which shows in their order of time. */
static value_id compare(struct walk *walk, const value_id given[2], ir_id id)
{
    walk->unordered = true;
    value_id value = time_subtract(walk, given[0], given[1], id);
    walk->unordered = false;
    return value;
}

static value_id call_watch(struct walk *walk, ir_id id, const struct clock_call *call)
{
    const struct ir_op *op = &walk->function->ops[id];
    value_id now = reading_here(walk, id, call->reading);
    value_id given[2];
    uint32_t count = operands(walk, op, given);
    uint32_t spot = watch_spot(walk, call);
    if (call->role == CLOCK_STARTS) {
        spot_store(walk, spot, now);
        return now;
    }
    if (count == 2)
        return compare(walk, given, id);
    value_id started = spot_load(walk, spot);
    if (started > VALUE_EMPTY)
        time_subtract(walk, now, started, id);
    else if (count)
        time_subtract(walk, now, given[0], id);
    if (call->role == CLOCK_STOPS)
        spot_store(walk, spot, VALUE_EMPTY);
    return call->role == CLOCK_STOPS ? now : VALUE_EMPTY;
}

static value_id call_spans(struct walk *walk, ir_id id, const struct clock_call *call)
{
    value_id given[2];
    uint32_t count = operands(walk, &walk->function->ops[id], given);
    if (count == 2)
        return compare(walk, given, id);
    if (count == 1)
        time_subtract(walk, reading_here(walk, id, call->reading), given[0], id);
    return VALUE_EMPTY;
}

static bool has_word(const char *name, const char *const *words)
{
    const char *last = name;
    for (const char *c = name; *c; c++)
        if ((*c == '.' || *c == ':') && c[1])
            last = c + 1;
    for (; *words; words++)
        if (!strcmp(last, *words))
            return true;
    return false;
}

static bool prints(const struct walk *walk, const struct ir_op *op)
{
    static const char *const printers[] = {"print", "log",        "format",    "append", "max",
                                           "min",   "operator<<", "make_pair", "zip",    NULL};
    const struct api *api = resolve_api(walk->unit, walk->all->taint->model, op);
    return (api && api->categories & API_PRINT) || has_word(op->text, printers) ||
           strstr(op->text, "print") || strstr(op->text, "assert");
}

/* table.add(t): what is put beside another is not compared with it.  Whether it is such a call. */
static bool append(struct walk *walk, const struct ir_op *op)
{
    static const char *const adders[] = {"append", "push_back", "emplace_back", "push",
                                         "add",    "insert",    "appendleft",   NULL};
    struct spot spot;
    if (!(op->flags & IR_METHOD) || op->arg_count != 2 || !has_word(op->text, adders) ||
        walk->values[op->args[1]] <= VALUE_EMPTY || !spot_of_value(walk, op->args[0], &spot))
        return false;
    spot_store(walk, spot_add(walk, spot_part(walk, spot, "[]")), walk->values[op->args[1]]);
    return true;
}

/* `seconds(t.time_since_epoch())`: a constructor puts the reading into the object that it makes. */
static void construct(struct walk *walk, const struct ir_op *op, value_id given)
{
    struct spot spot;
    if (op->flags & IR_METHOD && resolve_constructs(op) && spot_of_value(walk, op->args[0], &spot))
        spot_store(walk, spot_add(walk, spot), given);
}

/* float(t), duration_cast<ms>(t), t.time_since_epoch(): still the same reading.  A function that
 * nobody shows us and that is given two readings compares them. */
static value_id call_other(struct walk *walk, ir_id id, const struct ir_op *op)
{
    value_id given[2];
    if (op->code != IR_CALL || append(walk, op) || prints(walk, op))
        return VALUE_EMPTY;
    uint32_t count = operands(walk, op, given);
    if (count == 2 && str_ends(op->text, "operator+"))
        return time_add(walk, given[0], given[1], id);
    if (count == 2 && str_ends(op->text, "operator-"))
        return time_subtract(walk, given[0], given[1], id);
    if (count == 2)
        return compare(walk, given, id);
    if (count == 1 && str_ends(op->text, "operator-") && op->arg_count == 2 &&
        walk->values[op->args[0]] <= VALUE_EMPTY)
        return time_subtract(walk, VALUE_EMPTY, given[0], id);
    if (count == 1)
        construct(walk, op, given[0]);
    return count == 1 ? given[0] : VALUE_EMPTY;
}

value_id timing_call(struct walk *walk, ir_id id)
{
    const struct ir_op *op = &walk->function->ops[id];
    const struct clock_call *clock = clock_at(walk, id);
    ir_id callee = taint_callee(walk->unit, walk->function, op);
    if (callee != IR_NONE)
        return call_function(walk, id, callee);
    if ((op->code == IR_ENTER || op->code == IR_EXIT) && op->arg_count) {
        value_id value = call_context(walk, id, op);
        if (clock->role == CLOCK_OTHER)
            return op->code == IR_ENTER ? walk->values[op->args[0]] : value;
    }
    if (op->code == IR_DESTROY)
        return VALUE_EMPTY;
    if (op->code == IR_ASM)
        return asm_reads(walk, id, clock);
    switch (clock->role) {
    case CLOCK_READS: return call_reads(walk, id, clock);
    case CLOCK_STARTS:
    case CLOCK_STOPS:
    case CLOCK_ELAPSES: return call_watch(walk, id, clock);
    case CLOCK_SPANS: return call_spans(walk, id, clock);
    case CLOCK_OTHER: break;
    }
    return call_other(walk, id, op);
}
