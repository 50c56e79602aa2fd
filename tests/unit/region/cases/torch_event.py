import torch
def bench(f, x):
    start = torch.cuda.Event(enable_timing=True)
    end = torch.cuda.Event(enable_timing=True)
    start.record()
    for _ in range(10):
        f(x)
    end.record()
    torch.cuda.synchronize()
    return start.elapsed_time(end) / 10


# expect: callback bench 5-8 certain
