#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ytab.h"

struct place {
    struct ytab_mark mark;
    const char *name;
    int64_t points;
};
struct spec {
    const char *name;
    int64_t schema, version;
    double factor;
    bool strict;
    int level;
    unsigned languages;
    struct ytab_strings words;
    double timeout;
    uint64_t memory;
    struct place place;
    struct ytab_records places;
    struct ytab_pairs matrix;
    size_t custom;
};

static const char *const levels[] = {"note", "warning", "error", NULL};
static const char *const languages[] = {"c", "c++", "python", NULL};

static const struct ytab_field place_fields[] = {
    {YTAB_MARK_KEY, YTAB_STRING, offsetof(struct place, mark)},
    {"name", YTAB_STRING, offsetof(struct place, name), .required = true},
    {"points", YTAB_INT, offsetof(struct place, points), .minimum = 2, .maximum = 100},
    {0},
};

/* Either a number of letters or a list whose items count. */
static void count_custom(struct ytab_load *load, const struct ytab_node *node, void *value)
{
    size_t *count = value;
    switch (ytab_kind(node)) {
    case YTAB_IS_SCALAR:
        *count = strlen(ytab_scalar(node));
        break;
    case YTAB_IS_LIST:
        *count = ytab_length(node);
        for (size_t i = 0; i < *count; i++) {
            struct place place = {0};
            struct ytab_field field = {"item", YTAB_RECORD, .fields = place_fields};
            ytab_fill(load, ytab_item(load, node, i), &field, &place);
        }
        break;
    case YTAB_IS_MAP:
        ytab_report(load, node, "no map of %zu, please", ytab_length(node));
    }
}

static const struct ytab_field fields[] = {
    {"name", YTAB_STRING, offsetof(struct spec, name), .required = true},
    {"schema", YTAB_INT, offsetof(struct spec, schema), .minimum = 1, .maximum = 1},
    {"version", YTAB_INT, offsetof(struct spec, version)},
    {"factor", YTAB_REAL, offsetof(struct spec, factor), .minimum = 0, .maximum = 10},
    {"strict", YTAB_BOOL, offsetof(struct spec, strict)},
    {"level", YTAB_ENUM, offsetof(struct spec, level), .choices = levels},
    {"languages", YTAB_FLAGS, offsetof(struct spec, languages), .choices = languages},
    {"words", YTAB_STRINGS, offsetof(struct spec, words)},
    {"timeout", YTAB_DURATION, offsetof(struct spec, timeout), .minimum = 0.001, .maximum = 3600},
    {"memory", YTAB_BYTES, offsetof(struct spec, memory)},
    {"place", YTAB_RECORD, offsetof(struct spec, place), .fields = place_fields},
    {"places", YTAB_RECORDS, offsetof(struct spec, places), .fields = place_fields,
     .size = sizeof(struct place)},
    {"matrix", YTAB_TABLE, offsetof(struct spec, matrix)},
    {"custom", YTAB_CUSTOM, offsetof(struct spec, custom), .custom = count_custom},
    {0},
};

static struct arena arena;
static struct diags diags;

static int load(const char *text, struct spec *spec)
{
    return ytab_load_text("t.yaml", text, strlen(text), fields, spec, &arena, &diags);
}

static void release(void)
{
    arena_release(&arena);
    diag_release(&diags);
}

TestSuite(ytab, .fini = release, .timeout = 20);

/* What diag_print would say, without the path: "3:7: text\n" for each. */
static const char *messages(void)
{
    const char *all = "";
    for (size_t i = 0; i < diags.list.count; i++) {
        const struct diag *diag = &diags.list.items[i];
        all = arena_printf(&arena, "%s%zu:%zu: %s\n", all, diag->line, diag->column, diag->text);
    }
    return all;
}

Test(ytab, every_type_is_filled)
{
    struct spec spec = {0};
    int failed = load("name: one\n"
                      "version: -3\n"
                      "factor: 2.5e0\n"
                      "strict: true\n"
                      "level: error\n"
                      "languages: [c, python]\n"
                      "words: [a, \"b c\"]\n"
                      "timeout: 200ms\n"
                      "memory: 8KiB\n"
                      "place: {name: here, points: 7}\n"
                      "places:\n"
                      "  - name: x\n"
                      "  -   name: y\n"
                      "      points: 2\n"
                      "matrix: {python: [python3, python3.12], cc: gcc}\n"
                      "custom: [{name: z}]\n",
                      &spec);
    cr_assert_eq(failed, 0, "%s", messages());
    cr_expect_str_eq(spec.name, "one");
    cr_expect_eq(spec.version, -3);
    cr_expect_eq(spec.factor, 2.5);
    cr_expect(spec.strict);
    cr_expect_eq(spec.level, 2);
    cr_expect_eq(spec.languages, 5);
    cr_assert_eq(spec.words.count, 2);
    cr_expect_str_eq(spec.words.items[1], "b c");
    cr_expect_eq(spec.words.marks[1].line, 7);
    cr_expect_eq(spec.words.marks[1].column, 12);
    cr_expect_float_eq(spec.timeout, 0.2, 1e-12);
    cr_expect_eq(spec.memory, 8192);
    cr_expect_str_eq(spec.place.name, "here");
    cr_expect_eq(spec.place.mark.line, 10);
    cr_expect_eq(spec.place.mark.column, 8);
    cr_assert_eq(spec.places.count, 2);
    const struct place *places = spec.places.items;
    cr_expect_str_eq(places[1].name, "y");
    cr_expect_eq(places[1].points, 2);
    cr_expect_eq(places[1].mark.line, 13);
    cr_expect_eq(places[1].mark.column, 7);
    cr_assert_eq(spec.matrix.count, 2);
    cr_expect_str_eq(spec.matrix.items[0].key, "python");
    cr_expect_str_eq(spec.matrix.items[0].values.items[1], "python3.12");
    cr_expect_str_eq(spec.matrix.items[1].values.items[0], "gcc");
    cr_expect_eq(spec.matrix.items[1].mark.column, 41);
    cr_expect_eq(spec.custom, 1);
}

Test(ytab, what_is_absent_keeps_its_default_and_one_stands_for_a_list)
{
    struct spec spec = {.version = 9, .timeout = 30};
    cr_assert_eq(load("name: 1.10\nwords: one\nlanguages: c++\nplaces: {name: x}\n", &spec), 0);
    cr_expect_str_eq(spec.name, "1.10", "text stays as it is written");
    cr_expect_eq(spec.version, 9);
    cr_expect_eq(spec.timeout, 30);
    cr_expect_eq(spec.words.count, 1);
    cr_expect_eq(spec.languages, 2);
    cr_expect_eq(spec.places.count, 1);
}

Test(ytab, durations_and_sizes_have_units)
{
    static const struct {
        const char *text;
        double seconds;
    } durations[] = {
        {"30s", 30}, {"1.5ms", 0.0015}, {"5000us", 0.005}, {"2min", 120}, {"1h", 3600}, {"1 s", 1},
    };
    static const struct {
        const char *text;
        uint64_t bytes;
    } sizes[] = {
        {"64", 64},           {"64B", 64},   {"1.5KiB", 1536},        {"10MB", 10000000},
        {"2GiB", 2147483648}, {"3kB", 3000}, {"1TiB", 1099511627776},
    };
    for (size_t i = 0; i < sizeof durations / sizeof *durations; i++) {
        struct spec spec = {0};
        load(arena_printf(&arena, "name: x\ntimeout: %s\n", durations[i].text), &spec);
        cr_expect_float_eq(spec.timeout, durations[i].seconds, 1e-9, "%s", durations[i].text);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct spec spec = {0};
        load(arena_printf(&arena, "name: x\nmemory: %s\n", sizes[i].text), &spec);
        cr_expect_eq(spec.memory, sizes[i].bytes, "%s", sizes[i].text);
    }
    cr_expect_eq(diags.errors, 0, "%s", messages());
}

static const struct {
    const char *text, *message;
} mistakes[] = {
    {"name: x\nverson: 1\n", "2:1: unknown key 'verson' (did you mean 'version'?)\n"},
    {"name: x\nqqq: 1\n", "2:1: unknown key 'qqq'\n"},
    {"name: x\n'@mark': 1\n", "2:1: unknown key '@mark'\n"},
    {"place: {name: x, '@mark': 1}\nname: x\n", "1:18: unknown key '@mark'\n"},
    {"name: x\nstrict: true\nname: y\n", "3:1: key 'name' was already given on line 1\n"},
    {"version: 1\n", "1:1: key 'name' is missing\n"},
    {"name: x\nplaces:\n  - points: 3\n", "3:5: key 'name' is missing\n"},
    {"name: [a]\n", "1:7: expected text, found a list\n"},
    {"name: {a: b}\n", "1:7: expected text, found a mapping\n"},
    {"name:\n", "1:6: expected text, found nothing\n"},
    {"name: x\nversion: abc\n", "2:10: expected a whole number, found 'abc'\n"},
    {"name: x\nversion: 1.5\n", "2:10: expected a whole number, found '1.5'\n"},
    {"name: x\nversion: '1'\n", "2:10: expected a whole number, found the text \"1\"\n"},
    {"name: x\nversion: 9999999999999999999\n",
     "2:10: expected a whole number, found '9999999999999999999'\n"},
    {"name: x\nfactor: .nan\n", "2:9: expected a number, found '.nan'\n"},
    {"name: x\nfactor: 1e999\n", "2:9: expected a number, found '1e999'\n"},
    {"name: x\nfactor: 0x10\n", "2:9: expected a number, found '0x10'\n"},
    {"name: x\nfactor: 11\n", "2:9: 11 is not within 0 to 10\n"},
    {"name: x\nschema: 2\n", "2:9: only 1 is allowed, found 2\n"},
    {"name: x\nstrict: yes\n", "2:9: expected true or false, found 'yes'\n"},
    {"name: x\nlevel: fatal\n", "2:8: 'fatal' is not one of note, warning, error\n"},
    {"name: x\nlanguages: [c, d]\n", "2:16: 'd' is not one of c, c++, python\n"},
    {"name: x\nwords: [a, [b]]\n", "2:12: expected text, found a list\n"},
    {"name: x\ntimeout: 30\n",
     "2:10: expected a duration such as 30s, 200ms or 2min, found '30'\n"},
    {"name: x\ntimeout: -3s\n",
     "2:10: expected a duration such as 30s, 200ms or 2min, found '-3s'\n"},
    {"name: x\ntimeout: 2h\n", "2:10: 2h is not within 0.001 to 3600\n"},
    {"name: x\nmemory: 8 GiBi\n",
     "2:9: expected a number of bytes such as 64, 8KiB or 10MB, found '8 GiBi'\n"},
    {"name: x\nmemory: 0.3\n",
     "2:9: expected a number of bytes such as 64, 8KiB or 10MB, found '0.3'\n"},
    {"name: x\nmemory: 99999999TiB\n",
     "2:9: expected a number of bytes such as 64, 8KiB or 10MB, found '99999999TiB'\n"},
    {"name: x\nplace: 3\n", "2:8: expected a mapping, found a single value\n"},
    {"name: x\nplace:\n", "2:7: expected a mapping, found nothing\n"},
    {"name: x\nplaces: [{name: a}, 7]\n", "2:21: expected a mapping, found a single value\n"},
    {"name: x\nplace: {name: a, points: 1}\n", "2:26: 1 is not within 2 to 100\n"},
    {"name: x\nmatrix: {a: 1, a: 2}\n", "2:16: key 'a' was already given on line 2\n"},
    {"name: x\nmatrix: {a: {b: 1}}\n", "2:13: expected text, found a mapping\n"},
    {"name: x\ncustom: {a: 1}\n", "2:9: no map of 1, please\n"},
    {"name: x\ncustom: [{name: a}, {}]\n", "2:21: key 'name' is missing\n"},
    {"- name\n", "1:1: expected a mapping, found a list\n"},
    {"", "1:1: the file is empty\n"},
    {"# nothing\n", "1:1: the file is empty\n"},
    {"name: x\n---\nname: y\n", "2:1: only one document is allowed in a file\n"},
    {"name: &a x\n", "1:7: anchors are not supported: '&a'\n"},
    {"name: x\nwords: &w [a]\n", "2:8: anchors are not supported: '&w'\n"},
    {"name: x\nplace: &p {name: y}\n", "2:8: anchors are not supported: '&p'\n"},
    {"name: x\nwords: [*a]\n", "2:9: aliases are not supported: '*a'\n"},
    {"name: x\nplace: {<<: {name: z}, name: y}\n", "2:9: merge keys are not supported\n"},
    {"name: !!str x\n", "1:7: tags are not supported: 'tag:yaml.org,2002:str'\n"},
    {"name: x\nplace: !p {name: y}\n", "2:8: tags are not supported: '!p'\n"},
    {"name: x\n? [a]\n: 1\n", "2:3: a key must be text\n"},
    {"name: \"a\\0b\"\n", "1:7: text must not contain a NUL character\n"},
    {"name: x\nplace:\n\tname: y\n", "3:1: a tab cannot stand here, indent with spaces\n"},
    {"name: x\nwords: [a, b\nversion: 1\n",
     "3:8: did not find expected ',' or ']', while parsing a flow sequence\n"},
    {"name: 'x\n", "2:1: found unexpected end of stream, while scanning a quoted scalar\n"},
    {"name: x\nwords: \xFF\n", "2:8: not UTF-8 text: invalid leading UTF-8 octet\n"},
};

Test(ytab, each_mistake_is_reported_at_its_place)
{
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct spec spec = {0};
        cr_expect_eq(load(mistakes[i].text, &spec), -1, "%s", mistakes[i].text);
        cr_expect_str_eq(messages(), mistakes[i].message, "%s: %s", mistakes[i].text, messages());
        diag_release(&diags);
    }
}

Test(ytab, all_mistakes_of_a_file_are_reported)
{
    struct spec spec = {0};
    cr_expect_eq(load("verson: 1\nlevel: fatal\nplaces:\n  - {point: 3}\nmemory: lots\n", &spec),
                 -1);
    cr_expect_str_eq(messages(),
                     "1:1: unknown key 'verson' (did you mean 'version'?)\n"
                     "2:8: 'fatal' is not one of note, warning, error\n"
                     "4:6: unknown key 'point' (did you mean 'points'?)\n"
                     "4:5: key 'name' is missing\n"
                     "5:9: expected a number of bytes such as 64, 8KiB or 10MB, found 'lots'\n"
                     "1:1: key 'name' is missing\n");
}

Test(ytab, columns_count_bytes_and_lines_count_newlines)
{
    struct spec spec = {0};
    load("\xEF\xBB\xBFqqqq: 1\nname: \"\xC3\xA9\xE2\x82\xAC\"\r\n"
         "place: {name: \"\xC3\xA9\xE2\x82\xAC\xE2\x80\xA8\", points: 1}\n",
         &spec);
    cr_expect_str_eq(messages(), "1:1: unknown key 'qqqq'\n3:35: 1 is not within 2 to 100\n");
    cr_expect_str_eq(spec.name, "\xC3\xA9\xE2\x82\xAC");
}

Test(ytab, NUL_bytes_are_found_before_parsing)
{
    static const char text[] = "name: x\nver\0sion: 1\n";
    struct spec spec = {0};
    cr_expect_eq(ytab_load_text("t.yaml", text, sizeof text - 1, fields, &spec, &arena, &diags),
                 -1);
    cr_expect_str_eq(messages(), "2:4: a NUL byte: this is not a text file\n");
}

static char *repeated(const char *piece, size_t count)
{
    size_t length = strlen(piece);
    char *text = arena_alloc(&arena, length * count + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * length, piece, length);
    return text;
}

Test(ytab, depth_items_and_bytes_are_bounded)
{
    struct spec spec = {0};
    load(arena_printf(&arena, "name: x\nwords: %s", repeated("[", 100000)), &spec);
    cr_expect_str_eq(messages(), "2:39: nested deeper than 32 levels\n");
    diag_release(&diags);
    load(arena_printf(&arena, "name: x\nwords: [%s]\n", repeated("a,", 200000)), &spec);
    cr_expect_str_eq(messages(), "2:199999: more than 100000 items\n");
    diag_release(&diags);
    load(arena_printf(&arena, "name: %s\n", repeated("abcdefgh", (8 << 20) / 8)), &spec);
    cr_expect_str_eq(messages(), "0:0: is larger than 8388608 bytes\n");
    diag_release(&diags);
    load(arena_printf(&arena, "name: %s\n", repeated("abcdefgh", 100000)), &spec);
    cr_expect_eq(diags.errors, 0);
    cr_expect_eq(strlen(spec.name), 800000);
}

Test(ytab, many_unknown_keys_are_counted_and_not_all_kept)
{
    struct spec spec = {0};
    load(arena_printf(&arena, "name: x\n%s", repeated("k: 1\n", 30000)), &spec);
    cr_expect_eq(diags.errors, 30000);
    cr_expect_eq(diags.list.count, 1000);
}

Test(ytab, a_file_that_cannot_be_read_is_an_error_without_a_place)
{
    struct spec spec = {0};
    cr_expect_eq(ytab_load_file("/no/such.yaml", fields, &spec, &arena, &diags), -1);
    cr_assert_eq(diags.list.count, 1);
    cr_expect_str_eq(diags.list.items[0].path, "/no/such.yaml");
    cr_expect_str_eq(messages(), "0:0: No such file or directory\n");
}

Test(ytab, a_file_is_loaded)
{
    char path[] = "/tmp/test_ytab.XXXXXX";
    int fd = mkstemp(path);
    cr_assert_eq(write(fd, "name: x\nqqqq: 1\n", 16), 16);
    close(fd);
    struct spec spec = {0};
    cr_expect_eq(ytab_load_file(path, fields, &spec, &arena, &diags), -1);
    cr_expect_str_eq(messages(), "2:1: unknown key 'qqqq'\n");
    cr_expect_str_eq(spec.name, "x");
    unlink(path);
}

Test(ytab, tables_describe_themselves)
{
    static const char *const colours[] = {"red", "blue", NULL};
    static const struct ytab_field nested[] = {
        {.key = "deep", .type = YTAB_INT, .help = "a number"},
        {.key = NULL},
    };
    static const struct ytab_field described[] = {
        {.key = YTAB_MARK_KEY, .type = YTAB_STRING},
        {.key = "name", .type = YTAB_STRING, .required = true, .help = "of the thing"},
        {.key = "colour", .type = YTAB_ENUM, .choices = colours},
        {.key = "one", .type = YTAB_RECORD, .fields = nested},
        {.key = "other", .type = YTAB_RECORD, .fields = nested},
        {.key = NULL},
    };
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);

    ytab_describe(described, stream);
    fclose(stream);
    cr_expect_str_eq(text, "- `name` (text; required): of the thing\n"
                           "- `colour` (one of red, blue)\n"
                           "- `one` (mapping)\n"
                           "  - `deep` (whole number): a number\n"
                           "- `other` (mapping, as before)\n");
    free(text);
}
