#include "strays.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Sends SIGKILL to the children that the kernel lists for this thread (both programs that call this
 * have one). */
static void kill_listed(void)
{
    char path[64], text[4096];
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    text[length > 0 ? length : 0] = '\0';
    /* The last number may be cut off: never kill what it happens to name. */
    char *cut = strrchr(text, ' ');
    if (cut)
        cut[1] = '\0';
    for (char *at = text, *end; *at; at = end) {
        long pid = strtol(at, &end, 10);
        if (end == at)
            break;
        if (pid > 1)
            kill((pid_t)pid, SIGKILL);
    }
}

uint32_t strays_kill(bool *left)
{
    uint32_t reaped = 0;
    const struct timespec pause = {.tv_nsec = 1000000};
    *left = false;
    for (int tries = 0; tries < 1000;) {
        pid_t pid = waitpid(-1, NULL, WNOHANG | __WALL);
        if (pid < 0)
            return reaped; /* no child is left */
        if (pid > 0) {
            reaped++;
            continue;
        }
        kill_listed();
        if (tries++ > 0)
            nanosleep(&pause, NULL);
    }
    *left = true;
    return reaped;
}
