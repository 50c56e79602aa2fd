#include "c_parse.h"

#include <string.h>

#include "c_headers.h"
#include "str.h"

static CXTranslationUnit parse(CXIndex index, const struct c_command *command, const char *source,
                               size_t length, struct err *err)
{
    struct CXUnsavedFile file = {
        .Filename = command->path, .Contents = source, .Length = (unsigned long)length};
    CXTranslationUnit unit = NULL;
    enum CXErrorCode error = clang.parseTranslationUnit2(
        index, command->path, command->arguments, (int)command->count, &file, 1,
        CXTranslationUnit_Incomplete | CXTranslationUnit_KeepGoing |
            CXTranslationUnit_DetailedPreprocessingRecord,
        &unit);

    if (error == CXError_Success && unit)
        return unit;
    err_set(err, "%s: libclang %s", command->path,
            error == CXError_Crashed ? "crashed" : "cannot parse it with these flags");
    return NULL;
}

/* Files that include each other show their missing headers one after the other. */
enum { PARSES_MAX = 6, MISSING_MAX = 32 };

/* The header that a problem says is missing, in the arena; or NULL. */
static const char *missing_header(CXDiagnostic problem, struct arena *arena)
{
    static const char ending[] = "' file not found";
    CXString spelling = clang.getDiagnosticSpelling(problem);
    const char *text = clang.getCString(spelling);
    size_t length = text ? strlen(text) : 0;
    const char *name = NULL;

    if (length > sizeof ending && text[0] == '\'' && str_ends(text, ending))
        name = arena_copy(arena, text + 1, length - sizeof ending);
    clang.disposeString(spelling);
    return name;
}

/* Adds to the command the folders of the project in which the missing headers are.  Returns whether
 * there is any. */
static bool add_folders(CXTranslationUnit parsed, struct c_command *command,
                        struct c_headers **headers, struct arena *arena)
{
    const char **arguments =
        ARENA_ARRAY(arena, const char *, command->count + (size_t)MISSING_MAX * 2);
    size_t count = command->count;
    unsigned problems = clang.getNumDiagnostics(parsed); /* goes through all of them at each call */

    memcpy(arguments, command->arguments, command->count * sizeof *arguments);
    for (unsigned i = 0; i < problems; i++) {
        CXDiagnostic problem = clang.getDiagnostic(parsed, i);
        const char *name = missing_header(problem, arena), *folder = NULL;

        clang.disposeDiagnostic(problem);
        if (!name || count + 2 > command->count + (size_t)MISSING_MAX * 2)
            continue;
        if (!*headers)
            *headers = c_headers_open(command->path);
        if (*headers)
            folder = c_headers_folder(*headers, name, command->path, arena);
        if (folder) {
            arguments[count++] = "-idirafter";
            arguments[count++] = folder;
        }
    }
    if (count == command->count)
        return false;
    command->guesses = true;
    command->arguments = arguments;
    command->count = count;
    return true;
}

CXTranslationUnit c_parse(CXIndex index, struct c_command *command, const char *source,
                          size_t length, struct arena *arena, struct err *err)
{
    struct c_headers *headers = NULL;
    CXTranslationUnit parsed = parse(index, command, source, length, err);

    for (int i = 1; parsed && i < PARSES_MAX; i++) {
        if (!add_folders(parsed, command, &headers, arena))
            break;
        clang.disposeTranslationUnit(parsed);
        parsed = parse(index, command, source, length, err);
    }
    c_headers_free(headers);
    return parsed;
}

bool c_is_of_user(const struct c_parsed *parsed, CXFile file)
{
    const char *own = parsed->command->own_headers;
    CXString name;
    const char *path;
    bool found;

    if (!clang.Location_isInSystemHeader(clang.getLocationForOffset(parsed->unit, file, 0)))
        return true;
    if (!parsed->project || !parsed->command->guesses)
        return false;
    name = clang.File_tryGetRealPathName(file);
    path = clang.getCString(name);
    found = path && str_starts(path, parsed->project) && !(own && str_starts(path, own));
    clang.disposeString(name);
    return found;
}
