/* Names are resolved as Python does: the last call of the module, by its resolved name and by the
 * function of the file that it reaches. */
#include "py_snippet.h"

struct name_row {
    const char *source;
    const char *text;     /* of the last call that somebody wrote */
    const char *function; /* of the file, or NULL */
};

static const struct ir_op *last_call(const struct snippet *snippet, const char *within)
{
    const struct ir_function *function = snippet_function(snippet, within);
    const struct ir_op *call = NULL;
    cr_assert_not_null(function, "no function %s", within);
    for (size_t i = 0; i < function->op_count; i++)
        if (function->ops[i].code == IR_CALL && !(function->ops[i].flags & IR_IMPLICIT))
            call = &function->ops[i];
    return call;
}

static void expect_name(const struct name_row *row, const char *within)
{
    struct snippet snippet = snippet_of(row->source);
    const struct ir_op *call = last_call(&snippet, within);
    cr_assert_not_null(call, "no call in\n%s", row->source);
    cr_expect_str_eq(call->text, row->text, "\"%s\", not \"%s\", in\n%s", call->text, row->text,
                     row->source);
    const char *function =
        call->function == IR_NONE ? NULL : snippet.unit->functions[call->function].name;
    if (row->function)
        cr_expect(function && !strcmp(function, row->function), "calls %s, not %s, in\n%s",
                  function ? function : "nothing", row->function, row->source);
    else
        cr_expect_null(function, "calls %s in\n%s", function, row->source);
    snippet_release(&snippet);
}

#define EXPECT_NAMES(within, ...)                                 \
    do {                                                          \
        static const struct name_row rows[] = {__VA_ARGS__};      \
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)   \
            expect_name(&rows[i], within);                        \
    } while (0)

Test(py_names, imports)
{
    EXPECT_NAMES("<module>",
        {"from io import StringIO as S\nS()\n", "io.StringIO", NULL},
        {"import io\nio.StringIO()\n", "io.StringIO", NULL},
        {"import numpy as np\nnp.zeros(3)\n", "numpy.zeros", NULL},
        {"import os.path\nos.path.join('a')\n", "os.path.join", NULL},
        {"import os.path as p\np.join('a')\n", "os.path.join", NULL},
        {"from . import util\nutil.go()\n", "__package__.util.go", NULL},
        {"from ..pkg.util import go\ngo()\n", "__package__.__parent__.pkg.util.go", NULL},
        {"import a, b as c\nc.f()\n", "b.f", NULL},
        {"from a import (b, c as d)\nd()\n", "a.c", NULL},
        {"import a \\\n  . b as c\nc.f()\n", "a.b.f", NULL});
}

Test(py_names, builtins_and_unknown_names)
{
    EXPECT_NAMES("<module>",
        {"open('x')\n", "builtins.open", NULL},
        {"list(map(f, x))\n", "builtins.list", NULL},
        {"xrange(3)\n", "builtins.xrange", NULL},
        {"str.join('a', b)\n", "builtins.str.join", NULL},
        {"def open(x): pass\nopen('x')\n", "open", "open"},
        {"get_ipython()\n", "get_ipython", NULL},
        {"from time import *\nperf_counter()\n", "time.perf_counter", NULL},
        {"from time import *\nopen('x')\n", "builtins.open", NULL},
        {"from a import *\nfrom b import *\nf()\n", "f", NULL});
}

Test(py_names, alternatives_mean_the_first)
{
    EXPECT_NAMES("<module>",
        {"try:\n import cupy as np\nexcept ImportError:\n import numpy as np\nnp.ones(3)\n",
         "cupy.ones", NULL},
        {"try:\n from time import perf_counter as c\nexcept ImportError:\n c = None\nc()\n",
         "time.perf_counter", NULL},
        {"c = None\ntry:\n from time import perf_counter as c\nexcept ImportError: pass\nc()\n",
         "time.perf_counter", NULL},
        {"import sys\nif sys.x:\n import a as m\nelse:\n import b as m\nm.f()\n", "a.f", NULL},
        {"try:\n import a as m\nexcept ImportError:\n class m:\n  pass\nm.f()\n", "a.f", NULL});
}

Test(py_names, aliases_are_followed)
{
    EXPECT_NAMES("<module>",
        {"import time\ntimer = time.perf_counter\ntimer()\n", "time.perf_counter", NULL},
        {"import time as t\nc = t.clock if x else t.time\nc()\n", "time.clock", NULL},
        {"import time as t\nc = t.clock if x else y()\nc()\n", "", NULL},
        {"import time\nc = getattr(time, 'monotonic', time.time)\nc()\n", "time.monotonic", NULL},
        {"import time\nc = getattr(time, 'a', None) or time.time\nc()\n", "time.a", NULL},
        {"import time\nc = getattr(x(), 'a', None)\nc()\n", "", NULL},
        {"import time\na = time\nb = a.time\nb()\n", "time.time", NULL},
        {"def f(): pass\ng = f\ng()\n", "f", "f"},
        {"import time\na, b = time.time, time.sleep\nb()\n", "time.sleep", NULL},
        {"import a\nx = a.f\nx = a.f()\nx()\n", "", NULL},
        {"x = y\ny = x\nx()\n", "", NULL},
        {"def f(): pass\nf = jit(f)\nf()\n", "", NULL},
        {"import time\ndel time\ntime.time()\n", "time.time", NULL});
}

Test(py_names, local_assignment_shadows)
{
    EXPECT_NAMES("f",
        {"import time\ndef f(time):\n time.time()\n", ".time", NULL},
        {"import time\ndef f():\n time.time()\n time = 3 + 4\n", ".time", NULL},
        {"import time\ndef f():\n for time in x: time.time()\n", ".time", NULL},
        {"import time\ndef f():\n [time for time in x]\n time.time()\n", "time.time", NULL},
        {"import time\ndef f():\n def time(): pass\n time()\n", "f.time", "f.time"},
        {"def f():\n import time\n time.time()\n", "time.time", NULL},
        {"import time\nt = time.time\ndef f(time):\n t()\n", "time.time", NULL},
        {"def f():\n with open('x') as open_: open_.read()\n", ".read", NULL},
        {"def f():\n if (n := g()): n.close()\n", ".close", NULL},
        {"def f(x, len=len):\n len(x)\n", "", NULL});
}

Test(py_names, global_and_nonlocal)
{
    EXPECT_NAMES("f",
        {"import m\ndef f():\n global m\n m.g()\n", "m.g", NULL},
        {"def f():\n global t\n import time as t\n t.time()\n", "time.time", NULL},
        {"def g(): pass\ndef f():\n global g\n g()\n", "g", "g"});
    EXPECT_NAMES("f.g",
        {"def f():\n import time\n def g():\n  nonlocal time\n  time.time()\n", "time.time", NULL},
        {"def f():\n def g():\n  nonlocal h\n  h()\n def h(): pass\n", "f.h", "f.h"});
}

Test(py_names, functions_and_classes_of_the_file)
{
    EXPECT_NAMES("<module>",
        {"def f(): pass\nf()\n", "f", "f"},
        {"class T:\n def __init__(self): pass\nT()\n", "T", "T.__init__"},
        {"class T: pass\nT()\n", "T", NULL},
        {"class A:\n def __init__(self): pass\nclass B(A): pass\nB()\n", "B", "A.__init__"},
        {"class T:\n def go(self): pass\nT.go(x)\n", "T.go", "T.go"},
        {"class A:\n class B:\n  def __init__(self): pass\nA.B()\n", "A.B", "A.B.__init__"},
        {"class T:\n def go(self): pass\nt = T()\nt.go()\n", ".go", NULL},
        {"def f(): pass\nf()\ndef f(): pass\n", "f", "f"},
        {"@deco\ndef f(): pass\nf()\n", "f", "f"});
    EXPECT_NAMES("h",
        {"def h():\n def inner(): pass\n inner()\n", "h.inner", "h.inner"},
        {"def h():\n later()\ndef later(): pass\n", "later", "later"});
}

Test(py_names, methods_of_self)
{
    EXPECT_NAMES("T.f",
        {"class T:\n def f(self): self.g()\n def g(self): pass\n", ".g", "T.g"},
        {"class T:\n def f(this): this.g()\n def g(self): pass\n", ".g", "T.g"},
        {"class T:\n def g(self): pass\n def f(self): g(self)\n", "g", NULL},
        {"class T:\n def f(self):\n  self = x\n  self.g()\n def g(self): pass\n", ".g", NULL},
        {"class T:\n @staticmethod\n def f(s): s.g()\n def g(self): pass\n", ".g", NULL},
        {"class T:\n @classmethod\n def f(cls): cls.g()\n def g(cls): pass\n", ".g", "T.g"},
        {"class T:\n @classmethod\n def f(cls): cls()\n def __init__(self): pass\n", "T",
         "T.__init__"},
        {"class B:\n def g(self): pass\nclass T(B):\n def f(self): self.g()\n", ".g", "B.g"},
        {"class B:\n def f(self): pass\nclass T(B):\n def f(self): super().f()\n", ".f", "B.f"},
        {"class T(T):\n def f(self): self.g()\n", ".g", NULL},
        {"class T(U):\n def f(self): self.g()\nclass U(T): pass\n", ".g", NULL},
        {"class T:\n def f(self): self.file.write('x')\n", ".write", NULL});
}

Test(py_names, bound_methods_that_are_kept)
{
    EXPECT_NAMES("f",
        {"def f():\n out = open('x')\n w = out.write\n for i in x: w(i)\n", ".write", NULL},
        {"def f(out):\n w = out.write\n w('x')\n", ".write", NULL},
        {"def f(out):\n w = out.write\n w = out.other\n w('x')\n", "", NULL},
        {"def f(out):\n out = g(out)\n w = out.write\n w('x')\n", "", NULL});
}

Test(py_names, class_scope_is_not_seen_by_methods)
{
    EXPECT_NAMES("T.f",
        {"import time\nclass T:\n time = 3 + 4\n def f(self): time.time()\n", "time.time", NULL},
        {"class T:\n import time\n def f(self): time.time()\n", ".time", NULL});
}

Test(py_names, imports_are_recorded)
{
    struct snippet s = snippet_of("import numpy as np\nfrom io import StringIO as S\n"
                                  "from x import *\nimport a.b\n");
    static const struct ir_import wanted[] = {{.module = "numpy", .name = NULL, .local = "np"},
                                              {.module = "io", .name = "StringIO", .local = "S"},
                                              {.module = "x", .name = "*", .local = "*"},
                                              {.module = "a.b", .name = NULL, .local = "a"}};
    cr_assert_eq(s.unit->import_count, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct ir_import *import = &s.unit->imports[i];
        cr_expect_str_eq(import->module, wanted[i].module);
        cr_expect_str_eq(import->local, wanted[i].local);
        cr_expect((!import->name && !wanted[i].name) ||
                  (import->name && wanted[i].name && !strcmp(import->name, wanted[i].name)));
        cr_expect_eq(import->at.line, i + 1);
    }
    snippet_release(&s);
}

Test(py_names, annotations_give_types)
{
    SNIPPET_ROWS(
        {"import io\ndef f(x: io.StringIO):\n x.write('a')\n",
         "param x#0 : io.StringIO\nload x#0 : io.StringIO\ncall '.write'"},
        {"from typing import Optional, Any\ndef f(a: Optional[int], b: Any, c: 'T', d: list[T]):\n"
         " pass\nclass T: pass\n",
         "param a#0 : builtins.int\nparam b#1\nparam c#2 : T\nparam d#3 : builtins.list"},
        {"import io\nx: io.BytesIO | None = g()\nx.y()\n", "load x#0 : io.BytesIO"},
        {"class T:\n def f(self): self.g()\n", "param self#0 : T"},
        {"class T: pass\nx = T()\n", "call 'T' () : T"},
        {"T = TypeVar('T')\ndef f(x: T): pass\n", "param x#1\n~param x#1 :"});
}
