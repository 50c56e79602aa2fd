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
/* A little more than what the launcher itself enforces (PROTOCOL_TASKS_MAX). */
#define PIDS_MOST "2100"

static const char *limit_file(const struct confine *confine)
{
    return confine->old ? "memory.limit_in_bytes" : "memory.max";
}

static bool write_text(const struct confine *confine, const char *name, const char *text)
{
    char path[CONFINE_PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/%s", confine->folder, name);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    ssize_t length = (ssize_t)strlen(text);
    bool written = write(file, text, (size_t)length) == length;
    return close(file) == 0 && written;
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

/* A group below `parent` whose memory can be limited. */
static bool make_below(struct confine *confine, const char *parent)
{
    char path[CONFINE_PATH_MAX + 64];
    remove_left(parent);
    int length = snprintf(confine->folder, sizeof confine->folder, "%s/" PREFIX "%d", parent,
                          (int)getpid());
    bool made = length < (int)sizeof confine->folder &&
                (mkdir(confine->folder, 0755) == 0 || errno == EEXIST);
    snprintf(path, sizeof path, "%s/%s", confine->folder, limit_file(confine));
    if (made && access(path, W_OK) == 0)
        return true;
    if (made)
        rmdir(confine->folder);
    confine->folder[0] = '\0';
    return false;
}

bool confine_open(struct confine *confine, const char *root)
{
    char folder[CONFINE_PATH_MAX];
    *confine = (struct confine){0};
    if (cgroup_folder(root, NULL, folder, sizeof folder)) {
        if (make_below(confine, folder))
            return true;
        /* In version 2 a group with processes in it hands no controller down: beside it, then. */
        char *slash = strrchr(folder, '/');
        *slash = '\0';
        if (make_below(confine, folder))
            return true;
    }
    confine->old = true;
    return cgroup_folder(root, "memory", folder, sizeof folder) && make_below(confine, folder);
}

bool confine_take(const struct confine *confine, pid_t pid)
{
    char text[32];
    snprintf(text, sizeof text, "%d", (int)pid);
    return confine->folder[0] && write_text(confine, "cgroup.procs", text);
}

bool confine_limit(struct confine *confine, uint64_t bytes)
{
    char text[32];
    if (!confine->folder[0])
        return false;
    if (bytes == confine->limit)
        return true;
    snprintf(text, sizeof text, "%" PRIu64, bytes);
    const char *none = confine->old ? "-1" : "max";
    if (!write_text(confine, limit_file(confine), bytes ? text : none))
        return false;
    /* Without swap a program that needs more ends; with it, it would only become slow. */
    if (confine->old)
        write_text(confine, "memory.swappiness", "0");
    else
        write_text(confine, "memory.swap.max", "0");
    if (!confine->old)
        write_text(confine, "pids.max", PIDS_MOST);
    confine->limit = bytes;
    return true;
}

uint64_t confine_kills(const struct confine *confine)
{
    char path[CONFINE_PATH_MAX + 64], line[256];
    unsigned long long kills = 0;
    if (!confine->folder[0])
        return 0;
    snprintf(path, sizeof path, "%s/%s", confine->folder,
             confine->old ? "memory.oom_control" : "memory.events");
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "oom_kill %llu", &kills) == 1)
            break;
    if (file)
        fclose(file);
    return kills;
}

/* Whoever forks faster than one can kill is met in the next round; false when nobody was there. */
static bool kill_listed(const struct confine *confine)
{
    char path[CONFINE_PATH_MAX + 64];
    bool found = false;
    int pid;
    snprintf(path, sizeof path, "%s/cgroup.procs", confine->folder);
    FILE *file = fopen(path, "re");
    while (file && fscanf(file, "%d", &pid) == 1)
        if (pid > 1 && pid != getpid())
            found = kill(pid, SIGKILL) == 0 || found;
    if (file)
        fclose(file);
    return found;
}

void confine_kill(const struct confine *confine)
{
    enum { ROUNDS = 1000 };
    const struct timespec pause = {.tv_nsec = 1000000};
    if (!confine->folder[0])
        return;
    write_text(confine, "cgroup.kill", "1"); /* version 2 has it since Linux 5.14 */
    for (int i = 0; i < ROUNDS && kill_listed(confine); i++)
        nanosleep(&pause, NULL);
}

void confine_close(struct confine *confine)
{
    if (confine->folder[0])
        rmdir(confine->folder);
    confine->folder[0] = '\0';
}
