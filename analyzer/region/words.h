/* What a name says about time.  Names are the last resort: they decide only over functions whose
 * body nobody showed us and no model knows, and what rests on them is never certain. */
#ifndef ANALYZER_WORDS_H
#define ANALYZER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum words_role {
    WORDS_NONE,
    WORDS_READ,    /* now(), get_time(), rdtsc_begin() */
    WORDS_START,   /* timer_start, Stopwatch.reset */
    WORDS_STOP,    /* timer_stop, toc */
    WORDS_ELAPSED, /* elapsed, split, ms_since: reads and subtracts, the timer runs on */
    WORDS_SPAN     /* time_diff, clockSpan: subtracts what it is given */
};

/* Whether a name, or the class or variable it belongs to, speaks of a clock or a stopwatch. */
bool words_of_time(const char *name);
/* The role of a function by its last name; `owner` is the class or variable of its receiver, or
 * "". */
enum words_role words_role(const char *name, const char *owner);
/* bench(f), Bench::run(f): a function that measures the function that it is handed.  In a benchmark
 * file measure(f) and time_function(f) are such, too. */
bool words_times_what_it_gets(const char *name, const char *owner, bool is_benchmark_file);
/* Whether one of these words, written in small letters, is a part of the name. */
bool words_contain(const char *name, const char *const *list, size_t count);
/* bench_fill, benchmark_parse, fill_benchmark: a function that is a benchmark. */
bool words_benchmark(const char *name);

#endif
