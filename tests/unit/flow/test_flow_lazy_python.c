#include "flow_snippet.h"

#define TIMED(before, body, after)                                                         \
    "import io, time\nfrom io import StringIO\n" before                                    \
    "\ndef bench(n, s):\n    out = StringIO()\n    start = time.perf_counter()\n" body     \
    "\n    took = time.perf_counter() - start\n" after "    return took\n"

static const struct snippet timers[] = {
    {"never realized", TIMED("", "    for i in range(n):\n"
                             "        out.write(s) #! pending certain", "")},
    {"realized in time", TIMED("", "    for i in range(n):\n        out.write(s)\n"
                               "    out.getvalue()", "")},
    {"realized late", TIMED("", "    for i in range(n):\n"
                            "        out.write(s) #! late certain", "    out.getvalue()\n")},
    {"realized on one path", TIMED("", "    for i in range(n):\n"
                                   "        out.write(s) #! pending likely\n"
                                   "    if n > 5:\n        out.getvalue()", "")},
    {"print into it", TIMED("", "    for i in range(n):\n"
                            "        print(s, file=out) #! pending certain", "")},
    {"handed to somebody", TIMED("import other\n", "    other.fill(out)\n"
                                 "    out.write(s)", "")},
    {"handed on later", TIMED("import other\n", "    out.write(s) #! pending certain",
                              "    other.use(out)\n")},
    {"bound method", TIMED("", "    get = out.getvalue\n    out.write(s)\n    get()", "")},
    {"kept in a list", TIMED("", "    everything = [out]\n    out.write(s)\n"
                             "    for o in everything:\n        o.getvalue()", "")},
    {"another object is realized",
     TIMED("", "    other = StringIO()\n    other.write(s)\n"
           "    out.write(s) #! pending certain\n    other.getvalue()", "")},
    {"an alias is realized", TIMED("", "    alias = out\n    out.write(s)\n"
                                   "    alias.getvalue()", "")},
    {"a helper writes", TIMED("def fill(f, s):\n    f.write(s) #! pending certain\n",
                              "    fill(out, s)", "")},
    {"a helper writes, after one of its own",
     TIMED("def fill(f, s):\n    own = StringIO()\n    own.write(s)\n    own.getvalue()\n"
           "    f.write(s) #! pending certain\n", "    fill(out, s)", "")},
    {"a helper realizes", TIMED("def done(f):\n    return f.getvalue()\n",
                                "    out.write(s)\n    done(out)", "")},
    {"a helper writes and realizes",
     TIMED("def both(f, s):\n    f.write(s)\n    f.getvalue()\n", "    both(out, s)", "")},
    {"a helper realizes late", TIMED("def done(f):\n    return f.getvalue()\n",
                                     "    out.write(s) #! late certain", "    done(out)\n")},
    {"a helper makes it", TIMED("def make():\n    return StringIO()\n",
                                "    f = make()\n    f.write(s) #! pending certain", "")},
    {"a new one each time", TIMED("", "    for i in range(n):\n        f = StringIO()\n"
                                  "        f.write(s) #! pending certain", "")},
    {"a new one each time, realized",
     TIMED("", "    for i in range(n):\n        f = StringIO()\n        f.write(s)\n"
           "        f.getvalue()", "")},
    {"a helper makes and drops it",
     TIMED("def work(s):\n    f = StringIO()\n    f.write(s) #! pending certain\n",
           "    work(s)", "")},
    {"a helper makes and returns it",
     TIMED("def work(s):\n    f = StringIO()\n    f.write(s)\n    return f\n",
           "    work(s).getvalue()", "")},
    {"written before the clock starts",
     "import io, time\ndef bench(s):\n    out = io.StringIO()\n    out.write(s)\n"
     "    start = time.perf_counter()\n    x = len(s) * 2\n"
     "    return time.perf_counter() - start\n"},
    {"left by an exception",
     TIMED("", "    try:\n        while True:\n            out.write(s)\n"
           "            out.getvalue()\n    except ValueError:\n        pass", "")},
    {"an exception before it is realized",
     TIMED("", "    try:\n        out.write(s)\n        out.getvalue()\n"
           "    except ValueError:\n        pass", "")},
    {"tried to realize",
     TIMED("", "    out.write(s)\n    try:\n        out.getvalue()\n"
           "    except ValueError:\n        pass", "")},
    {"realized in finally",
     TIMED("", "    try:\n        out.write(s)\n    finally:\n        out.getvalue()", "")},
    {"nothing is written", TIMED("", "    x = n * 2", "")},
};

Test(flow_lazy_python, timers)
{
    struct workshop workshop = workshop_open(FRONT_PYTHON, NULL, 0);

    CHECK_SNIPPETS(&workshop, timers);
    workshop_close(&workshop);
}

static const struct snippet attributes[] = {
    {"attribute of self",
     "import io, time\nclass B:\n    def setup(self):\n        self.out = io.StringIO()\n"
     "    def run(self, s):\n        start = time.perf_counter()\n"
     "        self.out.write(s) #! pending likely\n"
     "        return time.perf_counter() - start\n"},
    {"attribute of self, realized",
     "import io, time\nclass B:\n    def setup(self):\n        self.out = io.StringIO()\n"
     "    def run(self, s):\n        start = time.perf_counter()\n"
     "        self.out.write(s)\n        self.out.getvalue()\n"
     "        return time.perf_counter() - start\n"},
    {"realized by a method",
     "import io, time\nclass B:\n    def setup(self):\n        self.out = io.StringIO()\n"
     "    def finish(self):\n        self.out.getvalue()\n"
     "    def run(self, s):\n        start = time.perf_counter()\n"
     "        self.out.write(s)\n        self.finish()\n"
     "        return time.perf_counter() - start\n"},
    {"module variable",
     "import io, time\nout = io.StringIO()\nstart = time.perf_counter()\n"
     "for i in range(1000):\n    out.write('x') #! pending certain\n"
     "print(time.perf_counter() - start)\n"},
    {"module variable, realized by a function",
     "import io, time\nout = io.StringIO()\ndef done():\n    return out.getvalue()\n"
     "start = time.perf_counter()\nfor i in range(1000):\n    out.write('x')\ndone()\n"
     "print(time.perf_counter() - start)\n"},
    {"module variable, written by a function",
     "import io, time\nout = io.StringIO()\ndef fill():\n    out.write('x') #! pending certain\n"
     "start = time.perf_counter()\nfill()\n"
     "print(time.perf_counter() - start)\n"},
};

Test(flow_lazy_python, attributes_and_module_variables)
{
    struct workshop workshop = workshop_open(FRONT_PYTHON, NULL, 0);

    CHECK_SNIPPETS(&workshop, attributes);
    workshop_close(&workshop);
}

static const struct snippet programs[] = {
    {"the article",
     "from io import StringIO\nCHUNK_SIZE = 1_000_000\ns = \"a\" * CHUNK_SIZE\n\n"
     "def f(NUMBER):\n    output = StringIO()\n    bytes_written = 0\n"
     "    while bytes_written < NUMBER:\n"
     "        num_written = output.write(s) #! pending certain\n"
     "        bytes_written += CHUNK_SIZE\nimport sys\n"},
    {"the article, mended",
     "from io import StringIO\nCHUNK_SIZE = 1_000_000\ns = \"a\" * CHUNK_SIZE\n\n"
     "def f(NUMBER):\n    output = StringIO()\n    bytes_written = 0\n"
     "    while bytes_written < NUMBER:\n        num_written = output.write(s)\n"
     "        bytes_written += CHUNK_SIZE\n    output.getvalue()\nimport sys\n"},
    {"the article, called",
     "from io import StringIO\nimport sys\ns = \"a\" * 1000\n"
     "def f(n):\n    output = StringIO()\n    for i in range(n):\n"
     "        output.write(s) #! pending certain\n\nf(int(sys.argv[1]))\n"},
    {"the caller realizes",
     "from io import StringIO\nimport sys\ns = \"a\" * 1000\n"
     "def f(n, output):\n    for i in range(n):\n        output.write(s)\n\n"
     "out = StringIO()\nf(int(sys.argv[1]), out)\nprint(len(out.getvalue()))\n"},
    {"the caller does not",
     "from io import StringIO\nimport sys\ns = \"a\" * 1000\n"
     "def f(n, output):\n    for i in range(n):\n        output.write(s) #! pending certain\n\n"
     "out = StringIO()\nf(int(sys.argv[1]), out)\n"},
    {"a file is written when it is closed",
     "import sys\ndef f(n):\n    with open('/dev/null', 'w') as out:\n"
     "        for i in range(n):\n            out.write('x')\n\nf(int(sys.argv[1]))\n"},
    {"a file is written when it dies",
     "import sys\ndef f(n):\n    out = open('/dev/null', 'w')\n"
     "    for i in range(n):\n        out.write('x')\n\nf(int(sys.argv[1]))\n"},
};

Test(flow_lazy_python, programs_timed_from_outside)
{
    struct workshop workshop = workshop_open(FRONT_PYTHON, NULL, 0);

    CHECK_SNIPPETS(&workshop, programs);
    workshop_close(&workshop);
}

static const struct snippet iterators[] = {
    {"nobody asks for the items", TIMED("", "    it = map(len, s) #! pending certain", "")},
    {"asked for late", TIMED("", "    it = map(len, s) #! late certain", "    list(it)\n")},
    {"a list", TIMED("", "    it = list(map(len, s))", "")},
    {"a loop", TIMED("", "    for x in map(len, s):\n        pass", "")},
    {"star arguments", TIMED("", "    print(*map(len, s))", "")},
    {"membership", TIMED("", "    it = map(len, s)\n    found = 3 in it", "")},
    {"a generator", TIMED("def items(n):\n    for i in range(n):\n        yield i\n",
                          "    it = items(n) #! pending certain", "")},
    {"a generator that is summed",
     TIMED("def items(n):\n    for i in range(n):\n        yield i\n", "    x = sum(items(n))", "")},
    {"a generator expression", TIMED("", "    x = (i for i in s) #! pending certain", "")},
    {"a generator expression that is summed", TIMED("", "    x = sum(i for i in s)", "")},
    {"any stops early, on purpose", TIMED("", "    x = any(i > 3 for i in s)", "")},
    {"passed on", TIMED("import other\n", "    other.take(map(len, s))", "")},
    {"kept in a list", TIMED("", "    x = [map(len, s)] #! pending certain", "")},
    {"one of two, then used", TIMED("", "    it = map(len, s)\n    if n > 3:\n"
                                    "        it = filter(None, it)\n    for x in it:\n"
                                    "        pass", "")},
    {"read through another iterator",
     TIMED("import csv\ndef rows(lines):\n    return list(csv.reader(lines))\n",
           "    rows(map(str, s))", "")},
    {"read by a generator that shares the variable",
     TIMED("def use(items):\n    def inner():\n        for i in items:\n            yield i\n"
           "    return list(inner())\n", "    use(map(str, s))", "")},
    {"a context manager", TIMED("import contextlib\n@contextlib.contextmanager\ndef quiet():\n"
                                "    yield\n", "    with quiet():\n        pass", "")},
    {"a class method takes it",
     TIMED("class Load:\n    @classmethod\n    def load(cls, items):\n"
           "        return sorted(items)\n", "    Load.load(map(len, s))", "")},
    {"a static method takes it",
     TIMED("class Load:\n    @staticmethod\n    def load(items):\n"
           "        return sorted(items)\n", "    Load().load(map(len, s))", "")},
    {"a helper wraps it and takes all",
     TIMED("import itertools\ndef take(items, limit=None):\n    if limit is not None:\n"
           "        items = itertools.islice(items, limit)\n    for i in items:\n"
           "        pass\n", "    take(map(len, s))", "")},
    {"unpacked", TIMED("", "    a, b = map(len, s)", "")},
};

Test(flow_lazy_python, iterators)
{
    struct workshop workshop = workshop_open(FRONT_PYTHON, NULL, 0);

    CHECK_SNIPPETS(&workshop, iterators);
    workshop_close(&workshop);
}

static const struct snippet intents[] = {
    {"the name says so",
     "import time\ndef bench_create_map(s):\n    start = time.perf_counter()\n"
     "    it = map(len, s) #! pending possible\n    return time.perf_counter() - start\n"},
    {"the name in capitals says so",
     "import time\ndef benchSubmitAll(s):\n    start = time.perf_counter()\n"
     "    it = map(len, s) #! pending possible\n    return time.perf_counter() - start\n"},
    {"the name only contains the letters",
     "import time\ndef bench_reopened(s):\n    start = time.perf_counter()\n"
     "    it = map(len, s) #! pending certain\n    return time.perf_counter() - start\n"},
    {"it says nothing of what is written",
     "import io, time\ndef bench_open(s):\n    f = io.StringIO()\n"
     "    start = time.perf_counter()\n    f.write(s) #! pending certain\n"
     "    return time.perf_counter() - start\n"},
};

Test(flow_lazy_python, intents)
{
    struct workshop workshop = workshop_open(FRONT_PYTHON, NULL, 0);

    CHECK_SNIPPETS(&workshop, intents);
    workshop_close(&workshop);
}

static const struct snippet concurrency[] = {
    {"a coroutine that is not awaited",
     "import time\nasync def work(n):\n    return n\nasync def bench(n):\n"
     "    start = time.perf_counter()\n    work(n) #! pending certain\n"
     "    return time.perf_counter() - start\n"},
    {"a coroutine that is awaited",
     "import time\nasync def work(n):\n    return n\nasync def bench(n):\n"
     "    start = time.perf_counter()\n    await work(n)\n"
     "    return time.perf_counter() - start\n"},
    {"a task that runs while others are awaited",
     "import asyncio, time\nasync def work(n):\n    return n\nasync def bench(n):\n"
     "    start = time.perf_counter()\n    asyncio.create_task(work(n))\n"
     "    await asyncio.sleep(1)\n    return time.perf_counter() - start\n"},
    {"futures that the pool waits for",
     "import time\nfrom concurrent.futures import ThreadPoolExecutor\n"
     "def bench(f):\n    start = time.perf_counter()\n"
     "    with ThreadPoolExecutor() as pool:\n        x = pool.submit(f)\n"
     "    return time.perf_counter() - start\n"},
    {"a future that nobody waits for",
     "import time\nfrom concurrent.futures import ThreadPoolExecutor\n"
     "def bench(f):\n    pool = ThreadPoolExecutor()\n    start = time.perf_counter()\n"
     "    x = pool.submit(f) #! pending certain\n    return time.perf_counter() - start\n"},
};

Test(flow_lazy_python, concurrency)
{
    struct workshop workshop = workshop_open(FRONT_PYTHON, NULL, 0);

    CHECK_SNIPPETS(&workshop, concurrency);
    workshop_close(&workshop);
}

static const struct snippet files[] = {
    {"closed late", "import time\ndef bench(n):\n    f = open('x', 'w')\n"
     "    start = time.perf_counter()\n    for i in range(n):\n"
     "        f.write('x') #! late certain\n"
     "    took = time.perf_counter() - start\n    f.close()\n    return took\n"},
    {"flushed", "import time\ndef bench(n):\n    f = open('x', 'w')\n"
     "    start = time.perf_counter()\n    for i in range(n):\n        f.write('x')\n    f.flush()\n"
     "    took = time.perf_counter() - start\n    f.close()\n    return took\n"},
    {"with inside", "import time\ndef bench(n):\n    start = time.perf_counter()\n"
     "    with open('x', 'w') as f:\n        f.write('x')\n"
     "    return time.perf_counter() - start\n"},
    {"with outside", "import time\ndef bench(n):\n    with open('x', 'w') as f:\n"
     "        start = time.perf_counter()\n        f.write('x') #! late certain\n"
     "        took = time.perf_counter() - start\n    return took\n"},
    {"a parameter", "import time\ndef bench(f):\n    start = time.perf_counter()\n"
     "    print('x', file=f)\n    return time.perf_counter() - start\n"},
    {"print flushes", "import time\ndef bench(n):\n    f = open('x', 'w')\n"
     "    start = time.perf_counter()\n    print('x', file=f, flush=True)\n"
     "    took = time.perf_counter() - start\n    f.close()\n    return took\n"},
};

Test(flow_lazy_python, files)
{
    struct workshop workshop = workshop_open(FRONT_PYTHON, NULL, 0);

    CHECK_SNIPPETS(&workshop, files);
    workshop_close(&workshop);
}
