/* Backwards from each read, on demand: within the block, then into its predecessors. */
#include "reaching.h"

#include "tries.h"

struct stores {
    VEC(uint32_t) positions; /* ascending indices into function->order */
};

struct reaching {
    const struct flow_body *body;
    uint32_t *position;     /* by operation: its index in function->order */
    bool *tracked;          /* by object */
    struct stores *stores;  /* by object */
    struct tries tries;
    uint64_t *followed;     /* (object, block) pairs whose entry was asked for */
    ir_id *stack;
};

static bool is_scalar(const struct flow *flow, const struct object *object)
{
    const struct ir_variable *variable;

    if (object->kind != OBJECT_VARIABLE || flow->shared[object->id])
        return false;
    variable = &flow->unit->variables[object->id];
    switch (ir_type_of(flow->unit, variable->type)->kind) {
    case IR_TYPE_BOOL:
    case IR_TYPE_INTEGER:
    case IR_TYPE_FLOAT:
    case IR_TYPE_POINTER:
        return true;
    default:
        return false;
    }
}

static bool is_plain(const struct ir_place *place)
{
    return !place->field[0] && place->index == IR_NONE;
}

static void find_tracked(const struct flow *flow, struct reaching *reaching)
{
    const struct flow_body *body = reaching->body;
    const struct points_to *points = body->points_to;

    for (size_t i = 0; i < points->count; i++)
        reaching->tracked[i] = is_scalar(flow, &points->objects[i]);
    for (ir_id i = 0; i < body->function->op_count; i++) {
        const struct ir_op *op = flow_op(body, i);

        if (!(ir_fields(op->code) & IRF_P) || op->place.variable == IR_NONE)
            continue;
        if (op->code == IR_ADDRESS || op->code == IR_DESTROY || !is_plain(&op->place))
            reaching->tracked[points_to_variable(points, op->place.variable)] = false;
    }
}

static void list_stores(const struct flow *flow, struct reaching *reaching)
{
    const struct ir_function *function = reaching->body->function;
    const struct points_to *points = reaching->body->points_to;

    for (uint32_t at = 0; at < function->op_count; at++) {
        const struct ir_op *op = &function->ops[function->order[at]];

        reaching->position[function->order[at]] = at;
        if (op->code == IR_STORE && op->place.variable != IR_NONE) {
            size_t object = points_to_variable(points, op->place.variable);

            if (reaching->tracked[object])
                *VEC_ADD(flow->arena, &reaching->stores[object].positions) = at;
        }
    }
}

struct reaching *reaching_new(const struct flow *flow, const struct flow_body *body)
{
    struct arena *arena = flow->arena;
    struct reaching *reaching = ARENA_NEW(arena, struct reaching);
    size_t objects = body->points_to->count, blocks = body->function->block_count;

    if (objects * blocks > FLOW_BLOCK_VARIABLES_MAX)
        return NULL;
    reaching->body = body;
    reaching->position = ARENA_ARRAY(arena, uint32_t, body->function->op_count + 1);
    reaching->tracked = ARENA_ARRAY(arena, bool, objects + 1);
    reaching->stores = ARENA_ARRAY(arena, struct stores, objects + 1);
    reaching->tries = tries_of(arena, body->function);
    reaching->followed = bits_new(arena, bits_words(objects * blocks));
    reaching->stack = ARENA_ARRAY(arena, ir_id, blocks + 1);
    find_tracked(flow, reaching);
    list_stores(flow, reaching);
    return reaching;
}

bool reaching_tracks(const struct reaching *reaching, size_t object)
{
    return reaching->tracked[object];
}

/* How many of the object's stores stand before this position. */
static size_t stores_before(const struct stores *stores, uint32_t position)
{
    size_t low = 0, high = stores->positions.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (stores->positions.items[middle] < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Visits the stores of `block` that reach `position` in it; whether its entry reaches it too. */
static bool look_back(const struct reaching *reaching, size_t object, ir_id block,
                      uint32_t position, void (*visit)(ir_id, void *), void *context)
{
    const struct ir_function *function = reaching->body->function;
    const struct stores *stores = &reaching->stores[object];
    size_t i = stores_before(stores, position);

    while (i-- > 0 && stores->positions.items[i] >= function->blocks[block].first) {
        ir_id store = function->order[stores->positions.items[i]];

        visit(store, context);
        if (!(function->ops[store].flags & IR_CONDITIONAL))
            return false;
    }
    return true;
}

/* A handler sees every store of its `try`. */
static void look_into_tries(const struct reaching *reaching, size_t object, ir_id block,
                            void (*visit)(ir_id, void *), void *context)
{
    const struct ir_function *function = reaching->body->function;
    const struct stores *stores = &reaching->stores[object];

    for (size_t t = 0; t < reaching->tries.list.count; t++) {
        const struct try_body *body = &reaching->tries.list.items[t];

        for (size_t i = 0; body->handler == block && i < stores->positions.count; i++) {
            ir_id store = function->order[stores->positions.items[i]];

            if (bits_has(body->blocks, function->ops[store].block))
                visit(store, context);
        }
    }
}

void reaching_stores(struct reaching *reaching, size_t object, ir_id reader,
                     void (*visit)(ir_id store, void *context), void *context)
{
    const struct ir_function *function = reaching->body->function;
    size_t blocks = function->block_count, depth = 0;
    ir_id block = function->ops[reader].block;
    bool open = look_back(reaching, object, block, reaching->position[reader], visit, context);

    for (;;) {
        const struct ir_block *of = &function->blocks[block];

        if (open)
            look_into_tries(reaching, object, block, visit, context);
        for (uint32_t p = 0; open && p < of->predecessor_count; p++)
            if (bits_add(reaching->followed, object * blocks + of->predecessors[p]))
                reaching->stack[depth++] = of->predecessors[p];
        if (depth == 0)
            return;
        block = reaching->stack[--depth];
        of = &function->blocks[block];
        open = look_back(reaching, object, block, (uint32_t)(of->first + of->count), visit,
                         context);
    }
}
