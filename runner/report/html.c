/* One file with everything in it: no script, nothing loaded from elsewhere. */
#include <inttypes.h>

#include "flame.h"
#include "plot.h"
#include "report.h"

static const char style[] =
    "body{font:15px/1.45 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;"
    "color:#222;background:#fff}"
    "h2{margin-top:2em;border-bottom:1px solid #ccc}"
    "table{border-collapse:collapse}td,th{padding:.15em .8em;text-align:right}"
    "th{border-bottom:1px solid #888}"
    "svg{width:100%;max-width:640px;display:block;margin:1em 0}"
    ".good{color:#17692f}.bad{color:#a61c1c}.dim{color:#666}"
    ".grid{stroke:#ddd}.run{fill:#3465a4;opacity:.35}"
    ".median{fill:none;stroke:#204a87;stroke-width:1.5}"
    "line.cliff{stroke:#a61c1c;stroke-dasharray:4 3}text{font:11px sans-serif;fill:#444}"
    "text.x,text.cliff{text-anchor:middle}text.y{text-anchor:end}text.cliff{fill:#a61c1c}"
    "text.name{font-weight:bold}"
    ".old rect{fill:#d9c38a}.new rect{fill:#e2725b}.flame g text{fill:#222}"
    "@media(prefers-color-scheme:dark){body{background:#1c1c1c;color:#ddd}text{fill:#bbb}"
    ".grid{stroke:#444}.median{stroke:#8ab4f8}.run{fill:#8ab4f8}.good{color:#7bd88f}"
    ".bad,text.cliff{color:#ff8a80;fill:#ff8a80}}";

struct page {
    struct xml *xml;
    struct arena arena;
};

static void start(struct page *page, const char *element, const char *class)
{
    xml_start(page->xml, element);
    if (class)
        xml_attribute(page->xml, "class", "%s", class);
}

static void text(struct page *page, const char *string)
{
    xml_text(page->xml, string);
}

static void end(struct page *page)
{
    xml_end(page->xml);
}

static void element(struct page *page, const char *name, const char *class, const char *string)
{
    start(page, name, class);
    text(page, string);
    end(page);
}

static const char *class_of(const struct fixture_result *fixture)
{
    if (fixture->status == FIXTURE_SKIPPED)
        return "dim";
    return fixture->status == FIXTURE_OK && fixture->expected ? "good" : "bad";
}

static void write_table(struct page *page, const struct points *points)
{
    static const char *const heads[] = {"n",         "runs",   "CPU time",
                                        "wall time", "memory", "minor faults"};
    start(page, "table", NULL);
    start(page, "tr", NULL);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        element(page, "th", NULL, heads[i]);
    end(page);
    for (size_t i = 0; i < points->count; i++) {
        const struct point *point = &points->items[i];
        struct arena *arena = &page->arena;
        bool failed = point->failed == point->count;
        start(page, "tr", failed ? "bad" : NULL);
        element(page, "td", NULL, arena_printf(arena, "%" PRId64, point->n));
        element(page, "td", NULL, arena_printf(arena, "%zu", point->count));
        element(page, "td", NULL,
                failed ? end_text(point->samples[0], arena) : seconds_text(point->cpu, arena));
        element(page, "td", NULL, failed ? "" : seconds_text(point->wall, arena));
        element(page, "td", NULL, failed ? "" : bytes_text(point->maxrss, arena));
        element(page, "td", NULL, failed ? "" : arena_printf(arena, "%.0f", point->minflt));
        end(page);
    }
    end(page);
}

static void write_findings(struct page *page, const struct fixture_result *fixture)
{
    if (!fixture->findings.count)
        return;
    start(page, "ul", NULL);
    for (size_t i = 0; i < fixture->findings.count; i++) {
        const struct result_finding *finding = &fixture->findings.items[i];
        element(page, "li", finding->level == RESULT_ERROR && !fixture->expected ? "bad" : NULL,
                arena_printf(&page->arena, "%s: %s [%s]", result_level_names[finding->level],
                             finding->message, finding->rule));
    }
    end(page);
}

static void write_chain(struct page *page, const struct cliff *cliff)
{
    const struct blame *blame = &cliff->blame;
    element(page, "p", NULL,
            arena_printf(&page->arena, "Above n = %" PRId64 " %.0f %% of the %s are under:",
                         cliff->n, blame->share * 100, cliff_blamed_for(cliff)));
    start(page, "ol", NULL);
    for (size_t k = 0; k < blame->chain_length; k++)
        element(page, "li", NULL, blame->chain[k]);
    end(page);
    if (blame->wanted)
        element(page, "p", "dim",
                arena_printf(&page->arena, "More would be named with %s.", blame->wanted));
}

static void write_blame(struct page *page, const struct fixture_result *fixture)
{
    for (size_t i = 0; i < fixture->cliff_count; i++) {
        const struct cliff *cliff = &fixture->cliffs[i];
        if (cliff->blame.present)
            write_chain(page, cliff);
        else if (cliff->blame.unavailable)
            element(page, "p", NULL,
                    arena_printf(&page->arena, "Who is to blame is not known: %s.",
                                 cliff->blame.unavailable));
        flame_write(page->xml, cliff);
    }
}

static void write_fixture(struct page *page, const struct fixture_result *fixture)
{
    struct arena *arena = &page->arena;
    element(page, "h2", NULL, fixture_title(fixture, arena));
    start(page, "p", class_of(fixture));
    text(page, outcome_text(fixture));
    text(page, ": ");
    text(page, fixture->status == FIXTURE_OK ? verdicts_text(fixture->verdicts, arena)
               : fixture->reason             ? fixture->reason
                                             : "");
    end(page);
    write_findings(page, fixture);
    write_blame(page, fixture);
    if (!fixture->samples.count)
        return;
    struct points points = points_of(fixture, arena);
    plot_write(page->xml, fixture, &points, METRIC_CPU, "CPU time");
    plot_write(page->xml, fixture, &points, METRIC_MAXRSS, "peak memory");
    if (fixture->below.present)
        element(page, "p", NULL,
                arena_printf(arena, "Grows as %s (exponent %.2f)%s.", fixture->below.class_name,
                             fixture->below.exponent,
                             fixture->cliff_count ? " below the cliff" : ""));
    write_table(page, &points);
}

static void write_body(struct page *page, const struct run_result *result)
{
    struct summary summary = summary_of(result);
    element(page, "h1", NULL, "benchrun");
    element(page, "p", NULL,
            arena_printf(&page->arena,
                         "%zu fixtures: %zu as expected, %zu unexpected, %zu failed, %zu skipped%s",
                         summary.fixtures, summary.expected, summary.unexpected, summary.failed,
                         summary.skipped, result->interrupted ? " (interrupted)" : ""));
    element(page, "p", "dim",
            arena_printf(&page->arena, "benchrun %s, seed %llu, host %s", PROJECT_VERSION,
                         (unsigned long long)result->seed,
                         result->host_json ? result->host_json : "unknown"));
    for (size_t i = 0; i < result->fixtures.count; i++) {
        write_fixture(page, &result->fixtures.items[i]);
        arena_release(&page->arena);
        arena_rest(&result->samples);
    }
}

void report_html(const struct run_result *result, const struct report_options *options,
                 FILE *stream)
{
    (void)options;
    fputs("<!DOCTYPE html>\n", stream);
    struct page page = {.xml = xml_new(stream, false)};
    start(&page, "html", NULL);
    xml_attribute(page.xml, "lang", "en");
    start(&page, "head", NULL);
    start(&page, "meta", NULL);
    xml_attribute(page.xml, "charset", "utf-8");
    end(&page);
    element(&page, "title", NULL, "benchrun");
    element(&page, "style", NULL, style);
    end(&page);
    start(&page, "body", NULL);
    write_body(&page, result);
    xml_close(page.xml);
}
