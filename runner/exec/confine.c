#include "confine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cgroup.h"

#define PREFIX "benchrun-"
/* Of confine->processes: no limit that anybody asks for. */
#define SEALED UINT32_MAX

static const char *limit_file(const struct confine *confine)
{
    return confine->old ? "memory.limit_in_bytes" : "memory.max";
}

static bool write_text(const char *folder, const char *name, const char *text)
{
    char path[CONFINE_PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = *folder ? open(path, O_WRONLY | O_CLOEXEC) : -1;
    if (file < 0)
        return false;
    ssize_t length = (ssize_t)strlen(text);
    bool written = write(file, text, (size_t)length) == length;
    return close(file) == 0 && written;
}

static bool write_number(const char *folder, const char *name, uint64_t number)
{
    char text[32];
    snprintf(text, sizeof text, "%" PRIu64, number);
    return write_text(folder, name, text);
}

/* Whoever made it is gone, and nothing runs in it: the kernel refuses to remove it otherwise. */
static void remove_left(const char *parent)
{
    DIR *folder = opendir(parent);
    const struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        long pid = strncmp(entry->d_name, PREFIX, strlen(PREFIX)) == 0
                       ? strtol(entry->d_name + strlen(PREFIX), NULL, 10)
                       : 0;
        if (pid > 1 && kill((pid_t)pid, 0) != 0 && errno == ESRCH)
            unlinkat(dirfd(folder), entry->d_name, AT_REMOVEDIR);
    }
    if (folder)
        closedir(folder);
}

static bool has_file(const char *folder, const char *name)
{
    char path[CONFINE_PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, W_OK) == 0;
}

static void drop(char *folder)
{
    if (*folder)
        rmdir(folder);
    *folder = '\0';
}

/* A group below `parent` that has the file which limits it; its path goes to `folder`. */
static bool make_below(const char *parent, const char *limit, char *folder)
{
    remove_left(parent);
    int length = snprintf(folder, CONFINE_PATH_MAX, "%s/" PREFIX "%d", parent, (int)getpid());
    bool made = length < CONFINE_PATH_MAX && (mkdir(folder, 0755) == 0 || errno == EEXIST);
    if (made && has_file(folder, limit))
        return true;
    if (made)
        drop(folder);
    *folder = '\0';
    return false;
}

/* In version 2 one group limits everything. */
static bool open_new(struct confine *confine, const char *root)
{
    char own[CONFINE_PATH_MAX];
    if (!cgroup_folder(root, NULL, own, sizeof own))
        return false;
    if (!make_below(own, limit_file(confine), confine->folder)) {
        /* A group with processes in it hands no controller down: beside it, then. */
        *strrchr(own, '/') = '\0';
        if (!make_below(own, limit_file(confine), confine->folder))
            return false;
    }
    if (has_file(confine->folder, "pids.max"))
        memcpy(confine->tasks, confine->folder, sizeof confine->tasks);
    return true;
}

bool confine_open(struct confine *confine, const char *root)
{
    char own[CONFINE_PATH_MAX];
    *confine = (struct confine){0};
    if (open_new(confine, root))
        return true;
    confine->old = true;
    if (cgroup_folder(root, "pids", own, sizeof own))
        make_below(own, "pids.max", confine->tasks);
    return cgroup_folder(root, "memory", own, sizeof own) &&
           make_below(own, limit_file(confine), confine->folder);
}

void confine_take(struct confine *confine, pid_t pid)
{
    if (!write_number(confine->folder, "cgroup.procs", (uint64_t)pid))
        drop(confine->folder);
    if (!write_number(confine->tasks, "cgroup.procs", (uint64_t)pid))
        drop(confine->tasks);
}

static bool limit_memory(struct confine *confine, uint64_t bytes)
{
    if (bytes == confine->limit)
        return *confine->folder;
    const char *none = confine->old ? "-1" : "max", *file = limit_file(confine);
    if (!(bytes ? write_number(confine->folder, file, bytes)
                : write_text(confine->folder, file, none)))
        return false;
    /* Without swap a program that needs more ends; with it, it would only become slow. */
    write_text(confine->folder, confine->old ? "memory.swappiness" : "memory.swap.max", "0");
    confine->limit = bytes;
    return true;
}

bool confine_limit(struct confine *confine, uint64_t bytes, uint32_t processes)
{
    /* The launcher is one of them. */
    if (processes != confine->processes &&
        (processes ? write_number(confine->tasks, "pids.max", 1ULL + processes)
                   : write_text(confine->tasks, "pids.max", "max")))
        confine->processes = processes;
    return limit_memory(confine, bytes);
}

/* The number after `key` at the beginning of a line; 0 where there is none. */
static uint64_t count_in(const char *folder, const char *name, const char *key)
{
    char path[CONFINE_PATH_MAX + 64], line[256];
    uint64_t count = 0;
    size_t length = strlen(key);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = *folder ? fopen(path, "re") : NULL;
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, key, length) == 0 && line[length] == ' ')
            count = strtoull(line + length, NULL, 10);
    if (file)
        fclose(file);
    return count;
}

uint64_t confine_kills(const struct confine *confine)
{
    return count_in(confine->folder, confine->old ? "memory.oom_control" : "memory.events",
                    "oom_kill");
}

uint64_t confine_refused(const struct confine *confine)
{
    return count_in(confine->tasks, "pids.events", "max");
}

bool confine_counts(const struct confine *confine)
{
    return *confine->tasks;
}

void confine_seal(struct confine *confine)
{
    if (write_text(confine->tasks, "pids.max", "0"))
        confine->processes = SEALED;
}

/* Whoever forks faster than one can kill is met in the next round; false when nobody was there. */
static bool kill_listed(const char *folder)
{
    char path[CONFINE_PATH_MAX + 64];
    bool found = false;
    int pid;
    snprintf(path, sizeof path, "%s/cgroup.procs", folder);
    FILE *file = *folder ? fopen(path, "re") : NULL;
    while (file && fscanf(file, "%d", &pid) == 1)
        if (pid > 1 && pid != getpid())
            found = kill(pid, SIGKILL) == 0 || found;
    if (file)
        fclose(file);
    return found;
}

void confine_kill(struct confine *confine)
{
    enum { ROUNDS = 1000 };
    const struct timespec pause = {.tv_nsec = 1000000};
    const char *folder = *confine->tasks ? confine->tasks : confine->folder;
    confine_seal(confine);
    write_text(confine->folder, "cgroup.kill", "1"); /* version 2 has it since Linux 5.14 */
    for (int i = 0; i < ROUNDS && kill_listed(folder); i++)
        nanosleep(&pause, NULL);
}

void confine_close(struct confine *confine)
{
    drop(confine->folder);
    drop(confine->tasks);
}
