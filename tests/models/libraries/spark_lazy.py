"""What rules/models/python/spark.yaml says: rows that pass a function, counted by an accumulator."""

import os
import shutil
import sys

if not shutil.which("java"):
    sys.exit(77)  # skipped: Spark runs on Java

os.environ["PYSPARK_PYTHON"] = sys.executable  # else what python3 is on this machine

from proof import Proof
from pyspark.sql import SparkSession
from pyspark.sql.functions import udf

ROWS = 100
spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1")
    .getOrCreate()
)
context = spark.sparkContext
context.setLogLevel("OFF")
proof = Proof(f"pyspark {spark.version}")


def check(name, make, work, seen):
    """make(count) puts all rows off; work(made) lets as many through as `seen` allows."""
    total = context.accumulator(0)

    def count(row):
        total.add(1)
        return row

    made = make(count)
    proof.expect(f"{name} puts the work off ({total.value} rows)", total.value == 0)
    work(made)
    proof.expect(f"{name} lets {total.value} rows through", seen(total.value))


def everything(rows):
    return rows >= ROWS


def a_part(rows):
    return 0 < rows < ROWS


def numbers(count):
    return context.parallelize(range(ROWS), 4).map(count)


def frame(count):
    return spark.range(0, ROWS, 1, 4).withColumn("same", udf(count, "long")("id"))


def write_nowhere(made):
    made.write.format("noop").mode("overwrite").save()


check("RDD.collect", numbers, lambda made: made.collect(), everything)
check("RDD.count", numbers, lambda made: made.count(), everything)
check("RDD.reduce", numbers, lambda made: made.reduce(max), everything)
check("RDD.foreach", numbers, lambda made: made.foreach(lambda row: None), everything)
check("RDD.filter", lambda count: numbers(count).filter(bool), lambda made: made.sum(), everything)
check("RDD.first", numbers, lambda made: made.first(), a_part)
check("RDD.take", numbers, lambda made: made.take(3), a_part)
check("DataFrame.collect", frame, lambda made: made.collect(), everything)
check("DataFrame.toPandas", frame, lambda made: made.toPandas(), everything)
check("noop", frame, write_nowhere, everything)
check("DataFrame.foreach", frame, lambda made: made.foreach(lambda row: None), everything)
check("DataFrame.groupBy", lambda count: frame(count).groupBy("same").count(), write_nowhere,
      everything)
check("DataFrame.count", frame, lambda made: made.count(), lambda rows: rows < ROWS)
check("DataFrame.first", frame, lambda made: made.first(), lambda rows: rows < ROWS)
spark.stop()
proof.end()
