/* What a framework finds by its name: methods of suites, functions, lists of functions. */
#include <string.h>

#include "framework_internal.h"

/* Whether the class sets an attribute that asks for a fresh set-up before each call. */
static bool class_renews(const struct region_list *list, const char *class_name)
{
    const struct ir_unit *unit = list->unit;
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *ops = unit->functions[f].ops, *op = &ops[i];
            if (op->code == IR_STORE && op->place.base != IR_NONE &&
                ops[op->place.base].code == IR_FUNC &&
                !strcmp(ops[op->place.base].text, class_name) &&
                framework_is_one(&ops[op->args[0]]) &&
                framework_idiom(list, IDIOM_RENEWED, op->place.field))
                return true;
        }
    return false;
}

/* The idiom of the kind with which a method's name begins, or NULL. */
static const struct idiom *begins_as(const struct region_list *list, enum idiom_kind kind,
                                     const char *name)
{
    struct idioms idioms = model_idioms(list->model, resolve_language(list->unit));
    for (size_t i = 0; i < idioms.count; i++)
        if (idioms.items[i].kind == kind && str_starts(name, idioms.items[i].name))
            return &idioms.items[i];
    return NULL;
}

/* Whether every method of the class is the framework's. */
static bool is_suite(const struct region_list *list, const char *class_name)
{
    const struct ir_unit *unit = list->unit;
    for (size_t f = 0; f < unit->function_count; f++) {
        const struct ir_function *other = &unit->functions[f];
        const char *dot = strrchr(other->name, '.');
        if (!other->is_method || !dot || strcmp(other->class_name, class_name) != 0)
            continue;
        if (!begins_as(list, IDIOM_METHOD, dot + 1) && !begins_as(list, IDIOM_AROUND, dot + 1))
            return false;
    }
    return true;
}

static void look_at_class(const struct region_list *list, const char *class_name,
                          struct suite *suite)
{
    if (suite->class_name && !strcmp(suite->class_name, class_name))
        return;
    suite->class_name = class_name;
    suite->is_suite = is_suite(list, class_name);
    suite->renews = class_renews(list, class_name);
}

/* Whether the file itself calls the function or hands it over: then it is no benchmark that waits
 * to be found. */
static bool is_used(const struct ir_unit *unit, ir_id id)
{
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *op = &unit->functions[f].ops[i];
            bool is_definition = op->code == IR_FUNC && op->at.line == unit->functions[id].at.line;
            if ((op->code == IR_CALL || op->code == IR_FUNC) && op->function == id &&
                !is_definition)
                return true;
        }
    return false;
}

/* Who reads the clock inside is no benchmark that somebody else times. */
static bool times_itself(const struct region_list *list, ir_id id)
{
    for (size_t i = 0; i < list->regions.count; i++)
        if (list->regions.items[i].function == id && list->regions.items[i].kind == REGION_TIMER)
            return true;
    return false;
}

/* time_sort() at the top level, which nobody else runs or times. */
static bool is_lone(const struct region_list *list, ir_id id)
{
    const struct ir_function *function = &list->unit->functions[id];
    if (function->is_method || function->is_lambda || function->is_module ||
        function->parameter_count || function->parent != IR_NONE || function->decorator_count ||
        is_used(list->unit, id))
        return false;
    for (size_t i = 0; i < list->regions.count; i++)
        if (list->regions.items[i].function == id || list->regions.items[i].reached[id])
            return false;
    return true;
}

static void visit_method(struct region_list *list, ir_id id, bool is_benchmark_file,
                         struct suite *suite)
{
    const struct ir_function *function = &list->unit->functions[id];
    const char *dot = strrchr(function->name, '.');
    const struct idiom *idiom =
        begins_as(list, IDIOM_METHOD, dot ? dot + 1 : function->name);
    if (!idiom)
        return;
    struct region like = framework_region(id, IR_NONE, idiom->framework);
    like.result = idiom->result;
    if (function->is_method && dot) {
        look_at_class(list, function->class_name, suite);
        like.renewed = suite->renews;
        if (is_benchmark_file || (suite->is_suite && !times_itself(list, id)))
            framework_add_called(list, id, like);
    } else if (is_benchmark_file && idiom->result == RESULT_DROPPED && is_lone(list, id)) {
        framework_add_called(list, id, like);
    }
}

/* A function that a macro of the framework names. */
static void visit_body(struct region_list *list, ir_id id)
{
    const struct ir_function *function = &list->unit->functions[id];
    struct idioms idioms = model_idioms(list->model, resolve_language(list->unit));
    for (size_t i = 0; i < idioms.count; i++)
        if (idioms.items[i].kind == IDIOM_BODY && str_ends(function->name, idioms.items[i].name)) {
            struct region like = framework_region(id, IR_NONE, idioms.items[i].framework);
            like.result = idioms.items[i].result;
            framework_add_called(list, id, like);
        }
}

void framework_visit_named(struct region_list *list, ir_id id, bool is_benchmark_file,
                           struct suite *suite)
{
    visit_body(list, id);
    framework_visit_state(list, id);
    visit_method(list, id, is_benchmark_file, suite);
}

void framework_visit_listed(struct region_list *list, ir_id id, ir_id number)
{
    struct ir_unit *unit = list->unit;
    const struct ir_op *op = &unit->functions[id].ops[number];
    bool is_variable = op->code == IR_STORE && op->place.variable != IR_NONE &&
                       !op->place.field[0] && unit->functions[id].is_module;
    const struct idiom *idiom =
        is_variable ? framework_idiom(list, IDIOM_LIST, unit->variables[op->place.variable].name)
                    : NULL;
    if (!idiom)
        return;
    struct callee_set set = callees_of(list->unit->callees, id, op->args[0]);
    bool *chosen = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    for (ir_id f = 0; f < unit->function_count; f++)
        chosen[f] = callee_set_has(&set, f);
    for (ir_id f = 0; f < unit->function_count; f++)
        if (chosen[f] && !framework_is_known(list, f, idiom->framework)) {
            struct region like = framework_region(f, IR_NONE, idiom->framework);
            like.result = idiom->result;
            framework_add_called(list, f, like);
        }
}
