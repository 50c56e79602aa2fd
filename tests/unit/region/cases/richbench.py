def one():
    return 1


def two():
    return 2


__benchmarks__ = [(one, two, "one against two")]
# expect: framework one - certain
# expect: framework two - certain
