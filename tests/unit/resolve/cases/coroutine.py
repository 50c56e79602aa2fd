import io


async def make():
    return io.StringIO()


async def f():
    out = await make()
    out.write("x")  # calls: io.StringIO.write
