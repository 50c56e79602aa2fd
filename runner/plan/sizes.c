/* The sizes of the first sweep. */
#include <math.h>

#include "plan.h"

/* 1.5 sizes an octave were enough for the adaptive search on every curve of the simulation; below
 * 12 the local trend cannot be told, above 32 a sweep costs more than it finds. */
static int64_t default_points(int64_t from, int64_t to)
{
    double octaves = log2((double)to / (double)(from > 0 ? from : 1));
    double points = ceil(1.5 * octaves) + 1;
    return points < 12 ? 12 : points > 32 ? 32 : (int64_t)points;
}

/* The size nearest to `wanted` that is from + k * step and not above `to`. */
static int64_t on_step(double wanted, const struct spec_sizes *sizes, int64_t step)
{
    int64_t steps = (int64_t)llround((wanted - (double)sizes->from) / (double)step);
    int64_t most = (sizes->to - sizes->from) / step;
    return sizes->from + step * (steps < 0 ? 0 : steps > most ? most : steps);
}

size_t plan_sizes(const struct spec_sizes *sizes, bool quick, struct arena *arena, int64_t **list)
{
    if (sizes->list) {
        *list = sizes->list;
        return sizes->list_count;
    }
    int64_t step = sizes->step ? sizes->step : 1;
    int64_t points = sizes->points ? sizes->points : default_points(sizes->from, sizes->to);
    if (quick && points > 12)
        points = 12;
    *list = ARENA_ARRAY(arena, int64_t, points + 1);
    size_t count = 0;
    /* A geometric series cannot start at 0: it starts at the first step, and 0 stands before. */
    double first = sizes->from > 0 ? (double)sizes->from : (double)step;
    if (sizes->from == 0)
        (*list)[count++] = 0, points--;
    for (int64_t i = 0; i < points; i++) {
        double part = points > 1 ? (double)i / (double)(points - 1) : 1;
        int64_t size = on_step(first * pow((double)sizes->to / first, part), sizes, step);
        if (count == 0 || size > (*list)[count - 1])
            (*list)[count++] = size;
    }
    return count;
}
