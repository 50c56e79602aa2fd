from io import StringIO
import sys

CHUNK = 1_000_000
text = "a" * CHUNK


def fill(total):
    buffer = StringIO()
    stored = 0
    while stored < total:
        buffer.write(text)
        stored += CHUNK
    buffer.getvalue()


fill(int(sys.argv[1]))
