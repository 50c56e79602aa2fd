import time

start = time.time()
data = [i * i for i in range(1000)]
print("took", time.time() - start)
# expect: timer <module> 3-5 certain
