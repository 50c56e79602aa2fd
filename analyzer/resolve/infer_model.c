/* Classes that come from the models: results that depend on arguments, operators, string
 * constants, objects that are called, decorators. */
#include <ctype.h>
#include <string.h>

#include "infer_internal.h"
#include "resolve.h"

const char infer_various[] = "?";

static const char partial_prefix[] = "functools.partial of ";

const char *infer_intern(const struct inference *inference, const char *text)
{
    return map_intern(inference->unit->names, text, strlen(text));
}

/* --- results -------------------------------------------------------------------------------- */

static bool is_of(const struct inference *inference, struct kind kind, const char *class_name)
{
    return (infer_is_known(kind.class_name) &&
            model_is_a(inference->model, kind.class_name, class_name)) ||
           (infer_is_known(kind.element) &&
            model_is_a(inference->model, kind.element, class_name));
}

static bool is_none(const struct ir_op *op)
{
    return op->code == IR_CONST && str_same(op->text, "None");
}

/* The argument that the condition is about, or IR_NONE. */
static ir_id asked_of(const struct ir_op *call, const struct api_result *result)
{
    return resolve_argument(call, result->argument.handle == API_NAMED ? API_NOTHING
                                                                       : result->argument.handle,
                            result->argument.handle_keyword);
}

static bool holds(const struct inference *inference, ir_id function, const struct ir_op *call,
                  const struct api_result *result)
{
    const struct kind *values = inference->ops[function];

    if (result->argument.handle == API_ANY_ARGUMENT) {
        for (uint32_t i = 0; i < call->arg_count; i++)
            if (is_of(inference, values[call->args[i]], result->is_class))
                return true;
        return false;
    }
    ir_id operand = asked_of(call, result);
    if (operand != IR_NONE && str_same(result->is_class, "*"))
        return !is_none(&inference->unit->functions[function].ops[operand]);
    return operand != IR_NONE && is_of(inference, values[operand], result->is_class);
}

/* Whether nothing is known yet of what the condition asks. */
static bool is_open(const struct inference *inference, ir_id function, const struct ir_op *call,
                    const struct api_result *result)
{
    const struct kind *values = inference->ops[function];
    bool any = result->argument.handle == API_ANY_ARGUMENT;
    ir_id operand = any ? IR_NONE : asked_of(call, result);

    for (uint32_t i = 0; i < call->arg_count; i++)
        if ((any || call->args[i] == operand) && !values[call->args[i]].class_name)
            return !str_same(result->is_class, "*");
    return false;
}

const char *infer_result(const struct inference *inference, ir_id function,
                         const struct ir_op *call, const struct api *api)
{
    for (size_t i = 0; i < api->result_count; i++)
        if (holds(inference, function, call, &api->results[i]))
            return infer_intern(inference, api->results[i].class_name);
    return api->returns ? infer_intern(inference, api->returns) : NULL;
}

bool infer_is_open(const struct inference *inference, ir_id function, const struct ir_op *call,
                   const struct api *api)
{
    for (size_t i = 0; i < api->result_count; i++)
        if (holds(inference, function, call, &api->results[i]))
            return false;
        else if (is_open(inference, function, call, &api->results[i]))
            return true;
    return false;
}

/* --- operators and constants ------------------------------------------------------------------ */

static bool is_operator(const char *text)
{
    static const char *const others[] = {"?:", "and", "or", "not", "is", "is not", "in", "not in",
                                         "list", "tuple", "set", "dict", "str", "slice", "class"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_same(text, others[i]))
            return false;
    return true;
}

const char *infer_operator(const struct inference *inference, const struct kind *values,
                           const struct ir_op *op)
{
    const char *found = NULL;

    for (uint32_t i = 0; i < op->arg_count; i++) {
        const char *class_name = values[op->args[i]].class_name;

        if (infer_is_known(class_name) && model_has_operators(inference->model, class_name) &&
            is_operator(op->text) && (!found || model_is_a(inference->model, class_name, found)))
            found = class_name;
        if (str_same(op->text, "[]") || (str_same(op->text, "@") && class_name == infer_various))
            break; /* brackets ask the object before them, and so does K @ b */
    }
    return found;
}

const char *infer_literal(const struct inference *inference, const char *spelling)
{
    size_t start = strcspn(spelling, "\"'");
    size_t length = strlen(spelling);
    const char *class_name;

    if (start > 2 || length < start + 2)
        return NULL;
    class_name = model_literal(inference->model, spelling + start + 1, length - start - 2);
    return class_name ? infer_intern(inference, class_name) : NULL;
}

/* --- names ------------------------------------------------------------------------------------ */

bool infer_looks_like_class(const char *name)
{
    const char *last = strrchr(name, '.');
    last = last ? last + 1 : name;
    while (*last == '_')
        last++;
    if (!isupper((unsigned char)*last))
        return false;
    for (const char *c = last; *c; c++)
        if (islower((unsigned char)*c))
            return true;
    return false;
}

/* --- what is called --------------------------------------------------------------------------- */

bool infer_object_call(struct inference *inference, const char *class_name, struct ir_op *call)
{
    const struct api *api;
    const char *base;

    if (!infer_is_known(class_name))
        return false;
    if (!strncmp(class_name, partial_prefix, sizeof partial_prefix - 1)) {
        call->text = infer_intern(inference, class_name + sizeof partial_prefix - 1);
        infer_learnt_here(inference);
        return true;
    }
    api = model_method(inference->model, MODEL_PYTHON, class_name, "__call__");
    if (!api && resolve_method(inference->unit, class_name, "__call__") == IR_NONE)
        for (uint32_t i = 0; !api && (base = resolve_base(inference->unit, class_name, i)); i++)
            api = model_method(inference->model, MODEL_PYTHON, base, "__call__");
    if (!api)
        return false;
    call->text = infer_intern(inference, api->name);
    infer_learnt_here(inference);
    return true;
}

const char *infer_partial(const struct inference *inference, const struct ir_function *function,
                          const struct ir_op *call)
{
    const struct ir_op *target;

    if (strcmp(call->text, "functools.partial") != 0 || !call->arg_count)
        return NULL;
    target = &function->ops[call->args[0]];
    if (target->code != IR_FUNC || target->function != IR_NONE || !target->text[0])
        return NULL;
    return infer_intern(inference, arena_printf(inference->unit->arena, "%s%s", partial_prefix,
                                                target->text));
}

/* --- decorators ------------------------------------------------------------------------------- */

enum { DECORATORS_MAX = 8 };

void infer_note_decorator(struct inference *inference, ir_id function, const struct ir_op *call,
                          const char *class_name)
{
    const struct ir_op *ops = inference->unit->functions[function].ops;
    const struct ir_op *inner = call;

    for (int depth = 0; depth < DECORATORS_MAX && inner->code == IR_CALL &&
                        inner->flags & IR_IMPLICIT && inner->arg_count; depth++)
        inner = &ops[inner->args[inner->arg_count - 1]];
    if (inner->code != IR_FUNC || inner->function == IR_NONE || !infer_is_known(class_name) ||
        inference->wrapped[inner->function] == class_name)
        return;
    inference->wrapped[inner->function] = class_name;
    infer_learnt(inference, inference->unit->functions[inner->function].name);
}

const char *infer_decorated(const struct inference *inference, const struct ir_op *op)
{
    const char *class_name = op->function != IR_NONE ? inference->wrapped[op->function] : NULL;

    return class_name ? class_name : infer_various;
}

void infer_decorated_call(struct inference *inference, struct ir_op *call)
{
    const char *class_name = inference->wrapped[call->function];
    const struct api *api = class_name ? model_method(inference->model, MODEL_PYTHON, class_name,
                                                      "__call__")
                                       : NULL;
    if (!api)
        return;
    call->function = IR_NONE;
    call->text = infer_intern(inference, api->name);
    infer_learnt_here(inference);
}
