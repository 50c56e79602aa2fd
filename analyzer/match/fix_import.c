/* Imports that an edit needs (Python). */
#include <string.h>

#include "fix.h"

/* Whether the import stands on the file's top level, on a line of its own. */
static bool is_top_level(struct fixing *fixing, const struct ir_import *import)
{
    struct slice line = match_line(fixing->matching, import->at.line);
    return (line.length > 7 && !strncmp(line.at, "import ", 7)) ||
           (line.length > 5 && !strncmp(line.at, "from ", 5));
}

/* The line in front of which an import can be put: the first import that is none of __future__;
 * else, behind those, the first code that is neither a comment nor the file's description. */
static uint32_t import_line(struct fixing *fixing)
{
    const struct ir_unit *unit = fixing->matching->unit;
    const struct ir_function *module = &unit->functions[0];
    uint32_t line = 0, after = 0;
    for (size_t i = 0; i < unit->import_count; i++) {
        const struct ir_import *import = &unit->imports[i];
        if (!is_top_level(fixing, import))
            continue;
        if (strcmp(import->module, "__future__") == 0)
            after = import->at.end_line + 1;
        else if (!line || import->at.line < line)
            line = import->at.line;
    }
    if (line || after)
        return line ? line : after;
    for (size_t i = 0; i < module->op_count; i++) {
        const struct ir_op *op = &module->ops[i];
        bool is_text = op->code == IR_CONST && op->at.column == 1 && strpbrk(op->text, "\"'");
        if (op->at.line && op->code != IR_PARAM)
            return is_text && i == 0 ? op->at.end_line + 1 : op->at.line;
    }
    return 1;
}

/* Whether something of the file has this name already. */
static bool is_taken(const struct ir_unit *unit, const char *name)
{
    for (size_t i = 0; i < unit->import_count; i++)
        if (!strcmp(unit->imports[i].local, name) || !strcmp(unit->imports[i].local, "*"))
            return true;
    for (size_t i = 0; i < unit->variable_count; i++)
        if (!strcmp(unit->variables[i].name, name))
            return true;
    for (size_t i = 0; i < unit->function_count; i++)
        if (!strcmp(unit->functions[i].name, name))
            return true;
    return false;
}

/* How the file calls `name` of a module that it imports; NULL when it does not. */
static const char *known_of(struct fixing *fixing, const char *module, const char *name)
{
    const struct ir_unit *unit = fixing->matching->unit;
    for (size_t i = 0; i < unit->import_count; i++) {
        const struct ir_import *import = &unit->imports[i];
        if (strcmp(import->module, module) != 0 || !is_top_level(fixing, import))
            continue;
        if (!import->name)
            return arena_printf(fixing->matching->arena, "%s.%s", import->local, name);
        if (!strcmp(import->name, name))
            return import->local;
    }
    return NULL;
}

/* The same for a dotted name: `import cupy as cp` makes cupy.cuda.Device cp.cuda.Device. */
static const char *known_as(struct fixing *fixing, const char *dotted)
{
    const char *known = NULL;
    for (const char *dot = strchr(dotted, '.'); dot && !known; dot = strchr(dot + 1, '.'))
        known = known_of(fixing,
                         arena_copy(fixing->matching->arena, dotted, (size_t)(dot - dotted)),
                         dot + 1);
    return known;
}

const char *fix_import(struct fixing *fixing, const char *dotted)
{
    struct arena *arena = fixing->matching->arena;
    const char *dot = strrchr(dotted, '.');
    const char *module, *known;
    struct slice line;
    struct ir_range at;
    if (!dot)
        return dotted;
    known = known_as(fixing, dotted);
    if (known)
        return known;
    if (is_taken(fixing->matching->unit,
                 arena_copy(arena, dotted, strcspn(dotted, "."))))
        return NULL;
    module = arena_copy(arena, dotted, (size_t)(dot - dotted));
    at = (struct ir_range){import_line(fixing), 1, 0, 1};
    at.end_line = at.line;
    line = match_line(fixing->matching, at.line);
    if (line.length > 2 && !memcmp(line.at, "\xEF\xBB\xBF", 3))
        return NULL; /* nothing goes in front of a byte order mark */
    fix_add(fixing, at, arena_printf(arena, "import %s%s", module,
                                     line.at[line.length] == '\r' ? "\r\n" : "\n"));
    return dotted;
}
