import io


def make():
    return io.StringIO()


def pick(flag):
    if flag:
        return None
    return make()


def f():
    make().write("x")  # calls: make, io.StringIO.write
    out = pick(True)
    out.write("y")  # calls: io.StringIO.write
