from pack.work import exhaust, rows


class Base:
    def setup(self):
        self.count = 100

    def make(self):
        return rows(self.count)

    def consume(self, items):
        exhaust(items)
