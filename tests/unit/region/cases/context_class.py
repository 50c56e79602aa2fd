import time


class Timer:
    def __enter__(self):
        self.begin = time.perf_counter()
        return self

    def __exit__(self, *error):
        self.seconds = time.perf_counter() - self.begin


def run(n):
    with Timer() as timer:
        total = sum(range(n))
    print(total, timer.seconds)


# expect: timer run 14-14 certain
