#include "memory.h"

#include <string.h>

#include "effects.h"

/* All that can be reached from these objects. */
static void add_reachable(const struct points_to *points, const uint64_t *from, uint64_t *into)
{
    BITS_EACH (object, from, points->words) {
        if (!bits_add(into, object))
            continue;
        for (const struct slot *slot = points->objects[object].slots; slot; slot = slot->next)
            add_reachable(points, slot->holds, into);
    }
}

/* What the operands in `mask` point to, and for those in `deep` all that can be reached. */
static void add_operands(const struct flow_body *body, const struct ir_op *op, uint32_t mask,
                         uint32_t deep, uint64_t *into)
{
    const struct points_to *points = body->points_to;

    for (uint32_t i = 0; i < op->arg_count; i++) {
        const uint64_t *value = points->values[op->args[i]];

        if (value && mask & effect_bit(i))
            bits_join(into, value, points->words);
    }
    for (uint32_t i = 0; i < op->arg_count; i++) {
        const uint64_t *value = points->values[op->args[i]];

        if (value && deep & effect_bit(i))
            BITS_EACH (object, value, points->words)
                for (const struct slot *slot = points->objects[object].slots; slot;
                     slot = slot->next)
                    add_reachable(points, slot->holds, into);
    }
}

static void add_place(const struct points_to *points, const struct ir_place *place, uint64_t *into)
{
    const uint64_t *base = place->base != IR_NONE ? points->values[place->base] : NULL;

    if (place->variable != IR_NONE)
        bits_add(into, points_to_variable(points, place->variable));
    else if (base && !bits_empty(base, points->words))
        bits_join(into, base, points->words);
    else
        bits_add(into, 0);
}

static uint32_t output_mask(const struct ir_op *op)
{
    return op->outputs >= 32 ? UINT32_MAX : (UINT32_C(1) << op->outputs) - 1;
}

void memory_written(const struct flow_body *body, ir_id id, uint64_t *into)
{
    const struct ir_op *op = flow_op(body, id);

    switch (op->code) {
    case IR_STORE:
    case IR_DESTROY:
        add_place(body->points_to, &op->place, into);
        break;
    case IR_CALL:
        add_operands(body, op, body->effects[id].writes, body->effects[id].deep_writes, into);
        break;
    case IR_ASM:
        add_operands(body, op, output_mask(op), 0, into);
        break;
    default:
        break;
    }
}

static bool is_asm_opaque(const struct ir_op *op)
{
    return op->flags & (IR_VOLATILE | IR_MEMORY) || op->outputs == 0;
}

void memory_read(const struct flow *flow, const struct flow_body *body, ir_id id, uint64_t *into)
{
    const struct ir_op *op = flow_op(body, id);

    switch (op->code) {
    case IR_LOAD:
    case IR_DESTROY:
        add_place(body->points_to, &op->place, into);
        break;
    case IR_CALL:
        add_operands(body, op, body->effects[id].reads, body->effects[id].deep_reads, into);
        break;
    case IR_ASM:
        add_operands(body, op, is_asm_opaque(op) ? UINT32_MAX : ~output_mask(op),
                     is_asm_opaque(op) ? UINT32_MAX : 0, into);
        break;
    case IR_ITER:
    case IR_NEXT:
        if (memory_plain_iteration(flow, body, id))
            add_operands(body, op, UINT32_MAX, UINT32_MAX, into);
        break;
    default:
        break;
    }
}

bool memory_plain_iteration(const struct flow *flow, const struct flow_body *body, ir_id id)
{
    static const char *const containers[] = {
        "std::vector", "std::array", "std::basic_string", "std::deque", "std::list",
        "std::forward_list", "std::map", "std::multimap", "std::set", "std::multiset",
        "std::unordered_map", "std::unordered_set", "std::span", "std::initializer_list",
        "std::basic_string_view"};
    const struct ir_op *op = flow_op(body, id);
    const struct ir_type *type;
    const char *name;

    while (op->code == IR_NEXT && op->arg_count)
        op = flow_op(body, op->args[0]);
    if (op->code != IR_ITER || !op->arg_count)
        return false;
    type = ir_type_of(flow->unit, flow_op(body, op->args[0])->type);
    for (int depth = 0; depth < 3 && type->element != IR_NONE && type->kind != IR_TYPE_ARRAY;
         depth++)
        type = ir_type_of(flow->unit, type->element);
    if (type->kind == IR_TYPE_ARRAY)
        return true;
    name = type->name ? type->name : "";
    for (size_t i = 0; i < sizeof containers / sizeof *containers; i++)
        if (!strcmp(name, containers[i]))
            return true;
    return false;
}

bool memory_only_freed(const struct flow *flow, const struct ir_op *op)
{
    const struct ir_unit *unit = flow->unit;

    return op->code == IR_DESTROY && op->place.variable != IR_NONE && !op->place.field[0] &&
           ir_type_of(unit, unit->variables[op->place.variable].type)->holds_plain;
}

static bool is_volatile_access(const struct flow *flow, const struct ir_op *op)
{
    const struct ir_variable *variable;

    if (op->place.is_volatile || ir_type_of(flow->unit, op->type)->is_volatile ||
        ir_type_of(flow->unit, op->type)->is_atomic)
        return true;
    if (op->place.variable == IR_NONE)
        return false;
    variable = &flow->unit->variables[op->place.variable];
    return variable->is_volatile || variable->is_atomic ||
           ir_type_of(flow->unit, variable->type)->is_volatile ||
           ir_type_of(flow->unit, variable->type)->is_atomic;
}

/* An operator on a type that a template chooses may be a call of anything. */
static bool is_dependent(const struct flow *flow, const struct flow_body *body,
                         const struct ir_op *op)
{
    if (ir_type_of(flow->unit, op->type)->kind == IR_TYPE_DEPENDENT)
        return true;
    for (uint32_t i = 0; i < op->arg_count; i++)
        if (ir_type_of(flow->unit, flow_op(body, op->args[i])->type)->kind == IR_TYPE_DEPENDENT)
            return true;
    return false;
}

static bool is_call_observable(const struct flow_body *body, ir_id id)
{
    const struct effect *effect = &body->effects[id];

    return effect->observable || effect->leaves || effect->may_not_end || effect->keeps;
}

bool memory_observable(const struct flow *flow, const struct flow_body *body, ir_id id)
{
    const struct ir_op *op = flow_op(body, id);

    switch (op->code) {
    case IR_LOAD:
    case IR_STORE:
        return is_volatile_access(flow, op);
    case IR_COMPUTE:
        return is_dependent(flow, body, op);
    case IR_CALL:
        return is_call_observable(body, id);
    case IR_ASM:
        return is_asm_opaque(op);
    case IR_ITER:
    case IR_NEXT:
        return !memory_plain_iteration(flow, body, id);
    case IR_AWAIT:
    case IR_YIELD:
    case IR_ENTER:
    case IR_EXIT:
    case IR_DESTROY:
    case IR_RAISE:
    case IR_STOP:
        return true;
    default:
        return false;
    }
}
