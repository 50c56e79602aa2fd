/* Seeded random numbers (xoshiro256** by Blackman and Vigna, seeded through splitmix64): the same
 * seed gives the same decisions on every machine. */
#ifndef RUNNER_ANALYSE_RNG_H
#define RUNNER_ANALYSE_RNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rng {
    uint64_t state[4];
};

/* Any seed will do, 0 too; the same seed gives the same numbers everywhere. */
void rng_seed(struct rng *rng, uint64_t seed);
/* 64 random bits. */
uint64_t rng_next(struct rng *rng);
/* 0 .. bound - 1; bound must not be 0. */
uint64_t rng_below(struct rng *rng, uint64_t bound);
/* 0 <= x < 1 */
double rng_unit(struct rng *rng);
bool rng_coin(struct rng *rng);
/* Puts `count` indices in a fresh random order. */
void rng_shuffle(struct rng *rng, size_t *indices, size_t count);

#endif
