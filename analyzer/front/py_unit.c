/* From a Python file to a unit: parse, bind names, lower. */
#include "front.h"
#include "py_lower.h"

static struct ir_unit *lower_text(const struct ir_unit *unit, const struct ir_text *text)
{
    struct err err = {0};
    struct ir_unit *lowered =
        python_lower(unit->path, text->text, text->length, unit->arena, &err);
    if (lowered)
        lowered->project = unit->project;
    if (lowered && text->segment_count > 0)
        python_place(lowered, text, unit);
    return lowered;
}

void python_place(struct ir_unit *lowered, const struct ir_text *text, const struct ir_unit *file)
{
    struct ir_text *kept = ARENA_NEW(lowered->arena, struct ir_text);
    *kept = *text;
    ir_text_place(lowered, text);
    lowered->lowered = kept;
    lowered->source = file->source;
    lowered->source_length = file->source_length;
    lowered->cells = file->cells;
    lowered->cell_count = file->cell_count;
    lowered->assertions_off = file->assertions_off;
}

struct ir_unit *python_lower(const char *path, const char *source, size_t length,
                             struct arena *arena, struct err *err)
{
    struct arena scratch = {0};
    struct py py = {.arena = &scratch};
    struct ir_unit *unit = ARENA_NEW(arena, struct ir_unit);
    unit->arena = arena;
    unit->names = map_new();
    unit->path = path;
    unit->language = IR_PYTHON;
    unit->source = source;
    unit->source_length = length;
    unit->lower_text = lower_text;
    py.unit = unit;
    py.tree = py_tree_new(unit, &scratch, err);
    if (!py.tree) {
        map_free(unit->names);
        unit = NULL;
        goto out;
    }
    py_scopes_start(&py.scopes, unit, &scratch, py.tree);
    py_bind(&py.scopes);
    unit->imports = py.scopes.imports.items;
    unit->import_count = py.scopes.imports.count;
    py_module(&py);
    py_scopes_release(&py.scopes);
out:
    py_tree_release(py.tree);
    arena_release(&scratch);
    return unit;
}
