"""Shows on this interpreter what rules/models/python/io.yaml says of io.StringIO.

Before CPython 3.12 a pending StringIO holds a reference to each string that was written, so the
reference count of one string tells whether a call realized it; no time is measured.
"""

import io
import sys

WRITES = 1000
LAZY = sys.version_info < (3, 12) and sys.implementation.name == "cpython"


def pending_after(produce, call):
    """References that the buffer holds after it was filled, and after the call."""
    text = "a" * 5000
    before = sys.getrefcount(text)
    buffer = io.StringIO()
    produce(buffer, text)
    filled = sys.getrefcount(text) - before
    try:
        result = call(buffer)
    except StopIteration:
        result = None
    left = sys.getrefcount(text) - before
    del result
    return filled, left


def write(buffer, text):
    for _ in range(WRITES):
        buffer.write(text)


def leave(buffer):
    with buffer:
        pass


PRODUCERS = {
    "write": write,
    "writelines": lambda buffer, text: buffer.writelines([text] * WRITES),
    "print": lambda buffer, text: [print(text, file=buffer) for _ in range(WRITES)],
}
REALIZERS = {
    "getvalue": io.StringIO.getvalue,
    "read": io.StringIO.read,
    "read(1)": lambda buffer: buffer.read(1),
    "readline": io.StringIO.readline,
    "readlines": io.StringIO.readlines,
    "__next__": next,
    "list": list,
    "truncate(0)": lambda buffer: buffer.truncate(0),
    "__getstate__": io.StringIO.__getstate__,
    "seek, write": lambda buffer: (buffer.seek(0), buffer.write("b")),
}
BYSTANDERS = {
    "tell": io.StringIO.tell,
    "flush": io.StringIO.flush,
    "seek": lambda buffer: buffer.seek(0),
    "iter": iter,
    "truncate()": io.StringIO.truncate,
}
# They drop the references, and there is no text stored afterwards: nothing was realized.
DISCARDERS = {"close": io.StringIO.close, "with": leave}


def main():
    mistakes = []
    for name, produce in PRODUCERS.items():
        filled, _ = pending_after(produce, io.StringIO.tell)
        if filled != (WRITES if LAZY else 0):
            mistakes.append(f"after {name} the buffer holds {filled} references")
    for name, call in {**REALIZERS, **DISCARDERS}.items():
        if pending_after(write, call)[1] != 0:
            mistakes.append(f"{name} leaves it pending")
    for name, call in BYSTANDERS.items():
        if LAZY and pending_after(write, call)[1] != WRITES:
            mistakes.append(f"{name} realizes it")
    print(sys.version.split()[0], "lazy" if LAZY else "not lazy", *mistakes, sep="\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
