/* What is known of APIs: clocks, lazy objects, effects of library functions, frameworks.
 *
 * Loaded from rules/models/<language>/<library>.yaml (and the user's own files, which extend and
 * never silently replace).  Every entry has the address of its documentation.  A model is loaded
 * once per process and read-only afterwards. */
#ifndef ANALYZER_MODEL_H
#define ANALYZER_MODEL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"
#include "diag.h"
#include "edit_template.h"

enum model_language { MODEL_C = 1, MODEL_CXX = 2, MODEL_PYTHON = 4 }; /* C models also serve C++ */

/* Which value of a call is meant: arguments are counted from 0, a receiver not among them.
 * API_NAMED: an argument by its keyword (print's `file`) or an object that the call names by itself
 * (printf's `stdout`): see struct api_lazy.  API_AMBIENT: what a call means without naming it: the
 * device, the page cache, the transaction. */
enum {
    API_RESULT = -1,
    API_RECEIVER = -2,
    API_ANY_ARGUMENT = -3,
    API_NOTHING = -4,
    API_NAMED = -5,
    API_AMBIENT = -6
};

/* A kind of object whose work is put off. */
struct lazy_kind {
    const char *name;      /* "stdio-stream": unique; rules name it */
    const char *class_name; /* of its objects: "io.StringIO", "FILE"; NULL when they have none */
    const char *noun;      /* in messages: "the stdio buffer" */
    const char *deferred;  /* what has not happened yet: "the bytes have not left the process" */
    const char *mend;      /* what to write, %s is the object: "fflush(%s)" */
    const struct edit_template *edits; /* the mend as edits; the first that fits is made */
    size_t edit_count;
    bool at_exit;          /* leaving the program realizes it (stdio), so a region that is the
                              whole program contains it */
    bool at_scope_end;     /* the end of its scope realizes it (C++ streams, Python `with`) */
    bool on_create;        /* the object is pending from its creation (a generator), not only
                              after a producer */
    bool once;             /* it can be consumed once: an iterator */
    bool lasting;          /* what is pending when a region starts stays so: a transaction */
    bool carried;          /* what was put off before a region and is done in it makes its time
                              longer: a device's queue */
    bool on_store;         /* storing into its memory puts work off: a mapped file */
    bool named_only;       /* calls that no model names leave it as it is: OpenMP's tasks */
    bool every;            /* each call or operator that yields its class makes a pending one */
    bool queue;            /* all of them wait in one queue, which works in order: doing the work of
                              one does that of all before it (a device) */
    /* Python versions on which it is lazy, minor number of 3.x; 0 means no bound.
     * until is exclusive: StringIO has until = 12. */
    int since, until;
    const char *assumes; /* what must hold for it to be lazy, and no file shows; or NULL */
    const char *const *exempt; /* variables whose objects are never lazy: stderr; NULL-terminated */
    /* Of a queue: methods (".eval") that tell of an object of an unknown class that it launches
     * work when it is called; NULL-terminated. */
    const char *const *launchers;
    /* Of a queue: the class of what unknown code makes of its objects; or NULL. */
    const char *derived;
    const char *const *only_with;  /* the kind exists in files that contain one of these ... */
    const char *const *never_with; /* ... and none of these texts; NULL-terminated */
    uint64_t threshold;    /* the library realizes by itself at this many bytes or calls (BUFSIZ,
                              100000); 0 when it never does */
    const char *url;
};

enum lazy_role {
    LAZY_CREATE,  /* makes such an object */
    LAZY_PRODUCE, /* puts work off into it */
    LAZY_REALIZE, /* does all that was put off */
    LAZY_PARTIAL, /* does a part of it only (count, next, head) */
    LAZY_REALIZE_ALL, /* does it for every object of the kind: fflush(NULL) */
    LAZY_DISARM,  /* the object is not lazy from here on: setvbuf(_IONBF) */
    LAZY_LEAVE,   /* looks at the object and leaves what is pending: ftell */
    LAZY_USE      /* it matters for this call whether something is pending: an INSERT */
};

/* What a call does to a lazy object.  Where a call has several entries of one kind, one whose
 * condition holds goes before those without a condition, and stands before them, too:
 * `out << std::endl` realizes, any other `out << x` produces. */
struct api_lazy {
    const struct lazy_kind *kind;
    enum lazy_role role;
    int handle; /* argument number or one of the API_ values above */
    bool out;   /* not the argument but what the call puts where it points */
    const char *handle_keyword; /* API_NAMED: the keyword argument that is the object ... */
    const char *handle_global;  /* ... or the global variable that holds it; the other is NULL */
    const char *keyword, *value; /* only when this argument is this constant: flush=True, or
                                    argument number as text "2" with value "_IONBF"; or NULL.
                                    A value "*" is anything but None. */
};

/* The class of a call's result where an argument is of a class. */
struct api_result {
    const char *class_name; /* of the result */
    struct api_lazy argument; /* handle (or API_ANY_ARGUMENT) and handle_keyword of the argument */
    const char *is_class;     /* its class, or one that is derived from it; "*": any but None */
};

enum clock_kind {
    CLOCK_NONE,
    CLOCK_MONOTONIC,
    CLOCK_WALL,   /* can be set back: gettimeofday, time.time */
    CLOCK_CPU,    /* counts processor time: clock(), time.process_time */
    CLOCK_CYCLES, /* rdtsc */
    CLOCK_EVENT   /* a device's events: torch.cuda.Event */
};

/* What a function without a visible body may do; what is not said it does not do.  A function that
 * no model names may do anything. */
enum api_effect {
    EFFECT_IO = 1,         /* observable outside the process, or waits for it */
    EFFECT_STATE = 2,      /* changes state of the library that others can see: rand, setlocale */
    EFFECT_ERRNO = 4,      /* may only set errno (libm) */
    EFFECT_ALLOCATES = 8,  /* a fresh object, removable together with its release: malloc */
    EFFECT_FREES = 16,
    EFFECT_NO_RETURN = 32,
    EFFECT_MAY_NOT_END = 64,
    EFFECT_SYNCHRONISES = 128, /* a fence, a lock: memory that others see must be up to date */
    EFFECT_CALLS = 256, /* calls the functions it is given: does whatever they do (qsort) */
    EFFECT_KEPT = 512   /* compilers do not know what it does: they never delete a call (qsort) */
};

/* Kinds of work: for rules that ask what a region contains.  X(name, bit, text in the models), in
 * the order of the bits. */
#define API_CATEGORIES(X)                                                                  \
    X(RANDOM, 0, "random")                                                                 \
    X(ALLOCATION, 1, "allocation")                                                         \
    X(PRINT, 2, "print")                                                                   \
    X(ASSERT, 3, "assert")                                                                 \
    X(FILE_OPEN, 4, "file_open")                                                           \
    X(COMPILE, 5, "compile") /* a regex, a query, an import */                             \
    X(SLEEP, 6, "sleep")                                                                   \
    X(THREAD_START, 7, "thread_start")                                                     \
    X(THREAD_WAIT, 8, "thread_wait")                                                       \
    X(LOCK, 9, "lock")                                                                     \
    X(SORT, 10, "sort")                                                                    \
    X(SINK, 11, "sink")       /* keeps its argument alive: DoNotOptimize, black_box */     \
    X(CLOBBER, 12, "clobber") /* a compiler barrier */                                     \
    X(PLAIN, 13, "plain")     /* its result is a value that cannot be called */            \
    X(ITEM, 14, "item")       /* takes an item of an iterator and leaves the rest */       \
    X(PAUSE, 15, "pause")     /* stops or restarts a framework's clock */                  \
    X(SEED, 16, "seed")       /* makes what random functions give reproducible */          \
    X(FIRST, 17, "first_call") /* its first call does more than the later ones: it compiles */ \
    X(MEMOISE, 18, "memoise") /* a decorator: the function remembers its results */        \
    X(TRACE, 19, "trace")     /* switches on what watches every call: a profiler */        \
    X(UNTRACE, 20, "untrace")                                                              \
    X(REAL_TIME, 21, "real_time") /* a framework reports another time than the thread's own */ \
    X(CHECK, 22, "check")       /* an assertion of a test framework: there in every build */ \
    X(CONTENT, 23, "content")   /* how long it takes depends on the bytes that it reads */   \
    X(TEARDOWN, 24, "teardown") /* the end of a container: it visits each element */         \
    X(FENCE, 25, "fence")       /* instructions before it are done before those after it */ \
    X(MEAN, 26, "mean")         /* of numbers */                                             \
    X(SPREAD, 27, "spread")     /* says how far numbers lie apart, or which is the best */

enum api_category {
#define API_CATEGORY(name, bit, text) API_##name = 1 << (bit),
    API_CATEGORIES(API_CATEGORY)
#undef API_CATEGORY
};

enum { /* how many there are */
#define API_CATEGORY(name, bit, text) CATEGORY_OF_##name,
    API_CATEGORIES(API_CATEGORY)
#undef API_CATEGORY
    CATEGORY_COUNT
};

struct api {
    const char *name; /* qualified: "fwrite", "io.StringIO.write", "std::basic_ostream::flush" */
    unsigned languages; /* mask of enum model_language */
    enum clock_kind clock;
    int clock_out;     /* the argument that receives the reading, or API_RESULT */
    const char *clock_argument; /* with clock_out an argument: the constant of argument 0 that
                                   this entry speaks of ("CLOCK_REALTIME"), or NULL for any */
    const char *unit;  /* of the reading: "ns", "s", "ticks"; NULL unknown */
    const char *returns; /* Python: the class of what it returns: "io.StringIO" */
    const struct api_result *results; /* Python: ... where an argument says so; before `returns` */
    size_t result_count;
    bool has_effects;  /* the fields below are known */
    unsigned effects;  /* mask of enum api_effect */
    uint32_t reads;    /* arguments whose pointee it reads: bit i */
    bool only_reads_receiver; /* else a method may change its receiver */
    uint32_t writes;   /* ... writes */
    uint32_t keeps;    /* ... may remember after it returned */
    uint32_t calls;    /* arguments that are functions which it calls before it returns */
    uint32_t returns_argument; /* arguments whose pointee the result may point into: strchr */
    bool returns_receiver;     /* ... or the receiver: out.write(...) */
    unsigned categories; /* mask of enum api_category */
    int times;         /* the callable argument that it calls and times (timeit.timeit), or
                          API_NOTHING */
    bool times_string; /* that argument is source text */
    bool times_waits;  /* it waits until devices have done their work */
    const struct api_lazy *lazy;
    size_t lazy_count;
    const char *url;
};

/* How a benchmark framework says what it measures. */
enum idiom_kind {
    IDIOM_LOOP_OVER,  /* a loop over an object of this class is measured, each round of it */
    IDIOM_LOOP_WHILE, /* a loop that asks this function whether to go on */
    IDIOM_STATE,      /* the function that is handed to, or decorated with, this loops over its
                         first parameter, or while that holds */
    IDIOM_CALLABLE,   /* the function that is handed over as an argument is measured */
    IDIOM_FIXTURE,    /* ... by calling the parameter of this name */
    IDIOM_BODY,       /* functions whose qualified name ends so are measured */
    IDIOM_METHOD,     /* methods of classes in benchmark files whose name begins so, and functions
                         without parameters that nobody there uses */
    IDIOM_AROUND,  /* ... in other files, too, where all methods of the class are such, or these */
    IDIOM_RENEWED, /* a class that sets this attribute to 1 is set up afresh before each call */
    IDIOM_PAUSE,   /* a call stops the clock ... */
    IDIOM_RESUME,  /* ... until a call of this */
    IDIOM_RESUMED_BY_END, /* ... or until the end of an object of this class */
    IDIOM_LIST, /* functions in the list that a variable of the file with this name holds */
    IDIOM_SKIP, /* a call says that nothing is to be measured */
    IDIOM_KIND_COUNT
};

/* What a framework does with what the function that it calls returns. */
enum region_result {
    RESULT_DROPPED, /* nothing while the clock runs */
    RESULT_DRIVEN,  /* awaits or iterates it */
    RESULT_WEIGHED, /* measures how large it is */
    RESULT_NEEDED,  /* it is the number, or the code to run: the function itself is not timed */
    RESULT_KEPT,    /* keeps it alive, as a sink does */
    RESULT_WAITED,  /* nothing, but it waits until devices have done their work */
    RESULT_UNKNOWN  /* nobody shows us (never in a model) */
};

struct idiom {
    enum idiom_kind kind;
    const char *name; /* of the function, class, parameter, method or attribute; a name that begins
                         with "." is a method of an object of unknown class */
    const char *framework;
    int argument; /* CALLABLE, FIXTURE: which one is the callable, or API_ANY_ARGUMENT */
    const char *keyword; /* ... as a keyword argument; or NULL */
    enum region_result result;
};

struct idioms {
    const struct idiom *items;
    size_t count;
};

struct model;

/* The categories' texts in the order of their bits, and NULL. */
extern const char *const model_category_names[];

/* Loads every *.yaml below `directory` (in order of their names).  Mistakes go to `diags`; the
 * model is then incomplete and must not be used.  NULL when the directory cannot be read (also a
 * diagnostic). */
struct model *model_load(const char *directory, struct diags *diags);
/* Only what files of these languages (mask of enum model_language) need: of the folders c, cxx and
 * python directly below `directory`, those of other languages are left out. */
struct model *model_load_languages(const char *directory, unsigned languages,
                                   struct diags *diags);
/* The languages whose models are loaded (mask of enum model_language). */
unsigned model_languages(const struct model *model);
/* Adds a user's file; a name that is already known is a mistake unless it says `extend: true`. */
int model_add_file(struct model *model, const char *path, struct diags *diags);
void model_free(struct model *model);

/* What is known of a function, or NULL.  In C++ the models of C serve too, with and without the
 * prefix std::.  In Python an entry "package.*" speaks of all functions of the package, or methods
 * of the class, that have no entry of their own. */
const struct api *model_api(const struct model *model, enum model_language language,
                            const char *name);
/* All clock entries of one name (clock_gettime has one per clock), the one whose clock_argument
 * equals `argument` first choice, else the one without. */
const struct api *model_clock(const struct model *model, enum model_language language,
                              const char *name, const char *argument);
/* A class's method found through the base classes that the models name; or NULL.  Methods that are
 * named go before those of "class.*". */
const struct api *model_method(const struct model *model, enum model_language language,
                               const char *class_name, const char *method);
/* The idiom of this kind and exact name, or NULL; those of C serve C++, too. */
const struct idiom *model_idiom(const struct model *model, enum model_language language,
                                enum idiom_kind kind, const char *name);
/* Whether there is an idiom of this name, of whatever kind. */
bool model_names_idiom(const struct model *model, enum model_language language, const char *name);
/* All idioms of a language, for those whose names are parts of names; those of C are not among
 * C++'s. */
struct idioms model_idioms(const struct model *model, enum model_language language);
/* Python: whether a class is another one or derived from it, as far as the models know. */
bool model_is_a(const struct model *model, const char *class_name, const char *base);
/* Python: whether operators and subscripts on such objects yield another one. */
bool model_has_operators(const struct model *model, const char *class_name);
/* Python: the class of such an object's attribute, where no entry names it; or NULL. */
const char *model_attribute(const struct model *model, const char *class_name, const char *name);
/* Python: the class of a string constant (the text between its quotes), or NULL. */
const char *model_literal(const struct model *model, const char *text, size_t length);
/* Whether such constants are of this class; NULL: none is. */
bool model_is_literal(const struct model *model, const char *class_name);
/* Python: the class that a variable or an attribute of this name stands for in a file with this
 * text, where nothing else tells; or NULL. */
const char *model_named(const struct model *model, const char *name, const char *source);
/* Python: whether the models speak of the package that a qualified name begins with. */
bool model_knows_package(const struct model *model, const char *name);
/* By name ("stdio-stream"), or NULL.  Iteration, `with` and the end of a scope are methods, too:
 * __iter__, __enter__ and __exit__ in Python, ~ in C++. */
const struct lazy_kind *model_lazy(const struct model *model, const char *name);
/* Kinds whose objects wait in one queue; `count` receives their number. */
const struct lazy_kind *const *model_queues(const struct model *model, size_t *count);
/* The kind (of no queue) of which each new object of this class is one, or NULL. */
const struct lazy_kind *model_kind_of_class(const struct model *model, const char *class_name);
/* Texts of which at least one stands in every file of a language that reads a clock or uses a
 * framework, for the text prefilter; NULL-terminated, owned by the model. */
const char *const *model_prefilter(const struct model *model, enum model_language language);
/* docs/model-format.md: how a model file is written. */
void model_format_print(FILE *stream);
/* --list-models */
void model_print(const struct model *model, FILE *stream);

#endif
