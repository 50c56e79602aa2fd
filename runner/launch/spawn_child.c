#include "spawn_child.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

void child_close(struct child *child, enum child_stream stream)
{
    if (child->streams[stream] >= 0)
        close(child->streams[stream]);
    child->streams[stream] = -1;
}

/* Its ends of the pipes become 1, 2 and 3 (BENCHRUN_FD), standard input is empty, everything else
 * is closed by CLOEXEC. */
static int arrange_files(posix_spawn_file_actions_t *files, const int theirs[CHILD_STREAMS],
                         const char *folder)
{
    int error = posix_spawn_file_actions_addopen(files, 0, "/dev/null", O_RDONLY, 0);
    for (int i = 0; i < CHILD_STREAMS && !error; i++)
        error = posix_spawn_file_actions_adddup2(files, theirs[i], 1 + i);
    if (!error)
        error = posix_spawn_file_actions_addchdir_np(files, folder);
    return error;
}

/* Its own process group, no signal blocked or ignored. */
static int arrange_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawnattr_setpgroup(attributes, 0);
    if (!error)
        error = posix_spawnattr_setsigmask(attributes, &none);
    if (!error)
        error = posix_spawnattr_setsigdefault(attributes, &all);
    if (!error)
        error = posix_spawnattr_setflags(
            attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    return error;
}

/* posix_spawn knows no limits: they are inherited from us, who need next to nothing.  Only the soft
 * one, which can be raised again for the next program. */
static void limit_memory(uint64_t memory)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_DATA, &limit) != 0)
        return;
    limit.rlim_cur = memory && memory < limit.rlim_max ? (rlim_t)memory : limit.rlim_max;
    setrlimit(RLIMIT_DATA, &limit);
}

/* A program that could lift its own limit would not be limited. */
static void seal_limits(pid_t pid)
{
    struct rlimit data, core = {0};
    if (getrlimit(RLIMIT_DATA, &data) == 0) {
        data.rlim_max = data.rlim_cur;
        prlimit(pid, RLIMIT_DATA, &data, NULL);
    }
    prlimit(pid, RLIMIT_CORE, &core, NULL);
}

/* Where memory ends, the kernel takes the program and what it starts before the launcher beside it;
 * by no more than that, lest it take the program when others have filled the machine. */
static void offer_first(pid_t pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/oom_score_adj", (int)pid);
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0)
        return;
    char text[16] = "";
    if (read(file, text, sizeof text - 1) > 0) {
        int length = snprintf(text, sizeof text, "%d", atoi(text) + 1);
        if (pwrite(file, text, (size_t)length, 0) < 0)
            errno = 0; /* at the kernel's greatest already */
    }
    close(file);
}

static void pin(int32_t cpu)
{
    static cpu_set_t before;
    static int known;
    if (!known)
        known = sched_getaffinity(0, sizeof before, &before) == 0;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET((size_t)(cpu >= 0 ? cpu : 0), &set);
    if (known)
        sched_setaffinity(0, sizeof set, cpu >= 0 ? &set : &before);
}

static int spawn(struct child *child, const char *folder, char **arguments, char **environment,
                 const int theirs[CHILD_STREAMS])
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    int error = arrange_files(&files, theirs, folder);
    if (!error)
        error = arrange_attributes(&attributes);
    if (!error)
        error =
            posix_spawnp(&child->pid, arguments[0], &files, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

static char **split(char **at, uint32_t count)
{
    char **list = calloc((size_t)count + 1, sizeof *list);
    for (uint32_t i = 0; list && i < count; i++) {
        list[i] = *at;
        *at += strlen(*at) + 1;
    }
    return list;
}

int child_spawn(struct child *child, const struct launch_request *request, char *strings)
{
    int theirs[CHILD_STREAMS] = {-1, -1, -1}, error = 0;
    const char *folder = strings;
    char *at = strings + strlen(strings) + 1;
    char **arguments = split(&at, request->argument_count);
    char **environment = split(&at, request->environment_count);
    *child = (struct child){.streams = {-1, -1, -1}};
    if (!arguments || !environment)
        error = ENOMEM;
    for (int i = 0; i < CHILD_STREAMS && !error; i++) {
        int pair[2];
        if (pipe2(pair, O_CLOEXEC) != 0) {
            error = errno;
            break;
        }
        child->streams[i] = pair[0];
        theirs[i] = pair[1];
        fcntl(pair[0], F_SETFL, O_NONBLOCK);
    }
    if (!error) {
        limit_memory(request->memory);
        pin(request->cpu);
        error = spawn(child, folder, arguments, environment, theirs);
    }
    if (!error) {
        seal_limits(child->pid);
        offer_first(child->pid);
    }
    for (int i = 0; i < CHILD_STREAMS; i++) {
        if (theirs[i] >= 0)
            close(theirs[i]);
        if (error)
            child_close(child, (enum child_stream)i);
    }
    free(environment);
    free(arguments);
    return error;
}
