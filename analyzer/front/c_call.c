/* Calls: of functions, methods, operators, lambdas, through pointers, and what templates leave
 * open. */
#include <ctype.h>
#include <string.h>

#include "c_lower.h"
#include "str.h"

/* Between <<< and >>> stand the blocks, the threads of each and their memory before the stream. */
enum { EXTENT = 3 };

/* What is put together before the operation is emitted. */
struct building {
    struct ir_op op;
    ir_id *args;
    CXCursor callee;
    CXType type; /* of the callee: its parameters */
    int shift;   /* argument i is parameter i - shift */
};

static CXCursor first_child(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    CXCursor first = {.kind = CXCursor_InvalidCode};

    if (parts.count > 0)
        first = c_child(lower, parts, 0);
    c_children_done(lower, parts);
    return first;
}

static void add(struct building *call, ir_id value)
{
    call->args[call->op.arg_count++] = value;
}

/* --- arguments ----------------------------------------------------------------------------- */

static ir_id argument(struct c_lower *lower, const struct building *call, CXCursor cursor, int i)
{
    int parameter = i - call->shift;
    int count = clang.getNumArgTypes(call->type);
    ir_id value;

    if (parameter >= 0 && parameter < count &&
        c_is_reference(clang.getArgType(call->type, (unsigned)parameter)))
        return c_address(lower, cursor);
    value = c_operand(lower, cursor);
    c_name_argument(lower, cursor, value);
    return value;
}

static void add_arguments(struct c_lower *lower, struct building *call, CXCursor cursor, int from)
{
    int count = clang.Cursor_getNumArguments(cursor);

    for (int i = from; i < count; i++)
        add(call, argument(lower, call, clang.Cursor_getArgument(cursor, (unsigned)i), i));
}

/* The object of object.method(): its address. */
static ir_id receiver(struct c_lower *lower, CXCursor member)
{
    CXCursor object = c_only_child(member);

    if (c_is_null(object))
        return c_this(lower, member);
    if (ir_type_of(lower->unit, c_type_of(lower, object))->kind == IR_TYPE_POINTER)
        return c_operand(lower, object);
    return c_address(lower, object);
}

/* --- kinds of calls ------------------------------------------------------------------------ */

static void name_callee(struct c_lower *lower, struct building *call, CXCursor function)
{
    const struct c_callee *callee = c_callee(lower, function);

    call->op.text = callee->name;
    call->op.function = callee->function;
    call->op.flags |= callee->flags;
    call->type = clang.getCanonicalType(clang.getCursorType(function));
}

/* Which body a virtual method has depends on the object, unless the object itself is named. */
static bool is_overridable(CXCursor method, CXCursor member)
{
    CXCursor object = c_only_child(member);

    return clang.CXXMethod_isVirtual(method) &&
           (clang.getCursorKind(object) != CXCursor_DeclRefExpr ||
            c_is_reference(clang.getCursorType(clang.getCursorReferenced(object))) ||
            clang.getCanonicalType(clang.getCursorType(object)).kind != CXType_Record);
}

static void call_method(struct c_lower *lower, struct building *call, CXCursor cursor)
{
    CXCursor callee = c_strip(first_child(lower, cursor));

    name_callee(lower, call, call->callee);
    call->op.flags |= IR_METHOD;
    if (is_overridable(call->callee, callee))
        call->op.function = IR_NONE;
    if (clang.getCursorKind(callee) == CXCursor_MemberRefExpr) {
        add(call, receiver(lower, callee));
        add_arguments(lower, call, cursor, 0);
    } else { /* an operator: the object is the first argument */
        call->shift = 1;
        add(call, c_address(lower, clang.Cursor_getArgument(cursor, 0)));
        add_arguments(lower, call, cursor, 1);
    }
}

/* Whether this is operator() of a lambda's class. */
static bool belongs_to_lambda(CXCursor method)
{
    CXString name = clang.getCursorSpelling(clang.getCursorSemanticParent(method));
    const char *text = clang.getCString(name);
    bool found = text && (strstr(text, "(lambda") || text[0] == '\0');

    clang.disposeString(name);
    return found;
}

/* The lambda whose operator() is called, or IR_NONE. */
static ir_id lambda_of(struct c_lower *lower, CXCursor method)
{
    char key[C_KEY_SIZE];
    CXCursor closure = clang.getCursorSemanticParent(method);

    c_key(key, clang.getCanonicalCursor(closure));
    return (ir_id)((uintptr_t)map_get(lower->functions, key) - 1);
}

/* `[] { ... }()` is lowered here; a lambda that stays out of sight is called by its value. */
static void call_lambda(struct c_lower *lower, struct building *call, CXCursor cursor)
{
    CXCursor object = clang.Cursor_getArgument(cursor, 0);
    ir_id lambda = lambda_of(lower, call->callee);
    ir_id value = IR_NONE;

    if (lambda == IR_NONE) {
        value = c_operand(lower, object);
        lambda = lambda_of(lower, call->callee);
    }
    if (lambda == IR_NONE) {
        call->op.flags |= IR_INDIRECT;
        add(call, value);
        add_arguments(lower, call, cursor, 1);
        return;
    }
    call->op.function = lambda;
    call->op.text = lower->unit->functions[lambda].name;
    call->type = clang.getCanonicalType(clang.getCursorType(call->callee));
    call->shift = 1;
    add_arguments(lower, call, cursor, 1);
}

/* Only the pair of a new-expression and its delete may be left out (C++20, [expr.new] 14); the
 * functions that somebody calls by name are called, by gcc 12 and clang 19, too. */
static bool is_allocation_by_name(const char *name)
{
    return str_starts(name, "operator new") || str_starts(name, "operator delete");
}

static void call_function(struct c_lower *lower, struct building *call, CXCursor cursor)
{
    name_callee(lower, call, call->callee);
    if (is_allocation_by_name(call->op.text))
        call->op.text = arena_printf(lower->unit->arena, "::%s", call->op.text);
    add_arguments(lower, call, cursor, 0);
}

static void call_pointer(struct c_lower *lower, struct building *call, CXCursor cursor)
{
    CXCursor callee = first_child(lower, cursor);
    CXType type = clang.getCanonicalType(clang.getCursorType(callee));

    if (type.kind == CXType_Pointer || type.kind == CXType_MemberPointer)
        type = clang.getCanonicalType(clang.getPointeeType(type));
    call->type = type;
    call->op.flags |= IR_INDIRECT;
    add(call, c_operand(lower, callee));
    add_arguments(lower, call, cursor, 0);
}

const char *c_last_name(struct c_lower *lower, CXCursor cursor)
{
    struct slice text = c_text(lower, cursor);
    const char *angle = text.length ? memchr(text.at, '<', text.length) : NULL;
    size_t end = angle ? (size_t)(angle - text.at) : text.length;
    size_t start;

    while (end > 0 && isspace((unsigned char)text.at[end - 1]))
        end--;
    start = end;
    while (start > 0 &&
           (isalnum((unsigned char)text.at[start - 1]) || text.at[start - 1] == '_'))
        start--;
    return map_intern(lower->unit->names, text.at ? text.at + start : "", end - start);
}

static void call_dependent_method(struct c_lower *lower, struct building *call, CXCursor cursor,
                                  CXCursor member)
{
    const struct ir_type *type;
    const char *method = c_last_name(lower, member);
    CXCursor object = c_only_child(member);
    const char *class_name = "";

    call->op.flags |= IR_METHOD;
    add(call, receiver(lower, member));
    if (!c_is_null(object)) {
        type = ir_type_of(lower->unit, c_type_of(lower, object));
        if (type->kind == IR_TYPE_RECORD)
            class_name = type->name;
        else if (type->kind == IR_TYPE_POINTER &&
                 ir_type_of(lower->unit, type->element)->kind == IR_TYPE_RECORD)
            class_name = type->name;
    }
    call->op.text = arena_printf(lower->unit->arena, "%s%s%s", class_name,
                                 class_name[0] ? "::" : ".", method);
    add_arguments(lower, call, cursor, 0);
}

static const char *overloaded_name(struct c_lower *lower, CXCursor reference)
{
    if (clang.getCursorKind(reference) == CXCursor_OverloadedDeclRef &&
        clang.getNumOverloadedDecls(reference) > 0)
        return c_qualified_name(lower, clang.getOverloadedDecl(reference, 0));
    return c_intern(lower, clang.getCursorSpelling(reference));
}

/* A call in a template that is resolved only when the template is used. */
static void call_dependent(struct c_lower *lower, struct building *call, CXCursor cursor)
{
    CXCursor callee = c_strip(first_child(lower, cursor));
    enum CXCursorKind kind = clang.getCursorKind(callee);

    call->op.flags |= IR_DEPENDENT;
    if (kind == CXCursor_MemberRefExpr) {
        call_dependent_method(lower, call, cursor, callee);
        return;
    }
    if (kind == CXCursor_DeclRefExpr)
        call->op.text = overloaded_name(lower, clang.getCursorReferenced(callee));
    else
        call->op.text = ir_type_of(lower->unit, c_type_of(lower, cursor))->name;
    add_arguments(lower, call, cursor, 0);
}

/* T(x) in a template: no callee, no counted arguments, only parts. */
static void call_unresolved(struct c_lower *lower, struct building *call, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);

    call->op.flags |= IR_DEPENDENT;
    call->op.text = ir_type_of(lower->unit, c_type_of(lower, cursor))->name;
    for (size_t i = 0; i < parts.count; i++)
        add(call, c_operand(lower, c_child(lower, parts, i)));
    c_children_done(lower, parts);
}

/* --- choosing ------------------------------------------------------------------------------ */

static bool is_dependent_callee(struct c_lower *lower, CXCursor cursor)
{
    CXCursor callee = c_strip(first_child(lower, cursor));
    CXCursor named;

    if (c_is_null(callee))
        return true;
    named = clang.getCursorReferenced(callee);
    switch (clang.getCursorKind(callee)) {
    case CXCursor_MemberRefExpr:
        return clang.getCursorKind(named) != CXCursor_FieldDecl &&
               clang.getCursorKind(named) != CXCursor_VarDecl;
    case CXCursor_DeclRefExpr:
        return clang.getCursorKind(named) != CXCursor_VarDecl &&
               clang.getCursorKind(named) != CXCursor_ParmDecl &&
               clang.getCursorKind(named) != CXCursor_UnexposedDecl &&
               clang.getCursorKind(named) != CXCursor_NonTypeTemplateParameter;
    default:
        return false;
    }
}

static void choose(struct c_lower *lower, struct building *call, CXCursor cursor)
{
    switch (clang.getCursorKind(call->callee)) {
    case CXCursor_CXXMethod: case CXCursor_ConversionFunction: case CXCursor_Destructor:
        if (belongs_to_lambda(call->callee) && clang.Cursor_getNumArguments(cursor) > 0)
            call_lambda(lower, call, cursor);
        else if (clang.CXXMethod_isStatic(call->callee))
            call_function(lower, call, cursor);
        else
            call_method(lower, call, cursor);
        break;
    case CXCursor_FunctionDecl: case CXCursor_FunctionTemplate:
        call_function(lower, call, cursor);
        break;
    default:
        if (clang.Cursor_getNumArguments(cursor) < 0)
            call_unresolved(lower, call, cursor);
        else if (is_dependent_callee(lower, cursor))
            call_dependent(lower, call, cursor);
        else
            call_pointer(lower, call, cursor);
    }
}

/* --- calls that are not lowered as calls --------------------------------------------------- */

/* Calls that only pass their argument on: what they return is what they were given. */
static bool passes_on(const char *name)
{
    static const char *const names[] = {"std::move", "std::forward", "std::as_const",
                                        "std::addressof", "__builtin_expect",
                                        "__builtin_assume_aligned"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return false;
}

/* How many threads a launch asks for, and how much memory: the last arguments. */
static void add_extent(struct c_lower *lower, struct building *call, CXCursor configuration)
{
    int count = clang.Cursor_getNumArguments(configuration);

    for (int i = 0; i < count && i < EXTENT; i++) {
        CXCursor part = clang.Cursor_getArgument(configuration, (unsigned)i);

        if (c_text(lower, part).length > 0) /* else it is a default */
            add(call, c_operand(lower, part));
    }
}

/* A launch only puts the kernel into the queue of its stream, which is the first argument; what the
 * kernel does happens elsewhere. */
static void launch(struct c_lower *lower, struct building *call, CXCursor cursor,
                   CXCursor configuration)
{
    call->type = clang.getCanonicalType(clang.getCursorType(call->callee));
    call->op.text = "<<<>>>";
    call->shift = 0;
    add(call, c_launch_stream(lower, configuration));
    add_arguments(lower, call, cursor, 0);
    add_extent(lower, call, configuration);
}

static bool is_plain_function(CXCursor callee)
{
    return clang.getCursorKind(callee) == CXCursor_FunctionDecl ||
           clang.getCursorKind(callee) == CXCursor_FunctionTemplate;
}

/* operator= that copies member by member: nothing but a store. */
static bool is_plain_assignment(CXCursor cursor, CXCursor callee)
{
    CXString name;
    bool found;

    if (clang.getCursorKind(callee) != CXCursor_CXXMethod ||
        clang.Cursor_getNumArguments(cursor) != 2 || !clang.CXXMethod_isDefaulted(callee))
        return false;
    name = clang.getCursorSpelling(callee);
    found = strcmp(clang.getCString(name), "operator=") == 0;
    clang.disposeString(name);
    return found;
}

static struct ir_place plain_assignment(struct c_lower *lower, CXCursor cursor)
{
    struct ir_place place = c_place(lower, clang.Cursor_getArgument(cursor, 0));
    ir_id value = c_operand(lower, clang.Cursor_getArgument(cursor, 1));

    c_store(lower, cursor, place, value);
    return place;
}

/* A constructor whose object nobody keeps: built in a temporary, then read. */
static ir_id constructed_value(struct c_lower *lower, CXCursor cursor)
{
    CXCursor callee = clang.getCursorReferenced(cursor);
    bool copies = clang.CXXConstructor_isCopyConstructor(callee) ||
                  clang.CXXConstructor_isMoveConstructor(callee);

    if (copies && clang.CXXMethod_isDefaulted(callee) &&
        clang.Cursor_getNumArguments(cursor) == 1)
        return c_operand(lower, clang.Cursor_getArgument(cursor, 0));
    return c_load(lower, cursor, c_base_place(c_materialise(lower, cursor)),
                  c_type_of(lower, cursor));
}

/* --- the whole ----------------------------------------------------------------------------- */

static size_t room_for_arguments(struct c_lower *lower, CXCursor cursor)
{
    int count = clang.Cursor_getNumArguments(cursor);
    struct c_children parts;

    if (count >= 0)
        return (size_t)count + 2 + EXTENT;
    parts = c_children(lower, cursor);
    c_children_done(lower, parts);
    return parts.count + 2 + EXTENT;
}

static void stop_after(struct c_lower *lower, CXCursor cursor)
{
    struct ir_op stop = ir_new_op(IR_STOP, (struct ir_range){0});

    stop.flags = IR_IMPLICIT;
    c_emit(lower, &stop, cursor);
}

static ir_id emit_call(struct c_lower *lower, struct building *call, CXCursor cursor)
{
    CXType result = clang.getResultType(call->type);
    ir_id id;

    call->op.args = call->args;
    call->op.type = result.kind != CXType_Invalid && c_is_reference(result)
                        ? c_type(lower, result)
                        : c_type_of(lower, cursor);
    id = c_emit(lower, &call->op, cursor);
    if ((call->op.flags & IR_NO_RETURN) && !(lower->frame->flags & IR_CONDITIONAL))
        stop_after(lower, cursor);
    return id;
}

static ir_id any_call(struct c_lower *lower, CXCursor cursor)
{
    struct building call = {.op = ir_new_op(IR_CALL, (struct ir_range){0})};
    CXCursor configuration;

    call.callee = clang.getCursorReferenced(cursor);
    if (clang.getCursorKind(call.callee) == CXCursor_Constructor)
        return constructed_value(lower, cursor);
    call.args = ARENA_ARRAY(lower->unit->arena, ir_id, room_for_arguments(lower, cursor));
    if (is_plain_function(call.callee) && clang.Cursor_getNumArguments(cursor) >= 1 &&
        passes_on(c_callee(lower, call.callee)->name)) {
        name_callee(lower, &call, call.callee);
        add_arguments(lower, &call, cursor, 0);
        return call.args[0];
    }
    configuration = c_launch_configuration(lower, cursor);
    if (c_is_null(configuration))
        choose(lower, &call, cursor);
    else
        launch(lower, &call, cursor, configuration);
    return emit_call(lower, &call, cursor);
}

ir_id c_call(struct c_lower *lower, CXCursor cursor)
{
    struct ir_place place;

    if (!is_plain_assignment(cursor, clang.getCursorReferenced(cursor)))
        return any_call(lower, cursor);
    place = plain_assignment(lower, cursor);
    return c_address_of(lower, cursor, place,
                        c_type_of(lower, clang.Cursor_getArgument(cursor, 0)));
}

ir_id c_call_unused(struct c_lower *lower, CXCursor cursor)
{
    if (!is_plain_assignment(cursor, clang.getCursorReferenced(cursor)))
        return any_call(lower, cursor);
    plain_assignment(lower, cursor);
    return IR_NONE;
}
