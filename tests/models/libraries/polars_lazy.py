"""What rules/models/python/polars.yaml says."""

import os
import tempfile

import polars as pl
from proof import Proof

proof = Proof(f"polars {pl.__version__}")
folder = tempfile.mkdtemp()


def frame(counter):
    return pl.LazyFrame({"a": [1, 2, 3], "b": [1, 1, 2]}).with_columns(
        pl.col("a").map_batches(counter, return_dtype=pl.Int64)
    )


MAKE = {
    "with_columns": frame,
    "filter": lambda counter: frame(counter).filter(pl.col("b") == 1),
    "select": lambda counter: frame(counter).select("a"),
    "join": lambda counter: frame(counter).join(pl.LazyFrame({"b": [1, 2]}), on="b"),
    "group_by.agg": lambda counter: frame(counter).group_by("b").agg(pl.col("a").sum()),
    "sort": lambda counter: frame(counter).sort("a"),
    "head": lambda counter: frame(counter).head(2),
    "explain": lambda counter: (frame(counter), frame(counter).explain())[0],
    "collect_schema": lambda counter: (frame(counter), frame(counter).collect_schema())[0],
}
WORK = {
    "collect": lambda lazy: lazy.collect(),
    "sink_csv": lambda lazy: lazy.sink_csv(os.path.join(folder, "a.csv")),
    "sink_parquet": lambda lazy: lazy.sink_parquet(os.path.join(folder, "a.parquet")),
    "collect_all": lambda lazy: pl.collect_all([lazy]),
}
for name, make in MAKE.items():
    proof.deferred(name, make, WORK["collect"])
for name, work in WORK.items():
    proof.deferred(name, frame, work)
proof.end()
