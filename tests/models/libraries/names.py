"""Every function and class that the models of Python name is there in the library that is installed
here.  Names that only the models use (what an object that is called becomes) are left out.
"""

import importlib
import pathlib
import sys

import yaml

MODELS = pathlib.Path(__file__).resolve().parents[3] / "rules" / "models" / "python"
# What is known by its behaviour and has no public name, or stands for several classes.
INVENTED = (
    "jax.Transformed", "dask.delayed.Function", "joblib.Results", "joblib.LazyParallel", "joblib.Parallel.generator",
    "mlx.core.Compiled", "mlx.core.Transformed", "pyarrow.dataset.Batches", "ibis.expr.types.Expr",
    "ibis.backends.Backend", "dask.dataframe.DataFrameGroupBy", "sqlalchemy.engine.Result",
    "multiprocessing.pool.IMapIterator", "zlib.Compress", "pandas.io.parsers.TextFileReader",
    "pandas.core.groupby.GroupBy", "io.IOBase", "xarray.Chunked", "dask.dataframe.Metadata",
    "modin.pandas.Metadata", "joblib.Delayed", "joblib.DelayedFunction", "tensorflow.GraphTensor",
    "torch.CompiledFunction", "tensorflow.Function", "tensorflow.Tensor.numpy",
    "ray.remote_function.RemoteFunction.remote", "pyspark.sql.Query",
    "polars.LazyGroupBy", "jax.Array", "generator", "iterator", "coroutine",
)
# Python 2, and names that a library has had and no longer has.
FORMER = (
    "StringIO", "cStringIO", "time.clock", "jax.tree_map", "jax.api.jit", "jax.pjit",
    "polars.LazyFrame.fetch", "numpy.random.mtrand", "dask.bag.Bag.to_dataframe",
    "itertools.batched", "sqlalchemy.sql.select", "jax.experimental.pjit.pjit",
    "itertools.ifilter", "itertools.imap", "itertools.izip", "polars.LazyFrame.profile",
    "asyncio.Runner", "asyncio.TaskGroup", "perf", "duckdb.cursor", "tensorflow.Session",
    "tensorflow.InteractiveSession", "tensorflow.placeholder", "tensorflow.layers",
)
# Classes that stand for another one, too, whose methods are called in the same way.
ALSO = {
    "dask.dataframe.DataFrame": "dask.dataframe.Series",
    "modin.pandas.DataFrame": "modin.pandas.Series",
    "torch.cuda.Tensor": "torch.Tensor",
    "torch.Tensor": "torch.nn.Module",
}


def names(node, key=None):
    """The qualified names of a model file."""
    if isinstance(node, dict):
        for inner_key, inner in node.items():
            if inner_key not in ("url", "literals", "text", "texts", "prefilter", "subjects"):
                yield from names(inner, inner_key)
    elif isinstance(node, list):
        for inner in node:
            yield from names(inner, key)
    elif isinstance(node, str) and key in ("functions", "returned_by", "constructors", "bases"):
        yield node


def belongs(name, prefixes):
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


def find(name):
    """True, False, or None when the library is not installed."""
    parts = name.split(".")
    module, found = None, 0
    for length in range(1, len(parts) + 1):
        try:
            module, found = importlib.import_module(".".join(parts[:length])), length
        except ImportError:
            break
        except Exception:  # a library that does not start here
            return None
    if not found:
        return None
    value = module
    for part in parts[found:]:
        if part == "*":
            return True
        try:
            value = getattr(value, part)
        except AttributeError:
            return part.startswith("__") and part != "__init__"
        except Exception:  # it is there, and needs something else
            return True
    return True


def find_also(name):
    state = find(name)
    for one, other in ALSO.items():
        if state is False and belongs(name, [one]):
            state = find_also(other + name[len(one):])
    return state


def main():
    missing, checked, absent = set(), 0, set()
    for path in sorted(MODELS.glob("*.yaml")):
        for name in set(names(yaml.safe_load(path.read_text()))):
            if "." not in name or name[0] == "." or belongs(name, INVENTED + FORMER):
                continue
            state = find_also(name)
            if state is None:
                absent.add(name.split(".")[0])
            elif state:
                checked += 1
            else:
                missing.add(f"{path.name}: {name} is not there")
    print(f"{checked} names are there; not installed: {', '.join(sorted(absent)) or 'nothing'}")
    print(*sorted(missing), sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
