#include "fuzz_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/fuzz.XXXXXX";
static char path[64];

static void clean_up(void)
{
    unlink(path);
    rmdir(folder);
}

const char *fuzz_file(const char *name, const uint8_t *data, size_t size)
{
    if (!path[0]) {
        if (!mkdtemp(folder))
            abort();
        snprintf(path, sizeof path, "%s/%s", folder, name);
        atexit(clean_up);
    }
    FILE *stream = fopen(path, "w");
    if (!stream || fwrite(data, 1, size, stream) != size || fclose(stream) != 0)
        abort();
    return path;
}

const char *fuzz_folder(void)
{
    return folder;
}
