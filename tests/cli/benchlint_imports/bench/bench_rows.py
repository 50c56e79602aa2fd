import pack
from pack import Stopwatch, stopwatch
from pack.timing import measure
from pack.work import exhaust, rows

from .base import Base


def generate(count):
    for number in range(count):
        yield number


with stopwatch("dropped"):
    rows(10)

with stopwatch("consumed"):
    exhaust(rows(10))

watch = Stopwatch()
watch.start()
kept = pack.work.rows(10)
print(watch.stop())
print(list(kept))

measure(generate, 10)
measure(lambda: exhaust(generate(10)))


class RowsSuite(Base):
    def time_dropped(self):
        self.make()

    def time_consumed(self):
        self.consume(self.make())
