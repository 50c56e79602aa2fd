/* The objects, and the sets of them that grow. */
#include "points_to_solver.h"

/* Deeper chains of pointers that were there at entry are the unknown object. */
enum { INITIAL_DEPTH_MAX = 3 };

uint32_t solver_add(struct solver *solver, struct object object)
{
    struct points_to *points = solver->points;

    if (points->count == points->capacity)
        return 0;
    points->objects[points->count] = object;
    solver->changed = true;
    return (uint32_t)points->count++;
}

struct slot *solver_slot(struct solver *solver, size_t object, const char *field)
{
    struct object *owner = &solver->points->objects[object];
    struct slot *slot;

    if (!solver->python)
        field = "";
    for (slot = owner->slots; slot; slot = slot->next)
        if (str_same(slot->field, field))
            return slot;
    slot = ARENA_NEW(solver->arena, struct slot);
    *slot = (struct slot){field, bits_new(solver->arena, solver->points->words), owner->slots};
    owner->slots = slot;
    return slot;
}

uint32_t solver_initial(struct solver *solver, size_t owner, const char *field)
{
    struct points_to *points = solver->points;
    uint32_t depth = points->objects[owner].depth + 1;

    if (owner == 0 || depth > INITIAL_DEPTH_MAX)
        return 0;
    for (uint32_t i = points->objects[owner].initials; i; i = points->objects[i].older)
        if (str_same(points->objects[i].field, field))
            return i;
    struct object object = {.kind = OBJECT_INITIAL, .id = (ir_id)owner, .field = field,
                            .depth = depth, .visible = true};
    object.older = points->objects[owner].initials;
    uint32_t made = solver_add(solver, object);
    if (made)
        points->objects[owner].initials = made;
    return made;
}

static bool starts_visible(const struct solver *solver, ir_id variable)
{
    return !solver->python && solver->flow->shared[variable] && solver->flow->observed[variable];
}

size_t solver_variable(struct solver *solver, ir_id variable)
{
    uint32_t *object = points_to_slot(solver->points, variable);

    if (!*object)
        *object = solver_add(solver, (struct object){.kind = OBJECT_VARIABLE,
                                                     .id = variable,
                                                     .field = "",
                                                     .visible = starts_visible(solver, variable)});
    return *object;
}

/* Whether the object held something before the function touched it. */
bool solver_had_content(const struct solver *solver, const struct object *object)
{
    const struct ir_variable *variable;

    if (object->kind != OBJECT_VARIABLE)
        return object->kind != OBJECT_FRESH || solver->python; /* its constructor filled it */
    variable = &solver->flow->unit->variables[object->id];
    if (variable->storage == IR_PARAMETER)
        return true;
    /* A module's own variables start empty when the module's code runs. */
    if (solver->python && solver->body->function->is_module)
        return false;
    return solver->flow->shared[object->id] && variable->function != solver->body->id;
}

static uint64_t *value_of(struct solver *solver, ir_id op)
{
    uint64_t **value = &solver->points->values[op];

    if (!*value)
        *value = bits_new(solver->arena, solver->points->words);
    return *value;
}

void solver_join(struct solver *solver, ir_id op, const uint64_t *from)
{
    if (from)
        solver->changed |= bits_join(value_of(solver, op), from, solver->points->words);
}

void solver_add_value(struct solver *solver, ir_id op, size_t object)
{
    solver->changed |= bits_add(value_of(solver, op), object);
}

/* The name under which a place's content is kept. */
const char *solver_field(const struct ir_place *place)
{
    if (place->field[0])
        return place->field;
    return place->index != IR_NONE ? "[]" : "";
}

/* C and C++: pointers hide in integers of their size; any Python value is a reference. */
bool solver_may_be_pointer(const struct solver *solver, ir_id type)
{
    const struct ir_type *of = ir_type_of(solver->flow->unit, type);

    switch (of->kind) {
    case IR_TYPE_VOID:
    case IR_TYPE_BOOL:
    case IR_TYPE_FLOAT:
        return solver->python;
    case IR_TYPE_INTEGER:
        return solver->python || of->size == 0 || of->size >= 8;
    default:
        return true;
    }
}

/* An integer means memory only when a pointer was put into it before our eyes. */
bool solver_is_integer(const struct solver *solver, ir_id type)
{
    return !solver->python && ir_type_of(solver->flow->unit, type)->kind == IR_TYPE_INTEGER;
}

void solver_hold(struct solver *solver, size_t owner, const char *field, const uint64_t *held)
{
    if (held)
        solver->changed |= bits_join(solver_slot(solver, owner, field)->holds, held,
                                     solver->points->words);
}

void solver_expose(struct solver *solver, const uint64_t *objects)
{
    struct points_to *points = solver->points;

    if (!objects || solver->python)
        return;
    BITS_EACH (object, objects, points->words) {
        solver->changed |= !points->objects[object].kept;
        points->objects[object].kept = true;
        points->objects[object].visible = true;
    }
}
