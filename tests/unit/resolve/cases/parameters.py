import io


def fill(out, text):
    out.write(text)  # calls: io.StringIO.write


def any_kind(out):
    out.write("x")  # calls: .write


def f():
    fill(io.StringIO(), "x")
    fill(text="y", out=io.StringIO())
    any_kind(io.StringIO())
    any_kind(io.BytesIO())
