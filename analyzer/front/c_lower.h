/* What the parts of the C and C++ front end share: the state of lowering one file.
 *
 * A cursor is lowered in one of four ways: as a value (c_value), as a place (c_place), as the
 * address of a place (c_address), or as a statement (c_statement).  Each part of the front end
 * handles one idea:
 *   c_unit       a file: parsing it, its functions and globals, comments, what went wrong
 *   c_source     positions, the user's text, children of a cursor    c_macro   macros
 *   c_type       types                              c_name       qualified names
 *   c_symbol     variables, callees, functions      c_frame      the function under construction
 *   c_function   a function, its parameters         c_constant   literals and folding
 *   c_value      expressions                        c_place      lvalues
 *   c_operator   unary, binary, assignment          c_condition  && || ?:
 *   c_call       calls                              c_atomic     atomic builtins
 *   c_object     C++ objects' lives                 c_initialise initialisers
 *   c_lambda     lambdas and `this`                 c_statement  statements
 *   c_launch     kernels of CUDA and HIP            c_openmp     directives
 *   c_loop       loops                              c_switch     switch and try
 *   c_asm        inline assembly                    c_missing    what clang leaves out
 */
#ifndef FRONT_C_LOWER_H
#define FRONT_C_LOWER_H

#include "c_flags.h"
#include "c_parse.h"
#include "clang_api.h"
#include "ir.h"

/* Deeper nesting than this is not followed: the function becomes too_complex.  clang itself stops
 * at 256 brackets; what is deeper is a machine-made chain of operators or else-ifs. */
enum { C_DEPTH_MAX = 1000 };
/* Elements of an initialiser that are lowered one by one: a table is data, not work. */
enum { C_INITIALISER_MAX = 64 };
/* Functions of the user's headers that are lowered, because the file calls them. */
enum { C_HEADER_FUNCTIONS_MAX = 100 };
/* Of a key of the maps: an address in letters. */
enum { C_KEY_SIZE = 17 };

/* What a declaration has become. */
struct c_symbol {
    ir_id variable;
    const char *field; /* a structured binding is a part of a variable; else "" */
    bool is_reference; /* its value is the address of what it stands for */
    bool has_constant; /* a const scalar whose value the compiler knows */
    double constant;
};

/* What is known of a function that is called or named. */
struct c_callee {
    const char *name; /* qualified */
    ir_id function;   /* in this unit, or IR_NONE */
    unsigned flags;   /* IR_NO_RETURN, IR_PURE */
};

/* A function that waits to be lowered. */
struct c_pending {
    CXCursor cursor;
    ir_id function;
    struct c_frame *outer; /* of a lambda or a method of a local class; else NULL */
};

/* A use of a macro in the file, also from within another macro. */
struct c_macro {
    unsigned offset; /* of what the user wrote */
    CXCursor cursor;
};

/* Where something could not be read in another file. */
struct c_error {
    CXFile file;
    unsigned offset;
};

/* Where `break` and `continue` go, and how many objects live there. */
struct c_jump {
    ir_id break_to, continue_to;
    size_t alive;
};

/* The function that is being lowered. */
struct c_copy { /* of a variable, that a lambda has and changes for itself */
    ir_id of;
    const struct c_symbol *symbol;
};

struct c_frame {
    struct c_frame *outer;
    struct ir_builder *builder;
    ir_id function;
    CXCursor cursor;
    CXCursor body;
    VEC(ir_id) alive;        /* objects with destructors, in order of birth */
    VEC(ir_id) temporaries;  /* those that die at the end of the full expression */
    VEC(struct c_jump) jumps;
    VEC(ir_id) cases;        /* targets of the innermost switch */
    bool in_switch, has_default;
    VEC(ir_id) handlers;     /* of the try blocks around, innermost last */
    struct map *labels;      /* name -> block + 1 */
    ir_id this_variable;     /* IR_NONE outside of methods */
    unsigned flags;          /* added to each operation: IR_CONDITIONAL, IR_PARALLEL */
    const char *printed;     /* the function as clang prints it, macros expanded; or NULL */
    VEC(CXCursor) assemblies; /* its asm statements in order; filled with `printed` */
    VEC(struct c_copy) copies; /* of a lambda: see c_lambda_copies */
};

struct c_lower {
    struct ir_unit *unit;
    CXTranslationUnit parsed;
    const struct c_parsed *from;
    CXFile file;
    bool is_cxx, launches; /* launches: see struct c_command */
    bool is_included;      /* `file` is not the one that was parsed, but one that it includes */
    uint32_t *lines; /* offset at which each line starts */
    uint32_t line_count;
    VEC(uint32_t) pragmas; /* lines of `#pragma omp` that speak of the statement after them */
    VEC(struct c_macro) macros;
    VEC(struct c_error) errors;
    struct map *definitions; /* of macros, by name (c_macro.c); NULL until one is asked for */
    struct map *types;     /* libclang's type -> id + 1 */
    struct map *symbols;   /* declaration -> struct c_symbol */
    struct map *callees;   /* declaration -> struct c_callee */
    struct map *functions; /* definition -> id + 1 */
    struct map *users_files; /* libclang's file -> whether it is the user's, + 1 */
    VEC(struct c_pending) pending;
    VEC(CXCursor) children; /* a stack: see c_children */
    struct c_frame *frame;
    struct { /* of the cursor that was asked about last; see c_source.c */
        CXCursor cursor;
        CXSourceRange extent;
        CXFile file, end_file;
        unsigned from, to; /* offsets in these files */
        enum { MACRO_UNKNOWN, IN_NO_MACRO, IN_MACRO } macro;
    } last;
    struct { /* of the file that was read last */
        CXFile file;
        const char *text; /* libclang's */
        size_t length;
    } contents;
    unsigned depth, header_functions;
    ir_id type_int, type_bool, type_address, type_void;
};

/* --- c_source ------------------------------------------------------------------------------ */

void c_source_prepare(struct c_lower *lower);
/* Zeros when it is not in the file itself. */
struct ir_range c_range(struct c_lower *lower, CXCursor cursor);
struct ir_range c_range_between(struct c_lower *lower, CXSourceRange range);
/* The user's text of a cursor; in a macro that is the macro's use. */
struct slice c_text(struct c_lower *lower, CXCursor cursor);
/* Whether it came out of a macro's body (and not out of an argument of it). */
bool c_in_macro(struct c_lower *lower, CXCursor cursor);
bool c_in_file(struct c_lower *lower, CXSourceLocation location);
/* Whether its first token stands in another file, also where a macro of that file is used in this
 * one. */
bool c_is_spelled_elsewhere(const struct c_lower *lower, CXCursor cursor);
/* Whether it stands there as it is, and not in a macro's body. */
bool c_is_written(struct c_lower *lower, CXSourceLocation location);
/* Another file than the unit's own that the place stands in; NULL for its own. */
const struct ir_file *c_other_file(struct c_lower *lower, CXSourceLocation location);
/* The offset at which it starts in its file; *file may be NULL. */
unsigned c_offset(CXCursor cursor, CXFile *file);
/* Remembers the use of a macro. */
void c_macro_add(struct c_lower *lower, CXCursor expansion);
/* The macro used at the cursor's place, when all it stands for is one number; or NULL. */
const char *c_macro_that_is_number(struct c_lower *lower, CXCursor cursor);
/* The macro that stands for this number inside of another one that was used at the cursor's place
 * (`#define NOW() clock_gettime(CLOCK_MONOTONIC, &now)`), or NULL.  Costs time. */
const char *c_macro_for_number(struct c_lower *lower, CXCursor cursor, double number);
/* Whether an attribute, or the macro that it was written by, contains a word. */
bool c_attribute_says(struct c_lower *lower, CXCursor attribute, const char *word);
/* An attribute's text, wherever it stands. */
struct slice c_text_anywhere(struct c_lower *lower, CXCursor cursor);
/* Whether a `#pragma omp` stands right before the statement. */
bool c_is_parallel(struct c_lower *lower, CXCursor statement);

/* The children of a cursor, without references to types, templates and namespaces.  Released in
 * reverse order by c_children_done.  Copies: a child is read by c_child. */
struct c_children {
    size_t first, count;
};
struct c_children c_children(struct c_lower *lower, CXCursor cursor);
CXCursor c_child(const struct c_lower *lower, struct c_children children, size_t i);
void c_children_done(struct c_lower *lower, struct c_children children);
/* Nothing, as libclang or we say it. */
bool c_is_null(CXCursor cursor);
bool c_is_expression(CXCursor cursor);
/* The only child of a wrapper (parentheses, implicit conversions), or a null cursor. */
CXCursor c_only_child(CXCursor cursor);
/* The cursor below parentheses, implicit conversions and casts that change nothing. */
CXCursor c_strip(CXCursor cursor);

/* --- c_type, c_name ------------------------------------------------------------------------ */

void c_types_prepare(struct c_lower *lower);
ir_id c_type(struct c_lower *lower, CXType type);
ir_id c_type_of(struct c_lower *lower, CXCursor cursor);
ir_id c_pointer_to(struct c_lower *lower, ir_id element);
bool c_is_reference(CXType type);
bool c_is_record(struct c_lower *lower, ir_id type);

/* "std::chrono::steady_clock::now"; interned. */
const char *c_qualified_name(struct c_lower *lower, CXCursor declaration);
const char *c_intern(struct c_lower *lower, CXString text); /* disposes of the text */
/* A key that is equal for equal cursors of declarations. */
void c_key(char key[C_KEY_SIZE], CXCursor declaration);
void c_address_key(char key[C_KEY_SIZE], const void *address);

/* --- c_symbol ------------------------------------------------------------------------------ */

const struct c_symbol *c_symbol(struct c_lower *lower, CXCursor declaration);
/* Structured bindings: `[a, b]` is one variable and a and b are its fields. */
const struct c_symbol *c_symbol_binding(struct c_lower *lower, CXCursor declaration);
const struct c_callee *c_callee(struct c_lower *lower, CXCursor function);
/* The function of this unit that has this definition, or IR_NONE. */
ir_id c_function_of(struct c_lower *lower, CXCursor definition);
/* Reserves a function for a definition; it is lowered later.  `outer` for lambdas. */
ir_id c_function_reserve(struct c_lower *lower, CXCursor definition, struct c_frame *outer);
/* A variable that nobody wrote. */
ir_id c_temporary(struct c_lower *lower, ir_id type, struct ir_range at);

/* --- c_function ---------------------------------------------------------------------------- */

void c_function_lower(struct c_lower *lower, const struct c_pending *pending);
/* Whether the function of the frame is a lambda that captures a copy of the variable and may change
 * it: [x]() mutable, [=]() mutable. */
bool c_lambda_copies(const struct c_lower *lower, const struct c_frame *frame, const char *name);
/* Whether the class of this constructor has members that say by themselves what they start with. */
bool c_has_default_initialisers(struct c_lower *lower, CXCursor constructor);
void c_frame_open(struct c_lower *lower, struct c_frame *frame, ir_id function);
void c_frame_close(struct c_lower *lower, struct c_frame *frame);

ir_id c_emit(struct c_lower *lower, struct ir_op *op, CXCursor cursor);
ir_id c_compute(struct c_lower *lower, CXCursor cursor, const char *operator, ir_id type,
                const ir_id *args, uint32_t count);
ir_id c_const(struct c_lower *lower, CXCursor cursor, const char *text, ir_id type);
ir_id c_load(struct c_lower *lower, CXCursor cursor, struct ir_place place, ir_id type);
void c_store(struct c_lower *lower, CXCursor cursor, struct ir_place place, ir_id value);
/* The address of a place; the base itself where the place is nothing but a dereference. */
ir_id c_address_of(struct c_lower *lower, CXCursor cursor, struct ir_place place, ir_id type);
void c_declare(struct c_lower *lower, CXCursor cursor, ir_id variable);
struct ir_place c_variable_place(ir_id variable);
struct ir_place c_base_place(ir_id base);
/* Jumps unless control has left already. */
void c_goto(struct c_lower *lower, ir_id block, CXCursor cursor);
void c_start(struct c_lower *lower, ir_id block);
/* Runs destructors of objects born after the first `alive`; keeps the list. */
void c_destroy_down_to(struct c_lower *lower, size_t alive, CXCursor cursor);
void c_scope_close(struct c_lower *lower, size_t alive, CXCursor cursor);
void c_full_expression_end(struct c_lower *lower, size_t mark, CXCursor cursor);
/* False, and the function is marked, when nesting is too deep; else pair with c_leave. */
bool c_enter(struct c_lower *lower);
void c_leave(struct c_lower *lower);
void c_too_complex(struct c_lower *lower);

/* --- expressions --------------------------------------------------------------------------- */

/* IR_NONE for void. */
ir_id c_value(struct c_lower *lower, CXCursor cursor);
/* Never IR_NONE. */
ir_id c_operand(struct c_lower *lower, CXCursor cursor);
/* An expression as a statement: its value is dropped. */
void c_discard(struct c_lower *lower, CXCursor cursor);
bool c_is_place(struct c_lower *lower, CXCursor cursor);
struct ir_place c_place(struct c_lower *lower, CXCursor cursor);
/* The address of a place, or of a temporary that holds the value. */
ir_id c_address(struct c_lower *lower, CXCursor cursor);
/* Flags and constant of an operation that clang can evaluate; only for scalars (clang 19 crashes
 * on some aggregates). */
void c_fold(struct c_lower *lower, CXCursor cursor, ir_id op);
bool c_evaluate(CXCursor cursor, double *value);
ir_id c_literal(struct c_lower *lower, CXCursor cursor);
/* Looks for the name of a number out of a macro that is an argument of a call. */
void c_name_argument(struct c_lower *lower, CXCursor cursor, ir_id argument);
ir_id c_enumerator(struct c_lower *lower, CXCursor cursor, CXCursor declaration);
ir_id c_unary(struct c_lower *lower, CXCursor cursor);
ir_id c_binary(struct c_lower *lower, CXCursor cursor);
ir_id c_compound_assignment(struct c_lower *lower, CXCursor cursor);
ir_id c_conversion(struct c_lower *lower, CXCursor cursor, ir_id value, bool implicit);
ir_id c_conditional(struct c_lower *lower, CXCursor cursor);
ir_id c_short_circuit(struct c_lower *lower, CXCursor cursor);
ir_id c_elvis(struct c_lower *lower, CXCursor cursor);
/* The address of the place that ?: chooses. */
ir_id c_conditional_address(struct c_lower *lower, CXCursor cursor);
bool c_conditional_is_place(struct c_lower *lower, CXCursor cursor);
/* Goes to `yes` or `no`, with a block for each part of && and ||. */
void c_condition(struct c_lower *lower, CXCursor cursor, ir_id yes, ir_id no);
ir_id c_call(struct c_lower *lower, CXCursor cursor);
/* The last identifier of what the user wrote: the method in `object.template method<int>`. */
const char *c_last_name(struct c_lower *lower, CXCursor cursor);
/* As a statement; IR_NONE where nothing but a store is left of it. */
ir_id c_call_unused(struct c_lower *lower, CXCursor cursor);
ir_id c_atomic(struct c_lower *lower, CXCursor cursor, struct c_children parts);
bool c_is_atomic(struct c_lower *lower, CXCursor cursor, size_t parts);
/* The call of a constructor that builds into `target` (an address). */
void c_construct(struct c_lower *lower, CXCursor call, ir_id target);
bool c_is_constructor_call(CXCursor cursor);
/* An object that lives until the end of the full expression; returns its address. */
ir_id c_materialise(struct c_lower *lower, CXCursor cursor);
ir_id c_new(struct c_lower *lower, CXCursor cursor);
ir_id c_delete(struct c_lower *lower, CXCursor cursor);
ir_id c_throw(struct c_lower *lower, CXCursor cursor);
/* What stands between <<< and >>> of a call that is a launch; else null. */
CXCursor c_launch_configuration(struct c_lower *lower, CXCursor call);
/* The stream of a launch: 0 when none is named. */
ir_id c_launch_stream(struct c_lower *lower, CXCursor configuration);
/* Drops the gaps that stand in code of the device: the host's clock does not measure that. */
void c_launch_forget_gaps(struct ir_unit *unit);
/* Calls for the directives that stand above a statement: those that wait go before it; what the end
 * of a construct means goes after its statement.  c_openmp_close: above the brace that closes. */
void c_openmp_before(struct c_lower *lower, CXCursor statement);
void c_openmp_after(struct c_lower *lower, CXCursor statement);
void c_openmp_close(struct c_lower *lower, CXCursor compound);
ir_id c_lambda(struct c_lower *lower, CXCursor cursor);
ir_id c_this(struct c_lower *lower, CXCursor cursor);
/* Puts what an initialiser says into a place of that type. */
void c_initialise(struct c_lower *lower, struct ir_place place, CXType type, CXCursor initialiser);
ir_id c_initialiser_list(struct c_lower *lower, CXCursor cursor);

/* --- statements ---------------------------------------------------------------------------- */

void c_statement(struct c_lower *lower, CXCursor cursor);
/* The value of the last statement, for ({ ... }). */
ir_id c_block_value(struct c_lower *lower, CXCursor compound);
void c_declaration(struct c_lower *lower, CXCursor declaration);
void c_for(struct c_lower *lower, CXCursor cursor);
void c_while(struct c_lower *lower, CXCursor cursor);
void c_do(struct c_lower *lower, CXCursor cursor);
void c_range_for(struct c_lower *lower, CXCursor cursor);
void c_switch(struct c_lower *lower, CXCursor cursor);
void c_case(struct c_lower *lower, CXCursor cursor);
void c_try(struct c_lower *lower, CXCursor cursor);
void c_asm(struct c_lower *lower, CXCursor cursor);
/* The statements of a block.  In a file of which something could not be read, an operation stands
 * for those that clang has left out. */
void c_statements(struct c_lower *lower, CXCursor block, struct c_children parts);
/* Whether a statement that clang kept contains something that could not be read. */
bool c_is_unclear(struct c_lower *lower, CXCursor statement);
/* An operation that may use and change whatever the statement names. */
void c_use_what_is_named(struct c_lower *lower, CXCursor statement);
/* Whether there is a problem in a function that stands in another file. */
bool c_missing_within(struct c_lower *lower, CXCursor definition);
/* Functions with gaps for which no operation stands are not to be trusted; when all are lowered. */
void c_missing_settle(struct c_lower *lower);
/* The part of a `for`, `if`, `while` before its body: declares a variable in a condition. */
bool c_condition_variable(struct c_lower *lower, CXCursor cursor);

#endif
