/* Names as text: decorators, and the classes that annotations speak of. */
#include <ctype.h>
#include <string.h>

#include "py_scope.h"

/* Looking a type up takes time with their number; no file speaks of so many classes. */
enum { TYPES_MAX = 2000 };

/* As it is written, white space left out. */
static const char *written(struct py_scopes *scopes, const struct py_node *node)
{
    struct slice text = py_text(scopes->tree, node);
    char *copy = arena_copy(scopes->unit->arena, text.at, text.length);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++)
        if (!isspace((unsigned char)text.at[i]))
            copy[length++] = text.at[i];
    copy[length] = '\0';
    return copy;
}

static bool is_chain(const struct py_tree *tree, const struct py_node *node)
{
    while (node && node->kind == PY_ATTRIBUTE)
        node = py_child(tree, node, PY_F_OBJECT);
    return node && node->kind == PY_IDENTIFIER;
}

const char *py_dotted(struct py_scopes *scopes, const struct py_node *node)
{
    if (node->kind == PY_CALL) {
        node = py_child(scopes->tree, node, PY_F_FUNCTION);
        if (!node)
            return "";
    }
    struct py_meaning meaning = py_meaning_of(scopes, node);
    if (meaning.path)
        return meaning.path;
    return is_chain(scopes->tree, node) ? written(scopes, node) : "";
}

ir_id py_class_type(struct py_scopes *scopes, const char *class_name)
{
    uintptr_t known = (uintptr_t)map_get(scopes->types, class_name);
    if (known)
        return (ir_id)(known - 1);
    if (scopes->unit->type_count >= TYPES_MAX)
        return IR_NONE;
    struct ir_type type = {.kind = IR_TYPE_RECORD, .name = class_name, .element = IR_NONE};
    ir_id id = ir_type_add(scopes->unit, &type);
    map_put(scopes->types, class_name, (void *)((uintptr_t)id + 1));
    return id;
}

ir_id py_container_type(struct py_scopes *scopes, ir_id container, ir_id element)
{
    if (container == IR_NONE || element == IR_NONE || scopes->unit->type_count >= TYPES_MAX)
        return container;
    struct ir_type type = *ir_type_of(scopes->unit, container);
    type.element = element;
    return ir_type_add(scopes->unit, &type);
}

static ir_id meaning_type(struct py_scopes *scopes, struct py_meaning meaning)
{
    static const char *const vague[] = {"typing.Any", "typing.Union", "typing.Optional",
                                        "typing.Callable", "builtins.object"};
    if (meaning.kind != PY_IS_PATH && meaning.kind != PY_IS_CLASS)
        return IR_NONE;
    for (size_t i = 0; i < sizeof vague / sizeof *vague; i++)
        if (!strcmp(meaning.path, vague[i]))
            return IR_NONE;
    return py_class_type(scopes, meaning.path);
}

/* Optional[X] and the like say X. */
static bool is_wrapper(const char *path)
{
    static const char *const wrappers[] = {"typing.Optional", "typing.Annotated", "typing.Final",
                                           "typing.ClassVar"};
    for (size_t i = 0; path && i < sizeof wrappers / sizeof *wrappers; i++)
        if (!strcmp(path, wrappers[i]))
            return true;
    return false;
}

static ir_id generic_type(struct py_scopes *scopes, const struct py_node *node)
{
    const struct py_node *class = py_first(scopes->tree, node);
    const struct py_node *inner = class ? py_next(scopes->tree, class) : NULL;
    if (!class)
        return IR_NONE;
    struct py_meaning meaning = py_meaning_of(scopes, class);
    if (inner && inner->kind == PY_TYPE_PARAMETER)
        inner = py_first(scopes->tree, inner);
    if (is_wrapper(meaning.path))
        return inner ? py_annotation_type(scopes, inner) : IR_NONE;
    const struct py_node *last = inner; /* dict[K, V]: its values */
    for (const struct py_node *next = last; next; next = py_next(scopes->tree, next))
        last = next->kind == PY_TYPE || next->kind == inner->kind ? next : last;
    return py_container_type(scopes, meaning_type(scopes, meaning),
                             last ? py_annotation_type(scopes, last) : IR_NONE);
}

/* X | None says X; X | Y says nothing. */
static ir_id union_type(struct py_scopes *scopes, const struct py_node *node)
{
    const struct py_node *said = NULL;
    for (const struct py_node *c = py_first(scopes->tree, node); c;
         c = py_next(scopes->tree, c)) {
        const struct py_node *inner = c->kind == PY_TYPE ? py_first(scopes->tree, c) : c;
        if (!inner || inner->kind == PY_NONE || inner->kind == PY_OPERATOR)
            continue;
        if (said)
            return IR_NONE;
        said = inner;
    }
    return said ? py_annotation_type(scopes, said) : IR_NONE;
}

static ir_id string_type(struct py_scopes *scopes, const struct py_node *node)
{
    struct slice text = py_text(scopes->tree, node);
    if (text.length < 3 || (text.at[0] != '\'' && text.at[0] != '"'))
        return IR_NONE;
    text.at++;
    text.length -= 2;
    return meaning_type(scopes, py_meaning_of_text(scopes, text));
}

ir_id py_annotation_type(struct py_scopes *scopes, const struct py_node *annotation)
{
    const struct py_node *node = annotation;
    if (node->kind == PY_TYPE)
        node = py_first(scopes->tree, node);
    if (!node)
        return IR_NONE;
    switch (node->kind) {
    case PY_IDENTIFIER: case PY_ATTRIBUTE:
        return meaning_type(scopes, py_meaning_of(scopes, node));
    case PY_GENERIC_TYPE: case PY_SUBSCRIPT:
        return generic_type(scopes, node);
    case PY_UNION_TYPE: case PY_BINARY_OPERATOR:
        return union_type(scopes, node);
    case PY_STRING:
        return string_type(scopes, node);
    default:
        return IR_NONE;
    }
}
