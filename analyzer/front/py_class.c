/* Classes: their statements run where the class stands; what they bind become its attributes. */
#include "py_lower.h"

/* COMPUTE "class": the class itself, then its base classes. */
static ir_id make_class(struct py *py, const struct py_node *node, ir_id class)
{
    struct py_values args = {0};
    const struct py_node *bases = py_child(py->tree, node, PY_F_SUPERCLASSES);
    py_value_add(py, &args, class);
    for (const struct py_node *c = bases ? py_first(py->tree, bases) : NULL; c;
         c = py_next(py->tree, c)) {
        if (c->kind == PY_KEYWORD_ARGUMENT) {
            const struct py_node *value = py_child(py->tree, c, PY_F_VALUE);
            if (value)
                py_expression(py, value);
        } else {
            py_value_add(py, &args, py_expression(py, c));
        }
    }
    ir_id made = py_compute(py, node->at, "class", args.items, args.count);
    ir_built(py->body->builder, made)->flags |= IR_IMPLICIT;
    return made;
}

ir_id py_class(struct py *py, const struct py_node *node)
{
    struct py_scope *scope = py_scope_of(&py->scopes, node);
    ir_id outer = py->body->class_value;
    ir_id constructor = py_class_method(&py->scopes, scope->class, "__init__", false);
    ir_id class = py_function_value(py, node->at, scope->class->name, constructor);
    ir_id made = make_class(py, node, class);
    py->body->class_value = class;
    py_scope_enter(&py->scopes, scope);
    py_block_of(py, py_child(py->tree, node, PY_F_BODY));
    py_scope_leave(&py->scopes);
    py->body->class_value = outer;
    return made;
}
