#include "instructions.h"

#include <inttypes.h>
#include <linux/perf_event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "file.h"
#include "gate.h"

/* Simulation costs as much: the time limit of a program grows with it. */
enum { SLOWDOWN = 60 };

/* Waits for the program, not longer than it may take.  -1 when it did not end well. */
static int wait_end(const struct gate *gate, double end, struct err *err)
{
    const struct timespec pause = {.tv_nsec = 2000000};
    int status;
    while (waitpid(gate->pid, &status, WNOHANG) == 0) {
        if (gate_now() > end) {
            kill(-gate->pid, SIGKILL);
            waitpid(gate->pid, NULL, 0);
            return err_set(err, "it did not end in time while its instructions were counted");
        }
        nanosleep(&pause, NULL);
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return 0;
    return err_set(err, "it failed while its instructions were counted");
}

static int run(const struct profile_target *target, const struct gate *gate, struct err *err)
{
    if (!gate_open(gate))
        return err_set(err, "it does not start");
    return wait_end(gate, gate_deadline(target), err);
}

static int open_counter(pid_t pid)
{
    struct perf_event_attr attributes = {.type = PERF_TYPE_HARDWARE,
                                         .size = sizeof attributes,
                                         .config = PERF_COUNT_HW_INSTRUCTIONS,
                                         .disabled = 1,
                                         .inherit = 1,
                                         .enable_on_exec = 1,
                                         .exclude_kernel = 1,
                                         .exclude_hv = 1};
    return (int)syscall(SYS_perf_event_open, &attributes, pid, -1, -1, PERF_FLAG_FD_CLOEXEC);
}

/* *refused: there is no counter, and nothing was run. */
static int by_processor(const struct profile_target *target, uint64_t *count, bool *refused,
                        struct err *err)
{
    struct gate gate;
    int status = -1;
    if (gate_start(target, &gate, err) != 0)
        return -1;
    int counter = open_counter(gate.pid);
    *refused = counter < 0;
    if (*refused) {
        kill(gate.pid, SIGKILL);
        waitpid(gate.pid, NULL, 0);
    } else if (run(target, &gate, err) == 0) {
        status = read(counter, count, sizeof *count) == sizeof *count
                     ? 0
                     : err_errno(err, "the processor's counter");
    }
    if (counter >= 0)
        close(counter);
    gate_close(&gate);
    return status;
}

/* "==123== Collected : 741128710" is the sum of all that was executed. */
static int read_collected(const char *path, uint64_t *count, struct err *err)
{
    enum { LOG_MAX = 1 << 20 };
    size_t length;
    char *text = file_read(path, LOG_MAX, &length, err);
    const char *found = text ? strstr(text, "Collected : ") : NULL;
    bool read = found && sscanf(found, "Collected : %" SCNu64, count) == 1;
    free(text);
    return read ? 0 : err_set(err, "callgrind is not there, or failed");
}

static const char *const *with_callgrind(const struct profile_target *target, const char *log,
                                         struct arena *arena)
{
    size_t count = 0;
    while (target->arguments[count])
        count++;
    const char **arguments = ARENA_ARRAY(arena, const char *, count + 5);
    arguments[0] = "valgrind";
    arguments[1] = "--tool=callgrind";
    arguments[2] = "--callgrind-out-file=/dev/null";
    arguments[3] = arena_printf(arena, "--log-file=%s", log);
    memcpy(arguments + 4, target->arguments, count * sizeof *arguments);
    return arguments;
}

static int by_callgrind(const struct profile_target *target, struct arena *arena, uint64_t *count,
                        struct err *err)
{
    char *log = arena_printf(arena, "%s/benchrun-callgrind-XXXXXX", scratch_folder());
    int file = mkstemp(log), status = -1;
    if (file < 0)
        return err_errno(err, "%s", log);
    close(file);
    struct profile_target slow = *target;
    struct gate gate;
    slow.arguments = with_callgrind(target, log, arena);
    slow.timeout = target->timeout * SLOWDOWN;
    slow.memory = 0; /* the simulator's own need would count */
    if (gate_start(&slow, &gate, err) == 0) {
        status = run(&slow, &gate, err);
        gate_close(&gate);
    }
    if (read_collected(log, count, status == 0 ? err : NULL) != 0)
        status = -1;
    unlink(log);
    return status;
}

int instructions_count(const struct profile_target *target, struct arena *arena, uint64_t *count,
                       const char **by, struct err *err)
{
    bool refused = false;
    *by = "the processor's counter";
    int status = by_processor(target, count, &refused, err);
    if (!refused)
        return status;
    *by = "callgrind";
    return by_callgrind(target, arena, count, err);
}
