#include "resolve.h"

#include <string.h>

#include "callees.h"
#include "classes.h"
#include "infer.h"
#include "str.h"

enum model_language resolve_language(const struct ir_unit *unit)
{
    switch (unit->language) {
    case IR_C: return MODEL_C;
    case IR_CXX: return MODEL_CXX;
    default: return MODEL_PYTHON;
    }
}

/* A method of whatever class, ".cuda", or of an attribute of whatever class, ".objects.filter". */
static const struct api *by_its_end(const struct model *model, const struct ir_op *call)
{
    const char *method = strrchr(call->text, '.'), *before = method;
    const struct api *api = method && call->flags & IR_METHOD
                                ? model_api(model, MODEL_PYTHON, method)
                                : NULL;
    while (before && before > call->text && (before == method || *before != '.'))
        before--;
    if (!api && before && before != method && *before == '.')
        api = model_api(model, MODEL_PYTHON, before);
    return api;
}

const struct api *resolve_api(const struct ir_unit *unit, const struct model *model,
                              const struct ir_op *call)
{
    if (call->code != IR_CALL || !call->text[0])
        return NULL;
    enum model_language language = resolve_language(unit);
    const struct api *api = model_api(model, language, call->text);
    return api || language != MODEL_PYTHON ? api : by_its_end(model, call);
}

bool resolve_constructs(const struct ir_op *call)
{
    const char *last = strrchr(call->text, ':');
    size_t length = last ? strlen(last + 1) : 0, before;

    if (!length || last == call->text)
        return false;
    before = (size_t)(last - 1 - call->text);
    return before >= length && memcmp(last - 1 - length, last + 1, length) == 0 &&
           (before == length || call->text[before - length - 1] == ':');
}

ir_id resolve_argument(const struct ir_op *call, int number, const char *keyword)
{
    bool has_receiver = call->flags & (IR_METHOD | IR_INDIRECT);
    if (number == API_RECEIVER)
        return call->flags & IR_METHOD && call->arg_count ? call->args[0] : IR_NONE;
    for (uint32_t i = 0; keyword && call->keywords && i < call->arg_count; i++)
        if (call->keywords[i] && !strcmp(call->keywords[i], keyword))
            return call->args[i];
    if (number < 0)
        return IR_NONE;
    uint32_t wanted = (uint32_t)number + (has_receiver ? 1 : 0);
    if (wanted >= call->arg_count || (call->keywords && call->keywords[wanted]))
        return IR_NONE;
    return call->args[wanted];
}

static bool is_decorated(const struct ir_function *function, const char *with)
{
    for (uint32_t d = 0; d < function->decorator_count; d++)
        if (str_ends(function->decorators[d], with))
            return true;
    return false;
}

ir_id resolve_parameter(const struct ir_unit *unit, const struct ir_op *call, ir_id callee,
                        uint32_t i)
{
    const struct ir_function *to = &unit->functions[callee];
    const char *keyword = call->keywords ? call->keywords[i] : NULL;
    for (uint32_t p = 0; keyword && p < to->parameter_count; p++)
        if (!strcmp(unit->variables[to->parameters[p]].name, keyword))
            return p;
    if (keyword || (call->flags & IR_INDIRECT && i == 0))
        return IR_NONE;
    uint32_t number = call->flags & IR_INDIRECT ? i - 1 : i;
    /* Python: the class is called, and `self` is the new object, not an argument; Class.f(x) of a
     * class method passes the class before x; a static method gets no receiver. */
    if (unit->language == IR_PYTHON && !(call->flags & IR_METHOD) &&
        (to->is_constructor || is_decorated(to, "classmethod")))
        number++;
    if (unit->language == IR_PYTHON && call->flags & IR_METHOD &&
        is_decorated(to, "staticmethod")) {
        if (i == 0)
            return IR_NONE;
        number--;
    }
    return number < to->parameter_count ? number : IR_NONE;
}

const char *resolve_class(const struct ir_unit *unit, ir_id type)
{
    const struct ir_type *found = ir_type_of(unit, type);
    for (int depth = 0; depth < 4 && found->element != IR_NONE &&
                        (found->kind == IR_TYPE_POINTER || found->kind == IR_TYPE_REFERENCE);
         depth++)
        found = ir_type_of(unit, found->element);
    return found->kind == IR_TYPE_RECORD && found->name ? found->name : "";
}

/* The class of the object that a place or value is, by its own type or its variable's. */
static const char *class_of_receiver(const struct ir_unit *unit, const struct ir_op *receiver)
{
    const char *class_name = resolve_class(unit, receiver->type);
    bool is_whole = receiver->place.variable != IR_NONE && !receiver->place.field[0] &&
                    receiver->place.index == IR_NONE;
    if (!class_name[0] && is_whole)
        class_name = resolve_class(unit, unit->variables[receiver->place.variable].type);
    return class_name;
}

/* C++ templates: `bench.run(...)` whose arguments depend on a template parameter is ".run", though
 * the class of `bench` is known. */
static void resolve_dependent(struct ir_unit *unit)
{
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            struct ir_op *op = &unit->functions[f].ops[i];
            if (op->code != IR_CALL || op->text[0] != '.' || !(op->flags & IR_METHOD) ||
                !op->arg_count)
                continue;
            const char *class_name = class_of_receiver(unit, &unit->functions[f].ops[op->args[0]]);
            if (!class_name[0])
                continue;
            ir_id method = resolve_method(unit, class_name, op->text + 1);
            const char *name = arena_printf(unit->arena, "%s::%s", class_name, op->text + 1);
            op->text = map_intern(unit->names, name, strlen(name));
            if (op->function == IR_NONE)
                op->function = method;
        }
}

/* Fills in the calls that can mean one function only. */
static void resolve_indirect(struct ir_unit *unit)
{
    for (ir_id f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            struct ir_op *op = &unit->functions[f].ops[i];
            if (op->code != IR_CALL || !(op->flags & IR_INDIRECT) || op->function != IR_NONE ||
                !op->arg_count)
                continue;
            struct callee_set set = callees_of(unit->callees, f, op->args[0]);
            op->function = callee_set_single(&set);
            if (op->function != IR_NONE)
                op->text = unit->functions[op->function].name;
        }
}

void resolve_unit(struct ir_unit *unit, const struct model *model)
{
    classes_find(unit);
    if (unit->language == IR_PYTHON)
        infer_classes(unit, model);
    else
        resolve_dependent(unit);
    unit->callees = callees_new(unit, model);
    resolve_indirect(unit);
}
