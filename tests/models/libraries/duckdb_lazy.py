"""What rules/models/python/duckdb.yaml says: a function of the query counts its rows."""

import duckdb
from proof import Counter, Proof

proof = Proof(f"duckdb {duckdb.__version__}")
ROWS = 100000


def relation(counter):
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.create_function("counted", lambda x: counter(x), ["BIGINT"], "BIGINT",
                               side_effects=True)
    made = connection.sql(f"SELECT counted(range) AS a FROM range({ROWS})")
    KEPT.append(connection)
    return made


KEPT = []
MAKE = {
    "sql": relation,
    "filter": lambda counter: relation(counter).filter("a >= 0"),
    "aggregate": lambda counter: relation(counter).aggregate("sum(a)"),
    "order": lambda counter: relation(counter).order("a"),
    "limit": lambda counter: relation(counter).limit(10),
}
WORK = {
    "fetchall": lambda made: made.fetchall(),
    "fetchnumpy": lambda made: made.fetchnumpy(),
    "df": lambda made: made.df(),
}
for name, make in MAKE.items():
    try:
        proof.deferred(name, make, WORK["fetchall"])
    except AttributeError as error:
        proof.expect(f"{name}: {error}", False)
for name, work in WORK.items():
    proof.deferred(name, relation, work, count=ROWS)
counted = Counter()
len(relation(counted))
proof.expect("len leaves out the columns", counted.calls < ROWS)
proof.end()
