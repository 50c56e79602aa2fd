/* Which control group is made, on hosts made of files. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "confine.h"

static struct arena arena;
static char root[] = "/tmp/test_confine-XXXXXX";

static void run(const char *command)
{
    cr_assert_eq(system(arena_printf(&arena, "cd '%s' && %s", root, command)), 0);
}

static void set_up(void)
{
    cr_assert_not_null(mkdtemp(root));
    run("mkdir -p proc/self sys/fs/cgroup");
}

static void tear_down(void)
{
    cr_assert_eq(system(arena_printf(&arena, "rm -r '%s'", root)), 0);
    arena_release(&arena);
}

TestSuite(confine, .init = set_up, .fini = tear_down);

/* A folder does not fill itself as a control group does: what the kernel would put there is put
 * there before. */
static const char *group_at(const char *parent, const char *limit_file)
{
    const char *folder = arena_printf(&arena, "sys/fs/cgroup/%s/benchrun-%d", parent, getpid());
    run(arena_printf(&arena, "mkdir -p '%s' && : >'%s/%s' && : >'%s/cgroup.procs'", folder, folder,
                     limit_file, folder));
    return folder;
}

static const char *content(const char *folder, const char *name)
{
    char text[100] = "";
    FILE *file = fopen(arena_printf(&arena, "%s/%s/%s", root, folder, name), "r");
    if (file && !fgets(text, sizeof text, file))
        text[0] = '\0';
    if (file)
        fclose(file);
    return arena_strdup(&arena, text);
}

static void expect_group(const char *folder, const char *limit_file, const char *none)
{
    struct confine confine;
    cr_assert(confine_open(&confine, root));
    cr_expect_str_eq(confine.folder, arena_printf(&arena, "%s/%s", root, folder));
    confine_take(&confine, 1234);
    cr_expect_str_eq(content(folder, "cgroup.procs"), "1234");
    cr_expect(confine_limit(&confine, 5000000000, 7));
    cr_expect_str_eq(content(folder, limit_file), "5000000000");
    run(arena_printf(&arena, ": >'%s/%s'", folder, limit_file));
    cr_expect(confine_limit(&confine, 0, 0));
    cr_expect_str_eq(content(folder, limit_file), none);
}

Test(confine, below_the_own_group)
{
    run("echo 0::/box/inner >proc/self/cgroup");
    expect_group(group_at("box/inner", "memory.max"), "memory.max", "max");
}

Test(confine, beside_the_own_group_where_that_has_no_controller)
{
    run("echo 0::/box/inner >proc/self/cgroup && mkdir -p sys/fs/cgroup/box/inner");
    expect_group(group_at("box", "memory.max"), "memory.max", "max");
}

Test(confine, of_the_older_interface)
{
    run("printf '4:cpu,memory:/box\\n0::/\\n' >proc/self/cgroup");
    expect_group(group_at("memory/box", "memory.limit_in_bytes"), "memory.limit_in_bytes", "-1");
}

/* The launcher is in the group too. */
static void expect_processes(struct confine *confine, const char *folder)
{
    cr_assert(confine_counts(confine));
    run(arena_printf(&arena, ": >'%s/pids.max'", folder));
    confine_limit(confine, 0, 20);
    cr_expect_str_eq(content(folder, "pids.max"), "21");
    confine_seal(confine);
    cr_expect_eq(content(folder, "pids.max")[0], '0');
    confine_limit(confine, 0, 20);
    cr_expect_str_eq(content(folder, "pids.max"), "21", "a sealed one is opened again");
    run(arena_printf(&arena, "echo max 4 >'%s/pids.events'", folder));
    cr_expect_eq(confine_refused(confine), 4);
    run(arena_printf(&arena, ": >'%s/pids.max'", folder));
    confine_limit(confine, 0, 0);
    cr_expect_str_eq(content(folder, "pids.max"), "max");
}

Test(confine, counts_processes)
{
    struct confine confine;
    run("echo 0::/box >proc/self/cgroup");
    const char *folder = group_at("box", "memory.max");
    run(arena_printf(&arena, ": >'%s/pids.max'", folder));
    cr_assert(confine_open(&confine, root));
    expect_processes(&confine, folder);
}

Test(confine, counts_processes_in_a_group_of_their_own_by_the_older_interface)
{
    struct confine confine;
    run("printf '4:memory:/box\n8:pids:/\n0::/\n' >proc/self/cgroup");
    group_at("memory/box", "memory.limit_in_bytes");
    const char *folder = group_at("pids", "pids.max");
    cr_assert(confine_open(&confine, root));
    expect_processes(&confine, folder);
    run("printf '8:pids:/\n0::/\n' >proc/self/cgroup");
    cr_expect_not(confine_open(&confine, root), "memory is not limited");
    expect_processes(&confine, folder);
}

Test(confine, is_not_there_on_a_host_without_groups)
{
    struct confine confine;
    cr_expect_not(confine_open(&confine, root));
    run("printf '4:cpu:/box\\n0::/box\\n' >proc/self/cgroup");
    cr_expect_not(confine_open(&confine, root));
    run("mkdir -p sys/fs/cgroup/box");
    cr_expect_not(confine_open(&confine, root), "no controller of memory");
    confine_take(&confine, 1);
    cr_expect_not(confine_limit(&confine, 1, 1));
    cr_expect_not(confine_counts(&confine));
    cr_expect_eq(confine_kills(&confine) + confine_refused(&confine), 0);
    confine_close(&confine);
    cr_expect_eq(system(arena_printf(&arena, "ls '%s/sys/fs/cgroup' | grep -q benchrun", root)),
                 256, "nothing is left");
}

Test(confine, counts_what_the_kernel_killed)
{
    struct confine confine;
    run("echo 0::/box >proc/self/cgroup");
    const char *folder = group_at("box", "memory.max");
    run(arena_printf(&arena, "printf 'low 0\\noom 4\\noom_kill 3\\n' >'%s/memory.events'", folder));
    cr_assert(confine_open(&confine, root));
    cr_expect_eq(confine_kills(&confine), 3);
}

Test(confine, removes_what_a_killed_benchrun_left)
{
    struct confine confine;
    run("echo 0::/box >proc/self/cgroup && mkdir -p sys/fs/cgroup/box/benchrun-999999999 "
        "sys/fs/cgroup/box/benchrun-1 sys/fs/cgroup/box/other");
    group_at("box", "memory.max");
    cr_assert(confine_open(&confine, root));
    run("test ! -e sys/fs/cgroup/box/benchrun-999999999 && test -d sys/fs/cgroup/box/benchrun-1 && "
        "test -d sys/fs/cgroup/box/other");
}
