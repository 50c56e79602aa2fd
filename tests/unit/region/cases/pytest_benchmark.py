def encode(n):
    return str(n)


def test_encode(benchmark):
    result = benchmark(encode, 3)
    assert result == "3"


# expect: framework encode - certain
