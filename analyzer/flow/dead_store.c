/* Scalars whose stores nothing needs: accumulators, which are made from their own old value in a
 * loop, and other values that are computed in a loop and dropped.
 *
 * Dead variables feed each other: in `j += 2; s += a[j];` only s is worth a word.  So they are put
 * into a graph (an edge from what is read to what is made from it), and reported are those that
 * feed nothing but themselves.  Variables that end a loop are counters, and no finding. */
#include "dead_internal.h"

#include <string.h>

#include "skipped.h"
#include "trace.h"

enum { VARIABLES_MAX = 256 }; /* dead variables of one function; more is generated code */

struct dead_variable {
    ir_id variable;
    ir_id update; /* the store in the deepest loop of a region; of those, the first in the text */
    size_t region;
    bool counts;  /* ends a loop */
    bool reaches[VARIABLES_MAX]; /* feeds that one, by any number of steps */
};

struct stores {
    struct dead *dead;
    struct dead_variable *items[VARIABLES_MAX];
    size_t count;
};

static bool is_scalar(const struct ir_unit *unit, ir_id variable)
{
    switch (ir_type_of(unit, unit->variables[variable].type)->kind) {
    case IR_TYPE_BOOL:
    case IR_TYPE_INTEGER:
    case IR_TYPE_FLOAT:
    case IR_TYPE_POINTER:
    case IR_TYPE_RECORD: /* vectors of intrinsics, small structs */
    case IR_TYPE_UNKNOWN:
        return true;
    default:
        return false;
    }
}

/* A struct, or a vector of intrinsics: it has the kind of its elements, and a name of its own. */
static bool is_composite(const struct ir_unit *unit, ir_id variable)
{
    const struct ir_type *type = ir_type_of(unit, unit->variables[variable].type);

    return type->kind == IR_TYPE_RECORD || (type->name && strstr(type->name, "vector_"));
}

/* A store into a scalar variable, in a loop, that nothing needs. */
static bool is_candidate(const struct dead *dead, ir_id id)
{
    const struct ir_op *op = flow_op(dead->body, id);

    return op->code == IR_STORE && op->place.variable != IR_NONE &&
           op->place.index == IR_NONE &&
           dead->flow->unit->variables[op->place.variable].name[0] &&
           is_scalar(dead->flow->unit, op->place.variable) &&
           dead->body->function->blocks[op->block].loop_depth > 0 && dead_is(dead, id);
}

static size_t index_of(const struct stores *stores, ir_id variable)
{
    for (size_t i = 0; i < stores->count; i++)
        if (stores->items[i]->variable == variable)
            return i;
    return SIZE_MAX;
}

/* The store that makes the variable, rather than the one that sets it to nothing before each round
 * of an outer loop: the deepest, and the first of these. */
static bool is_better_update(const struct dead *dead, ir_id id, ir_id than)
{
    const struct ir_op *a = flow_op(dead->body, id), *b = flow_op(dead->body, than);
    uint32_t depth = dead->body->function->blocks[a->block].loop_depth,
             other = dead->body->function->blocks[b->block].loop_depth;

    return depth != other ? depth > other : ir_stands_before(&a->at, &b->at);
}

static void add_store(struct stores *stores, ir_id id)
{
    const struct ir_op *op = flow_op(stores->dead->body, id);
    size_t i = index_of(stores, op->place.variable);
    size_t region = dead_region(stores->dead, id);

    if (i == SIZE_MAX) {
        if (stores->count == VARIABLES_MAX)
            return;
        i = stores->count++;
        stores->items[i] = ARENA_NEW(stores->dead->flow->arena, struct dead_variable);
        stores->items[i]->variable = op->place.variable;
        stores->items[i]->update = IR_NONE;
    }
    if (region == SIZE_MAX)
        return;
    if (stores->items[i]->update == IR_NONE ||
        is_better_update(stores->dead, id, stores->items[i]->update)) {
        stores->items[i]->update = id;
        stores->items[i]->region = region;
    }
}

/* A store of the variable that something needs takes it off the list: the value is used. */
static void drop_needed(struct stores *stores)
{
    const struct dead *dead = stores->dead;

    for (ir_id i = 0; i < dead->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(dead->body, i);
        size_t at;

        if (op->code != IR_STORE || op->place.variable == IR_NONE || !dead->live->needed[i] ||
            dead_region(dead, i) == SIZE_MAX)
            continue;
        at = index_of(stores, op->place.variable);
        if (at != SIZE_MAX)
            stores->items[at]->update = IR_NONE;
    }
}

/* --- the graph ------------------------------------------------------------------------------ */

static void start_slice(struct dead *dead)
{
    uses_start(dead->uses, &dead->slice);
}

static void slice_operands(struct dead *dead, ir_id id)
{
    const struct ir_op *op = flow_op(dead->body, id);

    for (uint32_t i = 0; i < op->arg_count; i++)
        uses_add(dead->uses, op->args[i], &dead->slice);
    if (ir_fields(op->code) & IRF_P) {
        uses_add(dead->uses, op->place.base, &dead->slice);
        uses_add(dead->uses, op->place.index, &dead->slice);
    }
}

/* The store's operands, and the conditions in its innermost loop that decide whether it runs. */
static void slice_store(struct dead *dead, ir_id id)
{
    const struct ir_function *function = dead->body->function;
    const struct control *control = dead->live->control;
    ir_id block = flow_op(dead->body, id)->block, loop = function->blocks[block].loop;

    start_slice(dead);
    slice_operands(dead, id);
    for (size_t i = control->first[block]; i < control->first[block + 1]; i++) {
        ir_id branch = control_terminator(function, control->deciders[i]);

        if (control->deciders[i] != loop &&
            control_contains(control, function, loop, control->deciders[i]) &&
            dead_is(dead, branch))
            slice_operands(dead, branch);
    }
}

static void link_slice(struct stores *stores, size_t to)
{
    const struct slice_of_value *slice = &stores->dead->slice;

    for (size_t i = 0; i < slice->variables.count; i++) {
        size_t from = index_of(stores, slice->variables.items[i]);

        if (from != SIZE_MAX)
            stores->items[from]->reaches[to] = true;
    }
}

static void close_graph(struct stores *stores)
{
    for (size_t middle = 0; middle < stores->count; middle++)
        for (size_t from = 0; from < stores->count; from++)
            for (size_t to = 0; stores->items[from]->reaches[middle] && to < stores->count; to++)
                stores->items[from]->reaches[to] |= stores->items[middle]->reaches[to];
}

/* Marks what decides how often a loop runs. */
static void mark_counters(struct stores *stores)
{
    struct dead *dead = stores->dead;
    const struct ir_function *function = dead->body->function;

    for (ir_id b = 0; b < function->block_count; b++) {
        const struct ir_block *block = &function->blocks[b];
        bool leaves = false;

        for (uint32_t s = 0; s < block->successor_count && block->loop != IR_NONE; s++)
            leaves |= !control_contains(dead->live->control, function, block->loop,
                                        block->successors[s]);
        if (!leaves || block->successor_count < 2)
            continue;
        start_slice(dead);
        slice_operands(dead, control_terminator(function, b));
        for (size_t i = 0; i < dead->slice.variables.count; i++) {
            size_t at = index_of(stores, dead->slice.variables.items[i]);

            if (at != SIZE_MAX)
                stores->items[at]->counts = true;
        }
    }
}

static void build_graph(struct stores *stores)
{
    struct dead *dead = stores->dead;

    for (ir_id i = 0; i < dead->body->function->op_count; i++) {
        if (!is_candidate(dead, i))
            continue;
        slice_store(dead, i);
        link_slice(stores, index_of(stores, flow_op(dead->body, i)->place.variable));
    }
    close_graph(stores);
    mark_counters(stores);
}

static bool is_fed_back(const struct stores *stores, size_t i)
{
    return stores->items[i]->reaches[i];
}

/* It feeds another dead variable that does not feed it: that one is the finding.  Of variables that
 * feed each other the first is. */
static bool is_intermediate(const struct stores *stores, size_t i)
{
    for (size_t other = 0; other < stores->count; other++) {
        if (other == i || !stores->items[i]->reaches[other] || stores->items[other]->counts ||
            stores->items[other]->update == IR_NONE)
            continue;
        if (!stores->items[other]->reaches[i] || other < i)
            return true;
    }
    return false;
}

/* Whether a dead store into memory is made from the variable. */
static bool feeds_memory(struct dead *dead, ir_id variable)
{
    const struct ir_function *function = dead->body->function;

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (op->code != IR_STORE || !dead_is(dead, i) ||
            (op->place.base == IR_NONE && op->place.index == IR_NONE))
            continue;
        start_slice(dead);
        slice_operands(dead, i);
        for (size_t v = 0; v < dead->slice.variables.count; v++)
            if (dead->slice.variables.items[v] == variable)
                return true;
    }
    return false;
}

/* --- is it worth a word? -------------------------------------------------------------------- */

struct substance {
    size_t computes, loads;
    ir_id call; /* a dead call that is work, or IR_NONE */
    bool allocates;
};

static struct substance weigh(const struct dead *dead)
{
    struct substance weight = {.call = IR_NONE};

    for (size_t i = 0; i < dead->slice.ops.count; i++) {
        ir_id id = dead->slice.ops.items[i];
        const struct ir_op *op = flow_op(dead->body, id);

        if (!dead_is(dead, id))
            continue;
        weight.computes += op->code == IR_COMPUTE;
        weight.loads += op->code == IR_LOAD &&
                        (op->place.base != IR_NONE || op->place.index != IR_NONE);
        weight.allocates |= op->code == IR_CALL && dead->body->effects[id].fresh;
        if (weight.call == IR_NONE && dead_call_is_work(dead, id))
            weight.call = id;
    }
    return weight;
}

enum loop_state { LOOP_DEAD, LOOP_RUNS_IDLE, LOOP_WORKS };

/* What is left of the innermost loop: nothing, its own control, or other work. */
static enum loop_state state_of_loop(struct dead *dead, ir_id loop)
{
    const struct ir_function *function = dead->body->function;
    const struct control *control = dead->live->control;
    bool any = false;

    start_slice(dead);
    for (ir_id b = 0; b < function->block_count; b++)
        if (control_contains(control, function, loop, b) &&
            function->blocks[b].successor_count > 1)
            slice_operands(dead, control_terminator(function, b));
    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (!dead->live->root[i] || !control_contains(control, function, loop, op->block))
            continue;
        any = true;
        if (dead->uses->seen[i] != dead->uses->stamp && op->code != IR_NEXT)
            return LOOP_WORKS;
    }
    for (ir_id i = 0; i < function->op_count && !any; i++)
        any = dead->live->needed[i] &&
              control_contains(control, function, loop, function->ops[i].block);
    return any ? LOOP_RUNS_IDLE : LOOP_DEAD;
}

enum { COMPUTES_MIN = 3 }; /* a checksum step, against the one addition of bookkeeping */

/* Whether the dead part is what the region is about.  *confidence is lowered where other work goes
 * on in the loop, for then a sum of sizes is as likely as a result. */
static bool is_substantial(struct dead *dead, ir_id update, enum confidence *confidence)
{
    ir_id loop = dead->body->function->blocks[flow_op(dead->body, update)->block].loop;
    enum loop_state state = state_of_loop(dead, loop);
    struct substance weight;

    slice_store(dead, update);
    weight = weigh(dead);
    if (state == LOOP_DEAD || weight.call != IR_NONE)
        return true;
    if (state == LOOP_RUNS_IDLE)
        return weight.loads > 0 || weight.computes >= COMPUTES_MIN;
    *confidence = CONFIDENCE_POSSIBLE;
    return weight.loads > 0;
}

/* --- reporting ------------------------------------------------------------------------------ */

static void explain_variable(struct stores *stores, size_t which)
{
    struct dead *dead = stores->dead;

    for (ir_id i = 0; i < dead->body->function->op_count; i++) {
        size_t at;

        if (!is_candidate(dead, i))
            continue;
        at = index_of(stores, flow_op(dead->body, i)->place.variable);
        if (at != which && (at == SIZE_MAX || !stores->items[at]->reaches[which]))
            continue;
        slice_store(dead, i);
        dead->explained[i] = true;
        for (size_t o = 0; o < dead->slice.ops.count; o++)
            dead->explained[dead->slice.ops.items[o]] = true;
    }
}

static void report(struct stores *stores, size_t i)
{
    struct dead *dead = stores->dead;
    const struct dead_variable *found = stores->items[i];
    enum confidence confidence = CONFIDENCE_CERTAIN;
    bool fed_back = is_fed_back(stores, i);
    struct flow_fact *fact;
    struct substance weight;

    if (!is_substantial(dead, found->update, &confidence))
        return;
    slice_store(dead, found->update);
    weight = weigh(dead);
    if (!fed_back && (weight.call != IR_NONE || weight.allocates))
        return; /* dead_calls and dead_memory speak of it */
    fact = trace_fact(dead->flow, fed_back ? FACT_DEAD_ACCUMULATOR : FACT_DEAD_VALUE,
                      found->region, dead->body->id, found->update);
    if (is_composite(dead->flow->unit, found->variable))
        fact->kind = FACT_DEAD_RECORD;
    fact->variable = found->variable;
    fact->object = dead->flow->unit->variables[found->variable].name;
    trace_lower(fact, confidence, NULL);
    skipped_lower(dead->flow, dead->body, found->variable, fact);
    for (size_t o = 0; o < dead->slice.ops.count; o++)
        if (dead_is(dead, dead->slice.ops.items[o]))
            dead_call_assume(dead, dead->slice.ops.items[o], fact);
    trace_finish(dead->flow, fact,
                 arena_printf(dead->flow->arena, "`%s` is computed here, and nothing needs it",
                              fact->object));
    explain_variable(stores, i);
}

/* --- loops without a body ------------------------------------------------------------------- */

/* Whether the region contains nothing but the steps of dead loops. */
static bool only_counts(const struct stores *stores, const struct region *region)
{
    const struct flow_body *body = stores->dead->body;

    for (ir_id i = 0; i < body->function->op_count; i++) {
        const struct ir_op *op = flow_op(body, i);
        size_t at;

        if (!region->inside[i] || i == region->start || i == region->stop)
            continue;
        if (op->code == IR_CALL || op->code == IR_ASM || op->code == IR_DESTROY ||
            op->place.is_volatile)
            return false;
        if (op->code != IR_STORE)
            continue;
        at = op->place.variable == IR_NONE ? SIZE_MAX : index_of(stores, op->place.variable);
        if (at != SIZE_MAX ? !stores->items[at]->counts
                           : body->function->blocks[op->block].loop_depth >
                                 body->function->blocks[flow_op(body, region->start)->block]
                                     .loop_depth)
            return false;
    }
    return true;
}

/* A loop that only counts is what is measured, where the file measures nothing else: beside other
 * measurements it may be the overhead that is to be taken off them. */
static void report_counting(struct stores *stores)
{
    struct dead *dead = stores->dead;
    const struct region *region = &dead->flow->regions->items[0];

    if (dead->flow->regions->count != 1 || region->kind != REGION_TIMER || region->is_deadline ||
        region->function != dead->body->id || region->start == IR_NONE ||
        !only_counts(stores, region))
        return;
    for (size_t i = 0; i < stores->count; i++) {
        const struct dead_variable *found = stores->items[i];
        const struct ir_block *blocks = dead->body->function->blocks;
        struct flow_fact *fact;

        if (!found->counts || found->update == IR_NONE ||
            state_of_loop(dead, blocks[flow_op(dead->body, found->update)->block].loop) !=
                LOOP_DEAD)
            continue;
        fact = trace_fact(dead->flow, FACT_DEAD_ACCUMULATOR, 0, dead->body->id, found->update);
        fact->variable = found->variable;
        fact->object = dead->flow->unit->variables[found->variable].name;
        skipped_lower(dead->flow, dead->body, found->variable, fact);
        trace_finish(dead->flow, fact, "this loop does nothing but count");
        return;
    }
}

void dead_stores(struct dead *dead)
{
    struct stores stores = {.dead = dead};

    for (ir_id i = 0; i < dead->body->function->op_count; i++)
        if (is_candidate(dead, i))
            add_store(&stores, i);
    if (stores.count == 0)
        return;
    drop_needed(&stores);
    build_graph(&stores);
    for (size_t i = 0; i < stores.count; i++) {
        const struct dead_variable *found = stores.items[i];

        if (found->update != IR_NONE && !found->counts && !is_intermediate(&stores, i) &&
            !feeds_memory(dead, found->variable))
            report(&stores, i);
    }
    report_counting(&stores);
}
