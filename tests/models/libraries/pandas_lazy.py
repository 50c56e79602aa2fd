"""What rules/models/python/pandas.yaml says: lines that a reader takes, calls of an aggregation."""

import pandas as pd
from proof import Proof

proof = Proof(f"pandas {pd.__version__}")
LINES = 100000


class Text:
    """A file that counts how often it is read."""

    def __init__(self, counter):
        self.counter = counter
        self.lines = iter(["a,b\n"] + ["1,2\n"] * LINES)

    def __iter__(self):
        return self

    def __next__(self):
        return self.counter(next(self.lines))

    def read(self, _=-1):
        return "".join(self.counter(line) for _, line in zip(range(100), self.lines))


def chunks(counter):
    return pd.read_csv(Text(counter), chunksize=1000, engine="c")


counted = []
reader = pd.read_csv(Text(lambda line: counted.append(line) or line), chunksize=1000)
first = len(counted)
proof.expect("chunksize reads little before it is asked", first < LINES / 10)
next(reader)
second = len(counted)
proof.expect("next reads a part", first <= second < LINES / 10)
sum(len(chunk) for chunk in reader)
proof.expect("iteration reads all", len(counted) > LINES)

frame = pd.DataFrame({"a": [1, 1, 2], "b": [1, 2, 3]})
proof.deferred(
    "groupby",
    lambda counter: (frame.groupby("a")["b"], counter),
    lambda made: made[0].agg(lambda values: made[1](values).sum()),
)
grouping = frame.groupby("a")
proof.expect("groupby does not aggregate", isinstance(grouping, pd.core.groupby.GroupBy))
proof.end()
