/* The second walk: statements and expressions become operations.
 *
 * One struct py lowers one file; the function whose code is being written is py->body, that of an
 * enclosing function waits behind it.  Every py_... below appends to the current block of the
 * current body; what a Python expression yields is the id of the operation that made it. */
#ifndef ANALYZER_FRONT_PY_LOWER_H
#define ANALYZER_FRONT_PY_LOWER_H

#include "ir.h"
#include "py_scope.h"
#include "py_tree.h"

/* A function with more blocks was written by a machine; what follows is left out, because finding
 * dominators takes time with the square of some shapes. */
enum { PY_BLOCKS_MAX = 20000 };

/* Values in order: operands, items of a tuple. */
struct py_values {
    ir_id *items;
    size_t count, capacity;
};

enum py_frame_kind {
    PY_FRAME_LOOP,
    PY_FRAME_WITH,
    PY_FRAME_FINALLY,
    PY_FRAME_TRY /* has handlers */
};

/* A statement that something inside it may leave: innermost first. */
struct py_frame {
    enum py_frame_kind kind;
    struct py_frame *outer;
    ir_id break_to, continue_to;   /* LOOP */
    ir_id context;                 /* WITH: the context manager */
    struct ir_range at;            /* WITH */
    const struct py_node *finally; /* FINALLY: its clause */
    bool copied;                   /* FINALLY: the clause was written out on some way out */
    const struct py_values *handlers; /* TRY: blocks */
};

/* A function under construction. */
struct py_body {
    struct py_body *outer;
    struct ir_builder *builder;
    ir_id function;
    struct py_frame *frame;
    unsigned conditional;    /* how many of `and`, `or`, `if else` may skip what comes now */
    unsigned finally_copies; /* how many finally clauses have been written out again */
    ir_id class_value;       /* the class whose statements are being lowered */
    VEC(bool) reached;       /* by block: whether control can come there */
    bool full;               /* PY_BLOCKS_MAX is reached: the rest is left out */
};

struct py {
    struct ir_unit *unit;
    struct arena *arena; /* released when the file is lowered */
    struct py_tree *tree;
    struct py_scopes scopes;
    struct py_body *body;
};

/* --- operations (py_emit.c) ---------------------------------------------------------------- */

ir_id py_emit(struct py *py, const struct ir_op *op);
ir_id py_constant(struct py *py, struct ir_range at, const char *text);
ir_id py_compute(struct py *py, struct ir_range at, const char *operator, const ir_id *args,
                 size_t count);
/* An operation that has one operand and nothing else: ITER, NEXT, ENTER, EXIT, AWAIT, YIELD. */
ir_id py_simple(struct py *py, enum ir_code code, struct ir_range at, ir_id operand);
ir_id py_load(struct py *py, struct ir_range at, struct ir_place place);
void py_store(struct py *py, struct ir_range at, struct ir_place place, ir_id value);
/* A method of a value whose class is known by the language: a list's append. */
ir_id py_call_method(struct py *py, struct ir_range at, const char *name, const ir_id *args,
                     size_t count);
void py_value_add(struct py *py, struct py_values *values, ir_id value);
void py_set_type(struct py *py, ir_id value, const char *class_name);

/* The symbol's variable, made at its first use. */
ir_id py_variable(struct py *py, struct py_symbol *symbol);
/* Where the symbol lives: its variable, or an attribute of the class that is being defined. */
struct ir_place py_symbol_place(struct py *py, struct py_symbol *symbol);

/* Blocks.  An edge counts as reaching its target when the code it leaves can be reached; where a
 * block has ended already, a jump adds nothing. */
ir_id py_block(struct py *py);
void py_set_block(struct py *py, ir_id block);
bool py_alive(const struct py *py);
void py_jump(struct py *py, struct ir_range at, ir_id target);
void py_branch(struct py *py, struct ir_range at, ir_id condition, ir_id yes, ir_id no);
/* Goes to one of the targets by whether, and what, was raised. */
void py_switch_raised(struct py *py, struct ir_range at, const ir_id *targets, size_t count);
void py_return(struct py *py, struct ir_range at, ir_id value, unsigned flags);
void py_raise(struct py *py, struct ir_range at, ir_id value, unsigned flags);

/* --- statements ---------------------------------------------------------------------------- */

void py_block_of(struct py *py, const struct py_node *block); /* NULL is no statement */
void py_statement(struct py *py, const struct py_node *node);
/* Whether the function has reached PY_BLOCKS_MAX, said once as a gap at `node`. */
bool py_is_full(struct py *py, const struct py_node *node);
/* A loop over the items of an iteration: py_loop_start begins the body and returns the item,
 * py_loop_end closes it, and code goes on at `exhausted`, where `break` leads too unless
 * frame.break_to is set to something else. */
struct py_loop {
    struct py_frame frame;
    ir_id exhausted;
    struct ir_range at;
};
ir_id py_loop_start(struct py *py, struct py_loop *loop, struct ir_range at, ir_id iteration,
                    bool is_async);
void py_loop_end(struct py *py, struct py_loop *loop);

void py_for(struct py *py, const struct py_node *node);
void py_while(struct py *py, const struct py_node *node);
void py_try(struct py *py, const struct py_node *node);
void py_with(struct py *py, const struct py_node *node);
void py_match(struct py *py, const struct py_node *node);
void py_import(struct py *py, const struct py_node *node);
void py_assert(struct py *py, const struct py_node *node);
void py_print(struct py *py, const struct py_node *node);
void py_exec(struct py *py, const struct py_node *node);
void py_delete(struct py *py, const struct py_node *node);
/* Leaves every frame inside `until` (NULL: all): contexts are left, finally clauses run. */
void py_leave(struct py *py, const struct py_frame *until);

/* Assignment (py_assign.c).  py_assign_to gives `value` to any target. */
void py_assignment(struct py *py, const struct py_node *node);
void py_augmented(struct py *py, const struct py_node *node);
void py_assign_to(struct py *py, const struct py_node *target, ir_id value);
ir_id py_named(struct py *py, const struct py_node *node);

/* --- definitions (py_function.c, py_class.c) ----------------------------------------------- */

void py_module(struct py *py);
/* def or class; `decorated` is the node with its decorators, or NULL. */
void py_definition(struct py *py, const struct py_node *node, const struct py_node *decorated);
/* The class as a value. */
ir_id py_class(struct py *py, const struct py_node *node);
/* What `@decorator` makes of a function or class. */
ir_id py_decorate(struct py *py, const struct py_node *decorator, ir_id value);
ir_id py_lambda(struct py *py, const struct py_node *node);
ir_id py_generator(struct py *py, const struct py_node *node);
ir_id py_comprehension(struct py *py, const struct py_node *node);
/* Starts and ends the code of a function; the scope is entered and left too. */
void py_body_start(struct py *py, struct py_body *body, const struct py_node *node);
void py_body_end(struct py *py);
/* A FUNC operation. */
ir_id py_function_value(struct py *py, struct ir_range at, const char *name, ir_id function);

/* --- expressions --------------------------------------------------------------------------- */

ir_id py_expression(struct py *py, const struct py_node *node);
/* NULL yields None. */
ir_id py_expression_or_none(struct py *py, const struct py_node *node, struct ir_range at);
ir_id py_name_value(struct py *py, const struct py_node *node);
ir_id py_attribute(struct py *py, const struct py_node *node);
ir_id py_call(struct py *py, const struct py_node *node);
ir_id py_subscript_index(struct py *py, const struct py_node *node);
ir_id py_operation(struct py *py, const struct py_node *node); /* operators of all kinds */
ir_id py_literal(struct py *py, const struct py_node *node);   /* numbers, strings, displays */
/* The value of a number as Python writes it; false for imaginary ones. */
bool py_number(struct slice text, double *value);
/* COMPUTE of constants; false when it has no value, or one that differs by Python's version. */
bool py_fold(const char *operator, const double *args, size_t count, double *value);

#endif
