/* Texts that are meant to hurt: each is answered, soon, with a sound unit or a reason. */
#include <time.h>

#include "py_snippet.h"

/* CPU seconds that one file may take; sanitizers slow things down. */
#if defined(__SANITIZE_ADDRESS__)
enum { SECONDS_MAX = 20 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { SECONDS_MAX = 20 };
#else
enum { SECONDS_MAX = 3 };
#endif
#else
enum { SECONDS_MAX = 3 };
#endif

static void repeat(struct strbuf *buffer, const char *piece, size_t count)
{
    buffer->maximum = (size_t)1 << 30;
    for (size_t i = 0; i < count; i++)
        strbuf_puts(buffer, piece);
}

static void answered(const char *name, const struct strbuf *text)
{
    clock_t start = clock();
    struct snippet snippet = snippet_bytes(strbuf_text(text), text->length);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    cr_expect(snippet.unit || snippet.err.text[0], "%s: neither a unit nor a reason", name);
    cr_expect_lt(seconds, (double)SECONDS_MAX, "%s: %.1f s", name, seconds);
    snippet_release(&snippet);
}

/* before, piece many times, between, other many times */
struct pattern {
    const char *before, *piece, *between, *other;
    size_t count;
};

Test(py_hostile, deep_and_long_texts)
{
    static const struct pattern patterns[] = {
        {"x = ", "(", "1", ")", 100000},
        {"x = ", "(", "", "", 100000},
        {"x = ", "{", "", "", 100000}, /* more children than tree-sitter 0.20 can count */
        {"x = ", "[", "", "]", 100000},
        {"x = ", "f(", "", ")", 100000},
        {"x = ", "-", "1", "", 100000},
        {"x = ", "not ", "1", "", 100000},
        {"x = ", "1+", "1", "", 100000},
        {"x = ", "a and ", "b", "", 100000},
        {"x = ", "a if b else ", "c", "", 100000},
        {"x = ", "lambda: ", "1", "", 100000},
        {"x = a", ".b", "", "", 100000},
        {"x = a", "()", "", "", 100000},
        {"", "x=", "1", "", 100000},
        {"x = [a ", "for a in b ", "]", "", 100000},
        {"", "def (\n", "", "", 100000},
        {"", ") ( ] [ } { ", "", "", 50000},
        {"", "@", "", "", 200000},
        {"", "@a\n", "def f(): pass\n", "", 50000},
        {"", "def f(): pass\n", "", "f()\n", 20000},
        {"if a: pass\n", "elif b: pass\n", "", "", 50000},
        {"match x:\n", " case 1: pass\n", "", "", 50000},
        {"x = '", "a", "'\n", "", 10000000},
        {"x = f'", "{a}", "'\n", "", 100000},
        {"x = ", "\"", "", "", 1000001},
        {"", "\n", "", "", 1000000},
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        const struct pattern *p = &patterns[i];
        struct strbuf text = {0};
        strbuf_puts(&text, p->before);
        repeat(&text, p->piece, p->count);
        strbuf_puts(&text, p->between);
        repeat(&text, p->other, p->count);
        answered(p->piece, &text);
        strbuf_release(&text);
    }
}

Test(py_hostile, many_different_names)
{
    static const char *const lines[] = {
        "a%d = a%d\n", "class A%d(A%d):\n def f(self): self.g()\n", "def f%d():\n global g%d\n",
        "import m%d, n%d\n", "x%d: c%d.T = 1\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct strbuf text = {0};
        for (int n = 0; n < 10000; n++) {
            char line[100];
            int length = snprintf(line, sizeof line, lines[i], n + 1, n);
            strbuf_add(&text, line, (size_t)length);
        }
        answered(lines[i], &text);
        strbuf_release(&text);
    }
}

/* finally inside finally, each left by return: copies must not multiply without bound. */
Test(py_hostile, nested_finally)
{
    enum { DEPTH = 60 };
    struct strbuf text = {0};
    strbuf_puts(&text, "def f():\n");
    for (size_t depth = 1; depth < DEPTH; depth++) {
        static const char *const lines[] = {"try:\n", "\treturn 1\n", "finally:\n"};
        for (size_t i = 0; i < 3; i++) {
            repeat(&text, "\t", depth);
            strbuf_puts(&text, lines[i]);
        }
    }
    repeat(&text, "\t", DEPTH);
    strbuf_puts(&text, "pass\n");
    answered("finally", &text);
    strbuf_release(&text);
}

struct odd_text {
    const char *bytes;
    size_t length;
    const char *message; /* of the refusal, or NULL when it is lowered */
    size_t gaps;
};
#define ODD(text, ...) {text, sizeof(text) - 1, __VA_ARGS__}

Test(py_hostile, encodings_and_line_ends)
{
    static const struct odd_text texts[] = {
        ODD("", NULL, 0),
        ODD("\n", NULL, 0),
        ODD("x = 1", NULL, 0),
        ODD("x = 1\n\0y = 2\n", "not Python source: a NUL byte in line 2", 0),
        ODD("\xff\xfex\0=\0", "not Python source: a NUL byte in line 1", 0),
        ODD("\xef\xbb\xbfimport io\nio.open('x')\n", NULL, 0),
        ODD("import io\r\nfor x in y:\r\n\tio.open(x)\r\n", NULL, 0),
        ODD("# -*- coding: latin-1 -*-\ns = '\xe9\xe8'\nopen(s)\n", NULL, 0),
        ODD("n\xe9 = 3\n", NULL, 1),
        ODD("if x:\n\ty = 1\n        z = 2\n", NULL, 0),
        ODD("x = 'unfinished\n", NULL, 1),
        ODD("\f\nx = 1\n", NULL, 0),
        ODD("x = 1 \\\n", NULL, 0),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct snippet s = snippet_bytes(texts[i].bytes, texts[i].length);
        if (texts[i].message) {
            cr_expect_null(s.unit);
            cr_expect_str_eq(s.err.text, texts[i].message);
        } else {
            cr_assert_not_null(s.unit, "%zu: %s", i, s.err.text);
            cr_expect_eq(s.unit->gap_count > 0, texts[i].gaps > 0, "text %zu has %zu gaps", i,
                         s.unit->gap_count);
        }
        snippet_release(&s);
    }
}

Test(py_hostile, a_file_of_50_megabytes_is_refused)
{
    struct strbuf text = {0};
    repeat(&text, "x = 1\n", 50000000 / 6);
    struct snippet s = snippet_bytes(strbuf_text(&text), text.length);
    cr_expect_null(s.unit);
    cr_expect_str_eq(s.err.text, "larger than 16 MiB");
    snippet_release(&s);
    strbuf_release(&text);
}

Test(py_hostile, deep_nesting_is_said_once)
{
    struct strbuf text = {0};
    strbuf_puts(&text, "x = ");
    repeat(&text, "(", 1000);
    repeat(&text, ")", 1000);
    strbuf_puts(&text, "\nf()\n");
    struct snippet s = snippet_bytes(strbuf_text(&text), text.length);
    cr_assert_not_null(s.unit);
    cr_expect_eq(s.unit->gap_count, 1);
    cr_expect_str_eq(s.unit->gaps[0].reason, "nested more than 400 levels deep");
    snippet_release(&s);
    strbuf_release(&text);
}
