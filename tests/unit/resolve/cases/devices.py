"""Classes by arguments, operators, string constants, objects that are called, decorators."""
import functools

import jax
import jax.numpy as jnp
import torch
from numba import njit

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
a = torch.randn(3, device=device)
a.relu()  # calls: torch.cuda.Tensor.relu
(a @ a).sum()  # calls: torch.cuda.Tensor.sum
a[0].item()  # calls: torch.Tensor.item
b = torch.ones(3)
b.relu()  # calls: torch.Tensor.relu
torch.matmul(b, a).exp()  # calls: torch.cuda.Tensor.exp
b = b.cuda()
b.sin()  # calls: torch.cuda.Tensor.sin
net = build()
net = net.to("cuda:1").eval()
net(b)  # calls: torch.cuda.Tensor.__call__


def move(where="cuda"):
    c = torch.zeros(3).to(where)
    c.cos()  # calls: torch.cuda.Tensor.cos


@jax.jit
def f(x):
    return x


@functools.partial(jax.jit, static_argnums=1)
def g(x, n):
    return x


@njit(cache=True)
def h(x):
    return x


class Suite:
    def setup(self):
        self.step = jax.jit(lambda x: x)

    def run(self):
        self.step(1).sum()  # calls: jax.stages.Wrapped.__call__, jax.Array.sum


f(1).block_until_ready()  # calls: jax.stages.Wrapped.__call__, jax.Array.block_until_ready
g(1, 2).T.sum()  # calls: jax.stages.Wrapped.__call__, jax.Array.sum
h(1)  # calls: numba.core.dispatcher.Dispatcher.__call__
jnp.linalg.norm(f(1)).exp()  # calls: jax.numpy.linalg.norm, jax.Array.exp
