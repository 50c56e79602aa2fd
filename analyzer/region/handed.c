#include "handed.h"

#include "framework.h"
#include "resolve.h"
#include "words.h"

static bool is_taken(const struct region_list *list, ir_id function)
{
    for (size_t i = 0; i < list->regions.count; i++)
        if (list->regions.items[i].function == function || list->regions.items[i].reached[function])
            return true;
    return false;
}

static void add_handed(struct region_list *list, const struct callee_set *set, const char *name)
{
    struct arena scratch = {0};
    size_t count = list->unit->function_count;
    bool *handed = ARENA_ARRAY(&scratch, bool, count + 1);
    for (ir_id f = 0; f < count; f++)
        handed[f] = callee_set_has(set, f) && !is_taken(list, f);
    for (ir_id f = 0; f < count; f++)
        if (handed[f])
            region_add(list, (struct region){.kind = REGION_CALLBACK,
                                             .sureness = REGION_LIKELY,
                                             .function = f,
                                             .start = IR_NONE,
                                             .stop = IR_NONE,
                                             .name = name,
                                             .result = RESULT_UNKNOWN,
                                             .caller = IR_NONE,
                                             .call = IR_NONE,
                                             .callable = IR_NONE});
    arena_release(&scratch);
}

/* A helper in a header counts as shown only when its own timing was understood. */
static bool is_shown(const struct region_list *list, ir_id function)
{
    return function != IR_NONE &&
           (!list->unit->functions[function].file || is_taken(list, function));
}

/* Whether a call hands something over to be timed, as far as its name tells. */
static bool calls_helper(const struct region_list *list, ir_id function, const struct ir_op *call,
                         bool is_benchmark_file)
{
    const struct ir_unit *unit = list->unit;
    const struct ir_op *ops = unit->functions[function].ops;
    if (call->code != IR_CALL || is_shown(list, call->function) ||
        resolve_api(unit, list->model, call) || framework_knows(unit, list->model, call))
        return false;
    const char *owner = call->flags & IR_METHOD && call->arg_count
                            ? resolve_class(unit, ops[call->args[0]].type)
                            : "";
    return words_times_what_it_gets(call->text, owner, is_benchmark_file);
}

bool handed_is_driver(struct region_list *list, ir_id function)
{
    const struct ir_unit *unit = list->unit;
    const bool *reached = reach_from(list->reach, function, NULL, NULL);
    for (size_t i = 0; i < list->regions.count; i++)
        if (reached[list->regions.items[i].function])
            return true;
    for (size_t i = 0; i < unit->functions[function].op_count; i++)
        if (calls_helper(list, function, &unit->functions[function].ops[i], true))
            return true;
    return false;
}

static void visit_call(struct region_list *list, ir_id function, const struct ir_op *call)
{
    for (uint32_t i = 0; i < call->arg_count; i++) {
        struct callee_set set = callees_of(list->unit->callees, function, call->args[i]);
        if (callee_set_count(&set))
            add_handed(list, &set, call->text);
    }
}

void handed_find(struct region_list *list, bool is_benchmark_file)
{
    const struct ir_unit *unit = list->unit;
    for (ir_id f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++)
            if (calls_helper(list, f, &unit->functions[f].ops[i], is_benchmark_file))
                visit_call(list, f, &unit->functions[f].ops[i]);
}
