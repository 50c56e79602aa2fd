import contextlib
import time


@contextlib.contextmanager
def timed(name):
    start = time.perf_counter()
    yield
    print(name, time.perf_counter() - start)


def run(n):
    with timed("sum"):
        return sum(range(n))


# expect: timer run 13-13 certain
