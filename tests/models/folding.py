"""Shows on this interpreter what rule BL302 says: operators on literals are gone from the compiled code,
and what the rule leaves alone is still there.
"""

import dis
import sys

FOLDED = ["2 ** 64 + 1", "(1 + 2) * 3", "text = 'a' * 10", "number = 7 // 2 - 1", "'a' + 'b'"]
LEFT = ["2 ** 100000", "'a' * 100000", "1 < 2", "[1, 2][0]", "x + 1", "int('2')"]
WORK = ("BINARY", "COMPARE", "CALL", "UNARY")


def works(text):
    code = compile(text, "stmt", "exec")
    return any(step.opname.startswith(WORK) for step in dis.get_instructions(code))


def main():
    mistakes = [f"{text} is not folded" for text in FOLDED if works(text)]
    mistakes += [f"{text} is folded" for text in LEFT if not works(text)]
    print(sys.version.split()[0], *mistakes, sep="\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
