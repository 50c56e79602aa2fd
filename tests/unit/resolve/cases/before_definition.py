import io


class User:
    def use(self):
        self.log.add("x")  # calls: Log.add

    def __init__(self):
        self.log = Log()


class Log:
    def __init__(self):
        self.out = io.StringIO()

    def add(self, text):
        return self.out.write(text)  # calls: io.StringIO.write
