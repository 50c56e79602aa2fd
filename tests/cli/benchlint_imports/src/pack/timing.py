import time
from contextlib import contextmanager

from . import work


class Stopwatch:
    def start(self):
        self.started = time.perf_counter()

    def stop(self):
        return time.perf_counter() - self.started


@contextmanager
def stopwatch(name):
    started = time.perf_counter()
    yield
    print(name, time.perf_counter() - started)


def measure(function, *arguments):
    started = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - started


def twice():
    return measure(work.rows, 2)
