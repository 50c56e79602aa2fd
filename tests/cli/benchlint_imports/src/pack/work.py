from pack import timing


def rows(count):
    for number in range(count):
        yield number * number


def exhaust(items):
    for _ in items:
        pass


def again():
    return timing.twice()
