#include "asked.h"

#include <string.h>

#include "lazy_intent.h"
#include "path.h"
#include "trace.h"

struct question { /* one region of a framework */
    struct flow *flow;
    const struct region *region;
    size_t number;
};

static const struct ir_function *function_of(const struct question *question, ir_id id)
{
    return &question->flow->unit->functions[id];
}

static const struct ir_op *callable_of(const struct question *question)
{
    const struct region *region = question->region;

    return region->call == IR_NONE || region->callable == IR_NONE
               ? NULL
               : &function_of(question, region->caller)->ops[region->callable];
}

static struct flow_fact *add(const struct question *question, enum flow_fact_kind kind,
                             ir_id function, ir_id op, const char *message)
{
    struct flow *flow = question->flow;
    struct flow_fact *fact = trace_fact(flow, kind, question->number, function, op);

    fact->object = function_of(question, question->region->function)->name;
    if (question->region->call != IR_NONE)
        fact->callee = trace_callee(flow, question->region->caller, question->region->call);
    trace_finish(flow, fact, message);
    return fact;
}

static ir_id first_of(const struct ir_function *function, enum ir_code code)
{
    for (size_t i = 0; i < function->op_count; i++) {
        ir_id op = function->order[i];

        if (function->ops[op].code == code && function->blocks[function->ops[op].block].reachable)
            return op;
    }
    return IR_NONE;
}

/* Nobody looks at what the function returns. */
static bool is_dropped(const struct region *region)
{
    return region->result == RESULT_DROPPED || region->result == RESULT_WAITED;
}

/* --- a function whose call runs nothing ----------------------------------------------------- */

static bool is_of_file(const struct ir_unit *unit, const char *name)
{
    for (size_t f = 0; f < unit->function_count; f++)
        if (!strcmp(unit->functions[f].name, name))
            return true;
    return false;
}

/* A decorator may call the function in a way of its own.  `@benchmark def f()` does not: there the
 * framework itself is the decorator.  The search for callbacks has looked at the file's own. */
static bool is_wrapped(const struct question *question)
{
    const struct region *region = question->region;
    const struct ir_function *function = function_of(question, region->function);
    const struct ir_op *callable = callable_of(question);
    uint32_t others = 0;

    for (uint32_t i = 0; i < function->decorator_count; i++)
        others += region->kind != REGION_CALLBACK ||
                  !is_of_file(question->flow->unit, function->decorators[i]);
    return others > (callable && callable->code == IR_FUNC &&
                             callable->at.line == function->at.line
                         ? 1U
                         : 0U);
}

static void find_lazy_target(const struct question *question)
{
    const struct region *region = question->region;
    const struct ir_function *function = function_of(question, region->function);
    struct flow_fact *fact;

    if (region->start != IR_NONE || !is_dropped(region) ||
        !(function->is_generator || function->is_async))
        return;
    if (callable_of(question))
        fact = add(question, FACT_LAZY_TARGET, region->caller, region->callable,
                   "the function that is handed over only makes an object");
    else
        fact = add(question, FACT_LAZY_TARGET, region->function,
                   first_of(function, function->is_generator ? IR_YIELD : IR_AWAIT),
                   "so that a call only makes an object");
    fact->detail = function->is_generator
                       ? "it is a generator function, so that a call only makes a generator"
                       : "it is a coroutine function, so that a call only makes a coroutine";
    if (is_wrapped(question))
        trace_lower(fact, CONFIDENCE_POSSIBLE, "its decorators do not run the body");
}

/* --- a result in the place of a function ---------------------------------------------------- */

enum { PLAIN_DEPTH = 4 }; /* how far a value is followed */

static bool returns_plain(const struct question *question, ir_id id, int depth);

/* Says for sure that it is no function: computed here, a literal, made by a call that is known. */
static bool is_plain(const struct question *question, const struct ir_function *function,
                     ir_id value, int depth)
{
    static const char *const selecting[] = {"?:", "and", "or"};
    const struct ir_op *op = &function->ops[value];
    const struct api *api;

    if (op->code == IR_CONST)
        return strcmp(op->text, "None") != 0;
    if (op->code == IR_CALL && op->function != IR_NONE)
        return returns_plain(question, op->function, depth + 1);
    if (op->code == IR_CALL) {
        api = resolve_api(question->flow->unit, question->flow->model, op);
        return api && api->categories & API_PLAIN;
    }
    if (op->code != IR_COMPUTE || !strcmp(op->text, "[]") || !strcmp(op->text, "cast"))
        return false;
    for (size_t i = 0; i < sizeof selecting / sizeof *selecting; i++)
        if (!strcmp(op->text, selecting[i]))
            return op->arg_count &&
                   is_plain(question, function, op->args[op->arg_count - 1], depth);
    return true;
}

/* What a function returns in one place it may return in all: a number here, so no function there.
 * Without a value it returns None. */
static bool returns_plain(const struct question *question, ir_id id, int depth)
{
    const struct ir_function *function = function_of(question, id);
    bool plain = false, empty = first_of(function, IR_RETURN) != IR_NONE;

    if (function->is_generator || function->is_async)
        return true;
    if (function->is_constructor || function->decorator_count > 0 || depth > PLAIN_DEPTH)
        return false;
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (op->code != IR_RETURN || !op->arg_count)
            continue;
        if (function->ops[op->args[0]].code == IR_FUNC)
            return false;
        empty = false;
        plain |= is_plain(question, function, op->args[0], depth);
    }
    return plain || empty;
}

static void find_result_target(const struct question *question)
{
    const struct region *region = question->region;
    const struct ir_op *callable = callable_of(question);

    if (!region->once || !callable || callable->code != IR_CALL || region->start != region->call)
        return;
    if (!is_plain(question, function_of(question, region->caller), region->callable, 0))
        return;
    add(question, FACT_RESULT_TARGET, region->caller, region->callable,
        "this call is made here, before the framework measures anything");
}

/* --- a function of a library that only makes an object ---------------------------------------- */

/* What the value that is handed over is known to be: a function by its path, a bound method, an
 * object that can be called. */
static const struct api *outside_api(const struct question *question, const struct ir_op *callable)
{
    const struct flow *flow = question->flow;
    const struct ir_function *caller = function_of(question, question->region->caller);
    enum model_language language = resolve_language(flow->unit);
    const char *class_name;

    if (callable->code == IR_FUNC && callable->function == IR_NONE)
        return model_api(flow->model, language, callable->text);
    if (callable->code == IR_LOAD && callable->place.base != IR_NONE && callable->place.field[0] &&
        callable->place.index == IR_NONE) {
        class_name = resolve_class(flow->unit, caller->ops[callable->place.base].type);
        return *class_name ? model_method(flow->model, language, class_name, callable->place.field)
                           : NULL;
    }
    class_name = resolve_class(flow->unit, callable->type);
    return *class_name ? model_method(flow->model, language, class_name, "__call__") : NULL;
}

/* The kind of what each call of a function puts off: by an entry for its result, or because objects
 * of the class that it returns are made so; NULL when the call does the work. */
static const struct lazy_kind *puts_off(const struct question *question, const struct api *api)
{
    size_t count;
    const struct lazy_kind *const *queues = model_queues(question->flow->model, &count);
    const struct lazy_kind *of_class = NULL;

    for (size_t i = 0;
         i < count && api->returns && question->region->result != RESULT_WAITED; i++)
        if (queues[i]->every && queues[i]->class_name &&
            !strcmp(queues[i]->class_name, api->returns))
            of_class = queues[i];
    for (size_t i = 0; i < api->lazy_count; i++) {
        const struct api_lazy *lazy = &api->lazy[i];

        if (lazy->role == LAZY_CREATE && lazy->handle == API_RESULT && lazy->kind->on_create &&
            !lazy->keyword)
            return lazy->kind;
        if (lazy->kind == of_class)
            return NULL; /* it waits, or only hands on what there is */
    }
    return of_class;
}

static void find_outside_target(const struct question *question)
{
    const struct region *region = question->region;
    const struct ir_op *callable = callable_of(question);
    const struct api *api;
    const struct lazy_kind *kind;
    struct flow_fact *fact;

    if (!callable || !is_dropped(region) || region->start != region->call)
        return;
    api = outside_api(question, callable);
    kind = api ? puts_off(question, api) : NULL;
    if (!kind)
        return;
    fact = trace_fact(question->flow, FACT_PENDING, question->number, region->caller,
                      region->call);
    fact->lazy = kind;
    fact->callee = trace_value(question->flow, region->caller, region->callable);
    trace_lower(fact, lazy_intended(function_of(question, region->caller)->name)
                          ? CONFIDENCE_POSSIBLE
                          : CONFIDENCE_LIKELY,
                "running it is what is to be measured");
    trace_finish(question->flow, fact, "what is called here only makes an object");
}

/* --- a fixture ------------------------------------------------------------------------------ */

static void find_idle(const struct question *question)
{
    const struct region *region = question->region;

    if (region->idle && first_of(function_of(question, region->function), IR_CALL) != IR_NONE)
        add(question, FACT_IDLE, region->function, IR_NONE, "nothing here is measured")->detail =
            "and never calls it, so that nothing is measured";
}

static bool asks_again(const struct ir_function *caller, ir_id call, ir_id other)
{
    const struct ir_op *a = &caller->ops[call], *b = &caller->ops[other];

    return b->code == IR_CALL && b->arg_count && a->arg_count &&
           (b->flags & IR_INDIRECT || !strcmp(b->text, a->text)) &&
           caller->ops[b->args[0]].code == IR_LOAD &&
           caller->ops[b->args[0]].place.variable == caller->ops[a->args[0]].place.variable &&
           !caller->ops[b->args[0]].place.field[0];
}

static void find_repeated(const struct question *question)
{
    const struct region *region = question->region;
    const struct ir_function *caller;
    const bool *after;
    struct flow_fact *fact;

    if (!region->once || region->call == IR_NONE)
        return;
    caller = function_of(question, region->caller);
    after = path_after(question->flow->arena, caller, region->call, IR_NONE);
    for (size_t i = 0; i < caller->op_count; i++) {
        bool again = i == region->call
                         ? caller->blocks[caller->ops[i].block].loop != IR_NONE
                         : after[i] && asks_again(caller, region->call, (ir_id)i);

        if (!again)
            continue;
        fact = add(question, FACT_REPEATED, region->caller, (ir_id)i,
                   "the fixture refuses to be asked again");
        fact->detail = "and calls it a second time, which it refuses";
        trace_lower(fact, CONFIDENCE_LIKELY, "control gets here a second time");
        return;
    }
}

/* --- a number that is not there ------------------------------------------------------------- */

static bool gives_nothing(const struct ir_function *function)
{
    bool ends = false;

    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (op->code != IR_RETURN || !function->blocks[op->block].reachable)
            continue;
        ends = true;
        if (op->arg_count && (function->ops[op->args[0]].code != IR_CONST ||
                              strcmp(function->ops[op->args[0]].text, "None") != 0))
            return false;
    }
    return ends && !function->is_generator && first_of(function, IR_CALL) != IR_NONE;
}

static void find_no_result(const struct question *question)
{
    const struct region *region = question->region;
    const struct ir_function *function = function_of(question, region->function);
    struct flow_fact *fact;

    if (region->start != IR_NONE || region->result != RESULT_NEEDED || region->idle ||
        !gives_nothing(function))
        return;
    fact = add(question, FACT_NO_RESULT, region->function, IR_NONE, "nothing is returned");
    fact->detail = "what it returns is the number, or the code to time, and it returns nothing";
    if (function->decorator_count > 0)
        trace_lower(fact, CONFIDENCE_LIKELY, "its decorators return what it returns");
}

void asked_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        struct question question = {flow, &flow->regions->items[r], r};

        if (question.region->kind != REGION_FRAMEWORK && question.region->kind != REGION_CALLBACK)
            continue;
        find_lazy_target(&question);
        find_outside_target(&question);
        if (question.region->kind != REGION_FRAMEWORK)
            continue;
        find_result_target(&question);
        find_idle(&question);
        find_repeated(&question);
        find_no_result(&question);
    }
}
