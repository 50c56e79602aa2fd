/* The program to be sampled, held at a gate until its sampler is in place. */
#ifndef RUNNER_GATE_H
#define RUNNER_GATE_H

#include <sys/types.h>

#include "profile.h"

struct gate {
    pid_t pid;
    int fd; /* our end of a pipe; closed by gate_close */
};

/* Starts a process of its own group, with its streams on /dev/null, that waits to become the
 * program.  -1 and *err when there is none. */
int gate_start(const struct profile_target *target, struct gate *gate, struct err *err);
/* Lets it run.  False when it is gone already. */
bool gate_open(const struct gate *gate);
/* Kills the program's group, which may have outlived it. */
void gate_close(struct gate *gate);
/* The moment, in seconds of the monotonic clock, at which the program's time is up. */
double gate_deadline(const struct profile_target *target);
/* Seconds of a clock that nobody sets. */
double gate_now(void);

#endif
