import perfplot


def kernel(values):
    return sorted(values)


def prepare(count):
    return list(range(count))


perfplot.show(kernels=[kernel], setup=prepare, n_range=[1, 2])
# expect: framework kernel - certain
