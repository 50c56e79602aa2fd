/* Modules are looked for as Python does when a file is run from its folder, as part of its package,
 * or from the top of its project: in the folder of the file, and in every folder above it up to the
 * project's own, there also in src/.  Nothing outside the project is looked at, and nothing is
 * ever run.  Each file is read and lowered once for all files of a run that import it. */
#include "py_project.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "front.h"

/* A module of 256 KB is none that a person wrote to be imported by a benchmark (of 8000 files of
 * projects with benchmarks 12 are larger, all of them tables); all that is kept has 3 MB of text,
 * which takes about thirty times as much in memory. */
enum { MODULE_BYTES_MAX = 256 << 10, KEPT_BYTES_MAX = 3 << 20 };
/* Folders between a file and the top of its project. */
enum { FOLDERS_MAX = 12 };

struct folders { /* where a module may lie, in Python's order */
    const char *top;
    VEC(const char *) roots;
};

struct py_project {
    struct ir_project asked;
    struct arena arena;
    struct map *places;  /* the folder of a file, by its path as it was given */
    struct map *folders; /* struct folders, by the folder of a file */
    struct map *modules; /* struct ir_module, by folder and name */
    struct map *files;   /* struct ir_module_file, by absolute path */
    VEC(struct map *) names; /* of the units */
    size_t kept; /* bytes of text */
};

struct ir_module_file {
    const char *path;
    char *text; /* NULL: it cannot be read; in the arena */
    size_t length;
    bool read, lowered;
    const struct ir_unit *unit;
    const char *problem; /* why it could not be lowered */
};

/* --- folders ---------------------------------------------------------------------------------- */

static bool is_there(struct py_project *project, const char *folder, const char *name)
{
    return access(arena_printf(&project->arena, "%s/%s", folder, name), F_OK) == 0;
}

static bool is_project(struct py_project *project, const char *folder)
{
    static const char *const signs[] = {"pyproject.toml", "setup.py", "setup.cfg"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (is_there(project, folder, signs[i]))
            return true;
    return false;
}

/* NULL for the root of the file system. */
static const char *above(struct py_project *project, const char *folder)
{
    const char *slash = strrchr(folder, '/');

    return slash && slash != folder
               ? arena_copy(&project->arena, folder, (size_t)(slash - folder))
               : NULL;
}

/* The repository, else the outermost folder that says it is a project, else the one that holds the
 * outermost package. */
static const char *find_top(struct py_project *project, const char *folder)
{
    const char *top = folder, *at = folder;
    bool in_package = true;

    for (int i = 0; at && i < FOLDERS_MAX; i++, at = above(project, at)) {
        if (is_project(project, at) || (in_package && i > 0))
            top = at;
        if (is_there(project, at, ".git"))
            return at;
        in_package &= is_there(project, at, "__init__.py");
    }
    return top;
}

static const struct folders *folders_of(struct py_project *project, const char *folder)
{
    struct folders *folders = map_get(project->folders, folder);

    if (folders)
        return folders;
    folders = ARENA_NEW(&project->arena, struct folders);
    folders->top = find_top(project, folder);
    for (const char *at = folder; at; at = above(project, at)) {
        *VEC_ADD(&project->arena, &folders->roots) = at;
        if (is_there(project, at, "src"))
            *VEC_ADD(&project->arena, &folders->roots) =
                arena_printf(&project->arena, "%s/src", at);
        if (strcmp(at, folders->top) == 0)
            break;
    }
    map_put(project->folders, folder, folders);
    return folders;
}

/* --- files ------------------------------------------------------------------------------------ */

static struct ir_module_file *file_of(struct py_project *project, const char *path)
{
    struct ir_module_file *file = map_get(project->files, path);

    if (!file) {
        file = ARENA_NEW(&project->arena, struct ir_module_file);
        file->path = path;
        map_put(project->files, path, file);
    }
    return file;
}

static struct slice read_module(struct ir_project *asked, const struct ir_module *module)
{
    struct py_project *project = (struct py_project *)asked; /* its first member */
    struct ir_module_file *file = module->file;
    char *text = file->read ? NULL : file_read(file->path, MODULE_BYTES_MAX, &file->length, NULL);

    if (text)
        file->text = arena_copy(&project->arena, text, file->length);
    free(text);
    file->read = true;
    return file->text ? (struct slice){file->text, file->length} : (struct slice){"", 0};
}

static const struct ir_unit *lower_module(struct ir_project *asked,
                                          const struct ir_module *module, const char **problem)
{
    struct py_project *project = (struct py_project *)asked;
    struct ir_module_file *file = module->file;
    struct ir_unit *unit;
    struct err err = {0};

    read_module(asked, module);
    if (file->text && !file->lowered) {
        unit = python_lower(file->path, file->text, file->length, &project->arena, &err);
        file->unit = unit;
        if (unit)
            *VEC_ADD(&project->arena, &project->names) = unit->names;
        else
            file->problem = arena_strdup(&project->arena, err.text);
        project->kept += file->length;
    }
    file->lowered = true;
    *problem = file->problem;
    return file->unit;
}

/* --- modules ---------------------------------------------------------------------------------- */

struct search { /* for the module that a dotted name begins with */
    struct py_project *project;
    const struct folders *folders;
    const char *name;
    struct ir_module *module;
    VEC(const char *) probed;
};

static bool is_kind(const char *path, mode_t kind)
{
    struct stat status;

    return stat(path, &status) == 0 && (status.st_mode & S_IFMT) == kind;
}

static bool is_file(struct search *search, const char *path)
{
    *VEC_ADD(&search->project->arena, &search->probed) = path;
    return is_kind(path, S_IFREG);
}

/* Whether a path still lies in the project once links are followed. */
static bool is_inside(const struct search *search, const char *path)
{
    char real[PATH_MAX];
    size_t length = strlen(search->folders->top);

    return realpath(path, real) && strncmp(real, search->folders->top, length) == 0 &&
           real[length] == '/';
}

/* "pkg.sub.module": from the outermost folder that is a package on. */
static const char *name_module(struct py_project *project, const char *path)
{
    const char *folder = above(project, path), *slash = strrchr(path, '/');
    size_t length = strlen(slash + 1) - strlen(".py");
    const char *name = arena_copy(&project->arena, slash + 1, length);

    if (strcmp(name, "__init__") == 0)
        name = "";
    while (folder && is_there(project, folder, "__init__.py")) {
        name = arena_printf(&project->arena, "%s%s%s", strrchr(folder, '/') + 1, *name ? "." : "",
                            name);
        folder = above(project, folder);
    }
    return name;
}

static bool found(struct search *search, const char *path, size_t length)
{
    if (!is_inside(search, path))
        return false;
    search->module->path = path;
    search->module->name = name_module(search->project, path);
    search->module->file = file_of(search->project, path);
    search->module->length = length;
    return true;
}

/* Goes down from `folder` along the name, of which `at` bytes led there. */
static bool descend(struct search *search, const char *folder, size_t at)
{
    struct arena *arena = &search->project->arena;
    const char *package = arena_printf(arena, "%s/__init__.py", folder);
    size_t from = at && search->name[at] == '.' ? at + 1 : at;
    size_t length = strcspn(search->name + from, ".");
    const char *next = arena_printf(arena, "%s/%.*s", folder, (int)length, search->name + from);
    const char *file = arena_printf(arena, "%s.py", next);

    if (length > 0 && is_kind(next, S_IFDIR) && descend(search, next, from + length))
        return true;
    if (length > 0 && is_file(search, file) && found(search, file, from + length))
        return true;
    return at > 0 && is_file(search, package) && found(search, package, at);
}

/* The folder that "__package__.__parent__.x" begins in, and how much of the name says so; NULL
 * where that is outside the project. */
static const char *relative_folder(struct search *search, const char *folder, size_t *length)
{
    static const char package[] = "__package__", parent[] = ".__parent__";

    *length = sizeof package - 1;
    while (folder && str_starts(search->name + *length, parent)) {
        if (strcmp(folder, search->folders->top) == 0)
            return NULL;
        folder = above(search->project, folder);
        *length += sizeof parent - 1;
    }
    return folder;
}

static struct ir_module *search_for(struct py_project *project, const char *folder,
                                    const char *name)
{
    struct search search = {.project = project, .name = name};
    size_t length;

    search.folders = folders_of(project, folder);
    search.module = ARENA_NEW(&project->arena, struct ir_module);
    if (str_starts(name, "__package__")) {
        const char *from = relative_folder(&search, folder, &length);
        if (from)
            descend(&search, from, length);
    } else {
        for (size_t i = 0; i < search.folders->roots.count; i++)
            if (descend(&search, search.folders->roots.items[i], 0))
                break;
    }
    search.module->probed = search.probed.items;
    search.module->probed_count = search.probed.count;
    return search.module;
}

/* The real folder of a file; "" when it has none. */
static const char *folder_of(struct py_project *project, const char *path)
{
    const char *folder = map_get(project->places, path);
    char real[PATH_MAX];

    if (folder)
        return folder;
    folder = realpath(path, real) ? above(project, real) : NULL;
    folder = folder ? folder : "";
    map_put(project->places, path, (void *)(uintptr_t)folder);
    return folder;
}

static const struct ir_module *find(struct ir_project *asked, const struct ir_unit *from,
                                    const char *name)
{
    struct py_project *project = (struct py_project *)asked;
    const char *folder = folder_of(project, from->path);
    const char *key;
    struct ir_module *module;

    if (!*folder)
        return ARENA_NEW(&project->arena, struct ir_module);
    key = arena_printf(&project->arena, "%s\n%s", folder, name);
    module = map_get(project->modules, key);
    if (!module) {
        module = search_for(project, folder, name);
        map_put(project->modules, key, module);
    }
    return module;
}

/* --- the project ------------------------------------------------------------------------------ */

static void start(struct py_project *project)
{
    *project = (struct py_project){.asked = {find, read_module, lower_module}};
    project->places = map_new();
    project->folders = map_new();
    project->modules = map_new();
    project->files = map_new();
}

static void forget(struct py_project *project)
{
    for (size_t i = 0; i < project->names.count; i++)
        map_free(project->names.items[i]);
    map_free(project->places);
    map_free(project->folders);
    map_free(project->modules);
    map_free(project->files);
    arena_release(&project->arena);
}

struct py_project *py_project_new(void)
{
    struct py_project *project = calloc(1, sizeof *project);

    if (!project)
        die("out of memory");
    start(project);
    return project;
}

struct ir_project *py_project_ask(struct py_project *project)
{
    if (project->kept > KEPT_BYTES_MAX) {
        forget(project);
        start(project);
    }
    return &project->asked;
}

void py_project_free(struct py_project *project)
{
    if (!project)
        return;
    forget(project);
    free(project);
}
