import time


class Timer:
    def start(self):
        self.begin = time.perf_counter()

    def stop(self):
        self.elapsed = time.perf_counter() - self.begin


def run(n):
    timer = Timer()
    timer.start()
    total = sum(range(n))
    timer.stop()
    return total, timer.elapsed


# expect: timer run 14-16 certain
