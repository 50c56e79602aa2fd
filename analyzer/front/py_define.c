/* Definitions in the first walk: modules, functions, lambdas, classes and comprehensions become
 * scopes, and whatever has code of its own a function of the unit. */
#include <string.h>

#include "py_bind.h"

/* Longer names are no names; nested definitions would make them grow with the square. */
enum { NAME_PART_MAX = 400 };

static const char *join(struct py_scopes *scopes, const char *before, const char *after)
{
    return arena_printf(scopes->unit->arena, "%.*s%.*s", NAME_PART_MAX, before, NAME_PART_MAX,
                        after);
}

/* Binds the name of a definition, if it has one, in the scope where it stands. */
static void bind_definition(struct py_scopes *scopes, const struct py_node *name,
                            enum py_binding_kind kind, const struct py_node *node,
                            ir_id function, struct py_class *class)
{
    if (!name || name->kind != PY_IDENTIFIER)
        return;
    struct py_symbol *symbol = py_bind_name(scopes, name, kind, node);
    struct py_binding *binding = symbol->last_binding;
    binding->function = function;
    binding->class = class;
    if (scopes->current->kind == PY_SCOPE_CLASS)
        py_member_add(scopes, scopes->current->class, symbol->name->text, binding);
}

static struct ir_function new_header(const struct py_scopes *scopes, const struct py_node *node)
{
    ir_id outside = scopes->current ? scopes->current->function : 0;
    return (struct ir_function){
        .parent = outside == 0 ? IR_NONE : outside,
        .at = node->at,
        .extent = node->at,
        .type = IR_NONE,
    };
}

void py_bind_module(struct py_scopes *scopes, struct py_node *node)
{
    struct ir_function header = new_header(scopes, node);
    header.name = "<module>";
    header.is_module = true;
    ir_id function = ir_function_add(scopes->unit, &header);
    scopes->module = py_scope_new(scopes, PY_SCOPE_MODULE, node, function, "");
    py_scope_enter(scopes, scopes->module);
}

static void bind_parameter(struct py_scopes *scopes, struct py_node *node)
{
    switch (node->kind) {
    case PY_IDENTIFIER:
        py_bind_name(scopes, node, PY_BIND_PARAMETER, NULL);
        break;
    case PY_DEFAULT_PARAMETER: case PY_TYPED_DEFAULT_PARAMETER:
        node = py_child(scopes->tree, node, PY_F_NAME);
        if (node)
            bind_parameter(scopes, node);
        break;
    case PY_TYPED_PARAMETER: case PY_LIST_SPLAT_PATTERN: case PY_DICTIONARY_SPLAT_PATTERN:
        if (node->first)
            bind_parameter(scopes, py_first(scopes->tree, node));
        break;
    case PY_TUPLE_PATTERN: /* Python 2: def f((a, b)) */
        py_bind_target(scopes, node, NULL);
        break;
    default:
        break;
    }
}

static void visit_defaults(struct py_scopes *scopes, const struct py_node *parameters)
{
    for (struct py_node *c = py_first(scopes->tree, parameters); c; c = py_next(scopes->tree, c)) {
        struct py_node *value = py_child(scopes->tree, c, PY_F_VALUE);
        if (value)
            py_bind_visit(scopes, value);
    }
}

static bool has_decorator(const struct py_scopes *scopes, const struct py_node *node,
                          const char *name)
{
    for (const struct py_node *c = py_first(scopes->tree, node); c; c = py_next(scopes->tree, c)) {
        const struct py_node *what = c->kind == PY_DECORATOR ? py_first(scopes->tree, c) : NULL;
        if (what && what->kind == PY_IDENTIFIER && !strcmp(py_name_of(scopes->tree, what), name))
            return true;
    }
    return false;
}

/* The first parameter of a method is the instance, of a classmethod the class. */
static void note_instance(struct py_scopes *scopes, const struct py_node *node,
                          struct py_class *class)
{
    const struct py_tree *tree = scopes->tree;
    const struct py_node *around = scopes->decorated;
    struct py_scope *scope = scopes->current;
    if (!scope->symbols.count || (around && has_decorator(scopes, around, "staticmethod")))
        return;
    const struct py_node *parameters = py_child(tree, node, PY_F_PARAMETERS);
    const struct py_node *first = parameters ? py_first(tree, parameters) : NULL;
    if (first && first->kind == PY_TYPED_PARAMETER)
        first = py_first(tree, first);
    if (!first || first->kind != PY_IDENTIFIER)
        return;
    scope->symbols.items[0]->instance = class;
    scope->symbols.items[0]->is_class_parameter =
        around && has_decorator(scopes, around, "classmethod");
}

static ir_id add_function(struct py_scopes *scopes, const struct py_node *node, const char *name)
{
    const struct py_scope *scope = scopes->current;
    struct ir_function header = new_header(scopes, node);
    const struct py_node *at = py_child(scopes->tree, node, PY_F_NAME);
    header.name = join(scopes, scope->qualifier, name);
    header.at = at ? at->at : node->at;
    header.is_async = py_child_of(scopes->tree, node, PY_ASYNC) != NULL;
    header.is_lambda = node->kind == PY_LAMBDA;
    header.is_generator = node->kind == PY_GENERATOR_EXPRESSION;
    if (scope->kind == PY_SCOPE_CLASS && node->kind == PY_FUNCTION_DEFINITION) {
        header.is_method = true;
        header.class_name = scope->class->name;
        header.is_constructor = !strcmp(name, "__init__");
        header.is_destructor = !strcmp(name, "__del__");
    }
    return ir_function_add(scopes->unit, &header);
}

void py_bind_function(struct py_scopes *scopes, struct py_node *node)
{
    struct py_node *name = py_child(scopes->tree, node, PY_F_NAME);
    struct py_node *parameters = py_child(scopes->tree, node, PY_F_PARAMETERS);
    struct py_scope *outside = scopes->current;
    const char *text = node->kind == PY_LAMBDA ? "<lambda>" : "<unnamed>";
    if (name && name->kind == PY_IDENTIFIER)
        text = py_name_of(scopes->tree, name);
    ir_id function = add_function(scopes, node, text);
    bind_definition(scopes, name, PY_BIND_FUNCTION, node, function, NULL);
    if (parameters)
        visit_defaults(scopes, parameters);
    const char *qualifier = join(scopes, scopes->unit->functions[function].name, ".");
    py_scope_enter(scopes, py_scope_new(scopes, PY_SCOPE_FUNCTION, node, function, qualifier));
    for (struct py_node *c = parameters ? py_first(scopes->tree, parameters) : NULL; c;
         c = py_next(scopes->tree, c))
        bind_parameter(scopes, c);
    if (outside->kind == PY_SCOPE_CLASS && node->kind == PY_FUNCTION_DEFINITION)
        note_instance(scopes, node, outside->class);
    scopes->decorated = NULL;
}

void py_bind_class(struct py_scopes *scopes, struct py_node *node)
{
    struct py_node *name = py_child(scopes->tree, node, PY_F_NAME);
    struct py_node *bases = py_child(scopes->tree, node, PY_F_SUPERCLASSES);
    bool named = name && name->kind == PY_IDENTIFIER;
    struct py_class *class = ARENA_NEW(scopes->arena, struct py_class);
    class->name = join(scopes, scopes->current->qualifier,
                       named ? py_name_of(scopes->tree, name) : "<unnamed>");
    class->node = node;
    class->number = scopes->class_count++;
    bind_definition(scopes, name, PY_BIND_CLASS, node, IR_NONE, class);
    if (bases)
        py_bind_visit(scopes, bases);
    struct py_scope *scope = py_scope_new(scopes, PY_SCOPE_CLASS, node, scopes->current->function,
                                          join(scopes, class->name, "."));
    scope->class = class;
    class->scope = scope;
    scopes->decorated = NULL;
    py_scope_enter(scopes, scope);
}

void py_bind_comprehension(struct py_scopes *scopes, struct py_node *node)
{
    struct py_scope *outside = scopes->current;
    enum py_scope_kind kind = PY_SCOPE_COMPREHENSION;
    ir_id function = outside->function;
    if (node->kind == PY_GENERATOR_EXPRESSION) {
        kind = PY_SCOPE_FUNCTION;
        function = add_function(scopes, node, "<genexpr>");
    }
    py_scope_enter(scopes, py_scope_new(scopes, kind, node, function, outside->qualifier));
}
