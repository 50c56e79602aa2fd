/* What stops a clock may wait for the device first: a function or a context manager of the file. */
#include <string.h>

#include "lazy_queue.h"
#include "str.h"

/* The function of the file that the operation runs: what it calls, or the generator behind the
 * context manager that it leaves. */
static ir_id runs(const struct flow *flow, const struct flow_body *body, ir_id id)
{
    const struct ir_op *op = flow_op(body, id);
    const struct ir_op *manager = op->arg_count ? flow_op(body, op->args[0]) : NULL;
    const char *class_name;

    if (op->code != IR_EXIT || !manager)
        return op->code == IR_CALL ? op->function : IR_NONE;
    class_name = resolve_class(flow->unit, manager->type);
    if (*class_name && resolve_has_class(flow->unit, class_name))
        return resolve_method(flow->unit, class_name, "__exit__");
    return manager->code == IR_CALL ? manager->function : IR_NONE;
}

/* What a function does between where it goes on when the clock is stopped and the last reading. */
struct stretch {
    const struct ir_function *function;
    ir_id first, last; /* IR_NONE, which is after all, when another function reads */
};

/* A context manager made of a generator goes on after its `yield`. */
static struct stretch stretch_of(const struct flow *flow, ir_id id)
{
    const struct ir_function *function = &flow->unit->functions[id];
    struct stretch stretch = {function, 0, IR_NONE};

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        const struct api *api = op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op)
                                                    : NULL;
        if (op->code == IR_YIELD)
            stretch.first = i + 1;
        if (api && api->clock != CLOCK_NONE)
            stretch.last = i;
    }
    return stretch;
}

/* Whether somebody out of sight is asked to do something, or somebody who says that he waits. */
static bool asks_others(const struct flow *flow, const struct stretch *stretch)
{
    for (ir_id i = stretch->first; i < stretch->function->op_count && i < stretch->last; i++) {
        const struct ir_op *op = &stretch->function->ops[i];

        if (op->code == IR_CALL && (op->function == IR_NONE
                                        ? !resolve_api(flow->unit, flow->model, op) &&
                                              !str_starts(op->text, "builtins.")
                                        : strstr(op->text, "sync") != NULL))
            return true;
    }
    return false;
}

/* self.clock(True): what the attribute of a class of the file holds nobody shows. */
static bool calls_attribute(const struct flow *flow, const struct flow_body *body, ir_id id)
{
    const struct ir_op *op = flow_op(body, id);

    return op->code == IR_CALL && op->flags & IR_METHOD && op->arg_count &&
           !body->effects[id].api &&
           resolve_has_class(flow->unit,
                             resolve_class(flow->unit, flow_op(body, op->args[0])->type));
}

bool lazy_queue_waits_at_stop(const struct flow *flow, const struct flow_body *body,
                              struct lazy_events *const *all, ir_id stop,
                              const struct lazy_kind *kind)
{
    ir_id function = runs(flow, body, stop);
    const struct lazy_events *events = function == IR_NONE ? NULL : all[function];
    struct stretch stretch = {.last = IR_NONE};
    bool exits = flow_op(body, stop)->code == IR_EXIT;

    if (function != IR_NONE) {
        stretch = stretch_of(flow, function);
        exits = exits && asks_others(flow, &stretch);
    }
    if (!events &&
        (exits || calls_attribute(flow, body, stop) || strstr(flow_op(body, stop)->text, "sync")))
        return true; /* nobody shows what it does, or its name does: time_synchronized() */
    for (size_t e = 0; events && e < events->list.count; e++) {
        const struct lazy_event *event = &events->list.items[e];

        if (event->object == OBJECT_AMBIENT_NUMBER && event->op >= stretch.first &&
            event->op < stretch.last && (!event->kind || event->kind == kind) &&
            (event->action == ACTION_REALIZE || event->action == ACTION_HIDE ||
             (event->action == ACTION_APPLY && event->mask & (STATE_REALIZED | STATE_UNKNOWN))))
            return true;
    }
    return false;
}
