"""What rules/models/python/arrow.yaml says: a dataset whose file is gone cannot be read."""

import os
import tempfile

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from proof import Proof

proof = Proof(f"pyarrow {pa.__version__}")
path = os.path.join(tempfile.mkdtemp(), "a.parquet")


def write():
    pq.write_table(pa.table({"a": list(range(100000))}), path, row_group_size=1000)


def is_read_by(work, make=lambda: ds.dataset(path, format="parquet")):
    write()
    made = make()
    os.remove(path)
    try:
        work(made)
    except OSError:
        return True
    finally:
        write()
    return False


WORK = {
    "to_table": lambda data: data.to_table(),
    "head": lambda data: data.head(1),
    "count_rows": lambda data: data.count_rows(),
    "to_batches": lambda data: list(data.to_batches()),
    "scanner.to_table": lambda data: data.scanner().to_table(),
}
for name, work in WORK.items():
    proof.expect(name, is_read_by(work))
proof.expect("filter reads nothing", not is_read_by(lambda data: data.filter(ds.field("a") > 1)))
proof.expect("scanner reads nothing", not is_read_by(lambda data: data.scanner()))
proof.expect("head reads a part", ds.dataset(path).head(1).num_rows == 1)
with pq.ParquetFile(path) as file:
    batches = file.iter_batches(batch_size=1000)
    proof.expect("iter_batches is an iterator", len(next(batches)) == 1000)
proof.end()
