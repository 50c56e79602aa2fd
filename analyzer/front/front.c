/* Chooses the front end for a file. */
#include "front.h"

#include <stdlib.h>
#include <string.h>

#include "c_front.h"
#include "clang_api.h"
#include "py_project.h"
#include "str.h"

struct front {
    struct front_options options;
    struct c_database *database;
    bool searched; /* for a database */
    struct diags *diags;
    struct py_project *project;
};

/* A header is C unless a line of it starts as only C++ does. */
static bool looks_like_cxx(const char *head, size_t length)
{
    static const char *const starts[] = {"\nnamespace ", "\ntemplate", "\nclass ", "\nusing "};

    for (size_t i = 0; head && i < sizeof starts / sizeof *starts; i++) {
        if (memmem(head, length, starts[i], strlen(starts[i])))
            return true;
    }
    return false;
}

enum front_kind front_kind_of(const char *path, const char *head, size_t length)
{
    static const struct {
        const char *ending;
        enum front_kind kind;
    } endings[] = {
        {".c", FRONT_C},     {".h", FRONT_C},     {".cc", FRONT_CXX},  {".cpp", FRONT_CXX},
        {".cxx", FRONT_CXX}, {".c++", FRONT_CXX}, {".C", FRONT_CXX},   {".hh", FRONT_CXX},
        {".hpp", FRONT_CXX}, {".hxx", FRONT_CXX}, {".cu", FRONT_CXX},  {".cuh", FRONT_CXX},
        {".hip", FRONT_CXX},
        {".py", FRONT_PYTHON}, {".pyw", FRONT_PYTHON}, {".ipynb", FRONT_NOTEBOOK},
    };
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!str_ends(name, endings[i].ending))
            continue;
        if (strcmp(endings[i].ending, ".h") == 0 && looks_like_cxx(head, length))
            return FRONT_CXX;
        return endings[i].kind;
    }
    if (!strchr(name, '.') && head && length > 2 && memcmp(head, "#!", 2) == 0) {
        const char *newline = memchr(head, '\n', length);
        size_t line = newline ? (size_t)(newline - head) : length;

        if (memmem(head, line, "python", strlen("python")))
            return FRONT_PYTHON;
    }
    return FRONT_NOT_SOURCE;
}

const char *front_locate_database(const char *path, struct arena *arena)
{
    return c_database_locate(path, arena);
}

struct front *front_new(const struct front_options *options, struct diags *diags)
{
    struct front *front = calloc(1, sizeof *front);

    if (!front)
        die("out of memory");
    front->options = *options;
    front->diags = diags;
    front->project = py_project_new();
    return front;
}

void front_free(struct front *front)
{
    if (!front)
        return;
    c_database_free(front->database);
    py_project_free(front->project);
    free(front);
}

/* The first C or C++ file decides which database serves the run. */
static void find_database(struct front *front, const char *path)
{
    if (front->searched)
        return;
    front->searched = true;
    if (front->options.build_directory)
        front->database = c_database_open(front->options.build_directory, front->diags);
    else if (front->options.flag_count == 0 && !front->options.no_search)
        front->database = c_database_find(path, front->diags);
}

struct ir_unit *front_lower(struct front *front, enum front_kind kind, const char *path,
                            const char *source, size_t length, struct arena *arena,
                            struct err *err)
{
    struct c_command command;
    struct ir_unit *unit;

    if (kind == FRONT_PYTHON || kind == FRONT_NOTEBOOK) {
        unit = kind == FRONT_PYTHON ? python_lower(path, source, length, arena, err)
                                    : notebook_lower(path, source, length, arena, err);
        if (unit) {
            unit->assertions_off = front->options.assertions_off;
            unit->project = py_project_ask(front->project);
        }
        return unit;
    }
    if (kind == FRONT_NOT_SOURCE) {
        err_set(err, "%s: not a C, C++ or Python file", path);
        return NULL;
    }
    if (clang_open(err) != 0)
        return NULL;
    find_database(front, path);
    command = c_command_for(front->database, &front->options, kind, path, arena);
    return c_lower_file(&command, &front->options, kind, path, source, length, arena, err);
}

const char *front_version(const struct front *front)
{
    (void)front;
    return clang_version();
}

const char *front_database(const struct front *front)
{
    return c_database_path(front->database);
}
