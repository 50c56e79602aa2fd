"""Shows on this interpreter what rules/models/python/compressors.yaml says: bytes that have come out.
"""

import bz2
import gzip
import io
import lzma
import sys
import zlib

TEXT = bytes(range(256)) * 16

COMPRESSORS = {
    "zlib": (zlib.compressobj, zlib.decompress),
    "bz2": (bz2.BZ2Compressor, bz2.decompress),
    "lzma": (lzma.LZMACompressor, lzma.decompress),
}
FILES = {
    "gzip": (lambda out: gzip.GzipFile(fileobj=out, mode="wb"), gzip.decompress),
    "bz2": (lambda out: bz2.BZ2File(out, "wb"), bz2.decompress),
    "lzma": (lambda out: lzma.LZMAFile(out, "wb"), lzma.decompress),
}


def is_whole(data, decompress):
    try:
        return decompress(data) == TEXT
    except (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError):
        return False


def main():
    mistakes = []
    for name, (make, decompress) in COMPRESSORS.items():
        compressor = make()
        data = compressor.compress(TEXT)
        if is_whole(data, decompress):
            mistakes.append(f"{name}: compress holds nothing back")
        if not is_whole(data + compressor.flush(), decompress):
            mistakes.append(f"{name}: flush does not end the stream")
    for name, (make, decompress) in FILES.items():
        out = io.BytesIO()
        file = make(out)
        file.write(TEXT)
        if is_whole(out.getvalue(), decompress):
            mistakes.append(f"{name}: write holds nothing back")
        file.flush()
        if name != "gzip" and is_whole(out.getvalue(), decompress):
            mistakes.append(f"{name}: flush ends the stream")
        file.close()
        if not is_whole(out.getvalue(), decompress):
            mistakes.append(f"{name}: close does not end the stream")
    print(sys.version.split()[0], *mistakes, sep="\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
