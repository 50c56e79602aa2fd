import io


def f(flag):
    a = io.StringIO()
    if flag:
        a = io.BytesIO()
    a.write("x")  # calls: .write
    b = None
    if flag:
        b = io.StringIO()
    b.write("y")  # calls: io.StringIO.write
