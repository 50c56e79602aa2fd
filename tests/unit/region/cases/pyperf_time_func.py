import time


def bench(loops):
    rounds = range(loops)
    t0 = time.perf_counter()
    for _ in rounds:
        sorted([3, 1, 2])
    return time.perf_counter() - t0


# expect: timer bench 6-9 certain
