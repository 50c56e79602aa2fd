/* detect [TRACES [SWEEPS [SEED [ROW]]]]: how well cliffs are detected, on the real analysis.
 *
 * Every sweep draws a curve, a trace of recorded noise and a place in it; the n-th run costs what
 * the curve says times the trace's next factor, so that neighbours in time are as correlated as
 * they were when recorded.  Prints a table; bench/detect.md keeps one. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "analyse.h"
#include "curve.h"
#include "trace.h"

enum { POINTS_MOST = 32, ROUNDS = 3, SWEEPS_DEFAULT = 2000 };

struct bench {
    struct traces traces;
    struct rng rng;
    size_t sweeps;
    const struct trace *trace;
    size_t place;
    struct curve curve;
};

static int measure(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                   struct sample *sample, struct err *err)
{
    struct bench *bench = self->context;
    (void)err;
    double factor = bench->trace->factors[bench->place++ % bench->trace->count];
    double seconds = curve_cost(&bench->curve, n) * factor;
    *sample = (struct sample){.n = n,
                              .round = round,
                              .phase = phase,
                              .wall = seconds,
                              .user = seconds,
                              .maxrss = 10000000,
                              .minflt = 1000};
    return 0;
}

struct tally {
    size_t sweeps, called, exact, wrong, inconclusive;
    double runs, runs_max, seconds;
};

/* Where the cliffs of a curve are; how many. */
static size_t true_cliffs(const struct curve *curve, int64_t at[2])
{
    at[0] = (int64_t)curve->at;
    at[1] = (int64_t)curve->second;
    if (curve->kind == CURVE_TWO)
        return 2;
    return curve->kind >= CURVE_JUMP ? 1 : 0;
}

static void count_result(const struct curve *curve, const struct fixture_result *result,
                         struct tally *tally)
{
    int64_t at[2];
    size_t wanted = true_cliffs(curve, at), found = 0;
    for (size_t i = 0; i < result->cliff_count; i++) {
        bool right = false;
        for (size_t k = 0; k < wanted; k++)
            right = right || (result->cliffs[i].exact && result->cliffs[i].n == at[k]);
        found += right;
        tally->wrong += !right;
    }
    tally->called += result->cliff_count > 0;
    tally->exact += wanted > 0 && found == wanted;
    tally->inconclusive += (result->verdicts >> VERDICT_INCONCLUSIVE) & 1;
    tally->runs += (double)result->runs;
    tally->runs_max = fmax(tally->runs_max, (double)result->runs);
}

static size_t fill_sizes(const struct curve_range *range, int64_t *sizes)
{
    double low = (double)range->low, high = (double)range->high;
    size_t count = 0;
    for (int i = 0; i < range->points; i++) {
        int64_t size = llround(low * pow(high / low, (double)i / (range->points - 1)));
        if (count == 0 || size > sizes[count - 1])
            sizes[count++] = size;
    }
    return count;
}

static void sweep_once(struct bench *bench, struct tally *tally)
{
    int64_t sizes[POINTS_MOST];
    struct analyse_plan plan = {.sizes = sizes,
                                .size_count = fill_sizes(bench->curve.range, sizes),
                                .multiple = 1,
                                .rounds = ROUNDS,
                                .seed = rng_next(&bench->rng),
                                .floor = 1e-9};
    struct arena arena = {0};
    struct fixture_result result = {0};
    struct err err = {0};
    struct sampler sampler = {.measure = measure, .context = bench};
    bench->trace = &bench->traces.list.items[rng_below(&bench->rng, bench->traces.list.count)];
    bench->place = (size_t)rng_below(&bench->rng, bench->trace->count);
    if (analyse_fixture(&plan, &sampler, &arena, &result, &err) < 0)
        bug("the simulated sampler failed");
    tally->sweeps++;
    count_result(&bench->curve, &result, tally);
    arena_release(&arena);
}

struct row {
    const char *name;
    enum curve_kind kind;
    double ratio;
    int edge;
    double share; /* of the sweeps asked for */
    bool small;   /* sizes that are adjacent numbers */
};

static const struct row rows[] = {
    {"smooth, 7 classes", CURVE_SMOOTH, 1, 0, 5},
    {"sum of two regimes", CURVE_SUM, 1, 0, 1},
    {"slope change 0.5 to 1.5", CURVE_SLOPE, 1, 0, 1},
    {"knee x1.5 an octave", CURVE_KNEE, 1.5, 0, 0.5},
    {"knee x2 an octave", CURVE_KNEE, 2, 0, 0.5},
    {"knee x3 an octave", CURVE_KNEE, 3, 0, 0.5},
    {"knee x6 an octave", CURVE_KNEE, 6, 0, 0.5},
    {"sawtooth 0.25", CURVE_SAWTOOTH, 0.25, 0, 0.5},
    {"sawtooth 1", CURVE_SAWTOOTH, 1, 0, 0.5},
    {"sawtooth 2", CURVE_SAWTOOTH, 2, 0, 0.5},
    {"jump x1.2", CURVE_JUMP, 1.2, 0, 1},
    {"jump x1.35", CURVE_JUMP, 1.35, 0, 1},
    {"jump x1.5", CURVE_JUMP, 1.5, 0, 1},
    {"jump x2", CURVE_JUMP, 2, 0, 1},
    {"jump x3", CURVE_JUMP, 3, 0, 1},
    {"jump x10", CURVE_JUMP, 10, 0, 0.5},
    {"jump x80", CURVE_JUMP, 80, 0, 0.5},
    {"drop x1.5", CURVE_DROP, 1.5, 0, 0.5},
    {"drop x3", CURVE_DROP, 3, 0, 0.5},
    {"two jumps x1.5", CURVE_TWO, 1.5, 0, 0.5},
    {"two jumps x3", CURVE_TWO, 3, 0, 0.5},
    {"jump x1.5 near an end", CURVE_JUMP, 1.5, 1, 0.5},
    {"jump x3 near an end", CURVE_JUMP, 3, 1, 0.5},
    {"n to 48: smooth", CURVE_SMOOTH, 1, 0, 1, true},
    {"n to 48: slope change", CURVE_SLOPE, 1, 0, 1, true},
    {"n to 48: jump x1.5", CURVE_JUMP, 1.5, 0, 0.5, true},
    {"n to 48: jump x3", CURVE_JUMP, 3, 0, 0.5, true},
};

static void run_row(struct bench *bench, const struct row *row)
{
    struct tally tally = {0};
    size_t count = (size_t)((double)bench->sweeps * row->share);
    clock_t start = clock();
    for (size_t i = 0; i < count; i++) {
        enum curve_kind kind = row->kind;
        if (kind == CURVE_JUMP && i % 2)
            kind = CURVE_STEP;
        curve_draw(&bench->curve, row->small ? &curve_small : &curve_large, kind,
                   (unsigned)(i / 2 % CURVE_BASES), row->ratio, row->edge, &bench->rng);
        sweep_once(bench, &tally);
    }
    double n = (double)tally.sweeps;
    printf("| %-24s | %7zu | %7zu | %8.3f %% | %7zu | %6.1f | %4.0f | %5.0f us |\n", row->name,
           tally.sweeps, tally.called, 100 * (double)tally.exact / n, tally.wrong, tally.runs / n,
           tally.runs_max, 1e6 * (double)(clock() - start) / CLOCKS_PER_SEC / n);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    if (argc > 5 || (argc > 1 && argv[1][0] == '-')) {
        fprintf(stderr,
                "usage: detect [TRACES [SWEEPS [SEED [ROW]]]]\n"
                "TRACES is a folder of recorded noise (default bench/traces); SWEEPS how many\n"
                "of a jump's row (default 2000); ROW a part of the names of the rows wanted.\n");
        return 2;
    }
    struct bench bench = {.sweeps = SWEEPS_DEFAULT};
    struct err err = {0};
    if (argc > 2)
        bench.sweeps = strtoul(argv[2], NULL, 10);
    rng_seed(&bench.rng, argc > 3 ? strtoull(argv[3], NULL, 10) : 1);
    if (traces_load(&bench.traces, argc > 1 ? argv[1] : "bench/traces", &err) < 0) {
        fprintf(stderr, "detect: %s\n", err.text);
        traces_release(&bench.traces);
        return 3;
    }
    printf("| %-24s | %7s | %7s | %10s | %7s | %6s | %4s | %8s |\n", "curve", "sweeps", "called",
           "all exact", "wrong", "runs", "most", "analysis");
    printf("|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (argc < 5 || strstr(rows[i].name, argv[4]))
            run_row(&bench, &rows[i]);
    traces_release(&bench.traces);
    return 0;
}
