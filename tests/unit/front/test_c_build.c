/* What a build says of a file: its compile database, and what CMake remembers beside it. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "front.h"

static const char source[] = "int f(void) { return ANSWER; }\n";

struct build { /* a folder with a file, its database and one file more */
    char folder[32], database[64], path[64], extra[64];
    struct arena arena;
    struct diags diags;
    struct front *front;
    struct ir_unit *unit;
};

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void build_with(struct build *build, const char *flags, const char *name, const char *text)
{
    struct err err = {""};
    char commands[512];

    *build = (struct build){.folder = "/tmp/c_build.XXXXXX"};
    cr_assert(mkdtemp(build->folder));
    snprintf(build->database, sizeof build->database, "%s/compile_commands.json", build->folder);
    snprintf(build->path, sizeof build->path, "%s/main.c", build->folder);
    snprintf(build->extra, sizeof build->extra, "%s/%s", build->folder, name);
    snprintf(commands, sizeof commands,
             "[{\"directory\": \"%s\", \"file\": \"%s\", \"command\": \"gcc %s -c %s\"}]\n",
             build->folder, build->path, flags, build->path);
    write_file(build->database, commands);
    write_file(build->path, source);
    write_file(build->extra, text);
    build->front = front_new(&(struct front_options){0}, &build->diags);
    build->unit = front_lower(build->front, FRONT_C, build->path, source, strlen(source),
                              &build->arena, &err);
    cr_assert(build->unit, "%s", err.text);
}

static void release(struct build *build)
{
    map_free(build->unit->names);
    front_free(build->front);
    diag_release(&build->diags);
    arena_release(&build->arena);
    unlink(build->path);
    unlink(build->extra);
    unlink(build->database);
    rmdir(build->folder);
}

Test(c_build, flags_may_stand_in_a_file_of_their_own)
{
    struct build build;

    build_with(&build, "@main.rsp", "main.rsp", "-O1 -DANSWER=42 '-DTEXT=a b'\n");
    cr_expect_eq(build.unit->gap_count, 0);
    cr_expect_eq(build.unit->optimisation, 1);
    release(&build);
}

Test(c_build, the_type_of_the_build_goes_before_its_flags)
{
    static const struct {
        const char *cache, *first;
    } rows[] = {
        {"# This is the CMakeCache file.\nCMAKE_BUILD_TYPE:STRING=Debug\n",
         "CMAKE_BUILD_TYPE=Debug"},
        {"CMAKE_BUILD_TYPE:STRING=\r\n", "CMAKE_BUILD_TYPE= (empty)"},
        {"CMAKE_BUILD_TYPE_NAMES:STRING=Debug\nA:BOOL=ON\n", "-g"},
        {"CMAKE_CONFIGURATION_TYPES:STRING=Debug;Release\nCMAKE_BUILD_TYPE:STRING=Debug\n", "-g"},
        {"CMAKE_BUILD_TYPE", "-g"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct build build;

        build_with(&build, "-g -DANSWER=42", "CMakeCache.txt", rows[i].cache);
        cr_assert(build.unit->command_count);
        cr_expect_str_eq(build.unit->command[0], rows[i].first);
        release(&build);
    }
}
