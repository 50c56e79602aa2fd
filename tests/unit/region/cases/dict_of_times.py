import time


def run(work):
    times = {}
    times["start"] = time.time()
    total = work()
    times["end"] = time.time()
    return total, times["end"] - times["start"]


# expect: callback run 6-8 certain
