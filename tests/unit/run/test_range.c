/* The search for sizes against programs whose cost is a formula. */
#include <criterion/criterion.h>
#include <math.h>

#include "range.h"

struct program {
    double startup, unit, exponent; /* seconds */
    int64_t cliff;                  /* from here on 30 times as dear; 0: never */
    int64_t failing;                /* from here on it fails; 0: never */
    size_t runs;
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
    if (program->failing && n >= program->failing)
        sample->end = SAMPLE_EXIT;
    program->runs++;
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
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct program program = rows[i].program;
        struct sampler sampler = {measure, &program};
        struct range range;
        struct err err = {0};
        cr_assert_eq(range_find(&sampler, rows[i].budget, 1000000000, &range, &err), 0, "%s",
                     err.text);
        double ratio = (double)range.within / rows[i].within;
        cr_expect(ratio > 0.95 && ratio < 1.05, "row %zu: within %ld", i, (long)range.within);
        cr_expect(range.to >= rows[i].to_least && range.to <= rows[i].to_most, "row %zu: to %ld", i,
                  (long)range.to);
        cr_expect_lt(range.from, range.to);
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
        struct sampler sampler = {measure, &program};
        struct range range;
        struct err err = {0};
        cr_expect_eq(range_find(&sampler, 1, 1000000000, &range, &err), -1);
        cr_expect_neq(err.text[0], '\0');
    }
}
