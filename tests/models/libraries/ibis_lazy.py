"""What rules/models/python/ibis.yaml says: a function of the query counts its rows."""

import ibis
import pandas as pd
from proof import Proof

proof = Proof(f"ibis {ibis.__version__}")


def expression(counter):
    table = ibis.memtable(pd.DataFrame({"a": range(10)}))

    def counted(x: int) -> int:
        return counter(x)

    return table.mutate(b=ibis.udf.scalar.python(counted)(table.a))


MAKE = {
    "mutate": expression,
    "filter": lambda counter: expression(counter).filter(ibis._.b > 3),
    "aggregate": lambda counter: expression(counter).aggregate(n=ibis._.b.sum()),
    "order_by": lambda counter: expression(counter).order_by("b"),
    "operator": lambda counter: expression(counter).b.sum() + 1,
}
WORK = {
    "execute": lambda made: made.execute(),
    "to_pandas": lambda made: made.to_pandas(),
    "to_pyarrow": lambda made: made.to_pyarrow(),
}
for name, make in MAKE.items():
    proof.deferred(name, make, WORK["execute"])
for name, work in WORK.items():
    proof.deferred(name, expression, work)
proof.end()
