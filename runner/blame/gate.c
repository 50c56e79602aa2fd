#include "gate.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* Seconds, of a program without a limit. */
static const double timeout_default = 60;

double gate_now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

double gate_deadline(const struct profile_target *target)
{
    return gate_now() + (target->timeout > 0 ? target->timeout : timeout_default);
}

static _Noreturn void become(const struct profile_target *target, int gate)
{
    char byte;
    int nothing = open("/dev/null", O_RDWR);

    setpgid(0, 0);
    if (target->memory) {
        struct rlimit limit = {target->memory, target->memory};
        setrlimit(RLIMIT_DATA, &limit);
    }
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
    for (size_t i = 0; target->environment && target->environment[i]; i++)
        putenv((char *)(uintptr_t)target->environment[i]);
    if (read(gate, &byte, 1) != 1 || (target->folder && chdir(target->folder) != 0))
        _exit(127);
    execvp(target->arguments[0], (char *const *)(uintptr_t)target->arguments);
    _exit(127);
}

int gate_start(const struct profile_target *target, struct gate *gate, struct err *err)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return err_errno(err, "pipe");
    gate->fd = ends[1];
    gate->pid = fork();
    if (gate->pid == 0)
        become(target, ends[0]);
    close(ends[0]);
    if (gate->pid > 0) {
        setpgid(gate->pid, gate->pid); /* whoever is first: it may be killed from now on */
        return 0;
    }
    close(ends[1]);
    return err_errno(err, "fork");
}

bool gate_open(const struct gate *gate)
{
    return write(gate->fd, "g", 1) == 1;
}

void gate_close(struct gate *gate)
{
    kill(-gate->pid, SIGKILL);
    close(gate->fd);
}
