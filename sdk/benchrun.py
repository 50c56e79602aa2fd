"""Tells benchrun what a program itself timed.

    import benchrun

    n = benchrun.size(1000)
    with benchrun.region() as region:
        text = work(n)
        region.touched = region.stored = len(text)

Start-up and preparation then do not dilute the measurement.  `touched` is the bytes that the region
says it handled, `stored` the bytes that it still holds at its end, `checksum` anything that depends
on the result.  Run without benchrun it does nothing.
"""
import os
import resource
import sys
import time


def size(otherwise):
    """The size that benchrun asks for, or `otherwise`."""
    text = os.environ.get("BENCHRUN_N")
    return int(text) if text else otherwise


def _peak():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


class region:
    """A timed region: a context manager that reports itself at its end."""

    def __init__(self):
        self.touched = self.stored = self.checksum = 0

    def __enter__(self):
        self._cpu = time.process_time_ns()
        self._wall = time.monotonic_ns()
        return self

    def __exit__(self, kind, value, trace):
        wall = time.monotonic_ns() - self._wall
        cpu = time.process_time_ns() - self._cpu
        descriptor = os.environ.get("BENCHRUN_FD")
        if kind is None and descriptor:
            line = "%d %d %d %d %d %d\n" % (
                wall, cpu, self.touched, self.stored, _peak(), self.checksum % 2**64)
            os.write(int(descriptor), line.encode("ascii"))
