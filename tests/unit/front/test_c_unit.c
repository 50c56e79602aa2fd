/* What a whole C or C++ file becomes: kinds of files, gaps, comments, flags, databases, limits. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "front.h"

struct lowered {
    struct arena arena;
    struct diags diags;
    struct front *front;
    struct ir_unit *unit;
    char *source;
};

static struct lowered lower_by(const struct front_options *options, const char *path,
                               const char *source)
{
    struct lowered lowered = {.source = strdup(source)};
    struct err err = {""};
    const char *problem;

    lowered.front = front_new(options, &lowered.diags);
    lowered.unit = front_lower(lowered.front, front_kind_of(path, source, strlen(source)), path,
                               lowered.source, strlen(source), &lowered.arena, &err);
    cr_assert(lowered.unit, "%s", err.text);
    problem = ir_check(lowered.unit);
    cr_assert_null(problem, "%s", problem);
    return lowered;
}

static struct lowered lower_with(const char *path, const char *source, const char *const *flags,
                                 size_t flag_count, const char *build)
{
    struct front_options options = {
        .flags = flags, .flag_count = flag_count, .build_directory = build};

    return lower_by(&options, path, source);
}

static struct lowered lower(const char *path, const char *source)
{
    return lower_with(path, source, NULL, 0, NULL);
}

static void release(struct lowered *lowered)
{
    map_free(lowered->unit->names);
    front_free(lowered->front);
    diag_release(&lowered->diags);
    arena_release(&lowered->arena);
    free(lowered->source);
}

static const struct ir_function *function(const struct ir_unit *unit, const char *name)
{
    for (size_t i = 0; i < unit->function_count; i++) {
        if (strcmp(unit->functions[i].name, name) == 0)
            return &unit->functions[i];
    }
    cr_assert_fail("no function %s", name);
    return NULL;
}

static const struct ir_op *call(const struct ir_function *in, const char *name)
{
    for (size_t i = 0; i < in->op_count; i++) {
        if (in->ops[i].code == IR_CALL && strcmp(in->ops[i].text, name) == 0)
            return &in->ops[i];
    }
    return NULL;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static char *temporary_folder(void)
{
    static char folder[] = "/tmp/c_unit.XXXXXX";

    cr_assert(mkdtemp(folder));
    return folder;
}

Test(c_unit, files_are_known_by_name_or_by_their_first_line)
{
    static const struct {
        const char *path, *head;
        enum front_kind kind;
    } rows[] = {
        {"a.c", "", FRONT_C},          {"a.h", "", FRONT_C},
        {"x/a.cc", "", FRONT_CXX},     {"a.cpp", "", FRONT_CXX},
        {"a.C", "", FRONT_CXX},        {"a.hpp", "", FRONT_CXX},
        {"a.py", "", FRONT_PYTHON},    {"bench", "#!/usr/bin/env python3\n", FRONT_PYTHON},
        {"bench", "#!/bin/sh\n# python\n", FRONT_NOT_SOURCE},
        {"a.txt", "#!/usr/bin/python\n", FRONT_NOT_SOURCE},
        {"Makefile", "all:\n", FRONT_NOT_SOURCE}, {"dir.c/a.o", "", FRONT_NOT_SOURCE},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(front_kind_of(rows[i].path, rows[i].head, strlen(rows[i].head)),
                     rows[i].kind, "%s", rows[i].path);
}

Test(c_unit, what_cannot_be_seen_is_a_gap_with_its_place)
{
    struct lowered l =
        lower("gap.c", "#include \"none.h\"\nint f(int a)\n{\n    return a + b;\n}\n");

    cr_assert_eq(l.unit->gap_count, 2);
    cr_expect_str_eq(l.unit->gaps[0].reason, "'none.h' file not found");
    cr_expect_eq(l.unit->gaps[0].at.line, 1);
    cr_expect_eq(l.unit->gaps[1].at.line, 4);
    cr_expect_eq(l.unit->gaps[1].at.column, 16);
    cr_expect_eq(function(l.unit, "f")->parameter_count, 1);
    release(&l);
}

Test(c_unit, an_operation_stands_for_a_statement_that_vanishes)
{
    struct lowered l = lower("gone.cc", "#include \"none.h\"\nstruct s {\n    none *use;\n"
                                        "    void f(char *p)\n    {\n        p[0] = 'x'; // a\n"
                                        "        use->call(p);\n    }\n"
                                        "    int g(int a)\n    {\n        /* b */ ;\n"
                                        "#if 1\n        a++;\n#endif\n        return a;\n    }\n"
                                        "};\n");

    cr_assert_eq(l.unit->gap_count, 2);
    cr_expect_eq(l.unit->gaps[1].at.line, 3);
    cr_expect(function(l.unit, "s::f")->has_hole && !function(l.unit, "s::f")->has_gap);
    cr_expect(!function(l.unit, "s::g")->has_hole && !function(l.unit, "s::g")->has_gap);
    release(&l);
}

Test(c_unit, every_use_of_what_is_missing_is_a_gap)
{
    enum { USES = 50 };
    char source[USES * 32] = "";
    struct lowered l;

    for (int i = 0, length = 0; i < USES; i++)
        length += snprintf(source + length, sizeof source - (size_t)length,
                           "int f%d(void) { return none; }\n", i);
    l = lower("uses.c", source);
    cr_assert_eq(l.unit->gap_count, USES);
    for (uint32_t i = 0; i < USES; i++)
        cr_expect_eq(l.unit->gaps[i].at.line, i + 1);
    release(&l);
}

Test(c_unit, flags_of_another_compiler_are_no_gap)
{
    const char *const flags[] = {"-fanalyzer", "-fconserve-stack", "-O3", "-fno-math-errno",
                                 "-DNDEBUG"};
    struct lowered l = lower_with("flags.c", "int f(void) { return 1; }\n", flags, 5, NULL);

    cr_expect_eq(l.unit->gap_count, 0);
    cr_expect_eq(l.unit->optimisation, 3);
    cr_expect(!l.unit->math_errno);
    cr_expect(l.unit->assertions_off);
    release(&l);
}

Test(c_unit, nothing_said_means_optimised_with_assertions)
{
    struct lowered l = lower("plain.c", "int f(void) { return 1; }\n");

    cr_expect_eq(l.unit->optimisation, 2);
    cr_expect(l.unit->math_errno);
    cr_expect(!l.unit->assertions_off);
    cr_expect_null(front_database(l.front));
    cr_expect(str_starts(front_version(l.front), "libclang "));
    release(&l);
}

Test(c_unit, attributes_count_also_when_a_macro_writes_them)
{
    struct lowered l = lower("attribute.c",
                             "#define NOINLINE __attribute__((noinline))\n"
                             "NOINLINE int far(int a) { return a; }\n"
                             "__attribute__((pure)) int pure(int a) { return a; }\n"
                             "static inline int near(int a) { return far(a) + pure(a); }\n");

    cr_expect(function(l.unit, "far")->is_noinline);
    cr_expect(!function(l.unit, "near")->is_noinline);
    cr_expect(function(l.unit, "near")->is_inline && function(l.unit, "near")->is_static);
    cr_expect(function(l.unit, "pure")->is_pure);
    cr_expect(call(function(l.unit, "near"), "pure")->flags & IR_PURE);
    cr_expect(!(call(function(l.unit, "near"), "far")->flags & IR_PURE));
    release(&l);
}

Test(c_unit, comments_to_us_are_kept_and_strings_are_not)
{
    struct lowered l = lower("comment.c", "int a; // benchlint: ignore[BL202] on purpose\n"
                                          "const char *s = \"benchlint: no\";\n"
                                          "  /* benchlint: disable[BL1] */\n// other\n");

    cr_assert_eq(l.unit->comment_count, 2);
    cr_expect_str_eq(l.unit->comments[0].text, "benchlint: ignore[BL202] on purpose");
    cr_expect(!l.unit->comments[0].alone);
    cr_expect_eq(l.unit->comments[0].at.column, 8);
    cr_expect_str_eq(l.unit->comments[1].text, "benchlint: disable[BL1]");
    cr_expect(l.unit->comments[1].alone);
    release(&l);
}

Test(c_unit, functions_of_the_users_headers_are_lowered_when_called)
{
    char *folder = temporary_folder();
    char header[128], path[128];
    struct lowered l;

    snprintf(header, sizeof header, "%s/timer.h", folder);
    snprintf(path, sizeof path, "%s/main.c", folder);
    write_file(header, "long read_clock(void);\n"
                       "static inline long now(void) { return read_clock(); }\n"
                       "static inline long unused(void) { return 1; }\n");
    l = lower(path, "#include \"timer.h\"\nlong f(void) { return now(); }\n");
    cr_assert_eq(l.unit->function_count, 2);
    cr_expect(function(l.unit, "now")->file);
    cr_expect(call(function(l.unit, "now"), "read_clock"));
    cr_expect_eq(call(function(l.unit, "now"), "read_clock")->at.line, 0);
    cr_expect_eq(call(function(l.unit, "f"), "now")->function, 1);
    release(&l);
    unlink(header);
    rmdir(folder);
}

Test(c_unit, functions_of_headers_that_cannot_be_read_are_not_trusted)
{
    char *folder = temporary_folder();
    char header[128], path[128];
    struct lowered l;

    snprintf(header, sizeof header, "%s/work.h", folder);
    snprintf(path, sizeof path, "%s/main.c", folder);
    write_file(header, "#include \"none.h\"\n"
                       "static inline int plain(int a) { return a * 3; }\n"
                       "static inline void unknown(int a) { none_t v = { a }; }\n"
                       "static inline int told(int a) { return a + NONE; }\n");
    l = lower(path, "#include \"work.h\"\n"
                    "int f(int a) { unknown(a); return told(plain(a)); }\n");
    cr_expect(!function(l.unit, "f")->has_gap);
    cr_expect(!function(l.unit, "plain")->has_gap);
    cr_expect(function(l.unit, "unknown")->has_gap);
    cr_expect(function(l.unit, "told")->has_gap);
    release(&l);
    unlink(header);
    rmdir(folder);
}

Test(c_unit, an_absent_framework_is_declared_by_our_own_headers)
{
    static const struct {
        const char *path, *source, *function, *call;
    } rows[] = {
        {"b.cc",
         "#include <benchmark/benchmark.h>\n"
         "void f(benchmark::State &s) { for (auto _ : s) benchmark::ClobberMemory(); }\n"
         "BENCHMARK(f)->Arg(8);\nBENCHMARK_MAIN();\n",
         "f", "benchmark::ClobberMemory"},
        {"n.cc",
         "#include \"nanobench.h\"\n"
         "void f(int x) { ankerl::nanobench::Bench().run(\"x\", [&] { x++; }); }\n",
         "f", "ankerl::nanobench::Bench::run"},
        {"c.cc",
         "#include <catch2/catch.hpp>\nstruct f { int fib(int); };\n"
         "TEST_CASE_METHOD(f, \"x\") { BENCHMARK(\"y\") { return fib(2); }; }\n",
         "catch_method_0::test", "Catch::Benchmark::Benchmark::operator="},
        {"f.cc",
         "#include <folly/Benchmark.h>\nint g(int);\n"
         "BENCHMARK(f, n) { while (n--) folly::doNotOptimizeAway(g(1)); }\n",
         "f", "folly::doNotOptimizeAway"},
        {"e.cc",
         "#include <celero/Celero.h>\nCELERO_MAIN\n"
         "BASELINE(a, b, 1, 2) { celero::DoNotOptimizeAway(3); }\n",
         "CeleroUserBenchmark_a_b::UserBenchmark", "celero::DoNotOptimizeAway"},
        {"p.cc",
         "#include <picobench/picobench.hpp>\n"
         "void f(picobench::state &s) { for (auto _ : s) s.set_result(1); }\nPICOBENCH(f);\n",
         "f", "picobench::state::set_result"},
        {"s.cc",
         "#include <sltbench/Bench.h>\nvoid f() { sltbench::DoNotOptimize(1); }\n"
         "SLTBENCH_FUNCTION(f);\nSLTBENCH_MAIN()\n",
         "f", "sltbench::DoNotOptimize"},
        {"h.cc",
         "#include <hayai.hpp>\nint g();\nBENCHMARK(A, b, 1, 2) { g(); }\n",
         "A_b_Benchmark::TestBody", "g"},
        {"u.c",
         "#include \"ubench.h\"\nUBENCH_EX(a, b) { UBENCH_DO_BENCHMARK() { ; } }\n"
         "UBENCH_MAIN()\n",
         "ubench_a_b", "ubench_do_benchmark"},
        {"k.cu",
         "__global__ void k(float *p) { p[threadIdx.x] = 1; }\n"
         "void f(float *p) { k<<<1, 2>>>(p); cudaDeviceSynchronize(); }\n",
         "f", "<<<>>>"},
    };
    struct front_options options = {.headers = SOURCE_DIR "/rules/headers"};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct lowered l = lower_by(&options, rows[i].path, rows[i].source);

        cr_expect_eq(l.unit->gap_count, 0, "%s: %s", rows[i].path,
                     l.unit->gap_count ? l.unit->gaps[0].reason : "");
        cr_expect(call(function(l.unit, rows[i].function), rows[i].call), "%s", rows[i].path);
        release(&l);
    }
}

Test(c_unit, the_database_gives_the_flags)
{
    char *folder = temporary_folder();
    char build[128], database[160], path[128], text[1024];
    struct lowered l;

    snprintf(build, sizeof build, "%s/build-x", folder);
    snprintf(database, sizeof database, "%s/compile_commands.json", build);
    snprintf(path, sizeof path, "%s/main.c", folder);
    snprintf(text, sizeof text,
             "[{\"directory\": \"%s\", \"file\": \"%s\", \"arguments\": [\"gcc\", \"-O1\", "
             "\"-DANSWER=42\", \"-fopenmp\", \"-o\", \"main.o\", \"-c\", \"%s\"]}]\n",
             build, path, path);
    cr_assert_eq(mkdir(build, 0700), 0);
    write_file(database, text);
    write_file(path, "");
    l = lower(path, "int f(void)\n{\n#ifdef _OPENMP\n    return ANSWER;\n#endif\n}\n");
    cr_expect_eq(l.unit->gap_count, 0);
    cr_expect_eq(l.unit->optimisation, 1);
    cr_expect(str_ends(front_database(l.front), "/build-x/compile_commands.json"));
    cr_expect_eq(function(l.unit, "f")->ops[0].code, IR_CONST);
    release(&l);
    unlink(path);
    unlink(database);
    rmdir(build);
    rmdir(folder);
}

Test(c_unit, a_folder_without_a_database_is_the_users_mistake)
{
    struct lowered l = lower_with("a.c", "int f(void) { return 1; }\n", NULL, 0, "/nonexistent");

    cr_expect_eq(l.diags.errors, 1);
    cr_expect_null(front_database(l.front));
    release(&l);
}

/* `part` again and again between a head and a tail. */
static char *repeated(const char *head, const char *part, size_t times, const char *tail)
{
    struct strbuf text = {0};

    strbuf_puts(&text, head);
    for (size_t i = 0; i < times; i++)
        strbuf_puts(&text, part);
    strbuf_puts(&text, tail);
    return text.text;
}

Test(c_unit, what_is_too_deep_is_marked_and_does_not_crash, .timeout = 120)
{
    static const struct {
        const char *head, *part, *tail;
        size_t times;
        bool too_complex;
    } rows[] = {
        {"int f(int a) { return a", " + a", "; }\n", 20000, false},
        {"int f(int a) { return a", " && a", "; }\n", 20000, true},
        {"int f(int a) { ", "if (a) a--; else ", "a++; return a; }\n", 4000, true},
        {"int f(int a) { return ", "a ? 1 : ", "0; }\n", 3000, true},
        {"int f(int a) { ", "while (a) ", "a--; return a; }\n", 1500, true},
        {"int t[] = {", "1, ", "1}; int f(int a) { return t[a]; }\n", 100000, false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *source = repeated(rows[i].head, rows[i].part, rows[i].times, rows[i].tail);
        struct lowered l = lower("deep.c", source);

        cr_expect_eq(function(l.unit, "f")->too_complex, rows[i].too_complex, "row %zu", i);
        release(&l);
        free(source);
    }
}

Test(c_unit, odd_sources_do_no_harm)
{
    static const char *const rows[] = {
        "",
        "\n",
        "int",
        "{{{{{{",
        "int f(",
        "int f(void) { for (",
        "int f(void) { switch (1) { case",
        "int f(void) { return ({ ; }); }",
        "int f(void) { struct { int x } s = {.y = {1, {2}}}; return s.z; }",
        "struct S { int a[4]; } s = {.a = {1, 2}};",
        "int f(int n) { int a[n][n]; return sizeof a[n++] + a[1][1]; }",
        "void f(void) { asm(\"\" : \"=r\"(undeclared)); }",
        "int f(void) { goto nowhere; }",
        "int f(void) { break; continue; case 1: return 2; }",
        "#include __FILE__\n",
        "#define A A A\nint A = A;\n",
        "\"unterminated",
        "/* benchlint: ",
        "int \xc3\xa9t\xc3\xa9(void) { return '\xff'; }",
        "int f(void) { return __builtin_choose_expr(1, 2, 3) + __builtin_offsetof(struct q, x); }",
        "_Complex double f(_Complex double z) { return z * 2.0i; }",
        "typedef float v4 __attribute__((vector_size(16))); v4 f(v4 a) { return a + a[0]; }",
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct lowered c = lower("odd.c", rows[i]), cxx = lower("odd.cc", rows[i]);

        cr_expect_eq(c.unit->language, IR_C);
        cr_expect_eq(cxx.unit->language, IR_CXX);
        release(&c);
        release(&cxx);
    }
}

Test(c_unit, types_are_those_of_the_language)
{
    static const struct {
        const char *source, *name;
        enum ir_type_kind kind;
        unsigned size;
    } rows[] = {
        {"double x;", "double", IR_TYPE_FLOAT, 8},
        {"unsigned char x;", "unsigned char", IR_TYPE_INTEGER, 1},
        {"_Bool x;", "bool", IR_TYPE_BOOL, 1},
        {"struct _IO_FILE; typedef struct _IO_FILE FILE; FILE *x;", "FILE", IR_TYPE_POINTER, 8},
        {"typedef struct { int a, b; } pair; pair x;", "pair", IR_TYPE_RECORD, 8},
        {"enum color { RED } x;", "color", IR_TYPE_INTEGER, 4},
        {"struct point { short a[3]; }; struct point x[2];", "point", IR_TYPE_ARRAY, 12},
        {"const volatile int x;", "int", IR_TYPE_INTEGER, 4},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct lowered l = lower("type.c", rows[i].source);
        const struct ir_type *type = ir_type_of(l.unit, l.unit->variables[0].type);

        cr_expect_str_eq(type->name, rows[i].name, "%s: %s", rows[i].source, type->name);
        cr_expect_eq(type->kind, rows[i].kind, "%s", rows[i].source);
        cr_expect_eq(type->size, rows[i].size, "%s", rows[i].source);
        release(&l);
    }
}

Test(c_unit, globals_know_how_they_start)
{
    struct lowered l = lower("globals.c", "int zero = 0, one = 1; static double d;\n"
                                          "volatile int v; int *p = &one; char t[] = \"x\";\n");
    static const struct {
        const char *name;
        bool has_initialiser, is_volatile;
        enum ir_storage storage;
    } rows[] = {
        {"zero", false, false, IR_GLOBAL}, {"one", true, false, IR_GLOBAL},
        {"d", false, false, IR_FILE_STATIC}, {"v", false, true, IR_GLOBAL},
        {"p", true, false, IR_GLOBAL}, {"t", true, false, IR_GLOBAL},
    };

    cr_assert_eq(l.unit->variable_count, 6);
    for (size_t i = 0; i < 6; i++) {
        cr_expect_str_eq(l.unit->variables[i].name, rows[i].name);
        cr_expect_eq(l.unit->variables[i].has_initialiser, rows[i].has_initialiser, "%s",
                     rows[i].name);
        cr_expect_eq(l.unit->variables[i].is_volatile, rows[i].is_volatile);
        cr_expect_eq(l.unit->variables[i].storage, rows[i].storage);
    }
    release(&l);
}
