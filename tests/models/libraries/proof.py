"""What the proofs share: rows of a name, what puts work off, and what does it.  Calls, bytes or
objects are counted; no time is measured."""

import sys


class Counter:
    """Counts how often it was called, and hands its argument on."""

    def __init__(self):
        self.calls = 0

    def __call__(self, value, *_):
        self.calls += 1
        return value


class Proof:
    def __init__(self, library):
        self.library = library
        self.mistakes = []
        self.shown = 0

    def expect(self, name, holds):
        self.shown += 1
        if not holds:
            self.mistakes.append(f"{self.library}: {name} does not hold")

    def deferred(self, name, make, work, partial=False, count=None):
        """make(counter) does nothing of what work(made) does; all of it is `count` calls."""
        counter = Counter()
        made = make(counter)
        self.expect(f"{name} puts the work off ({counter.calls} calls)", counter.calls == 0)
        work(made)
        if partial:
            self.expect(f"{name} does a part ({counter.calls} calls)", 0 < counter.calls < count)
        elif count:
            self.expect(f"{name} does all ({counter.calls} calls)", counter.calls >= count)
        else:
            self.expect(f"{name} does the work", counter.calls > 0)

    def end(self):
        print(f"{self.library}: {self.shown} facts", *self.mistakes, sep="\n")
        sys.exit(1 if self.mistakes else 0)
