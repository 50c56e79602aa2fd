/* The standard library of whatever Python is installed: every file gives a sound unit. */
#include <ftw.h>

#include "command.h"
#include "file.h"
#include "py_snippet.h"

/* Bytes that are read at most; sanitizers take some seconds for each MB. */
enum { BYTES_MAX = 4 << 20 };

static size_t files, bytes, refused;

static int lower_file(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    struct err err = {0};
    size_t length = 0;
    (void)status;
    (void)walk;
    if (type != FTW_F || !str_ends(path, ".py"))
        return 0;
    char *source = file_read(path, 16 << 20, &length, &err);
    cr_assert_not_null(source, "%s", err.text);
    struct snippet snippet = snippet_bytes(source, length);
    refused += snippet.unit == NULL;
    files++;
    bytes += length;
    snippet_release(&snippet);
    free(source);
    return bytes > BYTES_MAX;
}

Test(py_library, every_file_gives_a_sound_unit)
{
    char *argv[] = {"python3", "-c", "import os; print(os.path.dirname(os.__file__), end='')",
                    NULL};
    struct command command = {.argv = argv};
    struct command_result result;
    struct err err = {0};
    if (command_run(&command, &result, &err) < 0 || result.status != 0)
        cr_skip_test("no python3");
    nftw(strbuf_text(&result.out), lower_file, 16, FTW_PHYS);
    cr_expect_gt(files, 100, "%zu files in %s", files, strbuf_text(&result.out));
    cr_expect_eq(refused, 0);
    command_release(&result);
}
