/* Calls: who is called, by which name, with which receiver and arguments. */
#include <string.h>

#include "py_lower.h"

struct call {
    struct ir_op op;
    struct py_values args;
    VEC(const char *) keywords;
    bool has_keyword;
};

static void add_argument(struct py *py, struct call *call, const char *keyword, ir_id value)
{
    py_value_add(py, &call->args, value);
    *VEC_ADD(py->arena, &call->keywords) = keyword;
    call->has_keyword |= keyword != NULL;
}

static void add_star(struct py *py, struct call *call, const struct py_node *node)
{
    const struct py_node *inner = py_first(py->tree, node);
    while (inner && inner->kind == PY_LIST_SPLAT)
        inner = py_first(py->tree, inner);
    if (!inner)
        return;
    ir_id value = py_expression(py, inner);
    call->op.flags |= IR_STAR;
    if (node->kind != PY_DICTIONARY_SPLAT)
        py_simple(py, IR_ITER, node->at, value);
    add_argument(py, call, NULL, value);
}

static void add_keyword(struct py *py, struct call *call, const struct py_node *node)
{
    const struct py_node *name = py_child(py->tree, node, PY_F_NAME);
    const struct py_node *value = py_child(py->tree, node, PY_F_VALUE);
    const char *keyword = name && name->kind == PY_IDENTIFIER ? py_name_of(py->tree, name) : "";
    add_argument(py, call, keyword, py_expression_or_none(py, value, node->at));
}

static void add_arguments(struct py *py, struct call *call, const struct py_node *list)
{
    if (list->kind == PY_GENERATOR_EXPRESSION) {
        add_argument(py, call, NULL, py_expression(py, list));
        return;
    }
    for (const struct py_node *c = py_first(py->tree, list); c; c = py_next(py->tree, c)) {
        switch (c->kind) {
        case PY_LIST_SPLAT: case PY_DICTIONARY_SPLAT: case PY_PARENTHESIZED_LIST_SPLAT:
            add_star(py, call, c);
            break;
        case PY_KEYWORD_ARGUMENT:
            add_keyword(py, call, c);
            break;
        default:
            add_argument(py, call, NULL, py_expression(py, c));
        }
    }
}

/* The class whose method contains the current code. */
static struct py_class *enclosing_class(const struct py *py)
{
    const struct py_scope *scope = py->scopes.current;
    while (scope->parent && scope->parent->kind != PY_SCOPE_CLASS)
        scope = scope->parent;
    return scope->parent ? scope->parent->class : NULL;
}

static bool is_super(struct py *py, const struct py_node *node)
{
    const struct py_node *callee =
        node->kind == PY_CALL ? py_child(py->tree, node, PY_F_FUNCTION) : NULL;
    if (!callee || callee->kind != PY_IDENTIFIER)
        return false;
    struct py_meaning meaning = py_meaning_of(&py->scopes, callee);
    return meaning.kind == PY_IS_PATH && !strcmp(meaning.path, "builtins.super");
}

/* The function of the file that receiver.name is: self.name, cls.name, super().name. */
static ir_id own_method(struct py *py, const struct py_node *receiver, const char *name)
{
    if (is_super(py, receiver)) {
        struct py_class *class = enclosing_class(py);
        return class ? py_class_method(&py->scopes, class, name, true) : IR_NONE;
    }
    struct py_meaning meaning = py_meaning_of(&py->scopes, receiver);
    if (meaning.kind != PY_IS_VARIABLE || !meaning.symbol->instance ||
        meaning.symbol->bindings != meaning.symbol->last_binding)
        return IR_NONE;
    return py_class_method(&py->scopes, meaning.symbol->instance, name, false);
}

static const char *method_text(struct py *py, const char *name)
{
    struct strbuf text = {0};
    strbuf_putc(&text, '.');
    strbuf_puts(&text, name);
    const char *kept = map_intern(py->unit->names, strbuf_text(&text), text.length);
    strbuf_release(&text);
    return kept;
}

static void set_method(struct py *py, struct call *call, const char *name, ir_id receiver)
{
    call->op.flags |= IR_METHOD;
    call->op.text = method_text(py, name);
    add_argument(py, call, NULL, receiver);
}

/* A chain of attributes on a variable that is bound once: what it was, it still is. */
static bool is_steady(struct py *py, const struct py_node *node)
{
    while (node && node->kind == PY_ATTRIBUTE)
        node = py_child(py->tree, node, PY_F_OBJECT);
    if (!node || node->kind != PY_IDENTIFIER)
        return false;
    struct py_meaning meaning = py_meaning_of(&py->scopes, node);
    return meaning.kind == PY_IS_VARIABLE &&
           meaning.symbol->bindings == meaning.symbol->last_binding;
}

/* write = out.write; ... write(x) is out.write(x): where both names are bound once. */
static bool set_bound_method(struct py *py, struct call *call, const struct py_symbol *symbol)
{
    const struct py_binding *binding = symbol->bindings;
    struct py_scope *here = py->scopes.current;
    if (!binding || binding->next || binding->kind != PY_BIND_VALUE ||
        binding->node->kind != PY_ATTRIBUTE || symbol->scope->kind == PY_SCOPE_CLASS)
        return false;
    const struct py_node *object = py_child(py->tree, binding->node, PY_F_OBJECT);
    const struct py_node *name = py_child(py->tree, binding->node, PY_F_ATTRIBUTE);
    if (!object || !name || name->kind != PY_IDENTIFIER)
        return false;
    py->scopes.current = symbol->scope;
    bool steady = is_steady(py, object);
    if (steady) {
        call->op.function = own_method(py, object, py_name_of(py->tree, name));
        set_method(py, call, py_name_of(py->tree, name), py_expression(py, object));
    }
    py->scopes.current = here;
    return steady;
}

/* cls(...) in a classmethod makes an instance. */
static bool set_class_parameter(struct py *py, struct call *call, const struct py_symbol *symbol)
{
    if (!symbol->is_class_parameter || symbol->bindings != symbol->last_binding)
        return false;
    call->op.text = symbol->instance->name;
    call->op.type = py_class_type(&py->scopes, symbol->instance->name);
    call->op.function = py_class_method(&py->scopes, symbol->instance, "__init__", false);
    return true;
}

static void set_indirect(struct py *py, struct call *call, const struct py_node *callee,
                         struct ir_range at)
{
    call->op.flags |= IR_INDIRECT;
    add_argument(py, call, NULL, py_expression_or_none(py, callee, at));
}

static void set_callee(struct py *py, struct call *call, const struct py_node *callee)
{
    struct py_meaning meaning = py_meaning_of(&py->scopes, callee);
    switch (meaning.kind) {
    case PY_IS_CLASS:
        call->op.type = py_class_type(&py->scopes, meaning.path);
        call->op.text = meaning.path;
        call->op.function = meaning.function;
        return;
    case PY_IS_PATH: case PY_IS_FUNCTION:
        call->op.text = meaning.path;
        call->op.function = meaning.function;
        return;
    case PY_IS_VARIABLE:
        if (!set_class_parameter(py, call, meaning.symbol) &&
            !set_bound_method(py, call, meaning.symbol))
            set_indirect(py, call, callee, callee->at);
        return;
    case PY_IS_UNKNOWN:
        break;
    }
    const struct py_node *object = py_child(py->tree, callee, PY_F_OBJECT);
    const struct py_node *name = py_child(py->tree, callee, PY_F_ATTRIBUTE);
    if (callee->kind == PY_IDENTIFIER) {
        call->op.text = py_name_of(py->tree, callee);
    } else if (callee->kind == PY_ATTRIBUTE && object && name && name->kind == PY_IDENTIFIER) {
        call->op.function = own_method(py, object, py_name_of(py->tree, name));
        set_method(py, call, py_name_of(py->tree, name), py_expression(py, object));
    } else {
        set_indirect(py, call, callee, callee->at);
    }
}

static ir_id emit_call(struct py *py, struct call *call)
{
    call->op.args = call->args.items;
    call->op.arg_count = (uint32_t)call->args.count;
    call->op.keywords = call->has_keyword ? call->keywords.items : NULL;
    return py_emit(py, &call->op);
}

ir_id py_call(struct py *py, const struct py_node *node)
{
    struct call call = {.op = ir_new_op(IR_CALL, node->at)};
    const struct py_node *callee = py_child(py->tree, node, PY_F_FUNCTION);
    const struct py_node *arguments = py_child(py->tree, node, PY_F_ARGUMENTS);
    if (callee)
        set_callee(py, &call, callee);
    else
        set_indirect(py, &call, NULL, node->at);
    if (arguments)
        add_arguments(py, &call, arguments);
    return emit_call(py, &call);
}

ir_id py_decorate(struct py *py, const struct py_node *decorator, ir_id value)
{
    struct call call = {.op = ir_new_op(IR_CALL, decorator->at)};
    call.op.flags = IR_IMPLICIT;
    set_callee(py, &call, decorator);
    add_argument(py, &call, NULL, value);
    return emit_call(py, &call);
}

/* print >>file, a, b  is  print(a, b, file=file). */
void py_print(struct py *py, const struct py_node *node)
{
    struct call call = {.op = ir_new_op(IR_CALL, node->at)};
    const struct py_node *chevron = py_child_of(py->tree, node, PY_CHEVRON);
    const struct py_node *file = chevron ? py_first(py->tree, chevron) : NULL;
    call.op.text = "builtins.print";
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c))
        if (c != chevron)
            add_argument(py, &call, NULL, py_expression(py, c));
    if (file)
        add_argument(py, &call, "file", py_expression(py, file));
    call.op.flags |= IR_DISCARDED;
    emit_call(py, &call);
}

/* exec code in globals, locals */
void py_exec(struct py *py, const struct py_node *node)
{
    struct call call = {.op = ir_new_op(IR_CALL, node->at)};
    call.op.text = "builtins.exec";
    call.op.flags |= IR_DISCARDED;
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c))
        add_argument(py, &call, NULL, py_expression(py, c));
    emit_call(py, &call);
}
