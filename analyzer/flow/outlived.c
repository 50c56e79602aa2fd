#include "outlived.h"

#include "trace.h"

enum { CLASS_NAME_MAX = 200 };

/* Whether the end of such an object visits all that it holds. */
static bool is_torn_down(const struct flow *flow, const struct ir_variable *variable)
{
    const char *class_name = resolve_class(flow->unit, variable->type);
    char destructor[CLASS_NAME_MAX + 4];
    const struct api *api;
    int length = snprintf(destructor, sizeof destructor, "%s::~", class_name);

    if (length < 0 || (size_t)length >= sizeof destructor)
        return false;
    api = model_api(flow->model, resolve_language(flow->unit), destructor);
    return api && api->categories & API_TEARDOWN;
}

static ir_id declaration_of(const struct ir_function *function, ir_id variable)
{
    for (ir_id i = 0; i < function->op_count; i++)
        if (function->ops[i].code == IR_DECLARE && function->ops[i].place.variable == variable)
            return i;
    return IR_NONE;
}

static bool is_told(const struct flow *flow, ir_id function, ir_id variable)
{
    for (size_t i = 0; i < flow->found.count; i++) {
        const struct flow_fact *fact = &flow->found.items[i];

        if (fact->kind == FACT_FOREIGN && fact->categories == API_TEARDOWN &&
            fact->function == function && fact->variable == variable)
            return true;
    }
    return false;
}

static void look_at(struct flow *flow, size_t number, ir_id end)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];
    ir_id variable = function->ops[end].place.variable, declaration;
    struct flow_fact *fact;

    if (variable == IR_NONE || !is_torn_down(flow, &flow->unit->variables[variable]) ||
        is_told(flow, region->function, variable))
        return;
    declaration = declaration_of(function, variable);
    if (declaration == IR_NONE || region->inside[declaration])
        return;
    fact = trace_fact(flow, FACT_FOREIGN, number, region->function, declaration);
    fact->categories = API_TEARDOWN;
    fact->variable = variable;
    fact->object = flow->unit->variables[variable].name;
    trace_lower(fact, CONFIDENCE_LIKELY, "it holds something when it ends");
    trace_finish(flow, fact, "this is made while the clock stands, and ends while it runs");
}

void outlived_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        const struct ir_function *function = &flow->unit->functions[region->function];

        if (region->kind == REGION_PROGRAM || region->kind == REGION_FUNCTION || region->idle ||
            region->is_deadline || region->start == IR_NONE)
            continue;
        for (ir_id i = 0; i < function->op_count; i++)
            if (function->ops[i].code == IR_DESTROY && region->inside[i])
                look_at(flow, r, i);
    }
}
