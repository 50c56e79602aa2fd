import io


def f(out: io.StringIO):
    out.write("x")  # calls: io.StringIO.write


def g(make):
    out: io.StringIO = make()
    out.write("x")  # calls: io.StringIO.write


def h() -> io.StringIO:
    return make_one()


h().write("x")  # calls: h, io.StringIO.write
