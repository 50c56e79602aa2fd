#include "ladder.h"

#include <math.h>

static double larger(double a, double b)
{
    return a > b ? a : b;
}

json_t *ladder_to_json(const struct ladder *ladder)
{
    json_t *rungs = json_array();
    for (size_t i = 0; i < ladder->count; i++) {
        const struct rung *rung = &ladder->rungs[i];
        json_array_append_new(rungs, json_pack("{s:I, s:f, s:f, s:f}", "bytes",
                                               (json_int_t)rung->bytes, "read", rung->read, "fill",
                                               rung->fill, "copy", rung->copy));
    }
    return json_pack("{s:o, s:f, s:f, s:f}", "rungs", rungs, "firstTouch", ladder->first_touch,
                     "firstTouchSmall", ladder->first_touch_small, "flops", ladder->flops);
}

/* A rate that was measured is above zero; anything else makes the ladder useless. */
static bool take_rate(const json_t *object, const char *key, double *rate)
{
    *rate = json_number_value(json_object_get(object, key));
    return isfinite(*rate) && *rate > 0;
}

static bool take_rung(const json_t *object, struct rung *rung)
{
    json_int_t bytes = json_integer_value(json_object_get(object, "bytes"));
    rung->bytes = bytes > 0 ? (uint64_t)bytes : 0;
    return bytes > 0 && take_rate(object, "read", &rung->read) &&
           take_rate(object, "fill", &rung->fill) && take_rate(object, "copy", &rung->copy);
}

bool ladder_from_json(const json_t *object, struct ladder *ladder)
{
    const json_t *rungs = json_object_get(object, "rungs");
    struct ladder read = {.count = json_array_size(rungs)};
    *ladder = (struct ladder){0};
    if (read.count == 0 || read.count > LADDER_RUNGS ||
        !take_rate(object, "firstTouch", &read.first_touch) ||
        !take_rate(object, "flops", &read.flops))
        return false;
    /* Older records do not tell it apart. */
    if (!take_rate(object, "firstTouchSmall", &read.first_touch_small))
        read.first_touch_small = read.first_touch;
    for (size_t i = 0; i < read.count; i++)
        if (!take_rung(json_array_get(rungs, i), &read.rungs[i]))
            return false;
    *ladder = read;
    return true;
}

void ladder_of_host(const char *host_json, struct ladder *ladder)
{
    json_t *host = host_json ? json_loads(host_json, 0, NULL) : NULL;
    ladder_from_json(json_object_get(host, "bandwidth"), ladder);
    json_decref(host);
}

double ladder_touched_most(const struct ladder *ladder)
{
    double most = 0;
    for (size_t i = 0; i < ladder->count; i++) {
        const struct rung *rung = &ladder->rungs[i];
        most = larger(most, larger(2 * rung->copy, larger(rung->read, rung->fill)));
    }
    return most;
}

double ladder_stored_most(const struct ladder *ladder, double bytes)
{
    size_t i = 0;
    if (ladder->count == 0)
        return 0;
    /* The largest rung that is not larger, so that a cache that might hold it all counts. */
    while (i + 1 < ladder->count && (double)ladder->rungs[i + 1].bytes <= bytes)
        i++;
    return larger(ladder->rungs[i].fill, ladder->rungs[i].copy);
}

double ladder_fresh_most(const struct ladder *ladder, bool small_pages)
{
    if (ladder->count == 0)
        return 0;
    return small_pages ? ladder->first_touch_small : ladder->first_touch;
}

void ladder_take_best(struct ladder *ladder, const struct ladder *other)
{
    for (size_t i = 0; i < ladder->count && i < other->count; i++) {
        struct rung *rung = &ladder->rungs[i];
        rung->read = larger(rung->read, other->rungs[i].read);
        rung->fill = larger(rung->fill, other->rungs[i].fill);
        rung->copy = larger(rung->copy, other->rungs[i].copy);
    }
    ladder->first_touch = larger(ladder->first_touch, other->first_touch);
    ladder->first_touch_small = larger(ladder->first_touch_small, other->first_touch_small);
    ladder->flops = larger(ladder->flops, other->flops);
}
