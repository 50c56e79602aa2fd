#include "plot.h"

#include <inttypes.h>
#include <math.h>

/* Of the drawing, in its own units. */
static const double width = 640, height = 320, left = 70, right = 20, top = 30, bottom = 40;

struct plot {
    struct xml *xml;
    enum metric metric;
    double x_low, x_high, y_low, y_high; /* logarithms to base 10 */
    struct arena arena;
};

static double x_of(const struct plot *plot, double n)
{
    double part = (log10(fmax(n, 0.5)) - plot->x_low) / (plot->x_high - plot->x_low);
    return left + part * (width - left - right);
}

static double y_of(const struct plot *plot, double value)
{
    double part = (log10(value) - plot->y_low) / (plot->y_high - plot->y_low);
    return height - bottom - part * (height - top - bottom);
}

static void start(struct plot *plot, const char *element, const char *class)
{
    xml_start(plot->xml, element);
    if (class)
        xml_attribute(plot->xml, "class", "%s", class);
}

static void put(struct plot *plot, const char *name, double value)
{
    xml_attribute(plot->xml, name, "%.1f", value);
}

static void end(struct plot *plot)
{
    xml_end(plot->xml);
}

static void line(struct plot *plot, const char *class, double x1, double y1, double x2, double y2)
{
    start(plot, "line", class);
    put(plot, "x1", x1);
    put(plot, "y1", y1);
    put(plot, "x2", x2);
    put(plot, "y2", y2);
    end(plot);
}

static void label(struct plot *plot, const char *class, double x, double y, const char *text)
{
    start(plot, "text", class);
    put(plot, "x", x);
    put(plot, "y", y);
    xml_text(plot->xml, text);
    end(plot);
}

static const char *value_text(struct plot *plot, double value)
{
    switch (plot->metric) {
    case METRIC_CPU:
    case METRIC_WALL: return seconds_text(value, &plot->arena);
    case METRIC_MAXRSS: return bytes_text(value, &plot->arena);
    default: return arena_printf(&plot->arena, "%.0f", value);
    }
}

static double value_of(const struct plot *plot, const struct point *point)
{
    return plot->metric == METRIC_MINFLT   ? point->minflt
           : plot->metric == METRIC_MAXRSS ? point->maxrss
           : plot->metric == METRIC_WALL   ? point->wall
                                           : point->cpu;
}

/* Whole decades below and above everything; false when there is nothing to draw. */
static bool find_extent(struct plot *plot, const struct points *points)
{
    double low = INFINITY, high = 0;
    for (size_t i = 0; i < points->count; i++)
        for (size_t k = 0; k < points->items[i].count; k++) {
            const struct sample *sample = points->items[i].samples[k];
            double value = sample_metric(sample, plot->metric);
            if (sample->end == SAMPLE_OK && value > 0) {
                low = fmin(low, value);
                high = fmax(high, value);
            }
        }
    if (!(high > 0) || points->count < 2)
        return false;
    plot->y_low = floor(log10(low));
    plot->y_high = fmax(ceil(log10(high)), plot->y_low + 1);
    plot->x_low = log10(fmax((double)points->items[0].n, 0.5));
    plot->x_high = log10((double)points->items[points->count - 1].n);
    return plot->x_high > plot->x_low;
}

static void write_grid(struct plot *plot)
{
    for (double y = plot->y_low; y <= plot->y_high; y++) {
        double at = y_of(plot, pow(10, y));
        line(plot, "grid", left, at, width - right, at);
        label(plot, "y", left - 6, at + 4, value_text(plot, pow(10, y)));
    }
    for (double x = ceil(plot->x_low); x <= plot->x_high; x++) {
        double at = x_of(plot, pow(10, x));
        line(plot, "grid", at, top, at, height - bottom);
        label(plot, "x", at, height - bottom + 16, arena_printf(&plot->arena, "1e%.0f", x));
    }
    label(plot, "x", (left + width - right) / 2.0, height - 6, "n");
}

static void write_dots(struct plot *plot, const struct points *points)
{
    for (size_t i = 0; i < points->count; i++)
        for (size_t k = 0; k < points->items[i].count; k++) {
            const struct sample *sample = points->items[i].samples[k];
            double value = sample_metric(sample, plot->metric);
            if (sample->end != SAMPLE_OK || value <= 0)
                continue;
            start(plot, "circle", "run");
            put(plot, "cx", x_of(plot, (double)sample->n));
            put(plot, "cy", y_of(plot, value));
            put(plot, "r", 2);
            end(plot);
        }
}

static void write_medians(struct plot *plot, const struct points *points)
{
    const char *path = "";
    for (size_t i = 0; i < points->count; i++) {
        double value = value_of(plot, &points->items[i]);
        if (value > 0)
            path = arena_printf(&plot->arena, "%s%.1f,%.1f ", path,
                                x_of(plot, (double)points->items[i].n), y_of(plot, value));
    }
    start(plot, "polyline", "median");
    xml_attribute(plot->xml, "points", "%s", path);
    end(plot);
}

static void write_cliffs(struct plot *plot, const struct fixture_result *fixture)
{
    for (size_t i = 0; i < fixture->cliff_count; i++) {
        double at = x_of(plot, (double)fixture->cliffs[i].n);
        line(plot, "cliff", at, top, at, height - bottom);
        label(plot, "cliff", at, top - 4,
              arena_printf(&plot->arena, "n = %" PRId64, fixture->cliffs[i].n));
    }
}

void plot_write(struct xml *xml, const struct fixture_result *fixture,
                const struct points *points, enum metric metric, const char *title)
{
    struct plot plot = {.xml = xml, .metric = metric};
    if (!find_extent(&plot, points))
        return;
    start(&plot, "svg", NULL);
    xml_attribute(xml, "xmlns", "http://www.w3.org/2000/svg");
    xml_attribute(xml, "viewBox", "0 0 %.0f %.0f", width,
                                      height);
    xml_attribute(xml, "role", "img");
    xml_start(xml, "title");
    xml_text(xml, title);
    xml_end(xml);
    write_grid(&plot);
    write_dots(&plot, points);
    write_medians(&plot, points);
    write_cliffs(&plot, fixture);
    label(&plot, "name", left, top - 14, title);
    end(&plot);
    arena_release(&plot.arena);
}
