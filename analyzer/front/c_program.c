/* A build writes the objects of one program into a folder of its own: CMake (CMakeFiles/NAME.dir)
 * and Meson (NAME.p) do.  Of others it is not known which objects are linked together. */
#include "c_program.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "front.h"
#include "str.h"

/* As c_build.c. */
enum { DATABASE_BYTES_MAX = 64 << 20 };

/* What loosens the arithmetic, and what undoes that (GCC's and Clang's manuals); the first row is
 * told before the others. */
enum { LOOSER_COUNT = 2 };
static const struct {
    const char *on[5], *off[4];
} looser[LOOSER_COUNT] = {
    {{"-ffast-math", "-Ofast", "-funsafe-math-optimizations", "-fassociative-math"},
     {"-fno-fast-math", "-fno-unsafe-math-optimizations", "-fno-associative-math"}},
    {{"-fno-math-errno", "-ffast-math", "-Ofast"}, {"-fmath-errno", "-fno-fast-math"}},
};

struct object {
    const char *file;    /* absolute */
    const char *program; /* the folder of its program's objects */
    const char *loosened[LOOSER_COUNT]; /* by which flag; or NULL */
};

struct c_programs {
    VEC(struct object) objects;
};

/* As the table has it; or NULL. */
static const char *find(const char *const *flags, const char *flag)
{
    while (*flags && strcmp(*flags, flag) != 0)
        flags++;
    return *flags;
}

static void heed(struct object *object, const char *flag)
{
    for (size_t i = 0; i < LOOSER_COUNT; i++) {
        const char *on = find(looser[i].on, flag);
        bool was_level = object->loosened[i] && !strcmp(object->loosened[i], "-Ofast");

        if (on || find(looser[i].off, flag) || (was_level && str_starts(flag, "-O")))
            object->loosened[i] = on;
    }
}

/* The part of an object's path that all objects of its program share; NULL when it has none. */
static const char *program_of(const char *folder, const char *output, struct arena *arena)
{
    static const char *const ends[] = {".dir/", ".p/"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *end = strstr(output, ends[i]);

        if (end)
            return arena_printf(arena, "%s/%.*s", folder, (int)(end - output), output);
    }
    return NULL;
}

static void add_object(struct c_programs *programs, CXCompileCommand command, struct arena *arena)
{
    const char *folder = clang_copy(arena, clang.CompileCommand_getDirectory(command));
    const char *file = clang_copy(arena, clang.CompileCommand_getFilename(command));
    enum front_kind kind = front_kind_of(file, NULL, 0);
    unsigned count = clang.CompileCommand_getNumArgs(command);
    struct object object = {.file = file};
    bool is_output = false;

    if (kind != FRONT_C && kind != FRONT_CXX)
        return;
    if (file[0] != '/')
        object.file = arena_printf(arena, "%s/%s", folder, file);
    for (unsigned i = 1; i < count; i++) {
        CXString argument = clang.CompileCommand_getArg(command, i);
        const char *flag = clang.getCString(argument);

        if (is_output)
            object.program = program_of(folder, flag, arena);
        else
            heed(&object, flag);
        is_output = !strcmp(flag, "-o");
        clang.disposeString(argument);
    }
    if (object.program)
        *VEC_ADD(arena, &programs->objects) = object;
}

/* Most builds loosen nothing, which the text tells before the commands are taken apart. */
static bool is_loosened(const char *path)
{
    struct err err = {0};
    size_t length = 0;
    char *text = file_read(path, DATABASE_BYTES_MAX, &length, &err);
    bool found = false;

    for (size_t i = 0; text && i < LOOSER_COUNT; i++)
        for (const char *const *flag = looser[i].on; *flag && !found; flag++)
            found = strstr(text, *flag);
    free(text);
    return found;
}

struct c_programs *c_programs_of(CXCompilationDatabase database, const char *path,
                                 struct arena *arena)
{
    struct c_programs *programs;
    CXCompileCommands commands;

    if (!is_loosened(path))
        return NULL;
    commands = clang.CompilationDatabase_getAllCompileCommands(database);
    if (!commands)
        return NULL;
    programs = ARENA_NEW(arena, struct c_programs);
    for (unsigned i = 0; i < clang.CompileCommands_getSize(commands); i++)
        add_object(programs, clang.CompileCommands_getCommand(commands, i), arena);
    clang.CompileCommands_dispose(commands);
    return programs;
}

static const struct object *object_of(const struct c_programs *programs, const char *file)
{
    for (size_t i = 0; i < programs->objects.count; i++)
        if (!strcmp(programs->objects.items[i].file, file))
            return &programs->objects.items[i];
    return NULL;
}

static const char *base_of(const char *path)
{
    return strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
}

/* The file that measures need not compute anything: beside looser ones it says nothing.  Where it
 * is itself a looser one, somebody wanted that of what it computes. */
static const char *differ_in(const struct c_programs *programs, const struct object *own,
                             size_t row, struct arena *arena)
{
    const struct object *with = own->loosened[row] ? own : NULL, *without = NULL;

    for (size_t i = 0; i < programs->objects.count; i++) {
        const struct object *other = &programs->objects.items[i];

        if (other == own || strcmp(other->program, own->program) != 0)
            continue;
        if (other->loosened[row] && !with)
            with = other;
        else if (!other->loosened[row] && !without)
            without = other;
    }
    if (!with || !without)
        return NULL;
    return arena_printf(arena,
                        "the files of this program are not built alike: %s with %s, %s without",
                        base_of(with->file), with->loosened[row], base_of(without->file));
}

const char *c_programs_differ(const struct c_programs *programs, const char *file,
                              struct arena *arena)
{
    const struct object *own = programs ? object_of(programs, file) : NULL;
    const char *difference = NULL;

    for (size_t i = 0; own && !difference && i < LOOSER_COUNT; i++)
        difference = differ_in(programs, own, i, arena);
    return difference;
}
