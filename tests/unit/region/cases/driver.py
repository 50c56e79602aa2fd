from helpers import time_fn

import library


def bench_all(data):
    for size in (1, 10):
        time_fn(library.sort, data, size)


def bench_copy(data):
    return list(data)


# benchmark: yes
# expect: function bench_copy - likely
