#include "model_file.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

#define AT(row, field) offsetof(struct row, field)
#define MARK(row) {.key = YTAB_MARK_KEY, .type = YTAB_STRING, .offset = AT(row, mark)}
#define URL(row)                                                               \
    {.key = "url", .type = YTAB_STRING, .offset = AT(row, url),                \
     .help = "documentation of these functions, where it is not the file's"}
#define FUNCTIONS(row)                                                                  \
    {.key = "functions", .type = YTAB_STRINGS, .offset = AT(row, functions), .required = true, \
     .help = "qualified names"}
#define LIST(row, name, text) \
    {.key = #name, .type = YTAB_STRINGS, .offset = AT(row, name), .help = text}

static const char *const clock_names[] = {"monotonic", "wall", "cpu", "cycles", "event", NULL};
static const char *const language_names[] = {"c", "c++", "python", NULL};
static const char *const effect_names[] = {"io",          "state",       "errno",
                                           "allocates",   "frees",       "no_return",
                                           "may_not_end", "synchronises", "calls",
                                           "kept",        NULL};

static const struct ytab_field clock_fields[] = {
    MARK(clock_row),
    FUNCTIONS(clock_row),
    {.key = "kind", .type = YTAB_ENUM, .offset = AT(clock_row, kind), .required = true,
     .choices = clock_names, .help = "what it counts"},
    {.key = "out", .type = YTAB_STRING, .offset = AT(clock_row, out),
     .help = "the argument that receives the reading; else it is the result"},
    LIST(clock_row, argument, "the row holds where argument 0 is one of these constants"),
    {.key = "unit", .type = YTAB_STRING, .offset = AT(clock_row, unit), .help = "of the reading"},
    LIST(clock_row, text, "texts that a file which reads the clock contains"),
    URL(clock_row),
    {.key = NULL},
};

static const struct ytab_field call_fields[] = {
    MARK(call_row),
    FUNCTIONS(call_row),
    {.key = "handle", .type = YTAB_STRING, .offset = AT(call_row, handle), .required = true,
     .help = "which value is the object: 0, result, receiver, any, keyword NAME, global NAME; or "
             "out 0: what the call puts there; or ambient: one that the call does not name, "
             "such as the device"},
    {.key = "if", .type = YTAB_STRING, .offset = AT(call_row, condition),
     .help = "only where an argument is a constant: 2=_IONBF, flush=True, 0=SELECT* (begins so), "
             "1=*O_SYNC* (is written with it), chunksize=* (anything but None)"},
    {.key = NULL},
};

#define CALLS(name, role, text)                                                            \
    {.key = name, .type = YTAB_RECORDS, .offset = AT(lazy_row, calls) +                    \
     (role) * sizeof(struct ytab_records), .fields = call_fields,                          \
     .size = sizeof(struct call_row), .help = text}

static const struct ytab_field lazy_fields[] = {
    MARK(lazy_row),
    {.key = "kind", .type = YTAB_STRING, .offset = AT(lazy_row, kind), .required = true,
     .help = "unique name, for rules"},
    {.key = "class", .type = YTAB_STRING, .offset = AT(lazy_row, class_name),
     .help = "class of such objects"},
    {.key = "noun", .type = YTAB_STRING, .offset = AT(lazy_row, noun),
     .help = "what it is called in messages"},
    {.key = "deferred", .type = YTAB_STRING, .offset = AT(lazy_row, deferred),
     .help = "what has not happened yet"},
    {.key = "mend", .type = YTAB_STRING, .offset = AT(lazy_row, mend),
     .help = "what to write; %s is the object"},
    {.key = "fix", .type = YTAB_RECORDS, .offset = AT(lazy_row, edits),
     .fields = edit_template_fields, .size = sizeof(struct edit_template),
     .help = "the mend as edits of the file; the first that fits is made"},
    {.key = "at_exit", .type = YTAB_BOOL, .offset = AT(lazy_row, at_exit),
     .help = "the end of the program does the work"},
    {.key = "at_scope_end", .type = YTAB_BOOL, .offset = AT(lazy_row, at_scope_end),
     .help = "the end of the object's scope does the work"},
    {.key = "once", .type = YTAB_BOOL, .offset = AT(lazy_row, once),
     .help = "it can be consumed once"},
    {.key = "lasting", .type = YTAB_BOOL, .offset = AT(lazy_row, lasting),
     .help = "what is pending when the clock starts counts, too, if the region adds to it"},
    {.key = "carried", .type = YTAB_BOOL, .offset = AT(lazy_row, carried),
     .help = "what was put off before the clock starts and is done while it runs is counted, too"},
    {.key = "on_store", .type = YTAB_BOOL, .offset = AT(lazy_row, on_store),
     .help = "storing into its memory puts work off"},
    {.key = "named_only", .type = YTAB_BOOL, .offset = AT(lazy_row, named_only),
     .help = "calls that no model names leave an ambient object as it is"},
    {.key = "on_create", .type = YTAB_BOOL, .offset = AT(lazy_row, on_create),
     .help = "it is pending from its creation"},
    {.key = "every", .type = YTAB_BOOL, .offset = AT(lazy_row, every),
     .help = "each call or operator that yields an object of the class makes a pending one"},
    {.key = "queue", .type = YTAB_BOOL, .offset = AT(lazy_row, queue),
     .help = "all wait in one queue, which works in order: doing the work of one does all before"},
    {.key = "since", .type = YTAB_STRING, .offset = AT(lazy_row, since),
     .help = "first Python version on which it is lazy"},
    {.key = "until", .type = YTAB_STRING, .offset = AT(lazy_row, until),
     .help = "first Python version on which it no longer is"},
    {.key = "assumes", .type = YTAB_STRING, .offset = AT(lazy_row, assumes),
     .help = "what must hold for it to be lazy, and no file shows: modin runs on Ray or Dask"},
    {.key = "threshold", .type = YTAB_INT, .offset = AT(lazy_row, threshold), .minimum = 1,
     .maximum = 9e15, .help = "bytes or calls after which the library does the work by itself"},
    LIST(lazy_row, exempt, "variables whose objects are never lazy"),
    LIST(lazy_row, launchers, "of a queue: methods that tell of an object of an unknown class that "
                              "it launches work when it is called with one of the class; .eval() "
                              "without arguments"),
    {.key = "derived", .type = YTAB_STRING, .offset = AT(lazy_row, derived),
     .help = "of a queue: the class of what a function out of sight makes of its objects: some of "
             "them, or what is made of their values"},
    LIST(lazy_row, only_with, "of a queue: it is one in files that contain one of these texts"),
    LIST(lazy_row, never_with, "of a queue: in files that contain one of these texts it is none"),
    CALLS("create", LAZY_CREATE, "calls that make such an object"),
    CALLS("produce", LAZY_PRODUCE, "calls that put work off"),
    CALLS("realize", LAZY_REALIZE, "calls that do all of it"),
    CALLS("partial", LAZY_PARTIAL, "calls that do a part of it"),
    CALLS("realize_all", LAZY_REALIZE_ALL, "calls that do it for every object of the kind"),
    CALLS("disarm", LAZY_DISARM, "calls after which the object is not lazy"),
    CALLS("leave", LAZY_LEAVE, "calls that leave what is pending as it is"),
    CALLS("use", LAZY_USE, "calls for which it matters that something is pending: an INSERT"),
    URL(lazy_row),
    {.key = NULL},
};

static const struct ytab_field effect_fields[] = {
    MARK(effect_row),
    FUNCTIONS(effect_row),
    {.key = "pure", .type = YTAB_BOOL, .offset = AT(effect_row, pure),
     .help = "it only computes its result from its arguments' values"},
    {.key = "does", .type = YTAB_FLAGS, .offset = AT(effect_row, does), .choices = effect_names,
     .help = "what it may do besides"},
    LIST(effect_row, reads,
         "arguments whose pointee it reads: 0, 2.., 1..3; or receiver, which it then leaves as it "
         "is"),
    LIST(effect_row, writes, "arguments whose pointee it writes"),
    LIST(effect_row, keeps, "arguments that it may remember"),
    LIST(effect_row, calls, "arguments that are functions which it calls"),
    LIST(effect_row, points_into, "arguments whose pointee the result may point into; or receiver"),
    URL(effect_row),
    {.key = NULL},
};

static const struct ytab_field result_fields[] = {
    MARK(result_row),
    FUNCTIONS(result_row),
    {.key = "if", .type = YTAB_STRING, .offset = AT(result_row, condition), .required = true,
     .help = "an argument's number or keyword, receiver or any, `is`, and its class, "
             "or * for anything but None: device is torch.device"},
    {.key = NULL},
};

static const struct ytab_field class_fields[] = {
    MARK(class_row),
    {.key = "name", .type = YTAB_STRING, .offset = AT(class_row, name), .required = true,
     .help = "qualified name"},
    LIST(class_row, constructors, "calls that make one; else the class's own name"),
    LIST(class_row, returned_by, "calls that return one, attributes that hold one"),
    {.key = "returned_if", .type = YTAB_RECORDS, .offset = AT(class_row, returned_if),
     .fields = result_fields, .size = sizeof(struct result_row),
     .help = "calls that return one where an argument is of a class"},
    {.key = "operators", .type = YTAB_BOOL, .offset = AT(class_row, operators),
     .help = "operators and subscripts on one yield another"},
    {.key = "attributes", .type = YTAB_STRING, .offset = AT(class_row, attributes),
     .help = "class of the attributes that no entry names: the columns of a table"},
    LIST(class_row, literals,
         "string constants that mean one, for the arguments of other calls; cuda* begins so"),
    LIST(class_row, names,
         "variables and attributes called so hold one, where nothing else says what they hold"),
    LIST(class_row, named_in, "... in files that contain one of these texts"),
    LIST(class_row, bases, "classes whose methods it has"),
    URL(class_row),
    {.key = NULL},
};

static const struct ytab_field times_fields[] = {
    MARK(times_row),
    FUNCTIONS(times_row),
    {.key = "callable", .type = YTAB_STRING, .offset = AT(times_row, callable), .required = true,
     .help = "the argument that is called and timed"},
    {.key = "text", .type = YTAB_BOOL, .offset = AT(times_row, text),
     .help = "that argument may be source text"},
    {.key = "waits", .type = YTAB_BOOL, .offset = AT(times_row, waits),
     .help = "it waits until devices have done their work"},
    LIST(times_row, prefilter, "texts that a file which calls it contains"),
    URL(times_row),
    {.key = NULL},
};

static const char *const idiom_names[] = {
    "loop-over", "loop-while", "state", "callable", "fixture", "body",  "method", "around",
    "renewed",   "pause",      "resume",   "resumed-by-end", "list", "skip", NULL};
static const char *const result_names[] = {"dropped", "driven", "weighed", "needed", "kept",
                                           "waited", NULL};

static const struct ytab_field framework_fields[] = {
    MARK(framework_row),
    {.key = "framework", .type = YTAB_STRING, .offset = AT(framework_row, framework),
     .required = true, .help = "its name, for rules"},
    {.key = "idiom", .type = YTAB_ENUM, .offset = AT(framework_row, idiom), .required = true,
     .choices = idiom_names,
     .help = "loop-over: each round of a loop over an object of these classes is measured; "
             "loop-while: of a loop that asks these functions whether to go on; state: of a loop "
             "over the first parameter, or while that holds, of a function that is handed to these "
             "or decorated with them; callable: the function that is handed to these; fixture: the "
             "one that is handed to a parameter of this name; body: functions whose qualified "
             "names end so; method: methods of classes in benchmark files whose names begin so, "
             "and elsewhere where the other methods of the class begin as `around` says, and "
             "functions of benchmark files that have no parameters and that nobody there uses; "
             "renewed: a class that sets this attribute to 1 is set up afresh before each call; "
             "pause, resume: calls that stop the clock and let it go on; resumed-by-end: it goes "
             "on when an object of these classes comes to its end; list: functions in the list "
             "that a variable of this name holds; skip: calls that say that nothing is to be "
             "measured"},
    {.key = "names", .type = YTAB_STRINGS, .offset = AT(framework_row, names), .required = true,
     .help = "qualified names; one that begins with a dot is a method of whatever class"},
    {.key = "callable", .type = YTAB_STRING, .offset = AT(framework_row, callable),
     .help = "the argument that is called; else the last that is a function"},
    {.key = "keyword", .type = YTAB_STRING, .offset = AT(framework_row, keyword),
     .help = "the keyword argument that is called"},
    {.key = "result", .type = YTAB_ENUM, .offset = AT(framework_row, result),
     .choices = result_names,
     .help = "what becomes of what the measured function returns: dropped (the default); driven: "
             "awaited or iterated; weighed: its size is the number; needed: it is the number, and "
             "the function itself is not timed; kept: it is kept alive, as by a sink; waited: "
             "nothing, but the framework waits until devices have done their work"},
    URL(framework_row),
    {.key = NULL},
};

#define CATEGORY(name, bit, text) \
    {.key = text, .type = YTAB_STRINGS, .offset = (bit) * sizeof(struct ytab_strings)},
#define CATEGORY_TEXT(name, bit, text) text,

/* In the order of the bits of enum api_category. */
static const struct ytab_field category_fields[] = {API_CATEGORIES(CATEGORY) {.key = NULL}};
const char *const model_category_names[] = {API_CATEGORIES(CATEGORY_TEXT) NULL};

#define ROWS(name, row, table, text)                                                        \
    {.key = #name, .type = YTAB_RECORDS, .offset = AT(model_file, name), .fields = table,   \
     .size = sizeof(struct row), .help = text}

static const struct ytab_field file_fields[] = {
    MARK(model_file),
    {.key = "library", .type = YTAB_STRING, .offset = AT(model_file, library), .required = true,
     .help = "its name"},
    {.key = "language", .type = YTAB_FLAGS, .offset = AT(model_file, languages), .required = true,
     .choices = language_names, .help = "whose calls these are; C serves C++ too"},
    URL(model_file),
    {.key = "extend", .type = YTAB_BOOL, .offset = AT(model_file, extend),
     .help = "it may speak of functions that other files speak of, too"},
    ROWS(clocks, clock_row, clock_fields, "functions that read a clock"),
    ROWS(lazy, lazy_row, lazy_fields, "objects whose work is put off"),
    ROWS(effects, effect_row, effect_fields, "what functions may do"),
    ROWS(classes, class_row, class_fields, "classes and what returns them"),
    ROWS(times, times_row, times_fields, "functions that time what they are given"),
    ROWS(frameworks, framework_row, framework_fields, "how frameworks say what they measure"),
    {.key = "categories", .type = YTAB_RECORD, .offset = AT(model_file, categories),
     .fields = category_fields, .help = "what kind of work functions do"},
    LIST(model_file, prefilter, "texts that a file which uses the library to measure contains"),
    {.key = NULL},
};

int model_file_read(struct model_file *file, const char *path, struct arena *arena,
                    struct diags *diags)
{
    *file = (struct model_file){.path = arena_strdup(arena, path)};
    return ytab_load_file(path, file_fields, file, arena, diags);
}

void model_format_print(FILE *stream)
{
    fputs("# Model files\n\n"
          "`rules/models/<language>/<library>.yaml` holds what is known of a library's calls. A "
          "project adds its own under `models:` in its configuration. A function may stand in "
          "several sections; within one section it stands once. Each entry has the address of its "
          "documentation, or the file has.\n\n"
          "Arguments are counted from 0, a receiver not among them. A function that no file "
          "names may do anything, so effects are worth listing where there are few of them.\n\n"
          "In Python `package.*` stands for the functions of a package, `Class.*` for the methods "
          "of a class, that are not named one by one; `.cuda` for a method of that name on objects "
          "of an unknown class; `Class.__call__` for calling an object, `Class.__iter__`, "
          "`Class.__await__`, `Class.__enter__` and `Class.__exit__` for what statements do with "
          "it. A function `@decorator` is what the decorator returns.\n\n",
          stream);
    ytab_describe(file_fields, stream);
}

static bool read_number(const char *text, int *number, const char **rest)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (*text < '0' || *text > '9' || value > 31)
        return false;
    *number = (int)value;
    *rest = end;
    return true;
}

bool model_handle(const char *text, struct api_lazy *into)
{
    static const struct {
        const char *name;
        int handle;
    } words[] = {{"result", API_RESULT}, {"receiver", API_RECEIVER}, {"any", API_ANY_ARGUMENT},
                 {"ambient", API_AMBIENT}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(text, words[i].name) == 0) {
            into->handle = words[i].handle;
            return true;
        }
    }
    if (str_starts(text, "keyword ") || str_starts(text, "global ")) {
        const char *name = strchr(text, ' ') + 1;
        into->handle = API_NAMED;
        *(*text == 'k' ? &into->handle_keyword : &into->handle_global) = name;
        return *name != '\0';
    }
    const char *rest;
    into->out = str_starts(text, "out ");
    return read_number(text + (into->out ? strlen("out ") : 0), &into->handle, &rest) && !*rest;
}

bool model_arguments(const char *text, uint32_t *mask)
{
    int first, last;
    const char *rest;
    if (!read_number(text, &first, &rest))
        return false;
    last = first;
    if (str_starts(rest, "..")) {
        rest += 2;
        last = 31;
        if (*rest && !read_number(rest, &last, &rest))
            return false;
    }
    for (int i = first; i <= last; i++)
        *mask |= UINT32_C(1) << i;
    return !*rest && first <= last;
}
