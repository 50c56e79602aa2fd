/* The parent hands out one file index at a time over a socket pair and gets one JSON object back.
 * Messages are a 4-byte length and that many bytes, in host order: both ends are this program. */
#include "workers.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "heap.h"

/* A file that takes more processor time is reported as failed (ordinary ones take 20 to 500 ms),
 * and so is one that waits for something: on a busy machine the clock on the wall says little. */
enum { FILE_CPU_SECONDS_MAX = 10, FILE_WALL_SECONDS_MAX = 60 };
/* What one answer may hold, and what a worker may allocate. */
enum { ANSWER_BYTES_MAX = 64 << 20, WORKER_BYTES_MAX = 1 << 30 };

struct worker {
    pid_t pid; /* 0: not running */
    int fd;
    size_t file;    /* being analysed; SIZE_MAX when idle */
    double started; /* seconds of the wall clock, and of its own processor time, at the start */
    double started_cpu;
};

struct pool {
    const struct analysis *analysis;
    const struct source_file *files;
    size_t count, next, done;
    struct arena *arena;
    struct file_result *results;
    struct worker *workers;
    int worker_count;
};

static double read_clock(clockid_t clock)
{
    struct timespec time = {0};

    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Processor time that a process has used; 0 when it is gone. */
static double cpu_of(pid_t pid)
{
    clockid_t clock;

    return clock_getcpuclockid(pid, &clock) == 0 ? read_clock(clock) : 0;
}


static bool write_all(int fd, const void *bytes, size_t length)
{
    const char *at = bytes;

    while (length > 0) {
        ssize_t written = send(fd, at, length, MSG_NOSIGNAL);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        length -= (size_t)written;
    }
    return true;
}

static bool read_all(int fd, void *bytes, size_t length)
{
    char *at = bytes;

    while (length > 0) {
        ssize_t got = read(fd, at, length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        length -= (size_t)got;
    }
    return true;
}

static void limit_memory(void)
{
#ifndef __SANITIZE_ADDRESS__
    struct rlimit limit = {WORKER_BYTES_MAX, WORKER_BYTES_MAX};

    setrlimit(RLIMIT_DATA, &limit);
#endif
}

static bool answer(int fd, const struct file_result *result)
{
    json_t *object = finding_file_to_json(result);
    char *text = json_dumps(object, JSON_COMPACT);
    uint32_t length = text ? (uint32_t)strlen(text) : 0;
    bool sent = write_all(fd, &length, sizeof length) && write_all(fd, text, length);

    free(text);
    json_decref(object);
    return sent;
}

/* What a worker process does until the parent closes its end. */
static void serve(const struct pool *pool, int fd)
{
    uint32_t index;

    limit_memory();
    heap_take_large_pages();
    while (read_all(fd, &index, sizeof index)) {
        struct arena arena = {0};
        struct file_result result = analyse_file(pool->analysis, &pool->files[index], &arena);
        bool sent;

        fflush(stdout);
        sent = answer(fd, &result);
        arena_release(&arena);
        if (!sent)
            break;
    }
}

static int start(struct pool *pool, struct worker *worker, struct err *err)
{
    int ends[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return err_errno(err, "cannot make a socket pair");
    fflush(NULL);
    pid = fork();
    if (pid < 0) {
        close(ends[0]);
        close(ends[1]);
        return err_errno(err, "cannot start a worker process");
    }
    if (pid == 0) {
        for (int i = 0; i < pool->worker_count; i++) {
            if (pool->workers[i].pid > 0)
                close(pool->workers[i].fd);
        }
        close(ends[0]);
        serve(pool, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    *worker = (struct worker){.pid = pid, .fd = ends[0], .file = SIZE_MAX};
    return 0;
}

/* Ends a worker and says what became of it. */
static int stop(struct worker *worker, bool by_force)
{
    int status = 0;

    if (by_force)
        kill(worker->pid, SIGKILL);
    close(worker->fd);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    worker->pid = 0;
    return status;
}

static void give_up(struct pool *pool, struct worker *worker, const char *reason)
{
    pool->results[worker->file] = analyse_failure(&pool->files[worker->file], reason);
    pool->done++;
}

static bool hand_out(struct pool *pool, struct worker *worker)
{
    uint32_t index = (uint32_t)pool->next;

    if (pool->next == pool->count)
        return false;
    worker->file = pool->next++;
    worker->started = read_clock(CLOCK_MONOTONIC);
    worker->started_cpu = cpu_of(worker->pid);
    write_all(worker->fd, &index, sizeof index); /* a dead worker shows when it is read from */
    return true;
}

static bool take(struct pool *pool, struct worker *worker)
{
    uint32_t length;
    char *text = NULL;
    json_t *object = NULL;
    struct err err;
    bool good = false;

    if (read_all(worker->fd, &length, sizeof length) && length > 0 && length < ANSWER_BYTES_MAX &&
        (text = malloc(length)) && read_all(worker->fd, text, length))
        object = json_loadb(text, length, 0, NULL);
    if (object) {
        struct file_result *result = &pool->results[worker->file];

        good = finding_file_from_json(object, result, pool->arena, &err) == 0;
        result->path = pool->files[worker->file].path;
    }
    json_decref(object);
    free(text);
    if (good) {
        pool->done++;
        worker->file = SIZE_MAX;
    }
    return good;
}

static const char *cause_of_death(struct pool *pool, int status)
{
    if (WIFSIGNALED(status))
        return arena_printf(pool->arena, "the analysis crashed (%s)", strsignal(WTERMSIG(status)));
    return "the analysis ended early (out of memory?)";
}

static int replace(struct pool *pool, struct worker *worker, const char *reason, struct err *err)
{
    int status = stop(worker, reason != NULL);

    give_up(pool, worker, reason ? reason : cause_of_death(pool, status));
    if (pool->next == pool->count)
        return 0;
    return start(pool, worker, err);
}

static bool is_late(const struct worker *worker)
{
    return cpu_of(worker->pid) - worker->started_cpu > FILE_CPU_SECONDS_MAX ||
           read_clock(CLOCK_MONOTONIC) - worker->started > FILE_WALL_SECONDS_MAX;
}

/* One round: waits for an answer, a death or a time limit, and deals with all of them. */
static int turn(struct pool *pool, struct err *err)
{
    struct pollfd polls[WORKERS_MAX];
    int status = 0;

    for (int i = 0; i < pool->worker_count; i++) {
        struct worker *worker = &pool->workers[i];

        if (worker->pid > 0 && worker->file == SIZE_MAX)
            hand_out(pool, worker);
        polls[i] = (struct pollfd){.fd = worker->pid > 0 && worker->file != SIZE_MAX ? worker->fd
                                                                                      : -1,
                                   .events = POLLIN};
    }
    if (poll(polls, (nfds_t)pool->worker_count, 200) < 0 && errno != EINTR)
        return err_errno(err, "poll");
    for (int i = 0; i < pool->worker_count && status == 0; i++) {
        struct worker *worker = &pool->workers[i];

        if (polls[i].fd < 0)
            continue;
        if (polls[i].revents) {
            if (!take(pool, worker))
                status = replace(pool, worker, NULL, err);
        } else if (is_late(worker)) {
            status = replace(pool, worker,
                             arena_printf(pool->arena, "no answer within %d s of processor time",
                                          FILE_CPU_SECONDS_MAX),
                             err);
        }
    }
    return status;
}

int workers_run(const struct analysis *analysis, const struct source_file *files, size_t count,
                int jobs, struct arena *arena, struct file_result *results, struct err *err)
{
    struct pool pool = {.analysis = analysis,
                        .files = files,
                        .count = count,
                        .arena = arena,
                        .results = results};
    int status = 0;

    for (size_t i = 0; i < count; i++)
        results[i] = analyse_failure(&files[i], "not analysed: no worker process could be started");
    pool.workers = ARENA_ARRAY(arena, struct worker, WORKERS_MAX);
    pool.worker_count = (size_t)jobs > count ? (int)count : jobs;
    for (int i = 0; i < pool.worker_count && status == 0; i++)
        status = start(&pool, &pool.workers[i], err);
    while (status == 0 && pool.done < count)
        status = turn(&pool, err);
    for (int i = 0; i < pool.worker_count; i++) {
        if (pool.workers[i].pid > 0)
            stop(&pool.workers[i], pool.workers[i].file != SIZE_MAX);
    }
    return status;
}
