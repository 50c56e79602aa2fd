/* A control group for the launcher and all that it starts, so that the memory of a program counts
 * together with that of its children, and with what they share: RLIMIT_DATA limits each process
 * alone; and so that their number is limited wherever they hide: a session of its own does not help
 * a process out of its group.  Where no group can be made (no controller, no permission), there are
 * the limits of each process and the launcher's eye on the number of all. */
#ifndef RUNNER_CONFINE_H
#define RUNNER_CONFINE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { CONFINE_PATH_MAX = 1024 };

struct confine {
    char folder[CONFINE_PATH_MAX]; /* where memory is limited; "": nowhere */
    char tasks[CONFINE_PATH_MAX];  /* where the number of processes is: the same, or in version 1 of
                                    * the interface another one; "": nowhere */
    bool old;                      /* of version 1 */
    uint64_t limit;                /* in force; 0: none */
    uint32_t processes;            /* in force; 0: any number */
};

/* Makes a group beside or below that of this process; false where memory cannot be limited.  Groups
 * that a killed benchrun left behind are removed.  `root` is "", or a folder that a test made. */
bool confine_open(struct confine *confine, const char *root);
/* Puts a process into it, whose children will be in it too.  A group that refuses is given up. */
void confine_take(struct confine *confine, pid_t pid);
/* Of all that is in it together: memory in bytes, and processes and threads besides the one that
 * was put into it; 0: none.  False where memory is not limited. */
bool confine_limit(struct confine *confine, uint64_t bytes, uint32_t processes);
/* Whether the number of processes is limited at all. */
bool confine_counts(const struct confine *confine);
/* How many processes in it the kernel killed for its memory so far; 0 where there is none. */
uint64_t confine_kills(const struct confine *confine);
/* How often the kernel refused to start one more so far; 0 where there is none. */
uint64_t confine_refused(const struct confine *confine);
/* From now on nobody in it can start another process, until a limit is set again. */
void confine_seal(struct confine *confine);
/* Seals it and kills all that is in it, the launcher too, until nothing is left; for a second at
 * most. */
void confine_kill(struct confine *confine);
/* Once nothing runs in it.  Accepts a zeroed one. */
void confine_close(struct confine *confine);

#endif
