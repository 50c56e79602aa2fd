#include "flow_snippet.h"

#include "bits.h"

/* A program region reaches every function that main calls. */
#define CALLED(function, call)                                              \
    "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n"        \
    "int shared_by_all; static int seen_by_file;\n"                         \
    "extern void outside(void *);\nint peek(void) { return seen_by_file; }\n" \
    function "\nint main(int argc, char **argv)\n{\n  " call "\n  return 0;\n}\n"

struct expectation {
    struct snippet snippet;
    struct flow_summary summary; /* of the function f */
};

enum { FIRST = 1, SECOND = 2 };

static const struct expectation expectations[] = {
    {{"computes", CALLED("static int f(int a) { return a * 3; }", "f(argc);")}, {.known = true}},
    {{"reads", CALLED("static int f(int *p) { return *p; }", "f(&argc);")},
     {.known = true, .reads = FIRST}},
    {{"writes", CALLED("static void f(int a, int *p) { p[3] = a; }", "f(1, &argc);")},
     {.known = true, .writes = SECOND}},
    {{"reads through what it is given",
      CALLED("struct s { int *p; }; static int f(struct s *s) { return *s->p; }",
             "struct s s = {&argc}; f(&s);")},
     {.known = true, .reads = FIRST, .deep_reads = FIRST}},
    {{"lets another read through what it is given",
      CALLED("struct s { int *p; }; static int g(struct s *s) { return *s->p; }\n"
             "static int f(struct s *s) { return g(s); }", "struct s s = {&argc}; f(&s);")},
     {.known = true, .reads = FIRST, .deep_reads = FIRST}},
    {{"remembers", CALLED("static int *kept; int *get(void) { return kept; }\n"
                          "static void f(int *p) { kept = p; }", "f(&argc);")},
     {.known = true, .observable = true, .keeps = FIRST}},
    {{"prints", CALLED("static void f(void) { puts(\"x\"); }", "f();")},
     {.known = true, .observable = true}},
    {{"stores for all", CALLED("static void f(int a) { shared_by_all = a; }", "f(1);")},
     {.known = true, .observable = true}},
    {{"stores for the file", CALLED("static void f(int a) { seen_by_file = a; }", "f(1);")},
     {.known = true, .observable = true}},
    {{"keeps to itself", CALLED("static void f(int a) { static int own; own += a; }", "f(1);")},
     {.known = true}},
    {{"makes memory", CALLED("static void *f(int a) { void *p = malloc(100); memset(p, a, 100); "
                             "return p; }", "free(f(1));")},
     {.known = true, .returns_fresh = true}},
    {{"calls what nobody sees", CALLED("static void f(int *p) { outside(p); }", "f(&argc);")},
     {.known = true, .observable = true, .may_not_end = true, .reads = FIRST, .writes = FIRST,
      .keeps = FIRST, .deep_reads = FIRST, .deep_writes = FIRST}},
    {{"loops with a bound", CALLED("static int f(int a) { int s = 0; for (int i = 0; i < a; i++) "
                                   "s += i; return s; }", "f(3);")},
     {.known = true}},
    {{"loops without a bound", CALLED("static int f(int a) { while (1) if (a++ > 9) break; "
                                      "return a; }", "f(3);")},
     {.known = true, .may_not_end = true}},
    {{"recursion", CALLED("static int f(int a) { return a < 2 ? a : f(a - 1) + f(a - 2); }",
                          "f(3);")},
     {.known = true, .may_not_end = true}},
    {{"recursion of two", CALLED("static int g(int *p, int a);\n"
                                 "static int f(int *p, int a) { return a ? g(p, a - 1) : 0; }\n"
                                 "static int g(int *p, int a) { *p = a; return f(p, a); }",
                                 "f(&argc, 3);")},
     {.known = true, .may_not_end = true, .writes = FIRST}},
    {{"computed goto", CALLED("static int f(int a) { void *to[] = {&&x, &&y}; goto *to[a & 1]; "
                              "x: return 1; y: return 2; }", "f(3);")},
     {.known = false}},
};

static const struct flow_summary *wanted; /* what look_at_summary compares with */

static void look_at_summary(const char *name, struct ir_unit *unit, struct flow *flow,
                            struct flow_facts facts)
{
    const struct flow_summary *found = NULL;

    (void)facts;
    for (ir_id f = 0; f < unit->function_count; f++)
        if (!strcmp(unit->functions[f].name, "f"))
            found = flow_summary(flow, f);
    cr_assert_not_null(found, "%s", name);
    cr_expect_eq(found->known, wanted->known, "%s: known", name);
    if (!wanted->known)
        return;
    cr_expect_eq(found->observable, wanted->observable, "%s: observable", name);
    cr_expect_eq(found->may_not_end, wanted->may_not_end, "%s: may_not_end", name);
    cr_expect_eq(found->returns_fresh, wanted->returns_fresh, "%s: returns_fresh", name);
    cr_expect_eq(found->reads, wanted->reads, "%s: reads %x", name, found->reads);
    cr_expect_eq(found->writes, wanted->writes, "%s: writes %x", name, found->writes);
    cr_expect_eq(found->keeps, wanted->keeps, "%s: keeps %x", name, found->keeps);
    cr_expect_eq(found->deep_reads, wanted->deep_reads, "%s: deep reads %x", name,
                 found->deep_reads);
    cr_expect_eq(found->deep_writes, wanted->deep_writes, "%s: deep writes %x", name,
                 found->deep_writes);
}

Test(flow_summary, functions)
{
    struct workshop workshop = workshop_open(FRONT_C, NULL, 0);

    for (size_t i = 0; i < sizeof expectations / sizeof *expectations; i++) {
        wanted = &expectations[i].summary;
        analyse_snippet(&workshop, &expectations[i].snippet, look_at_summary);
    }
    workshop_close(&workshop);
}

/* A function that is over the bounds is not judged, and costs next to nothing. */
Test(flow_summary, a_huge_function_yields_nothing)
{
    enum { STATEMENTS = 20000 };
    struct strbuf text = {0};
    struct workshop workshop = workshop_open(FRONT_C, NULL, 0);
    struct snippet snippet = {.name = "huge"};

    strbuf_puts(&text, "int main(int argc, char **argv) { long s = 0;\n");
    for (int i = 0; i < STATEMENTS; i++)
        strbuf_printf(&text, "s += argc * %d;\n", i);
    strbuf_puts(&text, "for (int i = 0; i < argc; i++) s += i; return 0; }\n");
    snippet.source = strbuf_text(&text);
    analyse_snippet(&workshop, &snippet, look_at_lines);
    strbuf_release(&text);
    workshop_close(&workshop);
}

static void look_at_dump(const char *name, struct ir_unit *unit, struct flow *flow,
                         struct flow_facts facts)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);

    (void)name;
    (void)unit;
    cr_expect_eq(facts.count, 1);
    cr_assert_not_null(stream);
    flow_print(flow, stream);
    fclose(stream);
    cr_expect_not_null(strstr(text, "function f: unobservable reads 0\n"), "%s", text);
    cr_expect_not_null(strstr(text, "  not needed: "), "%s", text);
    free(text);
}

Test(flow_summary, dump)
{
    static const struct snippet snippet = {
        "dump", CALLED("static int f(int *p) { return *p; }",
                       "long s = 0; for (int i = 0; i < argc; i++) s += f(&argc);")};
    struct workshop workshop = workshop_open(FRONT_C, NULL, 0);

    analyse_snippet(&workshop, &snippet, look_at_dump);
    workshop_close(&workshop);
}

Test(flow_summary, sets)
{
    struct arena arena = {0};
    size_t words = bits_words(200), count = 0;
    uint64_t *a = bits_new(&arena, words), *b = bits_new(&arena, words);

    cr_expect(bits_empty(a, words));
    cr_expect_eq(bits_next(a, words, 0), SIZE_MAX);
    cr_expect(bits_add(a, 0));
    cr_expect(bits_add(a, 63));
    cr_expect(bits_add(a, 64));
    cr_expect(bits_add(a, 199));
    cr_expect_not(bits_add(a, 64));
    cr_expect_not(bits_meet(a, b, words));
    cr_expect(bits_join(b, a, words));
    cr_expect_not(bits_join(b, a, words));
    cr_expect(bits_meet(a, b, words));
    BITS_EACH (number, b, words) {
        cr_expect(bits_has(a, number));
        count++;
    }
    cr_expect_eq(count, 4);
    cr_expect_eq(bits_next(b, words, 65), 199);
    cr_expect_eq(bits_next(b, words, 200), SIZE_MAX);
    arena_release(&arena);
}
