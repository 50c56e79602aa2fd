import io
import time

first, second = io.StringIO(), io.StringIO()
start = time.perf_counter()
for _ in range(1000):
    first.write("x" * 1000)
print(time.perf_counter() - start)
start = time.perf_counter()
for _ in range(1000):
    second.write("x" * 1000)  # benchlint: ignore[BL105] to show that it is left alone
print(time.perf_counter() - start)
