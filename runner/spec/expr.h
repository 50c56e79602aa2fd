/* Arithmetic in specs: what one run claims to handle, as an expression over the size and the
 * parameters.
 *
 *     sum     = product { ("+" | "-") product }
 *     product = unary { ("*" | "/" | "%") unary }
 *     unary   = "-" unary | primary
 *     primary = NUMBER | NAME | NAME "(" sum { "," sum } ")" | "(" sum ")"
 *
 * Names are `n`, the parameters, and the functions log2, min and max. */
#ifndef RUNNER_EXPR_H
#define RUNNER_EXPR_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"

struct expr;

/* The values that names stand for besides `n`. */
struct expr_names {
    const char **names;
    const double *values;
    size_t count;
};

struct expr_error {
    size_t offset; /* byte in the text, from 0 */
    char text[160];
};

/* The compiled expression, in `arena` (names' values are taken now), or NULL and *error. */
struct expr *expr_compile(const char *text, const struct expr_names *names, struct arena *arena,
                          struct expr_error *error);

/* Its value at size n; NaN or infinite where it has none (division by zero). */
double expr_value(const struct expr *expr, int64_t n);

#endif
