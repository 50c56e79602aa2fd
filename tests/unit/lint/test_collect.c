#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collect.h"
#include "command.h"

static char directory[] = "/tmp/collect.XXXXXX";

static void put(const char *name, const char *text)
{
    FILE *stream = fopen(name, "w");

    cr_assert(stream, "%s", name);
    fputs(text, stream);
    fclose(stream);
}

static void make_tree(void)
{
    cr_assert(mkdtemp(directory));
    cr_assert_eq(chdir(directory), 0);
    mkdir("src", 0755);
    mkdir("src/build", 0755);
    mkdir("src/.hidden", 0755);
    mkdir("src/benchmarks", 0755);
    mkdir("empty", 0755);
    put("src/b.c", "");
    put("src/a.py", "");
    put("src/notes.txt", "");
    put("src/tool", "#!/usr/bin/env python3\n");
    put("src/build/generated.c", "");
    put("src/.hidden/h.c", "");
    put("src/benchmarks/copy.cpp", "");
}

static void remove_tree(void)
{
    char *command[] = {"rm", "-r", NULL, NULL};
    struct command_result result = {0};

    cr_assert_eq(chdir("/"), 0);
    command[2] = directory;
    cr_expect_eq(command_run(&(struct command){.argv = command}, &result, NULL), 0);
    command_release(&result);
}

TestSuite(collect, .init = make_tree, .fini = remove_tree);

Test(collect, a_folder_is_walked_in_order)
{
    struct arena arena = {0};
    struct source_files files = {0};
    struct diags diags = {0};
    struct config config = {0};
    char *operands[] = {"src/", "src/a.py", "missing.c", "src/notes.txt"};
    static const struct {
        const char *path;
        enum front_kind kind;
        bool named, benchmark;
    } rows[] = {
        {"src/a.py", FRONT_PYTHON, false, false},
        {"src/b.c", FRONT_C, false, false},
        {"src/benchmarks/copy.cpp", FRONT_CXX, false, true},
        {"src/tool", FRONT_PYTHON, false, false},
        {"missing.c", FRONT_C, true, false},
        {"src/notes.txt", FRONT_NOT_SOURCE, true, false},
    };

    collect_sources(operands, 4, &config, &arena, &files, &diags);
    cr_assert_eq(files.list.count, 6);
    for (size_t i = 0; i < 6; i++) {
        const struct source_file *file = &files.list.items[i];

        cr_expect_str_eq(file->path, rows[i].path);
        cr_expect_eq(file->kind, rows[i].kind, "%s", file->path);
        cr_expect_eq(file->named, rows[i].named, "%s", file->path);
        cr_expect_eq(file->is_benchmark, rows[i].benchmark, "%s", file->path);
    }
    cr_expect_eq(diags.list.count, 0);
    diag_release(&diags);
    arena_release(&arena);
}

Test(collect, a_folder_without_sources_is_told)
{
    struct arena arena = {0};
    struct source_files files = {0};
    struct diags diags = {0};
    struct config config = {0};
    char *operands[] = {"empty"};

    collect_sources(operands, 1, &config, &arena, &files, &diags);
    cr_expect_eq(files.list.count, 0);
    cr_assert_eq(diags.list.count, 1);
    cr_expect_str_eq(diags.list.items[0].path, "empty");
    diag_release(&diags);
    arena_release(&arena);
}

Test(collect, configuration_excludes_and_names_benchmarks)
{
    struct arena arena = {0};
    struct source_files files = {0};
    struct diags diags = {0};
    struct config config;
    char *operands[] = {"src"};

    put(".benchlint.yaml", "exclude: ['*/b.c', 'src/tool']\nbenchmarks: src/a.*\n"
                           "fail-on: note\nmin-confidence: possible\npython: '>=3.9,<3.12'\n");
    cr_assert_eq(config_load(NULL, &config, &arena, &diags), 0);
    collect_sources(operands, 1, &config, &arena, &files, &diags);
    cr_assert_eq(files.list.count, 2);
    cr_expect(files.list.items[0].is_benchmark);
    cr_expect_eq(config.fail_on, 0);
    cr_expect_eq(config.min_confidence, 2);
    diag_release(&diags);
    arena_release(&arena);
}

Test(collect, every_mistake_of_the_configuration_is_told)
{
    struct arena arena = {0};
    struct diags diags = {0};
    struct config config;

    put(".benchlint.yaml", "selct: [BL1]\nfail-on: often\nversion: 2\n");
    cr_assert_eq(config_load(NULL, &config, &arena, &diags), -1);
    cr_expect_eq(diags.errors, 3);
    diag_release(&diags);
    diags = (struct diags){0};
    cr_expect_eq(config_load("no-such.yaml", &config, &arena, &diags), -1);
    cr_expect_eq(diags.errors, 1);
    diag_release(&diags);
    arena_release(&arena);
}
