"""What rules/models/python/orm.yaml says of SQLAlchemy: statements that reach the database, and rows
that a function of the query counts."""

import sqlalchemy as sa
from proof import Counter, Proof
from sqlalchemy import orm

proof = Proof(f"sqlalchemy {sa.__version__}")
ROWS = 1000


class Base(orm.DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "author"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String)


engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
Base.metadata.create_all(engine)
with orm.Session(engine) as session:
    session.add_all(Author(name=str(number)) for number in range(ROWS))
    session.commit()


def query(counter):
    sa.event.listen(engine, "before_cursor_execute", lambda *arguments: counter(None))
    return orm.Session(engine).query(Author)


WORK = {
    "all": lambda made: made.all(),
    "first": lambda made: made.first(),
    "count": lambda made: made.count(),
    "iteration": list,
}
MAKE = {
    "query": query,
    "filter": lambda counter: query(counter).filter(Author.id > 3),
    "order_by": lambda counter: query(counter).order_by(Author.name),
    "limit": lambda counter: query(counter).limit(3),
}
for name, work in WORK.items():
    proof.deferred(f"Query.{name}", query, work)
for name, make in MAKE.items():
    proof.deferred(f"Query.{name}", make, WORK["all"])

session = orm.Session(engine)
loaded = Counter()
sa.event.listen(Author, "load", lambda target, context: loaded(target))
result = session.execute(sa.select(Author))
proof.expect("execute loads no objects", loaded.calls == 0)
scalars = result.scalars()
proof.expect("scalars loads no objects", loaded.calls == 0)
kept = scalars.all()
proof.expect("all loads them", loaded.calls == ROWS)

sent = Counter()
sa.event.listen(engine, "before_cursor_execute", lambda *arguments: sent(None))
session = orm.Session(engine)
session.add(Author(name="new"))
proof.expect("add sends nothing", sent.calls == 0)
session.flush()
proof.expect("flush sends", sent.calls == 1)
session.add(Author(name="newer"))
session.commit()
proof.expect("commit sends", sent.calls == 2)
proof.end()
