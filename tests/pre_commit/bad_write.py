import time
from io import StringIO

output = StringIO()
start = time.perf_counter()
for _ in range(1000):
    output.write("a" * 1000)
print(time.perf_counter() - start)
