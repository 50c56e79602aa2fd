/* What each construct of Python becomes, by parts of its dump. */
#include <math.h>

#include "py_snippet.h"

Test(py_ir, assignments)
{
    SNIPPET_ROWS(
        {"x = 1\n", "file static\n%0 = const '1' = 1 : builtins.int\nstore x#0 (%0)"},
        {"a = b = f()\n", "%0 = call 'f' ()\nstore a#0 (%0)\nstore b#1 (%0)"},
        {"a, b = 1, 2\na, b = b, a\n",
         "store a#0 (%0)\nstore b#1 (%1)\n%4 = load b#1\n%5 = load a#0\nstore a#0 (%4)\n"
         "store b#1 (%5)\n~iter"},
        {"a, *b = f()\n",
         "%0 = call 'f'\n%1 = iter (%0)\ncompute '[]' (%1, %2)\ncompute 'list' (%1)"},
        {"x = 1\nx += 2\n", "%2 = load x#0\ncompute '+' (%2, %3)\nstore x#0 (%4)"},
        {"def f(o):\n o.n = 1\n o.a.b = 2\n o[3] = 4\n",
         "store [%2].n\nload [%5].a\nstore [%6].b\nstore [%9][%10]"},
        {"def f(o):\n o.n //= 2\n", "%2 = load [%1].n\ncompute '//' (%2, %3)\nstore [%1].n"},
        {"x: int = 3\n", "x#0 file static : builtins.int\nstore x#0"},
        {"y: int\n", "~store"},
        {"if (n := g()): pass\n", "%0 = call 'g' ()\nstore n#0 (%0)\nbranch (%0)"},
        {"def f(d):\n del d['k'], d.x, d\n", "destroy [%1][%2]\ndestroy [%4].x\ndestroy d#0"});
}

Test(py_ir, literals)
{
    SNIPPET_ROWS(
        {"x = 1_000\n", "const '1_000' = 1000 "},
        {"x = 0x10, 0o17, 0b11, 017, 10L, 1e3, .5\n",
         "= 16 \n= 15 \n= 3 \n= 15 \n= 10 \n= 1000 \n= 0.5 "},
        {"x = 2j\n", "const '2j' : builtins.int\n~'2j' ="},
        {"x = True, None, ...\n", "'True' = 1\n'None'\n'...'\ncompute 'tuple'"},
        {"x = 'a' \"b\"\n", "const ''a' \"b\"' : builtins.str"},
        {"x = b'a'\n", ": builtins.bytes"},
        {"x = f'{a}{b!r:>{w}}' 'c'\n",
         "load a#\nload b#\nload w#\ncompute 'str' (%0, %1, %2) : builtins.str"},
        {"x = [a, *b], {c}, {d: e, **g}\n",
         "iter (%1)\ncompute 'list' (%0, %2)\ncompute 'set'\ncompute 'dict' (%6, %7, %8)"});
}

/* The value of x, or NaN when it is not known. */
static double value_of_x(const char *expression)
{
    double value = (double)NAN;
    char source[64];
    snprintf(source, sizeof source, "x = %s\n", expression);
    struct snippet s = snippet_of(source);
    const struct ir_function *module = &s.unit->functions[0];
    for (size_t i = 0; i < module->op_count; i++) {
        if (module->ops[i].code != IR_STORE)
            continue;
        const struct ir_op *stored = &module->ops[module->ops[i].args[0]];
        if (stored->flags & IR_CONSTANT)
            value = stored->constant;
    }
    snippet_release(&s);
    return value;
}

Test(py_ir, constants_are_computed)
{
    static const struct {
        const char *expression;
        double value;
    } rows[] = {{"10 ** 6", 1e6},  {"1 << 20", 1048576}, {"-7 // 2", -4}, {"-7 % 3", 2},
                {"6 / 2", 3},      {"1_0 * (2 + 3)", 50}, {"1 - -1", 2},  {"1000 >> 3", 125},
                {"False", 0},      {"2.5e3", 2500}};
    static const char *const unknown[] = {"1 / 2", "1 // 0", "1 % 0", "1 << -1", "10 ** 1000",
                                          "2j",    "a + 1",  "'1'",   "1 << 5000", "1 and 2"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(value_of_x(rows[i].expression), rows[i].value, "%s", rows[i].expression);
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        cr_expect(isnan(value_of_x(unknown[i])), "%s", unknown[i]);
}

Test(py_ir, operators)
{
    SNIPPET_ROWS(
        {"x = a + b * c\n", "compute '*' (%1, %2)\ncompute '+' (%0, %3)"},
        {"x = a and f()\n", "load a#\ncall 'f' () !conditional\ncompute 'and' (%0, %1)"},
        {"x = a if b else f()\n",
         "%0 = load b#\n%1 = load a#\ncall 'f' () !conditional\ncompute '?:' (%0, %1, %2)"},
        {"x = a < b <= f()\n",
         "compute '<' (%0, %1)\ncall 'f' () !conditional\ncompute '<=' (%1, %3)\ncompute 'and'"},
        {"x = a not in b, a is not b, not a\n",
         "compute 'not in'\ncompute 'is not'\ncompute 'not'"},
        {"x = a[1:2], a[b, ::c]\n",
         "compute 'slice' (%1, %2, %3)\nload [%0][%4]\ncompute 'tuple'\nload [%6]"});
}

Test(py_ir, calls)
{
    SNIPPET_ROWS(
        {"f(1, k=2)\n", "call 'f' (%0, k=%1) !discarded"},
        {"f(*a, **b)\n", "iter (%0)\ncall 'f' (%0, %2) !discarded !star"},
        {"def g(h):\n h()\n", "%1 = load h#0\ncall '' (%1) !indirect !discarded"},
        {"f()()\n", "%0 = call 'f' ()\ncall '' (%0) !indirect"},
        {"'x'.join(y)\n", "%0 = const ''x'' : builtins.str\ncall '.join' (%0, %1) !method"},
        {"x = f(a).g(b)\n", "call 'f'\ncall '.g' (%1, %2) !method\n~!discarded"},
        {"import numpy\nrun(numpy.sort)\n", "func 'numpy.sort'\ncall 'run'"},
        {"def f(): pass\nrun(f)\n", "func 'f' -> f\ncall 'run'"},
        {"print >>e, a, b\n", "call 'builtins.print' (%0, %1, file=%2) !discarded"},
        {"print 'x' % 3,\n", "compute '%'\ncall 'builtins.print' (%2) !discarded"},
        {"exec 'x' in d\n", "call 'builtins.exec' (%0, %1)"},
        {"x\n", "load x#0 !discarded"});
}

Test(py_ir, branches_and_loops)
{
    SNIPPET_ROWS(
        {"if a: f()\nelif b: g()\nelse: h()\n", "branch (%0)\nload b#\nbranch (%"},
        {"for x in y: f(x)\n",
         "%1 = iter (%0)\n%3 = next (%1)\nbranch (%3)\nstore x#1 (%3)\ncall 'f'"},
        {"for x in y:\n break\nelse:\n f()\n", "next\ncall 'f'"},
        {"while a: f()\n", "load a#0\nbranch (%1)\ndepth 1"},
        {"while True: f()\n", "call 'f'\n~branch"},
        {"for a, b in c: pass\n", "next\niter\nstore a#\nstore b#"},
        {"assert f(), 'm'\n",
         "call 'f'\nbranch\ncall 'builtins.AssertionError' (%2) !implicit\nraise (%3) !implicit"},
        {"async def f():\n async for x in y: await x\n",
         "next\nawait\nbranch\nstore x#\nawait (%7) !discarded"});
}

/* Whether control can come to the last call of g. */
static bool reaches_g(const char *source)
{
    bool reached = false;
    struct snippet s = snippet_of(source);
    for (size_t f = 0; f < s.unit->function_count; f++) {
        const struct ir_function *function = &s.unit->functions[f];
        for (size_t i = 0; i < function->op_count; i++)
            if (function->ops[i].code == IR_CALL && !strcmp(function->ops[i].text, "g"))
                reached = function->blocks[function->ops[i].block].reachable;
    }
    snippet_release(&s);
    return reached;
}

Test(py_ir, ways_of_control)
{
    static const struct {
        const char *source;
        bool reached;
    } rows[] = {
        {"while True: f()\ng()\n", false},
        {"while 1:\n if a: break\ng()\n", true},
        {"while 0: pass\nelse: g()\n", true},
        {"while True:\n if a: continue\nelse: g()\n", false},
        {"for x in y: break\nelse: g()\n", true},
        {"def f():\n return\n g()\n", false},
        {"def f():\n try: return 1\n finally: g()\n", true},
        {"def f():\n try: return 1\n finally: pass\n g()\n", false},
        {"try:\n while True: f()\nexcept E: pass\ng()\n", true},
        {"try:\n while True: f()\nfinally: g()\n", true},
        {"try: raise E\nexcept E: pass\ng()\n", true},
        {"def f():\n raise E\n g()\n", false},
        {"for x in y:\n try: break\n finally: g()\n", true},
        {"for x in y:\n continue\n g()\n", false},
        {"match x:\n case _: f()\n case 1: g()\n", false},
        {"if a: raise E\nelse: pass\ng()\n", true},
        {"assert a\ng()\n", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(reaches_g(rows[i].source), rows[i].reached, "%s", rows[i].source);
}

Test(py_ir, try_and_with)
{
    SNIPPET_ROWS(
        {"try: f()\nexcept E as e: g(e)\nelse: h()\n",
         "compute 'raised' () !implicit\nswitch\ncompute 'except'\nstore e#\ncall 'g'\ncall 'f'\n"
         "call 'h'"},
        {"with a as b, c: f()\n",
         "enter (%0)\nstore b#1 (%1)\nenter (%3)\ncall 'f'\nexit (%3)\nexit (%0)"},
        {"def f():\n with a:\n  return g()\n", "call 'g' ()\nexit (%0)\nreturn (%2)"},
        {"def f():\n try:\n  return g()\n finally:\n  h()\n", "call 'g'\ncall 'h'\nreturn"},
        {"for x in y:\n with a:\n  if x: continue\n  f()\n",
         "enter\ncall 'f'\nexit\njump\nexit\njump"},
        {"try:\n while True: f()\nfinally: g()\n", "call 'g'\nraise () !implicit"},
        {"try: raise E\nexcept E: f()\n", "call 'f'\nraise (%2) b2"},
        {"async def f():\n async with a as b: pass\n", "enter (%0)\nawait (%1)\nstore b#\nexit"},
        {"try: f()\nexcept (A, B), e: pass\n", "compute 'except'\nstore e#\ncall 'f'"},
        {"try: f()\nexcept* E as g: pass\n", "compute 'except'\nstore g#"});
}

Test(py_ir, functions)
{
    SNIPPET_ROWS(
        {"def f(a, b=1, *c, d, **e): return a\n", "function f 1:5 (a#0, b#1, c#2, d#3, e#4)"},
        {"def f():\n yield 1\n yield\n", "function f 1:5 () generator\nyield (%0)\nyield ()"},
        {"def f(x):\n yield from x\n", "iter\nnext\nyield (%4) !discarded"},
        {"async def f(): await g()\n", "function f 1:11 () async\nawait (%0) !discarded"},
        {"@a.b(1)\n@c\ndef f(): pass\n",
         "%0 = func 'f' -> f\ncall 'c' (%0)\ncall '.b'\nstore f#\n@a.b @c"},
        {"import m\n@m.fix\ndef f(): pass\n", "call 'm.fix' (%2) !implicit\n@m.fix"},
        {"f = lambda x, y=g(): x + y\n",
         "call 'g'\nfunc '<lambda>' -> <lambda>\nfunction <lambda> 1:5 (x#0, y#1)\nreturn"},
        {"def f(x):\n def g(): return x\n return g\n",
         "x#0 parameter captured\nfunction f.g 2:6 () in f\nload x#0"},
        {"def f((a, b), c): pass\n", "param #\nparam c#\niter\nstore a#\nstore b#"},
        {"def f():\n 'doc'\n ...\n", "~doc'"});
}

Test(py_ir, comprehensions)
{
    SNIPPET_ROWS(
        {"x = [a * 2 for a in b if a]\n",
         "compute 'list' () : builtins.list\niter\nnext\nstore a#\nbranch\n"
         "call 'builtins.list.append' (%1, %"},
        {"x = {k: v for k, v in b}\n", "compute 'dict' ()\ncall 'builtins.dict.__setitem__'"},
        {"x = {a for b in c for a in b}\n", "depth 2\ncall 'builtins.set.add'"},
        {"x = sum(a for a in f())\n",
         "%0 = call 'f'\n%1 = func '<genexpr>' -> <genexpr>\n"
         "%2 = call '<genexpr>' (%1, %0) -> <genexpr> !indirect\ncall 'builtins.sum' (%2)\n"
         "function <genexpr> 1:8 (.0#0) generator\nyield"},
        {"a = 1\nx = [a for a in y]\n", "a#0 file static\na#2 local"});
}

Test(py_ir, classes)
{
    SNIPPET_ROWS(
        {"class T(B):\n n = 3\n def f(self): pass\n",
         "%0 = func 'T'\ncompute 'class' (%0, %1)\nstore [%0].n\nstore [%0].f\nstore T#"},
        {"class T:\n def __init__(self): self.x = 1\n",
         "func 'T' -> T.__init__\nfunction T.__init__"},
        {"def f():\n class T:\n  def g(self): pass\n", "function f.T.g 3:7 (self#0) in f"},
        {"class T:\n a = 1\n b = a\n", "store [%0].a\nload [%0].a\nstore [%0].b"});
    struct snippet s = snippet_of("class A:\n class B:\n  def f(self): pass\n");
    const struct ir_function *f = snippet_function(&s, "A.B.f");
    cr_assert_not_null(f);
    cr_expect_str_eq(f->class_name, "A.B");
    cr_expect(f->is_method && !f->is_constructor);
    snippet_release(&s);
}

Test(py_ir, matches)
{
    SNIPPET_ROWS(
        {"match f():\n case 1: g()\n case [a, *b] if a: h(b)\n case _: i()\n",
         "%0 = call 'f'\ncompute 'match' (%0)\nbranch\ncall 'g'\nstore a#\nstore b#\nbranch\n"
         "call 'h'\ncall 'i'"},
        {"match x:\n case P(k=y) as z: f(y, z)\n", "store y#\nstore z#\ncall 'f'\n~store k#"},
        {"match x:\n case m.C: pass\n case n: f()\n", "store n#\ncall 'f'\n~store m#"});
}

Test(py_ir, comments_to_us)
{
    struct snippet s = snippet_of("x = 1  # benchlint: ignore[BL105] because\n"
                                  "  # noqa  # benchlint: disable[BL1]  \n"
                                  "# speaks of benchlint: no\ny = '# benchlint: string'\n");
    cr_assert_eq(s.unit->comment_count, 2);
    cr_expect_str_eq(s.unit->comments[0].text, "benchlint: ignore[BL105] because");
    cr_expect_not(s.unit->comments[0].alone);
    cr_expect_eq(s.unit->comments[0].at.line, 1);
    cr_expect_str_eq(s.unit->comments[1].text, "benchlint: disable[BL1]");
    cr_expect(s.unit->comments[1].alone);
    snippet_release(&s);
}

Test(py_ir, broken_code_is_lowered_around_the_gap)
{
    struct snippet s = snippet_of("def f(:\n  g()\n\ndef h():\n  i()\n");
    cr_expect_gt(s.unit->gap_count, 0);
    snippet_expect(&s, "broken", "call 'i'");
    snippet_release(&s);
    s = snippet_of("print 'a'\nexec 'b'\nraise E, 'm'\nx = 0777\n");
    cr_expect_eq(s.unit->gap_count, 0);
    snippet_release(&s);
}
