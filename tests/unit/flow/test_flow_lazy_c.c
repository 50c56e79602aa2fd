#include "flow_snippet.h"

#define TIMED(before, body, after)                                                              \
    "#include <stdio.h>\n#include <time.h>\nextern void use(FILE *);\nextern void work(void);\n" \
    before "\nint bench(int n, const char *s, FILE *given)\n{\n"                                 \
    "  FILE *f = fopen(\"x\", \"w\");\n  clock_t start = clock();\n" body                        \
    "\n  clock_t stop = clock();\n" after "\n  return (int)(stop - start);\n}\n"

static const struct snippet streams[] = {
    {"closed late", TIMED("", "for (int i = 0; i < n; i++)\nfputs(s, f); //! late certain\n",
                          "fclose(f);")},
    {"flushed", TIMED("", "for (int i = 0; i < n; i++) fputs(s, f);\nfflush(f);", "fclose(f);")},
    {"all flushed", TIMED("", "for (int i = 0; i < n; i++) fputs(s, f);\nfflush(NULL);",
                          "fclose(f);")},
    {"closed", TIMED("", "for (int i = 0; i < n; i++) fputs(s, f);\nfclose(f);", "")},
    {"never closed", TIMED("", "fputs(s, f); //! pending certain\n", "")},
    {"unbuffered", TIMED("", "setvbuf(f, NULL, _IONBF, 0);\nfputs(s, f);", "fclose(f);")},
    {"handed to somebody", TIMED("", "use(f);\nfputs(s, f);", "fclose(f);")},
    {"a parameter", TIMED("", "fputs(s, given); //! pending likely\n", "fclose(f);")},
    {"flushed in a helper", TIMED("static void sync(FILE *f) { fflush(f); }",
                                  "fputs(s, f);\nsync(f);", "fclose(f);")},
    {"written in a helper", TIMED("static void put(FILE *f, const char *s) { fputs(s, f); }",
                                  "put(f, s); //! late certain\n", "fclose(f);")},
    {"opened in a helper",
     TIMED("static FILE *make(void) { return fopen(\"y\", \"w\"); }",
           "FILE *g = make();\nfputs(s, g); //! pending certain\n", "fclose(f);")},
    {"flushed on one path",
     TIMED("", "fputs(s, f); //! late likely\nif (n > 3) fflush(f);", "fclose(f);")},
    {"closed unless it is somebody else's",
     TIMED("", "fputs(s, f); //! pending possible\nif (n > 3) fclose(f);", "")},
    {"stderr", TIMED("", "fputs(s, stderr);", "fclose(f);")},
    {"printing results", TIMED("", "printf(\"%s\", s);", "fclose(f);")},
    {"stdout", TIMED("", "for (int i = 0; i < n; i++)\nfputs(s, stdout); //! pending possible\n",
                     "fclose(f);")},
    {"far more than a buffer",
     TIMED("", "for (int i = 0; i < 100000; i++)\nfwrite(s, 1, 4096, f); //! pending certain, late possible\n",
           "fclose(f);")},
    {"in a struct", TIMED("struct log { FILE *file; };",
                          "struct log log = {f};\nfputs(s, log.file); //! late certain\n",
                          "fclose(f);")},
    {"deep in what is given",
     TIMED("struct log { FILE *file; }; struct log *shared;",
           "fputs(s, shared->file); //! pending possible\n", "fclose(f);")},
    {"in a static", TIMED("static FILE *out;\nstatic void put(const char *s) { fputs(s, out); }\n",
                          "out = f;\nput(s); //! late certain\n", "fclose(f);")},
    {"by the way of other work",
     TIMED("extern void read_it(void);",
           "for (int i = 0; i < n; i++) {\nread_it();\nwork();\n"
           "fputs(s, f); //! late possible\n}", "fclose(f);")},
    {"made on the way",
     TIMED("", "work();\nfor (int i = 0; i < n; i++) {\nwork();\n"
               "fputs(s, f); //! late certain\n}", "fclose(f);")},
    {"reading", TIMED("", "char b[64];\nfread(b, 1, 64, given); use(given);", "fclose(f);")},
};

Test(flow_lazy_c, streams)
{
    struct workshop workshop = workshop_open(FRONT_C, NULL, 0);

    CHECK_SNIPPETS(&workshop, streams);
    workshop_close(&workshop);
}

static const struct snippet programs[] = {
    {"leaving the program writes what is left",
     "#include <stdio.h>\nint main(void)\n{\n  FILE *f = fopen(\"x\", \"w\");\n"
     "  for (int i = 0; i < 1000; i++)\n    fputs(\"x\", f);\n  return 0;\n}\n"},
};

Test(flow_lazy_c, programs)
{
    struct workshop workshop = workshop_open(FRONT_C, NULL, 0);

    CHECK_SNIPPETS(&workshop, programs);
    workshop_close(&workshop);
}
