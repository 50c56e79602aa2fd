#include "flow_snippet.h"

/* A timed region around BODY in a function that has n, a, argv at hand. */
#define PROGRAM(before, declarations, body, after)                          \
    "#include <math.h>\n#include <stdio.h>\n#include <stdlib.h>\n"          \
    "#include <string.h>\n#include <time.h>\n" before                       \
    "\nextern int outside(int);\nextern void take(void *);\n"               \
    "int main(int argc, char **argv)\n{\n"                                  \
    "  int n = argc * 1000;\n  int a[64];\n"                                \
    "  for (int i = 0; i < 64; i++) a[i] = argv[1][i];\n" declarations      \
    "\n  clock_t start = clock();\n" body                                   \
    "\n  clock_t stop = clock();\n"                                         \
    "  printf(\"%ld\\n\", (long)(stop - start));\n" after "\n  return 0;\n}\n"

static const struct snippet accumulators[] = {
    {"sum", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++)\n"
                    "s += a[i % 64]; //! accumulator certain\n", "")},
    {"what cannot be read may use what it names",
     PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++) s += i;", "none_t v = { s };"), true},
    {"a macro that is missing may use what it is given",
     PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++) s += i;", "KEEP(s);"), true},
    {"past so many errors nothing is told of what cannot be read",
     PROGRAM("#define TEN(x) x x x x x x x x x x\nTEN(TEN(TEN(none_t v;) TEN(none_t w;)))",
             "long s = 0;", "for (int i = 0; i < n; i++) s += i;", "struct none kept = {s};"),
     true},
    {"what cannot be read elsewhere changes nothing",
     PROGRAM("void other(void) { none_t v; }", "long s = 0; none_t v;",
             "for (int i = 0; i < n; i++)\ns += i; //! accumulator likely\n",
             "KEEP(n, NONE);"), true},
    {"sum without memory", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++)\n"
                                   "s += i; //! accumulator certain\n", "")},
    {"void cast is no use", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++)\n"
                                    "s += i; //! false-sink certain\n", "(void)s;")},
    {"unused attribute is no use",
     PROGRAM("", "__attribute__((unused)) long s = 0;", "for (int i = 0; i < n; i++)\n"
             "s += i; //! false-sink certain\n", "")},
    {"printed", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++) s += a[i % 64];",
                        "printf(\"%ld\", s);")},
    {"printed on one path", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++) s += i;",
                                    "if (argc > 3) printf(\"%ld\", s);")},
    {"decides an exit", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++) s += i;",
                                "if (s == 42) return 1;")},
    {"compared and printed", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++) s += i;",
                                     "if (s != 7) puts(\"wrong\");")},
    {"volatile", PROGRAM("", "volatile long s = 0;", "for (int i = 0; i < n; i++) s += i;", "")},
    {"volatile sink", PROGRAM("", "long s = 0; volatile long sink;",
                              "for (int i = 0; i < n; i++) s += i;\nsink = s;", "")},
    {"pointer to volatile", PROGRAM("", "long s = 0; long sink;",
                                    "for (int i = 0; i < n; i++) s += i;\n"
                                    "*(volatile long *)&sink = s;", "")},
    {"asm sink", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++) s += i;\n"
                         "__asm__ volatile(\"\" : : \"r\"(s));", "")},
    {"asm sink in the loop", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++) { s += i;\n"
                                     "__asm__ volatile(\"\" : \"+r\"(s)); }", "")},
    {"address escapes", PROGRAM("", "long s = 0;", "take(&s);\n"
                                "for (int i = 0; i < n; i++) s += i;", "take(0);")},
    {"global", PROGRAM("long total;", "", "for (int i = 0; i < n; i++) total += i;", "")},
    {"static that somebody reads",
     PROGRAM("static long total; long get(void) { return total; }", "",
             "for (int i = 0; i < n; i++) total += i;", "")},
    {"static that nobody reads",
     PROGRAM("static long total;", "", "for (int i = 0; i < n; i++)\n"
             "total += i; //! false-sink possible\n", "")},
    {"argument of an unknown call",
     PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++) s += i;\noutside((int)s);", "")},
    {"checksum through memory",
     PROGRAM("", "long s = 0; long out[1];", "for (int i = 0; i < n; i++) s += i;\nout[0] = s;",
             "printf(\"%ld\", out[0]);")},
    {"reset and used again",
     PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++)\ns += i; //! accumulator certain\n",
             "s = 1; printf(\"%ld\", s);")},
    {"two of them", PROGRAM("", "long s = 0, p = 1;",
                            "for (int i = 0; i < n; i++) {\n"
                            "s += a[i % 64]; //! accumulator certain\n"
                            "p *= a[i % 64]; //! accumulator certain\n}", "")},
    {"one feeds the other", PROGRAM("", "long s = 0; int j = 0;",
                                    "for (int i = 0; i < n; i++) {\nj += 3;\n"
                                    "s += a[j % 64]; //! accumulator certain\n}", "")},
    {"under a condition", PROGRAM("", "int hits = 0;", "for (int i = 0; i < n; i++)\n"
                                  "if (a[i % 64] > 5)\nhits++; //! accumulator certain\n", "")},
    {"pointer chase", PROGRAM("struct node { struct node *next; int v; };",
                              "struct node *p = malloc(sizeof *p); take(p);",
                              "for (int i = 0; i < n; i++)\n"
                              "p = p->next; //! accumulator certain\n", "")},
    {"hash chain", PROGRAM("static unsigned mix(unsigned h, int v) { h ^= (unsigned)v; h *= 31; "
                           "return h ^ h >> 7; }", "unsigned h = 1;",
                           "for (int i = 0; i < n; i++)\n"
                           "h = mix(h, a[i % 64]); //! accumulator certain\n", "")},
    {"libm sets errno", PROGRAM("", "double s = 0;", "for (int i = 0; i < n; i++)\n"
                                "s += sin(i); //! accumulator likely\n", "")},
    {"printed under a choice", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++)\n"
                                       "s += i; //! accumulator likely\n",
                                       "\n#ifdef VERIFY\nprintf(\"%ld\", s);\n#endif\n")},
    {"printed in what never holds", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++)\n"
                                            "s += i; //! accumulator likely\n",
                                            "\n#if 0\nprintf(\"%ld\", s);\n#endif\n")},
    {"printed in another release", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++)\n"
                                           "s += i; //! accumulator possible\n",
                                           "\n#if RELEASE > 10\nprintf(\"%ld\", s);\n"
                                           "#endif\n")},
    {"used on another machine", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++)\n"
                                        "s += i; //! accumulator possible\n",
                                        "\n#if defined(__mips__)\nprintf(\"%ld\", s);\n"
                                        "#endif\n")},
    {"printed under a choice that holds",
     PROGRAM("#define VERIFY", "long s = 0;", "for (int i = 0; i < n; i++) s += i;",
             "\n#ifdef VERIFY\nprintf(\"%ld\", s);\n#endif\n")},
    {"goto loop", PROGRAM("", "long s = 0; int i = 0;", "again:\n"
                          "s += a[i % 64]; //! accumulator certain\n"
                          "if (++i < n) goto again;", "")},
    {"while loop", PROGRAM("", "long s = 0; int i = n;", "while (i-- > 0)\n"
                           "s += a[i % 64]; //! accumulator certain\n", "")},
    {"do loop", PROGRAM("", "long s = 0; int i = n;", "do {\n"
                        "s += a[i % 64]; //! accumulator certain\n} while (--i > 0);", "")},
    {"nested loops", PROGRAM("", "long s = 0;", "for (int r = 0; r < 10; r++)\n"
                             "for (int i = 0; i < n; i++)\n"
                             "s += a[i % 64]; //! accumulator certain\n", "")},
};

Test(flow_dead_c, accumulators)
{
    struct workshop workshop = workshop_open(FRONT_C, NULL, 0);

    CHECK_SNIPPETS(&workshop, accumulators);
    workshop_close(&workshop);
}

static const struct snippet counters[] = {
    {"counts calls", PROGRAM("", "long calls = 0;",
                             "for (int i = 0; i < n; i++) { outside(i); calls++; }", "")},
    {"counts bytes read", PROGRAM("", "long total = 0; char b[64]; size_t got;",
                                  "while ((got = fread(b, 1, 64, stdin)) > 0) total += (long)got;",
                                  "")},
    {"work goes on", PROGRAM("", "long s = 0;",
                             "for (int i = 0; i < n; i++) { outside(a[i % 64]); s += i; }", "")},
    {"the addend is work that stays",
     PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++) s += outside(i);", "")},
    {"iteration count of calibration",
     PROGRAM("", "long rounds = 0;",
             "for (; clock() - start < 100;) { outside(1); rounds += 10; }", "")},
    {"an endless loop is kept", PROGRAM("", "long s = 0;",
                                        "for (;;) { s += 1; if (s > n) break; }", "")},
    {"linked list walk", PROGRAM("struct node { struct node *next; };",
                                 "struct node *p, *head = malloc(8); take(head);",
                                 "for (p = head; p; p = p->next) outside(1);", "")},
};

Test(flow_dead_c, loop_counters_are_no_findings)
{
    struct workshop workshop = workshop_open(FRONT_C, NULL, 0);

    CHECK_SNIPPETS(&workshop, counters);
    workshop_close(&workshop);
}

static const struct snippet memory[] = {
    {"memset", PROGRAM("", "char b[4096];", "for (int i = 0; i < n; i++)\n"
                       "memset(b, i, sizeof b); //! buffer certain\n", "")},
    {"loop", PROGRAM("", "int b[4096];", "for (int i = 0; i < n; i++)\n"
                     "b[i % 4096] = i; //! buffer certain\n", "")},
    {"heap", PROGRAM("", "int *b = malloc(4096 * sizeof *b);", "for (int i = 0; i < n; i++)\n"
                     "b[i % 4096] = i; //! buffer certain\n", "free(b);")},
    {"heap with a check", PROGRAM("", "int *b = malloc(4096 * sizeof *b); if (!b) abort();",
                                  "for (int i = 0; i < n; i++)\n"
                                  "b[i % 4096] = i; //! buffer certain\n", "free(b);")},
    {"memcpy", PROGRAM("", "char b[4096];", "for (int i = 0; i < n; i++)\n"
                       "memcpy(b, argv[1], 100); //! buffer certain\n", "")},
    {"helper", PROGRAM("static void fill(int *p, int n) { for (int i = 0; i < n; i++) p[i] = i; }",
                       "int b[4096];", "fill(b, 4096); //! buffer certain\n", "")},
    {"used under another name on another machine",
     PROGRAM("", "int b[4096]; int *p = b + 1;",
             "for (int i = 0; i < n; i++)\nb[i % 4096] = i; //! buffer possible\n",
             "\n#ifdef __mips__\ntake(p);\n#endif\n")},
    {"read through two helpers and a struct",
     PROGRAM("struct view { const int *p; };\n"
             "static int at(const struct view *v, int i) { return v->p[i]; }\n"
             "static int last(const struct view *v) { return at(v, 63); }",
             "int b[64]; struct view view = {b};",
             "for (int i = 0; i < 64; i++) b[i] = n + i;", "printf(\"%d\", last(&view));")},
    {"read afterwards", PROGRAM("", "int b[4096];", "for (int i = 0; i < n; i++) b[i % 4096] = i;",
                                "printf(\"%d\", b[7]);")},
    {"escapes", PROGRAM("", "int b[4096];", "for (int i = 0; i < n; i++) b[i % 4096] = i;",
                        "take(b);")},
    {"escapes through a struct",
     PROGRAM("struct box { int *p; };", "int b[4096]; struct box box; box.p = b;",
             "for (int i = 0; i < n; i++) b[i % 4096] = i;", "take(&box);")},
    {"escapes through memory of a struct on the heap",
     PROGRAM("struct box { int *p; };", "struct box *box = malloc(8); box->p = malloc(4096 * 4);",
             "for (int i = 0; i < n; i++) box->p[i % 4096] = i;", "take(box);")},
    {"asm with a clobber", PROGRAM("", "int b[4096];",
                                   "for (int i = 0; i < n; i++) { b[i % 4096] = i;\n"
                                   "__asm__ volatile(\"\" : : \"r\"(b) : \"memory\"); }", "")},
    {"returned by a helper", PROGRAM("static int *make(int n) { int *p = malloc(400); "
                                     "for (int i = 0; i < n; i++) p[i] = i; return p; }", "",
                                     "int *p = make(100);", "printf(\"%d\", p[0]);")},
    {"initialised only", PROGRAM("", "", "char b[64] = {0};", "")},
    {"written out", PROGRAM("", "char b[64];", "for (int i = 0; i < n; i++) { memset(b, i, 64);\n"
                            "fwrite(b, 1, 64, stderr); } //! pending certain\n", "")},
    {"static matrix that nobody reads",
     PROGRAM("static double m[8][8];", "double x[8][8]; take(x);",
             "for (int i = 0; i < 8; i++) for (int j = 0; j < 8; j++)\n"
             "m[i][j] += x[j][i]; //! false-sink possible\n", "")},
    {"static matrix that somebody reads",
     PROGRAM("static double m[8][8]; double peek(int i) { return m[i][i]; }", "",
             "for (int i = 0; i < 8; i++) for (int j = 0; j < 8; j++) m[i][j] += i;", "")},
    {"static matrix whose address is known",
     PROGRAM("static double m[8][8]; double *peek(int i) { return m[i]; }", "",
             "for (int i = 0; i < 8; i++) for (int j = 0; j < 8; j++) m[i][j] += i;", "")},
    {"local matrix", PROGRAM("", "double m[8][8]; long s = 0;",
                             "for (int i = 0; i < n; i++)\ns += i; //! accumulator certain\n"
                             "for (int i = 0; i < 8; i++) for (int j = 0; j < 8; j++)\n"
                             "m[i][j] = i; //! buffer certain\n", "")},
    {"aligned by hand",
     PROGRAM("#include <stdint.h>", "char b[256]; memset(b, n, sizeof b);"
             "char *p = (char *)(((uintptr_t)b + 63) & ~(uintptr_t)63);",
             "for (int i = 0; i < 64; i++) b[i + 64] = (char)(n * i);",
             "printf(\"%d\", p[9]);")},
    {"passed on as a number",
     PROGRAM("#include <stdint.h>\nstatic int get(uintptr_t a) { return *(int *)a; }",
             "int b[64];", "for (int i = 0; i < 64; i++) b[i] = n * i;",
             "printf(\"%d\", get((uintptr_t)b));")},
    {"numbers of a helper are no pointers",
     PROGRAM("static unsigned long half(unsigned long a) { return a / 2; }\n"
             "static void fill(unsigned long a, unsigned long *p, int n) { "
             "for (int i = 0; i < n; i++) p[i] = half(a + (unsigned long)i); }",
             "unsigned long *b = malloc(800);",
             "fill((unsigned long)n, b, 100); //! buffer certain\n", "free(b);")},
    {"member of a struct", PROGRAM("struct sums { long total; };", "struct sums s = {0};",
                                   "for (int i = 0; i < n; i++)\n"
                                   "s.total += i; //! record certain\n", "")},
    {"member of a struct that is copied",
     PROGRAM("struct sums { long total; }; struct sums last;", "struct sums s = {0};",
             "for (int i = 0; i < n; i++) s.total += i;", "last = s;")},
    {"global array", PROGRAM("int b[4096];", "",
                             "for (int i = 0; i < n; i++) b[i % 4096] = i;", "")},
    {"allocated and freed", PROGRAM("", "", "for (int i = 0; i < n; i++) {\n"
                                    "void *p = malloc(100); //! allocation certain\n"
                                    "free(p); }", "")},
    {"allocated and used", PROGRAM("", "", "for (int i = 0; i < n; i++) { void *p = malloc(100); "
                                   "take(p); free(p); }", "")},
    {"allocated into an array that is read",
     PROGRAM("", "void *p[64];", "for (int i = 0; i < 64; i++) p[i] = malloc(100);\n"
             "for (int i = 0; i < 64; i++) free(p[i]);", "take(p);")},
};

Test(flow_dead_c, memory)
{
    struct workshop workshop = workshop_open(FRONT_C, NULL, 0);

    CHECK_SNIPPETS(&workshop, memory);
    workshop_close(&workshop);
}

#define HASH "static unsigned hash(const char *p, int n) { unsigned h = 0; " \
             "for (int i = 0; i < n; i++) h = h * 31 + (unsigned)p[i]; return h; }"

static const struct snippet calls[] = {
    {"dropped", PROGRAM(HASH, "", "for (int i = 0; i < n; i++)\n"
                        "hash(argv[1], i); //! call certain\n", "")},
    {"into a variable", PROGRAM(HASH, "unsigned h;", "for (int i = 0; i < n; i++)\n"
                                "h = hash(argv[1], i); //! false-sink certain\n", "(void)h;")},
    {"noinline is no sink", PROGRAM("__attribute__((noinline)) " HASH, "",
                                    "for (int i = 0; i < n; i++)\n"
                                    "hash(argv[1], i); //! call certain\n", "")},
    {"optnone is opaque", PROGRAM("__attribute__((optnone)) " HASH, "",
                                  "for (int i = 0; i < n; i++) hash(argv[1], i);", "")},
    {"used", PROGRAM(HASH, "unsigned h = 0;", "for (int i = 0; i < n; i++) h ^= hash(argv[1], i);",
                     "printf(\"%u\", h);")},
    {"the last one is used", PROGRAM(HASH, "unsigned h = 0;",
                                     "for (int i = 0; i < n; i++) h = hash(argv[1], i);",
                                     "printf(\"%u\", h);")},
    {"declared pure", PROGRAM("__attribute__((pure)) int weigh(const char *);", "",
                              "for (int i = 0; i < n; i++)\n"
                              "weigh(argv[1]); //! call certain\n", "")},
    {"strlen", PROGRAM("", "size_t l;", "for (int i = 0; i < n; i++)\n"
                       "l = strlen(argv[1]); //! call certain\n", "")},
    {"recursion may not end in C",
     PROGRAM("static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }", "",
             "for (int i = 0; i < n; i++) fib(i);", "")},
    {"writes a global", PROGRAM("int seen; static int look(int v) { seen = v; return v * 3 + 1; }",
                                "", "for (int i = 0; i < n; i++) look(i);", "")},
    {"prints", PROGRAM("static int look(int v) { printf(\"%d\", v); return v; }", "",
                       "for (int i = 0; i < n; i++) look(i);", "")},
    {"a baseline that does nothing", PROGRAM("static int nothing(void) { return 0; }", "",
                                             "for (int i = 0; i < n; i++) nothing();", "")},
    {"spins on a volatile", PROGRAM("volatile int go; static void spin(void) { while (!go) ; }",
                                    "", "spin();", "")},
    {"never ends", PROGRAM("static int hang(int v) { for (;;) { if (v == 3) break; v ^= 1; } "
                           "return v; }", "", "hang(n);", "")},
    {"input of dead work is no finding of its own",
     PROGRAM("", "long s = 0;", "int m = atoi(argv[1]);\nfor (int i = 0; i < m; i++)\n"
             "s += i; //! accumulator certain\n", "")},
    {"unknown function pointer",
     PROGRAM("", "int (*f)(int) = argc > 2 ? outside : 0;",
             "for (int i = 0; i < n; i++) f(i);", "")},
};

Test(flow_dead_c, calls)
{
    struct workshop workshop = workshop_open(FRONT_C, NULL, 0);

    CHECK_SNIPPETS(&workshop, calls);
    workshop_close(&workshop);
}

static const struct snippet without_optimiser[] = {
    {"sum at -O0", PROGRAM("", "long s = 0;", "for (int i = 0; i < n; i++) s += i;", "")},
};

Test(flow_dead_c, nothing_is_deleted_at_O0)
{
    static const char *const flags[] = {"-O0"};
    struct workshop workshop = workshop_open(FRONT_C, flags, 1);

    CHECK_SNIPPETS(&workshop, without_optimiser);
    workshop_close(&workshop);
}
