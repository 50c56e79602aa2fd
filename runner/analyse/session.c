#include "session.h"

#include <math.h>

#include "robust.h"

/* Enough for a sweep of 24 sizes and every step after it; a list of more sizes gets more. */
enum { RUN_MAX_DEFAULT = 600, RUNS_PER_SIZE = 25 };
/* A repeatable 14 microsecond step of list growth is no news; 0.2 to 1 ms is where people notice.
 */
#define FLOOR_DEFAULT 0.0005
#define CPU_LEAST     1e-6
/* Samples after which those before need not stay in memory.  Where a record is replayed, each may
 * have brought back the sixteen pages about it: four megabytes. */
enum { RESTED_AFTER = 64 };

void session_start(struct session *session, const struct analyse_plan *plan,
                   struct sampler *sampler, struct arena *arena, struct fixture_result *result,
                   struct err *err)
{
    *session = (struct session){
        .plan = plan, .sampler = sampler, .arena = arena, .result = result, .err = err};
    session->samples = plan->samples ? plan->samples : arena;
    result->pages = session->samples;
    rng_seed(&session->rng, plan->seed);
    session->run_max = plan->run_max;
    if (session->run_max == 0)
        session->run_max = plan->size_count * RUNS_PER_SIZE > RUN_MAX_DEFAULT
                               ? plan->size_count * RUNS_PER_SIZE
                               : RUN_MAX_DEFAULT;
    session->floor = plan->floor > 0 ? plan->floor : FLOOR_DEFAULT;
}

void session_release(struct session *session)
{
    arena_release(&session->scratch);
}

/* Seconds; infinite without a bound. */
static double time_left(const struct session *session)
{
    double most = session->plan->second_max;
    return most > 0 ? most - session->result->seconds : INFINITY;
}

static bool is_spent(const struct session *session)
{
    return session->result->runs >= session->run_max || time_left(session) <= 0;
}

/* The sampler takes one run, which is cut when the time is up: that says nothing of the program. */
static enum session_end take_in_time(struct session *session, int64_t n, const char *phase,
                                     struct sample *sample)
{
    double left = time_left(session);
    if (sampler_take(session->sampler, isfinite(left) ? left : 0, n, session->round, phase, sample,
                     session->err) < 0)
        return SESSION_BROKEN;
    session->result->runs++;
    session->result->seconds += sample->wall;
    return sample->end == SAMPLE_TIMEOUT && sample->wall >= left ? SESSION_SPENT : SESSION_RUNNING;
}

static bool take(struct session *session, int64_t n, const char *phase, struct sample *sample)
{
    const struct analyse_plan *plan = session->plan;
    if (session->end == SESSION_RUNNING && is_spent(session))
        session->end = SESSION_SPENT;
    if (session->end != SESSION_RUNNING)
        return false;
    if (plan->progress)
        plan->progress(plan->progress_context, phase, session->result->runs, n);
    *sample = (struct sample){0};
    session->end = take_in_time(session, n, phase, sample);
    return session->end == SESSION_RUNNING;
}

bool session_run(struct session *session, int64_t n, const char *phase, struct sample *sample)
{
    if (!take(session, n, phase, sample))
        return false;
    *VEC_ADD(session->samples, &session->result->samples) = *sample;
    if (session->result->samples.count % RESTED_AFTER == 0)
        arena_rest(session->samples);
    return true;
}

bool session_value(struct session *session, int64_t n, enum metric metric, const char *phase,
                   double *value)
{
    struct sample sample;
    bool counts = metric == METRIC_COPIED;
    bool taken = counts ? take(session, n, "count", &sample) && sample.count.present
                        : session_run(session, n, phase, &sample);
    if (!taken || sample.end != SAMPLE_OK)
        return false;
    *value = sample_metric(&sample, metric);
    return true;
}

bool session_log_cpu(struct session *session, int64_t n, const char *phase, double *value)
{
    struct sample sample;
    if (!session_run(session, n, phase, &sample) || sample.end != SAMPLE_OK)
        return false;
    *value = sample_log_cpu(&sample);
    return true;
}

void session_remark(struct session *session, struct remark remark)
{
    *VEC_ADD(&session->scratch, &session->remarks) = remark;
}

double sample_log_cpu(const struct sample *sample)
{
    return log(fmax(sample_metric(sample, METRIC_CPU), CPU_LEAST));
}

double session_median(const struct session *session, int64_t n, enum metric metric)
{
    const struct fixture_result *result = session->result;
    struct arena scratch = {0};
    double *values = ARENA_ARRAY(&scratch, double, result->samples.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < result->samples.count; i++) {
        const struct sample *sample = fixture_sample(result, i);
        if (sample->n == n && sample->end == SAMPLE_OK)
            values[count++] = sample_metric(sample, metric);
    }
    double middle = count ? median(values, count) : NAN;
    arena_release(&scratch);
    return middle;
}

static int64_t listed_between(const struct analyse_plan *plan, int64_t low, int64_t high,
                              double target)
{
    int64_t best = low;
    double distance = INFINITY;
    for (size_t i = 0; i < plan->size_count; i++) {
        int64_t n = plan->sizes[i];
        if (n > low && n < high && fabs((double)n - target) < distance) {
            best = n;
            distance = fabs((double)n - target);
        }
    }
    return best;
}

static int64_t floor_division(int64_t value, int64_t divisor)
{
    return value / divisor - (value % divisor < 0);
}

static int64_t multiple_of(const struct analyse_plan *plan)
{
    return plan->multiple > 1 ? plan->multiple : 1;
}

int64_t size_between(const struct analyse_plan *plan, int64_t low, int64_t high, double target)
{
    if (plan->only_listed)
        return listed_between(plan, low, high, target);
    int64_t step = multiple_of(plan), base = plan->sizes[0];
    int64_t first = floor_division(low - base, step) + 1;
    int64_t last = floor_division(high - base - 1, step);
    if (first > last)
        return low;
    double wanted = floor((target - (double)base) / (double)step + 0.5);
    int64_t nearest = wanted <= (double)first  ? first
                      : wanted >= (double)last ? last
                                               : (int64_t)wanted;
    return base + nearest * step;
}

bool size_is_next(const struct analyse_plan *plan, int64_t low, int64_t high)
{
    return size_between(plan, low, high, (double)low) == low;
}

int64_t size_near(const struct analyse_plan *plan, double target)
{
    int64_t first = plan->sizes[0], last = plan->sizes[plan->size_count - 1];
    if (target <= (double)first || target >= (double)last)
        return target <= (double)first ? first : last;
    int64_t near = size_between(plan, first, last, target);
    /* Between leaves out both ends. */
    if (fabs((double)last - target) < fabs((double)near - target))
        return last;
    return fabs((double)first - target) < fabs((double)near - target) ? first : near;
}
