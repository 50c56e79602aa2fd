#include "slope.h"

#include <math.h>

/* Below as many sizes anything fits. */
enum { POINTS_LEAST = 8, POINTS_MOST = 256, TERMS = 3 };
/* Two lines must leave a fifth of what the best smooth curve leaves, which must be more than noise
 * leaves, and they no more than noise: found on recorded noise (bench/detect.md). */
#define RESIDUAL_RATIO 5.0
#define SMOOTH_LEAST   2.0
#define LINES_MOST     1.5
/* Less than half as much again is what a cache does anywhere. */
#define SLOPE_RATIO 1.5
#define POWER_STEP  0.1
#define POWER_MOST  3.0

/* Cost as a sum of three functions of n with no negative coefficient. */
struct fit {
    const double *n, *cost;
    size_t count;
    double f[TERMS][POINTS_MOST]; /* divided by the cost: least squares are relative */
    double coefficient[TERMS];
    double residual; /* sum of squared relative errors */
};

static double product(const struct fit *fit, const double *a, const double *b)
{
    double sum = 0;
    for (size_t i = 0; i < fit->count; i++)
        sum += a[i] * (b ? b[i] : 1);
    return sum;
}

/* Least squares over the terms of `mask`; false when they are alike or one would be negative. */
static bool solve(const struct fit *fit, unsigned mask, double *coefficient)
{
    double matrix[TERMS][TERMS + 1] = {{0}};
    for (int row = 0; row < TERMS; row++) {
        bool there = mask >> row & 1;
        for (int column = 0; column < TERMS; column++)
            matrix[row][column] = there && (mask >> column & 1)
                                      ? product(fit, fit->f[row], fit->f[column])
                                      : row == column;
        matrix[row][TERMS] = there ? product(fit, fit->f[row], NULL) : 0;
    }
    for (int pivot = 0; pivot < TERMS; pivot++) {
        double least = 1e-9 * product(fit, fit->f[pivot], fit->f[pivot]);
        if (matrix[pivot][pivot] <= least && (mask >> pivot & 1))
            return false;
        for (int row = 0; row < TERMS; row++) {
            double factor = row == pivot ? 0 : matrix[row][pivot] / matrix[pivot][pivot];
            for (int column = pivot; column <= TERMS; column++)
                matrix[row][column] -= factor * matrix[pivot][column];
        }
    }
    for (int i = 0; i < TERMS; i++) {
        coefficient[i] = matrix[i][TERMS] / matrix[i][i];
        if (coefficient[i] < 0)
            return false;
    }
    return true;
}

static double residual_of(const struct fit *fit, const double *coefficient)
{
    double sum = 0;
    for (size_t i = 0; i < fit->count; i++) {
        double error = -1;
        for (int k = 0; k < TERMS; k++)
            error += coefficient[k] * fit->f[k][i];
        sum += error * error;
    }
    return sum;
}

/* The best of all subsets of terms is the least squares solution without negative ones. */
static void fit_terms(struct fit *fit)
{
    fit->residual = INFINITY;
    for (unsigned mask = 1; mask < 1u << TERMS; mask++) {
        double coefficient[TERMS];
        if (!solve(fit, mask, coefficient))
            continue;
        double residual = residual_of(fit, coefficient);
        if (residual >= fit->residual)
            continue;
        fit->residual = residual;
        for (int k = 0; k < TERMS; k++)
            fit->coefficient[k] = coefficient[k];
    }
}

/* A start-up, a line and any power, or a logarithm: the residual of the best. */
static double fit_smooth(struct fit *fit)
{
    double best = INFINITY;
    for (double power = 0; power <= POWER_MOST; power += POWER_STEP) {
        for (size_t i = 0; i < fit->count; i++) {
            double n = fmax(1, fit->n[i]);
            fit->f[0][i] = 1 / fit->cost[i];
            fit->f[1][i] = n / fit->cost[i];
            fit->f[2][i] = (power > 0 ? pow(n, power) : log(n)) / fit->cost[i];
        }
        fit_terms(fit);
        best = fmin(best, fit->residual);
    }
    return best;
}

/* One line up to k, another one beyond. */
static void fit_lines(struct fit *fit, double k)
{
    for (size_t i = 0; i < fit->count; i++) {
        fit->f[0][i] = 1 / fit->cost[i];
        fit->f[1][i] = fmin(fit->n[i], k) / fit->cost[i];
        fit->f[2][i] = fmax(0, fit->n[i] - k) / fit->cost[i];
    }
    fit_terms(fit);
}

static bool is_change(const struct fit *fit)
{
    double before = fit->coefficient[1], after = fit->coefficient[2];
    return before > 0 && after > 0 &&
           (after > SLOPE_RATIO * before || before > SLOPE_RATIO * after);
}

/* The best place for the corner, with two sizes on either side. */
static double fit_corner(struct fit *fit, struct slope_change *change)
{
    enum { PLACES = 3 }; /* from one size to the next */
    double best = INFINITY;
    for (size_t i = PLACES; i + 2 * PLACES <= PLACES * fit->count - PLACES; i++) {
        double low = fit->n[i / PLACES], high = fit->n[i / PLACES + 1];
        fit_lines(fit, low + (high - low) * (double)(i % PLACES) / PLACES);
        if (fit->residual >= best || !is_change(fit))
            continue;
        best = fit->residual;
        *change = (struct slope_change){(int64_t)low, (int64_t)high, fit->coefficient[1],
                                        fit->coefficient[2]};
    }
    return best;
}

bool slope_change(const struct sweep *sweep, struct slope_change *change)
{
    double n[POINTS_MOST], cost[POINTS_MOST];
    struct fit fit = {.n = n, .cost = cost};
    for (size_t i = 0; i < sweep->count && fit.count < POINTS_MOST; i++) {
        if (sweep->points[i].count == 0)
            continue;
        n[fit.count] = (double)sweep->points[i].n;
        cost[fit.count++] = exp(sweep->points[i].level);
    }
    if (fit.count < POINTS_LEAST)
        return false;
    double noise = sweep->error * sweep->error * (double)fit.count;
    double smooth = fit_smooth(&fit);
    if (smooth < SMOOTH_LEAST * SMOOTH_LEAST * noise)
        return false;
    double lines = fit_corner(&fit, change);
    return lines * RESIDUAL_RATIO < smooth && lines < LINES_MOST * LINES_MOST * noise;
}
