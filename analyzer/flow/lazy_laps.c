#include "lazy_laps.h"

static bool follows(const struct region *region, const struct region *other)
{
    if (other->kind != REGION_TIMER || other == region || other->function != region->function ||
        other->start == IR_NONE)
        return false;
    return other->start == region->stop ||
           (other->start == region->start && other->inside[region->stop]);
}

/* Whether the other span has work of its own to wait for: then it is no second half. */
static bool has_own_work(const struct region *region, const struct region *other,
                         const struct lazy_events *events, const struct lazy_item *item)
{
    for (size_t e = 0; item->kind->carried && e < events->list.count; e++) {
        const struct lazy_event *event = &events->list.items[e];

        if (lazy_leaves_pending(event) && lazy_concerns(event, item) && other->inside[event->op] &&
            !region->inside[event->op])
            return true;
    }
    return false;
}

bool lazy_in_other_lap(const struct flow *flow, const struct region *region,
                       const struct lazy_events *events, const struct lazy_item *item)
{
    if (region->kind != REGION_TIMER || region->stop == IR_NONE)
        return false;
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *other = &flow->regions->items[r];

        if (follows(region, other) && has_own_work(region, other, events, item))
            continue;
        for (size_t e = 0; follows(region, other) && e < events->list.count; e++) {
            const struct lazy_event *event = &events->list.items[e];

            bool may_wait = event->action == ACTION_HIDE && !item->kind->carried;

            if ((event->action == ACTION_REALIZE || event->action == ACTION_APPLY || may_wait) &&
                other->inside[event->op] && region->after[event->op] &&
                lazy_concerns(event, item))
                return true;
        }
    }
    return false;
}
