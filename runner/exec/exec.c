/* One run: the request, the answer, and what it means. */
#include "exec.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "confine.h"
#include "environment.h"
#include "launcher.h"
#include "protocol.h"
#include "str.h"

struct exec {
    struct launcher launcher;
    struct confine confine;
    uint64_t random; /* state of the padding's sequence */
    const volatile sig_atomic_t *interrupted;
    uint64_t refused; /* by the kernel before the run under way: confine_refused */
};

static int start_launcher(struct exec *exec, struct err *err)
{
    if (launcher_start(&exec->launcher, err) != 0)
        return -1;
    confine_take(&exec->confine, exec->launcher.pid);
    return 0;
}

struct exec *exec_open(uint64_t seed, const volatile sig_atomic_t *interrupted, struct err *err)
{
    struct exec *exec = calloc(1, sizeof *exec);
    if (!exec)
        die("out of memory");
    exec->random = seed;
    exec->interrupted = interrupted;
    confine_open(&exec->confine, "");
    if (start_launcher(exec, err) == 0)
        return exec;
    confine_close(&exec->confine);
    free(exec);
    return NULL;
}

void exec_close(struct exec *exec)
{
    if (!exec)
        return;
    launcher_stop(&exec->launcher);
    confine_close(&exec->confine);
    free(exec);
}

/* splitmix64: any seed, 0 too, gives a good sequence. */
static uint64_t next_random(struct exec *exec)
{
    uint64_t z = exec->random += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

static bool interrupted(const struct exec *exec)
{
    return exec->interrupted && *exec->interrupted;
}

static int send_all(int socket, const void *at, size_t length)
{
    const char *bytes = at;
    while (length) {
        ssize_t done = send(socket, bytes, length, MSG_NOSIGNAL);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return -1;
        bytes += done;
        length -= (size_t)done;
    }
    return 0;
}

/* The program wanted more processes than it may have. */
static bool is_crowded(const struct exec *exec)
{
    return confine_refused(&exec->confine) > exec->refused;
}

/* Whether the run under way is to be ended; nobody of a fork bomb may then start another. */
static bool must_end(struct exec *exec)
{
    bool crowded = is_crowded(exec);
    if (crowded)
        confine_seal(&exec->confine);
    return crowded || interrupted(exec);
}

/* Waits for `length` bytes; asks the launcher to end the run when that must be. */
static int receive_all(struct exec *exec, void *at, size_t length)
{
    char *bytes = at;
    bool asked = false;
    while (length) {
        struct pollfd ready = {.fd = exec->launcher.socket, .events = POLLIN};
        int count = poll(&ready, 1, 100);
        if (!asked && must_end(exec))
            asked = send_all(exec->launcher.socket, "", 1) == 0;
        if (count <= 0)
            continue;
        ssize_t done = recv(exec->launcher.socket, bytes, length, 0);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return -1;
        bytes += done;
        length -= (size_t)done;
    }
    return 0;
}

static int send_request(struct exec *exec, const struct exec_command *command, int64_t n,
                        struct err *err)
{
    struct launch_request request = {
        .cpu = command->cpu, .timeout = command->timeout, .memory = command->memory};
    if (!confine_counts(&exec->confine))
        request.processes = command->processes;
    struct strbuf strings = {.maximum = PROTOCOL_BYTES_MAX};
    strbuf_puts(&strings, command->folder);
    strbuf_putc(&strings, '\0');
    for (const char *const *argument = command->arguments; *argument; argument++) {
        strbuf_puts(&strings, *argument);
        strbuf_putc(&strings, '\0');
        request.argument_count++;
    }
    /* A page at most: more would itself be a cost. */
    request.environment_count = environment_add(&strings, n, next_random(exec) % 4096);
    for (const char *const *variable = command->environment; variable && *variable; variable++) {
        strbuf_puts(&strings, *variable);
        strbuf_putc(&strings, '\0');
        request.environment_count++;
    }
    request.bytes = (uint32_t)strings.length;
    int failed = strings.truncated;
    if (failed)
        err_set(err, "the command is longer than %d bytes", PROTOCOL_BYTES_MAX);
    else if (send_all(exec->launcher.socket, &request, sizeof request) != 0 ||
             send_all(exec->launcher.socket, strings.text, strings.length) != 0)
        failed = err_errno(err, "the launcher does not listen");
    strbuf_release(&strings);
    return failed ? -1 : 0;
}

/* The last lines of what it printed, as text that any format can carry. */
static const char *tail_text(const struct launch_reply *reply, struct arena *arena)
{
    const struct launch_tail *tail = reply->error.length ? &reply->error : &reply->output;
    if (!tail->length)
        return NULL;
    char *text = arena_copy(arena, tail->bytes, tail->length);
    for (char *at = text; at < text + tail->length; at++)
        if ((unsigned char)*at >= 0x7f || (*at != '\n' && (unsigned char)*at < 0x20))
            *at = '?';
    return text;
}

static void fill_end(struct sample *sample, const struct launch_reply *reply, uint64_t memory)
{
    int status = reply->wait_status;
    bool signalled = WIFSIGNALED(status);
    sample->status = signalled ? WTERMSIG(status) : WEXITSTATUS(status);
    if (reply->timed_out)
        sample->end = SAMPLE_TIMEOUT;
    else if (!signalled && sample->status == 0)
        sample->end = SAMPLE_OK;
    /* Whoever fails with nearly all of its memory used failed on the limit; and nobody but the
     * kernel short of memory (or ourselves) kills by SIGKILL. */
    else if (reply->crowded || (memory && sample->maxrss > memory / 10 * 8) ||
             (signalled && sample->status == SIGKILL))
        sample->end = SAMPLE_MEMORY;
    else
        sample->end = signalled ? SAMPLE_SIGNAL : SAMPLE_EXIT;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

static void fill_region(struct sample *sample, const struct region_report *report)
{
    struct sample_region *region = &sample->region;
    region->ignored = report->ignored;
    double wall = (double)report->wall * 1e-9, cpu = (double)report->cpu * 1e-9;
    /* A part is not larger than the whole; the clocks differ by a tick at most. */
    bool possible = wall <= sample->wall + 0.02 && cpu <= sample->user + sample->sys + 0.02;
    if (report->regions && !possible)
        region->ignored += report->regions;
    if (!report->regions || !possible)
        return;
    *region = (struct sample_region){.present = true,
                                     .wall = wall,
                                     .cpu = cpu,
                                     .touched = report->touched,
                                     .stored = report->stored,
                                     .maxrss = report->maxrss,
                                     .checksum = report->checksum,
                                     .ignored = report->ignored};
}

static void fill_sample(struct sample *sample, const struct launch_reply *reply,
                        const struct exec_command *command, struct arena *arena)
{
    const struct rusage *usage = &reply->usage;
    sample->wall = reply->wall;
    sample->user = seconds(usage->ru_utime);
    sample->sys = seconds(usage->ru_stime);
    sample->maxrss = (uint64_t)usage->ru_maxrss * 1024;
    sample->minflt = (uint64_t)usage->ru_minflt;
    sample->majflt = (uint64_t)usage->ru_majflt;
    sample->nvcsw = (uint64_t)usage->ru_nvcsw;
    sample->nivcsw = (uint64_t)usage->ru_nivcsw;
    fill_end(sample, reply, command->memory);
    fill_region(sample, &reply->region);
    if (sample->end != SAMPLE_OK)
        sample->output_tail =
            reply->crowded
                ? arena_printf(arena, "it started more than %u processes", command->processes)
                : tail_text(reply, arena);
}

/* The launcher too: the next run starts another one. */
static void end_all(struct exec *exec)
{
    confine_kill(&exec->confine);
    launcher_stop(&exec->launcher);
}

/* The program may have killed its launcher: then what is left of it must not go on. */
static int lost(struct exec *exec, const struct launch_started *started, struct err *err)
{
    if (started->pid > 1)
        kill(-started->pid, SIGKILL);
    end_all(exec);
    return err_set(err, "the launcher process was ended from outside");
}

/* 0, -1, or DISTURBED: others have started so many processes that it was killed as a fork bomb
 * is. */
enum { DISTURBED = 1 };

static int run_once(struct exec *exec, const struct exec_command *command, int64_t n,
                    struct sample *sample, struct arena *arena, struct err *err)
{
    struct launch_started started = {0};
    struct launch_reply reply;
    *sample = (struct sample){.n = n};
    if (interrupted(exec))
        return err_set(err, "interrupted");
    if (!exec->launcher.pid && start_launcher(exec, err) != 0)
        return -1;
    confine_limit(&exec->confine, command->memory, command->processes);
    uint64_t kills = confine_kills(&exec->confine);
    exec->refused = confine_refused(&exec->confine);
    if (send_request(exec, command, n, err) != 0)
        return -1;
    if (receive_all(exec, &started, sizeof started) != 0)
        return lost(exec, &started, err);
    if (started.error) {
        sample->end = SAMPLE_NOT_STARTED;
        sample->status = 127;
        sample->output_tail =
            arena_printf(arena, "%s: %s", command->arguments[0], strerror(started.error));
        return 0;
    }
    if (receive_all(exec, &reply, sizeof reply) != 0)
        return lost(exec, &started, err);
    if (reply.loose)
        end_all(exec);
    if (reply.cancelled && interrupted(exec))
        return err_set(err, "interrupted");
    if (reply.disturbed)
        return DISTURBED;
    reply.crowded |= is_crowded(exec);
    fill_sample(sample, &reply, command, arena);
    if (confine_kills(&exec->confine) > kills && sample->end != SAMPLE_TIMEOUT)
        sample->end = SAMPLE_MEMORY;
    return 0;
}

int exec_run(struct exec *exec, const struct exec_command *command, int64_t n,
             struct sample *sample, struct arena *arena, struct err *err)
{
    enum { TRIES = 5 };
    int status = DISTURBED;
    for (int i = 0; i < TRIES && status == DISTURBED; i++)
        status = run_once(exec, command, n, sample, arena, err);
    return status == DISTURBED ? err_set(err, "others start too many processes here") : status;
}
