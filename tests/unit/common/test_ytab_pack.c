#include <criterion/criterion.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "ytab_internal.h"
#include "ytab_pack.h"

struct shelf {
    const char *name;
    struct ytab_strings books;
};

static const struct ytab_field fields[] = {
    {"name", YTAB_STRING, offsetof(struct shelf, name), .required = true},
    {"books", YTAB_STRINGS, offsetof(struct shelf, books)},
    {0},
};

static const char shelf_text[] = "name: top\n"
                                 "books: [one, 'two',\n"
                                 "        three]\n"
                                 "colour: red\n";

static char folder[] = "/tmp/test_ytab_pack-XXXXXX";

static char *in_folder(const char *name)
{
    char *path = NULL;

    cr_assert(asprintf(&path, "%s/%s", folder, name) > 0);
    return path;
}

static char *put(const char *name, const char *text)
{
    char *path = in_folder(name);
    FILE *stream = fopen(path, "w");

    cr_assert_not_null(stream);
    fputs(text, stream);
    fclose(stream);
    return path;
}

static void open_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
}

static void close_folder(void)
{
    static const char *const names[] = {"shelf.yaml", "broken.yaml", "pack"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = in_folder(names[i]);
        unlink(path);
        free(path);
    }
    rmdir(folder);
}

TestSuite(ytab_pack, .init = open_folder, .fini = close_folder);

static bool is_packed(const char *text)
{
    struct ytab_load load = {.path = "test"};
    bool found = ytab_packed(&load, text, strlen(text)) != NULL;

    arena_release(&load.scratch);
    return found;
}

/* What loading yields, as text. */
static char *loaded(void)
{
    struct arena arena = {0};
    struct diags diags = {0};
    struct shelf shelf = {0};
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);

    ytab_load_text("shelf.yaml", shelf_text, strlen(shelf_text), fields, &shelf, &arena, &diags);
    fprintf(stream, "%s\n", shelf.name);
    for (size_t i = 0; i < shelf.books.count; i++)
        fprintf(stream, "%s %zu:%zu\n", shelf.books.items[i], shelf.books.marks[i].line,
                shelf.books.marks[i].column);
    diag_print(&diags, stream);
    fclose(stream);
    diag_release(&diags);
    arena_release(&arena);
    return text;
}

static void pack(const char *const *paths, size_t count)
{
    char *target = in_folder("pack");
    struct err err;

    cr_assert_eq(ytab_pack_write(paths, count, target, &err), 0, "%s", err.text);
    ytab_pack_use(target);
    free(target);
}

Test(ytab_pack, yields_what_the_file_yields)
{
    char *path = put("shelf.yaml", shelf_text), *parsed, *packed;

    cr_assert_not(is_packed(shelf_text));
    parsed = loaded();
    pack((const char *const *)&path, 1);
    cr_assert(is_packed(shelf_text));
    packed = loaded();
    cr_assert_str_eq(packed, parsed);
    cr_assert_not_null(strstr(packed, "three 3:9"));
    cr_assert_not_null(strstr(packed, "shelf.yaml:4:1: error: unknown key 'colour'"));
    free(parsed);
    free(packed);
    free(path);
}

Test(ytab_pack, knows_only_the_content_that_was_packed)
{
    char *path = put("shelf.yaml", shelf_text);

    pack((const char *const *)&path, 1);
    cr_assert_not(is_packed("name: other\n"));
    free(path);
}

static bool is_packed_file(const char *path)
{
    struct ytab_load load = {.path = path};
    bool found = ytab_packed_file(&load, path) != NULL;

    arena_release(&load.scratch);
    return found;
}

Test(ytab_pack, knows_a_file_until_it_is_written)
{
    char *path = put("shelf.yaml", shelf_text), *other = put("other.yaml", shelf_text);
    const struct timespec later[2] = {{1, 0}, {1, 1}};

    cr_assert_not(is_packed_file(path));
    pack((const char *const *)&path, 1);
    cr_assert(is_packed_file(path));
    cr_assert_not(is_packed_file(other));
    cr_assert_eq(utimensat(AT_FDCWD, path, later, 0), 0);
    cr_assert_not(is_packed_file(path));
    unlink(path);
    cr_assert_not(is_packed_file(path));
    free(path);
    free(other);
}

Test(ytab_pack, leaves_out_what_has_mistakes)
{
    char *paths[2] = {put("broken.yaml", "name: &anchor top\n"), put("shelf.yaml", shelf_text)};

    pack((const char *const *)paths, 2);
    cr_assert_eq(ytab_pack_count(), 1);
    cr_assert(is_packed(shelf_text));
    free(paths[0]);
    free(paths[1]);
}

Test(ytab_pack, a_damaged_pack_is_none)
{
    char *path = put("shelf.yaml", shelf_text), *target = in_folder("pack");
    size_t length;
    struct err err;
    char *bytes;

    pack((const char *const *)&path, 1);
    bytes = file_read(target, 1 << 20, &length, &err);
    for (size_t at = 0; at < length; at += 7) {
        FILE *stream = fopen(target, "w");
        bytes[at] ^= 1;
        fwrite(bytes, 1, length, stream);
        fclose(stream);
        bytes[at] ^= 1;
        ytab_pack_use(target);
        cr_assert_eq(ytab_pack_count(), 0, "byte %zu", at);
    }
    cr_assert_eq(truncate(target, 40), 0);
    ytab_pack_use(target);
    cr_assert_eq(ytab_pack_count(), 0);
    ytab_pack_use("/nowhere");
    cr_assert_eq(ytab_pack_count(), 0);
    free(bytes);
    free(target);
    free(path);
}

Test(ytab_pack, holds_every_rule_and_model)
{
    glob_t files = {0};

    cr_assert_eq(glob(SOURCE_DIR "/rules/*.yaml", 0, NULL, &files), 0);
    cr_assert_eq(glob(SOURCE_DIR "/rules/models/*/*.yaml", GLOB_APPEND, NULL, &files), 0);
    pack((const char *const *)files.gl_pathv, files.gl_pathc);
    cr_assert_eq(ytab_pack_count(), files.gl_pathc);
    globfree(&files);
}
