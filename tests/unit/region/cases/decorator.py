import functools
import time


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        result = function(*args, **kwargs)
        print(time.perf_counter() - start)
        return result

    return wrapper


@timed
def work(n):
    return sum(range(n))


work(3)
# expect: callback timed.wrapper 8-10 certain reaches work
# expect: callback work - likely
