import asyncio
import time


async def fetch(n):
    await asyncio.sleep(n)


async def run():
    start = time.perf_counter()
    await fetch(1)
    print(time.perf_counter() - start)


# expect: timer run 10-12 certain reaches fetch
