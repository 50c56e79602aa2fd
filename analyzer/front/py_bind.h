/* The parts of the first walk (py_bind.c): what each kind of definition binds. */
#ifndef ANALYZER_FRONT_PY_BIND_H
#define ANALYZER_FRONT_PY_BIND_H

#include "py_scope.h"

/* Binds the name in the current scope; returns the symbol, that of another scope after global and
 * nonlocal; its last binding is the new one. */
struct py_symbol *py_bind_name(struct py_scopes *scopes, const struct py_node *identifier,
                               enum py_binding_kind kind, const struct py_node *value);
/* Binds what an assignment to `target` binds; `value` is what it gets, NULL when that is
 * computed. */
void py_bind_target(struct py_scopes *scopes, struct py_node *target, struct py_node *value);
/* Walks any other node. */
void py_bind_visit(struct py_scopes *scopes, struct py_node *node);

/* Bind the definition and enter its scope; the caller walks its body and leaves (py_define.c). */
void py_bind_module(struct py_scopes *scopes, struct py_node *node);
void py_bind_function(struct py_scopes *scopes, struct py_node *node); /* def, lambda */
void py_bind_class(struct py_scopes *scopes, struct py_node *node);
void py_bind_comprehension(struct py_scopes *scopes, struct py_node *node);

void py_bind_import(struct py_scopes *scopes, const struct py_node *node); /* py_import.c */
void py_bind_pattern(struct py_scopes *scopes, struct py_node *node);      /* py_match.c */

#endif
