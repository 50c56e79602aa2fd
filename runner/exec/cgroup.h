/* The control groups of this process: where its own is, and the limits that it and those that hold
 * it put on it, of both versions of the kernel's interface. */
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

/* The folder of this process's own group: in the hierarchy of a controller of version 1, or,
 * without one, in that of version 2.  False where there is no such folder. */
bool cgroup_folder(const char *root, const char *controller, char *path, size_t size);

#endif
