import time

clock = time.perf_counter


def f(timer=time.perf_counter):
    clock()  # calls: time.perf_counter
    now = time.monotonic
    now()  # calls: time.monotonic
