"""What rules/models/python/storage.yaml says of h5py and zarr: bytes that are read and written."""

import io
import os
import shutil
import tempfile

import h5py
import numpy as np
import zarr
from proof import Proof

proof = Proof(f"h5py {h5py.__version__}, zarr {zarr.__version__}")
folder = tempfile.mkdtemp()
DATA = np.ones(1000000)


class Counted(io.BytesIO):
    got = 0

    def readinto(self, buffer):
        count = super().readinto(buffer)
        self.got += count
        return count


memory = Counted()
with h5py.File(memory, "w") as file:
    file["a"] = DATA
memory.got = 0
file = h5py.File(memory, "r")
dataset = file["a"]
proof.expect("a dataset of h5py is not read when it is named", memory.got < DATA.nbytes / 10)
dataset[:10]
proof.expect("a slice reads a part", memory.got < DATA.nbytes / 10)
dataset[...]
proof.expect("[...] reads all", memory.got >= DATA.nbytes)
file.close()

path = os.path.join(folder, "a.h5")
file = h5py.File(path, "w")
for number in range(100):
    file.create_dataset(str(number), data=np.ones(1))
before = os.path.getsize(path)
file.flush()
proof.expect("flush of h5py writes what it held back", os.path.getsize(path) > before)
file.close()

path = os.path.join(folder, "a.zarr")
zarr.create_array(path, data=DATA, chunks=(10000,))
array = zarr.open_array(path, mode="r")
shutil.rmtree(os.path.join(path, "c"))
proof.expect("open of zarr reads no chunk", array[...].sum() == 0)
proof.end()
