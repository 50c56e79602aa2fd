#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doctor.h"

static struct arena arena;
static char root[] = "/tmp/test_doctor-XXXXXX";

/* Puts a file below the folder that stands for the host. */
static void put(const char *path, const char *text)
{
    char *full = arena_printf(&arena, "%s%s", root, path);
    char *folder = arena_printf(&arena, "mkdir -p $(dirname '%s')", full);
    cr_assert_eq(system(folder), 0);
    FILE *file = fopen(full, "w");
    fputs(text, file);
    fclose(file);
}

static void set_up(void)
{
    cr_assert_not_null(mkdtemp(root));
}

static void tear_down(void)
{
    cr_assert_eq(system(arena_printf(&arena, "rm -r '%s'", root)), 0);
    arena_release(&arena);
}

TestSuite(doctor, .init = set_up, .fini = tear_down);

static const struct doctor_check *find(const struct doctor *doctor, const char *name)
{
    for (size_t i = 0; i < doctor->checks.count; i++)
        if (strcmp(doctor->checks.items[i].name, name) == 0)
            return &doctor->checks.items[i];
    cr_assert_fail("no check %s", name);
    return NULL;
}

Test(doctor, a_host_that_tells_nothing)
{
    struct doctor doctor = {0};
    doctor_check_files(&doctor, root, &arena);
    cr_expect_eq(find(&doctor, "governor")->level, DOCTOR_UNKNOWN);
    cr_expect_null(find(&doctor, "governor")->advice);
    cr_expect_eq(find(&doctor, "swap in use")->level, DOCTOR_FINE);
}

Test(doctor, what_disturbs)
{
    struct doctor doctor = {0};
    put("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
    put("/proc/loadavg", "3.21 1.00 0.50 2/100 1234\n");
    put("/proc/self/cgroup", "0::/box/inner\n");
    put("/sys/fs/cgroup/box/inner/cpu.max", "max 100000\n");
    put("/sys/fs/cgroup/box/cpu.max", "50000 100000\n");
    put("/sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n");
    put("/proc/cpuinfo", "processor : 0\nflags : fpu hypervisor sse\n");
    put("/proc/stat", "cpu  100 0 100 700 0 0 0 100 0 0\n");
    put("/proc/swaps", "Filename Type Size Used Priority\n/swap file 2000000 500000 -2\n");
    put("/proc/sys/kernel/perf_event_paranoid", "4\n");
    doctor_check_files(&doctor, root, &arena);
    static const struct {
        const char *name, *found;
        enum doctor_level level;
    } rows[] = {
        {"governor", "powersave", DOCTOR_DISTURBS},
        {"load", "3.21 1.00 0.50 2/100 1234", DOCTOR_DISTURBS},
        {"processor quota", "50000 100000", DOCTOR_DISTURBS},
        {"huge pages", "[always] madvise never", DOCTOR_NOTE},
        {"virtual machine", "yes", DOCTOR_NOTE},
        {"stolen time", "10.00 %", DOCTOR_DISTURBS},
        {"swap in use", "500 MB", DOCTOR_DISTURBS},
        {"perf_event_paranoid", "4", DOCTOR_NOTE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct doctor_check *check = find(&doctor, rows[i].name);
        cr_expect_str_eq(check->found, rows[i].found);
        cr_expect_eq(check->level, rows[i].level, "%s", rows[i].name);
        cr_expect_not_null(check->why, "%s", rows[i].name);
    }
}

Test(doctor, what_is_fine)
{
    struct doctor doctor = {0};
    put("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
    put("/proc/loadavg", "0.01 0.05 0.01 1/90 123\n");
    put("/proc/self/cgroup", "0::/\n");
    put("/sys/fs/cgroup/cpu.max", "max 100000\n");
    put("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
    put("/proc/sys/kernel/perf_event_paranoid", "-1\n");
    put("/sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
    doctor_check_files(&doctor, root, &arena);
    static const char *const names[] = {"governor",
                                        "load",
                                        "processor quota",
                                        "huge pages",
                                        "perf_event_paranoid",
                                        "clock source",
                                        "virtual machine"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cr_expect_eq(find(&doctor, names[i])->level, DOCTOR_FINE, "%s", names[i]);
        cr_expect_null(find(&doctor, names[i])->why, "%s", names[i]);
    }
}

/* The first version of control groups has a tree for each controller. */
Test(doctor, limits_of_old_control_groups)
{
    struct doctor doctor = {0};
    put("/proc/self/cgroup", "5:pids:/\n4:memory:/box\n3:cpu,cpuacct:/box\n0::/\n");
    put("/sys/fs/cgroup/memory/box/memory.limit_in_bytes", "1073741824\n");
    put("/sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "-1\n");
    put("/sys/fs/cgroup/pids/pids.max", "max\n");
    doctor_check_files(&doctor, root, &arena);
    cr_expect_str_eq(find(&doctor, "memory quota")->found, "1073741824");
    cr_expect_eq(find(&doctor, "memory quota")->level, DOCTOR_NOTE);
    cr_expect_eq(find(&doctor, "processor quota")->level, DOCTOR_FINE);
    cr_expect_str_eq(find(&doctor, "process quota")->found, "none");
}

Test(doctor, noise)
{
    struct doctor_probe probe;
    doctor_measure(&probe, 0.05);
    cr_expect_geq(probe.pieces, 2);
    cr_expect_gt(probe.piece, 0);
    cr_expect_geq(probe.cpu_median, 1);
    cr_expect_geq(probe.cpu_p99, probe.cpu_median);
    cr_expect(probe.lost >= 0 && probe.lost <= 1);
}
