import time

timer = time.perf_counter


def run(n):
    start = timer()
    total = sum(range(n))
    return total, timer() - start


# expect: timer run 7-9 certain
