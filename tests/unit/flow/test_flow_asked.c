/* How frameworks are asked to measure, and what serves only once. */
#include "flow_snippet.h"

static const struct snippet targets[] = {
    {"a generator function", "def gen():\n    yield 1\n"
                             "def test_a(benchmark):\n    benchmark(gen) #! lazy-target certain\n"},
    {"a coroutine function", "async def co():\n    return 1\n"
                             "def test_a(benchmark):\n    benchmark(co) #! lazy-target certain\n"},
    {"decorated, who knows", "from other import runs\n@runs\nasync def co():\n    return 1\n"
                             "def test_a(benchmark):\n    benchmark(co) #! lazy-target possible\n"},
    {"the fixture decorates", "def test_a(benchmark):\n    @benchmark\n"
                              "    def gen(): #! lazy-target certain\n        yield 1\n"},
    {"awaited by the framework", "import pyperf\nasync def co():\n    return 1\n"
                                 "pyperf.Runner().bench_async_func('co', co)\n"},
    {"a generator method of asv", "class Suite:\n    def time_it(self):\n"
                                  "        yield 1 #! lazy-target certain\n"},
    {"a plain function", "def f():\n    return 1\ndef test_a(benchmark):\n    benchmark(f)\n"},
    {"a result", "def f():\n    return [1]\n"
                 "def test_a(benchmark):\n    benchmark(f()) #! result-target certain\n"},
    {"the result of a function that returns nothing",
     "def f():\n    print(1)\n"
     "def test_a(benchmark):\n    benchmark(f()) #! result-target certain\n"},
    {"the result of a factory", "def f():\n    return lambda: 1\n"
                                "def test_a(benchmark):\n    benchmark(f())\n"},
    {"a result handed through", "def f(x):\n    return x\n"
                                "def test_a(benchmark):\n    benchmark(f(len))\n"},
    {"the result of the unknown", "from other import f\n"
                                  "def test_a(benchmark):\n    benchmark(f())\n"},
};

Test(flow_asked, targets)
{
    struct workshop workshop = workshop_open(FRONT_PYTHON, NULL, 0);

    CHECK_SNIPPETS(&workshop, targets);
    workshop_close(&workshop);
}

static const struct snippet fixtures[] = {
    {"never called", "def test_a(benchmark): #! idle certain\n    print(1)\n"},
    {"an empty test", "def test_a(benchmark):\n    pass\n"},
    {"handed on", "from other import run\ndef test_a(benchmark):\n    run(benchmark)\n"},
    {"no test", "def helper(benchmark):\n    print(1)\n"},
    {"called twice", "def f():\n    pass\ndef test_a(benchmark):\n    benchmark(f)\n"
                     "    benchmark(f) #! repeated likely\n"},
    {"called in a loop", "def f(i):\n    pass\ndef test_a(benchmark):\n    for i in range(3):\n"
                         "        benchmark(f, i) #! repeated likely\n"},
    {"called on either way", "def f():\n    pass\ndef test_a(benchmark, x):\n    if x:\n"
                             "        benchmark(f)\n    else:\n        benchmark(f)\n"},
    {"no number", "class Suite:\n    def track_it(self): #! no-result certain\n        print(1)\n"},
    {"None is no number",
     "class Suite:\n    def track_it(self): #! no-result certain\n        print(1)\n"
     "        return None\n"},
    {"a number", "class Suite:\n    def track_it(self):\n        return len('a')\n"},
    {"an abstract method", "class Suite:\n    def track_it(self):\n"
                           "        raise NotImplementedError\n"},
    {"no elapsed time", "import pyperf\ndef f(loops): #! no-result certain\n    print(loops)\n"
                        "pyperf.Runner().bench_time_func('f', f)\n"},
};

Test(flow_asked, fixtures)
{
    struct workshop workshop = workshop_open(FRONT_PYTHON, NULL, 0);

    CHECK_SNIPPETS(&workshop, fixtures);
    workshop_close(&workshop);
}

static const struct snippet once[] = {
    {"an argument", "def test_a(benchmark):\n"
                    "    benchmark(sum, map(len, 'ab')) #! exhausted likely\n"},
    {"a list as argument", "def test_a(benchmark):\n    benchmark(sum, list(map(len, 'ab')))\n"},
    {"one item each time", "def test_a(benchmark):\n    benchmark(next, map(len, 'ab'))\n"},
    {"captured", "def test_a(benchmark):\n    it = map(len, 'ab')\n"
                 "    benchmark(lambda: sum(it)) #! exhausted likely\n"},
    {"made in each call", "def test_a(benchmark):\n    def f():\n        it = map(len, 'ab')\n"
                          "        return sum(it)\n    benchmark(f)\n"},
    {"called once", "import timeit\nit = map(len, 'ab')\n"
                    "timeit.timeit(lambda: sum(it), number=1)\n"},
    {"an attribute", "class Suite:\n    def setup(self):\n        self.it = map(len, 'ab')\n"
                     "    def time_it(self):\n        list(self.it) #! exhausted likely\n"},
    {"set up for each call", "class Suite:\n    number = 1\n    def setup(self):\n"
                             "        self.it = map(len, 'ab')\n"
                             "    def time_it(self):\n        list(self.it)\n"},
    {"sometimes a list", "class Suite:\n    def setup(self, lazy):\n"
                         "        self.it = map(len, 'ab') if lazy else [1]\n"
                         "    def time_it(self, lazy):\n        list(self.it)\n"},
    {"text of literals", "import timeit\ntimeit.timeit('2 ** 64') #! folded certain\n"},
    {"text with a name", "import timeit\ntimeit.timeit('x ** 64', 'x = 2')\n"},
    {"text that is no Python", "import timeit\ntimeit.timeit('2 ** (')\n"},
    {"the calendar", "import time\nstart = time.time() #! wall-clock certain\nprint(1)\n"
                     "print(time.time() - start)\n"},
    {"the other clock", "import time\nstart = time.monotonic()\nprint(1)\n"
                        "print(time.monotonic() - start)\n"},
};

Test(flow_asked, once)
{
    struct workshop workshop = workshop_open(FRONT_PYTHON, NULL, 0);

    CHECK_SNIPPETS(&workshop, once);
    workshop_close(&workshop);
}

static const struct snippet lists[] = {
    {"looked at in time", "import time\ndef bench(s):\n    t = time.perf_counter()\n"
                          "    x = [map(len, s) for _ in s]\n    for i in x:\n        list(i)\n"
                          "    return time.perf_counter() - t\n"},
    {"not looked at", "import time\ndef bench(s):\n    t = time.perf_counter()\n    x = []\n"
                      "    for _ in s:\n        x.append(map(len, s)) #! pending certain\n"
                      "    return time.perf_counter() - t\n"},
    {"handed on", "import time\nfrom other import use\ndef bench(s):\n"
                  "    t = time.perf_counter()\n    x = [map(len, s)]\n    use(x)\n"
                  "    return time.perf_counter() - t\n"},
    {"captured", "import time\ndef bench(s):\n    t = time.perf_counter()\n    x = [map(len, s)]\n"
                 "    def f():\n        return list(x[0])\n    f()\n"
                 "    return time.perf_counter() - t\n"},
    {"unpacked", "import time\ndef bench(s):\n    t = time.perf_counter()\n"
                 "    a, b = [map(len, s), map(len, s)]\n    list(a)\n    list(b)\n"
                 "    return time.perf_counter() - t\n"},
    {"slice filled", "import time\ndef bench(s, x):\n    t = time.perf_counter()\n"
                     "    x[:] = map(len, s)\n    return time.perf_counter() - t\n"},
    {"two spans", "import time\ndef bench(s):\n    t = time.perf_counter()\n    x = [map(len, s)]\n"
                  "    u = time.perf_counter()\n    list(x[0])\n    v = time.perf_counter()\n"
                  "    return u - t, v - u\n"},
};

Test(flow_asked, lists)
{
    struct workshop workshop = workshop_open(FRONT_PYTHON, NULL, 0);

    CHECK_SNIPPETS(&workshop, lists);
    workshop_close(&workshop);
}
