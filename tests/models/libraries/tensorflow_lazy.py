"""What rules/models/python/tensorflow.yaml says that needs no device: datasets, traced functions, and
the graphs of TensorFlow 1."""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import tensorflow as tf
from proof import Counter, Proof

proof = Proof(f"tensorflow {tf.__version__}")
ITEMS = 10


def dataset(counter):
    def count(number):
        return tf.numpy_function(counter, [number], tf.int64)

    return tf.data.Dataset.range(ITEMS).map(count)


DATASETS = {
    "map": dataset,
    "filter": lambda counter: dataset(counter).filter(lambda number: number >= 0),
    "batch": lambda counter: dataset(counter).batch(2),
    "take": lambda counter: dataset(counter).take(ITEMS),
}
for name, make in DATASETS.items():
    proof.deferred(f"Dataset.{name}", make, list, count=ITEMS)
proof.deferred("Dataset.reduce", dataset, lambda made: made.reduce(tf.constant(0, tf.int64),
                                                                 lambda a, b: a + b), count=ITEMS)
proof.deferred("Dataset.as_numpy_iterator", dataset,
               lambda made: list(made.as_numpy_iterator()), count=ITEMS)
proof.deferred("next", dataset, lambda made: next(iter(made)), partial=True, count=ITEMS)

traced = Counter()
function = tf.function(lambda number: traced(number) + 1)
proof.expect("tf.function traces nothing", traced.calls == 0)
function(tf.constant(1))
proof.expect("the first call traces", traced.calls == 1)
function(tf.constant(2))
proof.expect("the second does not", traced.calls == 1)


def node(counter):
    given = tf.compat.v1.placeholder(tf.int64)
    return given, tf.compat.v1.py_func(counter, [given], tf.int64) + 1


def run(made):
    with tf.compat.v1.Session() as session:
        session.run(made[1], {made[0]: 3})


with tf.Graph().as_default():
    proof.deferred("a node of a graph", node, run, count=1)
proof.end()
