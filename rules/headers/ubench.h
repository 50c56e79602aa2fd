/* ubench.h, as https://github.com/sheredom/ubench.h describes it.  C and C++. */
#ifndef BENCHLINT_UBENCH_H
#define BENCHLINT_UBENCH_H

#include <stddef.h>
#include <stdint.h>

struct ubench_run_state_s {
    int64_t *ns;
    int64_t size, sample;
};
#ifdef __cplusplus
extern "C" {
#endif
int ubench_do_benchmark(struct ubench_run_state_s *state);
void ubench_do_nothing(void *const pointer);
int ubench_main(int count, const char *const arguments[]);
#ifdef __cplusplus
}
#endif

#define UBENCH_DO_NOTHING(pointer) ubench_do_nothing(pointer)
#define UBENCH_DO_BENCHMARK() while (ubench_do_benchmark(ubench_run_state) > 0)
#define UBENCH_EX(set, name)                                                         \
    void ubench_##set##_##name(struct ubench_run_state_s *ubench_run_state);         \
    void ubench_##set##_##name(struct ubench_run_state_s *ubench_run_state)
#define UBENCH(set, name)                                                            \
    static void ubench_run_##set##_##name(void);                                     \
    UBENCH_EX(set, name) { UBENCH_DO_BENCHMARK() { ubench_run_##set##_##name(); } }  \
    static void ubench_run_##set##_##name(void)
#define UBENCH_F_SETUP(set)                                                          \
    static void ubench_f_setup_##set(struct set *ubench_fixture)
#define UBENCH_F_TEARDOWN(set)                                                       \
    static void ubench_f_teardown_##set(struct set *ubench_fixture)
#define UBENCH_EX_F(set, name)                                                       \
    static void ubench_run_##set##_##name(struct set *ubench_fixture,                \
                                          struct ubench_run_state_s *ubench_run_state)
#define UBENCH_F(set, name) static void ubench_run_##set##_##name(struct set *ubench_fixture)
#define UBENCH_STATE() int ubench_state
#define UBENCH_MAIN()                                                                \
    int main(int count, const char *const arguments[]) { return ubench_main(count, arguments); }

#endif
