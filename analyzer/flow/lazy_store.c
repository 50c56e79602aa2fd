/* Memory into which one stores, and that is a file: mmap; objects that take items. */
#include "lazy_internal.h"

bool lazy_stored(struct lazy_builder *builder, const uint64_t *objects)
{
    const struct lazy_events *events = builder->events;
    size_t before = events->list.count;

    for (size_t i = 0; objects && i < before; i++) {
        struct lazy_event event = events->list.items[i];

        if (event.action == ACTION_CREATE && event.kind && event.kind->on_store &&
            bits_has(objects, event.object))
            lazy_add(builder, event.object, event.kind, ACTION_PRODUCE, STATE_PENDING, true);
    }
    return events->list.count > before;
}

void lazy_item_stored(struct lazy_builder *builder)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);

    /* What becomes of the work that the object itself put off when it takes an item, nobody
     * says. */
    if (op->place.base != IR_NONE)
        lazy_add_value(builder, op->place.base, NULL, ACTION_HIDE, STATE_UNKNOWN);
    /* Nor who takes the item out again, where it is not known what the object is. */
    if (!lazy_held_puts(builder->events->held, builder->op)) {
        lazy_add_value(builder, op->args[0], NULL, ACTION_HIDE, STATE_UNKNOWN);
        lazy_add_value(builder, op->place.index, NULL, ACTION_HIDE, STATE_UNKNOWN);
    }
}
