#include <errno.h>
#include <linux/perf_event.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gate.h"

#if defined(__x86_64__)
#include <asm/perf_regs.h>
#endif

/* A ring of 8 MiB holds a thousand samples. */
enum { RING_PAGES = 2048 };

#if defined(__x86_64__)

#define REGISTER_MASK                                                                            \
    ((1ULL << (PERF_REG_X86_IP + 1)) - 1) | (0xFFULL << PERF_REG_X86_R8)

/* DWARF's number of each register, in the order in which the kernel writes them. */
static const int dwarf_number[PROFILE_REGISTERS] = {0, 3, 2, 1, 4, 5, 6, 7, 16, 8, 9, 10,
                                                 11, 12, 13, 14, 15};

struct ring {
    struct perf_event_mmap_page *head;
    const uint8_t *data;
    size_t size; /* bytes of data, a power of two */
};

/* --- records --------------------------------------------------------------------------------- */

struct sample_record { /* PERF_SAMPLE_IP | TID | REGS_USER | STACK_USER, with all registers there */
    struct perf_event_header header;
    uint64_t ip;
    uint32_t pid, tid;
    uint64_t abi;
    uint64_t registers[PROFILE_REGISTERS];
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

static void take_sample(const struct sample_record *record, struct profile *profile,
                        struct arena *arena)
{
    struct profile_sample *sample;
    uint64_t used;

    if (record->abi != PERF_SAMPLE_REGS_ABI_64 || profile->samples.count == PROFILE_SAMPLES_MAX)
        return;
    sample = VEC_ADD(arena, &profile->samples);
    for (int i = 0; i < PROFILE_REGISTERS; i++)
        sample->registers[dwarf_number[i]] = record->registers[i];
    if (record->stack_size == 0)
        return;
    memcpy(&used, record->stack + record->stack_size, sizeof used);
    sample->stack_length = used < record->stack_size ? used : record->stack_size;
    sample->stack = (const uint8_t *)arena_copy(arena, (const char *)record->stack,
                                                sample->stack_length);
}

static void take_record(const struct perf_event_header *header, struct profile *profile,
                        struct arena *arena)
{
    if (header->type == PERF_RECORD_SAMPLE) {
        take_sample((const struct sample_record *)header, profile, arena);
    } else if (header->type == PERF_RECORD_MMAP2) {
        const struct map_record *record = (const struct map_record *)header;

        *VEC_ADD(arena, &profile->maps) =
            (struct profile_map){record->start, record->length, record->offset,
                              arena_strdup(arena, record->path)};
    } else if (header->type == PERF_RECORD_LOST) {
        uint64_t lost[2];

        memcpy(lost, header + 1, sizeof lost);
        profile->lost += lost[1];
    }
}

/* Copies each record out of the ring, since it may wrap around. */
static void drain(const struct ring *ring, struct profile *profile, struct arena *arena)
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

/* --- the event ------------------------------------------------------------------------------- */

static int open_event(pid_t pid, const struct profile_request *request, struct err *err)
{
    struct perf_event_attr attributes = {
        .type = PERF_TYPE_SOFTWARE,
        .size = sizeof attributes,
        .config = request->event == PROFILE_PAGE_FAULTS ? PERF_COUNT_SW_PAGE_FAULTS
                                                        : PERF_COUNT_SW_CPU_CLOCK,
        .sample_period = request->period ? request->period : 1,
        .sample_type = PERF_SAMPLE_IP | PERF_SAMPLE_TID | PERF_SAMPLE_REGS_USER |
                       PERF_SAMPLE_STACK_USER,
        .sample_regs_user = REGISTER_MASK,
        .sample_stack_user = PROFILE_STACK_BYTES,
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
static int follow(pid_t pid, int fd, const struct ring *ring, double end, struct profile *profile,
                  struct arena *arena, struct err *err)
{
    for (;;) {
        struct pollfd event = {.fd = fd, .events = POLLIN};

        poll(&event, 1, 20);
        drain(ring, profile, arena);
        if (waitpid(pid, NULL, WNOHANG) == pid)
            break;
        if (gate_now() > end) {
            kill(-pid, SIGKILL);
            waitpid(pid, NULL, 0);
            return err_set(err, "the program did not end in time while it was sampled");
        }
    }
    drain(ring, profile, arena);
    return 0;
}

int perf_run(const struct profile_request *request, struct arena *arena, struct profile *profile,
             struct err *err)
{
    struct ring ring = {0};
    struct gate gate;
    int fd, status = -1;

    if (gate_start(request->target, &gate, err) != 0)
        return -1;
    profile->pid = gate.pid;
    fd = open_event(gate.pid, request, err);
    profile->refused = fd < 0 || map_ring(fd, &ring, err) != 0;
    if (!profile->refused && gate_open(&gate)) {
        status = follow(gate.pid, fd, &ring, gate_deadline(request->target), profile, arena, err);
    } else {
        kill(gate.pid, SIGKILL);
        waitpid(gate.pid, NULL, 0);
    }
    if (ring.head)
        munmap(ring.head, (size_t)sysconf(_SC_PAGESIZE) * (RING_PAGES + 1));
    if (fd >= 0)
        close(fd);
    gate_close(&gate);
    return status;
}

#else

int perf_run(const struct profile_request *request, struct arena *arena, struct profile *profile,
             struct err *err)
{
    (void)request;
    (void)arena;
    profile->refused = true;
    return err_set(err, "perf_event_open: the registers of this machine are not known");
}

#endif
