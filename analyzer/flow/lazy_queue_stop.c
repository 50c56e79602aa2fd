/* What stops a clock may wait for the device first: a function or a context manager of the file. */
#include <string.h>

#include "lazy_queue.h"

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

/* The last operation that reads a clock; IR_NONE, which is after all, when it is done elsewhere. */
static ir_id last_reading(const struct flow_body *body)
{
    for (ir_id i = (ir_id)body->function->op_count; i-- > 0;)
        if (flow_op(body, i)->code == IR_CALL && body->effects[i].api &&
            body->effects[i].api->clock != CLOCK_NONE)
            return i;
    return IR_NONE;
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

    if (!events && (flow_op(body, stop)->code == IR_EXIT || calls_attribute(flow, body, stop) ||
                    strstr(flow_op(body, stop)->text, "sync")))
        return true; /* nobody shows what it does, or its name does: time_synchronized() */
    ir_id last = events ? last_reading(&flow->bodies[function]) : IR_NONE;
    for (size_t e = 0; events && e < events->list.count; e++) {
        const struct lazy_event *event = &events->list.items[e];

        if (event->object == OBJECT_AMBIENT_NUMBER && event->op < last &&
            (!event->kind || event->kind == kind) &&
            (event->action == ACTION_REALIZE || event->action == ACTION_HIDE ||
             (event->action == ACTION_APPLY && event->mask & (STATE_REALIZED | STATE_UNKNOWN))))
            return true;
    }
    return false;
}
