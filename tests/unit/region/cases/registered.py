import time

BENCHMARKS = []
TABLE = {}


def register(function):
    BENCHMARKS.append(function)
    return function


def named(name):
    def note(function):
        TABLE[name] = function
        return function

    return note


@register
def one():
    return 1


@named("two")
def two():
    return 2


for function in BENCHMARKS:
    start = time.perf_counter()
    function()
    print(time.perf_counter() - start)
for name, function in TABLE.items():
    start = time.perf_counter()
    function()
    print(name, time.perf_counter() - start)
# expect: callback one - likely
# expect: callback two - likely
# expect: timer <module> 31-33 certain reaches one,two
# expect: timer <module> 35-37 certain reaches one,two
