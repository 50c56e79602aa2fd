#include "flame.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "map.h"

/* Of the drawing, in its own units.  Narrower boxes than a pixel say nothing. */
static const double width = 640, row = 16, head = 24, least = 0.5, letter = 6.2;
enum { ROWS_MAX = 64 };

struct flame {
    struct xml *xml;
    const struct folded *folded;
    const struct map *elsewhere; /* functions that the other side has too; NULL: mark nothing */
    struct arena arena;
    size_t rows; /* the deepest that is drawn */
};

/* A run of stacks that agree in their first frames, by frames in order. */
struct group {
    struct folded_stack *items;
    size_t count;
};

static size_t samples_of(const struct group *group)
{
    size_t samples = 0;

    for (size_t i = 0; i < group->count; i++)
        samples += group->items[i].count;
    return samples;
}

static int by_frames(const void *a, const void *b)
{
    const struct folded_stack *first = a, *second = b;

    for (size_t f = 0; f < first->depth && f < second->depth; f++) {
        int order = strcmp(first->frames[f], second->frames[f]);
        if (order)
            return order;
    }
    return (first->depth > second->depth) - (first->depth < second->depth);
}

static void attribute(struct flame *flame, const char *name, double value)
{
    xml_attribute(flame->xml, name, "%.1f", value);
}

static void start(struct flame *flame, const char *element, const char *class)
{
    xml_start(flame->xml, element);
    if (class)
        xml_attribute(flame->xml, "class", "%s", class);
}

/* As much of a name as fits a box; empty when not even three letters do. */
static const char *fitting(struct flame *flame, const char *name, double box)
{
    size_t room = (size_t)(box / letter), length = strlen(name);

    if (room < 3)
        return "";
    return length <= room ? name : arena_printf(&flame->arena, "%.*s..", (int)room - 2, name);
}

static void write_box(struct flame *flame, const char *name, size_t samples, double x, size_t depth,
                      double box)
{
    double y = head + (double)(flame->rows - 1 - depth) * row;
    bool is_new = flame->elsewhere && !map_get(flame->elsewhere, name);
    const char *shown = fitting(flame, name, box - 4);

    start(flame, "g", is_new ? "new" : "old");
    xml_start(flame->xml, "title");
    xml_text(flame->xml, arena_printf(&flame->arena, "%s: %zu of %zu (%.1f %%)", name, samples,
                                      flame->folded->samples,
                                      100 * (double)samples / (double)flame->folded->samples));
    xml_end(flame->xml);
    start(flame, "rect", NULL);
    attribute(flame, "x", x);
    attribute(flame, "y", y);
    attribute(flame, "width", fmax(box - 0.5, least));
    attribute(flame, "height", row - 1);
    xml_end(flame->xml);
    if (*shown) {
        start(flame, "text", NULL);
        attribute(flame, "x", x + 2);
        attribute(flame, "y", y + row - 5);
        xml_text(flame->xml, shown);
        xml_end(flame->xml);
    }
    xml_end(flame->xml);
}

static double width_of(const struct flame *flame, size_t samples)
{
    return width * (double)samples / (double)flame->folded->samples;
}

/* The stacks from `from` on that have the same frame at `depth` as the first of them. */
static struct group next_group(const struct group *group, size_t from, size_t depth)
{
    struct group part = {group->items + from, 1};
    const char *name = part.items[0].frames[depth];

    while (from + part.count < group->count &&
           strcmp(part.items[part.count].frames[depth], name) == 0)
        part.count++;
    return part;
}

/* Draws what the group calls from `depth` on; with `draw` false, only finds the deepest row. */
static void write_group(struct flame *flame, const struct group *group, size_t depth, double x,
                        bool draw)
{
    size_t i = 0;

    while (i < group->count && group->items[i].depth == depth)
        i++; /* these end here; being shorter, they come first */
    while (i < group->count && depth < ROWS_MAX) {
        struct group part = next_group(group, i, depth);
        size_t samples = samples_of(&part);
        double box = width_of(flame, samples);

        i += part.count;
        if (box >= least) {
            if (draw)
                write_box(flame, part.items[0].frames[depth], samples, x, depth, box);
            if (depth + 1 > flame->rows)
                flame->rows = depth + 1;
            write_group(flame, &part, depth + 1, x, draw);
        }
        x += box;
    }
}

static void write_side(struct flame *flame, const char *title)
{
    struct group all = {ARENA_ARRAY(&flame->arena, struct folded_stack, flame->folded->count),
                        flame->folded->count};

    memcpy(all.items, flame->folded->items, all.count * sizeof *all.items);
    qsort(all.items, all.count, sizeof *all.items, by_frames);
    write_group(flame, &all, 0, 0, false);
    start(flame, "svg", "flame");
    xml_attribute(flame->xml, "xmlns", "http://www.w3.org/2000/svg");
    xml_attribute(flame->xml, "viewBox", "0 0 %.0f %.0f", width, head + (double)flame->rows * row);
    xml_attribute(flame->xml, "role", "img");
    xml_start(flame->xml, "title");
    xml_text(flame->xml, title);
    xml_end(flame->xml);
    start(flame, "text", "name");
    attribute(flame, "x", 0);
    attribute(flame, "y", head - 10);
    xml_text(flame->xml, title);
    xml_end(flame->xml);
    write_group(flame, &all, 0, 0, true);
    xml_end(flame->xml);
    arena_release(&flame->arena);
}

static struct map *functions_of(const struct folded *folded)
{
    struct map *functions = map_new();

    for (size_t i = 0; i < folded->count; i++) {
        for (size_t f = 0; f < folded->items[i].depth; f++)
            map_put(functions, folded->items[i].frames[f], functions);
    }
    return functions;
}

static const char *title_of(const struct folded *folded, int64_t n, struct arena *arena)
{
    return arena_printf(arena, "n = %" PRId64 ": %zu samples of %s", n, folded->samples,
                        folded->of);
}

void flame_write(struct xml *xml, const struct cliff *cliff)
{
    const struct folded *below = &cliff->blame.below, *above = &cliff->blame.above;
    struct map *known = functions_of(below);
    struct arena arena = {0};
    struct flame low = {.xml = xml, .folded = below};
    struct flame high = {.xml = xml, .folded = above, .elsewhere = known};

    if (below->count)
        write_side(&low, title_of(below, cliff->below.n, &arena));
    if (above->count)
        write_side(&high, title_of(above, cliff->above.n, &arena));
    map_free(known);
    arena_release(&arena);
}
