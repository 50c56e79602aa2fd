#include "outputs.h"

#include <string.h>

#include "report.h"
#include "xml.h"

const char *const color_names[] = {"auto", "always", "never", NULL};

/* The format of "FORMAT=FILE", or -1; *file is the rest. */
static int split_report(const char *report, const char **file)
{
    const char *equals = strchr(report, '=');
    for (int i = 0; equals && equals[1] && report_names[i]; i++)
        if (strlen(report_names[i]) == (size_t)(equals - report) &&
            strncmp(report, report_names[i], (size_t)(equals - report)) == 0) {
            *file = equals + 1;
            return i;
        }
    return -1;
}

static bool is_xml(int format)
{
    return report_writers[format] == report_html || report_writers[format] == report_junit;
}

int outputs_check(const struct output_options *options, struct err *err)
{
    bool xml = is_xml(options->format);
    for (size_t i = 0; i < options->reports.count; i++) {
        const char *file;
        int format = split_report(options->reports.items[i], &file);
        if (format < 0)
            return err_set(err, "--report: '%s' is not FORMAT=FILE with a known format",
                           options->reports.items[i]);
        xml |= is_xml(format);
    }
    return xml ? xml_open(err) : 0;
}

static int write_one(int format, const char *path, int color, const struct run_result *result,
                     struct err *err)
{
    struct output output = {0};
    if (output_open(&output, path, err) != 0)
        return -1;
    struct report_options options = {.color = color_wanted((enum color_when)color, output.stream)};
    report_writers[format](result, &options, output.stream);
    return output_close(&output, err);
}

int outputs_write_reports(const struct output_options *options, const struct run_result *result,
                          struct err *err)
{
    int status = 0;
    for (size_t i = 0; i < options->reports.count; i++) {
        const char *file = NULL;
        int format = split_report(options->reports.items[i], &file);
        if (write_one(format, file, options->color, result, status ? NULL : err) != 0)
            status = -1;
    }
    return status;
}

int outputs_write(const struct output_options *options, const struct run_result *result,
                  struct err *err)
{
    int status = outputs_write_reports(options, result, err);
    if (write_one(options->format, options->output, options->color, result, status ? NULL : err) !=
        0)
        status = -1;
    return status;
}
