from .timing import Stopwatch, stopwatch
