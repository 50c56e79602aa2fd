#include "classes.h"

#include <stdlib.h>
#include <string.h>

#include "resolve.h"
#include "str.h"

enum { MOST_BASES = 8 }; /* how far up a class is followed; a chain may be a ring */

/* --- the tables ------------------------------------------------------------------------------ */

static int by_name(const void *a, const void *b)
{
    const struct ir_class *left = a, *right = b;
    int order = strcmp(left->name, right->name);

    if (!order)
        order = (left->function > right->function) - (left->function < right->function);
    return order ? order : (left->op > right->op) - (left->op < right->op);
}

/* class C(B): is an operation of the module on the name and the bases. */
static void find_definitions(struct ir_unit *unit)
{
    VEC(struct ir_class) classes = {0};

    for (ir_id f = 0; f < unit->function_count; f++) {
        const struct ir_function *module = &unit->functions[f];
        for (ir_id i = 0; module->is_module && i < module->op_count; i++) {
            const struct ir_op *op = &module->ops[i];
            if (op->code == IR_COMPUTE && op->arg_count && strcmp(op->text, "class") == 0)
                *VEC_ADD(unit->arena, &classes) =
                    (struct ir_class){module->ops[op->args[0]].text, f, i};
        }
    }
    if (classes.count)
        qsort(classes.items, classes.count, sizeof *classes.items, by_name);
    unit->classes = classes.items;
    unit->class_count = classes.count;
}

static const char *without_class(const char *name)
{
    const char *last = name + strlen(name);

    while (last > name && last[-1] != '.' && last[-1] != ':')
        last--;
    return last;
}

static int by_class(const void *a, const void *b)
{
    const struct ir_method *left = a, *right = b;
    int order = strcmp(left->class_name, right->class_name);

    order = order ? order : strcmp(left->name, right->name);
    return order ? order : (left->function > right->function) - (left->function < right->function);
}

static void find_methods(struct ir_unit *unit)
{
    VEC(struct ir_method) methods = {0};

    for (ir_id f = 0; f < unit->function_count; f++)
        if (unit->functions[f].class_name)
            *VEC_ADD(unit->arena, &methods) = (struct ir_method){
                unit->functions[f].class_name, without_class(unit->functions[f].name), f};
    if (methods.count)
        qsort(methods.items, methods.count, sizeof *methods.items, by_class);
    unit->methods = methods.items;
    unit->method_count = methods.count;
}

void classes_find(struct ir_unit *unit)
{
    find_methods(unit);
    if (unit->language == IR_PYTHON)
        find_definitions(unit);
}

/* --- questions ------------------------------------------------------------------------------- */

/* The first of its class whose name does not come before this one; NULL past the last class. */
static const struct ir_method *method_from(const struct ir_unit *unit, const char *class_name,
                                           const char *name)
{
    const struct ir_method wanted = {class_name, name, 0};
    size_t low = 0, high = unit->method_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_class(&unit->methods[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < unit->method_count && str_same(unit->methods[low].class_name, class_name)
               ? &unit->methods[low]
               : NULL;
}

bool resolve_has_class(const struct ir_unit *unit, const char *class_name)
{
    return method_from(unit, class_name, "") != NULL;
}

const char *resolve_base(const struct ir_unit *unit, const char *class_name, uint32_t number)
{
    size_t low = 0, high = unit->class_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(unit->classes[middle].name, class_name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < unit->class_count && str_same(unit->classes[low].name, class_name); low++) {
        const struct ir_function *module = &unit->functions[unit->classes[low].function];
        const struct ir_op *op = &module->ops[unit->classes[low].op];
        const struct ir_op *base =
            number + 1 < op->arg_count ? &module->ops[op->args[number + 1]] : NULL;
        if (base)
            return base->code == IR_FUNC ? base->text : "";
    }
    return NULL;
}

static ir_id inherited_method(const struct ir_unit *unit, const char *class_name,
                              const char *method, int depth)
{
    const struct ir_method *own = method_from(unit, class_name, method);
    ir_id found = own && str_same(own->name, method) ? own->function : IR_NONE;
    const char *base;

    for (uint32_t i = 0;
         found == IR_NONE && depth < MOST_BASES && (base = resolve_base(unit, class_name, i)); i++)
        found = inherited_method(unit, base, method, depth + 1);
    return found;
}

ir_id resolve_method(const struct ir_unit *unit, const char *class_name, const char *method)
{
    return inherited_method(unit, class_name, method, 0);
}
