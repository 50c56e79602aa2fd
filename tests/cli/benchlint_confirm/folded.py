import timeit

print(timeit.timeit("2 ** 64 + 1"))
print(timeit.timeit("text = 'a' * 10"))
