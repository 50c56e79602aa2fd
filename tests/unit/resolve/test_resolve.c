/* Files under cases/ say in comments which calls a line has, by their completed names:
 *
 *   out.write("x")  # calls: io.StringIO.write        in their order, among others
 *   fn(n);          // calls: ?                       a call that stays unknown */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "front.h"
#include "resolve.h"

#define CASES SOURCE_DIR "/tests/unit/resolve/cases"

static bool has_call(const struct ir_unit *unit, uint32_t line, const char *name)
{
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *op = &unit->functions[f].ops[i];
            if (op->code == IR_CALL && op->at.line == line &&
                !strcmp(op->text, strcmp(name, "?") ? name : ""))
                return true;
        }
    return false;
}

static int check_line(const struct ir_unit *unit, const char *path, uint32_t line, char *names)
{
    int missing = 0;
    for (char *rest, *name = strtok_r(names, ", */", &rest); name;
         name = strtok_r(NULL, ", */", &rest)) {
        if (has_call(unit, line, name))
            continue;
        fprintf(stderr, "%s:%u: no call of %s\n", path, line, name);
        missing++;
    }
    return missing;
}

static int check_lines(const struct ir_unit *unit, const char *path, const char *source)
{
    int missing = 0;
    uint32_t line = 1;
    for (const char *at = source; *at; line++) {
        size_t length = strcspn(at, "\n");
        char *text = strndup(at, length);
        char *names = strstr(text, "calls: ");
        if (names)
            missing += check_line(unit, path, line, names + 7);
        free(text);
        at += length + (at[length] == '\n');
    }
    return missing;
}

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
    int missing = check_lines(unit, name, source);
    map_free(unit->names);
    arena_release(&arena);
    free(source);
    return missing;
}

Test(resolve, cases, .timeout = 60)
{
    int missing = 0, count = 0;
    struct diags diags = {0};
    struct front_options options = {0};
    struct model *model = model_load(SOURCE_DIR "/rules/models", &diags);
    struct front *front = front_new(&options, &diags);
    DIR *directory = opendir(CASES);
    cr_assert(directory && model && front);
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (entry->d_name[0] == '.')
            continue;
        missing += check(front, model, entry->d_name);
        count++;
    }
    closedir(directory);
    front_free(front);
    model_free(model);
    diag_release(&diags);
    cr_assert_geq(count, 15);
    cr_assert_eq(missing, 0);
}

static struct ir_op call_of(ir_id *args, const char **keywords, uint32_t count, unsigned flags)
{
    struct ir_op call = ir_new_op(IR_CALL, (struct ir_range){0});
    call.args = args;
    call.keywords = keywords;
    call.arg_count = count;
    call.flags = flags;
    return call;
}

Test(resolve, arguments_are_counted_without_the_receiver)
{
    ir_id args[] = {10, 11, 12};
    const char *keywords[] = {NULL, NULL, "file"};
    struct ir_op method = call_of(args, keywords, 3, IR_METHOD);
    struct ir_op plain = call_of(args, NULL, 3, 0);
    cr_assert_eq(resolve_argument(&method, API_RECEIVER, NULL), 10u);
    cr_assert_eq(resolve_argument(&method, 0, NULL), 11u);
    cr_assert_eq(resolve_argument(&method, 1, NULL), IR_NONE, "a keyword has no position");
    cr_assert_eq(resolve_argument(&method, 7, "file"), 12u);
    cr_assert_eq(resolve_argument(&plain, 0, NULL), 10u);
    cr_assert_eq(resolve_argument(&plain, 2, "file"), 12u);
    cr_assert_eq(resolve_argument(&plain, 3, NULL), IR_NONE);
    cr_assert_eq(resolve_argument(&plain, API_RECEIVER, NULL), IR_NONE);
    cr_assert_eq(resolve_argument(&plain, API_RESULT, NULL), IR_NONE);
}
