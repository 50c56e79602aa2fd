/* Finds libclang, its functions and its builtin headers. */
#include "clang_api.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct clang_api clang;

static struct {
    void *library;
    char version[64];
    char resources[PATH_MAX];
} opened;

/* The one that the build found comes first; the others serve a binary that was moved to a machine
 * with another version.  Debian's soname is libclang-19.so.19, others have libclang.so.19.1. */
static const char *const candidates[] = {
    LIBCLANG_PATH,
    "libclang-22.so.22", "libclang-21.so.21", "libclang-20.so.20", "libclang-19.so.19",
    "libclang-18.so.18", "libclang-17.so.17",
    "libclang.so.22.1", "libclang.so.21.1", "libclang.so.20.1", "libclang.so.19.1",
    "libclang.so.18.1", "libclang.so.17",
    "libclang.so", "libclang.dylib",
    "/opt/homebrew/opt/llvm/lib/libclang.dylib", "/usr/local/opt/llvm/lib/libclang.dylib",
};

/* Returns the name of a function that the library lacks, or NULL. */
static const char *load_functions(void *library)
{
#define CLANG_LOAD(name)                                                                          \
    *(void **)&clang.name = dlsym(library, "clang_" #name);                                       \
    if (!clang.name)                                                                              \
        return #name;
    CLANG_FUNCTIONS(CLANG_LOAD)
#undef CLANG_LOAD
    return NULL;
}

static void read_version(void)
{
    CXString text = clang.getClangVersion();
    const char *number = strstr(clang.getCString(text), "version ");
    int length = number ? (int)strspn(number + 8, "0123456789.") : 0;

    snprintf(opened.version, sizeof opened.version, "libclang %.*s", length,
             number ? number + 8 : "");
    clang.disposeString(text);
}

static bool has_headers(const char *home, const char *version, int length)
{
    char folder[PATH_MAX], header[PATH_MAX + 32];

    if (snprintf(folder, sizeof folder, "%s/clang/%.*s", home, length, version) >=
        (int)sizeof folder)
        return false;
    snprintf(header, sizeof header, "%s/include/stddef.h", folder);
    return access(header, R_OK) == 0 && realpath(folder, opened.resources);
}

/* Beside the library first: its own headers are the only ones that surely fit. */
static int find_resources(struct err *err)
{
    const char *version = opened.version + strlen("libclang ");
    int lengths[] = {(int)strcspn(version, "."), (int)strlen(version)};
    char home[PATH_MAX] = ".";
    const char *homes[] = {home, "/usr/lib", "/usr/lib64"};
    Dl_info info;

    if (dladdr(*(void **)&clang.getClangVersion, &info) && realpath(info.dli_fname, home))
        *strrchr(home, '/') = '\0';
    for (size_t h = 0; h < sizeof homes / sizeof *homes; h++) {
        for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
            if (has_headers(homes[h], version, lengths[l]))
                return 0;
        }
    }
    return err_set(err, "the builtin headers of clang %.*s (stddef.h ...) are missing; on Debian "
                   "and Ubuntu: apt install libclang-common-%.*s-dev",
                   lengths[0], version, lengths[0], version);
}

/* A parse in a thread of its own would have a heap of its own, too: one page in twenty more.  The
 * leak checker of GCC 12 crashes when it looks at the one thread. */
static void use_one_thread(void)
{
#ifndef __SANITIZE_ADDRESS__
    setenv("LIBCLANG_NOTHREADS", "1", 0);
#endif
}

int clang_open(struct err *err)
{
    const char *missing = NULL;

    if (opened.resources[0])
        return 0;
    use_one_thread();
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        void *library = dlopen(candidates[i], RTLD_LAZY | RTLD_LOCAL);

        if (!library)
            continue;
        missing = load_functions(library);
        if (!missing) {
            opened.library = library;
            read_version();
            return find_resources(err);
        }
        dlclose(library);
    }
    if (missing)
        return err_set(err, "libclang is too old: 17 or newer is needed (no clang_%s)", missing);
    return err_set(err, "libclang 17 or newer is needed for C and C++ and was not found; "
                   "Debian, Ubuntu: apt install libclang1-19 libclang-common-19-dev; "
                   "Fedora: dnf install clang-libs; macOS: brew install llvm");
}

const char *clang_version(void)
{
    return opened.version;
}

const char *clang_copy(struct arena *arena, CXString text)
{
    const char *copy = arena_strdup(arena, clang.getCString(text));

    clang.disposeString(text);
    return copy;
}

const char *clang_resource_directory(void)
{
    return opened.resources;
}
