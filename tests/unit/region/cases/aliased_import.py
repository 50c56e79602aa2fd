from time import perf_counter as clock


def run(work):
    t = clock()
    work()
    return clock() - t


# expect: callback run 5-7 certain
