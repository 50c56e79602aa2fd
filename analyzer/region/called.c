#include "called.h"

#include <string.h>

#include "resolve.h"

struct search {
    struct region_list *list;
    const struct region *timer; /* a copy: the list grows */
    bool *known;                /* by function: it is a region as a whole */
    const struct ir_function *function;
};

struct walk_value { /* where a value goes in one function */
    const struct ir_unit *unit;
    const struct ir_function *function;
    const bool *inside;
};

static bool is_plain_variable(const struct ir_place *place)
{
    return place->variable != IR_NONE && !place->field[0] && place->index == IR_NONE;
}

static bool is_looked_at(const struct walk_value *walk, ir_id value, int depth);

/* Kept in a variable, it is looked at where the variable is, while the clock runs. */
static bool variable_is_looked_at(const struct walk_value *walk, ir_id variable, int depth)
{
    const struct ir_function *function = walk->function;
    if (walk->unit->variables[variable].captured)
        return true;
    for (ir_id i = 0; i < function->op_count; i++)
        if (function->ops[i].code == IR_LOAD && function->ops[i].place.variable == variable &&
            walk->inside[i] && is_looked_at(walk, i, depth + 1))
            return true;
    return false;
}

/* Whether anything but keeping and returning it happens to a value. */
static bool is_looked_at(const struct walk_value *walk, ir_id value, int depth)
{
    enum { MOST_DEPTH = 6 };
    const struct ir_function *function = walk->function;
    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        bool uses = false;
        for (uint32_t a = 0; a < op->arg_count; a++)
            uses |= op->args[a] == value;
        if (!uses || op->code == IR_RETURN)
            continue;
        bool kept = op->code == IR_COMPUTE && !strcmp(op->text, "tuple");
        bool stored = op->code == IR_STORE && is_plain_variable(&op->place);
        if (depth > MOST_DEPTH || !(kept || stored) ||
            (kept && is_looked_at(walk, i, depth + 1)) ||
            (stored && variable_is_looked_at(walk, op->place.variable, depth)))
            return true;
    }
    return false;
}

static bool calls_variable(const struct ir_function *function, const struct ir_op *op,
                           ir_id variable)
{
    return op->code == IR_CALL && op->flags & IR_INDIRECT && op->arg_count &&
           function->ops[op->args[0]].code == IR_LOAD &&
           function->ops[op->args[0]].place.variable == variable;
}

/* Who awaits or iterates what the function returns in another place tells the kinds of functions
 * apart: `if iscoroutinefunction(f): await f()  else: f()`. */
static bool is_told_apart(const struct ir_unit *unit, ir_id variable)
{
    for (size_t f = 0; variable != IR_NONE && f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        for (ir_id i = 0; i < function->op_count; i++)
            for (ir_id user = 0; calls_variable(function, &function->ops[i], variable) &&
                                 user < function->op_count;
                 user++) {
                const struct ir_op *op = &function->ops[user];
                if ((op->code == IR_AWAIT || op->code == IR_ITER) && op->args[0] == i)
                    return true;
            }
    }
    return false;
}

/* Whether a function stands inside another one, or is it. */
static bool is_within(const struct ir_unit *unit, ir_id function, ir_id outer)
{
    while (function != outer && function != IR_NONE)
        function = unit->functions[function].parent;
    return function == outer;
}

static bool returns_first_parameter(const struct ir_function *function)
{
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        if (op->code == IR_RETURN && op->arg_count && function->parameter_count &&
            function->ops[op->args[0]].code == IR_LOAD &&
            function->ops[op->args[0]].place.variable == function->parameters[0])
            return true;
    }
    return false;
}

/* A decorator that only notes the function down: it gives back what it got and calls nothing. */
static bool only_registers(const struct ir_unit *unit, ir_id decorator)
{
    bool gives_back = false;
    for (ir_id f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        if (!is_within(unit, f, decorator))
            continue;
        gives_back |= returns_first_parameter(function);
        for (size_t i = 0; i < function->op_count; i++)
            if (function->ops[i].code == IR_CALL && function->ops[i].flags & IR_INDIRECT)
                return false;
    }
    return gives_back;
}

/* Whether the timer calls, in the place of the function, what a decorator of the file made of
 * it. */
static bool is_replaced(const struct search *search, ir_id function)
{
    const struct ir_unit *unit = search->list->unit;
    const struct ir_function *called = &unit->functions[function];
    for (uint32_t d = 0; d < called->decorator_count; d++)
        for (ir_id f = 0; f < unit->function_count; f++)
            if (!strcmp(unit->functions[f].name, called->decorators[d]) &&
                !is_within(unit, search->timer->function, f) && !only_registers(unit, f))
                return true;
    return false;
}

/* Whether a call of the timer's own may wait for what the functions that it calls have launched. */
static bool may_wait(const struct search *search, ir_id id)
{
    const struct ir_unit *unit = search->list->unit;
    const struct ir_op *op = &search->function->ops[id];
    if (op->code == IR_AWAIT)
        return true;
    if (op->code != IR_CALL || id == search->timer->start || op->flags & IR_INDIRECT)
        return false;
    const struct api *api = resolve_api(unit, search->list->model, op);
    for (size_t i = 0; api && i < api->lazy_count; i++)
        if (api->lazy[i].role == LAZY_REALIZE_ALL || api->lazy[i].role == LAZY_REALIZE)
            return !str_starts(op->text, "builtins.");
    return !api && !str_starts(op->text, "builtins.");
}

static bool timer_waits(const struct search *search)
{
    if (search->timer->clock && search->timer->clock->clock == CLOCK_EVENT)
        return true; /* events wait in the queue for what stands before them */
    if (search->timer->stop != IR_NONE && search->timer->inside[search->timer->stop])
        return true; /* a stop that works before it reads the clock */
    for (ir_id i = 0; i < search->function->op_count; i++)
        if (search->timer->inside[i] && may_wait(search, i))
            return true;
    return false;
}

static struct region callback(const struct search *search, ir_id function,
                              enum region_result result)
{
    return (struct region){.kind = REGION_CALLBACK,
                           .sureness = search->timer->sureness == REGION_POSSIBLE
                                           ? REGION_POSSIBLE
                                           : REGION_LIKELY,
                           .function = function,
                           .start = IR_NONE,
                           .stop = IR_NONE,
                           .name = search->function->name,
                           .result = result == RESULT_DROPPED && timer_waits(search)
                                         ? RESULT_WAITED
                                         : result,
                           .caller = IR_NONE,
                           .call = IR_NONE,
                           .callable = IR_NONE};
}

static void add_functions(const struct search *search, ir_id call, enum region_result result)
{
    struct region_list *list = search->list;
    struct callee_set set = callees_of(list->unit->callees, search->timer->function,
                                       search->function->ops[call].args[0]);
    struct arena scratch = {0};
    size_t count = list->unit->function_count;
    bool *chosen = ARENA_ARRAY(&scratch, bool, count + 1);
    for (ir_id f = 0; f < count; f++)
        chosen[f] = callee_set_has(&set, f) && f != search->timer->function;
    for (ir_id f = 0; f < count; f++)
        if (chosen[f] && !search->known[f])
            search->known[f] = region_add(
                list, callback(search, f, is_replaced(search, f) ? RESULT_UNKNOWN : result));
    arena_release(&scratch);
}

/* What the parameter gets is no function of the file: the call that hands it over says what
 * runs. */
static void add_handed(const struct search *search, ir_id caller, ir_id call, ir_id argument,
                       enum region_result result)
{
    struct region_list *list = search->list;
    const struct ir_function *owner = &list->unit->functions[caller];
    struct callee_set set = callees_of(list->unit->callees, caller, argument);
    struct region region = callback(search, caller, result);
    if (callee_set_count(&set))
        return;
    bool *inside = ARENA_ARRAY(list->unit->arena, bool, owner->op_count + 1);
    inside[call] = true;
    region.inside = inside;
    region.start = region.stop = region.call = call;
    region.caller = caller;
    region.callable = argument;
    region_add(list, region);
}

/* Every call that hands something over as this parameter. */
static void visit_callers(const struct search *search, ir_id parameter, enum region_result result)
{
    const struct ir_unit *unit = search->list->unit;
    for (ir_id f = 0; f < unit->function_count; f++)
        for (ir_id i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *call = &unit->functions[f].ops[i];
            if (call->code != IR_CALL || call->function == IR_NONE)
                continue;
            const struct ir_function *callee = &unit->functions[call->function];
            for (uint32_t a = 0; a < call->arg_count; a++) {
                ir_id number = resolve_parameter(unit, call, call->function, a);
                if (number != IR_NONE && callee->parameters[number] == parameter)
                    add_handed(search, f, i, call->args[a], result);
            }
        }
}

static void visit(const struct search *search, ir_id id)
{
    const struct ir_unit *unit = search->list->unit;
    const struct ir_function *function = search->function;
    const struct ir_op *op = &function->ops[id];
    struct walk_value walk = {unit, function, search->timer->inside};
    if (!search->timer->inside[id] || op->code != IR_CALL || !(op->flags & IR_INDIRECT) ||
        !op->arg_count)
        return;
    const struct ir_op *callee = &function->ops[op->args[0]];
    if (callee->code == IR_FUNC)
        return; /* (x for x in y): the timer knows what it calls */
    ir_id variable = callee->code == IR_LOAD ? callee->place.variable : IR_NONE;
    enum region_result result = is_told_apart(unit, variable) || is_looked_at(&walk, id, 0)
                                    ? RESULT_UNKNOWN
                                    : RESULT_DROPPED;
    add_functions(search, id, result);
    /* With a name, the class of what is called is known here, and the timer's own region says
     * it. */
    if (variable != IR_NONE && unit->variables[variable].storage == IR_PARAMETER &&
        !callee->place.field[0] && !op->text[0])
        visit_callers(search, variable, result);
}

void called_find(struct region_list *list)
{
    size_t timers = list->regions.count;
    struct arena scratch = {0};
    if (resolve_language(list->unit) != MODEL_PYTHON)
        return;
    bool *known = ARENA_ARRAY(&scratch, bool, list->unit->function_count + 1);
    for (size_t r = 0; r < timers; r++)
        known[list->regions.items[r].function] |= list->regions.items[r].start == IR_NONE;
    for (size_t r = 0; r < timers; r++) {
        struct region timer = list->regions.items[r];
        struct search search = {list, &timer, known,
                                &list->unit->functions[timer.function]};
        for (ir_id i = 0; i < search.function->op_count; i++)
            visit(&search, i);
    }
    arena_release(&scratch);
}
