/* Every file under cases/ says in its comments which regions it has:
 *
 *   expect: KIND FUNCTION START-STOP SURENESS [reaches NAME,NAME]
 *   expect: nothing
 *   program: yes      program regions are allowed
 *   benchmark: yes    the file counts as a benchmark file
 *
 * START and STOP are lines; a lone "-" stands for the whole function. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "front.h"
#include "region.h"
#include "resolve.h"

#define CASES SOURCE_DIR "/tests/unit/region/cases"

enum { MOST_CASES = 200, MOST_LINES = 20 };

struct lines {
    char *text[MOST_LINES];
    size_t count;
};

static int compare_text(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void lines_add(struct lines *lines, const char *text, size_t length)
{
    cr_assert_lt(lines->count, (size_t)MOST_LINES);
    while (length && strchr(" */\r\n", text[length - 1]))
        length--;
    lines->text[lines->count++] = strndup(text, length);
}

static char *lines_join(struct lines *lines)
{
    struct strbuf buffer = {0};
    qsort(lines->text, lines->count, sizeof *lines->text, compare_text);
    for (size_t i = 0; i < lines->count; i++) {
        strbuf_printf(&buffer, "%s\n", lines->text[i]);
        free(lines->text[i]);
    }
    if (!lines->count)
        strbuf_puts(&buffer, "nothing\n");
    return buffer.text;
}

static char *expected_of(const char *source)
{
    struct lines lines = {.count = 0};
    for (const char *at = strstr(source, "expect: "); at; at = strstr(at + 1, "expect: "))
        lines_add(&lines, at + 8, strcspn(at + 8, "\n"));
    return lines_join(&lines);
}

static char *found_in(const struct ir_unit *unit, const struct regions *regions)
{
    static const char *const sureness[] = {"certain", "likely", "possible"};
    struct lines lines = {.count = 0};
    for (size_t i = 0; i < regions->count; i++) {
        const struct region *region = &regions->items[i];
        struct strbuf buffer = {0};
        strbuf_printf(&buffer, "%s %s ", region_kind_name(region->kind),
                      unit->functions[region->function].name);
        if (region->start != IR_NONE)
            strbuf_printf(&buffer, "%u", region->start_at.line);
        strbuf_putc(&buffer, '-');
        if (region->stop != IR_NONE)
            strbuf_printf(&buffer, "%u", region->stop_at.line);
        strbuf_printf(&buffer, " %s", sureness[region->sureness]);
        struct lines reached = {.count = 0};
        for (size_t f = 0; f < unit->function_count; f++)
            if (region->reached[f])
                lines_add(&reached, unit->functions[f].name, strlen(unit->functions[f].name));
        size_t count = reached.count;
        char *names = lines_join(&reached);
        for (char *c = names; *c; c++)
            if (*c == '\n')
                *c = c[1] ? ',' : '\0';
        if (count)
            strbuf_printf(&buffer, " reaches %s", names);
        free(names);
        lines_add(&lines, buffer.text, buffer.length);
        strbuf_release(&buffer);
    }
    return lines_join(&lines);
}

static bool says(const char *source, const char *what)
{
    return strstr(source, what) != NULL;
}

/* 1 when the case does not hold. */
static int check(struct front *front, const struct model *model, const char *name)
{
    char path[512];
    struct arena arena = {0};
    struct err err = {""};
    size_t length = 0;
    snprintf(path, sizeof path, "%s/%s", CASES, name);
    char *source = file_read(path, 1 << 20, &length, &err);
    cr_assert(source, "%s", err.text);
    struct ir_unit *unit =
        front_lower(front, front_kind_of(path, NULL, 0), path, source, length, &arena, &err);
    cr_assert(unit, "%s: %s", name, err.text);
    resolve_unit(unit, model);
    const char *wrong = ir_check(unit);
    cr_assert_null(wrong, "%s: %s", name, wrong);
    struct region_options options = {.program_allowed = says(source, "program: yes"),
                                     .is_benchmark_file = says(source, "benchmark: yes")};
    struct regions regions = region_find(unit, model, &options);
    char *expected = expected_of(source), *found = found_in(unit, &regions);
    int failed = strcmp(expected, found) != 0;
    if (failed)
        fprintf(stderr, "%s:\nexpected:\n%sfound:\n%s", name, expected, found);
    free(expected);
    free(found);
    map_free(unit->names);
    arena_release(&arena);
    free(source);
    return failed;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(left, right);
}

Test(region, cases, .timeout = 120)
{
    static char names[MOST_CASES][256];
    size_t count = 0;
    int failed = 0;
    struct diags diags = {0};
    struct front_options options = {0};
    struct model *model = model_load(SOURCE_DIR "/rules/models", &diags);
    struct front *front = front_new(&options, &diags);
    DIR *directory = opendir(CASES);
    cr_assert(directory && model && front);
    for (struct dirent *entry; (entry = readdir(directory));)
        if (entry->d_name[0] != '.' && count < MOST_CASES)
            strcpy(names[count++], entry->d_name);
    closedir(directory);
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 0; i < count; i++)
        failed += check(front, model, names[i]);
    front_free(front);
    model_free(model);
    diag_release(&diags);
    cr_assert_geq(count, 60u);
    cr_assert_eq(failed, 0, "%d of %zu cases", failed, count);
}
