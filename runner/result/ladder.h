/* The machine's own ladder: how many bytes a second one thread can read, fill and copy, by the
 * memory it works in, and how fast fresh memory comes.  What a program claims is held against it.
 * It travels in the description of the host, so that a recorded run is judged again by the machine
 * that it ran on. */
#ifndef RUNNER_LADDER_H
#define RUNNER_LADDER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LADDER_RUNGS = 6 };

struct rung {
    uint64_t bytes;          /* of the working set */
    double read, fill, copy; /* bytes per second of CPU time; a copied byte counts once */
};

struct ladder {
    struct rung rungs[LADDER_RUNGS]; /* ascending */
    size_t count;                    /* 0: not measured */
    double flops;                    /* single-precision operations a second of one thread */
    double first_touch;              /* bytes per second of fresh memory, zeroed by the kernel */
    double first_touch_small; /* the same in pages of 4 KiB: no program asked for huge ones */
};

/* A new reference. */
json_t *ladder_to_json(const struct ladder *ladder);
/* False, and an empty ladder, when the object is not one. */
bool ladder_from_json(const json_t *object, struct ladder *ladder);
/* From the member "bandwidth" of a host's description; empty when there is none. */
void ladder_of_host(const char *host_json, struct ladder *ladder);

/* The fastest that bytes can pass through one thread, wherever they are: a copied byte is read and
 * written.  0 when not measured. */
double ladder_touched_most(const struct ladder *ladder);
/* The fastest that `bytes` can be stored where there is room already, and in fresh memory. */
double ladder_stored_most(const struct ladder *ladder, double bytes);
double ladder_fresh_most(const struct ladder *ladder, bool small_pages);

/* Takes from `other`, measured on the same machine, what is faster there: noise only slows. */
void ladder_take_best(struct ladder *ladder, const struct ladder *other);

#endif
