from mylib.util import Timer


def run(n):
    with Timer("sum"):
        sum(range(n))


# expect: timer run 5-5 likely
