#include "unsunk.h"

#include <string.h>

#include "liveness.h"
#include "trace.h"

/* A function that does less is the baseline of something. */
enum { OPERATIONS_MIN = 4 };

struct body_of_region {
    struct flow *flow;
    size_t number;
    const struct region *region;
    const struct flow_body *body;
};

/* Part of the framework, or of the language: no work. */
static bool is_plumbing(const struct body_of_region *of, const struct ir_op *op)
{
    const struct flow *flow = of->flow;
    struct idioms idioms = model_idioms(flow->model, resolve_language(flow->unit));

    if (op->flags & IR_IMPLICIT)
        return true;
    for (size_t i = 0; i < idioms.count; i++) {
        size_t length = strlen(idioms.items[i].name);

        if (idioms.items[i].kind == IDIOM_SKIP ||
            strcmp(idioms.items[i].framework, of->region->name) != 0)
            continue;
        if (!strncmp(op->text, idioms.items[i].name, length) &&
            (!op->text[length] || op->text[length] == ':'))
            return true;
    }
    return false;
}

static bool is_sink(const struct body_of_region *of, ir_id id)
{
    const struct ir_op *op = flow_op(of->body, id);
    const struct api *api = op->code == IR_CALL ? of->body->effects[id].api : NULL;

    return op->code == IR_ASM || (api && api->categories & (API_SINK | API_CLOBBER));
}

static bool is_measured(const struct body_of_region *of, ir_id id)
{
    return of->region->inside[id] && flow_reachable(of->body, id);
}

/* Whether something in the region is needed that the framework did not bring along. */
static bool has_live_work(const struct body_of_region *of)
{
    for (ir_id i = 0; i < of->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(of->body, i);

        if (!is_measured(of, i) || !of->body->liveness->needed[i])
            continue;
        if ((op->code == IR_CALL && !is_plumbing(of, op)) || op->code == IR_ASM ||
            op->code == IR_STORE || op->code == IR_DESTROY || op->code == IR_AWAIT ||
            op->code == IR_YIELD || op->code == IR_RAISE || op->code == IR_STOP ||
            (op->code == IR_NEXT && i != of->region->start) ||
            (op->code == IR_RETURN && op->arg_count) || op->place.is_volatile)
            return true;
    }
    return false;
}

/* --- nothing is needed ---------------------------------------------------------------------- */

static bool is_about_dead_work(const struct flow_fact *fact)
{
    return fact->kind == FACT_DEAD_ACCUMULATOR || fact->kind == FACT_DEAD_BUFFER ||
           fact->kind == FACT_DEAD_VALUE ||
           fact->kind == FACT_DEAD_RECORD || fact->kind == FACT_DEAD_CALL ||
           fact->kind == FACT_DEAD_ALLOCATION;
}

/* The first fact about dead work becomes the one about all of it, the others go. */
static bool take_over(const struct body_of_region *of)
{
    struct flow *flow = of->flow;
    size_t kept = 0;
    bool taken = false;

    for (size_t i = 0; i < flow->found.count; i++) {
        struct flow_fact fact = flow->found.items[i];

        if (fact.region == of->number && is_about_dead_work(&fact)) {
            if (taken)
                continue;
            fact.kind = FACT_UNSUNK;
            taken = true;
        }
        flow->found.items[kept++] = fact;
    }
    flow->found.count = kept;
    return taken;
}

static bool is_told(const struct body_of_region *of)
{
    for (size_t i = 0; i < of->flow->found.count; i++)
        if (of->flow->found.items[i].region == of->number)
            return true;
    return false;
}

/* Whether a computed value is put into a variable of another name than those it was made from: the
 * steps of an empty loop are not. */
static bool makes_value(const struct body_of_region *of, ir_id id)
{
    const struct ir_op *op = flow_op(of->body, id);
    ir_id variable = op->place.variable;
    const struct ir_op *value;

    if (op->code != IR_STORE || variable == IR_NONE || !op->arg_count ||
        !of->flow->unit->variables[variable].name[0])
        return false;
    value = flow_op(of->body, op->args[0]);
    if (value->code != IR_COMPUTE || value->flags & IR_IMPLICIT)
        return false;
    for (uint32_t i = 0; i < value->arg_count; i++)
        if (flow_op(of->body, value->args[i])->place.variable == variable)
            return false;
    return true;
}

/* The first operation of work that would be worth measuring; IR_NONE where there is none. */
static ir_id first_work(const struct body_of_region *of)
{
    for (ir_id i = 0; i < of->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(of->body, i);
        bool is_call = op->code == IR_CALL && !is_plumbing(of, op) && !(op->flags & IR_METHOD) &&
                       (op->function == IR_NONE ||
                        of->flow->unit->functions[op->function].op_count > OPERATIONS_MIN);

        if (!is_measured(of, i) || of->body->liveness->needed[i])
            continue;
        if (is_call || makes_value(of, i))
            return i;
    }
    return IR_NONE;
}

static void look_for_use(const struct body_of_region *of)
{
    struct flow_fact *fact;
    ir_id work;

    if (has_live_work(of) || take_over(of) || is_told(of))
        return;
    work = first_work(of);
    if (work == IR_NONE)
        return;
    fact = trace_fact(of->flow, FACT_UNSUNK, of->number, of->body->id, work);
    if (flow_op(of->body, work)->code == IR_CALL && of->body->effects[work].math_errno)
        trace_lower(fact, CONFIDENCE_LIKELY,
                    "nothing reads the errno that a mathematical function may set (gcc assumes "
                    "so; clang with -fno-math-errno)");
    trace_finish(of->flow, fact, "nothing needs what is computed here");
}

/* --- work beside the loop ------------------------------------------------------------------- */

/* Nothing in the loop but sinks of what was there before. */
static bool is_empty_loop(const struct body_of_region *of)
{
    for (ir_id i = 0; i < of->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(of->body, i);

        if (!is_measured(of, i))
            continue;
        if ((op->code == IR_CALL && !is_plumbing(of, op) && !is_sink(of, i)) ||
            (op->code == IR_COMPUTE && (!op->arg_count || op->args[0] != of->region->start)) ||
            op->code == IR_ASM || op->code == IR_DESTROY ||
            op->code == IR_ITER || op->code == IR_FUNC ||
            (op->code == IR_NEXT && i != of->region->start) ||
            (op->code == IR_STORE && op->args[0] != of->region->start) ||
            (op->code == IR_LOAD && (op->place.base != IR_NONE || op->place.index != IR_NONE)))
            return false;
    }
    return true;
}

/* Whether the loop speaks of the variable that holds the value. */
static bool is_kept_for_loop(const struct body_of_region *of, ir_id value)
{
    ir_id variable = IR_NONE;

    for (ir_id i = 0; i < of->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(of->body, i);

        if (op->code == IR_STORE && op->args[0] == value)
            variable = op->place.variable;
    }
    for (ir_id i = 0; variable != IR_NONE && i < of->body->function->op_count; i++)
        if (is_measured(of, i) && flow_op(of->body, i)->place.variable == variable)
            return true;
    return false;
}

/* A call beside the loop that makes what the loop only sinks.  Of another one nobody can tell that
 * it is the work: a macro that expands to nothing may be what is measured. */
static ir_id work_beside(const struct body_of_region *of)
{
    for (ir_id i = 0; i < of->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(of->body, i);

        if (op->code == IR_CALL && flow_reachable(of->body, i) && !of->region->inside[i] &&
            i != of->region->start && !is_plumbing(of, op) && !is_sink(of, i) &&
            !(op->flags & IR_METHOD) && is_kept_for_loop(of, i) &&
            (op->function != IR_NONE || of->body->effects[i].unknown))
            return i;
    }
    return IR_NONE;
}

static bool pauses(const struct body_of_region *of)
{
    const struct flow *flow = of->flow;

    for (ir_id i = 0; i < of->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(of->body, i);

        if (op->code == IR_CALL &&
            (model_idiom(flow->model, resolve_language(flow->unit), IDIOM_PAUSE, op->text) ||
             model_idiom(flow->model, resolve_language(flow->unit), IDIOM_SKIP, op->text)))
            return true;
    }
    return false;
}

static void look_beside(const struct body_of_region *of)
{
    struct flow_fact *fact;
    ir_id work;

    if (of->region->start == IR_NONE || of->region->start != of->region->stop ||
        is_told(of) || pauses(of) || !is_empty_loop(of))
        return;
    work = work_beside(of);
    if (work == IR_NONE)
        return;
    fact = trace_fact(of->flow, FACT_OUTSIDE_LOOP, of->number, of->body->id, work);
    fact->callee = trace_callee(of->flow, of->body->id, work);
    trace_lower(fact, CONFIDENCE_LIKELY, "the loop is meant to contain what is measured");
    trace_finish(of->flow, fact, "this runs once, and no clock runs with it");
}

void unsunk_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        struct body_of_region of = {flow, r, region, &flow->bodies[region->function]};

        if (region->kind != REGION_FRAMEWORK || region->idle || region->result == RESULT_NEEDED ||
            !of.body->liveness || !region->name)
            continue;
        look_for_use(&of);
        look_beside(&of);
    }
}
