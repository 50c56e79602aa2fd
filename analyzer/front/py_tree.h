/* A Python file as a compact syntax tree: what tree-sitter parsed, without tokens, in one array.
 *
 * The lowering visits children in another order than the text has, and visits some twice; the
 * array makes both cheap and keeps tree-sitter inside py_tree.c.  Depth is bounded here, so that
 * whatever walks the tree may recurse: a subtree that is nested deeper becomes one PY_TOO_DEEP
 * node.  Only the left spine of binary and boolean operators (a + b + c + ...) is not bounded;
 * walk it by a loop. */
#ifndef ANALYZER_FRONT_PY_TREE_H
#define ANALYZER_FRONT_PY_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"
#include "ir.h"

enum {
    /* Deeper than any code that a person wrote: CPython's own parser gives up at 200 parentheses
     * and at 100 levels of indentation. */
    PY_DEPTH_MAX = 400,
    /* A larger file is data, not a benchmark. */
    PY_BYTES_MAX = 16 << 20,
    /* CPU time for making the tree; the file as a whole should take less than 2 s. */
    PY_TREE_MILLISECONDS = 1500
};

enum py_kind {
    PY_OTHER,
    PY_ERROR,    /* what the parser could not read */
    PY_TOO_DEEP, /* a subtree beyond PY_DEPTH_MAX */
    PY_OPERATOR, /* the token in the field operator or operators; extra names it */
    PY_ASYNC,    /* the token `async` */
    PY_FROM,     /* the token `from` of `yield from` */
    PY_COLON,    /* the token `:` of a slice */
    PY_WILDCARD, /* the token `_` of a pattern */
#define PY_KIND(name, text) PY_##name,
#include "py_kinds.def"
#undef PY_KIND
    PY_KIND_COUNT
};

enum py_field {
    PY_NO_FIELD,
    PY_F_ALIAS,
    PY_F_ALTERNATIVE,
    PY_F_ARGUMENT,
    PY_F_ARGUMENTS,
    PY_F_ATTRIBUTE,
    PY_F_BODY,
    PY_F_CAUSE,
    PY_F_CODE,
    PY_F_CONDITION,
    PY_F_CONSEQUENCE,
    PY_F_DEFINITION,
    PY_F_EXPRESSION,
    PY_F_FORMAT_SPECIFIER,
    PY_F_FUNCTION,
    PY_F_GUARD,
    PY_F_KEY,
    PY_F_LEFT,
    PY_F_MODULE_NAME,
    PY_F_NAME,
    PY_F_OBJECT,
    PY_F_OPERATOR,
    PY_F_OPERATORS,
    PY_F_PARAMETERS,
    PY_F_RETURN_TYPE,
    PY_F_RIGHT,
    PY_F_SUBJECT,
    PY_F_SUBSCRIPT,
    PY_F_SUPERCLASSES,
    PY_F_TYPE,
    PY_F_VALUE,
    PY_FIELD_COUNT
};

struct py_node {
    uint16_t kind;  /* enum py_kind */
    uint8_t field;  /* enum py_field: what it is to its parent */
    uint32_t start; /* bytes */
    uint32_t end;
    struct ir_range at;
    uint32_t first; /* child; 0 for none */
    uint32_t next;  /* sibling; 0 for none */
    /* An identifier or operator: its number in py_tree.names.  Other nodes: free for the user of
     * the tree, 0 at first. */
    uint32_t extra;
};

struct py_tree {
    struct py_node *nodes; /* [0] is the module */
    size_t count;
    const char **names; /* interned in unit->names; [0] is "" */
    size_t name_count;
    struct map *numbers; /* name: 1 + number */
    const char *source;
};

/* Parses unit->source.  The tree lives in `arena`; syntax errors become gaps of the unit, comments
 * addressed to us its comments.  NULL with a message when the text cannot be Python or takes too
 * long; else the caller gives it to py_tree_release. */
struct py_tree *py_tree_new(struct ir_unit *unit, struct arena *arena, struct err *err);
void py_tree_release(struct py_tree *tree); /* accepts NULL */

/* NULL when there is none. */
struct py_node *py_first(const struct py_tree *tree, const struct py_node *node);
struct py_node *py_next(const struct py_tree *tree, const struct py_node *node);
/* The first child in that field. */
struct py_node *py_child(const struct py_tree *tree, const struct py_node *node,
                         enum py_field field);
/* The first child of that kind. */
struct py_node *py_child_of(const struct py_tree *tree, const struct py_node *node,
                            enum py_kind kind);
size_t py_child_count(const struct py_tree *tree, const struct py_node *node);
/* Of an identifier or operator: its text. */
const char *py_name_of(const struct py_tree *tree, const struct py_node *node);
/* The node's text. */
struct slice py_text(const struct py_tree *tree, const struct py_node *node);

#endif
