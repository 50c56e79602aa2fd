#include "link.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "link_internal.h"
#include "str.h"

/* What one file may draw on: some hundred functions, the nearest first.  With ten times as much a
 * test of pymongo, which reaches all of its package, takes longer than a file may. */
enum { OPS_MAX = 4000 };

static void visit(struct linking *linking, struct linked *module, struct ir_op *op, bool needs);

static const char *intern(const struct linking *linking, const char *text)
{
    return map_intern(linking->unit->names, text, strlen(text));
}

/* The name in the unit of what a module defines. */
static const char *full_name(const struct linking *linking, const struct linked *module,
                             const char *name)
{
    if (!module->file)
        return intern(linking, name);
    return intern(linking, arena_printf(linking->unit->arena, "%s.%s", module->name, name));
}

/* --- what is needed --------------------------------------------------------------------------- */

static void visit_value(struct linking *linking, struct linked *module, ir_id id, int depth)
{
    enum { DEPTH_MAX = 12 }; /* of an expression */
    const struct ir_function *code = &module->from->functions[0];
    struct ir_op op = code->ops[id];

    visit(linking, module, &op, true);
    for (uint32_t i = 0; depth < DEPTH_MAX && i < code->ops[id].arg_count; i++)
        visit_value(linking, module, code->ops[id].args[i], depth + 1);
}

/* What the module's code puts into a name of its top level: a decorated function, bases of a
 * class, the value of a variable. */
static void need_name(struct linking *linking, struct linked *module, const char *name)
{
    const struct ir_function *code = &module->from->functions[0];
    size_t length = strcspn(name, ".");

    if (!module->file)
        return;
    for (size_t i = 0; i < code->op_count; i++) {
        const struct ir_op *op = &code->ops[i];
        const char *variable = op->code == IR_STORE && op->place.variable != IR_NONE
                                   ? module->from->variables[op->place.variable].name
                                   : "";
        if (strncmp(variable, name, length) == 0 && !variable[length])
            visit_value(linking, module, op->args[0], 0);
    }
}

static ir_id copy_type(struct linking *linking, struct linked *module, ir_id id, bool needs);

/* A variable's number in the unit. */
static ir_id copy_variable(struct linking *linking, struct linked *module, ir_id id, bool needs)
{
    struct ir_variable copy;

    if (id == IR_NONE || !module->file)
        return id;
    if (module->variables[id] != IR_NONE)
        return module->variables[id];
    copy = module->from->variables[id];
    copy.name = intern(linking, copy.name);
    copy.type = copy_type(linking, module, copy.type, needs);
    if (copy.function != IR_NONE)
        copy.function = module->functions[copy.function];
    module->variables[id] = ir_variable_add(linking->unit, &copy);
    if (needs && module->from->variables[id].function == IR_NONE)
        need_name(linking, module, module->from->variables[id].name);
    return module->variables[id];
}

static void need_class(struct linking *linking, struct linked *module, const char *name,
                       bool whole);

/* All of the classes that a class is derived from may be called by whoever calls it. */
static void need_bases(struct linking *linking, struct linked *module, const struct ir_op *class)
{
    const struct ir_op *ops = module->from->functions[0].ops;

    for (uint32_t i = 1; class && i < class->arg_count; i++) {
        const struct ir_op *base = &ops[class->args[i]];
        struct target target = base->code == IR_FUNC ? link_find(linking, module, base->text)
                                                     : (struct target){.kind = TARGET_NONE};
        if (target.kind == TARGET_CLASS)
            need_class(linking, target.module, target.name, true);
    }
}

static void need_class(struct linking *linking, struct linked *module, const char *name,
                       bool whole)
{
    struct needed_class *class = NULL;

    for (size_t i = 0; i < linking->classes.count && !class; i++) {
        class = &linking->classes.items[i];
        if (class->module != module || !str_same(class->name, name))
            class = NULL;
    }
    if (class && (class->whole || !whole))
        return;
    if (!class)
        class = VEC_ADD(linking->unit->arena, &linking->classes);
    *class = (struct needed_class){module, name, whole};
    need_name(linking, module, name);
    if (whole)
        need_bases(linking, module, link_class(module, name));
}

/* A function's number in the unit; IR_NONE when it is not taken. */
static ir_id take_function(struct linking *linking, struct linked *module, ir_id id, bool needs)
{
    struct ir_function header;

    if (!module->file || module->functions[id] != IR_NONE || !needs)
        return module->file ? module->functions[id] : id;
    header = module->from->functions[id];
    if (linking->ops + header.op_count > OPS_MAX)
        return IR_NONE;
    link_note_gaps(linking, module, header.extent);
    linking->ops += header.op_count;
    header.name = full_name(linking, module, header.name);
    header.file = module->file;
    header.parent = header.parent == IR_NONE ? IR_NONE : module->functions[header.parent];
    module->functions[id] = ir_function_add(linking->unit, &header);
    *VEC_ADD(linking->unit->arena, &linking->pending) = (struct pending){module, id};
    if (header.class_name)
        need_class(linking, module, header.class_name, false);
    else if (header.parent == IR_NONE && !header.is_module)
        need_name(linking, module, module->from->functions[id].name);
    return module->functions[id];
}

/* --- classes ---------------------------------------------------------------------------------- */

static const char *last_part(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot ? dot + 1 : name;
}

static bool is_wanted(const struct linking *linking, const struct needed_class *class,
                      const struct ir_function *method)
{
    const char *name = last_part(method->name);

    return class->whole || str_starts(name, "__") || map_get(linking->methods, name);
}

static void need_methods(struct linking *linking, size_t number)
{
    struct needed_class class = linking->classes.items[number];

    for (ir_id f = 0; class.module->file && f < class.module->from->function_count; f++) {
        const struct ir_function *function = &class.module->from->functions[f];

        if (function->class_name && str_same(function->class_name, class.name) &&
            is_wanted(linking, &class, function))
            take_function(linking, class.module, f, true);
    }
}

/* A class whose objects somebody makes: its constructor, or that of a base. */
static ir_id constructor_of(struct linking *linking, struct linked *module, const char *class_name)
{
    const struct ir_unit *from = module->from;

    for (size_t f = from->function_count; f-- > 0;)
        if (from->functions[f].is_constructor &&
            str_same(from->functions[f].class_name, class_name))
            return take_function(linking, module, (ir_id)f, true);
    return IR_NONE;
}

/* --- operations ------------------------------------------------------------------------------- */

static void take_variable(struct linking *linking, struct target target, struct ir_op *op,
                          bool needs)
{
    if (op->code != IR_FUNC || target.name[0])
        return;
    op->code = IR_LOAD;
    op->text = "";
    op->place = ir_no_place();
    op->place.variable = copy_variable(linking, target.module, target.id, needs);
}

static void take_class(struct linking *linking, struct target target, struct ir_op *op, bool needs)
{
    op->text = full_name(linking, target.module, target.name);
    if (!needs)
        return;
    need_class(linking, target.module, target.name, false);
    op->function = constructor_of(linking, target.module, target.name);
}

/* Which class has the method, the inference finds out: ".tic". */
static void take_member(struct linking *linking, struct target target, struct ir_op *op,
                        bool needs)
{
    if (needs)
        need_class(linking, target.module, target.name, false);
    if (op->flags & IR_METHOD)
        op->text = intern(linking, strrchr(op->text, '.'));
}

static void take(struct linking *linking, struct target target, struct ir_op *op, bool needs)
{
    switch (target.kind) {
    case TARGET_FUNCTION:
        op->text = full_name(linking, target.module, target.name);
        op->function = take_function(linking, target.module, target.id, needs);
        break;
    case TARGET_CLASS:
        take_class(linking, target, op, needs);
        break;
    case TARGET_MEMBER:
        take_member(linking, target, op, needs);
        break;
    case TARGET_VARIABLE:
        take_variable(linking, target, op, needs);
        break;
    case TARGET_PATH:
        op->text = intern(linking, target.name);
        break;
    case TARGET_NONE:
        break;
    }
}

/* Completes an operation that stands in the code of `module`; with `needs` also what it speaks of
 * becomes part of the unit. */
static void visit(struct linking *linking, struct linked *module, struct ir_op *op, bool needs)
{
    const char *method = op->flags & IR_METHOD ? last_part(op->text) : op->place.field;

    if (needs && method[0])
        map_put(linking->methods, method, linking);
    if (op->code != IR_CALL && op->code != IR_FUNC)
        return;
    if (op->function != IR_NONE && module->file) {
        const char *name = op->text[0] == '.' ? module->from->functions[op->function].name
                                              : op->text;
        op->text = full_name(linking, module, name);
        op->function = take_function(linking, module, op->function, needs);
    } else if (op->function == IR_NONE && op->text[0] && op->text[0] != '.') {
        take(linking, link_find(linking, module, op->text), op, needs);
    }
}

/* The name in the unit of the class that a type names. */
static const char *type_name(struct linking *linking, struct linked *module,
                             const struct ir_type *type, bool needs)
{
    struct target target = type->kind == IR_TYPE_RECORD
                               ? link_find(linking, module, type->name)
                               : (struct target){.kind = TARGET_NONE};
    if (target.kind != TARGET_CLASS)
        return intern(linking, type->name);
    if (needs)
        need_class(linking, target.module, target.name, false);
    return full_name(linking, target.module, target.name);
}

static ir_id copy_type(struct linking *linking, struct linked *module, ir_id id, bool needs)
{
    struct ir_type copy = *ir_type_of(module->from, id);

    if (id == IR_NONE)
        return IR_NONE;
    if (module->types[id] == IR_NONE) {
        copy.element = copy_type(linking, module, copy.element, needs);
        copy.name = type_name(linking, module, &copy, needs);
        module->types[id] = ir_type_add(linking->unit, &copy);
    }
    return module->types[id];
}

/* The operations of a function that has its number.  Blocks, order and lists of operands are the
 * module's own: nobody changes them. */
static void copy_function(struct linking *linking, struct linked *module, ir_id id, bool needs)
{
    const struct ir_function *old = &module->from->functions[id];
    struct arena *arena = linking->unit->arena;
    struct ir_op *ops = ARENA_ARRAY(arena, struct ir_op, old->op_count + 1);
    ir_id *parameters = ARENA_ARRAY(arena, ir_id, old->parameter_count + 1);
    ir_id type = copy_type(linking, module, old->type, needs);

    for (uint32_t i = 0; i < old->parameter_count; i++)
        parameters[i] = copy_variable(linking, module, old->parameters[i], needs);
    for (size_t i = 0; i < old->op_count; i++) {
        ops[i] = old->ops[i];
        ops[i].text = intern(linking, ops[i].text);
        ops[i].place.field = intern(linking, ops[i].place.field);
        ops[i].type = copy_type(linking, module, ops[i].type, needs);
        ops[i].place.variable = copy_variable(linking, module, ops[i].place.variable, needs);
        visit(linking, module, &ops[i], needs);
    }

    struct ir_function *function = &linking->unit->functions[module->functions[id]];
    function->ops = ops;
    function->parameters = parameters;
    function->type = type;
    if (old->class_name)
        function->class_name = full_name(linking, module, old->class_name);
}

/* --- the unit --------------------------------------------------------------------------------- */

/* Its class was known, but not all of its bases: who has the method is to be asked again. */
static void ask_again(struct linking *linking, struct ir_op *op)
{
    const char *dot = strrchr(op->text, '.');
    const char *owner = dot ? arena_copy(linking->unit->arena, op->text, (size_t)(dot - op->text))
                            : "";

    if (op->code == IR_CALL && op->flags & IR_METHOD && op->function == IR_NONE &&
        link_class(&linking->own, owner))
        op->text = intern(linking, dot);
}

/* What the unit's own code and annotations speak of. */
static void visit_unit(struct linking *linking)
{
    struct ir_unit *unit = linking->unit;
    struct linked *own = &linking->own;
    const struct ir_function *code = &unit->functions[0];
    size_t function_count = unit->function_count, type_count = unit->type_count;

    for (size_t i = 0; i < code->op_count; i++)
        if (code->ops[i].code == IR_COMPUTE && str_same(code->ops[i].text, "class"))
            need_bases(linking, own, &code->ops[i]);
    for (size_t f = 0; f < function_count; f++) {
        struct ir_op *ops = unit->functions[f].ops;
        size_t count = unit->functions[f].file ? 0 : unit->functions[f].op_count;

        for (size_t i = 0; i < count; i++) {
            visit(linking, own, &ops[i], true);
            ask_again(linking, &ops[i]);
        }
    }
    for (size_t t = 0; t < type_count; t++) {
        const char *name = type_name(linking, own, &unit->types[t], true);
        unit->types[t].name = name;
    }
}

static void copy_needed(struct linking *linking)
{
    do {
        for (; linking->copied < linking->pending.count; linking->copied++)
            copy_function(linking, linking->pending.items[linking->copied].module,
                          linking->pending.items[linking->copied].function, true);
        for (size_t i = 0; i < linking->classes.count; i++)
            need_methods(linking, i);
    } while (linking->copied < linking->pending.count);
}

/* The code of each module, as far as it speaks of what was taken. */
static void copy_modules(struct linking *linking)
{
    for (size_t i = 0; i < linking->modules.count; i++) {
        struct linked *module = linking->modules.items[i];
        struct ir_function header = module->from->functions[0];

        if (!module->file)
            continue;
        header.name = full_name(linking, module, header.name);
        header.file = module->file;
        if (module->functions[0] == IR_NONE)
            module->functions[0] = ir_function_add(linking->unit, &header);
        copy_function(linking, module, 0, false);
    }
}

static void note_includes(const struct linking *linking)
{
    linking->unit->includes = linking->files.items;
    linking->unit->include_count = linking->files.count;
}

static bool link_modules(struct linking *linking)
{
    size_t before = linking->modules.count;

    visit_unit(linking);
    copy_needed(linking);
    copy_modules(linking);
    note_includes(linking);
    return linking->modules.count > before;
}

bool link_timers(struct linking *linking)
{
    linking->timers_only = true;
    return link_modules(linking);
}

bool link_all(struct linking *linking)
{
    if (linking->timers_only) { /* what was not found may be found now */
        map_free(linking->found);
        linking->found = map_new();
    }
    linking->timers_only = false;
    return link_modules(linking);
}

void link_free(struct linking *linking)
{
    if (!linking)
        return;
    map_free(linking->methods);
    map_free(linking->found);
    map_free(linking->seen);
}

struct linking *link_new(struct ir_unit *unit, const struct model *model)
{
    struct linking *linking = NULL;
    char path[PATH_MAX];
    bool any = false;

    for (size_t i = 0; i < unit->import_count && unit->project && !any; i++)
        any = !model_knows_package(model, unit->imports[i].module);
    if (!any || !realpath(unit->path, path))
        return NULL;
    linking = ARENA_NEW(unit->arena, struct linking);
    *linking = (struct linking){.unit = unit,
                                .model = model,
                                .own = {.from = unit,
                                        .path = arena_strdup(unit->arena, path),
                                        .name = ""},
                                .methods = map_new(),
                                .found = map_new(),
                                .seen = map_new()};
    *VEC_ADD(unit->arena, &linking->modules) = &linking->own;
    if (link_any(linking))
        return linking;
    note_includes(linking);
    link_free(linking);
    return NULL;
}
