#include "framework_internal.h"

#include <string.h>

const struct idiom *framework_idiom(const struct region_list *list, enum idiom_kind kind,
                                    const char *name)
{
    return model_idiom(list->model, resolve_language(list->unit), kind, name);
}

bool framework_knows(const struct ir_unit *unit, const struct model *model,
                     const struct ir_op *call)
{
    return model_names_idiom(model, resolve_language(unit), call->text);
}

/* Whether the clock goes on here: by a call, or by the end of an object that held it. */
static bool resumes(const struct region_list *list, const struct ir_op *op)
{
    const struct ir_unit *unit = list->unit;
    if (op->code == IR_CALL)
        return framework_idiom(list, IDIOM_RESUME, op->text);
    return op->code == IR_DESTROY && op->place.variable != IR_NONE &&
           framework_idiom(list, IDIOM_RESUMED_BY_END,
                resolve_class(unit, unit->variables[op->place.variable].type));
}

/* Takes out what may run while the clock is stopped. */
static void take_out_pauses(const struct region_list *list, const struct ir_function *function,
                            bool *inside)
{
    struct arena *arena = list->unit->arena;
    bool *resumed = NULL;
    for (ir_id pause = 0; inside && pause < function->op_count; pause++) {
        const struct ir_op *op = &function->ops[pause];
        if (op->code != IR_CALL || !framework_idiom(list, IDIOM_PAUSE, op->text))
            continue;
        if (!resumed)
            resumed = ARENA_ARRAY(arena, bool, function->op_count + 1);
        for (size_t i = 0; i < function->op_count; i++)
            resumed[i] = resumes(list, &function->ops[i]);
        const bool *paused = path_until(arena, function, pause, resumed);
        for (size_t i = 0; i < function->op_count; i++)
            inside[i] &= !paused[i];
    }
}

struct region framework_region(ir_id function, ir_id op, const char *name)
{
    return (struct region){.kind = REGION_FRAMEWORK,
                           .sureness = REGION_CERTAIN,
                           .function = function,
                           .start = op,
                           .stop = op,
                           .name = name,
                           .caller = IR_NONE,
                           .call = IR_NONE,
                           .callable = IR_NONE};
}

void framework_add_loop(struct region_list *list, ir_id function, ir_id op, const char *name)
{
    const struct ir_function *owner = &list->unit->functions[function];
    bool *inside = path_between(list->unit->arena, owner, op, op);
    take_out_pauses(list, owner, inside);
    if (inside) {
        struct region region = framework_region(function, op, name);
        region.inside = inside;
        region_add(list, region);
    }
}

bool framework_is_known(const struct region_list *list, ir_id function, const char *name)
{
    for (size_t i = 0; i < list->regions.count; i++)
        if (list->regions.items[i].function == function && list->regions.items[i].name == name)
            return true;
    return false;
}

bool *framework_nothing_inside(const struct region_list *list, ir_id function)
{
    return ARENA_ARRAY(list->unit->arena, bool, list->unit->functions[function].op_count + 1);
}

/* Whether the function is handed something by which it says itself what is measured: a Chronometer,
 * which it asks to measure an inner function. */
static bool measures_itself(const struct region_list *list, const struct ir_function *function)
{
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        ir_id receiver = op->code == IR_CALL && op->flags & IR_METHOD && op->arg_count
                             ? function->ops[op->args[0]].place.variable : IR_NONE;

        if (receiver != IR_NONE && function->is_lambda &&
            framework_idiom(list, IDIOM_CALLABLE, op->text) &&
            list->unit->variables[receiver].storage == IR_PARAMETER)
            return true;
    }
    return false;
}

/* A function that the framework calls; what only computes the number is not timed itself. */
void framework_add_called(struct region_list *list, ir_id function, struct region like)
{
    like.function = function;
    like.start = like.stop = IR_NONE;
    if (measures_itself(list, &list->unit->functions[function]))
        return;
    if (like.result == RESULT_NEEDED) {
        like.inside = framework_nothing_inside(list, function);
    } else {
        const struct ir_function *called = &list->unit->functions[function];
        bool *inside = path_between(list->unit->arena, called, IR_NONE, IR_NONE);
        take_out_pauses(list, called, inside);
        like.inside = inside;
    }
    region_add(list, like);
}

/* How a framework is asked: `call` of `function` with the operand `callable`. */
static struct region asked(const struct region_list *list, ir_id function, ir_id call,
                           ir_id callable, const char *name)
{
    struct region region = framework_region(function, call, name);
    region.caller = function;
    region.call = call;
    region.callable = callable;
    /* Behind *args stands somebody, but not surely the one that is called. */
    if (list->unit->functions[function].ops[call].flags & IR_STAR)
        region.sureness = REGION_POSSIBLE;
    return region;
}

/* Each function that is handed over is a region of its own; when it is none of the file's, the
 * call is. */
static void add_callable(struct region_list *list, struct region like)
{
    struct ir_unit *unit = list->unit;
    struct callee_set set = {0};
    size_t found = 0;
    if (like.callable != IR_NONE)
        set = callees_of(list->unit->callees, like.caller, like.callable);
    bool *chosen = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    for (ir_id f = 0; f < unit->function_count; f++)
        found += chosen[f] = callee_set_has(&set, f);
    for (ir_id f = 0; f < unit->function_count; f++)
        if (chosen[f] && (like.once || !framework_is_known(list, f, like.name)))
            framework_add_called(list, f, like);
    if (found)
        return;
    bool *inside = framework_nothing_inside(list, like.caller);
    inside[like.call] = like.result != RESULT_NEEDED;
    like.inside = inside;
    region_add(list, like);
}

/* The operand that is the callable: the one that was asked for, else the last that can be a
 * function of the file. */
static ir_id callable_of(const struct region_list *list, ir_id function, const struct ir_op *call,
                         int argument, const char *keyword)
{
    ir_id wanted = resolve_argument(call, argument, keyword);
    for (uint32_t i = call->arg_count; wanted == IR_NONE && i-- > 0;) {
        struct callee_set set = callees_of(list->unit->callees, function, call->args[i]);
        if (callee_set_count(&set))
            wanted = call->args[i];
    }
    return wanted;
}

/* The framework whose fixture, a parameter of the function, is called here; or NULL. */
static const struct idiom *fixture_of(const struct region_list *list,
                                      const struct ir_function *function, const struct ir_op *call)
{
    const struct ir_unit *unit = list->unit;
    if (!call->arg_count || !(call->flags & (IR_INDIRECT | IR_METHOD)))
        return NULL;
    const struct ir_place *place = &function->ops[call->args[0]].place;
    bool is_parameter = function->ops[call->args[0]].code == IR_LOAD &&
                        place->variable != IR_NONE && !place->field[0] &&
                        unit->variables[place->variable].storage == IR_PARAMETER;
    bool asks = call->flags & IR_INDIRECT || !strcmp(call->text, ".pedantic");
    return is_parameter && asks
               ? framework_idiom(list, IDIOM_FIXTURE, unit->variables[place->variable].name)
               : NULL;
}

/* By variable: some operation speaks of it. */
static bool *find_mentioned(const struct ir_unit *unit)
{
    bool *mentioned = ARENA_ARRAY(unit->arena, bool, unit->variable_count + 1);
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *op = &unit->functions[f].ops[i];
            if (op->code != IR_PARAM && op->place.variable != IR_NONE)
                mentioned[op->place.variable] = true;
        }
    return mentioned;
}

/* A test that asks for the fixture and then never speaks of it measures nothing. */
static void visit_parameters(struct region_list *list, ir_id id, const bool *mentioned)
{
    const struct ir_unit *unit = list->unit;
    const struct ir_function *function = &unit->functions[id];
    const char *dot = strrchr(function->name, '.');
    if (!str_starts(dot ? dot + 1 : function->name, "test"))
        return;
    for (uint32_t p = 0; p < function->parameter_count; p++) {
        const struct idiom *idiom =
            framework_idiom(list, IDIOM_FIXTURE, unit->variables[function->parameters[p]].name);
        if (!idiom || mentioned[function->parameters[p]])
            continue;
        struct region region = framework_region(id, IR_NONE, idiom->framework);
        region.idle = true;
        region.inside = framework_nothing_inside(list, id);
        region_add(list, region);
    }
}

bool framework_is_one(const struct ir_op *op)
{
    return op->code == IR_CONST && op->flags & IR_CONSTANT && op->constant == 1;
}

/* number=1: a keyword of 1 asks for a single call. */
static bool asks_for_one(const struct ir_function *owner, const struct ir_op *call)
{
    for (uint32_t i = 0; call->keywords && i < call->arg_count; i++)
        if (call->keywords[i] && framework_is_one(&owner->ops[call->args[i]]))
            return true;
    return false;
}

static void visit_call(struct region_list *list, ir_id function, ir_id id)
{
    struct ir_unit *unit = list->unit;
    const struct ir_function *owner = &unit->functions[function];
    const struct ir_op *call = &owner->ops[id];
    const struct api *api = resolve_api(unit, list->model, call);
    const struct idiom *idiom = framework_idiom(list, IDIOM_CALLABLE, call->text);
    struct region like = asked(list, function, id, IR_NONE, api ? api->name : NULL);
    if (api && api->times != API_NOTHING) {
        like.callable = callable_of(list, function, call, api->times, "stmt");
        like.renewed = asks_for_one(owner, call);
        like.result = api->times_waits ? RESULT_WAITED : RESULT_DROPPED;
        add_callable(list, like);
    } else if (idiom || (idiom = fixture_of(list, owner, call))) {
        like.callable = callable_of(list, function, call, idiom->argument, idiom->keyword);
        like.result = idiom->result;
        like.name = idiom->framework;
        like.once = idiom->kind == IDIOM_FIXTURE;
        like.renewed = asks_for_one(owner, call) || (like.once && call->flags & IR_METHOD);
        add_callable(list, like);
    } else if ((idiom = framework_idiom(list, IDIOM_LOOP_WHILE, call->text))) {
        framework_add_loop(list, function, id, idiom->framework);
    } else if ((idiom = framework_idiom(list, IDIOM_STATE, call->text)) && call->arg_count) {
        framework_visit_handed_state(list, function, call->args[0], idiom);
    }
}

/* The NEXT of an iteration: what runs from one to the next is measured. */
static void visit_next(struct region_list *list, ir_id function, ir_id id)
{
    const struct ir_function *owner = &list->unit->functions[function];
    const struct ir_op *iteration = &owner->ops[owner->ops[id].args[0]];
    if (iteration->code != IR_ITER || !iteration->arg_count)
        return;
    const struct ir_op *over = &owner->ops[iteration->args[0]];
    const char *class_name = resolve_class(list->unit, over->type);
    if (!class_name[0] && over->place.variable != IR_NONE && !over->place.field[0])
        class_name = resolve_class(list->unit, list->unit->variables[over->place.variable].type);
    const struct idiom *idiom = framework_idiom(list, IDIOM_LOOP_OVER, class_name);
    if (idiom)
        framework_add_loop(list, function, id, idiom->framework);
}

/* Whether the function is a value somewhere, which is how it is registered, and nobody calls it: a
 * helper that is handed the state has its loop elsewhere. */
static bool is_registered(const struct ir_unit *unit, ir_id id)
{
    bool is_value = false;
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *op = &unit->functions[f].ops[i];
            if (op->code == IR_CALL && op->function == id)
                return false;
            is_value |= op->code == IR_FUNC && op->function == id;
        }
    return is_value;
}

/* Whether the operation only asks the object of the framework something, or tells it something,
 * that neither begins nor ends what is measured. */
static bool only_asks(const struct region_list *list, const struct ir_op *op,
                      const char *class_name)
{
    return op->code == IR_CALL && op->flags & IR_METHOD && str_starts(op->text, class_name) &&
           !framework_knows(list->unit, list->model, op) &&
           strcmp(op->text + strlen(class_name), "::begin") != 0;
}

/* Every mention of the parameter is the receiver of such a call, and there is one. */
static bool is_only_asked(const struct region_list *list, const struct ir_function *function,
                          ir_id parameter, const char *class_name)
{
    size_t mentions = 0, asked = 0;
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        mentions += op->code != IR_PARAM && op->place.variable == parameter;
        asked += only_asks(list, op, class_name) &&
                 function->ops[op->args[0]].place.variable == parameter;
    }
    return asked > 0 && asked == mentions;
}

/* What takes a const state, a set-up or a tear-down, cannot loop over it. */
static bool is_const(const struct ir_unit *unit, const struct ir_variable *parameter)
{
    const struct ir_type *type = ir_type_of(unit, parameter->type);
    if (type->kind == IR_TYPE_REFERENCE || type->kind == IR_TYPE_POINTER)
        type = ir_type_of(unit, type->element);
    return type->is_const || parameter->is_const;
}

/* A function that is registered and never goes through the loop that is measured. */
static void visit_unlooped(struct region_list *list, ir_id id)
{
    const struct ir_unit *unit = list->unit;
    const struct ir_function *function = &unit->functions[id];
    if (function->parameter_count != 1 || function->is_method || function->too_complex)
        return;
    const struct ir_variable *parameter = &unit->variables[function->parameters[0]];
    const char *class_name = resolve_class(unit, parameter->type);
    const struct idiom *idiom = framework_idiom(list, IDIOM_LOOP_OVER, class_name);
    if (!idiom || parameter->captured || is_const(unit, parameter) ||
        framework_is_known(list, id, idiom->framework) ||
        !is_only_asked(list, function, function->parameters[0], class_name) ||
        !is_registered(unit, id))
        return;
    struct region region = framework_region(id, IR_NONE, idiom->framework);
    region.idle = true;
    region.inside = framework_nothing_inside(list, id);
    region_add(list, region);
}

void framework_find(struct region_list *list, bool is_benchmark_file)
{
    const struct ir_unit *unit = list->unit;
    const bool *mentioned = find_mentioned(unit);
    struct suite suite = {.class_name = NULL};
    for (ir_id f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        for (ir_id i = 0; i < function->op_count; i++) {
            if (function->ops[i].code == IR_CALL)
                visit_call(list, f, i);
            else if (function->ops[i].code == IR_NEXT && function->ops[i].arg_count)
                visit_next(list, f, i);
            else
                framework_visit_listed(list, f, i);
        }
        visit_parameters(list, f, mentioned);
        visit_unlooped(list, f);
        framework_visit_named(list, f, is_benchmark_file, &suite);
    }
}
