/* Scopes of a Python file: which names each one binds, and how.
 *
 * py_bind.c walks the tree once and fills them; the lowering enters and leaves them again in the
 * same order, so that at any time each name knows the innermost symbol of the scopes that are
 * open (py_name.top, and below it the outer ones).  py_name.c answers what a name means there. */
#ifndef ANALYZER_FRONT_PY_SCOPE_H
#define ANALYZER_FRONT_PY_SCOPE_H

#include "ir.h"
#include "py_tree.h"

enum py_scope_kind {
    PY_SCOPE_MODULE,
    PY_SCOPE_FUNCTION,     /* def, lambda, generator expression */
    PY_SCOPE_CLASS,        /* its names are seen by its own statements only */
    PY_SCOPE_COMPREHENSION /* list, set, dict: inlined, but its targets are its own */
};

enum py_binding_kind {
    PY_BIND_IMPORT,      /* path: "numpy", "io.StringIO" */
    PY_BIND_FUNCTION,    /* def */
    PY_BIND_CLASS,
    PY_BIND_VALUE,       /* name = expression; node is the expression */
    PY_BIND_PLACEHOLDER, /* name = None, where the real binding stands elsewhere */
    PY_BIND_PARAMETER,
    PY_BIND_OTHER        /* for, with, +=, del, unpacking, ...: some value */
};

struct py_binding {
    enum py_binding_kind kind;
    bool alternative; /* in an except handler or an else branch: the other way comes first */
    const char *path;
    const struct py_node *node;
    ir_id function;
    struct py_class *class;
    struct py_binding *next; /* in the order of the text */
};

struct py_symbol {
    struct py_name *name;
    struct py_scope *scope;
    struct py_symbol *below; /* of the same name, in the next outer open scope */
    struct py_symbol *shared; /* global, nonlocal: the symbol that is meant; else NULL */
    struct py_binding *bindings, *last_binding;
    struct ir_range at;         /* where it is bound first */
    ir_id variable;             /* IR_NONE until the lowering needs it */
    struct py_class *instance;  /* the first parameter of a method: of that class */
    bool is_class_parameter;    /* ... of a classmethod: it is the class itself */
    bool resolving;             /* guards against x = y; y = x */
    const struct py_binding *latest; /* the definition that the last use in this scope meant */
    const struct py_meaning *known; /* py_name.c's answer, once it has been asked */
};

struct py_name {
    const char *text;
    struct py_symbol *top;
    const char *builtin; /* "builtins.open", or NULL */
    ir_id global;        /* 1 + the variable of a name that nothing binds (__name__), or 0 */
};

struct py_class {
    const char *name; /* dotted in the file: "Outer.Timer" */
    unsigned number;
    struct py_scope *scope;
    const struct py_node *node;
};

struct py_scope {
    enum py_scope_kind kind;
    unsigned depth;
    struct py_scope *parent;
    struct py_scope *entered_from; /* what leaving it goes back to */
    ir_id function;        /* whose code stands here */
    const char *qualifier; /* "" or "Outer.method.": what names of definitions begin with */
    struct py_class *class; /* of a class scope */
    VEC(struct py_symbol *) symbols;
};

struct py_scopes {
    struct ir_unit *unit;
    struct arena *arena;
    struct py_tree *tree;
    struct py_name *names; /* by the tree's numbers */
    VEC(struct py_scope *) list; /* a scope's node has its number + 1 in `extra` */
    struct py_scope *module, *current;
    struct map *members; /* "class number.name": its binding; see py_member_add */
    struct map *types;   /* class name: 1 + type */
    unsigned class_count;
    unsigned alias_depth; /* how many aliases are being followed (py_name.c) */
    const char *star_module; /* of the only `from m import *`, or NULL */
    unsigned star_count;
    VEC(struct ir_import) imports; /* in the unit's arena */
    /* Of the first walk: how many handlers and else branches are open, and the decorated
     * definition whose function or class comes next. */
    unsigned alternative;
    const struct py_node *decorated;
};

/* Starts empty; release frees what does not live in the arena. */
void py_scopes_start(struct py_scopes *scopes, struct ir_unit *unit, struct arena *arena,
                     struct py_tree *tree);
void py_scopes_release(struct py_scopes *scopes);

/* Binds the whole file: fills the scopes and adds every function to the unit (functions[0] is the
 * module).  Imports go to unit->imports. */
void py_bind(struct py_scopes *scopes);

struct py_scope *py_scope_new(struct py_scopes *scopes, enum py_scope_kind kind,
                              struct py_node *node, ir_id function, const char *qualifier);
/* The scope that py_bind made for this node; NULL inside what the parser could not read, where
 * the first walk may never have come. */
struct py_scope *py_scope_of(const struct py_scopes *scopes, const struct py_node *node);
void py_scope_enter(struct py_scopes *scopes, struct py_scope *scope);
void py_scope_leave(struct py_scopes *scopes);

/* The symbol of that name in an open scope, in the current one; made when it is not there. */
struct py_symbol *py_symbol_in(struct py_scopes *scopes, struct py_scope *scope,
                               struct py_name *name);
struct py_symbol *py_symbol_here(struct py_scopes *scopes, struct py_name *name);
/* What the name means to code in the open scope `from`, class scopes in between skipped, global and
 * nonlocal followed; NULL when no scope binds it. */
struct py_symbol *py_symbol_find(const struct py_scope *from, const struct py_name *name);
struct py_binding *py_binding_add(struct py_scopes *scopes, struct py_symbol *symbol,
                                  enum py_binding_kind kind, const struct py_node *node);
/* Functions and classes that stand in a class, by name; the last definition counts. */
void py_member_add(struct py_scopes *scopes, const struct py_class *class, const char *name,
                   struct py_binding *binding);
struct py_binding *py_member(const struct py_scopes *scopes, const struct py_class *class,
                             const char *name);
/* A name that the builtins module of Python 2 or 3 has; "builtins.open", or NULL. */
const char *py_builtin(const char *name);

/* --- what names mean (py_name.c) ----------------------------------------------------------- */

enum py_meaning_kind {
    PY_IS_UNKNOWN,  /* not a name, or one that nothing here binds */
    PY_IS_VARIABLE, /* symbol */
    PY_IS_PATH,     /* path: something outside this file, or in builtins */
    PY_IS_FUNCTION, /* function, path: its name in the file */
    PY_IS_CLASS     /* class, path */
};

struct py_meaning {
    enum py_meaning_kind kind;
    const char *path;
    struct py_symbol *symbol; /* that the name is bound by, or NULL */
    ir_id function;           /* of a class: its __init__, or IR_NONE */
    struct py_class *class;
};

/* What an expression means to code in the current scope: an identifier or a chain of attributes on
 * one.  PY_IS_UNKNOWN for any other expression and for attributes of values. */
struct py_meaning py_meaning_of(struct py_scopes *scopes, const struct py_node *node);
/* What a name means that is bound to this expression (py_alias.c). */
struct py_meaning py_alias_meaning(struct py_scopes *scopes, const struct py_node *node);
/* As py_meaning_of, for a dotted name in a string: an annotation that is evaluated later. */
struct py_meaning py_meaning_of_text(struct py_scopes *scopes, struct slice text);
/* The method of a class of this file, base classes of the file included; IR_NONE when there is
 * none.  `skip_own` starts with the base classes, as super() does. */
ir_id py_class_method(struct py_scopes *scopes, struct py_class *class, const char *name,
                      bool skip_own);
/* The dotted name that an annotation or decorator speaks of, as far as it can be resolved, else as
 * it is written ("app.task"); "" when it is no dotted name. */
const char *py_dotted(struct py_scopes *scopes, const struct py_node *node);
/* The class that an annotation names, as a type; IR_NONE when it says nothing. */
ir_id py_annotation_type(struct py_scopes *scopes, const struct py_node *annotation);
/* The type whose class has that dotted name. */
ir_id py_class_type(struct py_scopes *scopes, const char *class_name);
/* A container of that type whose items, or values, are of the other one (IR_NONE: unknown). */
ir_id py_container_type(struct py_scopes *scopes, ir_id container, ir_id element);

#endif
