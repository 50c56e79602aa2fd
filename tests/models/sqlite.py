"""Shows on this interpreter what rules/models/python/sqlite.yaml says: a function of the query counts
its rows, and a second connection sees what was committed.
"""

import os
import sqlite3
import sys
import tempfile

ROWS = 1000


def counted_cursor(connection):
    calls = []
    connection.create_function("counted", 1, lambda x: calls.append(x) or x)
    return connection.cursor().execute("SELECT counted(a) FROM t"), calls


REALIZERS = {
    "fetchall": lambda cursor: cursor.fetchall(),
    "iteration": lambda cursor: [None for _ in cursor],
    "list": list,
}


def committed(path):
    other = sqlite3.connect(path)
    return other.execute("SELECT count(*) FROM t").fetchone()[0]


def main():
    mistakes = []
    path = os.path.join(tempfile.mkdtemp(), "a.db")
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a INTEGER)")
    connection.executemany("INSERT INTO t VALUES (?)", [(i,) for i in range(ROWS)])
    if committed(path) != 0:
        mistakes.append("executemany commits by itself")
    connection.commit()
    if committed(path) != ROWS:
        mistakes.append("commit does not commit")
    with connection:
        connection.execute("INSERT INTO t VALUES (1)")
    if committed(path) != ROWS + 1:
        mistakes.append("`with` does not commit")
    for name, realize in REALIZERS.items():
        cursor, calls = counted_cursor(connection)
        if len(calls) > 1:
            mistakes.append(f"execute computes {len(calls)} rows")
        realize(cursor)
        if len(calls) != ROWS + 1:
            mistakes.append(f"{name} computes {len(calls)} rows")
    cursor, calls = counted_cursor(connection)
    cursor.fetchone()
    if len(calls) > 2:
        mistakes.append(f"fetchone computes {len(calls)} rows")
    cursor.close()
    free = sqlite3.connect(path, isolation_level=None)
    free.execute("INSERT INTO t VALUES (1)")
    if committed(path) != ROWS + 2:
        mistakes.append("isolation_level=None does not commit each statement")
    print(sys.version.split()[0], *mistakes, sep="\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
