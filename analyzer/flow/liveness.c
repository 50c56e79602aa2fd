#include "liveness.h"

#include <string.h>

#include "memory.h"
#include "reaching.h"

struct marking {
    const struct flow *flow;
    const struct flow_body *body;
    struct liveness *live;
    struct reaching *reaching;
    bool *block_needed, *object_read;
    uint64_t *objects;
    ir_id *stack;
    size_t depth;
    VEC(ir_id) * writers; /* by object */
};

static void need(struct marking *marking, ir_id op)
{
    if (op == IR_NONE || marking->live->needed[op])
        return;
    marking->live->needed[op] = true;
    marking->stack[marking->depth++] = op;
}

static void need_callback(ir_id op, void *marking)
{
    need(marking, op);
}

static void need_block(struct marking *marking, ir_id block)
{
    const struct control *control = marking->live->control;

    if (marking->block_needed[block])
        return;
    marking->block_needed[block] = true;
    for (size_t i = control->first[block]; i < control->first[block + 1]; i++)
        need(marking, control_terminator(marking->body->function, control->deciders[i]));
}

/* What a container that is freed was made by: its own functions, not what was put into it. */
static void need_makers(struct marking *marking, size_t object)
{
    for (size_t i = 0; i < marking->writers[object].count; i++) {
        const struct ir_op *op = flow_op(marking->body, marking->writers[object].items[i]);

        if (op->code == IR_CALL && op->flags & IR_METHOD)
            need(marking, marking->writers[object].items[i]);
    }
}

static void need_objects(struct marking *marking, const uint64_t *objects, ir_id reader)
{
    bool only_freed = memory_only_freed(marking->flow, flow_op(marking->body, reader));

    const struct points_to *points = marking->body->points_to;

    BITS_EACH (object, objects, points->words) {
        if (reaching_tracks(marking->reaching, object)) {
            reaching_stores(marking->reaching, object, reader, need_callback, marking);
            continue;
        }
        if (only_freed)
            need_makers(marking, object);
        if (only_freed || marking->object_read[object])
            continue;
        marking->object_read[object] = true;
        for (size_t i = 0; i < marking->writers[object].count; i++)
            need(marking, marking->writers[object].items[i]);
    }
}

/* `a && f()`: when f() is needed then so is what decides whether it is called. */
static void need_short_circuits(struct marking *marking, ir_id block)
{
    static const char *const operators[] = {"&&", "||", "?:", "and", "or"};
    const struct ir_function *function = marking->body->function;
    const struct ir_block *of = &function->blocks[block];

    for (ir_id i = 0; i < of->count; i++) {
        const struct ir_op *op = &function->ops[function->order[of->first + i]];

        for (size_t o = 0; op->code == IR_COMPUTE && o < sizeof operators / sizeof *operators; o++)
            if (!strcmp(op->text, operators[o]))
                need(marking, function->order[of->first + i]);
    }
}

/* Whether a call frees what an array holds, or a structure elsewhere.  gcc 12 and clang 19 forget
 * an allocation, its release and what is written between them only where they see its one pointer
 * all the way. */
static bool frees_element(const struct flow_body *body, ir_id id)
{
    const struct ir_op *call = flow_op(body, id), *pointer;

    if (call->code != IR_CALL || !body->effects[id].frees || call->arg_count == 0)
        return false;
    pointer = flow_op(body, call->args[0]);
    while (pointer->code == IR_COMPUTE && pointer->arg_count == 1) /* a cast */
        pointer = flow_op(body, pointer->args[0]);
    return pointer->code == IR_LOAD &&
           (pointer->place.index != IR_NONE || pointer->place.base != IR_NONE);
}

static void add_freed(const struct flow_body *body, const struct ir_op *call, uint64_t *into)
{
    const uint64_t *freed = call->arg_count ? body->points_to->values[call->args[0]] : NULL;

    if (freed)
        bits_join(into, freed, body->points_to->words);
}

static void propagate(struct marking *marking, ir_id id)
{
    const struct ir_op *op = flow_op(marking->body, id);

    for (uint32_t i = 0; i < op->arg_count; i++)
        need(marking, op->args[i]);
    if (ir_fields(op->code) & IRF_P) {
        need(marking, op->place.base);
        need(marking, op->place.index);
    }
    memset(marking->objects, 0, marking->body->points_to->words * sizeof *marking->objects);
    memory_read(marking->flow, marking->body, id, marking->objects);
    if (frees_element(marking->body, id))
        add_freed(marking->body, op, marking->objects);
    need_objects(marking, marking->objects, id);
    need_block(marking, op->block);
    if (op->flags & IR_CONDITIONAL)
        need_short_circuits(marking, op->block);
}

/* Whether the function is a lambda for a framework that inlines it and drops what it returns. */
static bool result_is_dropped(const struct marking *marking)
{
    const struct regions *regions = marking->flow->regions;

    for (size_t r = 0; marking->body->function->is_lambda && r < regions->count; r++)
        if (regions->items[r].function == marking->body->id &&
            regions->items[r].kind == REGION_FRAMEWORK && regions->items[r].call != IR_NONE &&
            regions->items[r].result == RESULT_DROPPED)
            return true;
    return false;
}

static bool is_root(struct marking *marking, ir_id id)
{
    const struct ir_op *op = flow_op(marking->body, id);
    const struct flow_body *body = marking->body;

    if (op->code == IR_RETURN)
        return op->arg_count > 0 && !result_is_dropped(marking);
    if (memory_observable(marking->flow, body, id) || frees_element(body, id))
        return true;
    memset(marking->objects, 0, body->points_to->words * sizeof *marking->objects);
    memory_written(body, id, marking->objects);
    if (op->code == IR_CALL && body->effects[id].frees)
        add_freed(body, op, marking->objects);
    return points_to_visible(body->points_to, marking->objects);
}

static void mark_roots(struct marking *marking)
{
    for (ir_id i = 0; i < marking->body->function->op_count; i++)
        if (flow_reachable(marking->body, i) && is_root(marking, i)) {
            marking->live->root[i] = true;
            need(marking, i);
        }
}

/* The exits of loops that stay whatever they contain. */
static void mark_kept_loops(struct marking *marking)
{
    const struct ir_function *function = marking->body->function;
    const struct control *control = marking->live->control;

    for (ir_id b = 0; b < function->block_count; b++) {
        if (!function->blocks[b].reachable)
            continue;
        if (control->endless && function->blocks[b].successor_count > 1)
            need(marking, control_terminator(function, b));
        if (control->kept[b])
            need_block(marking, b);
        for (ir_id loop = function->blocks[b].loop; loop != IR_NONE;
             loop = control->loop_parent[loop])
            if (control->kept[loop] && function->blocks[b].successor_count > 1)
                need(marking, control_terminator(function, b));
    }
}

static void list_writers(struct marking *marking)
{
    const struct flow_body *body = marking->body;

    for (ir_id i = 0; i < body->function->op_count; i++) {
        enum ir_code code = flow_op(body, i)->code;

        if ((code != IR_STORE && code != IR_CALL && code != IR_ASM) || !flow_reachable(body, i))
            continue;
        memset(marking->objects, 0, body->points_to->words * sizeof *marking->objects);
        memory_written(body, i, marking->objects);
        BITS_EACH (object, marking->objects, body->points_to->words)
            *VEC_ADD(marking->flow->arena, &marking->writers[object]) = i;
    }
}

struct liveness *liveness_new(const struct flow *flow, const struct flow_body *body)
{
    struct arena *arena = flow->arena;
    size_t ops = body->function->op_count;
    struct liveness *live = ARENA_NEW(arena, struct liveness);
    struct marking marking = {.flow = flow, .body = body, .live = live};

    live->control = control_new(flow, body->function);
    marking.reaching = reaching_new(flow, body);
    if (!live->control || !marking.reaching)
        return NULL;
    live->needed = ARENA_ARRAY(arena, bool, ops + 1);
    live->root = ARENA_ARRAY(arena, bool, ops + 1);
    marking.block_needed = ARENA_ARRAY(arena, bool, body->function->block_count + 1);
    marking.object_read = ARENA_ARRAY(arena, bool, body->points_to->count + 1);
    marking.objects = bits_new(arena, body->points_to->words);
    marking.stack = ARENA_ARRAY(arena, ir_id, ops + 1);
    marking.writers = arena_alloc(arena, (body->points_to->count + 1) * sizeof *marking.writers);
    list_writers(&marking);
    mark_roots(&marking);
    mark_kept_loops(&marking);
    while (marking.depth > 0)
        propagate(&marking, marking.stack[--marking.depth]);
    return live;
}
