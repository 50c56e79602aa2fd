import timeit


def work():
    return sorted(range(10))


print(timeit.timeit(work, number=10))
print(timeit.timeit(lambda: work(), number=10))
# expect: framework <lambda> - certain reaches work
# expect: framework work - certain
