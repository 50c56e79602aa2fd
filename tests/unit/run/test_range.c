/* The search for sizes against programs whose cost is a formula. */
#include <criterion/criterion.h>
#include <math.h>

#include "range.h"

struct program {
    double startup, unit, exponent; /* seconds */
    int64_t cliff;                  /* from here on 30 times as dear; 0: never */
    int64_t failing;                /* from here on it fails; 0: never */
    double waits;                   /* for a processor, times as long as it runs; 0: it sleeps */
    size_t runs;
    double seconds; /* that all runs took */
};

static int measure(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                   struct sample *sample, struct err *err)
{
    struct program *program = self->context;
    (void)err;
    double work = program->unit * pow((double)n, program->exponent);
    if (program->cliff && n >= program->cliff)
        work *= 30;
    *sample =
        (struct sample){.n = n, .round = round, .phase = phase, .wall = program->startup + work};
    if (program->waits > 0) {
        sample->user = sample->wall;
        sample->wall *= 1 + program->waits;
        sample->nivcsw = 3;
    }
    if (program->failing && n >= program->failing)
        sample->end = SAMPLE_EXIT;
    if (self->seconds > 0 && sample->wall > self->seconds) {
        sample->end = SAMPLE_TIMEOUT;
        sample->wall = self->seconds;
    }
    program->runs++;
    program->seconds += sample->wall;
    return 0;
}

Test(range, found)
{
    static const struct {
        struct program program;
        double budget;
        double within; /* within a factor of 1.05 */
        int64_t to_least, to_most;
    } rows[] = {
        {{.startup = 0.01, .unit = 1e-6, .exponent = 1}, 1, 990000, 400000, 1000000},
        {{.startup = 0.01, .unit = 1e-6, .exponent = 2}, 1, 995, 400, 1000},
        {{.startup = 0.01, .unit = 1e-7, .exponent = 1, .cliff = 100000},
         0.1,
         99999,
         100000,
         200000},
        {{.startup = 0.01, .unit = 1e-9, .exponent = 0}, 1, 1e9, 1000000000, 1000000000},
        {{.startup = 0.01, .unit = 1e-6, .exponent = 1, .failing = 5000}, 1, 4999, 2500, 4999},
        {{.startup = 0.01, .unit = 1e-6, .exponent = 1, .waits = 5}, 1, 990000, 400000, 1000000},
        {{.startup = 0.01, .unit = 1e-6, .exponent = 1, .waits = 19}, 1, 490000, 200000, 500000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct program program = rows[i].program;
        struct range_bounds bounds = {rows[i].budget, 1000, 1000000000};
        struct sampler sampler = {measure, &program};
        struct range range;
        struct err err = {0};
        cr_assert_eq(range_find(&sampler, &bounds, &range, &err), 0, "%s",
                     err.text);
        double ratio = (double)range.within / rows[i].within;
        cr_expect(ratio > 0.95 && ratio < 1.05, "row %zu: within %ld", i, (long)range.within);
        cr_expect(range.to >= rows[i].to_least && range.to <= rows[i].to_most, "row %zu: to %ld", i,
                  (long)range.to);
        cr_expect_lt(range.from, range.to);
        cr_expect_eq(sampler.seconds, 0, "no bound is left behind");
        cr_expect_lt(program.runs, 60, "row %zu: %zu runs", i, program.runs);
    }
}

Test(range, nothing_to_find)
{
    static const struct program programs[] = {
        {.startup = 0.01, .failing = 1},
        {.startup = 5, .unit = 1e-6, .exponent = 1},
    };
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        struct program program = programs[i];
        struct range_bounds bounds = {1, 1000, 1000000000};
        struct sampler sampler = {measure, &program};
        struct range range;
        struct err err = {0};
        cr_expect_eq(range_find(&sampler, &bounds, &range, &err), -1);
        cr_expect_neq(err.text[0], '\0');
    }
}

/* Whatever the program costs, the search takes no longer than it may, and what it says fits. */
Test(range, ends_in_time)
{
    static const struct program programs[] = {
        {.startup = 0.9, .unit = 1e-6, .exponent = 1},
        {.startup = 0.01, .unit = 1e-6, .exponent = 3},
        {.startup = 0.01, .unit = 1e-6, .exponent = 1, .cliff = 3000},
        {.startup = 0.01, .unit = 1e-7, .exponent = 1},
    };
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        for (double seconds = 1; seconds < 16; seconds *= 1.3) {
            struct program program = programs[i];
            struct range_bounds bounds = {1, seconds, 1000000000};
            struct sampler sampler = {measure, &program};
            struct range range;
            struct err err = {0};
            if (range_find(&sampler, &bounds, &range, &err) == 0)
                cr_expect_leq(program.startup +
                                  program.unit * pow((double)range.within, program.exponent),
                              1);
            cr_expect_leq(program.seconds, seconds * 1.000001, "row %zu: %g of %g s", i,
                          program.seconds, seconds);
        }
}
