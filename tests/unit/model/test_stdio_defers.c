/* Shows on this C library what rules/models/c/stdio.yaml says: which calls put bytes off, and which
 * hand them to the operating system. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include "model.h"

static char path[] = "/tmp/test_stdio.XXXXXX";
static FILE *stream;
static struct diags diags;
static struct model *model;

static void open_file(void)
{
    int descriptor = mkstemp(path);
    cr_assert_geq(descriptor, 0);
    stream = fdopen(descriptor, "w+");
    cr_assert(stream);
    model = model_load(SOURCE_DIR "/rules/models", &diags);
    cr_assert(model);
}

static void close_file(void)
{
    if (stream)
        fclose(stream);
    unlink(path);
    model_free(model);
    diag_release(&diags);
}

TestSuite(stdio, .init = open_file, .fini = close_file);

static long written(void)
{
    struct stat status;
    cr_assert_eq(stat(path, &status), 0);
    return (long)status.st_size;
}

static bool has_role(const char *function, enum lazy_role role)
{
    const struct api *api = model_api(model, MODEL_C, function);
    for (size_t i = 0; api && i < api->lazy_count; i++) {
        if (api->lazy[i].role == role)
            return true;
    }
    return false;
}

/* The stream holds bytes; after `call` they are written exactly if the model says so. */
#define CHECK(function, call)                                                             \
    do {                                                                                  \
        long before = written();                                                          \
        fputs("text", stream);                                                            \
        cr_expect_eq(written(), before, "fputs did not defer before %s", function);       \
        call;                                                                             \
        cr_expect_eq(written() > before, has_role(function, LAZY_REALIZE), "%s", function); \
        fflush(stream);                                                                   \
    } while (0)

Test(stdio, realizers_write_and_others_do_not)
{
    fpos_t position;
    cr_assert_eq(fgetpos(stream, &position), 0);
    CHECK("fflush", fflush(stream));
    CHECK("fseek", fseek(stream, 0, SEEK_END));
    CHECK("fseeko", fseeko(stream, 0, SEEK_END));
    CHECK("fsetpos", fsetpos(stream, &position));
    fseek(stream, 0, SEEK_END);
    CHECK("ftell", ftell(stream));
    CHECK("fgetpos", fgetpos(stream, &position));
    CHECK("feof", feof(stream));
    CHECK("fileno", fileno(stream));
    CHECK("fwide", fwide(stream, 0));
    CHECK("rewind", rewind(stream));
}

#define PRODUCES(function, call)                                                \
    do {                                                                        \
        long before = written();                                                \
        call;                                                                   \
        cr_expect_eq(written(), before, "%s wrote at once", function);          \
        cr_expect(has_role(function, LAZY_PRODUCE), "%s is not listed", function); \
        fflush(stream);                                                         \
        cr_expect_gt(written(), before, "%s wrote nothing", function);          \
    } while (0)

Test(stdio, producers_defer)
{
    PRODUCES("fputs", fputs("text", stream));
    PRODUCES("fputc", fputc('x', stream));
    PRODUCES("putc", putc('x', stream));
    PRODUCES("putw", putw(7, stream));
    PRODUCES("fprintf", fprintf(stream, "%d", 7));
    PRODUCES("fwrite", cr_assert_eq(fwrite("text", 1, 4, stream), 4));
    PRODUCES("fputs_unlocked", fputs_unlocked("text", stream));
}

Test(stdio, flushing_all_realizes_all)
{
    fputs("text", stream);
    fflush(NULL);
    cr_expect_eq(written(), 4);
    cr_expect(has_role("fflush", LAZY_REALIZE_ALL));
}

Test(stdio, without_a_buffer_nothing_is_deferred)
{
    setvbuf(stream, NULL, _IONBF, 0);
    fputs("text", stream);
    cr_expect_eq(written(), 4);
    cr_expect(has_role("setvbuf", LAZY_DISARM));
}

Test(stdio, closing_realizes)
{
    fputs("text", stream);
    cr_expect_eq(written(), 0);
    fclose(stream);
    stream = NULL;
    cr_expect_eq(written(), 4);
    cr_expect(has_role("fclose", LAZY_REALIZE));
}
