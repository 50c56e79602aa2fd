/* Starting one measured program: its streams, limits and place, by posix_spawn. */
#ifndef RUNNER_SPAWN_CHILD_H
#define RUNNER_SPAWN_CHILD_H

#include <sys/types.h>

#include "protocol.h"

enum child_stream { CHILD_OUTPUT, CHILD_ERROR, CHILD_REGION, CHILD_STREAMS };

struct child {
    pid_t pid;                  /* and its process group */
    int streams[CHILD_STREAMS]; /* our ends, not blocking; -1 when closed */
};

/* `strings` as protocol.h says.  0, or the errno of why it did not start; the streams are then
 * closed. */
int child_spawn(struct child *child, const struct launch_request *request, char *strings);
void child_close(struct child *child, enum child_stream stream);

#endif
