/* Static arrays that nothing in the file writes to: until then they are no memory of their own, but
 * the page of zeros.  Looked at without regard to order; any use that is not understood ends it. */
#include "untouched.h"

#include <string.h>

#include "effects.h"
#include "trace.h"

struct array {
    struct flow *flow;
    ir_id variable;
    ir_id function, read; /* the first read in a region */
    size_t region;
    bool written;         /* or handed to something that may write */
};

static bool has_main(const struct ir_unit *unit)
{
    for (size_t f = 0; f < unit->function_count; f++)
        if (!strcmp(unit->functions[f].name, "main"))
            return true;
    return false;
}

/* Large, zero at the start, and of this file: what other files see they may write to, unless this
 * one is the whole program. */
static bool is_candidate(const struct ir_unit *unit, const struct ir_variable *variable)
{
    const struct ir_type *type = ir_type_of(unit, variable->type);
    bool is_ours = variable->storage == IR_FILE_STATIC || variable->storage == IR_STATIC_LOCAL ||
                   (variable->storage == IR_GLOBAL && has_main(unit));

    return type->kind == IR_TYPE_ARRAY && type->size >= UNTOUCHED_SIZE_MIN && is_ours &&
           !variable->has_initialiser && !variable->is_const && !variable->is_volatile &&
           ir_type_of(unit, type->element)->kind != IR_TYPE_RECORD;
}

static void note_read(struct array *array, ir_id function, ir_id op)
{
    const struct regions *regions = array->flow->regions;

    for (size_t r = 0; array->read == IR_NONE && r < regions->count; r++)
        if (regions->items[r].kind != REGION_PROGRAM && !regions->items[r].is_deadline &&
            region_contains(&regions->items[r], function, op)) {
            array->function = function;
            array->read = op;
            array->region = r;
        }
}

/* A number is no pointer, whatever it is computed from. */
static bool is_number(const struct ir_unit *unit, const struct ir_op *op)
{
    enum ir_type_kind kind = ir_type_of(unit, op->type)->kind;

    return kind == IR_TYPE_VOID || kind == IR_TYPE_BOOL || kind == IR_TYPE_INTEGER ||
           kind == IR_TYPE_FLOAT;
}

/* What becomes of its address: it may only go into calls that read it. */
static void follow(struct array *array, const struct flow_body *body, ir_id address)
{
    for (ir_id i = 0; i < body->function->op_count; i++) {
        const struct ir_op *op = flow_op(body, i);
        bool is_base = op->place.base == address && op->code == IR_LOAD;

        array->written |= op->place.base == address && !is_base;
        if (is_base)
            note_read(array, body->id, i);
        for (uint32_t a = 0; a < op->arg_count; a++) {
            const struct effect *effect = body->effects ? &body->effects[i] : NULL;
            uint32_t bit = effect_bit(a);

            if (op->args[a] != address)
                continue;
            if (op->code != IR_CALL || !effect || effect->unknown ||
                (effect->writes | effect->keeps) & bit ||
                (effect->returns & bit && !is_number(array->flow->unit, op)))
                array->written = true;
            else if (effect->reads & bit)
                note_read(array, body->id, i);
        }
    }
}

static void look_for_uses(struct array *array, const struct flow_body *body)
{
    for (ir_id i = 0; i < body->function->op_count && !array->written; i++) {
        const struct ir_op *op = flow_op(body, i);

        if (!(ir_fields(op->code) & IRF_P) || op->place.variable != array->variable)
            continue;
        if (op->code == IR_LOAD)
            note_read(array, body->id, i);
        else if (op->code == IR_ADDRESS)
            follow(array, body, i);
        else
            array->written |= op->code != IR_DECLARE;
    }
}

static void look_at(struct flow *flow, ir_id variable)
{
    struct array array = {.flow = flow, .variable = variable, .read = IR_NONE};
    struct flow_fact *fact;

    for (ir_id f = 0; f < flow->unit->function_count && !array.written; f++)
        look_for_uses(&array, &flow->bodies[f]);
    if (array.written || array.read == IR_NONE)
        return;
    fact = trace_fact(flow, FACT_UNTOUCHED, array.region, array.function, array.read);
    fact->variable = variable;
    fact->object = flow->unit->variables[variable].name;
    trace_lower(fact, CONFIDENCE_LIKELY, "no other file writes to it");
    trace_finish(flow, fact, "this reads memory that nothing has written to");
}

void untouched_arrays(struct flow *flow)
{
    for (ir_id v = 0; v < flow->unit->variable_count; v++)
        if (is_candidate(flow->unit, &flow->unit->variables[v]))
            look_at(flow, v);
}
