/* Inclusion-based (Andersen): rounds over all operations until no set grows. */
#include "points_to.h"

#include <string.h>

#include "effects.h"
#include "lazy_internal.h"

/* Deeper chains of pointers that were there at entry are the unknown object. */
enum { INITIAL_DEPTH_MAX = 3, OBJECTS_MAX = 4096 };

struct solver {
    const struct flow *flow;
    const struct flow_body *body;
    struct points_to *points;
    struct arena *arena;
    uint64_t *scratch, *scratch2;
    bool python, changed;
};

static uint32_t object_add(struct solver *solver, struct object object)
{
    struct points_to *points = solver->points;

    if (points->count == points->capacity)
        return 0;
    points->objects[points->count] = object;
    solver->changed = true;
    return (uint32_t)points->count++;
}

static struct slot *slot_of(struct solver *solver, size_t object, const char *field)
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

static uint32_t initial_of(struct solver *solver, size_t owner, const char *field)
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
    uint32_t made = object_add(solver, object);
    if (made)
        points->objects[owner].initials = made;
    return made;
}

static bool starts_visible(const struct solver *solver, ir_id variable)
{
    return !solver->python && solver->flow->shared[variable] && solver->flow->observed[variable];
}

static size_t variable_object(struct solver *solver, ir_id variable)
{
    uint32_t *object = points_to_slot(solver->points, variable);

    if (!*object)
        *object = object_add(solver, (struct object){.kind = OBJECT_VARIABLE,
                                                     .id = variable,
                                                     .field = "",
                                                     .visible = starts_visible(solver, variable)});
    return *object;
}

/* Whether the object held something before the function touched it. */
static bool had_content(const struct solver *solver, const struct object *object)
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

static void join_value(struct solver *solver, ir_id op, const uint64_t *from)
{
    if (from)
        solver->changed |= bits_join(value_of(solver, op), from, solver->points->words);
}

static void add_value(struct solver *solver, ir_id op, size_t object)
{
    solver->changed |= bits_add(value_of(solver, op), object);
}

/* The name under which a place's content is kept. */
static const char *field_of(const struct ir_place *place)
{
    if (place->field[0])
        return place->field;
    return place->index != IR_NONE ? "[]" : "";
}

/* C and C++: pointers hide in integers of their size; any Python value is a reference. */
static bool may_be_pointer(const struct solver *solver, ir_id type)
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
static bool is_integer(const struct solver *solver, ir_id type)
{
    return !solver->python && ir_type_of(solver->flow->unit, type)->kind == IR_TYPE_INTEGER;
}

static ir_id operand_type(const struct solver *solver, const struct ir_op *op, uint32_t i)
{
    return solver->body->function->ops[op->args[i]].type;
}

static void do_load(struct solver *solver, ir_id id, const struct ir_op *op)
{
    const struct points_to *points = solver->points;
    const uint64_t *owners = points_to_place(points, &op->place, solver->scratch);

    BITS_EACH (owner, owners, points->words) {
        if (had_content(solver, &points->objects[owner]) && !is_integer(solver, op->type))
            add_value(solver, id, initial_of(solver, owner, field_of(&op->place)));
        join_value(solver, id, slot_of(solver, owner, field_of(&op->place))->holds);
    }
}

static void hold(struct solver *solver, size_t owner, const char *field, const uint64_t *held)
{
    if (held)
        solver->changed |= bits_join(slot_of(solver, owner, field)->holds, held,
                                     solver->points->words);
}

static void expose(struct solver *solver, const uint64_t *objects)
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

static void do_store(struct solver *solver, const struct ir_op *op)
{
    const struct points_to *points = solver->points;
    const uint64_t *owners = points_to_place(points, &op->place, solver->scratch);
    const uint64_t *held = points->values[op->args[0]];

    if (!held)
        return;
    BITS_EACH (owner, owners, points->words) {
        if (points->objects[owner].visible)
            expose(solver, held);
        hold(solver, owner, field_of(&op->place), held);
    }
}

/* A callee may copy pointers from what it reads to what it writes. */
static void do_call_memory(struct solver *solver, const struct ir_op *op,
                           const struct effect *effect)
{
    const struct points_to *points = solver->points;
    uint64_t *copied = solver->scratch2;

    memset(copied, 0, points->words * sizeof *copied);
    for (uint32_t i = 0; i < op->arg_count; i++) {
        const uint64_t *value = points->values[op->args[i]];

        if (!value)
            continue;
        /* A pointer that is passed as a number is lost sight of. */
        if (effect->keeps & effect_bit(i) || is_integer(solver, operand_type(solver, op, i)))
            expose(solver, value);
        if (effect->reads & effect_bit(i))
            BITS_EACH (object, value, points->words)
                bits_join(copied, slot_of(solver, object, "")->holds, points->words);
    }
    if (!effect->api || bits_empty(copied, points->words))
        bits_add(copied, 0); /* posix_memalign(&p, ...): what is put there is not known */
    for (uint32_t i = 0; i < op->arg_count; i++) {
        const uint64_t *value = points->values[op->args[i]];

        if (value && effect->writes & effect_bit(i))
            BITS_EACH (object, value, points->words)
                hold(solver, object, "", copied);
    }
}

/* The places of its caller that a function of the file is known to change become objects here, so
 * that callers further up hear of it. */
static void make_paths(struct solver *solver, const struct ir_op *op)
{
    const struct points_to *points = solver->points;
    const struct lazy_summary *summary = solver->flow->bodies[op->function].lazy;
    uint64_t *now = solver->scratch, *next = solver->scratch2;

    for (size_t i = 0; summary && i < summary->changes.count; i++) {
        const struct lazy_path *path = &summary->changes.items[i].path;
        const char *fields[] = {path->root == ROOT_VARIABLE ? "" : path->fields[0],
                                path->fields[path->root == ROOT_VARIABLE ? 0 : 1],
                                path->root == ROOT_VARIABLE ? path->fields[1] : NULL};

        memset(now, 0, points->words * sizeof *now);
        if (path->root == ROOT_VARIABLE)
            bits_add(now, variable_object(solver, path->id));
        for (uint32_t a = 0; path->root == ROOT_PARAMETER && a < op->arg_count; a++)
            if (resolve_parameter(solver->flow->unit, op, op->function, a) == path->id &&
                points->values[op->args[a]])
                bits_join(now, points->values[op->args[a]], points->words);
        for (size_t f = 0; f < sizeof fields / sizeof *fields && fields[f]; f++) {
            BITS_EACH (object, now, points->words)
                if (had_content(solver, &points->objects[object]))
                    initial_of(solver, object, fields[f]);
            points_to_content(points, now, fields[f], next);
        }
    }
}

/* A stream and the like is an object of its own, though the library knows it, too. */
static bool yields_lazy(const struct solver *solver, const struct ir_op *op,
                        const struct effect *effect)
{
    if (op->function != IR_NONE)
        return lazy_result(solver->flow, op->function) != NULL;
    for (size_t i = 0; effect->api && i < effect->api->lazy_count; i++)
        if (effect->api->lazy[i].role == LAZY_CREATE && effect->api->lazy[i].handle == API_RESULT)
            return true;
    return lazy_class(solver->flow, op) != NULL;
}

/* sqlite3_prepare(db, sql, -1, &statement, NULL): an object of its own is put there. */
static void do_put(struct solver *solver, ir_id id, const struct ir_op *op,
                   const struct effect *effect)
{
    const struct points_to *points = solver->points;

    for (size_t i = 0; effect->api && i < effect->api->lazy_count; i++) {
        const struct api_lazy *lazy = &effect->api->lazy[i];
        ir_id operand = lazy->out && lazy->role == LAZY_CREATE
                            ? resolve_argument(op, lazy->handle, NULL)
                            : IR_NONE;
        size_t made;
        if (operand == IR_NONE || !points->values[operand])
            continue;
        if (!(made = points_to_made(points, id)))
            made = object_add(solver, (struct object){OBJECT_FRESH, .id = id, .field = ""});
        BITS_EACH (object, points->values[operand], points->words)
            solver->changed |= bits_add(slot_of(solver, object, "")->holds, made);
    }
}

/* The result of a call points into what an operand points to; that of a method perhaps to what its
 * receiver holds, as an iterator does. */
static void do_result(struct solver *solver, ir_id id, ir_id operand, bool receiver)
{
    const uint64_t *value = solver->points->values[operand];

    join_value(solver, id, value);
    if (value && receiver)
        BITS_EACH (object, value, solver->points->words)
            join_value(solver, id, slot_of(solver, object, "")->holds);
}

/* Python: whatever a call yields is an object of its own; C: only what is known to be fresh. */
static void do_call(struct solver *solver, ir_id id, const struct ir_op *op)
{
    const struct effect *effect = &solver->body->effects[id];
    const struct points_to *points = solver->points;

    if (op->function != IR_NONE)
        make_paths(solver, op);
    if (!solver->python)
        do_call_memory(solver, op, effect);
    do_put(solver, id, op, effect);
    if (!may_be_pointer(solver, op->type))
        return;
    if (effect->fresh || solver->python || yields_lazy(solver, op, effect)) {
        if (!points->values[id])
            add_value(solver, id, object_add(solver, (struct object){.kind = OBJECT_FRESH,
                                                                     .id = id,
                                                                     .field = ""}));
        if (effect->fresh)
            return;
    } else if (!is_integer(solver, op->type)) {
        add_value(solver, id, 0);
    }
    for (uint32_t i = 0; i < op->arg_count; i++)
        if (effect->returns & effect_bit(i) && !solver->python)
            do_result(solver, id, op->args[i], i == 0 && op->flags & IR_METHOD);
}

/* Operators whose value is one of their operands. */
static bool passes_operands(const struct solver *solver, const char *text)
{
    static const char *const passing[] = {"?:", "cast", "and", "or", "&&", "||", ","};

    if (!solver->python)
        return true;
    for (size_t i = 0; i < sizeof passing / sizeof *passing; i++)
        if (str_same(text, passing[i]))
            return true;
    return false;
}

static void do_operands(struct solver *solver, ir_id id, const struct ir_op *op)
{
    for (uint32_t i = 0; i < op->arg_count; i++)
        join_value(solver, id, solver->points->values[op->args[i]]);
}

/* An operator on arrays that are computed later makes another one. */
static bool makes_lazy(const struct solver *solver, const struct ir_op *op)
{
    return solver->python && !passes_operands(solver, op->text) &&
           lazy_class(solver->flow, op) != NULL;
}

static void expose_operands(struct solver *solver, const struct ir_op *op)
{
    for (uint32_t i = 0; i < op->arg_count; i++)
        expose(solver, solver->points->values[op->args[i]]);
}

static void do_return(struct solver *solver, const struct ir_op *op)
{
    const struct points_to *points = solver->points;

    for (uint32_t i = 0; i < op->arg_count; i++)
        if (points->values[op->args[i]])
            BITS_EACH (object, points->values[op->args[i]], points->words)
                points->objects[object].returned = true;
}

static void visit(struct solver *solver, ir_id id)
{
    const struct ir_op *op = &solver->body->function->ops[id];

    switch (op->code) {
    case IR_LOAD:
        if (may_be_pointer(solver, op->type))
            do_load(solver, id, op);
        break;
    case IR_ADDRESS:
        join_value(solver, id, points_to_place(solver->points, &op->place, solver->scratch));
        break;
    case IR_STORE:
        do_store(solver, op);
        break;
    case IR_COMPUTE:
        if (makes_lazy(solver, op) && !solver->points->values[id])
            add_value(solver, id, object_add(solver, (struct object){.kind = OBJECT_FRESH,
                                                                     .id = id,
                                                                     .field = ""}));
        else if (may_be_pointer(solver, op->type) && passes_operands(solver, op->text))
            do_operands(solver, id, op);
        break;
    case IR_ENTER:
        do_operands(solver, id, op);
        break;
    case IR_CALL:
        do_call(solver, id, op);
        break;
    case IR_ASM:
        if (op->flags & (IR_VOLATILE | IR_MEMORY))
            expose_operands(solver, op);
        break;
    case IR_RETURN:
        do_return(solver, op);
        break;
    case IR_RAISE:
    case IR_YIELD:
    case IR_AWAIT:
    case IR_ITER:
        expose_operands(solver, op);
        break;
    case IR_DESTROY:
        expose(solver, points_to_place(solver->points, &op->place, solver->scratch));
        break;
    default:
        break;
    }
}

/* What visible or returned objects hold is visible or returned too. */
static void close_over(struct solver *solver)
{
    struct points_to *points = solver->points;

    for (size_t i = 0; !solver->python && i < points->count; i++) {
        struct object *object = &points->objects[i];

        for (struct slot *slot = object->slots; slot; slot = slot->next) {
            if (object->visible) {
                solver->changed |= bits_add(slot->holds, 0);
                expose(solver, slot->holds);
            }
            if (object->returned)
                BITS_EACH (held, slot->holds, points->words) {
                    solver->changed |= !points->objects[held].returned;
                    points->objects[held].returned = true;
                }
        }
    }
}

static void add_variables(struct solver *solver)
{
    const struct ir_function *function = solver->body->function;

    for (size_t i = 0; i < function->op_count; i++)
        if (ir_fields(function->ops[i].code) & IRF_P &&
            function->ops[i].place.variable != IR_NONE)
            variable_object(solver, function->ops[i].place.variable);
}

static bool settle(struct solver *solver)
{
    solver->changed = true;
    for (int round = 0; round < FLOW_ROUNDS_MAX && solver->changed; round++) {
        solver->changed = false;
        for (ir_id i = 0; i < solver->body->function->op_count; i++)
            visit(solver, i);
        close_over(solver);
    }
    return !solver->changed;
}

struct points_to *points_to_new(const struct flow *flow, const struct flow_body *body)
{
    struct arena *arena = flow->arena;
    struct points_to *points = ARENA_NEW(arena, struct points_to);
    struct solver solver = {.flow = flow, .body = body, .points = points, .arena = arena};
    size_t ops = body->function->op_count;

    points->capacity = body->capacity;
    if (points->capacity > OBJECTS_MAX || points->capacity * ops > FLOW_POINTS_TO_MAX)
        return NULL;
    points->words = bits_words(points->capacity);
    points->objects = ARENA_ARRAY(arena, struct object, points->capacity);
    points->values = ARENA_ARRAY(arena, uint64_t *, ops + 1);
    while (points->table_mask < 2 * points->capacity)
        points->table_mask = 2 * points->table_mask + 1;
    points->table = ARENA_ARRAY(arena, uint32_t, points->table_mask + 1);
    solver.python = flow->unit->language == IR_PYTHON;
    solver.scratch = bits_new(arena, points->words);
    solver.scratch2 = bits_new(arena, points->words);
    object_add(&solver, (struct object){.kind = OBJECT_UNKNOWN, .field = "", .visible = true});
    bits_add(slot_of(&solver, 0, "")->holds, 0);
    object_add(&solver, (struct object){.kind = OBJECT_AMBIENT, .field = ""});
    add_variables(&solver);
    if (!settle(&solver))
        return NULL;
    points->settled = true;
    return settle(&solver) ? points : NULL;
}
