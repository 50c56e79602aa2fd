"""What the models say of jit: numba compiles at the first call, JAX dispatches and does not wait,
MLX computes when it is asked to."""

import jax
import jax.numpy as jnp
import mlx.core as mx
import numba
import numpy as np
from proof import Counter, Proof

proof = Proof(f"numba {numba.__version__}, jax {jax.__version__}")


@numba.njit
def twice(x):
    return 2 * x


proof.expect("numba.njit compiles nothing", not twice.signatures)
twice(1)
proof.expect("the first call compiles", len(twice.signatures) == 1)

traced = Counter()


@jax.jit
def busy(x):
    traced(None)
    return jax.lax.fori_loop(0, 3000, lambda _, y: y @ x / 300, x)


matrix = jnp.ones((300, 300)) / 300
proof.expect("jax.jit traces nothing", traced.calls == 0)
busy(matrix).block_until_ready()
proof.expect("the first call traces", traced.calls == 1)
WAYS = {
    "block_until_ready": lambda y: y.block_until_ready(),
    "jax.block_until_ready": jax.block_until_ready,
    "np.asarray": np.asarray,
    "device_get": jax.device_get,
    "tolist": lambda y: y.tolist(),
}
NUMBERS = {"float": float, "print": str}
total = jax.jit(lambda x: busy(x).sum())
total(matrix).block_until_ready()
for name, wait in {**WAYS, **NUMBERS}.items():
    pending = (total if name in NUMBERS else busy)(matrix)
    proof.expect(f"a call returns before it is done ({name})", not pending.is_ready())
    wait(pending)
    proof.expect(f"{name} waits", pending.is_ready())
pending = busy(matrix)
later = pending + 1
later.block_until_ready()
proof.expect("what is awaited waits for what it is made from", pending.is_ready())

before = mx.get_active_memory()
array = mx.ones((1000, 1000))
mx.eval(array)
held = mx.get_active_memory()
proof.expect("mlx.eval makes the array", held - before >= array.nbytes)
total = array + 1
proof.expect("an operation of MLX makes nothing", mx.get_active_memory() - held < array.nbytes)
mx.eval(total)
proof.expect("eval makes it", mx.get_active_memory() - held >= array.nbytes)
proof.end()
