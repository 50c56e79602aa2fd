#include "flow_internal.h"

#include <string.h>

#include "asked.h"
#include "build.h"
#include "checked.h"
#include "clocks.h"
#include "compared.h"
#include "dead.h"
#include "design.h"
#include "elapsed.h"
#include "exhausted.h"
#include "fenced.h"
#include "first_call.h"
#include "memoised.h"
#include "prepared.h"
#include "folded.h"
#include "foreign.h"
#include "invariant.h"
#include "lazy.h"
#include "lazy_queue.h"
#include "liveness.h"
#include "outlived.h"
#include "resort.h"
#include "samples.h"
#include "set_up.h"
#include "shared.h"
#include "single.h"
#include "sinks.h"
#include "summary.h"
#include "streams.h"
#include "threads.h"
#include "trace.h"
#include "unsunk.h"
#include "untouched.h"
#include "wall.h"

/* A region's function, what it reaches, and whatever those call. */
static void want_regions(struct flow *flow)
{
    const struct regions *regions = flow->regions;
    size_t count = flow->unit->function_count;

    for (size_t r = 0; r < regions->count; r++) {
        flow->bodies[regions->items[r].function].wanted = true;
        for (size_t f = 0; regions->items[r].reached && f < count; f++)
            flow->bodies[f].wanted |= regions->items[r].reached[f];
    }
    /* Callers come after their callees in the order, so one pass backwards reaches all. */
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = count; i-- > 0;) {
            ir_id f = flow->graph->order[i];

            for (size_t e = flow->graph->first[f];
                 flow->bodies[f].wanted && e < flow->graph->first[f + 1]; e++) {
                struct flow_body *callee = &flow->bodies[flow->graph->edges[e]];
                changed |= !callee->wanted;
                callee->wanted = true;
            }
        }
    }
}

struct flow *flow_new(struct ir_unit *unit, const struct model *model,
                      const struct regions *regions)
{
    struct flow *flow = ARENA_NEW(unit->arena, struct flow);

    flow->unit = unit;
    flow->model = model;
    flow->regions = regions;
    flow->arena = unit->arena;
    flow->bodies = ARENA_ARRAY(unit->arena, struct flow_body, unit->function_count + 1);
    flow->observed = ARENA_ARRAY(unit->arena, bool, unit->variable_count + 1);
    flow->held = ARENA_ARRAY(unit->arena, ir_id, unit->variable_count + 1);
    flow->mentioned = ARENA_ARRAY(unit->arena, ir_id, unit->variable_count + 1);
    memset(flow->mentioned, 0xff, unit->variable_count * sizeof *flow->mentioned); /* IR_NONE */
    flow->shared = ARENA_ARRAY(unit->arena, bool, unit->variable_count + 1);
    for (ir_id f = 0; f < unit->function_count; f++) {
        flow->bodies[f].id = f;
        flow->bodies[f].function = &unit->functions[f];
    }
    if (regions->count == 0)
        return flow;
    shared_fill(flow);
    flow->graph = callgraph_new(unit, flow->held);
    want_regions(flow);
    lazy_queues_find(flow);
    summary_fill(flow);
    for (ir_id f = 0; f < unit->function_count; f++)
        if (unit->language != IR_PYTHON && unit->optimisation > 0 && flow->bodies[f].trusted)
            flow->bodies[f].liveness = liveness_new(flow, &flow->bodies[f]);
    return flow;
}

const struct flow_summary *flow_summary(const struct flow *flow, ir_id function)
{
    return &flow->bodies[function].summary;
}

bool flow_needed(const struct flow *flow, ir_id function, ir_id op)
{
    const struct liveness *live = flow->bodies[function].liveness;

    return !live || live->needed[op];
}

/* What a macro of a header makes where it is used, nobody can mend there; but a framework's macro
 * may make the very function that is measured. */
static bool is_of_header(const struct flow *flow, const struct flow_fact *fact)
{
    return flow->unit->functions[fact->function].is_of_header &&
           flow->regions->items[fact->region].function != fact->function;
}

/* What has no place in the file cannot be shown: a lambda of a header, say. */
static void drop_placeless(const struct flow *flow, struct flow_facts *facts)
{
    size_t kept = 0;

    for (size_t i = 0; i < facts->count; i++) {
        const struct flow_fact *fact = &facts->items[i];

        if (trace_place(flow, fact)->line > 0 && !is_of_header(flow, fact))
            facts->items[kept++] = *fact;
    }
    facts->count = kept;
}

/* A header that was not found may declare what uses a value, or a macro that does. */
static void lower_for_gaps(const struct flow *flow, struct flow_fact *fact)
{
    if (flow->unit->gap_count == 0 || flow->unit->language == IR_PYTHON)
        return;
    trace_lower(fact, CONFIDENCE_LIKELY, "what could not be read of this file changes nothing");
}

/* A fact is never surer than the region that it is about. */
static void lower(const struct flow *flow, struct flow_fact *fact)
{
    enum region_sureness sureness = flow->regions->items[fact->region].sureness;

    if (sureness != REGION_CERTAIN)
        trace_lower(fact, sureness == REGION_LIKELY ? CONFIDENCE_LIKELY : CONFIDENCE_POSSIBLE,
                    "this is what is measured");
    lower_for_gaps(flow, fact);
}

static int compare(const struct flow *flow, const struct flow_fact *a, const struct flow_fact *b)
{
    const struct ir_range *at_a = trace_place(flow, a), *at_b = trace_place(flow, b);

    if (a->region != b->region)
        return a->region < b->region ? -1 : 1;
    if (at_a->line != at_b->line)
        return at_a->line < at_b->line ? -1 : 1;
    if (at_a->column != at_b->column)
        return at_a->column < at_b->column ? -1 : 1;
    return (int)a->kind - (int)b->kind;
}

/* What only languages have that know addresses, destructors and a compiler that reorders. */
static void compiled_facts(struct flow *flow)
{
    untouched_facts(flow);
    if (flow->regions->count)
        untouched_arrays(flow);
    outlived_facts(flow);
    checked_facts(flow);
    fenced_facts(flow);
    sinks_facts(flow);
    set_up_facts(flow);
}

struct flow_facts flow_facts(struct flow *flow)
{
    struct flow_facts facts;

    flow->found.count = 0;
    for (ir_id f = 0; f < flow->unit->function_count; f++)
        if (flow->bodies[f].liveness)
            dead_facts(flow, &flow->bodies[f]);
    unsunk_facts(flow);
    lazy_facts(flow);
    asked_facts(flow);
    exhausted_facts(flow);
    first_call_facts(flow);
    memoised_facts(flow);
    prepared_facts(flow);
    folded_facts(flow);
    invariant_facts(flow);
    resort_facts(flow);
    wall_facts(flow);
    clocks_facts(flow);
    threads_facts(flow);
    streams_facts(flow);
    foreign_facts(flow);
    elapsed_facts(flow);
    build_facts(flow);
    compared_facts(flow);
    design_facts(flow);
    if (flow->unit->language != IR_PYTHON)
        compiled_facts(flow);
    samples_facts(flow);
    single_facts(flow);
    facts = (struct flow_facts){flow->found.items, flow->found.count};
    drop_placeless(flow, &facts);
    for (size_t i = 0; i < facts.count; i++) /* few: insertion */
        for (size_t j = i; j > 0 && compare(flow, &facts.items[j - 1], &facts.items[j]) > 0; j--) {
            struct flow_fact swap = facts.items[j - 1];
            facts.items[j - 1] = facts.items[j];
            facts.items[j] = swap;
        }
    for (size_t i = 0; i < facts.count; i++)
        lower(flow, &facts.items[i]);
    return facts;
}
