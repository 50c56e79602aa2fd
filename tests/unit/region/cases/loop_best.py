import time


def best(work, rounds):
    times = []
    for _ in range(rounds):
        t0 = time.perf_counter_ns()
        work()
        t1 = time.perf_counter_ns()
        times.append(t1 - t0)
    return min(times)


# expect: callback best 7-9 certain
