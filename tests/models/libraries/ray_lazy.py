"""What rules/models/python/ray.yaml says: a task that waits for a file cannot have been done when the
call that started it returns."""

import pathlib
import tempfile
import time

import ray
from proof import Proof

folder = pathlib.Path(tempfile.mkdtemp())
ray.init(num_cpus=1, include_dashboard=False, configure_logging=False, log_to_driver=False)
proof = Proof(f"ray {ray.__version__}")


@ray.remote
def task(gate):
    while not pathlib.Path(gate).exists():
        time.sleep(0.01)
    return 1


def is_done(reference):
    return bool(ray.wait([reference], timeout=0)[0])


for name, start in {"remote": task.remote, "options": task.options(num_cpus=1).remote}.items():
    for finish in ray.get, lambda reference: ray.wait([reference]):
        gate = folder / f"{name}-{finish.__name__}"
        reference = start(str(gate))
        proof.expect(f"{name} returns before the task has ended", not is_done(reference))
        gate.touch()
        finish(reference)
        proof.expect("it has ended", is_done(reference))
ray.shutdown()
proof.end()
