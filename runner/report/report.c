#include "report.h"

const char *const report_names[] = {"text", "json", "markdown", "html", "junit", "gbench", NULL};
const report_writer report_writers[] = {report_text, report_json,  report_markdown,
                                        report_html, report_junit, report_gbench};
