#include "flow_snippet.h"

#define TIMED(before, body, after)                                                              \
    "#include <chrono>\n#include <fstream>\n#include <vector>\n#include <cstdio>\n"             \
    "extern void take(void *); extern int outside(int);\n" before                               \
    "\nint main(int argc, char **argv)\n{\n  int n = argc * 1000;\n"                            \
    "  auto start = std::chrono::steady_clock::now();\n" body                                   \
    "\n  auto stop = std::chrono::steady_clock::now();\n"                                       \
    "  std::printf(\"%ld\\n\", (long)(stop - start).count());\n" after "\n  return 0;\n}\n"

static const struct snippet snippets[] = {
    {"what cannot be read elsewhere changes nothing",
     TIMED("void other() { none::x y(1); }", "none::x y(n); long s = 0;\n"
           "for (int i = 0; i < n; i++)\ns += i; //! accumulator likely\ny.use(n);",
           "LOG(n) << 1;"), true},
    {"what cannot be read may use what it names",
     TIMED("", "long s = 0;\nfor (int i = 0; i < n; i++) s += i;", "none::keep k(s);"), true},
    {"an unknown function may use what it is given",
     TIMED("", "long s = 0;\nfor (int i = 0; i < n; i++) s += i;", "KEEP(s);"), true},
    {"an unknown value may be made of what it is stored over",
     TIMED("", "long s = 0;\nfor (int i = 0; i < n; i++) s += i;",
           "s = none::add(s); std::printf(\"%ld\", s);"), true},
    {"a call that cannot be resolved may do anything",
     TIMED("void other(none::x &, int); static int seen;\n"
           "template <class F> void apply(none::y<F>, F f) { f(); }",
           "int s = 0;\nfor (int i = 0; i < n; i++) apply(n, [&] { s += seen; });", ""), true},
    {"what cannot be read may leave a loop",
     TIMED("", "long s = 0; for (;;) {\ns += n; none::x y; for (auto q : y) break; }",
           "std::printf(\"%ld\", s);"), true},
    {"what cannot be read may be a loop",
     TIMED("", "long s = 0;\nREPEAT(100) { s += 5; }", ""), true},
    {"a condition that cannot be read may use what it names",
     TIMED("", "long s = 0;\nfor (int i = 0; i < n; i++) s += i;", "if (NONE(s)) return 1;"), true},
    {"what cannot be read may know a global",
     TIMED("static long s;", "for (int i = 0; i < n; i++) s += i;", "none::keep k(s);"), true},
    {"what cannot be read in a lambda may use what it names",
     TIMED("", "auto f = [&] { long s = 0; for (int i = 0; i < n; i++) s += i; none::keep k(s); };"
           "f();", ""), true},
    {"what cannot be read in a lambda may use what is around it",
     TIMED("", "long s = 0; auto f = [&] { none::keep k(s); };\n"
           "for (int i = 0; i < n; i++) s += i;", "f();"), true},
    {"what cannot be read in a method may use a member",
     TIMED("struct Sum { long s = 0; void run(int n) { for (int i = 0; i < n; i++) s += i; "
           "none::keep k(s); } };", "Sum a; a.run(n);", ""), true},
    {"sum", TIMED("", "long s = 0;\nfor (int i = 0; i < n; i++)\n"
                  "s += i; //! accumulator certain\n", "")},
    {"printed", TIMED("", "long s = 0;\nfor (int i = 0; i < n; i++) s += i;",
                      "std::printf(\"%ld\", s);")},
    {"an endless loop that can end may be assumed to",
     TIMED("", "long s = 0;\nfor (int i = 0;;) {\nif (i++ > n) break;\n"
           "s += i; //! accumulator certain\n}", "")},
    {"recursion", TIMED("static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }",
                        "for (int i = 0; i < n; i++)\nfib(i); //! call likely\n", "")},
    {"method of an object that is read later",
     TIMED("struct Sum { long v = 0; void add(int i) { v += i; } };",
           "Sum s;\nfor (int i = 0; i < n; i++) s.add(i);", "std::printf(\"%ld\", s.v);")},
    {"lambda sums into a captured variable that is printed",
     TIMED("", "long s = 0; auto add = [&](int i) { s += i; };\n"
           "for (int i = 0; i < n; i++) add(i);", "std::printf(\"%ld\", s);")},
    {"container", TIMED("", "std::vector<int> v;\nfor (int i = 0; i < n; i++) v.push_back(i);",
                        "")},
    {"elements of a vector", TIMED("", "std::vector<double> v(100, 1.0); double s = 0;\n"
                                   "for (size_t i = 0; i < v.size(); i++)\n"
                                   "s += v[i]; //! accumulator certain\n", "")},
    {"elements of a vector by iterator",
     TIMED("", "std::vector<double> v(100, 1.0); double s = 0;\n"
           "for (auto it = v.begin(); it != v.end(); ++it)\n"
           "s += *it; //! accumulator certain\n", "")},
    {"elements of a vector by range",
     TIMED("", "std::vector<double> v(100, 1.0); double s = 0;\n"
           "for (auto x : v)\ns += x; //! accumulator certain\n", "")},
    {"elements of a vector are written and read by others",
     TIMED("", "std::vector<double> v(100, 1.0);\n"
           "for (size_t i = 0; i < v.size(); i++) v[i] = i;", "take(v.data());")},
    {"elements of an array through a view that is read",
     TIMED("#include <span>\n", "int a[64]; std::span<int> v(a, 64);\n"
           "for (int i = 0; i < 64; i++) v[i] = i * n;", "std::printf(\"%d\", a[7]);")},
    {"written through an iterator of an array",
     TIMED("#include <array>\n", "std::array<int, 64> a;\n"
           "for (auto it = a.begin(); it != a.end(); ++it) *it = n;",
           "std::printf(\"%d\", a[7]);")},
    {"written through a range of references",
     TIMED("#include <array>\n", "std::array<int, 64> a;\nfor (auto &x : a) x = n;",
           "std::printf(\"%d\", a[7]);")},
    {"an algorithm", TIMED("#include <numeric>\n", "std::vector<double> v(100, 1.0);\n"
                           "for (int i = 0; i < n; i++)\n"
                           "std::accumulate(v.begin(), v.end(), 0.0); //! call certain\n", "")},
    {"new and delete", TIMED("", "for (int i = 0; i < n; i++) {\n"
                             "int *p = new int[10]; //! allocation certain\ndelete[] p; }", "")},
    {"reference parameter",
     TIMED("static void add(long &s, int i) { s += i; }",
           "long s = 0;\nfor (int i = 0; i < n; i++) add(s, i);", "std::printf(\"%ld\", s);")},
    {"template", TIMED("template <class T> T sum(T n) { T s{}; for (T i{}; i < n; ++i) s += i; "
                       "return s; }", "long s = sum<long>(n);", "std::printf(\"%ld\", s);")},
    {"asm sink behind a template",
     TIMED("template <class T> void keep(T const &v) { asm volatile(\"\" : : \"r,m\"(v) : "
           "\"memory\"); }",
           "long s = 0;\nfor (int i = 0; i < n; i++) s += i;\nkeep(s);", "")},
    {"file stream, closed by its destructor",
     TIMED("", "std::ofstream out(\"x\");\nfor (int i = 0; i < n; i++)\n"
           "out.write(\"x\", 1); //! late certain\n", "")},
    {"file stream, flushed",
     TIMED("", "std::ofstream out(\"x\");\nfor (int i = 0; i < n; i++) out.write(\"x\", 1);\n"
           "out.flush();", "")},
    {"file stream in a scope",
     TIMED("", "{ std::ofstream out(\"x\");\nfor (int i = 0; i < n; i++) out.write(\"x\", 1); }",
           "")},
    {"exception handler reads what was stored before a call",
     TIMED("", "long s = 0, t = 0;\ntry { for (int i = 0; i < n; i++) { t += i; }\n"
           "outside(1); t = 0; for (int i = 0; i < n; i++) s += i; outside(2); s = 1; }\n"
           "catch (...) { std::printf(\"%ld %ld\", s, t); }", "")},
    {"exception handler reads the value",
     TIMED("", "long s = 0;\ntry { for (int i = 0; i < n; i++) { s += i; outside(i); } }\n"
           "catch (...) { std::printf(\"%ld\", s); }", "")},
};

Test(flow_cxx, snippets)
{
    struct workshop workshop = workshop_open(FRONT_CXX, NULL, 0);

    CHECK_SNIPPETS(&workshop, snippets);
    workshop_close(&workshop);
}
