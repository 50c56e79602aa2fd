/* benchrun-launch: the tiny process that starts the measured programs.
 *
 * A child's peak memory and page tables inherit from the process that starts it, so that process
 * must be small and stay so: the C library, fixed buffers, no allocation but the request.  It runs
 * one program at a time and answers over the socket that it was given (protocol.h). */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "protocol.h"
#include "spawn_child.h"
#include "strays.h"

/* How often the limits are looked at.  A wake-up of some microseconds, on whatever core is free. */
enum { WATCH_MS = 50 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static bool transfer(bool writing, void *at, size_t length)
{
    char *bytes = at;
    while (length) {
        ssize_t done = writing ? send(PROTOCOL_SOCKET, bytes, length, MSG_NOSIGNAL)
                               : recv(PROTOCOL_SOCKET, bytes, length, 0);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes += done;
        length -= (size_t)done;
    }
    return true;
}

static void keep_tail(struct launch_tail *tail, const char *bytes, size_t length)
{
    if (length > sizeof tail->bytes) {
        bytes += length - sizeof tail->bytes;
        length = sizeof tail->bytes;
    }
    size_t room = sizeof tail->bytes - tail->length;
    size_t drop = length > room ? length - room : 0;
    memmove(tail->bytes, tail->bytes + drop, tail->length - drop);
    memcpy(tail->bytes + tail->length - drop, bytes, length);
    tail->length += (uint32_t)(length - drop);
}

struct run {
    struct child child;
    struct launch_reply *reply;
    struct region_reader region;
    double deadline;
    unsigned tasks_before; /* of the whole system */
    uint32_t processes;    /* more than before that are too many; 0: none are */
};

/* Takes what one of the program's streams holds now; false at its end. */
static bool drain(struct run *run, enum child_stream stream)
{
    static char buffer[65536];
    ssize_t length = read(run->child.streams[stream], buffer, sizeof buffer);
    if (length < 0)
        return errno == EAGAIN || errno == EINTR;
    if (stream == CHILD_OUTPUT)
        keep_tail(&run->reply->output, buffer, (size_t)length);
    else if (stream == CHILD_ERROR)
        keep_tail(&run->reply->error, buffer, (size_t)length);
    else
        region_feed(&run->region, buffer, (size_t)length);
    return length > 0;
}

/* The pipes hold at most this much more once the writers are dead; whoever escaped the killing must
 * not keep us reading for ever. */
static void drain_rest(struct run *run)
{
    enum { READS_MAX = 64 };
    for (int stream = 0; stream < CHILD_STREAMS; stream++)
        for (int i = 0; i < READS_MAX && run->child.streams[stream] >= 0; i++) {
            struct pollfd ready = {.fd = run->child.streams[stream], .events = POLLIN};
            if (poll(&ready, 1, 0) <= 0 || !drain(run, (enum child_stream)stream))
                break;
        }
}

static bool reap(struct run *run)
{
    pid_t ended = wait4(run->child.pid, &run->reply->wait_status, WNOHANG, &run->reply->usage);
    return ended == run->child.pid;
}

static void kill_run(struct run *run)
{
    kill(-run->child.pid, SIGKILL);
    kill(run->child.pid, SIGKILL); /* it may have left its group */
}

/* Enforces what the kernel does not enforce for us: the time, and, where no control group does, the
 * number of processes, which RLIMIT_NPROC bounds by user and for root not at all. */
static void watch(struct run *run)
{
    struct launch_reply *reply = run->reply;
    if (reply->timed_out || reply->crowded)
        return; /* it is dead, but for the reaping */
    struct sysinfo system;
    reply->timed_out = now() >= run->deadline;
    reply->crowded = run->processes && sysinfo(&system) == 0 &&
                     system.procs > run->tasks_before + run->processes;
    if (reply->timed_out || reply->crowded)
        kill_run(run);
}

/* Follows the program until it has ended; false when benchrun is gone. */
static bool follow(struct run *run, int signals)
{
    bool alive = true, benchrun_there = true;
    while (alive) {
        struct pollfd wait[CHILD_STREAMS + 2];
        for (int i = 0; i < CHILD_STREAMS; i++)
            wait[i] = (struct pollfd){.fd = run->child.streams[i], .events = POLLIN};
        wait[CHILD_STREAMS] = (struct pollfd){.fd = signals, .events = POLLIN};
        wait[CHILD_STREAMS + 1] =
            (struct pollfd){.fd = benchrun_there ? PROTOCOL_SOCKET : -1, .events = POLLIN};
        poll(wait, CHILD_STREAMS + 2, WATCH_MS);
        watch(run);
        if (wait[CHILD_STREAMS + 1].revents) {
            char byte;
            benchrun_there = recv(PROTOCOL_SOCKET, &byte, 1, 0) == 1;
            run->reply->cancelled = 1;
            kill_run(run);
        }
        struct signalfd_siginfo info;
        if (wait[CHILD_STREAMS].revents && read(signals, &info, sizeof info) > 0)
            alive = !reap(run);
        for (int i = 0; i < CHILD_STREAMS; i++)
            if (wait[i].revents && !drain(run, (enum child_stream)i))
                child_close(&run->child, (enum child_stream)i);
    }
    return benchrun_there;
}

static bool run_one(const struct launch_request *request, char *strings, int signals)
{
    static struct launch_reply reply;
    reply = (struct launch_reply){0};
    struct run run = {.reply = &reply, .processes = request->processes};
    struct sysinfo system;
    run.tasks_before = sysinfo(&system) == 0 ? system.procs : 0;
    double start = now();
    run.deadline = start + request->timeout;
    struct launch_started started = {.error = child_spawn(&run.child, request, strings)};
    started.pid = started.error ? 0 : run.child.pid;
    bool benchrun_there = transfer(true, &started, sizeof started);
    if (started.error)
        return benchrun_there;
    benchrun_there = follow(&run, signals) && benchrun_there;
    reply.wall = now() - start;
    kill(-run.child.pid, SIGKILL); /* whoever of its group is left */
    bool left;
    reply.strays = strays_kill(&left);
    reply.loose = left;
    /* There is no time to ask whose they are while a fork bomb goes off; who is dead can be
     * counted. */
    reply.disturbed = reply.crowded && reply.strays < request->processes / 4;
    drain_rest(&run);
    for (int i = 0; i < CHILD_STREAMS; i++)
        child_close(&run.child, (enum child_stream)i);
    region_finish(&run.region);
    reply.region = run.region.report;
    return benchrun_there && transfer(true, &reply, sizeof reply);
}

/* The strings of a request end with NUL, and there are as many as it says. */
static bool strings_whole(const struct launch_request *request, const char *strings)
{
    uint64_t found = 0;
    for (uint32_t i = 0; i < request->bytes; i++)
        found += strings[i] == '\0';
    return request->argument_count && strings[request->bytes - 1] == '\0' &&
           found == 1ULL + request->argument_count + request->environment_count;
}

int main(void)
{
    closefrom(PROTOCOL_SOCKET + 1);
    fcntl(PROTOCOL_SOCKET, F_SETFD, FD_CLOEXEC);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_NAME, "benchrun-launch");
    /* The terminal's signals are benchrun's to answer. */
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    signal(SIGTSTP, SIG_IGN);
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGCHLD);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    int signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals < 0)
        return 1;
    struct launch_request request;
    while (transfer(false, &request, sizeof request)) {
        if (!request.bytes || request.bytes > PROTOCOL_BYTES_MAX)
            return 1;
        char *strings = malloc(request.bytes);
        bool going = strings && transfer(false, strings, request.bytes) &&
                     strings_whole(&request, strings) && run_one(&request, strings, signals);
        free(strings);
        if (!going)
            return 1;
    }
    return 0;
}
