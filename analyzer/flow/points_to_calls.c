/* What a call does to the sets: its effects say what it reads, writes, keeps and yields. */
#include <string.h>

#include "lazy_internal.h"
#include "memory.h"
#include "points_to_solver.h"

static ir_id operand_type(const struct solver *solver, const struct ir_op *op, uint32_t i)
{
    return solver->body->function->ops[op->args[i]].type;
}

/* A container of the standard library holds what it is given, and nothing else. */
static bool holds_given(const struct solver *solver, const struct ir_op *op,
                        const struct effect *effect)
{
    const struct ir_unit *unit = solver->flow->unit;
    const struct ir_type *type;

    if (!effect->api || !(op->flags & IR_METHOD) || !op->arg_count)
        return false;
    type = ir_type_of(unit, operand_type(solver, op, 0));
    return type->holds_plain || ir_type_of(unit, type->element)->holds_plain;
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
        if (effect->keeps & effect_bit(i) || solver_is_integer(solver, operand_type(solver, op, i)))
            solver_expose(solver, value);
        if (effect->reads & effect_bit(i))
            BITS_EACH (object, value, points->words)
                bits_join(copied, solver_slot(solver, object, "")->holds, points->words);
    }
    if (!effect->api ||
        (bits_empty(copied, points->words) && !holds_given(solver, op, effect)))
        bits_add(copied, 0); /* posix_memalign(&p, ...): what is put there is not known */
    for (uint32_t i = 0; i < op->arg_count; i++) {
        const uint64_t *value = points->values[op->args[i]];

        if (value && effect->writes & effect_bit(i))
            BITS_EACH (object, value, points->words)
                solver_hold(solver, object, "", copied);
    }
}

/* Makes what the fields of these objects held when the function began, step by step. */
static void make_path(struct solver *solver, const char *const *fields, size_t count)
{
    const struct points_to *points = solver->points;
    uint64_t *now = solver->scratch;

    for (size_t i = 0; i < count && fields[i]; i++) {
        if (i > 0)
            points_to_content(points, now, fields[i - 1], solver->scratch2);
        BITS_EACH (object, now, points->words)
            if (solver_had_content(solver, &points->objects[object]))
                solver_initial(solver, object, fields[i]);
    }
}

static void make_paths_of(struct solver *solver, const struct lazy_summary *summary,
                          ir_id parameter, const uint64_t *objects)
{
    for (size_t i = 0; i < summary->changes.count; i++) {
        const struct lazy_path *path = &summary->changes.items[i].path;

        if (path->root != ROOT_PARAMETER || path->id != parameter)
            continue;
        memcpy(solver->scratch, objects, solver->points->words * sizeof *objects);
        make_path(solver, path->fields, LAZY_PATH_MAX);
    }
}

/* The variables that a function shares with this one and is known to change become objects here. */
static void make_shared(struct solver *solver, const struct lazy_summary *summary)
{
    const struct points_to *points = solver->points;

    for (size_t i = 0; summary && i < summary->changes.count; i++) {
        const struct lazy_path *path = &summary->changes.items[i].path;
        const char *fields[] = {"", path->fields[0], path->fields[1]};

        if (path->root != ROOT_VARIABLE)
            continue;
        memset(solver->scratch, 0, points->words * sizeof *solver->scratch);
        bits_add(solver->scratch, solver_variable(solver, path->id));
        make_path(solver, fields, sizeof fields / sizeof *fields);
    }
}

/* So do those of a function that is handed over to somebody who may call it. */
static void make_handed(struct solver *solver, const struct ir_op *op)
{
    for (uint32_t i = 0; i < op->arg_count; i++) {
        const struct ir_op *value = &solver->body->function->ops[op->args[i]];

        if (value->code == IR_FUNC && value->function != IR_NONE)
            make_shared(solver, solver->flow->bodies[value->function].lazy);
    }
}

/* The places of its caller that a function of the file is known to change become objects here, so
 * that callers further up hear of it. */
static void make_paths(struct solver *solver, const struct ir_op *op)
{
    const struct points_to *points = solver->points;
    const struct lazy_summary *summary = solver->flow->bodies[op->function].lazy;

    make_shared(solver, summary);
    for (uint32_t i = 0; summary && summary->changes.count && i < op->arg_count; i++)
        if (points->values[op->args[i]])
            make_paths_of(solver, summary,
                          resolve_parameter(solver->flow->unit, op, op->function, i),
                          points->values[op->args[i]]);
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
            made = solver_add(solver, (struct object){OBJECT_FRESH, .id = id, .field = ""});
        BITS_EACH (object, points->values[operand], points->words)
            solver->changed |= bits_add(solver_slot(solver, object, "")->holds, made);
    }
}

/* The result of a call points into what an operand points to; that of a method perhaps to what its
 * receiver holds, as an iterator does. */
static void do_result(struct solver *solver, ir_id id, ir_id operand, bool receiver)
{
    const uint64_t *value = solver->points->values[operand];

    solver_join(solver, id, value);
    if (value && receiver)
        BITS_EACH (object, value, solver->points->words)
            solver_join(solver, id, solver_slot(solver, object, "")->holds);
}

/* `v[i]`, `v.begin()`: where the result points is known when the operand is. */
static bool is_into_operand(const struct solver *solver, const struct ir_op *op,
                            const struct effect *effect)
{
    bool known = effect->api && effect->returns && !solver->python;

    for (uint32_t i = 0; known && i < op->arg_count; i++)
        if (effect->returns & effect_bit(i))
            known = solver->points->values[op->args[i]] != NULL;
    return known;
}

/* Python: whatever a call yields is an object of its own; C: only what is known to be fresh. */
void solver_call(struct solver *solver, ir_id id, const struct ir_op *op)
{
    const struct effect *effect = &solver->body->effects[id];
    const struct points_to *points = solver->points;

    make_handed(solver, op);
    if (op->function != IR_NONE)
        make_paths(solver, op);
    if (!solver->python)
        do_call_memory(solver, op, effect);
    do_put(solver, id, op, effect);
    if (!solver_may_be_pointer(solver, op->type))
        return;
    if (effect->fresh || solver->python || yields_lazy(solver, op, effect)) {
        if (!points->values[id])
            solver_add_value(solver, id, solver_add(solver, (struct object){.kind = OBJECT_FRESH,
                                                                     .id = id,
                                                                     .field = ""}));
        if (effect->fresh)
            return;
    } else if (!solver_is_integer(solver, op->type) && !is_into_operand(solver, op, effect)) {
        solver_add_value(solver, id, 0);
    }
    for (uint32_t i = 0; i < op->arg_count; i++)
        if (effect->returns & effect_bit(i) && !solver->python)
            do_result(solver, id, op->args[i],
                      i == 0 && op->flags & IR_METHOD && !holds_given(solver, op, effect));
}

void solver_expose_operands(struct solver *solver, const struct ir_op *op)
{
    for (uint32_t i = 0; i < op->arg_count; i++)
        solver_expose(solver, solver->points->values[op->args[i]]);
}

/* An iterator of a container points to its elements; another one is code that nobody sees. */
void solver_iteration(struct solver *solver, ir_id id, const struct ir_op *op)
{
    if (!solver->python && memory_plain_iteration(solver->flow, solver->body, id)) {
        for (uint32_t i = 0; i < op->arg_count; i++)
            do_result(solver, id, op->args[i], true);
    } else if (op->code == IR_ITER) {
        solver_expose_operands(solver, op);
    }
}
