"""What rules/models/python/torch.yaml says that needs no device: when functions are compiled.  On the
processor every call has done its work when it returns, which is why the model asks for a device."""

import torch
from proof import Counter, Proof

proof = Proof(f"torch {torch.__version__}")
compiled = Counter()


def backend(graph, _):
    compiled(None)
    return graph.forward


function = torch.compile(lambda values: values * 2 + 1, backend=backend)
values = torch.arange(5.0)
proof.expect("torch.compile compiles nothing", compiled.calls == 0)
function(values)
proof.expect("the first call compiles", compiled.calls == 1)
function(values)
proof.expect("the second does not", compiled.calls == 1)
proof.end()
