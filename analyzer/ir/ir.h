/* The intermediate representation: one form for C, C++ and Python.
 *
 * A unit is one source file.  It holds functions; a function holds basic blocks; a block holds
 * operations (ir.def).  An operation that yields a value is named by its index in the function, and
 * other operations take that index as operand: each value is made once, by one operation.
 * Variables are not values: they are places, read by LOAD and written by STORE, so that no stage
 * before flow/ has to think about merging.
 *
 * C and C++: a variable is storage, `p->x` is a place whose base is the value of p.
 * Python: a variable holds a reference, `a.b` is a place whose base is the value of a.
 *
 * Everything lives in the unit's arena and is read-only after lowering, except the fields that the
 * stage resolve/ completes (marked "resolve"). */
#ifndef ANALYZER_IR_H
#define ANALYZER_IR_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"
#include "diag.h"
#include "map.h"
#include "str.h"

typedef uint32_t ir_id; /* an index into one of the tables below; from 0 */
#define IR_NONE UINT32_MAX

enum ir_language { IR_C, IR_CXX, IR_PYTHON };

/* Where something stands in the user's text (for a macro: where the user wrote its name).
 * Lines and columns from 1, columns in bytes, end exclusive; all 0 when there is no place. */
struct ir_range {
    uint32_t line, column, end_line, end_column;
};

static inline bool ir_stands_before(const struct ir_range *a, const struct ir_range *b)
{
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

enum ir_type_kind {
    IR_TYPE_UNKNOWN,
    IR_TYPE_VOID,
    IR_TYPE_BOOL,
    IR_TYPE_INTEGER,
    IR_TYPE_FLOAT,
    IR_TYPE_POINTER,
    IR_TYPE_REFERENCE,
    IR_TYPE_ARRAY,
    IR_TYPE_RECORD, /* struct, union, class: also a Python class */
    IR_TYPE_FUNCTION,
    IR_TYPE_DEPENDENT /* a template parameter: nothing is known of it */
};

struct ir_type {
    enum ir_type_kind kind;
    /* Canonical, without qualifiers and without template arguments: "std::basic_ofstream", "FILE",
     * "double", "io.StringIO"; for pointers, references and arrays the element's name. */
    const char *name;
    uint64_t size;    /* bytes; 0 when unknown */
    ir_id element;    /* of a pointer, reference or array; else IR_NONE */
    bool is_volatile; /* of the pointee too: `volatile int *p` has an element that is volatile */
    bool is_const;
    bool is_atomic;
    bool has_destructor; /* a record whose end of life runs code (C++) */
    bool holds_plain; /* a standard container; what its elements hold needs no code at their end */
};

enum ir_storage {
    IR_LOCAL,        /* automatic */
    IR_PARAMETER,    /* automatic, filled by the caller */
    IR_STATIC_LOCAL, /* lives on between calls, seen by one function */
    IR_FILE_STATIC,  /* global, seen by this file only; a Python module's variable */
    IR_GLOBAL        /* global, seen by other files */
};

struct ir_variable {
    const char *name;
    enum ir_storage storage;
    ir_id type;     /* in unit->types */
    ir_id function; /* that owns a local; IR_NONE for globals */
    struct ir_range at;
    bool is_volatile, is_atomic, is_const;
    bool marked_unused;   /* __attribute__((unused)), [[maybe_unused]] */
    bool captured;        /* an inner function or lambda uses it (by reference) */
    bool has_initialiser; /* a global or static that starts with something other than zero */
};

/* What a LOAD, STORE or ADDRESS speaks of.  Exactly one of variable and base is set.
 *   x          variable x
 *   s.a.b      variable s, field "a.b"
 *   a[i]       variable a (an array), index i
 *   p->f  *p   base (value of p), field "f" / ""
 *   p[i]       base (value of p), index i
 *   obj.attr   base (value of obj), field "attr"              (Python)
 *   d[k]       base (value of d), index k                     (Python) */
struct ir_place {
    ir_id variable;
    ir_id base;         /* the value that points to it */
    const char *field;  /* "" for none; nested fields joined by "." */
    ir_id index;        /* value, or IR_NONE */
    bool is_volatile;   /* this access is volatile, by the type of the lvalue */
};

enum ir_code {
#define IR_OP(name, text, fields, meaning) IR_##name,
#include "ir.def"
#undef IR_OP
    IR_CODE_COUNT
};

enum ir_field {
    IRF_P = 1,
    IRF_A = 2,
    IRF_T = 4,
    IRF_V = 8,
    IRF_B = 16,
    IRF_F = 32
};

enum ir_op_flag {
    IR_VOLATILE = 1,      /* ASM: volatile (or no outputs) */
    IR_MEMORY = 2,        /* ASM: clobbers memory; CALL: a barrier */
    IR_METHOD = 4,        /* CALL: args[0] is the receiver */
    IR_INDIRECT = 8,      /* CALL: args[0] is the value that is called */
    IR_IMPLICIT = 16,     /* nobody wrote it: a conversion, a destructor, `return 0` of main */
    IR_DISCARDED = 32,    /* the statement drops this value */
    IR_VOID_CAST = 64,    /* ... by (void)x */
    IR_NO_RETURN = 128,   /* CALL: declared noreturn */
    IR_PURE = 256,        /* CALL: declared pure or const */
    IR_IN_MACRO = 512,    /* came out of a macro */
    IR_DEPENDENT = 1024,  /* CALL: which function is chosen depends on a template parameter */
    IR_PARALLEL = 2048,   /* inside an OpenMP construct that several threads run */
    IR_CONSTANT = 4096,   /* `constant` holds its value, computed by the front end */
    IR_CONDITIONAL = 8192,/* part of && || ?: comprehension-if: may not run though its block does */
    IR_STAR = 16384       /* CALL: has *args or **kwargs, so positions are not certain */
};

struct ir_op {
    enum ir_code code;
    unsigned flags; /* enum ir_op_flag */
    ir_id block;
    ir_id type; /* of the value; IR_NONE when unknown */
    struct ir_range at;
    struct ir_place place;
    const ir_id *args;
    uint32_t arg_count;
    const char *const *keywords; /* CALL in Python: per argument its keyword or NULL; or NULL */
    /* CALL: the resolved, qualified name: "fwrite", "std::basic_ostream::write",
     * "time.perf_counter" (imports followed).  A method whose receiver's class the front end does
     * not know is ".write" until resolve/ completes it: "io.StringIO.write" (resolve).
     * "" for an indirect call; resolve/ may fill in the one function it can be. */
    const char *text;
    ir_id function;    /* CALL, FUNC: in this unit; else IR_NONE (resolve) */
    double constant;   /* with IR_CONSTANT */
    const ir_id *targets; /* blocks */
    uint32_t target_count;
    ir_id outputs; /* ASM: the first `outputs` args are addresses that it writes */
};

struct ir_block {
    ir_id first, count;          /* its operations are function->order[first .. first+count-1] */
    const ir_id *successors, *predecessors;
    uint32_t successor_count, predecessor_count;
    uint32_t loop_depth; /* 0 outside any loop */
    ir_id loop;          /* innermost loop header block, or IR_NONE; a header is in its own loop */
    bool reachable;
};

/* Another file than the unit's own: a header of the user, a module of his project. */
struct ir_file {
    const char *path;   /* as the user would give it */
    const char *source; /* its text, NUL-terminated; NULL when it is not at hand */
    size_t source_length;
};

struct ir_function {
    const char *name;      /* "fill", "Timer.start", "bench::(anonymous)::run", "<module>" */
    ir_id parent;          /* the enclosing function, or IR_NONE */
    const char *class_name; /* of a method, or NULL */
    struct ir_range at;    /* of its name */
    struct ir_range extent;
    const ir_id *parameters; /* variables */
    const char *const *defaults; /* Python: spelling of each default, or NULL */
    uint32_t parameter_count;
    ir_id type; /* of what it returns; IR_NONE when unknown */
    struct ir_op *ops;
    size_t op_count;
    const ir_id *order; /* all operations, block after block */
    struct ir_block *blocks;
    size_t block_count; /* block 0 is the entry */
    const char *const *decorators; /* Python: resolved names; C, C++: attributes */
    uint32_t decorator_count;
    bool is_module;     /* a Python file's top level; C: initialisers of globals */
    bool is_static;     /* not visible to other files */
    bool is_inline, is_noinline, is_pure, is_const, is_noreturn;
    bool is_template;   /* lowered as a pattern: types may be dependent */
    bool is_generator, is_async, is_lambda, is_method, is_constructor, is_destructor;
    bool is_cuda_kernel;
    bool too_complex; /* computed goto, or over a limit: flow/ must not trust its graph */
    bool from_text;   /* stands in a string that the file hands over to be timed */
    bool is_of_header; /* C, C++: its body stands in one, or a macro of one makes it */
    bool has_gap;     /* C, C++: nothing stands for a part that cannot be read: distrust it */
    bool has_hole;    /* C, C++: of a part, only what it names is known */
    const struct ir_file *file; /* in which it stands, if it is not the unit's own; else NULL */
};

/* Where a Python module defines a class: an operation of its code. */
struct ir_class {
    const char *name;
    ir_id function, op;
};

struct ir_method {
    const char *class_name, *name; /* the latter without the class */
    ir_id function;
};

/* A name that a Python file imports or a module binds to something: for the rules on imports. */
struct ir_import {
    const char *module; /* "numpy" */
    const char *name;   /* of `from module import name`; NULL for `import module` */
    const char *local;  /* the name it has in the file */
    struct ir_range at;
};

/* Why a unit was not analysed in full. */
struct ir_gap {
    struct ir_range at;
    const char *reason; /* "'missing.h' file not found" */
    bool is_covered;    /* C, C++: operations stand for what it may hide */
};

/* A comment that is addressed to us ("benchlint: ..."), for match/suppress. */
struct ir_comment {
    struct ir_range at;
    const char *text;   /* without comment marks, trimmed */
    bool alone;         /* nothing but white space stands before it on its line */
};

struct ir_text;

/* A cell of a notebook: from this line of the source on, up to the next cell. */
struct ir_cell {
    uint32_t line;
    uint32_t number; /* from 1, all kinds of cells counted */
};

struct ir_unit {
    struct arena *arena;
    struct map *names; /* interning: equal names have equal pointers */
    const char *path;  /* as given by the user */
    enum ir_language language;
    const char *source; /* the text, NUL-terminated */
    size_t source_length;
    struct ir_type *types;
    size_t type_count;
    struct ir_variable *variables; /* of all functions, and globals */
    size_t variable_count;
    struct ir_function *functions; /* C: in order of the text; Python: functions[0] is <module> */
    size_t function_count;
    struct ir_class *classes; /* Python: of its modules' top levels, by name; made by resolve */
    size_t class_count;
    struct ir_method *methods; /* by class and name; made by resolve */
    size_t method_count;
    bool names_guessed; /* ... a class was taken from a variable's name; made by resolve */
    struct callees *callees; /* which functions a value can be; made by resolve */
    struct ir_import *imports;
    size_t import_count;
    struct ir_gap *gaps; /* not empty: the unit is `incomplete` */
    size_t gap_count;
    struct ir_comment *comments;
    size_t comment_count;
    unsigned optimisation; /* C, C++: 0 to 3 from the flags; 2 when nothing is said */
    bool assertions_off;   /* -DNDEBUG, python -O */
    bool math_errno;       /* C, C++: libm may set errno (no -fno-math-errno) */
    /* Python: what was lowered, where that is not the source as it stands; else NULL. */
    const struct ir_text *lowered;
    struct ir_cell *cells; /* a notebook's, by line; its source is all of them, one after another */
    size_t cell_count;
    struct ir_project *project; /* Python: whom to ask for the modules it imports; or NULL */
    /* Python: lowers another text, into the same arena; the caller frees its names.  Its positions
     * are those of this unit's source, if it says where its parts stand there.  NULL when it cannot
     * be read.  NULL in other languages. */
    struct ir_unit *(*lower_text)(const struct ir_unit *unit, const struct ir_text *text);
    const char *const *flags; /* C, C++: what it was parsed with */
    size_t flag_count;
    const char *const *command; /* ... what the build, then the user, says of it; may be empty */
    size_t command_count;
    bool is_header; /* C, C++: others include this file, so that nothing in it is private */
    struct ir_unit **headers; /* C, C++: those of the project's that it includes, where wanted */
    size_t header_count;
    /* Every other file that was read, or was looked for in vain, by absolute path. */
    const char *const *includes;
    size_t include_count;
};

/* What a dotted name that a Python file imports says of the files of its project. */
struct ir_module {
    const char *name;          /* dotted, from its topmost package on */
    const char *path;          /* absolute; NULL: there is no such file */
    size_t length;             /* what of the name that was asked for says the module */
    const char *const *probed; /* the files that it could have been, by absolute path */
    size_t probed_count;
    struct ir_module_file *file; /* for the project */
};

/* How a unit asks for other files; what it is given lives as long as the unit's analysis. */
struct ir_project {
    /* The module that `name`, as `from` imports it, or the first part of it, means. */
    const struct ir_module *(*find)(struct ir_project *project, const struct ir_unit *from,
                                    const char *name);
    /* The text of a module that was found; empty where it cannot be read. */
    struct slice (*read)(struct ir_project *project, const struct ir_module *module);
    /* The module as a unit of its own, not resolved; NULL where it cannot be read, with *problem
     * set (NULL: it is too large). */
    const struct ir_unit *(*lower)(struct ir_project *project, const struct ir_module *module,
                                   const char **problem);
};

/* --- building (used by front/ only) -------------------------------------------------------- */

struct ir_builder; /* one function under construction */

/* A type is looked up by its content and added when it is new. */
ir_id ir_type_add(struct ir_unit *unit, const struct ir_type *type);
ir_id ir_variable_add(struct ir_unit *unit, const struct ir_variable *variable);

/* Reserves a place in unit->functions, so that calls can name a function before it is lowered.
 * Copies `header`; ops and blocks come from ir_builder_finish. */
ir_id ir_function_add(struct ir_unit *unit, const struct ir_function *header);

struct ir_builder *ir_builder_new(struct ir_unit *unit, ir_id function);
/* A new, empty block (the first one, block 0, exists already and is current). */
ir_id ir_new_block(struct ir_builder *builder);
/* Operations go to the end of this block from now on. */
void ir_set_block(struct ir_builder *builder, ir_id block);
ir_id ir_current_block(const struct ir_builder *builder);
/* Whether the current block has its terminator: what is added then goes into a fresh block that
 * nothing reaches. */
bool ir_block_ended(const struct ir_builder *builder);
/* Appends a copy of `op` (args, keywords and targets are copied too) and returns its id. */
ir_id ir_emit(struct ir_builder *builder, const struct ir_op *op);
/* The operation, while it is being built; valid until the next ir_emit. */
struct ir_op *ir_built(struct ir_builder *builder, ir_id op);
size_t ir_built_count(const struct ir_builder *builder);
void ir_jump(struct ir_builder *builder, ir_id target, struct ir_range at);
void ir_branch(struct ir_builder *builder, ir_id condition, ir_id yes, ir_id no,
               struct ir_range at);
/* Closes open blocks (STOP), computes order, edges, reachability and loops. */
void ir_builder_finish(struct ir_builder *builder);

void ir_gap_add(struct ir_unit *unit, struct ir_range at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A place of nothing: variable, base and index IR_NONE, field "". */
struct ir_place ir_no_place(void);
/* An operation with all ids IR_NONE and nothing else set. */
struct ir_op ir_new_op(enum ir_code code, struct ir_range at);

/* --- asking -------------------------------------------------------------------------------- */

unsigned ir_fields(enum ir_code code); /* mask of enum ir_field */
const char *ir_code_name(enum ir_code code);
const struct ir_type *ir_type_of(const struct ir_unit *unit, ir_id type); /* never NULL */
/* The name by which the op is called in messages: variable, field chain or call; in the arena. */
const char *ir_place_name(const struct ir_unit *unit, const struct ir_function *function,
                          const struct ir_place *place);
/* The user's text of a range in a function (NULL: in the unit's own file), at most `most` bytes,
 * one line. */
struct slice ir_source_text(const struct ir_unit *unit, const struct ir_function *function,
                            struct ir_range at, size_t most);

/* --dump=ir */
void ir_print(const struct ir_unit *unit, FILE *stream);
void ir_print_function(const struct ir_unit *unit, ir_id function, FILE *stream);
void ir_print_op(const struct ir_unit *unit, const struct ir_function *function, ir_id op,
                 FILE *stream);

/* Checks every invariant stated here; a violation is our own mistake.  Returns NULL, or what is
 * wrong (in the unit's arena). */
const char *ir_check(const struct ir_unit *unit);

#endif
