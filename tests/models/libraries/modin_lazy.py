"""What rules/models/python/modin.yaml says, on Dask: a function that waits for a file cannot have run
when the operation returns."""

import os
import pathlib
import tempfile
import time

os.environ["MODIN_ENGINE"] = "dask"

import distributed
import modin
from proof import Proof

FOLDER = pathlib.Path(tempfile.mkdtemp())
GATE, DONE = FOLDER / "gate", FOLDER / "done"


def wait(value):
    while not GATE.exists():
        time.sleep(0.01)
    DONE.touch()
    return value


def main():
    with distributed.Client(n_workers=1, threads_per_worker=1, dashboard_address=None):
        import modin.pandas as pd

        proof = Proof(f"modin {modin.__version__}")
        frame = pd.DataFrame({"a": range(10), "b": range(10)})
        works = {
            "_to_pandas": lambda made: made._to_pandas(),
            "repr": repr,
            "to_numpy": lambda made: made.to_numpy(),
        }
        for name, work in works.items():
            GATE.unlink(missing_ok=True)
            DONE.unlink(missing_ok=True)
            made = frame.map(wait)
            proof.expect("map returns before a value has been made", not DONE.exists())
            GATE.touch()
            work(made)
            proof.expect(f"{name} waits", DONE.exists())
        proof.expect("a number of a column is there", int(frame["a"].sum()) == 45)
    proof.end()


if __name__ == "__main__":
    main()
