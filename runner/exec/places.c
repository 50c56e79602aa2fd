#include "places.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* From the folder of the program that runs: beside it, from a test's folder, from an installed
 * bin/. */
static const char *const places[] = {".", "../bin", "../libexec/benchlint", NULL};

int places_find(const char *name, char *path, size_t size, struct err *err)
{
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length < 0)
        return err_errno(err, "/proc/self/exe");
    self[length] = '\0';
    char *slash = strrchr(self, '/');
    if (slash)
        *slash = '\0';
    for (const char *const *place = places; *place; place++) {
        int written = snprintf(path, size, "%s/%s/%s", self, *place, name);
        if (written > 0 && (size_t)written < size && access(path, R_OK) == 0)
            return 0;
    }
    return err_set(err, "%s is not beside this program (%s)", name, self);
}
