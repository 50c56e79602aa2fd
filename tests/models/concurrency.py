"""Shows on this interpreter what rules/models/python/concurrency.yaml says: calls that wait at a gate
tell whether somebody waited for them; no time is measured.
"""

import asyncio
import concurrent.futures
import multiprocessing.pool
import sys
import threading

CALLS = 4
gate = threading.Event()
done = []


def call(number):
    gate.wait()
    done.append(number)
    return number


def with_executor(start, finish):
    executor = concurrent.futures.ThreadPoolExecutor(CALLS)
    started = start(executor)
    return started, lambda: finish(executor, started)


def with_pool(start, finish):
    pool = multiprocessing.pool.ThreadPool(CALLS)
    started = start(pool)
    return started, lambda: finish(pool, started)


def all_calls(submit):
    return [submit(call, number) for number in range(CALLS)]


def close_and_join(pool, _):
    pool.close()
    pool.join()


# What starts the calls, and what waits until all are done.
WAYS = {
    "submit, result": (with_executor, lambda e: all_calls(e.submit),
                       lambda e, futures: [future.result() for future in futures]),
    "submit, wait": (with_executor, lambda e: all_calls(e.submit),
                     lambda e, futures: concurrent.futures.wait(futures)),
    "submit, as_completed": (with_executor, lambda e: all_calls(e.submit),
                             lambda e, futures: list(concurrent.futures.as_completed(futures))),
    "submit, shutdown": (with_executor, lambda e: all_calls(e.submit),
                         lambda e, futures: e.shutdown()),
    "map, list": (with_executor, lambda e: e.map(call, range(CALLS)),
                  lambda e, results: list(results)),
    "map, __exit__": (with_executor, lambda e: e.map(call, range(CALLS)),
                      lambda e, results: e.__exit__(None, None, None)),
    "imap, list": (with_pool, lambda p: p.imap(call, range(CALLS)), lambda p, results: list(results)),
    "imap_unordered, list": (with_pool, lambda p: p.imap_unordered(call, range(CALLS)),
                             lambda p, results: list(results)),
    "imap, join": (with_pool, lambda p: p.imap(call, range(CALLS)), close_and_join),
    "map_async, get": (with_pool, lambda p: p.map_async(call, range(CALLS)),
                       lambda p, result: result.get()),
    "apply_async, wait": (with_pool, lambda p: [p.apply_async(call, (n,)) for n in range(CALLS)],
                          lambda p, results: [result.wait() for result in results]),
}


async def coroutines():
    steps = []

    async def step(number):
        steps.append(number)

    made = step(1)
    if steps:
        return "a coroutine runs when it is made"
    await made
    task = asyncio.create_task(step(2))
    if steps != [1]:
        return "a task runs when it is made"
    await asyncio.gather(task, step(3))
    return None if sorted(steps) == [1, 2, 3] else "gather does not run all"


def main():
    mistakes = []
    for name, (around, start, finish) in WAYS.items():
        gate.clear()
        done.clear()
        _, end = around(start, finish)
        if done:
            mistakes.append(f"{name}: the start waits")
        gate.set()
        end()
        if len(done) != CALLS:
            mistakes.append(f"{name}: {len(done)} calls are done at the end")
    trouble = asyncio.run(coroutines())
    mistakes += [trouble] if trouble else []
    print(sys.version.split()[0], *mistakes, sep="\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
