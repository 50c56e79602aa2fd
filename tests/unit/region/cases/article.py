from io import StringIO
CHUNK_SIZE = 1_000_000
s = "a" * CHUNK_SIZE


def f(NUMBER):
    output = StringIO()
    bytes_written = 0
    while bytes_written < NUMBER:
        num_written = output.write(s)
        bytes_written += CHUNK_SIZE


import sys
# program: yes
# expect: program <module> - certain reaches f
