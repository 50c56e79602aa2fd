/* The cliffs found so far in one fixture, in ascending order, and what is said of each. */
#ifndef RUNNER_ANALYSE_CLIFFS_H
#define RUNNER_ANALYSE_CLIFFS_H

#include "session.h"

struct cliff_list {
    struct cliff *items;
    size_t count, capacity;
};

/* Keeps them in ascending order. */
void cliffs_add(struct session *session, struct cliff_list *cliffs, const struct cliff *cliff);
/* True when a cliff of the list, or a further step of a staircase, lies in (low, high]. */
bool cliffs_explain(const struct cliff_list *cliffs, int64_t low, int64_t high);
/* True when a metric that repeats itself has shown one of them. */
bool cliffs_proved(const struct cliff_list *cliffs);
/* Fills both sides and the CPU ratio of each from the samples that were taken. */
void cliffs_describe(struct session *session, struct cliff_list *cliffs);

#endif
