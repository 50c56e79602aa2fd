import io


class Log:
    def __init__(self):
        self.out = io.StringIO()
        self.parts = []

    def add(self, text):
        self.out.write(text)  # calls: io.StringIO.write

    def both(self):
        self.add("x")  # calls: Log.add


def f():
    log = Log()
    log.add("x")  # calls: Log.add
    log.out.write("y")  # calls: io.StringIO.write
    log.missing()  # calls: Log.missing
