/* From a dotted name to what it means: through imports, names that modules pass on, and aliases. */
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "link_internal.h"
#include "str.h"

/* Modules that pass a name on to the next; files that one unit may draw on, and their bytes:
 * parsing more would take longer than all the rest. */
enum { HOPS_MAX = 8, MODULES_MAX = 24, BYTES_MAX = 256 << 10 };

static const struct target no_target = {TARGET_NONE, NULL, IR_NONE, NULL};

static struct target find_in(struct linking *linking, struct linked *module, const char *name,
                             int hops);

/* --- modules ---------------------------------------------------------------------------------- */

ir_id *link_no_numbers(struct arena *arena, size_t count)
{
    ir_id *numbers = ARENA_ARRAY(arena, ir_id, count + 1);

    memset(numbers, 0xff, (count + 1) * sizeof *numbers); /* IR_NONE */
    return numbers;
}

/* As the user would write it: he who gave a path from where he is wants to see one. */
static const char *shown_path(const struct ir_unit *unit, const char *path)
{
    char folder[PATH_MAX];
    size_t length = unit->path[0] != '/' && getcwd(folder, sizeof folder) ? strlen(folder) : 0;

    return length && !strncmp(path, folder, length) && path[length] == '/' ? path + length + 1
                                                                           : path;
}

static const struct ir_file *new_file(const struct ir_unit *unit, const struct ir_module *found,
                                      const struct ir_unit *from)
{
    struct ir_file *file = ARENA_NEW(unit->arena, struct ir_file);

    *file = (struct ir_file){shown_path(unit, found->path), from->source, from->source_length};
    return file;
}

/* What was read or looked for decides the result, so that it is noted. */
static void note_files(struct linking *linking, const struct ir_module *found)
{
    for (size_t i = 0; i < found->probed_count; i++)
        if (!map_put(linking->seen, found->probed[i], linking))
            *VEC_ADD(linking->unit->arena, &linking->files) =
                arena_strdup(linking->unit->arena, found->probed[i]);
}

bool link_any(struct linking *linking)
{
    const struct ir_unit *unit = linking->unit;
    bool any = false;

    for (size_t i = 0; i < unit->import_count; i++) {
        const struct ir_module *found;

        if (model_knows_package(linking->model, unit->imports[i].module))
            continue;
        found = unit->project->find(unit->project, unit, unit->imports[i].module);
        note_files(linking, found);
        any |= found->path != NULL;
    }
    return any;
}

/* Tells once, at the unit's own import, why a file cannot serve. */
static void note_problem(struct linking *linking, struct ir_range at, const char *path,
                         const char *problem)
{
    const char *key = arena_printf(linking->unit->arena, "\n%s", path);

    if (!map_put(linking->seen, key, linking))
        ir_gap_add(linking->unit, at, "%s, which this needs, cannot be read: %s",
                   shown_path(linking->unit, path), problem);
}

void link_note_gaps(struct linking *linking, const struct linked *module, struct ir_range within)
{
    for (size_t i = 0; i < module->from->gap_count; i++) {
        const struct ir_gap *gap = &module->from->gaps[i];

        if (gap->at.line < within.line || gap->at.line > within.end_line)
            continue;
        note_problem(linking, module->at, module->path,
                     arena_printf(linking->unit->arena, "%u:%u: %s", gap->at.line,
                                  gap->at.column, gap->reason));
    }
}

static struct linked *new_module(struct linking *linking, struct ir_range at,
                                 const struct ir_module *found, const struct ir_unit *from)
{
    struct arena *arena = linking->unit->arena;
    struct linked *module = ARENA_NEW(arena, struct linked);

    *module = (struct linked){.from = from,
                              .path = found->path,
                              .name = arena_strdup(arena, found->name),
                              .file = new_file(linking->unit, found, from),
                              .at = at,
                              .functions = link_no_numbers(arena, from->function_count),
                              .variables = link_no_numbers(arena, from->variable_count),
                              .types = link_no_numbers(arena, from->type_count)};
    linking->bytes += from->source_length;
    *VEC_ADD(arena, &linking->modules) = module;
    return module;
}

/* Whether a text of a clock or a framework stands in the module. */
static bool may_time(struct linking *linking, const struct ir_module *found)
{
    struct ir_project *project = linking->unit->project;
    struct slice text = project->read(project, found);
    const char *const *words = model_prefilter(linking->model, MODEL_PYTHON);

    while (*words && !memmem(text.at, text.length, *words, strlen(*words)))
        words++;
    return *words != NULL;
}

static struct linked *module_of(struct linking *linking, const struct linked *from,
                                const struct ir_module *found)
{
    struct ir_project *project = linking->unit->project;
    const struct ir_unit *unit;
    const char *problem;

    for (size_t i = 0; i < linking->modules.count; i++)
        if (str_same(linking->modules.items[i]->path, found->path))
            return linking->modules.items[i];
    if (linking->modules.count > MODULES_MAX || linking->bytes > BYTES_MAX ||
        (linking->timers_only && !may_time(linking, found)))
        return NULL;
    unit = project->lower(project, found, &problem);
    if (problem)
        note_problem(linking, from->at, found->path, problem);
    return unit ? new_module(linking, from->at, found, unit) : NULL;
}

/* --- names ------------------------------------------------------------------------------------ */

static size_t first_part(const char *name)
{
    return strcspn(name, ".");
}

static bool begin_alike(const char *a, const char *b)
{
    size_t length = first_part(a);

    return length == first_part(b) && strncmp(a, b, length) == 0;
}

/* The import of the unit that a name as it stands in the code comes from, or NULL. */
static const struct ir_import *import_of(const struct ir_unit *unit, const char *name)
{
    for (size_t i = 0; i < unit->import_count; i++)
        if (begin_alike(unit->imports[i].module, name))
            return &unit->imports[i];
    return NULL;
}

static struct target find_imported(struct linking *linking, struct linked *from, const char *name,
                                   int hops)
{
    struct ir_project *project = linking->unit->project;
    const struct ir_module *found;
    struct linked *module;
    const char *rest;

    if (hops > HOPS_MAX || model_knows_package(linking->model, name))
        return no_target;
    found = project->find(project, from->from, name);
    note_files(linking, found);
    if (!found->path)
        return no_target;
    rest = name + found->length + (name[found->length] == '.');
    if (model_knows_package(linking->model, found->name)) {
        const char *path = arena_printf(linking->unit->arena, "%s%s%s", found->name,
                                        *rest ? "." : "", rest);
        return (struct target){TARGET_PATH, NULL, IR_NONE, path};
    }
    module = *rest ? module_of(linking, from, found) : NULL;
    return module ? find_in(linking, module, rest, hops + 1) : no_target;
}

static struct target find_function(struct linked *module, const char *name)
{
    const struct ir_unit *from = module->from;

    for (size_t f = from->function_count; f-- > 0;) /* the last definition counts */
        if (!from->functions[f].is_lambda && str_same(from->functions[f].name, name))
            return (struct target){TARGET_FUNCTION, module, (ir_id)f, from->functions[f].name};
    return no_target;
}

const struct ir_op *link_class(const struct linked *module, const char *name)
{
    const struct ir_function *code = &module->from->functions[0];

    for (size_t i = 0; i < code->op_count; i++) {
        const struct ir_op *op = &code->ops[i];

        if (op->code == IR_COMPUTE && str_same(op->text, "class") &&
            str_same(code->ops[op->args[0]].text, name))
            return op;
    }
    return NULL;
}

/* "Timer"; of "Timer.tic" the class, as long as no function of the module has that name. */
static struct target find_class(struct linking *linking, struct linked *module, const char *name)
{
    const char *dot = strrchr(name, '.');
    const char *owner = dot ? arena_copy(linking->unit->arena, name, (size_t)(dot - name)) : NULL;

    if (link_class(module, name))
        return (struct target){TARGET_CLASS, module, IR_NONE, name};
    if (owner && link_class(module, owner))
        return (struct target){TARGET_MEMBER, module, IR_NONE, owner};
    return no_target;
}

/* sync = torch.cuda.synchronize: the only thing ever stored there, if it is a name. */
static const struct ir_op *alias_of(const struct ir_unit *unit, ir_id variable)
{
    const struct ir_op *value = NULL;

    for (size_t f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];

        for (size_t i = 0; i < function->op_count; i++) {
            const struct ir_op *op = &function->ops[i];

            if (op->code != IR_STORE || op->place.variable != variable)
                continue;
            if (value || op->place.field[0] || op->place.index != IR_NONE)
                return NULL;
            value = &function->ops[op->args[0]];
        }
    }
    return value && value->code == IR_FUNC ? value : NULL;
}

static struct target find_variable(struct linking *linking, struct linked *module,
                                   const char *name, int hops)
{
    const struct ir_unit *from = module->from;
    size_t length = first_part(name);

    for (size_t v = 0; v < from->variable_count; v++) {
        const struct ir_variable *variable = &from->variables[v];
        const struct ir_op *alias;

        if (variable->function != IR_NONE || strncmp(variable->name, name, length) != 0 ||
            variable->name[length])
            continue;
        alias = alias_of(from, (ir_id)v);
        if (alias && hops <= HOPS_MAX && alias->text[0]) {
            const char *meant =
                arena_printf(linking->unit->arena, "%s%s", alias->text, name + length);
            struct target target = find_in(linking, module, meant, hops + 1);

            if (target.kind == TARGET_NONE && alias->function == IR_NONE)
                return (struct target){TARGET_PATH, NULL, IR_NONE, meant};
            return target;
        }
        return (struct target){TARGET_VARIABLE, module, (ir_id)v,
                               name + length + (name[length] == '.')};
    }
    return no_target;
}

/* from .timer import Timer, in a module that others import it from. */
static struct target find_passed_on(struct linking *linking, struct linked *module,
                                    const char *name, int hops)
{
    const struct ir_unit *from = module->from;
    struct arena *arena = linking->unit->arena;
    struct target target = no_target;

    for (size_t i = 0; i < from->import_count && target.kind == TARGET_NONE; i++) {
        const struct ir_import *import = &from->imports[i];
        const char *rest = name + first_part(name), *meant;

        if (str_same(import->local, "*"))
            meant = arena_printf(arena, "%s.%s", import->module, name);
        else if (!begin_alike(import->local, name))
            continue;
        else if (import->name)
            meant = arena_printf(arena, "%s.%s%s", import->module, import->name, rest);
        else if (begin_alike(import->module, import->local)) /* import a.b binds a */
            meant = name;
        else
            meant = arena_printf(arena, "%s%s", import->module, rest);
        target = find_imported(linking, module, meant, hops);
        if (target.kind == TARGET_NONE && model_knows_package(linking->model, meant) &&
            import->local[0] != '*')
            target = (struct target){TARGET_PATH, NULL, IR_NONE, meant};
    }
    return target;
}

/* The answer for a name of a module, TARGET_NONE while it is being looked for: modules that import
 * all of each other go in circles. */
static struct target *answer_for(struct linking *linking, const struct linked *module,
                                 const char *name, bool within, bool *is_new)
{
    struct arena *arena = linking->unit->arena;
    const char *key = arena_printf(arena, "%s\n%s%s", module->path, within ? "." : "", name);
    struct target *answer = map_get(linking->found, key);

    *is_new = !answer;
    if (!answer) {
        answer = ARENA_NEW(arena, struct target);
        *answer = no_target;
        map_put(linking->found, key, answer);
    }
    return answer;
}

static struct target find_in(struct linking *linking, struct linked *module, const char *name,
                             int hops)
{
    const struct ir_range anywhere = {.line = 1, .end_line = UINT32_MAX};
    bool is_new;
    struct target *answer = answer_for(linking, module, name, true, &is_new);

    if (!is_new)
        return *answer;
    *answer = find_function(module, name);
    if (answer->kind == TARGET_NONE)
        *answer = find_class(linking, module, name);
    if (answer->kind == TARGET_NONE)
        *answer = find_variable(linking, module, name, hops);
    if (answer->kind == TARGET_NONE)
        *answer = find_passed_on(linking, module, name, hops);
    if (answer->kind == TARGET_NONE) /* it may stand where nothing could be read */
        link_note_gaps(linking, module, anywhere);
    return *answer;
}

struct target link_find(struct linking *linking, struct linked *module, const char *name)
{
    const struct ir_import *import = import_of(module->from, name);
    bool is_new;
    struct target *answer = answer_for(linking, module, name, false, &is_new);

    if (!is_new)
        return *answer;
    if (module->file && link_class(module, name))
        *answer = (struct target){TARGET_CLASS, module, IR_NONE,
                                  arena_strdup(linking->unit->arena, name)};
    if (!module->file && import)
        module->at = import->at;
    if (answer->kind == TARGET_NONE && import)
        *answer = find_imported(linking, module, name, 0);
    return *answer;
}
