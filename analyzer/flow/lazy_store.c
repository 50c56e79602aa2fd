/* Memory into which one stores, and that is a file: mmap. */
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
