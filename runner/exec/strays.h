/* Processes that a program left behind.  Whoever calls this is their reaper
 * (PR_SET_CHILD_SUBREAPER), so orphans become its children wherever they hid.  Needs nothing but
 * the C library. */
#ifndef RUNNER_STRAYS_H
#define RUNNER_STRAYS_H

#include <stdbool.h>
#include <stdint.h>

/* Kills and reaps every child of this process until there is none, for at most a second.  Returns
 * how many were reaped; *left: some are still there. */
uint32_t strays_kill(bool *left);

#endif
