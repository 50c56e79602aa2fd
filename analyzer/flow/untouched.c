/* A page of memory is made when it is first written; one that is only read is the page of zeros
 * that all share.  So memory that nothing has written to when the clock starts is not what the
 * measured work meets in a program.  Looked for among allocations in the region's own function, and
 * only where every use of the memory is understood. */
#include "untouched.h"

#include <string.h>

#include "effects.h"
#include "memory.h"
#include "path.h"
#include "scale.h"
#include "trace.h"

struct block { /* one allocation, seen from one region */
    struct flow *flow;
    const struct flow_body *body;
    const struct region *region;
    size_t number;       /* of the region */
    size_t object;
    ir_id made;          /* the allocation */
    ir_id variable;      /* that it is put into */
    const bool *before;  /* by operation: it can run before the clock starts */
    bool written_before, written_otherwise; /* the latter: by something else than a constant */
    ir_id read, written; /* the first of each in the region, or IR_NONE */
    ir_id content;       /* ... read by what depends on the content */
};

static bool means(const struct block *block, ir_id value)
{
    const uint64_t *objects = points_to_value(block->body->points_to, value);

    return objects && bits_has(objects, block->object);
}

/* --- allocations ----------------------------------------------------------------------------- */

/* `new char[n]()` fills what it gives. */
static bool is_filled_by_new(const struct flow *flow, const struct ir_function *function,
                             const struct ir_op *op)
{
    struct slice text = ir_source_text(flow->unit, function, op->at, SIZE_MAX);

    return str_starts(op->text, "operator new") &&
           (text.length == 0 || strchr(")}", text.at[text.length - 1]));
}

/* Small, as far as its arguments are constants. */
static bool is_small(struct flow *flow, const struct flow_body *body, const struct ir_op *op)
{
    struct scaling *scaling = scaling_of(flow, body->id);
    double size = 1;

    for (uint32_t i = 0; scaling && i < op->arg_count; i++) {
        struct amount amount = scale_of(scaling, op->args[i]);

        if (amount.kind != AMOUNT_CONSTANT)
            return false;
        size *= amount.factor;
    }
    return scaling && size < UNTOUCHED_SIZE_MIN;
}

/* Whether the call obtains memory that nobody has written to. */
static bool is_raw(struct flow *flow, const struct flow_body *body, ir_id id)
{
    const struct ir_op *op = flow_op(body, id);
    const struct effect *effect = &body->effects[id];

    return op->code == IR_CALL && effect->api && effect->fresh && !effect->frees &&
           effect->reads == 0 && effect->api->categories & API_ALLOCATION &&
           flow_reachable(body, id) && !is_filled_by_new(flow, body->function, op) &&
           !is_small(flow, body, op);
}

/* --- uses ------------------------------------------------------------------------------------ */

/* Uses for the sake of the compiler alone. */
static bool is_mere_sink(const struct block *block, ir_id id)
{
    const struct ir_op *op = flow_op(block->body, id);
    const struct api *api = op->code == IR_CALL ? block->body->effects[id].api : NULL;

    if (op->code == IR_ASM)
        return str_starts(op->text, "\"\"") || !op->text[0];
    return api && api->categories & (API_SINK | API_CLOBBER);
}

/* Whether the operation takes the memory where it cannot be followed. */
static bool loses(const struct block *block, ir_id id)
{
    const struct ir_op *op = flow_op(block->body, id);
    const struct effect *effect = &block->body->effects[id];
    const struct ir_variable *variable;

    for (uint32_t i = 0; i < op->arg_count; i++) {
        if (!means(block, op->args[i]))
            continue;
        if (op->code == IR_ASM || (op->code == IR_CALL && (effect->unknown ||
                                                           effect->keeps & effect_bit(i))))
            return true;
        if (op->code != IR_STORE)
            continue;
        if (op->place.variable == IR_NONE || op->place.field[0] || op->place.index != IR_NONE)
            return true;
        variable = &block->flow->unit->variables[op->place.variable];
        if (variable->captured ||
            (variable->storage != IR_LOCAL && variable->storage != IR_PARAMETER))
            return true;
    }
    return false;
}

/* memset(p, 0, n) */
static bool fills_evenly(const struct block *block, ir_id id)
{
    const struct ir_op *op = flow_op(block->body, id);

    return op->code == IR_CALL &&
           (!strcmp(op->text, "memset") || !strcmp(op->text, "std::memset")) &&
           op->arg_count == 3 && flow_op(block->body, op->args[1])->flags & IR_CONSTANT;
}

static void note(struct block *block, ir_id id, bool reads, bool writes)
{
    const struct effect *effect = &block->body->effects[id];
    bool is_inside = block->region->inside[id];

    if (writes && block->before[id])
        block->written_before = true;
    if (writes && (!block->before[id] || !fills_evenly(block, id)))
        block->written_otherwise = true;
    if (is_inside && writes && block->written == IR_NONE)
        block->written = id;
    if (!is_inside || !reads)
        return;
    if (block->read == IR_NONE)
        block->read = id;
    if (block->content == IR_NONE && flow_op(block->body, id)->code == IR_CALL && effect->api &&
        effect->api->categories & API_CONTENT)
        block->content = id;
}

/* False when some use is not understood. */
static bool follow(struct block *block)
{
    const struct points_to *points = block->body->points_to;
    uint64_t *read = bits_new(block->flow->arena, points->words);
    uint64_t *written = bits_new(block->flow->arena, points->words);

    for (ir_id i = 0; i < block->body->function->op_count; i++) {
        if (!flow_reachable(block->body, i) || is_mere_sink(block, i))
            continue;
        if (loses(block, i))
            return false;
        memset(read, 0, points->words * sizeof *read);
        memset(written, 0, points->words * sizeof *written);
        memory_read(block->flow, block->body, i, read);
        memory_written(block->body, i, written);
        note(block, i, bits_has(read, block->object), bits_has(written, block->object));
    }
    return true;
}

/* --- facts ----------------------------------------------------------------------------------- */

static bool is_told(const struct block *block)
{
    for (size_t i = 0; i < block->flow->found.count; i++) {
        const struct flow_fact *fact = &block->flow->found.items[i];

        if ((fact->kind == FACT_UNTOUCHED || fact->kind == FACT_FIRST_TOUCH ||
             fact->kind == FACT_UNIFORM) &&
            fact->function == block->body->id && fact->variable == block->variable)
            return true;
    }
    return false;
}

static void report(const struct block *block, enum flow_fact_kind kind, ir_id op,
                   const char *message)
{
    struct flow_fact *fact = trace_fact(block->flow, kind, block->number, block->body->id, op);

    fact->variable = block->variable;
    fact->object = block->flow->unit->variables[block->variable].name;
    if (flow_op(block->body, op)->code == IR_CALL)
        fact->callee = trace_callee(block->flow, block->body->id, op);
    trace_lower(fact, CONFIDENCE_LIKELY, "the memory is larger than what a heap has at hand");
    trace_finish(block->flow, fact, message);
    trace_step(fact, block->made, (struct ir_range){0}, "the memory is obtained here");
}

/* The variable that the memory is first put into, or IR_NONE. */
static ir_id variable_of(const struct flow_body *body, ir_id made)
{
    for (ir_id i = 0; i < body->function->op_count; i++) {
        const struct ir_op *op = flow_op(body, i);

        if (op->code == IR_STORE && op->args[0] == made)
            return op->place.variable;
    }
    return IR_NONE;
}

/* Whether the region comes back to the same memory: it is warm from the second time on. */
static bool comes_again(const struct block *block)
{
    const struct ir_function *function = block->body->function;
    const struct ir_block *made = &function->blocks[flow_op(block->body, block->made)->block];
    ir_id start = block->region->start;

    return start == IR_NONE || block->region->kind == REGION_FRAMEWORK ||
           function->blocks[flow_op(block->body, start)->block].loop != made->loop;
}

/* Whether each byte is written but once while the clock runs: by a call outside of the loops of the
 * region, or by stores in one loop. */
static bool writes_once(const struct block *block)
{
    const struct ir_function *function = block->body->function;
    const struct ir_op *op = flow_op(block->body, block->written);
    const struct ir_op *start = flow_op(block->body, block->region->start);
    uint32_t depth = function->blocks[op->block].loop_depth;

    return depth == function->blocks[start->block].loop_depth + (op->code == IR_STORE ? 1 : 0);
}

static void judge(const struct block *block)
{
    if (block->read != IR_NONE && !block->written_before && !block->written_otherwise)
        report(block, FACT_UNTOUCHED, block->read, "this reads memory that nothing has written to");
    else if (block->content != IR_NONE && block->written_before && !block->written_otherwise)
        report(block, FACT_UNIFORM, block->content, "each byte of what this reads is the same");
    else if (block->written != IR_NONE && block->read == IR_NONE && !block->written_before &&
             flow_needed(block->flow, block->body->id, block->written) && !comes_again(block) &&
             writes_once(block))
        report(block, FACT_FIRST_TOUCH, block->written,
               "this writes to the memory for the first time");
}

static void look_at(struct flow *flow, size_t number, ir_id made)
{
    const struct region *region = &flow->regions->items[number];
    const struct flow_body *body = &flow->bodies[region->function];
    struct block block = {.flow = flow, .body = body, .region = region, .number = number,
                          .made = made, .variable = variable_of(body, made), .read = IR_NONE,
                          .written = IR_NONE, .content = IR_NONE};

    block.object = points_to_made(body->points_to, made);
    block.before = path_between(flow->arena, body->function, IR_NONE, region->start);
    if (block.object == 0 || block.variable == IR_NONE || !block.before || !block.before[made] ||
        region->inside[made] || is_told(&block) || !follow(&block))
        return;
    judge(&block);
}

void untouched_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        const struct flow_body *body = &flow->bodies[region->function];

        if (region->kind == REGION_PROGRAM || region->kind == REGION_FUNCTION || region->idle ||
            region->is_deadline || region->start == IR_NONE || !body->trusted || !body->points_to)
            continue;
        for (ir_id i = 0; i < body->function->op_count; i++)
            if (is_raw(flow, body, i))
                look_at(flow, r, i);
    }
}
