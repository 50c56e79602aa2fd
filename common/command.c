#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { OUTPUT_MAX = 16 << 20, WAIT_STEP_MAX = 50 /* ms between two looks at a silent child */ };
static const double default_timeout = 60.0;

struct pipes {
    FILE *input;          /* a scratch file: the child may leave it unread without harm */
    int out[2], error[2]; /* read end, write end; -1 when closed */
    int input_fd;
};

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void pipes_close(struct pipes *pipes)
{
    close_fd(&pipes->out[0]);
    close_fd(&pipes->out[1]);
    close_fd(&pipes->error[0]);
    close_fd(&pipes->error[1]);
    close_fd(&pipes->input_fd);
    if (pipes->input)
        fclose(pipes->input);
    pipes->input = NULL;
}

/* Moves a descriptor above the standard ones: were one of those closed, a pipe could take its
 * number and be overwritten when the child's own are put in place. */
static int raise_fd(int fd)
{
    if (fd < 0 || fd > 2)
        return fd;
    int raised = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    close(fd);
    return raised;
}

static int pipe_open(int ends[2])
{
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    ends[0] = raise_fd(ends[0]);
    ends[1] = raise_fd(ends[1]);
    return ends[0] < 0 || ends[1] < 0 ? -1 : fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

static int input_open(struct pipes *pipes, const struct command *command)
{
    if (!command->input) {
        pipes->input_fd = raise_fd(open("/dev/null", O_RDONLY | O_CLOEXEC));
        return pipes->input_fd < 0 ? -1 : 0;
    }
    pipes->input = tmpfile();
    if (!pipes->input ||
        fwrite(command->input, 1, command->input_length, pipes->input) != command->input_length ||
        fflush(pipes->input) != 0 || fseek(pipes->input, 0, SEEK_SET) != 0)
        return -1;
    pipes->input_fd = fcntl(fileno(pipes->input), F_DUPFD_CLOEXEC, 3);
    return pipes->input_fd < 0 ? -1 : 0;
}

/* Starts the child in a process group of its own, with default signals.  An errno value, or 0. */
static int spawn(const struct command *command, const struct pipes *pipes, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, pipes->input_fd, 0);
    posix_spawn_file_actions_adddup2(&actions, pipes->out[1], 1);
    posix_spawn_file_actions_adddup2(&actions, pipes->error[1], 2);
    if (command->directory)
        posix_spawn_file_actions_addchdir_np(&actions, command->directory);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                              POSIX_SPAWN_SETSIGDEF);
    int failed = posix_spawnp(pid, command->argv[0], &actions, &attributes, command->argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

/* Takes what is there; closes the descriptor at the end of the stream. */
static void drain(int *fd, struct strbuf *into)
{
    char chunk[16 << 10];
    while (*fd >= 0) {
        ssize_t got = read(*fd, chunk, sizeof chunk);
        if (got > 0)
            strbuf_add(into, chunk, (size_t)got);
        else if (got < 0 && errno == EINTR)
            continue;
        else if (got < 0 && errno == EAGAIN)
            return;
        else
            close_fd(fd);
    }
}

static bool has_ended(pid_t pid)
{
    siginfo_t info = {0};
    /* WNOWAIT: until it is reaped, its number names its process group and nobody else's. */
    return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid;
}

/* Collects output until the child has ended or its time is up; whoever it left behind in its
 * group is killed with it, so that nobody who kept its pipes open can hold us. */
static void collect(pid_t pid, struct pipes *pipes, double deadline, struct command_result *result)
{
    for (int step = 1; !has_ended(pid); step = step < WAIT_STEP_MAX ? step * 2 : WAIT_STEP_MAX) {
        if (now() >= deadline) {
            result->timed_out = true;
            break;
        }
        struct pollfd watched[] = {{.fd = pipes->out[0], .events = POLLIN},
                                   {.fd = pipes->error[0], .events = POLLIN}};
        poll(watched, 2, step);
        drain(&pipes->out[0], &result->out);
        drain(&pipes->error[0], &result->error);
    }
    kill(-pid, SIGKILL);
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    drain(&pipes->out[0], &result->out);
    drain(&pipes->error[0], &result->error);
    result->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int command_run(const struct command *command, struct command_result *result, struct err *err)
{
    size_t maximum = command->output_max ? command->output_max : OUTPUT_MAX;
    *result = (struct command_result){.out.maximum = maximum, .error.maximum = maximum};
    struct pipes pipes = {.out = {-1, -1}, .error = {-1, -1}, .input_fd = -1};
    pid_t pid = -1;
    int failed = 0;
    if (pipe_open(pipes.out) || pipe_open(pipes.error) || input_open(&pipes, command)) {
        failed = err_errno(err, "%s cannot be run", command->argv[0]);
        goto out;
    }
    errno = spawn(command, &pipes, &pid);
    if (errno) {
        failed = err_errno(err, "%s cannot be run", command->argv[0]);
        goto out;
    }
    close_fd(&pipes.out[1]);
    close_fd(&pipes.error[1]);
    double timeout = command->timeout > 0 ? command->timeout : default_timeout;
    collect(pid, &pipes, now() + timeout, result);
out:
    pipes_close(&pipes);
    return failed;
}

void command_release(struct command_result *result)
{
    strbuf_release(&result->out);
    strbuf_release(&result->error);
}
