import time


def run(n):
    start = 0

    def begin():
        nonlocal start
        start = time.perf_counter()

    begin()
    total = sum(range(n))
    return total, time.perf_counter() - start


# expect: timer run 11-13 certain
