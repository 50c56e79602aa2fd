import io
from io import StringIO as S


def f():
    a = io.StringIO()
    a.write("x")  # calls: io.StringIO.write
    b = S()
    b.getvalue()  # calls: io.StringIO.getvalue
    S().write("y")  # calls: io.StringIO, io.StringIO.write
