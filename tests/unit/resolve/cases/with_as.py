import io


class Holder:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def fill(self):
        pass


def f():
    with io.StringIO() as out:
        out.write("x")  # calls: io.StringIO.write
    with Holder() as holder:
        holder.fill()  # calls: Holder.fill
