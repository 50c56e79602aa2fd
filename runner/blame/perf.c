#include "perf.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <asm/perf_regs.h>
#endif

/* A ring of 8 MiB holds a thousand samples; the stack dump is enough for the callers of memcpy in an
 * interpreter (2 KiB reached them where it was tried). */
enum { RING_PAGES = 2048, STACK_BYTES = 8192, SAMPLES_MAX = 20000 };

#if defined(__x86_64__)

#define REGISTER_MASK                                                                            \
    ((1ULL << (PERF_REG_X86_IP + 1)) - 1) | (0xFFULL << PERF_REG_X86_R8)

/* DWARF's number of each register, in the order in which the kernel writes them. */
static const int dwarf_number[PERF_REGISTERS] = {0, 3, 2, 1, 4, 5, 6, 7, 16, 8, 9, 10,
                                                 11, 12, 13, 14, 15};

struct ring {
    struct perf_event_mmap_page *head;
    const uint8_t *data;
    size_t size; /* bytes of data, a power of two */
};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* --- records --------------------------------------------------------------------------------- */

struct sample_record { /* PERF_SAMPLE_IP | TID | REGS_USER | STACK_USER, with all registers there */
    struct perf_event_header header;
    uint64_t ip;
    uint32_t pid, tid;
    uint64_t abi;
    uint64_t registers[PERF_REGISTERS];
    uint64_t stack_size;
    uint8_t stack[];
};

struct map_record {
    struct perf_event_header header;
    uint32_t pid, tid;
    uint64_t start, length, offset;
    uint8_t device_and_inode[24];
    uint32_t protection, flags;
    char path[];
};

static void take_sample(const struct sample_record *record, struct perf_profile *profile,
                        struct arena *arena)
{
    struct perf_sample *sample;
    uint64_t used;

    if (record->abi != PERF_SAMPLE_REGS_ABI_64 || profile->samples.count == SAMPLES_MAX)
        return;
    sample = VEC_ADD(arena, &profile->samples);
    for (int i = 0; i < PERF_REGISTERS; i++)
        sample->registers[dwarf_number[i]] = record->registers[i];
    if (record->stack_size == 0)
        return;
    memcpy(&used, record->stack + record->stack_size, sizeof used);
    sample->stack_length = used < record->stack_size ? used : record->stack_size;
    sample->stack = (const uint8_t *)arena_copy(arena, (const char *)record->stack,
                                                sample->stack_length);
}

static void take_record(const struct perf_event_header *header, struct perf_profile *profile,
                        struct arena *arena)
{
    if (header->type == PERF_RECORD_SAMPLE) {
        take_sample((const struct sample_record *)header, profile, arena);
    } else if (header->type == PERF_RECORD_MMAP2) {
        const struct map_record *record = (const struct map_record *)header;

        *VEC_ADD(arena, &profile->maps) =
            (struct perf_map){record->start, record->length, record->offset,
                              arena_strdup(arena, record->path)};
    } else if (header->type == PERF_RECORD_LOST) {
        uint64_t lost[2];

        memcpy(lost, header + 1, sizeof lost);
        profile->lost += lost[1];
    }
}

/* Copies each record out of the ring, since it may wrap around. */
static void drain(const struct ring *ring, struct perf_profile *profile, struct arena *arena)
{
    uint64_t head = __atomic_load_n(&ring->head->data_head, __ATOMIC_ACQUIRE);
    uint64_t tail = ring->head->data_tail;
    _Alignas(8) uint8_t record[UINT16_MAX + 1];

    while (tail < head) {
        struct perf_event_header header;

        for (size_t i = 0; i < sizeof header; i++)
            ((uint8_t *)&header)[i] = ring->data[(tail + i) & (ring->size - 1)];
        if (header.size < sizeof header)
            break;
        for (size_t i = 0; i < header.size; i++)
            record[i] = ring->data[(tail + i) & (ring->size - 1)];
        take_record((const struct perf_event_header *)record, profile, arena);
        tail += header.size;
    }
    __atomic_store_n(&ring->head->data_tail, head, __ATOMIC_RELEASE);
}

/* --- the program ----------------------------------------------------------------------------- */

static _Noreturn void become(const struct perf_target *target, int gate)
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

/* The program, waiting at a gate until its event is open. */
static pid_t start(const struct perf_target *target, int *gate, struct err *err)
{
    int ends[2];
    pid_t pid;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return err_errno(err, "pipe");
    pid = fork();
    if (pid == 0)
        become(target, ends[0]);
    close(ends[0]);
    *gate = ends[1];
    if (pid < 0) {
        close(ends[1]);
        return err_errno(err, "fork");
    }
    return pid;
}

static int open_event(pid_t pid, enum perf_event event, uint64_t period, struct err *err)
{
    struct perf_event_attr attributes = {
        .type = PERF_TYPE_SOFTWARE,
        .size = sizeof attributes,
        .config = event == PERF_PAGE_FAULTS ? PERF_COUNT_SW_PAGE_FAULTS : PERF_COUNT_SW_CPU_CLOCK,
        .sample_period = period ? period : 1,
        .sample_type = PERF_SAMPLE_IP | PERF_SAMPLE_TID | PERF_SAMPLE_REGS_USER |
                       PERF_SAMPLE_STACK_USER,
        .sample_regs_user = REGISTER_MASK,
        .sample_stack_user = STACK_BYTES,
        .disabled = 1,
        .enable_on_exec = 1,
        .exclude_hv = 1,
        .mmap = 1,
        .mmap2 = 1,
        .wakeup_events = 16,
    };
    int fd;

    /* What the kernel does on behalf of the program counts too, where that is allowed. */
    fd = (int)syscall(SYS_perf_event_open, &attributes, pid, -1, -1, PERF_FLAG_FD_CLOEXEC);
    if (fd < 0 && (errno == EACCES || errno == EPERM)) {
        attributes.exclude_kernel = 1;
        fd = (int)syscall(SYS_perf_event_open, &attributes, pid, -1, -1, PERF_FLAG_FD_CLOEXEC);
    }
    return fd >= 0 ? fd : err_errno(err, "perf_event_open");
}

static int map_ring(int fd, struct ring *ring, struct err *err)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    void *memory = mmap(NULL, page * (RING_PAGES + 1), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

    if (memory == MAP_FAILED)
        return err_errno(err, "the kernel gives no memory for samples");
    *ring = (struct ring){memory, (const uint8_t *)memory + page, page * RING_PAGES};
    return 0;
}

/* Reads samples until the program ends or its time is up. */
static int follow(pid_t pid, int fd, const struct ring *ring, double timeout,
                  struct perf_profile *profile, struct arena *arena, struct err *err)
{
    double end = now() + (timeout > 0 ? timeout : 60);
    int status = 0;

    for (;;) {
        struct pollfd event = {.fd = fd, .events = POLLIN};

        poll(&event, 1, 20);
        drain(ring, profile, arena);
        if (waitpid(pid, &status, WNOHANG) == pid)
            break;
        if (now() > end) {
            kill(-pid, SIGKILL);
            waitpid(pid, &status, 0);
            return err_set(err, "the program did not end in time while it was sampled");
        }
    }
    drain(ring, profile, arena);
    kill(-pid, SIGKILL); /* what it left behind */
    return 0;
}

int perf_run(const struct perf_target *target, enum perf_event event, uint64_t period,
             struct arena *arena, struct perf_profile *profile, struct err *err)
{
    struct ring ring = {0};
    int gate = -1, fd = -1, status = -1;
    pid_t pid = start(target, &gate, err);

    if (pid < 0)
        return -1;
    profile->pid = pid;
    fd = open_event(pid, event, period, err);
    if (fd >= 0 && map_ring(fd, &ring, err) == 0 && write(gate, "g", 1) == 1) {
        status = follow(pid, fd, &ring, target->timeout, profile, arena, err);
    } else {
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
    }
    if (ring.head)
        munmap(ring.head, (size_t)sysconf(_SC_PAGESIZE) * (RING_PAGES + 1));
    if (fd >= 0)
        close(fd);
    close(gate);
    return status;
}

#else

int perf_run(const struct perf_target *target, enum perf_event event, uint64_t period,
             struct arena *arena, struct perf_profile *profile, struct err *err)
{
    (void)target;
    (void)event;
    (void)period;
    (void)arena;
    (void)profile;
    return err_set(err, "the registers of this machine are not known");
}

#endif
