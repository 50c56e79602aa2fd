/* compare [TRACES [COMPARISONS [SEED]]]: what comparing base and head says of programs of which the
 * truth is known, on the real analysis under recorded noise.
 *
 * Every comparison draws a trace and a place in it; the n-th run costs the trace's next factor,
 * times the row's slowdown where it is the head's.  Prints a table; bench/compare.md keeps one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "rng.h"
#include "trace.h"

enum { COMPARISONS_DEFAULT = 2000 };

struct bench {
    struct traces traces;
    struct rng rng;
    const struct trace *trace;
    size_t place;
    double slowdown;
};

static int measure(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                   struct sample *sample, struct err *err)
{
    struct bench *bench = self->context;
    (void)err;
    double seconds = 0.01 * bench->trace->factors[bench->place++ % bench->trace->count];
    if (strcmp(phase, "head") == 0)
        seconds *= bench->slowdown;
    *sample =
        (struct sample){.n = n, .round = round, .phase = phase, .wall = seconds, .user = seconds};
    return 0;
}

/* One fixture of one size: Holm's correction has nothing to correct. */
static enum change compare_once(struct bench *bench)
{
    const int64_t size = 1000;
    struct compare_plan plan = {.sizes = &size, .size_count = 1, .seed = rng_next(&bench->rng)};
    struct sampler sampler = {.measure = measure, .context = bench};
    struct run_result result = {0};
    struct err err = {0};
    struct fixture_result *fixture = VEC_ADD(&result.arena, &result.fixtures);
    *fixture = (struct fixture_result){.name = "simulated"};
    bench->trace = &bench->traces.list.items[rng_below(&bench->rng, bench->traces.list.count)];
    bench->place = (size_t)rng_below(&bench->rng, bench->trace->count);
    if (compare_fixture(&plan, &sampler, &result.arena, fixture, &err) < 0)
        bug("the simulated sampler failed");
    compare_judge(&result);
    enum change change = fixture->comparisons.items[0].change;
    arena_release(&result.arena);
    return change;
}

static void run_row(struct bench *bench, const char *name, double slowdown, size_t count)
{
    size_t changes[CHANGE_COUNT] = {0};
    bench->slowdown = slowdown;
    for (size_t i = 0; i < count; i++)
        changes[compare_once(bench)]++;
    printf("| %-16s | %11zu |", name, count);
    for (int i = 0; i < CHANGE_COUNT; i++)
        printf(" %10.3f %% |", 100 * (double)changes[i] / (double)count);
    putchar('\n');
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        double slowdown;
    } rows[] = {{"the same", 1},      {"2 % slower", 1.02}, {"5 % slower", 1.05},
                {"10 % slower", 1.1}, {"20 % slower", 1.2}, {"10 % faster", 1 / 1.1}};
    if (argc > 4 || (argc > 1 && argv[1][0] == '-')) {
        fprintf(stderr, "usage: compare [TRACES [COMPARISONS [SEED]]]\n"
                        "TRACES is a folder of recorded noise (default bench/traces).\n");
        return 2;
    }
    struct bench bench = {0};
    struct err err = {0};
    size_t count = argc > 2 ? strtoul(argv[2], NULL, 10) : COMPARISONS_DEFAULT;
    rng_seed(&bench.rng, argc > 3 ? strtoull(argv[3], NULL, 10) : 1);
    int status = traces_load(&bench.traces, argc > 1 ? argv[1] : "bench/traces", &err);
    if (status != 0)
        fprintf(stderr, "compare: %s\n", err.text);
    else {
        printf("| %-16s | %11s |", "head is", "comparisons");
        for (int i = 0; i < CHANGE_COUNT; i++)
            printf(" %12s |", change_names[i]);
        printf("\n|---|---|---|---|---|---|\n");
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            run_row(&bench, rows[i].name, rows[i].slowdown, count);
    }
    traces_release(&bench.traces);
    return status ? 3 : 0;
}
