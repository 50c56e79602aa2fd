/* A region is reported only when such calls are all its work: where other work varies, hoisting the
 * rest is what the compiler would do in the program, too. */
#include "invariant.h"

#include <string.h>

#include "closed.h"
#include "liveness.h"
#include "trace.h"
#include "uses.h"

enum {
    DEPTH_MAX = 16, /* of values made from values */
    /* What loops and sums need: tests, steps and additions of two nested loops.  More is work. */
    BOOKKEEPING_MAX = 8
};

enum change { CONSTANT, INVARIANT, VARYING }; /* in this order: of two the larger one counts */

struct search {
    struct flow *flow;
    const struct flow_body *body;
    const struct region *region;
    size_t number;
    size_t varying; /* computations that differ each time */
    bool hidden;    /* some value went through a sink before the region */
    bool quiet;     /* nothing in the region writes memory that others see */
    ir_id first;    /* the first call of its kind */
    enum change change;
    struct closed closed;
};

static bool is_inside(const struct search *search, ir_id op)
{
    return search->region->inside[op] && flow_reachable(search->body, op);
}

static bool is_sink(const struct search *search, ir_id id)
{
    const struct ir_op *op = flow_op(search->body, id);
    const struct api *api = op->code == IR_CALL ? search->body->effects[id].api : NULL;

    return op->code == IR_ASM || (api && api->categories & (API_SINK | API_CLOBBER));
}

static bool sink_takes(const struct search *search, ir_id value)
{
    for (ir_id i = 0; i < search->body->function->op_count; i++)
        for (uint32_t a = 0; a < flow_op(search->body, i)->arg_count; a++)
            if (flow_op(search->body, i)->args[a] == value && !is_sink(search, i))
                return false;
    return true;
}

/* What becomes of a local variable: its stores, and who takes its address. */
struct fate {
    ir_id store; /* the only one, or IR_NONE */
    size_t stores, stores_inside;
    bool escapes, is_hidden; /* somebody may change it; ... before the region: it is unknown then */
};

static struct fate fate_of(const struct search *search, ir_id variable)
{
    struct fate fate = {.store = IR_NONE};

    for (ir_id i = 0; i < search->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(search->body, i);

        if (!(ir_fields(op->code) & IRF_P) ||
            root_variable(search->body->function, &op->place) != variable)
            continue;
        if (op->code == IR_STORE) {
            fate.store = fate.stores++ ? IR_NONE : i;
            fate.stores_inside += is_inside(search, i);
        }
        fate.is_hidden |= op->code == IR_ADDRESS;
        fate.escapes |= op->code == IR_ADDRESS && (is_inside(search, i) || !sink_takes(search, i));
    }
    return fate;
}

static enum change change_of(struct search *search, ir_id value, int depth);

static enum change variable_change(struct search *search, ir_id id, int depth)
{
    const struct ir_variable *variable = &search->flow->unit->variables[id];
    bool is_own = variable->function == search->body->id && !variable->captured &&
                  (variable->storage == IR_LOCAL || variable->storage == IR_PARAMETER);
    struct fate fate;

    if (variable->is_volatile || variable->is_atomic || !is_own)
        return VARYING;
    fate = fate_of(search, id);
    if (fate.escapes && !variable->is_const)
        return VARYING;
    if (fate.stores == 1 && variable->storage == IR_LOCAL && fate.store != IR_NONE &&
        flow_op(search->body, fate.store)->place.variable == id &&
        !flow_op(search->body, fate.store)->place.field[0] &&
        flow_op(search->body, fate.store)->place.index == IR_NONE) {
        enum change change = change_of(
            search, flow_op(search->body, fate.store)->args[0], depth + 1);

        if (fate.is_hidden && !variable->is_const) {
            search->hidden = true;
            change = change == CONSTANT ? INVARIANT : change;
        }
        return change == VARYING && fate.stores_inside == 0 ? INVARIANT : change;
    }
    return fate.stores_inside ? VARYING : INVARIANT;
}

static enum change call_change(struct search *search, ir_id id, int depth)
{
    struct closed closed = closed_call(search->flow, search->body, id);
    const struct ir_op *op = flow_op(search->body, id);
    enum change change = CONSTANT;

    if (!closed.holds)
        return VARYING;
    for (uint32_t i = 0; i < op->arg_count; i++) {
        enum change argument = change_of(search, op->args[i], depth + 1);

        change = argument > change ? argument : change;
    }
    /* The text of a literal stays; other memory does where the region writes none. */
    if (closed.reads_memory && !search->quiet && (change != CONSTANT || op->function != IR_NONE))
        return VARYING;
    if (closed.reads_memory && op->function != IR_NONE && change == CONSTANT)
        return INVARIANT;
    return change;
}

static enum change change_of(struct search *search, ir_id value, int depth)
{
    const struct ir_op *op = flow_op(search->body, value);
    enum change change = CONSTANT;

    if (depth > DEPTH_MAX)
        return VARYING;
    if (op->flags & IR_CONSTANT || op->code == IR_CONST)
        return CONSTANT;
    switch (op->code) {
    case IR_LOAD:
        if (op->place.variable == IR_NONE || op->place.index != IR_NONE || op->place.is_volatile)
            return VARYING;
        return variable_change(search, op->place.variable, depth);
    case IR_ADDRESS: /* of an array: the pointer stays, and quiet says whether the contents do */
        if (op->place.variable == IR_NONE || op->place.index != IR_NONE || !search->quiet)
            return VARYING;
        return INVARIANT;
    case IR_COMPUTE:
        for (uint32_t i = 0; i < op->arg_count; i++) {
            enum change argument = change_of(search, op->args[i], depth + 1);

            change = argument > change ? argument : change;
        }
        return change;
    case IR_CALL:
        return call_change(search, value, depth);
    default:
        return VARYING;
    }
}

/* Whether the call runs again and again within the region. */
static bool is_repeated(const struct search *search, ir_id id)
{
    const struct ir_function *function = search->body->function;
    ir_id loop = function->blocks[flow_op(search->body, id)->block].loop;

    if (search->region->start != IR_NONE && search->region->start == search->region->stop)
        return true;
    return loop != IR_NONE && function->blocks[loop].count > 0 &&
           search->region->inside[function->order[function->blocks[loop].first]];
}

/* A call that computes the same as the last time is noted; false for any other work. */
static bool note_call(struct search *search, ir_id id)
{
    enum change change = call_change(search, id, 0);
    struct closed closed = closed_call(search->flow, search->body, id);

    if (change == VARYING || !search->body->liveness->needed[id])
        return false;
    if (change == INVARIANT && (!is_repeated(search, id) || closed.sets_errno))
        return false;
    if (change == CONSTANT && closed.has_loop && !is_repeated(search, id))
        return false;
    if (!closed.is_work)
        return true;
    if (search->first == IR_NONE) {
        search->first = id;
        search->closed = closed;
    }
    search->change = change > search->change ? change : search->change;
    search->closed.has_loop |= closed.has_loop;
    return true;
}

static bool is_plumbing(const struct search *search, const struct ir_op *op)
{
    static const enum idiom_kind kinds[] = {IDIOM_LOOP_WHILE, IDIOM_PAUSE, IDIOM_RESUME};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (model_idiom(search->flow->model, resolve_language(search->flow->unit), kinds[i],
                        op->text))
            return true;
    return false;
}

/* False where the operation is work that differs each time. */
static bool look_at(struct search *search, ir_id id)
{
    const struct ir_op *op = flow_op(search->body, id);

    switch (op->code) {
    case IR_CALL:
        return is_sink(search, id) || is_plumbing(search, op) || note_call(search, id);
    case IR_LOAD:
    case IR_STORE:
        return op->place.base == IR_NONE && op->place.index == IR_NONE;
    case IR_COMPUTE:
        search->varying += change_of(search, id, 0) == VARYING;
        return search->varying <= BOOKKEEPING_MAX;
    case IR_NEXT:
        return id == search->region->start;
    case IR_ITER:
    case IR_DESTROY:
    case IR_AWAIT:
    case IR_YIELD:
    case IR_RAISE:
    case IR_ENTER:
    case IR_EXIT:
        return false;
    default:
        return true;
    }
}

/* Whether no operation of the region can change memory that a call reads. */
static bool is_quiet(const struct search *search)
{
    for (ir_id i = 0; i < search->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(search->body, i);
        const struct effect *effect = &search->body->effects[i];

        if (!is_inside(search, i))
            continue;
        if ((op->code == IR_ASM && (op->flags & IR_MEMORY || op->outputs)) ||
            (op->code == IR_CALL && (effect->observable || effect->writes || effect->unknown)) ||
            (op->code == IR_STORE && (op->place.base != IR_NONE || op->place.index != IR_NONE)))
            return false;
    }
    return true;
}

static void report(struct search *search)
{
    struct flow *flow = search->flow;
    struct flow_fact *fact =
        trace_fact(flow, search->change == CONSTANT ? FACT_CONSTANT_CALL : FACT_INVARIANT_CALL,
                   search->number, search->body->id, search->first);
    const struct ir_op *op = flow_op(search->body, search->first);

    fact->callee = trace_callee(flow, search->body->id, search->first);
    if (search->closed.has_loop &&
        !(op->function != IR_NONE && flow->unit->functions[op->function].is_noinline))
        trace_lower(fact, CONFIDENCE_POSSIBLE,
                    "the compiler does not inline the loops of what is called");
    else if (search->hidden)
        trace_lower(fact, CONFIDENCE_LIKELY,
                    "what was passed to a sink before the loop stays in a register, as with gcc");
    else if (search->change == CONSTANT)
        trace_lower(fact, CONFIDENCE_LIKELY, "the compiler inlines or knows what is called");
    trace_finish(flow, fact,
                 search->change == CONSTANT ? "its result can be computed before the program runs"
                                            : "it computes the same in each round");
}

static void look_at_region(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct flow_body *body = &flow->bodies[region->function];
    struct search search = {.flow = flow, .body = body, .region = region, .number = number,
                            .first = IR_NONE};

    if (!body->liveness || !body->trusted || region->kind == REGION_PROGRAM || region->idle)
        return;
    search.quiet = is_quiet(&search);
    for (ir_id i = 0; i < body->function->op_count; i++)
        if (is_inside(&search, i) && !look_at(&search, i))
            return;
    if (search.first != IR_NONE)
        report(&search);
}

void invariant_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++)
        look_at_region(flow, r);
}
