/* Findings as JSON: what the user sees, what a worker process sends, what the cache holds. */
#include <string.h>

#include "finding.h"
#include "str.h"

/* JSON is UTF-8 and source files need not be: what is not ASCII is then shown as '?'. */
static json_t *ascii_only(const char *text)
{
    struct strbuf copy = {0};
    json_t *value;

    for (const char *at = text; *at; at++)
        strbuf_putc(&copy, *at & 0x80 ? '?' : *at);
    value = json_string(strbuf_text(&copy));
    strbuf_release(&copy);
    return value;
}

json_t *finding_text(const char *text)
{
    json_t *value;

    if (!text)
        return json_null();
    value = json_string(text);
    return value ? value : ascii_only(text);
}

/* Only places in notebooks have a cell. */
static json_t *with_cell(json_t *object, const struct finding_place *at)
{
    if (at->cell)
        json_object_set_new(object, "cell", json_integer(at->cell));
    return object;
}

static json_t *step_to_json(const struct finding_step *step)
{
    return with_cell(json_pack("{so si si so}", "path", finding_text(step->at.path), "line",
                               (int)step->at.line, "column", (int)step->at.column, "message",
                               finding_text(step->message)),
                     &step->at);
}

static json_t *edit_to_json(const struct finding_edit *edit)
{
    return json_pack("{si si si si so}", "line", (int)edit->at.line, "column",
                     (int)edit->at.column, "endLine", (int)edit->at.end_line, "endColumn",
                     (int)edit->at.end_column, "text", finding_text(edit->text));
}

static json_t *fix_to_json(const struct finding *finding)
{
    json_t *edits;

    if (!finding->has_fix)
        return json_null();
    edits = json_array();
    for (size_t i = 0; i < finding->edit_count; i++)
        json_array_append_new(edits, edit_to_json(&finding->edits[i]));
    return json_pack("{sb so}", "safe", finding->fix_is_safe, "edits", edits);
}

static json_t *region_to_json(const struct finding *finding)
{
    if (!finding->region.kind)
        return json_null();
    return json_pack("{ss si si}", "kind", finding->region.kind, "line",
                     (int)finding->region.line, "endLine", (int)finding->region.end_line);
}

json_t *finding_to_json(const struct finding *finding)
{
    json_t *trace = json_array();

    for (size_t i = 0; i < finding->step_count; i++)
        json_array_append_new(trace, step_to_json(&finding->steps[i]));
    return with_cell(json_pack(
        "{so so ss ss so si si si si so so so so so so so}", "rule", finding_text(finding->rule),
        "name", finding_text(finding->name), "level", finding_level_name(finding->level),
        "confidence", finding_confidence_name(finding->confidence), "path",
        finding_text(finding->at.path), "line", (int)finding->at.line, "column",
        (int)finding->at.column, "endLine", (int)finding->at.end_line, "endColumn",
        (int)finding->at.end_column, "function", finding_text(finding->function), "message",
        finding_text(finding->message), "region", region_to_json(finding), "trace", trace,
        "confirmed", finding_text(finding->confirmed), "fix", fix_to_json(finding), "fingerprint",
        finding_text(finding->fingerprint)), &finding->at);
}

/* The contract's object and, beside it, what only our own reports need. */
static json_t *stored_finding(const struct finding *finding)
{
    json_t *object = finding_to_json(finding);

    json_object_set_new(object, "mend", finding_text(finding->mend));
    json_object_set_new(object, "sourceLine", finding_text(finding->source_line));
    json_object_set_new(object, "suppressed", finding_text(finding->suppressed));
    return object;
}

json_t *finding_file_to_json(const struct file_result *file)
{
    json_t *findings = json_array(), *includes = json_array(), *headers = json_array();

    for (size_t i = 0; i < file->include_count; i++)
        json_array_append_new(includes, finding_text(file->includes[i]));
    for (size_t i = 0; i < file->finding_count; i++)
        json_array_append_new(findings, stored_finding(&file->findings[i]));
    for (size_t i = 0; i < file->header_count; i++)
        json_array_append_new(headers, finding_file_to_json(&file->headers[i]));
    return json_pack("{so so si so si so so so so}", "path", finding_text(file->path), "language",
                     finding_text(file->language), "status", (int)file->status, "reason",
                     finding_text(file->reason), "regions", (int)file->regions, "findings",
                     findings, "includes", includes, "headers", headers, "content",
                     finding_text(file->content));
}

/* A JSON string copied into the arena; NULL for null or anything else. */
static const char *text_of(const json_t *object, const char *key, struct arena *arena)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? arena_strdup(arena, text) : NULL;
}

static uint32_t number_of(const json_t *object, const char *key)
{
    json_int_t value = json_integer_value(json_object_get(object, key));

    return value > 0 && value <= INT32_MAX ? (uint32_t)value : 0;
}

static struct finding_place place_of(const json_t *object, const char *path)
{
    return (struct finding_place){path, number_of(object, "line"), number_of(object, "column"),
                                  number_of(object, "endLine"), number_of(object, "endColumn"),
                                  number_of(object, "cell")};
}

/* The index of `name` among the names that `name_of` gives from 0 to last, else `other`. */
static int index_of(const char *name, const char *(*name_of)(int), int last, int other)
{
    for (int i = 0; name && i <= last; i++) {
        if (strcmp(name, name_of(i)) == 0)
            return i;
    }
    return other;
}

static const char *level_at(int i)
{
    return finding_level_name((enum finding_level)i);
}

static const char *confidence_at(int i)
{
    return finding_confidence_name((enum finding_confidence)i);
}

static void read_steps(const json_t *trace, struct finding *finding, struct arena *arena)
{
    size_t i;
    json_t *item;

    finding->step_count = json_array_size(trace);
    finding->steps = ARENA_ARRAY(arena, struct finding_step, finding->step_count + 1);
    json_array_foreach(trace, i, item) {
        finding->steps[i].at = place_of(item, text_of(item, "path", arena));
        finding->steps[i].message = text_of(item, "message", arena);
    }
}

static void read_fix(const json_t *fix, struct finding *finding, struct arena *arena)
{
    const json_t *edits = json_object_get(fix, "edits");
    size_t i;
    json_t *item;

    finding->has_fix = json_is_object(fix);
    finding->fix_is_safe = json_is_true(json_object_get(fix, "safe"));
    finding->edit_count = json_array_size(edits);
    finding->edits = ARENA_ARRAY(arena, struct finding_edit, finding->edit_count + 1);
    json_array_foreach(edits, i, item) {
        finding->edits[i].at = place_of(item, finding->at.path);
        finding->edits[i].text = text_of(item, "text", arena);
    }
}

static void read_finding(const json_t *object, struct finding *finding, struct arena *arena)
{
    const json_t *region = json_object_get(object, "region");

    finding->rule = text_of(object, "rule", arena);
    finding->name = text_of(object, "name", arena);
    finding->level = (enum finding_level)index_of(
        json_string_value(json_object_get(object, "level")), level_at, LEVEL_ERROR, LEVEL_WARNING);
    finding->confidence = (enum finding_confidence)index_of(
        json_string_value(json_object_get(object, "confidence")), confidence_at, SURE_POSSIBLE,
        SURE_POSSIBLE);
    finding->at = place_of(object, text_of(object, "path", arena));
    finding->function = text_of(object, "function", arena);
    finding->message = text_of(object, "message", arena);
    finding->mend = text_of(object, "mend", arena);
    finding->source_line = text_of(object, "sourceLine", arena);
    finding->suppressed = text_of(object, "suppressed", arena);
    finding->confirmed = text_of(object, "confirmed", arena);
    finding->fingerprint = text_of(object, "fingerprint", arena);
    finding->region.kind = text_of(region, "kind", arena);
    finding->region.line = number_of(region, "line");
    finding->region.end_line = number_of(region, "endLine");
    read_steps(json_object_get(object, "trace"), finding, arena);
    read_fix(json_object_get(object, "fix"), finding, arena);
}

static void read_includes(const json_t *includes, struct file_result *file, struct arena *arena)
{
    const char **paths = ARENA_ARRAY(arena, const char *, json_array_size(includes) + 1);
    size_t i;
    json_t *item;

    json_array_foreach(includes, i, item) {
        if (json_is_string(item))
            paths[file->include_count++] = arena_strdup(arena, json_string_value(item));
    }
    file->includes = paths;
}

static int read_headers(const json_t *headers, struct file_result *file, struct arena *arena,
                        struct err *err)
{
    size_t i;
    json_t *item;

    file->headers = ARENA_ARRAY(arena, struct file_result, json_array_size(headers) + 1);
    json_array_foreach(headers, i, item) {
        if (finding_file_from_json(item, &file->headers[file->header_count++], arena, err) != 0)
            return -1;
    }
    return 0;
}

int finding_file_from_json(const json_t *json, struct file_result *file, struct arena *arena,
                           struct err *err)
{
    const json_t *findings = json_object_get(json, "findings");
    json_int_t status = json_integer_value(json_object_get(json, "status"));
    size_t i;
    json_t *item;

    *file = (struct file_result){.path = text_of(json, "path", arena),
                                 .language = text_of(json, "language", arena),
                                 .reason = text_of(json, "reason", arena),
                                 .content = text_of(json, "content", arena),
                                 .regions = number_of(json, "regions"),
                                 .finding_count = json_array_size(findings)};
    if (!file->path || !file->language || !json_is_array(findings) || status < FILE_ANALYSED ||
        status > FILE_SKIPPED)
        return err_set(err, "a stored result is not of the expected form");
    file->status = (enum file_status)status;
    read_includes(json_object_get(json, "includes"), file, arena);
    file->findings = ARENA_ARRAY(arena, struct finding, file->finding_count + 1);
    json_array_foreach(findings, i, item) {
        read_finding(item, &file->findings[i], arena);
        if (!file->findings[i].rule || !file->findings[i].message || !file->findings[i].at.path)
            return err_set(err, "a stored finding has no rule, message or path");
    }
    return read_headers(json_object_get(json, "headers"), file, arena, err);
}
