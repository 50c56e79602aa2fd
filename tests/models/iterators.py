"""Shows on this interpreter what rules/models/python/iterators.yaml says: making an iterator does no
work, a realizer does all of it, a partial one a part.  Calls are counted; no time is measured.
"""

import array
import collections
import csv
import functools
import itertools
import math
import statistics
import sys

ITEMS = 10


class Counter:
    """An iterable of numbers that counts how many were asked for."""

    def __init__(self):
        self.asked = 0

    def __iter__(self):
        for number in range(ITEMS):
            self.asked += 1
            yield number

    def same(self, number):
        self.asked += 1
        return number


def counted_lines(counter):
    for number in counter:
        yield f"{number}\n"


# Each makes its iterator over a counter; nothing may be asked for before somebody iterates.
CREATORS = {
    "builtins.map": lambda counter: map(counter.same, range(ITEMS)),
    "builtins.filter": lambda counter: filter(lambda item: True, counter),
    "builtins.zip": lambda counter: zip(counter),
    "builtins.enumerate": lambda counter: enumerate(counter),
    "itertools.chain": lambda counter: itertools.chain(counter),
    "itertools.chain.from_iterable": lambda counter: itertools.chain.from_iterable([counter]),
    "itertools.accumulate": lambda counter: itertools.accumulate(counter),
    "itertools.compress": lambda counter: itertools.compress(counter, [1] * ITEMS),
    "itertools.dropwhile": lambda counter: itertools.dropwhile(lambda item: False, counter),
    "itertools.filterfalse": lambda counter: itertools.filterfalse(lambda item: False, counter),
    "itertools.groupby": lambda counter: itertools.groupby(counter),
    "itertools.islice": lambda counter: itertools.islice(counter, ITEMS),
    "itertools.starmap": lambda counter: itertools.starmap(counter.same, zip(range(ITEMS))),
    "itertools.takewhile": lambda counter: itertools.takewhile(lambda item: True, counter),
    "itertools.zip_longest": lambda counter: itertools.zip_longest(counter),
    "csv.reader": lambda counter: csv.reader(counted_lines(counter)),
    "generator": iter,
}
REALIZERS = {
    "builtins.list": list,
    "builtins.tuple": tuple,
    "builtins.set": set,
    "builtins.frozenset": frozenset,
    "builtins.dict": lambda items: dict(zip(items, range(ITEMS))),
    "builtins.sum": sum,
    "builtins.min": min,
    "builtins.max": max,
    "builtins.sorted": sorted,
    "builtins.bytes": bytes,
    "builtins.bytearray": bytearray,
    "builtins.str.join": lambda items: "".join(map(str, items)),
    "builtins.list.extend": lambda items: [].extend(items),
    "builtins.set.update": lambda items: set().update(items),
    "collections.deque": lambda items: collections.deque(items, maxlen=0),
    "collections.Counter": collections.Counter,
    "functools.reduce": lambda items: functools.reduce(max, items),
    "math.fsum": math.fsum,
    "statistics.mean": statistics.mean,
    "array.array": lambda items: array.array("i", items),
}
PARTIAL = {
    "builtins.next": next,
    "builtins.any": lambda items: any(item == 1 for item in items),
    "builtins.all": lambda items: all(item == 0 for item in items),
}


def main():
    mistakes = []
    for name, create in CREATORS.items():
        counter = Counter()
        items = create(counter)
        if counter.asked:
            mistakes.append(f"{name} asks for {counter.asked} items when it is made")
        collections.deque(items, maxlen=0)
        if counter.asked != ITEMS:
            mistakes.append(f"{name} asked for {counter.asked} items when it was iterated")
    for name, consume in REALIZERS.items():
        counter = Counter()
        consume(map(counter.same, range(ITEMS)))
        if counter.asked != ITEMS:
            mistakes.append(f"{name} asks for {counter.asked} items")
    for name, consume in PARTIAL.items():
        counter = Counter()
        consume(iter(counter))
        if not 0 < counter.asked < ITEMS:
            mistakes.append(f"{name} asks for {counter.asked} items")
    print(sys.version.split()[0], *mistakes, sep="\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
