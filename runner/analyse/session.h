/* One fixture under analysis: what every step shares, and the only door to the sampler.
 *
 * A session ends early when its bound on runs or time is met (the best that is known by then is
 * reported) or when measuring itself became impossible.  Time is the sum of the samples' wall time,
 * never a clock of our own, so that a recorded run takes the same decisions when it is replayed. */
#ifndef RUNNER_ANALYSE_SESSION_H
#define RUNNER_ANALYSE_SESSION_H

#include "analyse.h"
#include "rng.h"

enum session_end { SESSION_RUNNING, SESSION_SPENT, SESSION_BROKEN };

/* A rise that was looked into and is no cliff. */
enum remark_kind {
    REMARK_GROWTH, /* a table that grows by a factor */
    REMARK_KNEE,   /* spread over sizes, as a cache's, or lost in noise */
    REMARK_SLOPE   /* a unit costs more, or less, from there on */
};

struct remark {
    enum remark_kind kind;
    int64_t low, high;
    double ratio; /* of CPU time, or of memory, growth taken out; of the costs of a unit */
};

struct session {
    const struct analyse_plan *plan;
    struct sampler *sampler;
    struct arena *arena;  /* of the result */
    struct arena *samples; /* of its samples */
    struct arena scratch; /* of what is forgotten at the end */
    struct fixture_result *result;
    struct err *err;
    struct rng rng;
    uint32_t round; /* given to the samples of a sweep */
    size_t run_max;
    double floor; /* seconds of CPU below which a step is no news */
    VEC(struct remark) remarks;
    enum session_end end;
};

void session_start(struct session *session, const struct analyse_plan *plan,
                   struct sampler *sampler, struct arena *arena, struct fixture_result *result,
                   struct err *err);
/* What was only of the session; the result stays. */
void session_release(struct session *session);
/* Takes and keeps one sample; the program may have failed in it.  False when the session is over;
 * a run that was under way when its time was up is not kept. */
bool session_run(struct session *session, int64_t n, const char *phase, struct sample *sample);
/* One run's value of `metric`.  False when the session is over or the program failed.  What was
 * copied is asked of a counted run, which is not kept: its time says nothing. */
bool session_value(struct session *session, int64_t n, enum metric metric, const char *phase,
                   double *value);
/* The same for the natural logarithm of CPU seconds. */
bool session_log_cpu(struct session *session, int64_t n, const char *phase, double *value);
/* Kept for the notes of the result. */
void session_remark(struct session *session, struct remark remark);
/* Logarithm of CPU seconds, kept away from zero by a microsecond. */
double sample_log_cpu(const struct sample *sample);
/* Median of a metric over all successful samples at n; NAN when there are none. */
double session_median(const struct session *session, int64_t n, enum metric metric);

/* The admissible size strictly between low and high that is nearest to `target`; `low` when there
 * is none, which means that high is the next admissible size after low. */
int64_t size_between(const struct analyse_plan *plan, int64_t low, int64_t high, double target);
/* Whether no admissible size lies between. */
bool size_is_next(const struct analyse_plan *plan, int64_t low, int64_t high);
/* The admissible size nearest to `target` within the sizes of the first sweep. */
int64_t size_near(const struct analyse_plan *plan, double target);

#endif
