/* What benchrun and its launcher say to each other over a socket, both on the same machine and from
 * the same build: a request, followed by `bytes` bytes of NUL-terminated strings (the folder, then
 * the arguments, then the environment); whether it was started; if it was, a reply.  A byte sent
 * while a run is under way asks for its end.  When the socket closes the launcher kills what it
 * runs and ends. */
#ifndef RUNNER_PROTOCOL_H
#define RUNNER_PROTOCOL_H

#include <stdint.h>
#include <sys/resource.h>

#include "region.h"

enum {
    PROTOCOL_SOCKET = 3,          /* the launcher's end is inherited as this descriptor */
    PROTOCOL_BYTES_MAX = 4 << 20, /* of one request; the kernel's own bound on arguments is 2 MiB */
    PROTOCOL_TAIL = 2048          /* bytes kept of the end of what a program prints */
};

struct launch_request {
    uint32_t bytes;
    uint32_t argument_count, environment_count;
    int32_t cpu;     /* to run on; -1: any */
    double timeout;  /* seconds; then the program is killed */
    uint64_t memory; /* bytes of private memory; 0: no limit */
    uint32_t processes; /* and threads of the whole system, more than before: a fork bomb; 0: the
                         * kernel counts those of the program */
};

struct launch_tail {
    uint32_t length;
    char bytes[PROTOCOL_TAIL];
};

struct launch_started {
    int32_t error; /* errno of why it was not; no reply follows */
    int32_t pid;   /* and process group: to be killed should the launcher be gone */
};

struct launch_reply {
    int32_t wait_status; /* as wait4 gives it */
    uint8_t timed_out, cancelled;
    uint8_t crowded;     /* killed for the number of its processes */
    uint8_t disturbed;   /* killed since others have started as many: to be run again */
    uint8_t loose;       /* some could not be killed: they start others faster */
    uint32_t strays;     /* processes that were left behind and killed */
    double wall;         /* seconds from before the start to after the end */
    struct rusage usage; /* of exactly this program, and of the children that it waited for */
    struct region_report region;
    struct launch_tail output, error;
};

#endif
