/* --format sarif: SARIF 2.1.0, as code scanning services read it. */
#include <jansson.h>
#include <string.h>

#include "formats.h"
#include "str.h"

static json_t *message_object(const char *text)
{
    return json_pack("{so}", "text", finding_text(text ? text : ""));
}

static json_t *rule_object(const struct report_rule *rule)
{
    return json_pack("{ss ss so so so s{ss}}", "id", rule->id, "name", rule->name,
                     "shortDescription", message_object(rule->summary), "fullDescription",
                     message_object(rule->why), "help", message_object(rule->why),
                     "defaultConfiguration", "level", finding_level_name(rule->level));
}

/* Paths are URIs: what is not allowed in one is percent-encoded. */
static json_t *uri(const char *path)
{
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    struct strbuf text = {0};
    json_t *value;

    for (; *path; path++) {
        if (strchr(allowed, *path))
            strbuf_putc(&text, *path);
        else
            strbuf_printf(&text, "%%%02X", (unsigned char)*path);
    }
    value = json_string(strbuf_text(&text));
    strbuf_release(&text);
    return value;
}

static json_t *location_object(const struct finding_place *at)
{
    json_t *region = json_pack("{si}", "startLine", (int)(at->line ? at->line : 1));

    if (at->column)
        json_object_set_new(region, "startColumn", json_integer(at->column));
    if (at->end_line >= at->line && at->end_column) {
        json_object_set_new(region, "endLine", json_integer(at->end_line));
        json_object_set_new(region, "endColumn", json_integer(at->end_column));
    }
    return json_pack("{s{s{so} so}}", "physicalLocation", "artifactLocation", "uri", uri(at->path),
                     "region", region);
}

static json_t *related_locations(const struct finding *finding)
{
    json_t *list = json_array();

    for (size_t i = 0; i < finding->step_count; i++) {
        json_t *location = location_object(&finding->steps[i].at);

        json_object_set_new(location, "id", json_integer((json_int_t)i + 1));
        json_object_set_new(location, "message", message_object(finding->steps[i].message));
        json_array_append_new(list, location);
    }
    return list;
}

static json_t *region_object(const struct finding_place *at)
{
    return json_pack("{si si si si}", "startLine", (int)at->line, "startColumn", (int)at->column,
                     "endLine", (int)at->end_line, "endColumn", (int)at->end_column);
}

/* One fix that changes one file. */
static json_t *fixes(const struct finding *finding)
{
    json_t *replacements = json_array();

    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct finding_edit *edit = &finding->edits[i];

        json_array_append_new(replacements,
                              json_pack("{so s{so}}", "deletedRegion", region_object(&edit->at),
                                        "insertedContent", "text", finding_text(edit->text)));
    }
    return json_pack("[{so s[{s{so} so}]}]", "description", message_object(finding->mend),
                     "artifactChanges", "artifactLocation", "uri", uri(finding->at.path),
                     "replacements", replacements);
}

static void add_result(const struct finding *finding, void *context)
{
    struct strbuf text = {0};
    json_t *result;

    strbuf_puts(&text, finding->message);
    if (finding->mend)
        strbuf_printf(&text, "\n%s", finding->mend);
    result = json_pack(
        "{ss ss so s[o] so s{so} s{ss}}", "ruleId", finding->rule, "level",
        finding_level_name(finding->level), "message", message_object(strbuf_text(&text)),
        "locations", location_object(&finding->at), "relatedLocations", related_locations(finding),
        "partialFingerprints", "benchlint/v1", finding_text(finding->fingerprint), "properties",
        "confidence", finding_confidence_name(finding->confidence));
    if (finding->has_fix)
        json_object_set_new(result, "fixes", fixes(finding));
    json_array_append_new(context, result);
    strbuf_release(&text);
}

/* What was not analysed must be as visible as what was found. */
static json_t *notifications(const struct lint_result *result)
{
    json_t *list = json_array();

    for (size_t f = 0; f < result->file_count; f++) {
        const struct file_result *file = &result->files[f];
        struct finding_place at = {.path = file->path};

        if (file->status != FILE_FAILED && file->status != FILE_INCOMPLETE)
            continue;
        json_array_append_new(
            list, json_pack("{ss so s[o]}", "level",
                            file->status == FILE_FAILED ? "error" : "warning", "message",
                            message_object(file->reason), "locations", location_object(&at)));
    }
    return list;
}

void report_sarif(const struct lint_result *result, const struct report_options *options,
                  FILE *stream)
{
    json_t *rules = json_array(), *results = json_array(), *document, *invocation, *run;
    bool complete = report_count(result).status[FILE_FAILED] == 0;

    for (size_t i = 0; i < options->rule_count; i++)
        json_array_append_new(rules, rule_object(&options->rules[i]));
    report_each_by_line(result, add_result, results);
    invocation = json_pack("{sb so}", "executionSuccessful", complete,
                           "toolExecutionNotifications", notifications(result));
    run = json_pack("{s{s{ss ss so}} ss s[o] so}", "tool", "driver", "name", "benchlint",
                    "semanticVersion", options->version, "rules", rules, "columnKind",
                    "unicodeCodePoints", "invocations", invocation, "results", results);
    document = json_pack("{ss ss s[o]}", "$schema",
                         "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0",
                         "runs", run);
    json_dumpf(document, stream, JSON_INDENT(1));
    fputc('\n', stream);
    json_decref(document);
}
