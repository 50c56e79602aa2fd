#include "doctor.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cgroup.h"
#include "confine.h"

const char *const doctor_level_names[DOCTOR_LEVEL_COUNT + 1] = {
    [DOCTOR_FINE] = "fine",
    [DOCTOR_UNKNOWN] = "unknown",
    [DOCTOR_NOTE] = "note",
    [DOCTOR_DISTURBS] = "disturbs",
};

struct file_check {
    const char *name, *path;
    /* Judges the file's first line. */
    enum doctor_level (*judge)(const char *text);
    const char *why;    /* said unless it is fine */
    const char *advice; /* or NULL */
};

static enum doctor_level judge_governor(const char *text)
{
    return strcmp(text, "performance") == 0 ? DOCTOR_FINE : DOCTOR_DISTURBS;
}

static enum doctor_level judge_zero(const char *text)
{
    return strcmp(text, "0") == 0 ? DOCTOR_FINE : DOCTOR_NOTE;
}

static enum doctor_level judge_one(const char *text)
{
    return strcmp(text, "1") == 0 ? DOCTOR_FINE : DOCTOR_NOTE;
}

/* Half a processor's worth of others' work is felt on any machine. */
static enum doctor_level judge_load(const char *text)
{
    double load = strtod(text, NULL);
    return load < 0.5 ? DOCTOR_FINE : load < 1 ? DOCTOR_NOTE : DOCTOR_DISTURBS;
}

static enum doctor_level judge_clock(const char *text)
{
    static const char *const fast[] = {"tsc", "kvm-clock", "arch_sys_counter",
                                       "hyperv_clocksource"};
    for (size_t i = 0; i < sizeof fast / sizeof *fast; i++)
        if (strncmp(text, fast[i], strlen(fast[i])) == 0)
            return DOCTOR_FINE;
    return DOCTOR_NOTE;
}

static enum doctor_level judge_huge_pages(const char *text)
{
    return strstr(text, "[always]") ? DOCTOR_NOTE : DOCTOR_FINE;
}

static enum doctor_level judge_paranoid(const char *text)
{
    return strtol(text, NULL, 10) <= 2 ? DOCTOR_FINE : DOCTOR_NOTE;
}

static enum doctor_level judge_ptrace(const char *text)
{
    return strtol(text, NULL, 10) <= 1 ? DOCTOR_FINE : DOCTOR_NOTE;
}

#define CPU "/sys/devices/system/cpu/"

static const struct file_check file_checks[] = {
    {"governor", CPU "cpu0/cpufreq/scaling_governor", judge_governor,
     "the processor's frequency follows its load, so the first runs are slower",
     "sudo cpupower frequency-set -g performance"},
    {"turbo off (Intel)", CPU "intel_pstate/no_turbo", judge_one,
     "the frequency depends on temperature and on what other cores do",
     "echo 1 | sudo tee " CPU "intel_pstate/no_turbo"},
    {"boost on", CPU "cpufreq/boost", judge_zero,
     "the frequency depends on temperature and on what other cores do",
     "echo 0 | sudo tee " CPU "cpufreq/boost"},
    {"SMT on", CPU "smt/active", judge_zero,
     "a program on the sibling of its core takes a third of its speed",
     "echo off | sudo tee " CPU "smt/control"},
    {"address randomisation", "/proc/sys/kernel/randomize_va_space", judge_zero,
     "addresses differ from run to run; benchrun averages over that, as it should be", NULL},
    {"load", "/proc/loadavg", judge_load,
     "others are running: wall times mean little, processor times are disturbed through caches",
     NULL},
    {"clock source", "/sys/devices/system/clocksource/clocksource0/current_clocksource",
     judge_clock, "reading the clock is a system call of a microsecond or more", NULL},
    {"huge pages", "/sys/kernel/mm/transparent_hugepage/enabled", judge_huge_pages,
     "one page fault may stand for 2 MiB: faults undercount memory",
     "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled"},
    {"perf_event_paranoid", "/proc/sys/kernel/perf_event_paranoid", judge_paranoid,
     "programs cannot be sampled, so the function behind a cliff is found less surely",
     "sudo sysctl kernel.perf_event_paranoid=2"},
    {"ptrace_scope", "/proc/sys/kernel/yama/ptrace_scope", judge_ptrace,
     "programs cannot be sampled by ptrace where perf is not allowed",
     "sudo sysctl kernel.yama.ptrace_scope=1"},
};

/* The first line of a file, without its end; false where there is none. */
static bool first_line(const char *root, const char *path, char *text, size_t size)
{
    char full[512];
    snprintf(full, sizeof full, "%s%s", root, path);
    FILE *file = fopen(full, "re");
    bool read = file && fgets(text, (int)size, file);
    if (read)
        text[strcspn(text, "\n")] = '\0';
    if (file)
        fclose(file);
    return read;
}

static struct doctor_check *add(struct doctor *doctor, struct arena *arena, const char *name,
                                enum doctor_level level, const char *found)
{
    struct doctor_check *check = VEC_ADD(arena, &doctor->checks);
    *check =
        (struct doctor_check){.name = name, .level = level, .found = arena_strdup(arena, found)};
    return check;
}

/* Whether any line of a file contains the word. */
static bool file_says(const char *root, const char *path, const char *word)
{
    char full[512], line[4096];
    snprintf(full, sizeof full, "%s%s", root, path);
    FILE *file = fopen(full, "re");
    bool found = false;
    while (file && !found && fgets(line, sizeof line, file))
        found = strstr(line, word) != NULL;
    if (file)
        fclose(file);
    return found;
}

static void check_groups(struct doctor *doctor, const char *root, struct arena *arena)
{
    static const struct {
        const char *name;
        struct cgroup_file file;
        enum doctor_level level; /* where there is a limit */
        const char *why;
    } rows[] = {
        {"processor quota",
         {"cpu.max", "cpu", "cpu.cfs_quota_us"},
         DOCTOR_DISTURBS,
         "the container is stopped for the rest of each period once its share is used up"},
        {"memory quota",
         {"memory.max", "memory", "memory.limit_in_bytes"},
         DOCTOR_NOTE,
         "a program that needs more is killed, whatever its spec allows"},
        {"process quota",
         {"pids.max", "pids", "pids.max"},
         DOCTOR_NOTE,
         "a program that starts more cannot"},
    };
    char text[256];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool known = cgroup_limit(root, &rows[i].file, text, sizeof text);
        bool limited = known && strcmp(text, "none") != 0;
        struct doctor_check *check = add(doctor, arena, rows[i].name,
                                         limited ? rows[i].level
                                         : known ? DOCTOR_FINE
                                                 : DOCTOR_UNKNOWN,
                                         known ? text : "cannot be read here");
        if (limited)
            check->why = rows[i].why;
    }
}

static void check_virtual(struct doctor *doctor, const char *root, struct arena *arena)
{
    bool is_virtual = file_says(root, "/proc/cpuinfo", "hypervisor");
    struct doctor_check *check = add(doctor, arena, "virtual machine",
                                     is_virtual ? DOCTOR_NOTE : DOCTOR_FINE,
                                     is_virtual ? "yes" : "no");
    if (is_virtual)
        check->why = "the host's other guests are felt and not seen";
}

/* The time that the host gave to other guests, of all since it started. */
static void check_steal(struct doctor *doctor, const char *root, struct arena *arena)
{
    char line[512];
    unsigned long long times[8] = {0}, all = 0;
    if (!first_line(root, "/proc/stat", line, sizeof line) ||
        sscanf(line, "cpu %llu %llu %llu %llu %llu %llu %llu %llu", &times[0], &times[1], &times[2],
               &times[3], &times[4], &times[5], &times[6], &times[7]) != 8)
        return;
    for (size_t i = 0; i < 8; i++)
        all += times[i];
    double part = all ? (double)times[7] / (double)all : 0;
    struct doctor_check *check = add(doctor, arena, "stolen time",
                                     part > 0.001 ? DOCTOR_DISTURBS : DOCTOR_FINE,
                                     arena_printf(arena, "%.2f %%", part * 100));
    if (part > 0.001)
        check->why = "the host runs other guests on this machine's processors";
}

static void check_swap(struct doctor *doctor, const char *root, struct arena *arena)
{
    char path[512], line[512];
    unsigned long long used = 0, one;
    snprintf(path, sizeof path, "%s/proc/swaps", root);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "%*s %*s %*u %llu", &one) == 1)
            used += one;
    if (file)
        fclose(file);
    struct doctor_check *check = add(doctor, arena, "swap in use",
                                     used ? DOCTOR_DISTURBS : DOCTOR_FINE,
                                     arena_printf(arena, "%llu MB", used / 1000));
    if (used) {
        check->why = "memory that was swapped out comes back from the disk while it is measured";
        check->advice = "sudo swapoff -a && sudo swapon -a";
    }
}

void doctor_check_files(struct doctor *doctor, const char *root, struct arena *arena)
{
    char text[256];
    for (size_t i = 0; i < sizeof file_checks / sizeof *file_checks; i++) {
        const struct file_check *row = &file_checks[i];
        bool known = first_line(root, row->path, text, sizeof text);
        enum doctor_level level = known ? row->judge(text) : DOCTOR_UNKNOWN;
        struct doctor_check *check =
            add(doctor, arena, row->name, level, known ? text : "cannot be read here");
        if (level == DOCTOR_NOTE || level == DOCTOR_DISTURBS) {
            check->why = row->why;
            check->advice = row->advice;
        }
    }
    check_groups(doctor, root, arena);
    check_virtual(doctor, root, arena);
    check_steal(doctor, root, arena);
    check_swap(doctor, root, arena);
}

/* What the settings say is one thing; a container's rules may still forbid the call. */
static void check_sampling(struct doctor *doctor, struct arena *arena)
{
    struct perf_event_attr event = {.type = PERF_TYPE_SOFTWARE,
                                    .size = sizeof event,
                                    .config = PERF_COUNT_SW_CPU_CLOCK,
                                    .disabled = 1,
                                    .exclude_kernel = 1,
                                    .exclude_hv = 1};
    int file = (int)syscall(SYS_perf_event_open, &event, 0, -1, -1, 0);
    const char *found = file >= 0 ? "allowed" : strerror(errno);
    struct doctor_check *check =
        add(doctor, arena, "sampling", file >= 0 ? DOCTOR_FINE : DOCTOR_NOTE, found);
    if (file < 0)
        check->why = "perf_event_open is refused: the function behind a cliff is found less surely";
    else
        close(file);
}

static void check_confinement(struct doctor *doctor, struct arena *arena)
{
    struct confine confine;
    bool together = confine_open(&confine, "");
    struct doctor_check *check =
        add(doctor, arena, "memory limit", together ? DOCTOR_FINE : DOCTOR_NOTE,
            together ? "of a program and its children together" : "of each process alone");
    if (!together)
        check->why = "no control group can be made here: a program that starts others, or shares "
                     "memory with them, may use more than its spec allows";
    confine_close(&confine);
}

static void check_processors(struct doctor *doctor, struct arena *arena)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    struct doctor_check *check = add(doctor, arena, "processors",
                                     count > 1 ? DOCTOR_FINE : DOCTOR_DISTURBS,
                                     arena_printf(arena, "%ld", count));
    if (count <= 1)
        check->why = "benchrun itself runs where the programs run";
}

void doctor_examine(struct doctor *doctor, double seconds, struct arena *arena)
{
    doctor_check_files(doctor, "", arena);
    check_sampling(doctor, arena);
    check_confinement(doctor, arena);
    check_processors(doctor, arena);
    doctor_measure(&doctor->probe, seconds);
}
