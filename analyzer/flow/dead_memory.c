/* Memory that is written in a region and never read (arrays, what malloc yields), and memory that
 * is obtained and never used at all. */
#include <string.h>

#include "dead_internal.h"
#include "memory.h"
#include "skipped.h"
#include "trace.h"

struct candidate { /* an object of points_to */
    ir_id write;   /* the first write in a region that is worth a word */
    size_t region;
    bool needed;   /* some write is needed, or something is not understood */
    bool read, written;
    bool explained; /* what reads it is dead as well, and was reported */
};

static bool is_buffer(const struct dead *dead, const struct object *object)
{
    const struct ir_unit *unit = dead->flow->unit;

    if (object->visible || object->returned)
        return false;
    if (object->kind == OBJECT_FRESH)
        return true;
    return object->kind == OBJECT_VARIABLE &&
           (ir_type_of(unit, unit->variables[object->id].type)->kind == IR_TYPE_ARRAY ||
            ir_type_of(unit, unit->variables[object->id].type)->holds_plain);
}

/* One store outside of loops is an initialiser; a call or a loop fills the buffer. */
static bool is_filling(const struct dead *dead, ir_id id)
{
    const struct ir_op *op = flow_op(dead->body, id);

    return op->code == IR_CALL || dead->body->function->blocks[op->block].loop_depth > 0;
}

static void add_write(const struct dead *dead, struct candidate *candidate, ir_id id)
{
    const struct ir_op *op = flow_op(dead->body, id);
    size_t region;

    if ((op->code == IR_CALL && op->flags & IR_METHOD) || op->code == IR_DESTROY)
        return; /* the container's own functions make it, and end it */
    candidate->written = true;
    if (dead->live->needed[id]) {
        candidate->needed = true;
        return;
    }
    region = dead_region(dead, id);
    if (region == SIZE_MAX || !is_filling(dead, id))
        return;
    if (candidate->write == IR_NONE ||
        flow_op(dead->body, id)->at.line < flow_op(dead->body, candidate->write)->at.line) {
        candidate->write = id;
        candidate->region = region;
    }
}

static void collect(const struct dead *dead, struct candidate *candidates, uint64_t *objects)
{
    const struct points_to *points = dead->body->points_to;

    for (ir_id i = 0; i < dead->body->function->op_count; i++) {
        if (!flow_reachable(dead->body, i))
            continue;
        memset(objects, 0, points->words * sizeof *objects);
        memory_read(dead->flow, dead->body, i, objects);
        BITS_EACH (object, objects, points->words) {
            candidates[object].read = true;
            candidates[object].explained |= dead->explained[i];
        }
        memset(objects, 0, points->words * sizeof *objects);
        memory_written(dead->body, i, objects);
        BITS_EACH (object, objects, points->words)
            add_write(dead, &candidates[object], i);
    }
}

/* The variable that names the memory: the array, or the pointer that the allocation goes to. */
static ir_id variable_of(const struct dead *dead, size_t number)
{
    const struct points_to *points = dead->body->points_to;

    if (points->objects[number].kind == OBJECT_VARIABLE)
        return points->objects[number].id;
    for (size_t i = 0; i < points->count; i++) {
        const struct object *object = &points->objects[i];

        for (const struct slot *slot = object->slots; slot; slot = slot->next)
            if (object->kind == OBJECT_VARIABLE && bits_has(slot->holds, number))
                return object->id;
    }
    return IR_NONE;
}

/* Under any of its names it may be used where the preprocessor skipped. */
static void assume_names(const struct dead *dead, size_t number, struct flow_fact *fact)
{
    const struct points_to *points = dead->body->points_to;

    for (size_t i = 0; i < points->count; i++) {
        const struct object *object = &points->objects[i];

        if (object->kind != OBJECT_VARIABLE)
            continue;
        if (i == number)
            skipped_lower(dead->flow, dead->body, object->id, fact);
        for (const struct slot *slot = object->slots; slot; slot = slot->next)
            if (bits_has(slot->holds, number))
                skipped_lower(dead->flow, dead->body, object->id, fact);
    }
}

static void report(struct dead *dead, enum flow_fact_kind kind, size_t object, size_t region,
                   ir_id op)
{
    struct flow *flow = dead->flow;
    struct flow_fact *fact = trace_fact(flow, kind, region, dead->body->id, op);

    fact->variable = variable_of(dead, object);
    if (fact->variable != IR_NONE)
        fact->object = flow->unit->variables[fact->variable].name;
    assume_names(dead, object, fact);
    if (flow_op(dead->body, op)->code == IR_CALL)
        fact->callee = trace_callee(flow, dead->body->id, op);
    trace_finish(flow, fact,
                 kind == FACT_DEAD_BUFFER ? "the memory is written here, and nothing reads it"
                                          : "the memory is obtained here, and nothing uses it");
    dead->explained[op] = true;
}

static void explain_writers(struct dead *dead, size_t object, uint64_t *objects)
{
    for (ir_id i = 0; i < dead->body->function->op_count; i++) {
        memset(objects, 0, dead->body->points_to->words * sizeof *objects);
        memory_written(dead->body, i, objects);
        if (bits_has(objects, object))
            dead->explained[i] = true;
    }
}

static bool is_unused_allocation(const struct dead *dead, const struct object *object,
                                 const struct candidate *candidate)
{
    return object->kind == OBJECT_FRESH && !candidate->read && !candidate->written &&
           dead_is(dead, object->id) && !dead->explained[object->id] &&
           dead->body->effects[object->id].api;
}

void dead_memory(struct dead *dead)
{
    const struct points_to *points = dead->body->points_to;
    struct candidate *candidates = ARENA_ARRAY(dead->flow->arena, struct candidate, points->count);
    uint64_t *objects = bits_new(dead->flow->arena, points->words);

    for (size_t i = 0; i < points->count; i++)
        candidates[i].write = IR_NONE;
    collect(dead, candidates, objects);
    for (size_t i = 1; i < points->count; i++) {
        const struct object *object = &points->objects[i];

        if (!is_buffer(dead, object) || candidates[i].needed)
            continue;
        if (is_unused_allocation(dead, object, &candidates[i])) {
            size_t region = dead_region(dead, object->id);
            if (region != SIZE_MAX && dead_is_repeated(dead, region, object->id))
                report(dead, FACT_DEAD_ALLOCATION, i, region, object->id);
        }
        if (candidates[i].write == IR_NONE || dead->explained[candidates[i].write] ||
            candidates[i].explained)
            continue; /* one finding is enough */
        report(dead, FACT_DEAD_BUFFER, i, candidates[i].region, candidates[i].write);
        explain_writers(dead, i, objects);
    }
}
