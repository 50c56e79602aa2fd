"""google_benchmark: each round of the loop over the state is measured."""
import google_benchmark
from google_benchmark import register


@google_benchmark.register
def squares(state):
    numbers = range(1000)
    while state:
        map(lambda number: number * number, numbers)


@register(name="pairs")
@google_benchmark.option.arg(1000)
def pairs(state):
    count = state.range(0)
    for _ in state:
        zip(range(count), range(count))


@google_benchmark.register
def lists(state):
    while state:
        state.pause_timing()
        numbers = map(str, range(1000))
        state.resume_timing()
        list(numbers)


def handed(state):
    while state:
        reversed([1, 2, 3])


google_benchmark.register(handed, name="handed")
google_benchmark.main()
# expect: framework squares 9-9 certain reaches squares.<lambda>
# expect: framework pairs 17-17 certain
# expect: framework lists 23-23 certain
# expect: framework handed 31-31 certain
