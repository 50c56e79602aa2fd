/* The limits that control groups put on this process: its own group's and those of the groups that
 * hold it, of both versions of the kernel's interface. */
#ifndef RUNNER_CGROUP_H
#define RUNNER_CGROUP_H

#include <stdbool.h>
#include <stddef.h>

struct cgroup_file {
    const char *file;                      /* of version 2: "memory.max" */
    const char *old_controller, *old_file; /* of version 1: "memory", "memory.limit_in_bytes" */
};

/* Fills `text` with the nearest limit that is set, "none" where there is none.  False where no
 * group of this process has such a file.  `root` is "", or a folder that a test made. */
bool cgroup_limit(const char *root, const struct cgroup_file *wanted, char *text, size_t size);

#endif
