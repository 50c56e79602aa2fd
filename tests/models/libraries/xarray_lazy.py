"""What rules/models/python/xarray.yaml says: a backend that counts how often it is read."""

import numpy as np
import xarray as xr
from proof import Proof
from xarray.backends import BackendArray, BackendEntrypoint
from xarray.core import indexing

proof = Proof(f"xarray {xr.__version__}")


class Counted(BackendArray):
    def __init__(self, counter):
        self.shape, self.dtype, self.counter = (10,), np.dtype(float), counter

    def __getitem__(self, key):
        return indexing.explicit_indexing_adapter(
            key, self.shape, indexing.IndexingSupport.BASIC, self.read
        )

    def read(self, key):
        self.counter(None)
        return np.ones(10)[key]


class Backend(BackendEntrypoint):
    def open_dataset(self, filename_or_obj, *, drop_variables=None):
        data = indexing.LazilyIndexedArray(Counted(filename_or_obj))
        return xr.Dataset({"a": xr.Variable(("x",), data)}, {"x": range(10)})


def opened(counter):
    return xr.open_dataset(counter, engine=Backend, cache=False)


WORK = {
    "load": lambda data: data.load(),
    "compute": lambda data: data.compute(),
    "to_dataframe": lambda data: data.to_dataframe(),
    "to_array": lambda data: data.to_array(),
    "values": lambda data: data["a"].values,
    "sum": lambda data: data["a"].sum(),
}
for name, work in WORK.items():
    proof.deferred(name, opened, work)


def chunked(counter):
    return xr.open_dataset(counter, engine=Backend, cache=False, chunks={})


CHUNKED = {
    "mean": lambda counter: chunked(counter)["a"].mean(),
    "+": lambda counter: chunked(counter) + 1,
    "groupby": lambda counter: chunked(counter).a.groupby(chunked(counter).x // 5).sum(),
}
for name, make in CHUNKED.items():
    proof.deferred(f"chunked {name}", make, lambda made: made.compute())
proof.deferred("float of chunked", CHUNKED["mean"], float)
counted = []
opened(counted.append)["a"][2:5]
proof.expect("a slice reads nothing", not counted)
proof.end()
