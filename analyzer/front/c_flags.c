/* Chooses the flags for a file. */
#include "c_flags.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "c_build.h"
#include "c_program.h"
#include "cmake_cache.h"
#include "str.h"

/* Folders upward from a file that are looked at for a compile database or headers. */
enum { PARENTS_MAX = 24, HEADER_PARENTS_MAX = 5 };

struct c_database {
    struct arena arena;
    const char *path;   /* of the file */
    const char *folder;
    CXCompilationDatabase database;
    struct c_programs *programs; /* or NULL */
};

/* --- finding the database ------------------------------------------------------------------ */

static bool is_file(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* libclang is not asked before the file is known to be there: it complains on stderr. */
static struct c_database *open_in(const char *folder)
{
    struct c_database *database = calloc(1, sizeof *database);

    if (!database)
        die("out of memory");
    database->folder = arena_strdup(&database->arena, folder);
    database->path = arena_printf(&database->arena, "%s/compile_commands.json", folder);
    if (is_file(database->path))
        return database;
    c_database_free(database);
    return NULL;
}

/* Loaded when the first file asks, because that needs libclang. */
static CXCompilationDatabase loaded(const struct c_database *database)
{
    return database->database;
}

static bool load(struct c_database *database, struct diags *diags)
{
    CXCompilationDatabase_Error error = CXCompilationDatabase_NoError;

    if (clang_open(NULL) != 0)
        return false;
    database->database = clang.CompilationDatabase_fromDirectory(database->folder, &error);
    if (error == CXCompilationDatabase_NoError && database->database) {
        database->programs =
            c_programs_of(database->database, database->path, &database->arena);
        return true;
    }
    database->database = NULL;
    diag_add(diags, DIAG_WARNING, database->path, 0, 0,
             "cannot be read as a compile database; default flags are used");
    return false;
}

struct c_database *c_database_open(const char *folder, struct diags *diags)
{
    struct c_database *database = open_in(folder);

    if (!database) {
        diag_add(diags, DIAG_ERROR, folder, 0, 0, "has no compile_commands.json");
        return NULL;
    }
    load(database, diags);
    return database;
}

/* An absolute path, also for a file that is not there (tests, editors). */
static char *absolute(struct arena *arena, const char *path)
{
    char buffer[PATH_MAX];

    if (realpath(path, buffer))
        return arena_strdup(arena, buffer);
    if (path[0] == '/' || !getcwd(buffer, sizeof buffer))
        return arena_strdup(arena, path);
    return arena_printf(arena, "%s/%s", buffer, path);
}

/* Cuts the last part off; false at the root. */
static bool to_parent(char *path)
{
    char *slash = strrchr(path, '/');

    if (!slash || slash == path)
        return false;
    *slash = '\0';
    return true;
}

static struct c_database *locate(const char *path)
{
    struct arena scratch = {0};
    char *folder = absolute(&scratch, path);
    const char *name = arena_strdup(&scratch, strrchr(folder, '/') ? strrchr(folder, '/') + 1 : "");
    const char *found = NULL;
    struct c_database *database;
    bool inside = true; /* build folders above the project are those of others */

    for (int i = 0; i < PARENTS_MAX && !found && to_parent(folder); i++) {
        found = c_build_folder(folder, inside ? name : NULL, &scratch);
        inside &= access(arena_printf(&scratch, "%s/.git", folder), F_OK) != 0;
    }
    database = found ? open_in(found) : NULL;
    arena_release(&scratch);
    return database;
}

struct c_database *c_database_find(const char *path, struct diags *diags)
{
    struct c_database *found = locate(path);

    if (found)
        load(found, diags);
    return found;
}

const char *c_database_locate(const char *path, struct arena *arena)
{
    struct c_database *found = locate(path);
    const char *folder = found ? arena_strdup(arena, found->folder) : NULL;

    c_database_free(found);
    return folder;
}

void c_database_free(struct c_database *database)
{
    struct arena arena;

    if (!database)
        return;
    if (database->database)
        clang.CompilationDatabase_dispose(database->database);
    arena = database->arena;
    free(database);
    arena_release(&arena);
}

const char *c_database_path(const struct c_database *database)
{
    return database ? database->path : NULL;
}

/* --- flags --------------------------------------------------------------------------------- */

struct flags {
    struct arena *arena;
    VEC(const char *) list;
    VEC(const char *) said;
    struct c_command *command;
    bool has_language;
};

static void add(struct flags *flags, const char *flag)
{
    *VEC_ADD(flags->arena, &flags->list) = flag;
}

/* What a flag says to us, beside what it says to clang. */
static void heed(struct flags *flags, const char *flag)
{
    struct c_command *command = flags->command;

    if (str_starts(flag, "-O"))
        command->optimisation = strcmp(flag, "-O0") == 0 || strcmp(flag, "-Og") == 0 ? 0
                                : strcmp(flag, "-O1") == 0 || strcmp(flag, "-O") == 0 ? 1
                                : strcmp(flag, "-O3") == 0 || strcmp(flag, "-Ofast") == 0 ? 3
                                                                                         : 2;
    if (strcmp(flag, "-Ofast") == 0 || strcmp(flag, "-ffast-math") == 0 ||
        strcmp(flag, "-fno-math-errno") == 0)
        command->math_errno = false;
    if (strcmp(flag, "-fmath-errno") == 0 || strcmp(flag, "-fno-fast-math") == 0)
        command->math_errno = true;
    if (str_starts(flag, "-DNDEBUG"))
        command->assertions_off = true;
    if (strcmp(flag, "-UNDEBUG") == 0)
        command->assertions_off = false;
    if (str_starts(flag, "-x"))
        flags->has_language = true;
}

/* Flags that must not reach libclang: outputs, precompiled headers of another compiler, and
 * OpenMP, which would hide the bodies of its constructs. */
static bool is_dropped(const char *flag)
{
    static const char *const whole[] = {"-c", "-S", "-E", "-M", "-MM", "-MD", "-MMD", "-MP", "--"};

    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        if (strcmp(flag, whole[i]) == 0)
            return true;
    }
    return str_starts(flag, "-W") || str_starts(flag, "-fopenmp") || str_starts(flag, "-fplugin") ||
           str_starts(flag, "-fsanitize") || str_starts(flag, "-fpch");
}

static bool takes_dropped_value(const char *flag)
{
    return strcmp(flag, "-o") == 0 || strcmp(flag, "-MF") == 0 || strcmp(flag, "-MT") == 0 ||
           strcmp(flag, "-MQ") == 0 || strcmp(flag, "-arch") == 0;
}

/* A precompiled header is of use to the compiler that made it, and to no other: how many
 * arguments name one here. */
static size_t precompiled(const char *const *list, size_t left)
{
    if (strcmp(list[0], "-include-pch") == 0)
        return left < 2 ? left : 2;
    if (left >= 2 && strcmp(list[0], "-Xclang") == 0 && strcmp(list[1], "-include-pch") == 0)
        return left < 4 ? left : 4;
    return 0;
}

/* Adds the flags of a command without the name of the file itself. */
static void add_all(struct flags *flags, const char *const *list, size_t count, const char *file)
{
    const char *name = file && strrchr(file, '/') ? strrchr(file, '/') + 1 : file;

    for (size_t i = 0; i < count; i++) {
        const char *flag;

        *VEC_ADD(flags->arena, &flags->said) = list[i];
        i += precompiled(list + i, count - i);
        if (i >= count)
            break;
        flag = list[i];
        if (str_starts(flag, "-fopenmp")) {
            flags->command->openmp = true;
            add(flags, "-D_OPENMP=201511");
        }
        if (takes_dropped_value(flag)) {
            i++;
        } else if (!is_dropped(flag) && (flag[0] == '-' || !name || !str_ends(flag, name))) {
            heed(flags, flag);
            add(flags, flag);
        }
    }
}

/* What no flag of the command says.  The type of the build goes before the flags that it stands
 * for: a command without any optimises nothing, and says so nowhere. */
static void say_of_build(struct flags *flags, const struct c_database *database)
{
    const char *type = cmake_build_type(database->folder, flags->arena);
    const char *difference =
        c_programs_differ(database->programs, flags->command->path, flags->arena);

    if (difference)
        *VEC_ADD(flags->arena, &flags->said) = difference;
    if (type)
        *VEC_ADD(flags->arena, &flags->said) =
            arena_printf(flags->arena, "CMAKE_BUILD_TYPE=%s", type[0] ? type : " (empty)");
}

/* For a file that is not listed, libclang infers the flags of the most similar one. */
static bool add_from_database(struct flags *flags, const struct c_database *database,
                              const char *path)
{
    CXCompileCommands commands =
        clang.CompilationDatabase_getCompileCommands(loaded(database), path);
    CXCompileCommand command;
    VEC(const char *) list = {0};
    unsigned count;

    if (!commands || clang.CompileCommands_getSize(commands) == 0) {
        if (commands)
            clang.CompileCommands_dispose(commands);
        return false;
    }
    command = clang.CompileCommands_getCommand(commands, 0);
    count = clang.CompileCommand_getNumArgs(command);
    for (unsigned i = 1; i < count; i++)
        *VEC_ADD(flags->arena, &list) =
            clang_copy(flags->arena, clang.CompileCommand_getArg(command, i));
    add(flags, "-working-directory");
    add(flags, clang_copy(flags->arena, clang.CompileCommand_getDirectory(command)));
    say_of_build(flags, database);
    add_all(flags, list.items, list.count, path);
    clang.CompileCommands_dispose(commands);
    return true;
}

/* Headers of the project itself are looked for after everything else, so that no file of it is
 * taken for one of the system. */
static void add_guessed_folders(struct flags *flags, const char *path)
{
    static const char *const usual[] = {"include", "src", "lib"};
    char *folder = arena_strdup(flags->arena, path);
    struct stat status;

    flags->command->guesses = true;
    for (int i = 0; i < HEADER_PARENTS_MAX && to_parent(folder); i++) {
        add(flags, "-idirafter");
        add(flags, arena_strdup(flags->arena, folder));
        for (size_t u = 0; u < sizeof usual / sizeof *usual; u++) {
            const char *headers = arena_printf(flags->arena, "%s/%s", folder, usual[u]);

            if (stat(headers, &status) == 0 && S_ISDIR(status.st_mode)) {
                add(flags, "-idirafter");
                add(flags, headers);
            }
        }
        if (stat(arena_printf(flags->arena, "%s/.git", folder), &status) == 0)
            break;
    }
}

static void add_defaults(struct flags *flags, enum front_kind kind, const char *path)
{
    add(flags, kind == FRONT_C ? "-std=gnu17" : "-std=gnu++20");
    if (kind == FRONT_C) /* as clang does for C++ */
        add(flags, "-D_GNU_SOURCE");
    flags->command->openmp = true;
    add_guessed_folders(flags, path);
}

static bool is_cuda(const char *path)
{
    return str_ends(path, ".cu") || str_ends(path, ".cuh") || str_ends(path, ".hip");
}

/* After all other folders, so that what is installed comes first.  A CUDA file need not name the
 * runtime's header: its compiler does. */
static void add_own_headers(struct flags *flags, const char *headers, const char *path)
{
    flags->command->own_headers = absolute(flags->arena, headers);
    add(flags, "-idirafter");
    add(flags, flags->command->own_headers);
    if (is_cuda(path)) {
        add(flags, "-include");
        add(flags, "cuda_runtime.h");
    }
}

/* CUDA is parsed for the host alone: what the device runs is not measured by the host's clock. */
static void add_language(struct flags *flags, enum front_kind kind, const char *path)
{
    add(flags, "-x");
    add(flags, is_cuda(path) ? "cuda" : kind == FRONT_C ? "c" : "c++");
    if (is_cuda(path)) {
        flags->command->launches = true;
        add(flags, "--cuda-host-only");
        add(flags, "-nocudalib");
    }
}

struct c_command c_command_for(const struct c_database *database,
                               const struct front_options *options, enum front_kind kind,
                               const char *path, struct arena *arena)
{
    struct c_command command = {.optimisation = 2, .math_errno = true};
    struct flags flags = {.arena = arena, .command = &command};

    command.path = absolute(arena, path);
    add(&flags, "-resource-dir");
    add(&flags, clang_resource_directory());
    /* Past its own limit, 20, clang opens no more headers. */
    add(&flags, arena_printf(arena, "-ferror-limit=%d", C_ERRORS_MAX));
    if ((!database || !loaded(database) ||
         !add_from_database(&flags, database, command.path)) && options->flag_count == 0)
        add_defaults(&flags, kind, command.path);
    add_all(&flags, options->flags, options->flag_count, NULL);
    if (!flags.has_language)
        add_language(&flags, kind, path);
    if (options->headers)
        add_own_headers(&flags, options->headers, path);
    add(&flags, "-w");
    command.arguments = flags.list.items;
    command.count = flags.list.count;
    command.said = flags.said.items;
    command.said_count = flags.said.count;
    command.assertions_off |= options->assertions_off;
    return command;
}
