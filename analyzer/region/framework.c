#include "framework.h"

#include <string.h>

#include "resolve.h"

enum how { LOOP_OVER, LOOP_WHILE, CALLABLE, FIXTURE, PAUSE, RESUME, METHOD };

static const struct framework {
    enum model_language language;
    enum how how;
    const char *name;
    int argument;
    const char *framework;
} frameworks[] = {
#define FRAMEWORK(language, how, name, argument, framework)                                        \
    {language, how, name, argument, framework},
#include "framework.def"
#undef FRAMEWORK
};

enum { FRAMEWORK_COUNT = sizeof frameworks / sizeof *frameworks };

static const struct framework *find(enum model_language language, enum how how, const char *name)
{
    for (size_t i = 0; i < FRAMEWORK_COUNT; i++)
        if (frameworks[i].how == how && frameworks[i].language == language &&
            !strcmp(frameworks[i].name, name))
            return &frameworks[i];
    return NULL;
}

bool framework_pauses(const struct ir_unit *unit, const struct ir_op *call)
{
    enum model_language language = resolve_language(unit);
    return find(language, PAUSE, call->text) || find(language, RESUME, call->text);
}

static ir_id next_call(const struct ir_unit *unit, const struct ir_function *function,
                       enum how how, ir_id from)
{
    for (; from < function->op_count; from++)
        if (function->ops[from].code == IR_CALL &&
            find(resolve_language(unit), how, function->ops[from].text))
            return from;
    return IR_NONE;
}

/* Takes out what runs while the clock is stopped. */
static void take_out_pauses(const struct ir_unit *unit, const struct ir_function *function,
                            bool *inside)
{
    for (ir_id pause = next_call(unit, function, PAUSE, 0); inside && pause != IR_NONE;
         pause = next_call(unit, function, PAUSE, pause + 1))
        for (ir_id resume = next_call(unit, function, RESUME, 0); resume != IR_NONE;
             resume = next_call(unit, function, RESUME, resume + 1)) {
            const bool *paused = path_between(unit->arena, function, pause, resume);
            for (size_t i = 0; paused && i < function->op_count; i++)
                inside[i] &= !paused[i];
        }
}

/* A loop whose every round is measured. */
static void add_loop(struct region_list *list, ir_id function, ir_id op, const char *name)
{
    const struct ir_function *owner = &list->unit->functions[function];
    bool *inside = path_between(list->unit->arena, owner, op, op);
    take_out_pauses(list->unit, owner, inside);
    if (inside)
        region_add(list, (struct region){.kind = REGION_FRAMEWORK,
                                         .sureness = REGION_CERTAIN,
                                         .function = function,
                                         .start = op,
                                         .stop = op,
                                         .inside = inside,
                                         .name = name});
}

static struct region framework_region(ir_id function, ir_id op, const char *name)
{
    return (struct region){.kind = REGION_FRAMEWORK,
                           .sureness = REGION_CERTAIN,
                           .function = function,
                           .start = op,
                           .stop = op,
                           .name = name};
}

static bool is_known(const struct region_list *list, ir_id function, const char *name)
{
    for (size_t i = 0; i < list->regions.count; i++)
        if (list->regions.items[i].function == function && list->regions.items[i].name == name)
            return true;
    return false;
}

/* Each function that is handed over is a region of its own; when it is none of the file's, the
 * call is. */
static void add_callable(struct region_list *list, ir_id function, ir_id call, ir_id callable,
                         const char *name)
{
    struct ir_unit *unit = list->unit;
    struct callee_set set = {0};
    size_t found = 0;
    if (callable != IR_NONE)
        set = callees_of(list->reach->callees, function, callable);
    bool *chosen = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    for (ir_id f = 0; f < unit->function_count; f++)
        found += chosen[f] = callee_set_has(&set, f);
    for (ir_id f = 0; f < unit->function_count; f++)
        if (chosen[f] && !is_known(list, f, name))
            region_add(list, framework_region(f, IR_NONE, name));
    if (found)
        return;
    struct region region = framework_region(function, call, name);
    bool *inside = ARENA_ARRAY(unit->arena, bool, unit->functions[function].op_count + 1);
    inside[call] = true;
    region.inside = inside;
    region_add(list, region);
}

/* The operand that is the callable: the one that was asked for, else the last that can be a
 * function of the file. */
static ir_id callable_of(const struct region_list *list, ir_id function, const struct ir_op *call,
                         int argument)
{
    ir_id wanted = resolve_argument(call, argument, NULL);
    for (uint32_t i = call->arg_count; wanted == IR_NONE && i-- > 0;) {
        struct callee_set set = callees_of(list->reach->callees, function, call->args[i]);
        if (callee_set_count(&set))
            wanted = call->args[i];
    }
    return wanted;
}

static bool is_fixture(const struct ir_unit *unit, const struct ir_function *function,
                       const struct ir_op *call)
{
    if (!call->arg_count || !(call->flags & (IR_INDIRECT | IR_METHOD)))
        return false;
    const struct ir_place *place = &function->ops[call->args[0]].place;
    bool is_parameter =
        function->ops[call->args[0]].code == IR_LOAD && place->variable != IR_NONE &&
        !place->field[0] && unit->variables[place->variable].storage == IR_PARAMETER;
    bool asks = call->flags & IR_INDIRECT || !strcmp(call->text, ".pedantic");
    return is_parameter && asks &&
           find(resolve_language(unit), FIXTURE, unit->variables[place->variable].name);
}

static void visit_call(struct region_list *list, ir_id function, ir_id id)
{
    struct ir_unit *unit = list->unit;
    const struct ir_function *owner = &unit->functions[function];
    const struct ir_op *call = &owner->ops[id];
    enum model_language language = resolve_language(unit);
    const struct api *api = resolve_api(unit, list->model, call);
    const struct framework *framework = find(language, CALLABLE, call->text);
    if (api && api->times != API_NOTHING) {
        add_callable(list, function, id, callable_of(list, function, call, api->times), api->name);
    } else if (framework) {
        add_callable(list, function, id, callable_of(list, function, call, framework->argument),
                     framework->framework);
    } else if (is_fixture(unit, owner, call)) {
        add_callable(list, function, id, resolve_argument(call, 0, NULL), "pytest-benchmark");
    } else if ((framework = find(language, LOOP_WHILE, call->text))) {
        add_loop(list, function, id, framework->framework);
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
        class_name =
            resolve_class(list->unit, list->unit->variables[over->place.variable].type);
    const struct framework *framework =
        find(resolve_language(list->unit), LOOP_OVER, class_name);
    if (framework)
        add_loop(list, function, id, framework->framework);
}

static void visit_method(struct region_list *list, ir_id id)
{
    const struct ir_function *function = &list->unit->functions[id];
    const char *dot = strrchr(function->name, '.');
    if (!function->is_method || !dot)
        return;
    for (size_t i = 0; i < FRAMEWORK_COUNT; i++)
        if (frameworks[i].how == METHOD &&
            frameworks[i].language == resolve_language(list->unit) &&
            str_starts(dot + 1, frameworks[i].name))
            region_add(list, framework_region(id, IR_NONE, frameworks[i].framework));
}

void framework_find(struct region_list *list, bool is_benchmark_file)
{
    const struct ir_unit *unit = list->unit;
    for (ir_id f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        for (ir_id i = 0; i < function->op_count; i++) {
            if (function->ops[i].code == IR_CALL)
                visit_call(list, f, i);
            else if (function->ops[i].code == IR_NEXT && function->ops[i].arg_count)
                visit_next(list, f, i);
        }
        if (is_benchmark_file)
            visit_method(list, f);
    }
}
