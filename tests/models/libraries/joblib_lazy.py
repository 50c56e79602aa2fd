"""What rules/models/python/concurrency.yaml says of joblib."""

import threading

import joblib
from proof import Counter, Proof

proof = Proof(f"joblib {joblib.__version__}")
gate = threading.Event()


def wait_and_count(counter):
    gate.wait()
    return counter(1)


def generator(counter):
    gate.clear()
    parallel = joblib.Parallel(n_jobs=2, backend="threading", return_as="generator")
    return parallel(joblib.delayed(wait_and_count)(counter) for _ in range(4))


def drain(made):
    gate.set()
    return list(made)


proof.deferred("Parallel(return_as='generator')", generator, drain, count=4)
counter = Counter()
gate.set()
joblib.Parallel(n_jobs=2, backend="threading")(
    joblib.delayed(wait_and_count)(counter) for _ in range(4)
)
proof.expect("Parallel waits for all", counter.calls == 4)
called = Counter()
joblib.delayed(called)(1)
proof.expect("delayed calls nothing", called.calls == 0)
proof.end()
