import time


def run(n):
    start = time.perf_counter()
    total = sum(range(n))
    end = time.perf_counter()
    print(total, end - start)


# expect: timer run 5-7 certain
