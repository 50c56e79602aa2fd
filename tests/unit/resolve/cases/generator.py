import io


def streams():
    yield io.StringIO()
    yield io.StringIO()


def f():
    for out in streams():
        out.write("x")  # calls: io.StringIO.write
