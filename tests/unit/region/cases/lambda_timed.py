import time


def fill():
    return [0] * 10


def drain():
    return fill()


def measure(name, fn):
    start = time.perf_counter()
    fn()
    print(name, time.perf_counter() - start)


measure("fill", fill)
measure("drain", lambda: drain())
# expect: callback measure 13-15 certain reaches <lambda>,drain,fill
# expect: callback fill - likely
# expect: callback <lambda> - likely reaches drain,fill
