import io


def f():
    files = [io.StringIO(), io.StringIO()]
    for out in files:
        out.write("x")  # calls: io.StringIO.write
    files[0].write("y")  # calls: io.StringIO.write
    more = []
    more.append(io.StringIO())
    for out2 in more:
        out2.write("z")  # calls: io.StringIO.write
    mixed = [io.StringIO(), 3]
    mixed[0].write("z")  # calls: .write
