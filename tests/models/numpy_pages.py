"""Shows what numpy does with memory that nobody has written: zeros and empty obtain none, reading
zeros maps the one page of zeros, writing obtains all.  Resident bytes are read; no time is measured.
"""

import sys

try:
    import numpy as np
except ImportError:
    sys.exit(77)  # skipped: tools/setup.sh gives it to the distribution's python only

BYTES = 64 << 20
MOST_IDLE = BYTES // 4


def resident():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


def grown(make, use):
    array = make()
    before = resident()
    kept = use(array)
    after = resident()
    del kept
    return after - before


def zeros():
    return np.zeros(BYTES, dtype=np.uint8)


def empty():
    return np.empty(BYTES, dtype=np.uint8)


def main():
    if not sys.platform.startswith("linux"):
        return 0
    mistakes = []
    for make in zeros, empty:
        before = resident()
        array = make()
        if resident() - before > MOST_IDLE:
            mistakes.append(f"{make.__name__} obtains memory")
        del array
        if grown(make, lambda array: array.fill(1)) < BYTES - MOST_IDLE:
            mistakes.append(f"fill of {make.__name__} obtains no memory")
    before = resident()
    full = np.full(BYTES, 1, dtype=np.uint8)
    if resident() - before < BYTES - MOST_IDLE:
        mistakes.append("full obtains no memory")
    del full
    print(sys.version.split()[0], np.__version__, *mistakes, sep="\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
