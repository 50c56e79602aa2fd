/* Runs in which a program's copies and allocations are counted (runner/count).  They are extra: the
 * counting costs time, so they are never mixed with runs whose time is measured. */
#ifndef RUNNER_COUNTING_H
#define RUNNER_COUNTING_H

#include <stdbool.h>

#include "counters.h"
#include "result.h"

struct counting;

/* NULL when the counter (benchrun-count.so) is not beside this program, or there is no scratch
 * file: then nothing is counted. */
struct counting *counting_open(void);
void counting_close(struct counting *counting); /* accepts NULL */

/* The variables that a counted program needs, NULL-terminated; valid until counting_close. */
const char *const *counting_environment(const struct counting *counting);
/* Before a run. */
void counting_reset(struct counting *counting);
/* After it: what was counted since the reset. */
void counting_read(const struct counting *counting, struct sample_count *count);

/* Who copied in the last run: COPY_CALLERS entries, some of them empty.  Valid until the next
 * reset. */
const struct copy_caller *counting_callers(const struct counting *counting);

#endif
