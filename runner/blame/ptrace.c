#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>

#include "gate.h"

#if defined(__x86_64__)

#include <sys/user.h>

struct tracer {
    pid_t pid;
    double period;  /* seconds between two samples */
    double next;    /* the moment of the next one: absolute, since a stop's end may wake us early */
    bool running;   /* the program itself, no longer what holds its place */
    struct profile *profile;
    struct arena *arena;
};

/* --- what is read of a stopped program -------------------------------------------------------- */

/* From `from` on, as much as there is: a stack may end before the copy does. */
static uint64_t copy_stack(pid_t pid, uint64_t from, uint8_t *stack)
{
    for (size_t length = PROFILE_STACK_BYTES; length >= 256; length /= 2) {
        struct iovec here = {stack, length};
        struct iovec there = {(void *)(uintptr_t)from, length};
        ssize_t count = process_vm_readv(pid, &here, 1, &there, 1, 0);

        if (count > 0)
            return (uint64_t)count & ~7ULL;
    }
    return 0;
}

static void take_sample(struct tracer *tracer)
{
    struct user_regs_struct registers;
    struct profile_sample *sample;
    uint8_t stack[PROFILE_STACK_BYTES];

    if (tracer->profile->samples.count == PROFILE_SAMPLES_MAX ||
        ptrace(PTRACE_GETREGS, tracer->pid, NULL, &registers) != 0)
        return;
    sample = VEC_ADD(tracer->arena, &tracer->profile->samples);
    *sample = (struct profile_sample){
        .registers = {registers.rax, registers.rdx, registers.rcx, registers.rbx, registers.rsi,
                      registers.rdi, registers.rbp, registers.rsp, registers.r8, registers.r9,
                      registers.r10, registers.r11, registers.r12, registers.r13, registers.r14,
                      registers.r15, registers.rip}};
    sample->stack_length = copy_stack(tracer->pid, registers.rsp, stack);
    sample->stack =
        (const uint8_t *)arena_copy(tracer->arena, (const char *)stack, sample->stack_length);
}

/* What code the program has mapped, read while it still stands at its exit. */
static void read_maps(struct tracer *tracer)
{
    char name[64], line[4096 + 128];
    FILE *file;

    snprintf(name, sizeof name, "/proc/%d/maps", (int)tracer->pid);
    file = fopen(name, "re");
    while (file && fgets(line, sizeof line, file)) {
        uint64_t start, end, offset;
        char protection[8];
        int path = 0;

        line[strcspn(line, "\n")] = '\0';
        if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s %" SCNx64 " %*s %*s %n", &start, &end,
                   protection, &offset, &path) == 4 &&
            path > 0 && protection[2] == 'x' && line[path] == '/')
            *VEC_ADD(tracer->arena, &tracer->profile->maps) = (struct profile_map){
                start, end - start, offset, arena_strdup(tracer->arena, line + path)};
    }
    if (file)
        fclose(file);
}

/* --- following it ----------------------------------------------------------------------------- */

/* Lets a program go on that has stopped for `status`; a signal of its own is passed to it. */
static void resume(struct tracer *tracer, int status)
{
    int event = status >> 16;
    int signal = WSTOPSIG(status);
    bool group_stop = event == PTRACE_EVENT_STOP && (signal == SIGSTOP || signal == SIGTSTP ||
                                                     signal == SIGTTIN || signal == SIGTTOU);

    if (event == PTRACE_EVENT_EXEC) { /* samples until now are of another program */
        tracer->profile->samples.count = 0;
        tracer->running = true;
    } else if (event == PTRACE_EVENT_EXIT) {
        read_maps(tracer);
    } else if (event == PTRACE_EVENT_STOP && !group_stop && tracer->running) {
        take_sample(tracer);
    }
    if (group_stop)
        ptrace(PTRACE_LISTEN, tracer->pid, NULL, NULL);
    else
        ptrace(PTRACE_CONT, tracer->pid, NULL, (void *)(intptr_t)(event == 0 ? signal : 0));
}

/* Until the next sample is due, or the program has changed its state. */
static void pause_until(double moment, const sigset_t *child)
{
    double left = moment - gate_now();
    struct timespec time = {.tv_nsec = (long)(left * 1e9)};

    if (left > 0)
        sigtimedwait(child, NULL, &time);
}

static int follow(struct tracer *tracer, double end, const sigset_t *child, struct err *err)
{
    tracer->next = gate_now() + tracer->period;
    for (;;) {
        int status;
        pid_t changed;

        pause_until(tracer->next, child);
        changed = waitpid(tracer->pid, &status, WNOHANG | __WALL);
        if (changed == tracer->pid && (WIFEXITED(status) || WIFSIGNALED(status)))
            return 0;
        if (changed == tracer->pid) {
            resume(tracer, status);
        } else if (changed < 0 && errno != EINTR) {
            return err_errno(err, "waitpid");
        }
        if (gate_now() > end) {
            kill(-tracer->pid, SIGKILL);
            while (waitpid(tracer->pid, &status, __WALL) == tracer->pid && WIFSTOPPED(status))
                ptrace(PTRACE_CONT, tracer->pid, NULL, NULL);
            return err_set(err, "the program did not end in time while it was sampled");
        }
        if (gate_now() >= tracer->next) {
            ptrace(PTRACE_INTERRUPT, tracer->pid, NULL, NULL);
            tracer->next = gate_now() + tracer->period;
        }
    }
}

int ptrace_run(const struct profile_request *request, struct arena *arena,
               struct profile *profile, struct err *err)
{
    struct tracer tracer = {
        .period = (double)request->period * 1e-9, .profile = profile, .arena = arena};
    struct gate gate;
    sigset_t child, before;
    int status = -1;

    if (gate_start(request->target, &gate, err) != 0)
        return -1;
    profile->pid = tracer.pid = gate.pid;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD); /* blocked, so that sigtimedwait sees it */
    sigprocmask(SIG_BLOCK, &child, &before);
    profile->refused = ptrace(PTRACE_SEIZE, gate.pid, NULL,
                              (void *)(uintptr_t)(PTRACE_O_TRACEEXIT | PTRACE_O_TRACEEXEC |
                                                  PTRACE_O_EXITKILL)) != 0;
    if (profile->refused)
        err_errno(err, "ptrace");
    if (!profile->refused && gate_open(&gate)) {
        status = follow(&tracer, gate_deadline(request->target), &child, err);
    } else {
        kill(gate.pid, SIGKILL);
        waitpid(gate.pid, NULL, __WALL);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    gate_close(&gate);
    return status;
}

#else

int ptrace_run(const struct profile_request *request, struct arena *arena,
               struct profile *profile, struct err *err)
{
    (void)request;
    (void)arena;
    profile->refused = true;
    return err_set(err, "ptrace: the registers of this machine are not known");
}

#endif
