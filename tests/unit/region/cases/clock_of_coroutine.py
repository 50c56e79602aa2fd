# Each coroutine reads the clock while it is awaited, not where it is made; what stands between two
# such calls is measured by nobody.
import asyncio
import time


class Client:
    def __init__(self):
        self.last = 0.0
        self.idle = 0.0

    async def send(self, message):
        self.last = time.monotonic()
        await asyncio.sleep(0)
        return message

    async def flush(self):
        self.idle += time.monotonic() - self.last
        await asyncio.sleep(0)


async def main():
    client = Client()
    await client.send("a")
    await client.flush()
    print(client.idle)


asyncio.run(main())
