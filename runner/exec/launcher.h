/* The launcher process: where it is found, and how it is started and ended. */
#ifndef RUNNER_LAUNCHER_H
#define RUNNER_LAUNCHER_H

#include <sys/types.h>

#include "err.h"

struct launcher {
    pid_t pid;  /* 0: not running */
    int socket; /* our end */
};

/* Starts benchrun-launch: beside this program, or where it is built or installed.  -1 and *err. */
int launcher_start(struct launcher *launcher, struct err *err);
/* Closes the socket, upon which it ends, and reaps it. */
void launcher_stop(struct launcher *launcher);

#endif
