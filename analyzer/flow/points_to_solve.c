/* Inclusion-based (Andersen): rounds over all operations until no set grows. */
#include <string.h>

#include "effects.h"
#include "lazy_internal.h"
#include "memory.h"
#include "points_to_solver.h"

enum { OBJECTS_MAX = 4096 };

static void do_load(struct solver *solver, ir_id id, const struct ir_op *op)
{
    const struct points_to *points = solver->points;
    const uint64_t *owners = points_to_place(points, &op->place, solver->scratch);

    BITS_EACH (owner, owners, points->words) {
        if (solver_had_content(solver, &points->objects[owner]) &&
            !solver_is_integer(solver, op->type))
            solver_add_value(solver, id, solver_initial(solver, owner, solver_field(&op->place)));
        solver_join(solver, id, solver_slot(solver, owner, solver_field(&op->place))->holds);
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
            solver_expose(solver, held);
        solver_hold(solver, owner, solver_field(&op->place), held);
    }
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
        solver_join(solver, id, solver->points->values[op->args[i]]);
}

/* An operator on arrays that are computed later makes another one. */
static bool makes_lazy(const struct solver *solver, const struct ir_op *op)
{
    return solver->python && !passes_operands(solver, op->text) &&
           lazy_class(solver->flow, op) != NULL;
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
        if (solver_may_be_pointer(solver, op->type))
            do_load(solver, id, op);
        break;
    case IR_ADDRESS:
        solver_join(solver, id, points_to_place(solver->points, &op->place, solver->scratch));
        break;
    case IR_STORE:
        do_store(solver, op);
        break;
    case IR_COMPUTE:
        if (makes_lazy(solver, op) && !solver->points->values[id])
            solver_add_value(solver, id, solver_add(solver, (struct object){.kind = OBJECT_FRESH,
                                                                     .id = id,
                                                                     .field = ""}));
        else if (solver_may_be_pointer(solver, op->type) && passes_operands(solver, op->text))
            do_operands(solver, id, op);
        break;
    case IR_ENTER:
        do_operands(solver, id, op);
        break;
    case IR_CALL:
        solver_call(solver, id, op);
        break;
    case IR_ASM:
        if (op->flags & (IR_VOLATILE | IR_MEMORY))
            solver_expose_operands(solver, op);
        break;
    case IR_RETURN:
        do_return(solver, op);
        break;
    case IR_RAISE:
    case IR_YIELD:
    case IR_AWAIT:
        solver_expose_operands(solver, op);
        break;
    case IR_ITER:
    case IR_NEXT:
        solver_iteration(solver, id, op);
        break;
    case IR_DESTROY:
        if (!memory_only_freed(solver->flow, op))
            solver_expose(solver, points_to_place(solver->points, &op->place, solver->scratch));
        break;
    default:
        break;
    }
}

/* What visible or returned objects solver_hold is visible or returned too. */
static void close_over(struct solver *solver)
{
    struct points_to *points = solver->points;

    for (size_t i = 0; !solver->python && i < points->count; i++) {
        struct object *object = &points->objects[i];

        for (struct slot *slot = object->slots; slot; slot = slot->next) {
            if (object->visible) {
                solver->changed |= bits_add(slot->holds, 0);
                solver_expose(solver, slot->holds);
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
            solver_variable(solver, function->ops[i].place.variable);
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

/* The table of objects has room for all that there may be; most functions have few of them. */
static void keep_objects(struct points_to *points, struct arena *arena)
{
    struct object *objects = ARENA_ARRAY(arena, struct object, points->count);

    memcpy(objects, points->objects, points->count * sizeof *objects);
    points->objects = objects;
    points->capacity = points->count;
}

static bool solve(struct solver *solver)
{
    solver_add(solver, (struct object){.kind = OBJECT_UNKNOWN, .field = "", .visible = true});
    bits_add(solver_slot(solver, 0, "")->holds, 0);
    solver_add(solver, (struct object){.kind = OBJECT_AMBIENT, .field = ""});
    add_variables(solver);
    if (!settle(solver))
        return false;
    solver->points->settled = true;
    return settle(solver);
}

struct points_to *points_to_new(const struct flow *flow, const struct flow_body *body)
{
    struct arena *arena = flow->arena, growing = {0};
    struct points_to *points = ARENA_NEW(arena, struct points_to);
    struct solver solver = {.flow = flow, .body = body, .points = points, .arena = arena};
    size_t ops = body->function->op_count;

    points->capacity = body->capacity;
    if (points->capacity > OBJECTS_MAX || points->capacity * ops > FLOW_POINTS_TO_MAX)
        return NULL;
    points->words = bits_words(points->capacity);
    points->objects = ARENA_ARRAY(&growing, struct object, points->capacity);
    points->values = ARENA_ARRAY(arena, uint64_t *, ops + 1);
    while (points->table_mask < 2 * points->capacity)
        points->table_mask = 2 * points->table_mask + 1;
    points->table = ARENA_ARRAY(arena, uint32_t, points->table_mask + 1);
    solver.python = flow->unit->language == IR_PYTHON;
    solver.scratch = bits_new(arena, points->words);
    solver.scratch2 = bits_new(arena, points->words);
    if (!solve(&solver))
        points = NULL;
    else
        keep_objects(points, arena);
    arena_release(&growing);
    return points;
}
