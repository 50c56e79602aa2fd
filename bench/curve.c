#include "curve.h"

#include <math.h>
#include <stdbool.h>

const struct curve_range curve_large = {1000, 1000000, 15};
const struct curve_range curve_small = {1, 48, 12};

static double middle(const struct curve *curve)
{
    return sqrt((double)curve->range->low * (double)curve->range->high);
}

static double base_value(unsigned base, double n)
{
    switch (base) {
    case 0: return 1;
    case 1: return log(n + 1);
    case 2: return n;
    case 3: return n * log(n + 1);
    case 4: return n * sqrt(n);
    case 5: return n * n;
    default: return n + 20 * sqrt(n);
    }
}

static double smooth(const struct curve *curve, double n)
{
    return base_value(curve->base, n) / base_value(curve->base, middle(curve)) + curve->start_up;
}

void curve_draw(struct curve *curve, const struct curve_range *range, enum curve_kind kind,
                unsigned base, double ratio, int edge, struct rng *rng)
{
    static const double start_ups[] = {0, 0.03, 0.3, 3};
    const double margin = 1.5, low = (double)range->low, high = (double)range->high;
    *curve = (struct curve){.kind = kind, .range = range, .base = base, .ratio = ratio};
    curve->start_up = start_ups[rng_below(rng, 4)];
    double place = rng_unit(rng);
    curve->at = low * margin * pow(high / low / (margin * margin), place);
    if (edge)
        curve->at = rng_coin(rng) ? low * pow(margin, place) : high / pow(margin, place);
    /* What is told by the growth before it needs two sizes there. */
    curve->at = fmax(floor(curve->at), edge ? low + 1 : low + 2);
    curve->second = curve->at;
    if (kind == CURVE_TWO) {
        /* The first in the lower part, the second at least four times as far. */
        curve->at = floor(low * margin * pow(high / low / (margin * margin * 8), place));
        double room = high / margin / (4 * curve->at);
        curve->second = floor(4 * curve->at * pow(room, rng_unit(rng)));
    }
    if (kind == CURVE_SLOPE)
        curve->width = 0.5 + rng_unit(rng);
    if (kind == CURVE_SAWTOOTH)
        curve->at = 1 + rng_unit(rng);
}

/* Rises from 0 to 1 over one octave about `at`, with no corner. */
static double knee(double n, double at)
{
    double t = log2(n / at) + 0.5;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return t * t * (3 - 2 * t);
}

double curve_cost(const struct curve *curve, int64_t size)
{
    double n = (double)size, cost = smooth(curve, n);
    bool beyond = n >= curve->at;
    switch (curve->kind) {
    case CURVE_SMOOTH: return cost;
    case CURVE_SUM: return cost + smooth(curve, curve->at) * pow(n / curve->at, 2);
    case CURVE_SLOPE: return beyond ? cost * pow(n / curve->at, curve->width) : cost;
    case CURVE_KNEE: return cost * (1 + (curve->ratio - 1) * knee(n, curve->at));
    case CURVE_SAWTOOTH: {
        double capacity = curve->at * exp2(ceil(log2(n / curve->at)));
        return curve->start_up + (n + curve->ratio * capacity) / middle(curve);
    }
    case CURVE_JUMP: return beyond ? cost * curve->ratio : cost;
    case CURVE_STEP: return beyond ? cost + smooth(curve, curve->at) * (curve->ratio - 1) : cost;
    case CURVE_DROP: return beyond ? cost / curve->ratio : cost;
    case CURVE_TWO:
        return cost * (beyond ? curve->ratio : 1) * (n >= curve->second ? curve->ratio : 1);
    }
    return cost;
}
