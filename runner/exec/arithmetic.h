/* How fast one thread calculates: a part of the machine's ladder (result/ladder.h). */
#ifndef RUNNER_ARITHMETIC_H
#define RUNNER_ARITHMETIC_H

/* Single-precision multiplications and additions a second of CPU time, in the widest registers. */
double arithmetic_flops(void);

#endif
