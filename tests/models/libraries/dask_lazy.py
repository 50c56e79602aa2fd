"""What rules/models/python/dask.yaml says, with the scheduler of one thread."""

import dask
import dask.array as da
import dask.bag as db
import dask.dataframe as dd
import numpy as np
import pandas as pd
from proof import Proof

dask.config.set(scheduler="synchronous")
proof = Proof(f"dask {dask.__version__}")
BLOCKS = 5


def array(counter):
    return da.ones(BLOCKS * 10, chunks=10).map_blocks(counter, meta=np.array([]))


def bag(counter):
    return db.from_sequence(range(BLOCKS * 10), npartitions=BLOCKS).map(counter)


def frame(counter):
    data = pd.DataFrame({"a": range(BLOCKS * 10)})
    return dd.from_pandas(data, npartitions=BLOCKS).map_partitions(counter, meta=data)


ARRAYS = {
    "map_blocks": array,
    "+": lambda counter: array(counter) + 1,
    "[]": lambda counter: array(counter)[::2],
    "sum": lambda counter: array(counter).sum(),
    "da.exp": lambda counter: da.exp(array(counter)),
    "rechunk": lambda counter: array(counter).rechunk(25),
    "Bag.map": bag,
    "Bag.filter": lambda counter: bag(counter).filter(bool),
    "DataFrame.map_partitions": frame,
    "DataFrame.sum": lambda counter: frame(counter).sum(),
    "a column": lambda counter: frame(counter).a * 2,
    "groupby of a column": lambda counter: frame(counter).groupby("a").a.count(),
    "delayed": lambda counter: dask.delayed(counter)(1) + 1,
}
for name, make in ARRAYS.items():
    proof.deferred(name, make, lambda made: made.compute())
proof.deferred("dask.compute", array, lambda made: dask.compute(made), count=BLOCKS)
proof.deferred("np.asarray", array, np.asarray, count=BLOCKS)
proof.deferred("persist without a cluster", array, lambda made: made.persist(), count=BLOCKS)
proof.deferred("len of a frame", frame, len, count=BLOCKS)
proof.deferred("Bag.take", bag, lambda made: made.take(1), partial=True, count=BLOCKS * 10)
proof.deferred("DataFrame.head", frame, lambda made: made.head(1), partial=True, count=BLOCKS)
proof.end()
