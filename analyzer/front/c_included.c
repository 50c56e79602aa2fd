/* A benchmark that stands in a header is part of each file that includes it.  It is lowered from
 * what libclang has read of such a file, so that macros and declarations are those that it needs,
 * but as a unit of its own, so that everything about it has its place there. */
#include "c_included.h"

#include <string.h>

#include "c_unit.h"
#include "str.h"

/* Headers of one file that are lowered; a file that includes more is no benchmark. */
enum { UNITS_MAX = 16 };

struct included {
    const struct c_parsed *parsed;
    const struct c_code_files *with_code;
    const struct front_options *options;
    struct ir_unit *unit;
    VEC(const char *) paths;
    VEC(struct ir_unit *) units;
};

/* The path as the user would write it: where the file and the name that the user gave for it end
 * alike, what stands before that names the same folder. */
static const char *path_for_user(const struct included *included, const char *path)
{
    const char *whole = included->parsed->command->path, *given = included->parsed->path;
    size_t rest = strlen(whole), start = strlen(given);
    bool is_folder;

    while (rest > 0 && start > 0 && whole[rest - 1] == given[start - 1]) {
        rest--;
        start--;
    }
    is_folder = start == 0 && rest > 0 && whole[rest - 1] == '/';
    while (!is_folder && whole[rest] && whole[rest] != '/') {
        rest++;
        start++;
    }
    if (strncmp(path, whole, rest) != 0 || (!is_folder && path[rest] != '/'))
        return arena_strdup(included->parsed->arena, path);
    return arena_printf(included->parsed->arena, "%.*s%s", (int)start, given, path + rest);
}

static bool is_wanted(struct included *included, const char *path, const char *text, size_t length)
{
    const struct front_options *options = included->options;
    const char *root = included->parsed->project;

    return root && str_starts(path, root) && text && !memchr(text, '\0', length) &&
           options->wants_header(options->wanting, path + strlen(root), text, length);
}

static bool has_code(const struct included *included, CXFile file)
{
    for (size_t i = 0; i < included->with_code->files.count; i++)
        if (clang.File_isEqual(included->with_code->files.items[i], file))
            return true;
    return false;
}

static void lower(struct included *included, CXFile file, const char *path)
{
    struct arena *arena = included->parsed->arena;
    size_t length = 0;
    const char *text = clang.getFileContents(included->parsed->unit, file, &length);

    if (is_wanted(included, path, text, length))
        *VEC_ADD(arena, &included->units) =
            c_unit_lower(included->parsed, file, path_for_user(included, path),
                         arena_copy(arena, text, length), length, NULL);
}

static void look_at(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    struct included *included = data;
    struct arena *arena = included->parsed->arena;
    CXString name = clang.File_tryGetRealPathName(file);
    const char *path = clang.getCString(name);

    (void)stack;
    if (depth > 0 && path && *path) {
        path = *VEC_ADD(arena, &included->paths) = arena_strdup(arena, path);
        if (included->options->wants_header && included->units.count < UNITS_MAX &&
            has_code(included, file) && c_is_of_user(included->parsed, file))
            lower(included, file, path);
    }
    clang.disposeString(name);
}

void c_included_lower(const struct c_parsed *parsed, const struct c_code_files *with_code,
                      const struct front_options *options, struct ir_unit *unit)
{
    struct included included = {
        .parsed = parsed, .with_code = with_code, .options = options, .unit = unit};

    clang.getInclusions(parsed->unit, look_at, &included);
    unit->includes = included.paths.items;
    unit->include_count = included.paths.count;
    unit->headers = included.units.items;
    unit->header_count = included.units.count;
}
