/* A control group for the launcher and all that it starts, so that the memory of a program counts
 * together with that of its children, and with what they share: RLIMIT_DATA limits each process
 * alone. Where no group can be made (no controller, no permission), that limit is all there is. */
#ifndef RUNNER_CONFINE_H
#define RUNNER_CONFINE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { CONFINE_PATH_MAX = 1024 };

struct confine {
    char folder[CONFINE_PATH_MAX]; /* "": there is none */
    bool old;                      /* of version 1 of the interface */
    uint64_t limit;                /* in force; 0: none */
};

/* Makes a group beside or below that of this process; false where that is not possible.  Groups
 * that a killed benchrun left behind are removed.  `root` is "", or a folder that a test made. */
bool confine_open(struct confine *confine, const char *root);
/* Puts a process into it, whose children will be in it too. */
bool confine_take(const struct confine *confine, pid_t pid);
/* Of all that is in it together, in bytes; 0: none.  False where the kernel refuses. */
bool confine_limit(struct confine *confine, uint64_t bytes);
/* How many processes in it the kernel killed for its limit so far; 0 where there is none. */
uint64_t confine_kills(const struct confine *confine);
/* Kills all that is in it, the launcher too, until nothing is left; for a second at most. */
void confine_kill(const struct confine *confine);
/* Once nothing runs in it.  Accepts a zeroed one. */
void confine_close(struct confine *confine);

#endif
