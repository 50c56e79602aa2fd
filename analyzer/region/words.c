#include "words.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "str.h"

enum { MOST_WORDS = 16, MOST_LENGTH = 24 };

struct words { /* a name cut at underscores and at capitals, in small letters */
    char word[MOST_WORDS][MOST_LENGTH];
    size_t count;
};

static const char *last_name(const char *name)
{
    for (const char *c = name + strlen(name); c > name; c--)
        if (c[-1] == '.' || c[-1] == ':')
            return c;
    return name;
}

static struct words cut(const char *name)
{
    struct words words = {.count = 0};
    size_t length = 0;
    char before = '_';
    for (const char *c = name; *c; before = *c++) {
        bool is_letter = isalpha((unsigned char)*c);
        bool begins = isupper((unsigned char)*c) && !isupper((unsigned char)before);
        if (length && (!is_letter || begins)) {
            words.word[words.count++][length] = 0;
            length = 0;
        }
        if (words.count == MOST_WORDS)
            return words;
        if (is_letter && length < MOST_LENGTH - 1)
            words.word[words.count][length++] = (char)tolower((unsigned char)*c);
    }
    if (length)
        words.word[words.count++][length] = 0;
    return words;
}

static bool has_any(const struct words *words, const char *const *list)
{
    for (size_t i = 0; i < words->count; i++)
        for (size_t k = 0; list[k]; k++)
            if (str_same(words->word[i], list[k]))
                return true;
    return false;
}

static const char *const of_time[] = {
    "now",          "time",      "timer",     "timing",    "times",  "clock",  "clk",
    "chrono",       "stopwatch", "tick",      "ticks",     "tsc",    "rdtsc",  "rdtscp",
    "cycle",        "cycles",    "nanotime",  "nanos",     "micros", "millis", "microtime",
    "wtime",        "dtime",     "ptime",     "gettime",   "hrtime", "mytime", "walltime",
    "wallclock",    "cputime",   "cpucycles", "timestamp", "tic",    "toc",    "elapsed",
    "gettimeofday", "systime",   "mstime",    "ustime",    "utime",  "stime",  "getticks",
    "jiffies",      "watch",     "usecs",     "msecs",     "nsecs",  "usec",   "msec",
    "nsec",         NULL};

/* Units are words of time only where a name ends with them: get_ms, but not SecTrust. */
static const char *const units[] = {"sec",          "secs",         "seconds", "ms",
                                    "us",           "ns",           "nano",    "nanoseconds",
                                    "microseconds", "milliseconds", NULL};

/* Words that make of a time something else than a reading: a limit, a place, a wait. */
static const char *const not_of_time[] = {
    "timeout",   "zone",   "format", "print", "parse",  "sleep",    "wait",     "modified",
    "created",   "file",   "stat",   "str",   "string", "log",      "uv",       "thread",
    "threading", "run",    "runs",   "limit", "alarm",  "date",     "schedule", "add",
    "next",      "handle", "max",    "min",   "make",   "register", NULL};

/* What is done with an object that is called a timer, and reads none. */
static const char *const of_objects[] = {"init",   "initialize", "term",    "clear",   "cancel",
                                         "free",   "close",      "delete",  "destroy", "release",
                                         NULL};

static const char *const to_start[] = {"start", "begin", "reset", "restart", "tic", "resume", NULL};
static const char *const to_stop[] = {"stop", "end", "finish", "pause", "toc", NULL};
static const char *const to_span[] = {"diff",     "difference", "delta",    "span",    "sub",
                                      "subtract", "interval",   "duration", "between", NULL};
static const char *const to_elapse[] = {"elapsed", "since", "split", "lap", "passed", NULL};

static bool is_of_time(const struct words *words)
{
    for (size_t i = 0; words->count && units[i]; i++)
        if (str_same(words->word[words->count - 1], units[i]))
            return true;
    return has_any(words, of_time);
}

bool words_of_time(const char *name)
{
    struct words words = cut(last_name(name));
    return is_of_time(&words) && !has_any(&words, not_of_time);
}

enum words_role words_role(const char *name, const char *owner)
{
    struct words words = cut(last_name(name));
    struct words owners = cut(last_name(owner));
    bool is_time = is_of_time(&words) || is_of_time(&owners);
    if (!is_time || has_any(&words, not_of_time) || has_any(&owners, not_of_time))
        return WORDS_NONE;
    if (has_any(&words, to_elapse))
        return WORDS_ELAPSED;
    if (has_any(&words, to_start))
        return WORDS_START;
    if (has_any(&words, to_stop))
        return WORDS_STOP;
    if (has_any(&words, to_span))
        return WORDS_SPAN;
    return is_of_time(&words) && !has_any(&words, of_objects) ? WORDS_READ : WORDS_NONE;
}

bool words_times_what_it_gets(const char *name, const char *owner, bool is_benchmark_file)
{
    static const char *const benchmarks[] = {"bench",  "benchmark", "benchmarks", "benchmarking",
                                             "timeit", "bm",        NULL};
    static const char *const measures[] = {"measure", "time", "timed", "timing", "perf", NULL};
    static const char *const runs[] = {"run", "add", "register", NULL};
    struct words words = cut(last_name(name)), owners = cut(last_name(owner));
    return has_any(&words, benchmarks) || (has_any(&words, runs) && has_any(&owners, benchmarks)) ||
           (is_benchmark_file && has_any(&words, measures));
}

bool words_contain(const char *name, const char *const *list, size_t count)
{
    struct words words = cut(name);
    for (size_t i = 0; i < words.count; i++)
        for (size_t k = 0; k < count; k++)
            if (str_same(words.word[i], list[k]))
                return true;
    return false;
}

bool words_benchmark(const char *name)
{
    const char *last = last_name(name);
    return str_starts(last, "bench_") || str_starts(last, "benchmark_") ||
           str_ends(last, "_benchmark") || str_ends(last, "_bench") ||
           (str_starts(last, "Benchmark") && isupper((unsigned char)last[9])) ||
           (str_starts(last, "bench") && isupper((unsigned char)last[5]));
}
