/* Functions: def, lambda, generator expressions, the module itself. */
#include "py_lower.h"

void py_body_start(struct py *py, struct py_body *body, const struct py_node *node)
{
    struct py_scope *scope = py_scope_of(&py->scopes, node);
    *body = (struct py_body){
        .outer = py->body,
        .builder = ir_builder_new(py->unit, scope->function),
        .function = scope->function,
        .class_value = IR_NONE,
    };
    py->body = body;
    py_scope_enter(&py->scopes, scope);
}

void py_body_end(struct py *py)
{
    if (!ir_block_ended(py->body->builder))
        py_return(py, (struct ir_range){0}, IR_NONE, IR_IMPLICIT);
    ir_builder_finish(py->body->builder);
    py_scope_leave(&py->scopes);
    py->body = py->body->outer;
}

/* Functions inside what the parser could not read may never have been come upon. */
static void finish_rest(struct py *py)
{
    for (size_t i = 0; i < py->unit->function_count; i++) {
        struct ir_function *function = &py->unit->functions[i];
        if (function->block_count)
            continue;
        struct ir_builder *builder = ir_builder_new(py->unit, (ir_id)i);
        struct ir_op op = ir_new_op(IR_RETURN, (struct ir_range){0});
        op.flags = IR_IMPLICIT;
        ir_emit(builder, &op);
        ir_builder_finish(builder);
        function->too_complex = true;
    }
}

void py_module(struct py *py)
{
    struct py_body body;
    const struct py_node *root = &py->tree->nodes[0];
    py_body_start(py, &body, root);
    if (root->kind == PY_ERROR)
        py_statement(py, root);
    else
        py_block_of(py, root);
    py_body_end(py);
    finish_rest(py);
}

/* A finally clause is lowered more than once; the functions in it are not. */
static bool is_lowered(const struct py *py, ir_id function)
{
    return py->unit->functions[function].block_count > 0;
}

/* A parameter as it is spelled, taken apart. */
struct parameter {
    const struct py_node *target; /* its name, or a Python 2 tuple of names */
    const struct py_node *type;
    const char *missing; /* what it is when it is not given, or NULL */
    const char *splat;   /* *args, **kwargs: the class of what it holds them in, or NULL */
};

static bool read_parameter(struct py *py, const struct py_node *node, struct parameter *parameter)
{
    const struct py_node *value = py_child(py->tree, node, PY_F_VALUE);
    *parameter = (struct parameter){.type = py_child(py->tree, node, PY_F_TYPE)};
    if (value) {
        struct slice text = py_text(py->tree, value);
        parameter->missing = arena_copy(py->unit->arena, text.at, text.length);
        parameter->target = py_child(py->tree, node, PY_F_NAME);
        return parameter->target != NULL;
    }
    if (node->kind == PY_TYPED_PARAMETER)
        node = py_first(py->tree, node);
    bool star = node && node->kind == PY_LIST_SPLAT_PATTERN;
    parameter->splat = star ? "builtins.tuple" : "builtins.dict";
    if (star || (node && node->kind == PY_DICTIONARY_SPLAT_PATTERN)) {
        parameter->missing = star ? "()" : "{}";
        node = py_first(py->tree, node);
    } else {
        parameter->splat = NULL;
    }
    parameter->target = node;
    return node && (node->kind == PY_IDENTIFIER || node->kind == PY_TUPLE_PATTERN);
}

static ir_id parameter_variable(struct py *py, const struct parameter *parameter)
{
    if (parameter->target->kind == PY_TUPLE_PATTERN) {
        struct ir_variable variable = {.name = "",
                                       .storage = IR_PARAMETER,
                                       .type = IR_NONE,
                                       .function = py->body->function,
                                       .at = parameter->target->at};
        return ir_variable_add(py->unit, &variable);
    }
    struct py_symbol *symbol =
        py_symbol_here(&py->scopes, &py->scopes.names[parameter->target->extra]);
    ir_id id = py_variable(py, symbol);
    if (parameter->type)
        py->unit->variables[id].type = py_annotation_type(&py->scopes, parameter->type);
    if (parameter->splat)
        py->unit->variables[id].type =
            py_container_type(&py->scopes, py_class_type(&py->scopes, parameter->splat),
                              py->unit->variables[id].type);
    else if (!parameter->type && symbol->instance && !symbol->is_class_parameter)
        py->unit->variables[id].type = py_class_type(&py->scopes, symbol->instance->name);
    return id;
}

struct parameters {
    struct py_values variables;
    VEC(const char *) defaults;
};

static void add_parameter(struct py *py, struct parameters *list, const struct parameter *one)
{
    struct ir_op op = ir_new_op(IR_PARAM, one->target->at);
    op.place.variable = parameter_variable(py, one);
    op.type = py->unit->variables[op.place.variable].type;
    py_emit(py, &op);
    *VEC_ADD(py->unit->arena, &list->variables) = op.place.variable;
    *VEC_ADD(py->unit->arena, &list->defaults) = one->missing;
}

/* def f((a, b)): the tuple is taken apart when all parameters are there. */
static void unpack_parameters(struct py *py, const struct py_node *node,
                              const struct parameters *list)
{
    size_t at = 0;
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c)) {
        struct parameter one;
        if (!read_parameter(py, c, &one))
            continue;
        struct ir_place place = ir_no_place();
        place.variable = list->variables.items[at++];
        if (one.target->kind == PY_TUPLE_PATTERN)
            py_assign_to(py, one.target, py_load(py, one.target->at, place));
    }
}

static void parameters(struct py *py, const struct py_node *node)
{
    struct parameters list = {0};
    if (!node)
        return;
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c)) {
        struct parameter one;
        if (read_parameter(py, c, &one))
            add_parameter(py, &list, &one);
    }
    unpack_parameters(py, node, &list);
    struct ir_function *function = &py->unit->functions[py->body->function];
    function->parameters = list.variables.items;
    function->defaults = list.defaults.items;
    function->parameter_count = (uint32_t)list.variables.count;
}

/* Defaults are evaluated once, where the function is defined. */
static void defaults(struct py *py, const struct py_node *node)
{
    for (const struct py_node *c = node ? py_first(py->tree, node) : NULL; c;
         c = py_next(py->tree, c)) {
        const struct py_node *value = py_child(py->tree, c, PY_F_VALUE);
        if (value)
            py_expression(py, value);
    }
}

static void function_body(struct py *py, const struct py_node *node)
{
    struct py_body body;
    const struct py_node *inside = py_child(py->tree, node, PY_F_BODY);
    const struct py_node *returned = py_child(py->tree, node, PY_F_RETURN_TYPE);
    py_body_start(py, &body, node);
    if (returned)
        py->unit->functions[body.function].type = py_annotation_type(&py->scopes, returned);
    parameters(py, py_child(py->tree, node, PY_F_PARAMETERS));
    if (node->kind == PY_LAMBDA)
        py_return(py, inside ? inside->at : node->at,
                  py_expression_or_none(py, inside, node->at), 0);
    else
        py_block_of(py, inside);
    py_body_end(py);
}

static ir_id lower_function(struct py *py, const struct py_node *node)
{
    ir_id function = py_scope_of(&py->scopes, node)->function;
    defaults(py, py_child(py->tree, node, PY_F_PARAMETERS));
    if (!is_lowered(py, function))
        function_body(py, node);
    return py_function_value(py, node->at, py->unit->functions[function].name, function);
}

ir_id py_lambda(struct py *py, const struct py_node *node)
{
    return lower_function(py, node);
}

/* The names of the decorators; their values are called from the last to the first. */
static void note_decorators(struct py *py, const struct py_node *decorated, ir_id function)
{
    VEC(const char *) names = {0};
    for (const struct py_node *c = py_first(py->tree, decorated); c; c = py_next(py->tree, c)) {
        const struct py_node *what = c->kind == PY_DECORATOR ? py_first(py->tree, c) : NULL;
        if (what)
            *VEC_ADD(py->unit->arena, &names) = py_dotted(&py->scopes, what);
    }
    py->unit->functions[function].decorators = names.items;
    py->unit->functions[function].decorator_count = (uint32_t)names.count;
}

void py_definition(struct py *py, const struct py_node *node, const struct py_node *decorated)
{
    VEC(const struct py_node *) decorators = {0};
    const struct py_node *name = py_child(py->tree, node, PY_F_NAME);
    if (!py_scope_of(&py->scopes, node))
        return;
    for (const struct py_node *c = decorated ? py_first(py->tree, decorated) : NULL; c;
         c = py_next(py->tree, c))
        if (c->kind == PY_DECORATOR && c->first)
            *VEC_ADD(py->arena, &decorators) = py_first(py->tree, c);
    if (decorated && node->kind == PY_FUNCTION_DEFINITION)
        note_decorators(py, decorated, py_scope_of(&py->scopes, node)->function);
    ir_id value = node->kind == PY_CLASS_DEFINITION ? py_class(py, node) : lower_function(py, node);
    for (size_t i = decorators.count; i-- > 0;)
        value = py_decorate(py, decorators.items[i], value);
    if (name && name->kind == PY_IDENTIFIER)
        py_assign_to(py, name, value);
}
