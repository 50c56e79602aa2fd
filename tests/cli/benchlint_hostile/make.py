"""Writes files that are meant to hurt: each reads a clock twice, and does something odd between."""
import pathlib

DEPTH, LENGTH = 100_000, 10_000_000
FIRST = "import time\nstart = time.perf_counter()\n"
LAST = "\nprint(time.perf_counter() - start)\n"
LAZY = "map(abs, numbers)"

TEXTS = {
    "parentheses": "x = " + "(" * DEPTH + "1" + ")" * DEPTH,
    "unclosed": "x = " + "[" * DEPTH,
    "dictionaries": "x = " + "{1:" * DEPTH + "1" + "}" * DEPTH,
    "calls": "x = " + "f(" * DEPTH + ")" * DEPTH,
    "called-results": "x = a" + "()" * DEPTH,
    "attributes": "x = a" + ".b" * DEPTH,
    "subscripts": "x = a" + "[0]" * DEPTH,
    "signs": "x = " + "-" * DEPTH + "1",
    "lambdas": "x = " + "lambda: " * DEPTH + "1",
    "blocks": "".join(" " * depth + "if a:\n" for depth in range(1000)) + " " * 1000 + "pass",
    "fields": 'x = f"' + "{a}" * DEPTH + '"',
    "long-text": 'x = "' + "a" * LENGTH + '"',
    "long-comment": "# " + "a" * LENGTH,
    "long-name": "a" * LENGTH + " = 1",
    "nul": "x = 1\0",
    "lines-of-windows": LAZY.replace(" ", "\t") + "\r\n",
    "tabs": "if numbers:\n\t" + LAZY + "\n        x = 1",
}
BYTES = {
    "utf-16": (FIRST + LAST).encode("utf-16"),
    "latin-1": ("# -*- coding: latin-1 -*-\n" + FIRST + "name = '\xe9'\n" + LAZY + LAST).encode("latin-1"),
    "no-encoding": FIRST.encode() + b"name = '\xff\xfe\x80'\n" + (LAZY + LAST).encode(),
    "byte-order-mark": b"\xef\xbb\xbf" + (FIRST + LAZY + LAST).encode(),
    "empty": b"",
    "notebook.ipynb": b"[" * DEPTH,
}

for name, text in TEXTS.items():
    pathlib.Path(name + ".py").write_bytes((FIRST + text + LAST).encode())
for name, content in BYTES.items():
    pathlib.Path(name if "." in name else name + ".py").write_bytes(content)
