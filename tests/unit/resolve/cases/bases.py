class Base:
    def fill(self):
        pass


class Derived(Base):
    def other(self):
        self.fill()


def f():
    d = Derived()
    d.fill()  # calls: Base.fill
    d.other()  # calls: Derived.other


import io


class Output(io.StringIO):
    pass


out = Output()
out.write("x")  # calls: io.StringIO.write
