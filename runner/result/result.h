/* What was measured and what was judged: the data that every stage of benchrun shares, the recorded
 * file, and the seam between measuring and judging.
 *
 * Seconds and bytes everywhere. */
#ifndef RUNNER_RESULT_H
#define RUNNER_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "diag.h"
#include "err.h"

enum sample_end {
    SAMPLE_OK,
    SAMPLE_EXIT,     /* non-zero exit status */
    SAMPLE_SIGNAL,
    SAMPLE_TIMEOUT,
    SAMPLE_MEMORY,   /* killed at, or failed on, the memory limit */
    SAMPLE_NOT_STARTED,
    SAMPLE_END_COUNT
};
extern const char *const sample_end_names[SAMPLE_END_COUNT + 1]; /* NULL-terminated, for tables */

/* The region that the program reported itself through BENCHRUN_FD; `present` false: it did not. */
struct sample_region {
    bool present;
    double wall, cpu;          /* seconds */
    uint64_t touched, stored;  /* bytes; 0 not said */
    uint64_t maxrss;           /* bytes at the region's end; 0 not said */
    uint64_t checksum;
    uint64_t ignored;          /* lines that were not a region's report */
};

/* What a run did through the C library, in an extra run whose time says nothing. */
struct sample_count {
    bool present;
    uint64_t copied, filled, allocated; /* bytes */
};

/* One run of the program at one size. */
struct sample {
    int64_t n;
    uint32_t round;      /* which sweep round, from 0 */
    const char *phase; /* "warmup", "sweep", "confirm", "bisect"; "base", "head", "null"; "count" */
    enum sample_end end;
    int status;          /* exit status or signal number */
    double wall, user, sys; /* seconds, of the whole process */
    uint64_t maxrss;     /* bytes */
    uint64_t minflt, majflt, nvcsw, nivcsw;
    struct sample_region region;
    struct sample_count count;
    const char *output_tail; /* the last bytes of its stderr when it failed; or NULL */
};

/* The metrics that can be judged.  Deterministic ones first: they are cheapest to bisect on. */
enum metric {
    METRIC_COPIED, /* bytes, by calls into the C library: of counted runs only */
    METRIC_MINFLT,
    METRIC_MAXRSS,
    METRIC_CPU,
    METRIC_WALL,
    METRIC_COUNT
};
const char *metric_name(enum metric metric); /* "copied", "minflt", "maxrss", "cpu", "wall" */
/* The region's CPU time where it was reported, else user+sys. */
double sample_metric(const struct sample *sample, enum metric metric);

/* Where samples come from: exec/ runs programs, a recorded file plays them back. */
struct sampler {
    /* Takes one sample at size n.  0, or -1 and *err when measuring is impossible (not when the
     * program failed: that is a sample).  `phase` is a string literal. */
    int (*measure)(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                   struct sample *sample, struct err *err);
    void *context;
    double seconds; /* wall time that the next run may take: one that takes longer is cut, as by its
                     * time limit; 0: its own limit alone holds */
};

/* One sample as `measure` takes it, within `seconds` of wall time; 0: without such a bound. */
int sampler_take(struct sampler *sampler, double seconds, int64_t n, uint32_t round,
                 const char *phase, struct sample *sample, struct err *err);

enum verdict { /* order of the JSON's list */
    VERDICT_CLEAN,
    VERDICT_CLIFF,
    VERDICT_SUPERLINEAR,
    VERDICT_FLAT,
    VERDICT_IMPOSSIBLE,
    VERDICT_UNMATERIALISED,
    VERDICT_REGRESSION,
    VERDICT_INCONCLUSIVE,
    VERDICT_ERROR,
    VERDICT_COUNT
};
extern const char *const verdict_names[VERDICT_COUNT + 1]; /* NULL-terminated, for tables */

enum cliff_kind { CLIFF_WALL, CLIFF_STAIRCASE, CLIFF_ERROR };
const char *cliff_kind_name(enum cliff_kind kind);

struct cliff_side {
    int64_t n;
    double cpu;      /* seconds, median */
    uint64_t maxrss, minflt;
    struct sample_count count;
};

/* Samples of a program with the same calls on the stack. */
struct folded_stack {
    const char **frames; /* root first */
    size_t depth;
    size_t count; /* of samples */
};

/* What one side of a cliff does, for a flame graph.  Only of what was measured here. */
struct folded {
    struct folded_stack *items; /* the commonest first, FOLDED_MAX at most */
    size_t count;
    size_t samples; /* all that were taken, those of left-out stacks too */
    const char *of; /* what a sample stands for: "page faults", "CPU time", "running time" */
};
enum { FOLDED_MAX = 400 };

struct blame {
    bool present;
    const char *cause, *mechanism;
    const char **chain; /* root-most first */
    size_t chain_length;
    double share;       /* 0..1 */
    const char *unavailable; /* why there is none, when !present */
    const char *wanted; /* what would name the nameless places of the chain; NULL: none needed */
    struct folded below, above;
};

/* Executed on both sides; only of what was measured here. */
struct cliff_instructions {
    bool present;
    uint64_t below, above;
    const char *by;          /* "callgrind", "the processor's counter" */
    const char *unavailable; /* why there are none although they were asked for; or NULL */
};

struct cliff {
    int64_t n;         /* the first size on the far side */
    int64_t bracket_low; /* n - 1 when exact; else the largest size known to be on the near side */
    bool exact;
    enum cliff_kind kind;
    enum metric metric; /* that it was bisected on */
    double ratio;       /* of that metric, above / below, growth taken out */
    double cpu_ratio;
    struct cliff_side below, above;
    struct cliff_instructions instructions;
    struct blame blame;
};

/* Page faults show it: by them it was found, or they grow by half with the bytes copied. */
bool cliff_in_memory(const struct cliff *cliff);
/* What blame's share is a share of: what was sampled; where that is not known, the page faults
 * where memory shows the cliff, else the CPU time. */
const char *cliff_blamed_for(const struct cliff *cliff);

struct scaling {
    bool present;
    /* "1", "log n", "n", "n log n", "n^2", "n^3"; several joined by " or " */
    const char *class_name;
    double exponent;
    double telling; /* a sweep up to this n would rule some classes out; 0: not known */
};

enum result_level { RESULT_NOTE, RESULT_WARNING, RESULT_ERROR };
extern const char *const result_level_names[]; /* NULL-terminated, for tables */

struct result_finding {
    const char *rule; /* "BR101" */
    enum result_level level;
    const char *message;
};

/* What one run says it did. */
enum claim {
    CLAIM_TOUCHED, /* bytes handled */
    CLAIM_STORED,  /* bytes held at its end */
    CLAIM_FLOPS,   /* operations on floating-point numbers */
    CLAIM_ITEMS,   /* things handled, each of a byte at least */
    CLAIM_COUNT
};
extern const char *const claim_names[CLAIM_COUNT + 1]; /* NULL-terminated, for tables */

struct claims_result {
    bool present;
    int64_t n;                  /* the size it is about */
    double amount[CLAIM_COUNT]; /* 0: not claimed */
    enum claim of;              /* which one comes nearest to what is impossible */
    double rate;                /* of that, per second */
    double ceiling;             /* the fastest that this machine can; 0 not measured */
    bool checked;          /* `materialised` was decided */
    bool materialised;
};

enum change {
    CHANGE_UNCHANGED,
    CHANGE_REGRESSION,
    CHANGE_IMPROVEMENT,
    CHANGE_INCONCLUSIVE,
    CHANGE_COUNT
};
extern const char *const change_names[CHANGE_COUNT + 1]; /* NULL-terminated, for tables */

/* Base and head of one program at one size, run in turns. */
struct comparison {
    int64_t n;
    double *base, *head; /* seconds of processor time, in the order taken */
    size_t base_count, head_count;
    double ratio;        /* head / base, estimated; with its 95 % interval */
    double low, high;
    double p;            /* of a difference this large where there is none */
    bool controlled;     /* base against base differed no more than it may */
    enum change change;
};

enum fixture_status { FIXTURE_OK, FIXTURE_FAILED, FIXTURE_SKIPPED };
extern const char *const fixture_status_names[]; /* NULL-terminated, for tables */

/* All that is known of one fixture in one variant. */
struct fixture_result {
    const char *name;
    const char **variant_keys, **variant_values;
    size_t variant_count;
    enum fixture_status status;
    const char *reason;
    VEC(struct sample) samples; /* every one, in the order taken */
    const struct arena *pages;  /* that they are in; NULL: they need not rest */
    unsigned verdicts;          /* mask: 1 << enum verdict */
    bool expected;
    size_t runs;
    double seconds; /* wall time spent on it */
    struct scaling below, above;
    struct cliff *cliffs;
    size_t cliff_count;
    struct claims_result claims;
    VEC(struct comparison) comparisons; /* with a base, when there is one */
    VEC(struct result_finding) findings;
};

/* The i-th sample.  Whoever goes through all of them in order has few in memory at a time. */
const struct sample *fixture_sample(const struct fixture_result *fixture, size_t i);

/* Its fixtures point into it: it stays where it was filled. */
struct run_result {
    struct arena arena;   /* holds everything below, */
    struct arena samples; /* but for the samples and their texts */
    uint64_t seed;
    const char *host_json; /* a JSON object with what is known of this machine */
    VEC(struct fixture_result) fixtures;
    bool interrupted;
    unsigned shard, shards; /* which part of how many, from 1; shards 0: the whole */
    uint64_t plan;          /* digest of all that was to be run, in all shards */
};

/* An empty result, whose samples need not stay in memory. */
struct run_result run_result_empty(void);
/* Accepts a zeroed one. */
void run_result_release(struct run_result *result);

#endif
