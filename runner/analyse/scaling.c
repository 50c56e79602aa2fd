#include "scaling.h"

#include <math.h>
#include <string.h>

/* Fewer sizes, or two octaves, tell nothing. */
enum { POINTS_LEAST = 5 };
#define SPAN_LEAST    4.0
#define EXPONENT_MOST 4.0
#define EXPONENT_STEP 0.02
/* Differences of AICc below 2 carry no weight (Burnham and Anderson). */
#define AICC_ALIKE 2.0

static const char *const names[SCALING_COUNT] = {"1", "log n", "n", "n log n", "n^2", "n^3"};

const char *scaling_class_name(enum scaling_class candidate)
{
    return names[candidate];
}

enum scaling_class scaling_class_of(const char *name)
{
    enum scaling_class candidate = 0;
    while (candidate < SCALING_COUNT && strcmp(names[candidate], name) != 0)
        candidate++;
    return candidate;
}

static double class_value(enum scaling_class candidate, double n)
{
    n = fmax(n, 1);
    switch (candidate) {
    case SCALING_1: return 0;
    case SCALING_LOG: return log(n);
    case SCALING_N: return n;
    case SCALING_N_LOG: return n * log(n);
    case SCALING_N2: return n * n;
    case SCALING_N3: return n * n * n;
    case SCALING_COUNT: break;
    }
    return 0;
}

double scaling_class_exponent(enum scaling_class candidate, double n_low, double n_high)
{
    if (candidate == SCALING_1)
        return 0;
    n_low = fmax(n_low, 2);
    n_high = fmax(n_high, 2 * n_low);
    return log(class_value(candidate, n_high) / class_value(candidate, n_low)) /
           log(n_high / n_low);
}

/* Between n^2 and n^3 one of them fits better, and neither is it: n^2 that faults in pages from
 * some size on looks so. */
#define BETWEEN 2.75

struct line {
    double start, slope, residual; /* sum of squared relative errors */
};

static double residual_of(const double *f, const double *cost, size_t count, double start,
                          double slope)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double relative = (start + slope * f[i]) / cost[i] - 1;
        sum += relative * relative;
    }
    return sum;
}

/* cost = start + slope f with neither negative, relative least squares. */
static struct line fit_line(const double *f, const double *cost, size_t count)
{
    double uu = 0, uv = 0, vv = 0, u1 = 0, v1 = 0;
    for (size_t i = 0; i < count; i++) {
        double u = 1 / cost[i], v = f[i] / cost[i];
        uu += u * u;
        uv += u * v;
        vv += v * v;
        u1 += u;
        v1 += v;
    }
    double determinant = uu * vv - uv * uv;
    struct line line = {.start = u1 / uu};
    if (vv > 0 && determinant > 1e-12 * uu * vv) {
        line.start = (u1 * vv - v1 * uv) / determinant;
        line.slope = (v1 * uu - u1 * uv) / determinant;
        if (line.start < 0)
            line = (struct line){.slope = v1 / vv};
        else if (line.slope < 0)
            line = (struct line){.start = u1 / uu};
    }
    line.residual = residual_of(f, cost, count, line.start, line.slope);
    return line;
}

static double aicc(double residual, size_t count, double parameters, double error)
{
    double n = (double)count;
    /* A fit better than the noise is luck. */
    double least = n * error * error * 0.25;
    return n * log(fmax(residual, least) / n) + 2 * parameters +
           2 * parameters * (parameters + 1) / fmax(1, n - parameters - 1);
}

/* A tenth, or six standard errors of a level, is what noise and a warmer cache do. */
#define GROWTH_LEAST  0.1
#define GROWTH_ERRORS 6.0
enum { FIT_MAX = 256 };

static struct line fit_power(const double *n, const double *cost, size_t count, double power)
{
    double f[FIT_MAX];
    for (size_t i = 0; i < count; i++)
        f[i] = pow(fmax(n[i], 1) / fmax(n[count - 1], 1), power);
    return fit_line(f, cost, count);
}

static void fit_exponent(const double *n, const double *cost, size_t count, double error,
                         struct scaling_fit *fit)
{
    double best = INFINITY;
    for (double power = 0; power <= EXPONENT_MOST; power += EXPONENT_STEP) {
        struct line line = fit_power(n, cost, count, power);
        if (line.residual < best * 0.999999) {
            best = line.residual;
            fit->exponent = line.slope > 0 ? power : 0;
            fit->start_up = line.start;
        }
    }
    /* Powers whose misfit is not beyond what the noise allows, at about three standard errors. */
    double points = (double)count;
    double variance = fmax(best / fmax(1, points - 3), error * error);
    fit->exponent_low = fit->exponent;
    for (double power = 0; power < fit->exponent; power += EXPONENT_STEP)
        if (fit_power(n, cost, count, power).residual < best + 9 * variance) {
            fit->exponent_low = power;
            return;
        }
}

/* Cost that hardly grows over the whole sweep fits any class, whose coefficient is then noise. */
static bool is_still(const double *cost, size_t count, double error)
{
    double low = (cost[0] + cost[1]) / 2, high = (cost[count - 1] + cost[count - 2]) / 2;
    return high < low * (1 + fmax(GROWTH_LEAST, GROWTH_ERRORS * error));
}

/* Twice the largest size, when the least and the greatest of what the classes predict there differ
 * by more than noise does; 0 when one more octave would rule none of them out. */
static double telling_size(const struct line *lines, unsigned classes, double largest,
                           double error)
{
    double low = INFINITY, high = 0;
    for (enum scaling_class candidate = 0; candidate < SCALING_COUNT; candidate++) {
        double top = class_value(candidate, largest);
        double f = top > 0 ? class_value(candidate, 2 * largest) / top : 0;
        double cost = lines[candidate].start + lines[candidate].slope * f;
        if (!(classes & (1u << candidate)))
            continue;
        low = fmin(low, cost);
        high = fmax(high, cost);
    }
    return high > low * (1 + fmax(GROWTH_LEAST, GROWTH_ERRORS * error)) ? 2 * largest : 0;
}

struct scaling_fit scaling_fit(const double *n, const double *cost, size_t count, double error)
{
    struct scaling_fit fit = {0};
    if (count > FIT_MAX)
        count = FIT_MAX;
    if (count < POINTS_LEAST || n[count - 1] < SPAN_LEAST * n[0])
        return fit;
    fit.span = n[count - 1] / fmax(n[0], 1);
    double score[SCALING_COUNT], best = INFINITY;
    struct line lines[SCALING_COUNT];
    for (enum scaling_class candidate = 0; candidate < SCALING_COUNT; candidate++) {
        double f[FIT_MAX];
        double top = class_value(candidate, n[count - 1]);
        for (size_t i = 0; i < count; i++)
            f[i] = top > 0 ? class_value(candidate, n[i]) / top : 0;
        lines[candidate] = fit_line(f, cost, count);
        score[candidate] =
            aicc(lines[candidate].residual, count, candidate == SCALING_1 ? 1 : 2, error);
        best = fmin(best, score[candidate]);
    }
    for (enum scaling_class candidate = 0; candidate < SCALING_COUNT; candidate++)
        if (score[candidate] < best + AICC_ALIKE)
            fit.classes |= 1u << candidate;
    fit_exponent(n, cost, count, error, &fit);
    if (fit.classes & 1u << SCALING_N3 && fit.exponent < BETWEEN)
        fit.classes |= 1u << SCALING_N2;
    if (is_still(cost, count, error)) {
        fit.classes |= 1u << SCALING_1;
        fit.exponent = fit.exponent_low = 0;
    }
    fit.telling = telling_size(lines, fit.classes, n[count - 1], error);
    return fit;
}

struct scaling scaling_result(const struct scaling_fit *fit, struct arena *arena)
{
    struct scaling scaling = {
        .present = fit->classes != 0, .exponent = fit->exponent, .telling = fit->telling};
    const char *text = NULL;
    for (enum scaling_class candidate = 0; candidate < SCALING_COUNT; candidate++)
        if (fit->classes & (1u << candidate))
            text = text ? arena_printf(arena, "%s or %s", text, names[candidate])
                        : names[candidate];
    scaling.class_name = text ? text : "";
    return scaling;
}
