#include "launcher.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "places.h"
#include "protocol.h"

static int spawn(struct launcher *launcher, char *path, int theirs)
{
    char *arguments[] = {path, NULL};
    char path_variable[PATH_MAX];
    const char *search = getenv("PATH");
    snprintf(path_variable, sizeof path_variable, "PATH=%s", search ? search : "/usr/bin:/bin");
    char *environment[] = {path_variable, NULL};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    int error = posix_spawn_file_actions_addopen(&files, 0, "/dev/null", 0, 0);
    if (!error)
        error = posix_spawn_file_actions_adddup2(&files, 0, 1);
    if (!error)
        error = posix_spawn_file_actions_adddup2(&files, theirs, PROTOCOL_SOCKET);
    if (!error)
        error = posix_spawn(&launcher->pid, path, &files, NULL, arguments, environment);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

int launcher_start(struct launcher *launcher, struct err *err)
{
    char path[PATH_MAX * 2];
    int pair[2];
    *launcher = (struct launcher){.socket = -1};
    if (places_find("benchrun-launch", path, sizeof path, err) != 0)
        return -1;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return err_errno(err, "socketpair");
    int error = spawn(launcher, path, pair[1]);
    close(pair[1]);
    if (error) {
        close(pair[0]);
        launcher->pid = 0;
        errno = error;
        return err_errno(err, "%s", path);
    }
    launcher->socket = pair[0];
    return 0;
}

void launcher_stop(struct launcher *launcher)
{
    if (launcher->pid <= 0)
        return;
    close(launcher->socket);
    while (waitpid(launcher->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    *launcher = (struct launcher){.socket = -1};
}
