#include "baseline.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

/* How often a rule was found in a file and not suppressed. */
static json_int_t count_of(const struct file_result *file, const char *rule)
{
    json_int_t count = 0;

    for (size_t i = 0; i < file->finding_count; i++)
        count += !file->findings[i].suppressed && strcmp(file->findings[i].rule, rule) == 0;
    return count;
}

static void filter_file(struct file_result *file, const json_t *known)
{
    size_t kept = 0;
    bool *covered = calloc(file->finding_count + 1, sizeof *covered);

    if (!covered)
        die("out of memory");
    for (size_t i = 0; i < file->finding_count; i++) {
        const char *rule = file->findings[i].rule;
        covered[i] = count_of(file, rule) <= json_integer_value(json_object_get(known, rule));
    }
    for (size_t i = 0; i < file->finding_count; i++) {
        if (!covered[i] || file->findings[i].suppressed)
            file->findings[kept++] = file->findings[i];
    }
    file->finding_count = kept;
    free(covered);
}

int baseline_filter(struct lint_result *result, const char *path, struct err *err)
{
    json_error_t error;
    json_t *baseline = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    const json_t *files = json_object_get(baseline, "files");
    int status = 0;

    if (!baseline)
        return err_set(err, "%s:%d:%d: %s", path, error.line, error.column, error.text);
    if (!json_is_object(files) ||
        json_integer_value(json_object_get(baseline, "benchlint-baseline")) != 1)
        status = err_set(err, "%s: not a baseline of this version", path);
    for (size_t f = 0; status == 0 && f < result->file_count; f++)
        filter_file(&result->files[f], json_object_get(files, result->files[f].path));
    json_decref(baseline);
    return status;
}

int baseline_write(const struct lint_result *result, const char *path, struct err *err)
{
    json_t *files = json_object(), *document;
    struct output output;
    int status;

    for (size_t f = 0; f < result->file_count; f++) {
        const struct file_result *file = &result->files[f];
        json_t *rules = json_object();

        for (size_t i = 0; i < file->finding_count; i++) {
            const char *rule = file->findings[i].rule;
            if (count_of(file, rule) > 0)
                json_object_set_new(rules, rule, json_integer(count_of(file, rule)));
        }
        if (json_object_size(rules) > 0)
            json_object_set(files, file->path, rules);
        json_decref(rules);
    }
    document = json_pack("{si so}", "benchlint-baseline", 1, "files", files);
    status = output_open(&output, path, err);
    if (status == 0) {
        json_dumpf(document, output.stream, JSON_INDENT(1) | JSON_SORT_KEYS);
        fputc('\n', output.stream);
        status = output_close(&output, err);
    }
    json_decref(document);
    return status;
}
