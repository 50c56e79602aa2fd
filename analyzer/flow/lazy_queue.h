/* Work that waits in a device's queue, which works in order: not single objects are pending but the
 * queue, and doing the work of one object does that of all before it.
 *
 * The queue is ambient: the calls name objects of a class, and mean it.  A call that nothing is
 * known of may wait for the device, whatever it is handed, and puts the queue out of sight; what is
 * handed over after that is in sight again. */
#ifndef ANALYZER_FLOW_LAZY_QUEUE_H
#define ANALYZER_FLOW_LAZY_QUEUE_H

#include "lazy_internal.h"

/* Fills flow->queues. */
void lazy_queues_find(struct flow *flow);
/* What the builder's operation does to the queues; functions of the file excepted. */
void lazy_queue_events(struct lazy_builder *builder);
/* Whether what stops the clock, a function or a context manager of the file, may wait before it
 * reads the clock.  `all`: the events by function, NULL where there are none. */
bool lazy_queue_waits_at_stop(const struct flow *flow, const struct flow_body *body,
                              struct lazy_events *const *all, ir_id stop,
                              const struct lazy_kind *kind);
/* Adds a fact where a loop of the region both fills a queue and waits for it. */
void lazy_queue_rounds(struct flow *flow, const struct lazy_events *events, size_t region);
/* A loop that times each round and waits somewhere in each: what a round leaves in the queue, the
 * next one waits for, and the sum is right.  So it is of a loop that is timed as a whole, but for
 * its last round.  The first lap starts elsewhere, and stops where the others do. */
bool lazy_queue_runs_on(const struct flow *flow, const struct lazy_events *events,
                        const struct region *region, size_t item);
/* Whether the last that the function hands over stands in a loop that waits in each round. */
bool lazy_queue_keeps_up(const struct flow *flow, const struct flow_body *body,
                         const struct lazy_events *events, const struct lazy_item *item);
/* The states of a queue after an event. */
uint8_t lazy_queue_act(const struct lazy_event *event, uint8_t states);

#endif
