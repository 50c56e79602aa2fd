#include "points_to.h"

#include <string.h>

uint32_t *points_to_slot(const struct points_to *points, ir_id variable)
{
    size_t at = variable * UINT32_C(2654435769); /* Knuth's multiplicative hashing */

    for (at &= points->table_mask; points->table[at]; at = (at + 1) & points->table_mask)
        if (points->objects[points->table[at]].id == variable)
            break;
    return &points->table[at];
}

size_t points_to_variable(const struct points_to *points, ir_id variable)
{
    return *points_to_slot(points, variable);
}

const uint64_t *points_to_place(const struct points_to *points, const struct ir_place *place,
                                uint64_t *scratch)
{
    const uint64_t *base;

    memset(scratch, 0, points->words * sizeof *scratch);
    if (place->variable != IR_NONE) {
        bits_add(scratch, points_to_variable(points, place->variable));
        return scratch;
    }
    base = place->base == IR_NONE ? NULL : points->values[place->base];
    if (base && !bits_empty(base, points->words))
        return base;
    if (points->settled)
        bits_add(scratch, 0);
    return scratch;
}

const uint64_t *points_to_value(const struct points_to *points, ir_id op)
{
    return op == IR_NONE ? NULL : points->values[op];
}

void points_to_content(const struct points_to *points, uint64_t *objects, const char *field,
                       uint64_t *scratch)
{
    memset(scratch, 0, points->words * sizeof *scratch);
    BITS_EACH (object, objects, points->words) {
        for (const struct slot *slot = points->objects[object].slots; slot; slot = slot->next)
            if (!slot->field[0] || str_same(slot->field, field))
                bits_join(scratch, slot->holds, points->words);
        for (uint32_t i = points->objects[object].initials; i; i = points->objects[i].older)
            if (str_same(points->objects[i].field, field))
                bits_add(scratch, i);
    }
    memcpy(objects, scratch, points->words * sizeof *scratch);
}

bool points_to_visible(const struct points_to *points, const uint64_t *objects)
{
    BITS_EACH (object, objects, points->words)
        if (points->objects[object].visible || points->objects[object].returned)
            return true;
    return false;
}

ir_id points_to_parameter(const struct points_to *points, const struct flow_body *body,
                          size_t object)
{
    const struct ir_function *function = body->function;

    while (points->objects[object].kind == OBJECT_INITIAL)
        object = points->objects[object].id;
    for (uint32_t i = 0; i < function->parameter_count; i++)
        if (points->objects[object].kind == OBJECT_VARIABLE &&
            points->objects[object].id == function->parameters[i])
            return i;
    return IR_NONE;
}

enum { OBJECTS_SPARE = 192 }; /* for what was there at entry */

size_t points_to_made(const struct points_to *points, ir_id op)
{
    for (size_t i = 0; i < points->count; i++)
        if (points->objects[i].kind == OBJECT_FRESH && points->objects[i].id == op)
            return i;
    return 0;
}

size_t points_to_capacity(const struct flow *flow, const struct flow_body *body)
{
    const struct ir_function *function = body->function;
    size_t count = 2 + OBJECTS_SPARE;

    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        bool has_place = ir_fields(op->code) & IRF_P;

        if (has_place && op->place.variable != IR_NONE &&
            flow->mentioned[op->place.variable] != body->id) {
            flow->mentioned[op->place.variable] = body->id;
            count += flow->shared[op->place.variable] ? 2 : 1;
        }
        /* Operators on what is computed later make objects, too. */
        count += op->code == IR_CALL || (op->code == IR_COMPUTE && op->type != IR_NONE);
    }
    return count;
}
