import io

shared = io.StringIO()


def outer():
    own = io.StringIO()

    def inner():
        own.write("x")  # calls: io.StringIO.write
        shared.write("y")  # calls: io.StringIO.write

    return inner
