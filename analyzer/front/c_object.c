/* C++ objects: constructors, temporaries, new and delete, throw, this, initialisers. */
#include <string.h>

#include "c_lower.h"

static bool is_null(CXCursor cursor)
{
    return clang.getCursorKind(cursor) == CXCursor_InvalidCode ||
           clang.Cursor_isNull(cursor);
}

static bool is_expression(CXCursor cursor)
{
    enum CXCursorKind kind = clang.getCursorKind(cursor);

    return kind >= CXCursor_FirstExpr && kind <= CXCursor_LastExpr;
}

/* --- constructors -------------------------------------------------------------------------- */

bool c_is_constructor_call(CXCursor cursor)
{
    return clang.getCursorKind(cursor) == CXCursor_CallExpr &&
           clang.getCursorKind(clang.getCursorReferenced(cursor)) == CXCursor_Constructor;
}

static bool copies_plainly(CXCursor call)
{
    CXCursor callee = clang.getCursorReferenced(call);

    return clang.CXXMethod_isDefaulted(callee) && clang.Cursor_getNumArguments(call) == 1 &&
           (clang.CXXConstructor_isCopyConstructor(callee) ||
            clang.CXXConstructor_isMoveConstructor(callee));
}

/* A default constructor that nobody wrote, of a class that has nothing to clean up. */
static bool does_nothing(struct c_lower *lower, CXCursor call)
{
    return clang.Cursor_getNumArguments(call) == 0 &&
           clang.CXXMethod_isDefaulted(clang.getCursorReferenced(call)) &&
           !ir_type_of(lower->unit, c_type_of(lower, call))->has_destructor;
}

void c_construct(struct c_lower *lower, CXCursor call, ir_id target)
{
    CXCursor callee = clang.getCursorReferenced(call);
    const struct c_callee *known = c_callee(lower, callee);
    CXType type = clang.getCanonicalType(clang.getCursorType(callee));
    int count = clang.Cursor_getNumArguments(call);
    ir_id *args = ARENA_ARRAY(lower->unit->arena, ir_id, count + 1);
    struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});

    args[0] = target;
    for (int i = 0; i < count; i++) {
        CXCursor argument = clang.Cursor_getArgument(call, (unsigned)i);
        bool by_reference = i < clang.getNumArgTypes(type) &&
                            c_is_reference(clang.getArgType(type, (unsigned)i));

        args[i + 1] = by_reference ? c_address(lower, argument) : c_operand(lower, argument);
    }
    op.text = known->name;
    op.function = known->function;
    op.flags = IR_METHOD | known->flags;
    op.args = args;
    op.arg_count = (uint32_t)count + 1;
    op.type = lower->type_void;
    c_emit(lower, &op, call);
}

/* --- temporaries --------------------------------------------------------------------------- */

ir_id c_materialise(struct c_lower *lower, CXCursor cursor)
{
    ir_id type = c_type_of(lower, cursor);
    ir_id variable = c_temporary(lower, type, c_range(lower, cursor));
    struct ir_place place = c_variable_place(variable);

    c_declare(lower, cursor, variable);
    c_initialise(lower, place, clang.getCursorType(cursor), cursor);
    if (ir_type_of(lower->unit, type)->has_destructor)
        *VEC_ADD(lower->unit->arena, &lower->frame->temporaries) = variable;
    return c_address_of(lower, cursor, place, type);
}

/* --- initialisers -------------------------------------------------------------------------- */

/* Below conversions that nobody wrote, and T(x) for what T's constructor does with x. */
static CXCursor below_wrappers(struct c_lower *lower, CXCursor cursor)
{
    for (;;) {
        CXCursor inner = c_strip(cursor);

        if (clang.getCursorKind(inner) == CXCursor_CXXFunctionalCastExpr &&
            c_is_record(lower, c_type_of(lower, inner))) {
            CXCursor child = c_only_child(inner);

            if (!is_null(child)) {
                cursor = child;
                continue;
            }
        }
        return inner;
    }
}

static ir_id zero(struct c_lower *lower, CXCursor cursor, ir_id type)
{
    ir_id value = c_const(lower, cursor, "0", type);

    ir_built(lower->frame->builder, value)->flags |= IR_CONSTANT;
    return value;
}

/* `{...}` for a scalar is its only element, or zero. */
static ir_id scalar_from_list(struct c_lower *lower, CXCursor list, ir_id type)
{
    CXCursor element = c_only_child(list);

    return is_null(element) ? zero(lower, list, type) : c_operand(lower, element);
}

static bool is_aggregate(const struct ir_type *type)
{
    return type->kind == IR_TYPE_RECORD || type->kind == IR_TYPE_ARRAY;
}

ir_id c_initialiser_list(struct c_lower *lower, CXCursor cursor)
{
    ir_id type = c_type_of(lower, cursor);
    struct c_children parts;
    ir_id args[C_INITIALISER_MAX];
    uint32_t count = 0;
    ir_id value;

    if (!is_aggregate(ir_type_of(lower->unit, type)) &&
        ir_type_of(lower->unit, type)->kind != IR_TYPE_VOID &&
        ir_type_of(lower->unit, type)->kind != IR_TYPE_DEPENDENT)
        return scalar_from_list(lower, cursor, type);
    parts = c_children(lower, cursor);
    for (size_t i = 0; i < parts.count && count < C_INITIALISER_MAX; i++) {
        if (is_expression(c_child(lower, parts, i)))
            args[count++] = c_operand(lower, c_child(lower, parts, i));
    }
    c_children_done(lower, parts);
    value = c_compute(lower, cursor, "{}", type, args, count);
    return value;
}

void c_initialise(struct c_lower *lower, struct ir_place place, CXType type, CXCursor initialiser)
{
    CXCursor inner;

    place.is_volatile |= clang.isVolatileQualifiedType(clang.getCanonicalType(type)) != 0;
    if (c_is_reference(type)) {
        c_store(lower, initialiser, place, c_address(lower, initialiser));
        return;
    }
    inner = lower->is_cxx ? below_wrappers(lower, initialiser) : initialiser;
    if (c_is_constructor_call(inner) && !copies_plainly(inner)) {
        if (!does_nothing(lower, inner))
            c_construct(lower, inner,
                        c_address_of(lower, inner, place, c_type(lower, type)));
        return;
    }
    if (clang.getCursorKind(inner) == CXCursor_StringLiteral)
        c_store(lower, initialiser, place, c_literal(lower, inner));
    else if (clang.getCursorKind(inner) == CXCursor_CallExpr && c_is_constructor_call(inner))
        c_store(lower, initialiser, place,
                c_operand(lower, clang.Cursor_getArgument(inner, 0)));
    else
        c_store(lower, initialiser, place, c_operand(lower, initialiser));
}

/* --- new, delete, throw -------------------------------------------------------------------- */

static ir_id call_operator(struct c_lower *lower, CXCursor cursor, const char *name, ir_id type,
                           const ir_id *args, uint32_t count)
{
    struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});

    op.text = name;
    op.type = type;
    op.args = args;
    op.arg_count = count;
    return c_emit(lower, &op, cursor);
}

static bool is_array_new(struct c_lower *lower, CXCursor cursor)
{
    struct slice text = c_text(lower, cursor);

    return text.length > 0 && memchr(text.at, '[', text.length) != NULL &&
           (!memchr(text.at, '(', text.length) ||
            memchr(text.at, '[', text.length) < memchr(text.at, '(', text.length));
}

/* The parts before a constructor are the size of an array, or where to put the object. */
ir_id c_new(struct c_lower *lower, CXCursor cursor)
{
    bool is_array = is_array_new(lower, cursor);
    ir_id type = c_type_of(lower, cursor);
    const struct ir_type *element = ir_type_of(lower->unit, ir_type_of(lower->unit, type)->element);
    struct c_children parts = c_children(lower, cursor);
    ir_id args[8], pointer;
    uint32_t count = 0;
    CXCursor value = {.kind = CXCursor_InvalidCode};
    bool is_record = element->kind == IR_TYPE_RECORD;

    for (size_t i = 0; i < parts.count && count < 8; i++) {
        CXCursor part = c_child(lower, parts, i);

        if (!is_expression(part))
            continue;
        if (i + 1 == parts.count && (c_is_constructor_call(c_strip(part)) ||
                                     (!is_array && !is_record) ||
                                     clang.getCursorKind(part) == CXCursor_InitListExpr))
            value = part;
        else
            args[count++] = c_operand(lower, part);
    }
    c_children_done(lower, parts);
    pointer = call_operator(lower, cursor, is_array ? "operator new[]" : "operator new", type,
                            args, count);
    if (!is_null(value))
        c_initialise(lower, c_base_place(pointer), clang.getCursorType(value), value);
    return pointer;
}

ir_id c_delete(struct c_lower *lower, CXCursor cursor)
{
    CXCursor operand = c_only_child(cursor);
    struct slice text = c_text(lower, cursor);
    bool is_array = text.length && memchr(text.at, '[', text.length) != NULL;
    const struct ir_type *type;
    ir_id pointer;

    if (is_null(operand))
        return c_const(lower, cursor, "delete", lower->type_void);
    pointer = c_operand(lower, operand);
    type = ir_type_of(lower->unit, c_type_of(lower, operand));
    if (ir_type_of(lower->unit, type->element)->has_destructor) {
        const char *last = strrchr(type->name, ':');
        struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});

        op.text = arena_printf(lower->unit->arena, "%s::~%s", type->name,
                               last ? last + 1 : type->name);
        op.flags = IR_METHOD | IR_IMPLICIT;
        op.type = lower->type_void;
        op.args = &pointer;
        op.arg_count = 1;
        c_emit(lower, &op, cursor);
    }
    return call_operator(lower, cursor, is_array ? "operator delete[]" : "operator delete",
                         lower->type_void, &pointer, 1);
}

ir_id c_throw(struct c_lower *lower, CXCursor cursor)
{
    CXCursor operand = c_only_child(cursor);
    struct ir_op op = ir_new_op(IR_RAISE, (struct ir_range){0});
    ir_id value;

    if (!is_null(operand)) {
        value = c_operand(lower, operand);
        op.args = &value;
        op.arg_count = 1;
    }
    op.targets = lower->frame->handlers.items;
    op.target_count = (uint32_t)lower->frame->handlers.count;
    c_emit(lower, &op, cursor);
    return IR_NONE;
}

/* --- this ---------------------------------------------------------------------------------- */

ir_id c_this(struct c_lower *lower, CXCursor cursor)
{
    struct c_frame *frame = lower->frame;
    struct ir_variable *variable;

    while (frame && frame->this_variable == IR_NONE)
        frame = frame->outer;
    if (!frame)
        return c_const(lower, cursor, "this", lower->type_address);
    variable = &lower->unit->variables[frame->this_variable];
    if (frame != lower->frame)
        variable->captured = true;
    return c_load(lower, cursor, c_variable_place(frame->this_variable), variable->type);
}

/* --- lambdas ------------------------------------------------------------------------------- */

/* `[x = value]`: a variable of its own, that starts with a value. */
static void init_capture(struct c_lower *lower, CXCursor capture)
{
    CXCursor declaration = clang.getCursorReferenced(capture);
    CXCursor initialiser = clang.Cursor_getVarDeclInitializer(declaration);

    if (clang.getCursorKind(declaration) != CXCursor_VarDecl || is_null(initialiser) ||
        c_offset(declaration, NULL) != c_offset(capture, NULL))
        return;
    c_declaration(lower, declaration);
}

static void note_captures(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);

    for (size_t i = 0; i < parts.count; i++) {
        CXCursor part = c_child(lower, parts, i);

        if (clang.getCursorKind(part) == CXCursor_VariableRef)
            init_capture(lower, part);
    }
    c_children_done(lower, parts);
}

/* Calls reach a lambda through operator() of its class. */
static void remember_closure(struct c_lower *lower, CXCursor cursor, ir_id function)
{
    CXCursor closure =
        clang.getTypeDeclaration(clang.getCanonicalType(clang.getCursorType(cursor)));
    char key[40];

    c_key(key, clang.getCanonicalCursor(closure));
    map_put(lower->functions, key, (void *)((uintptr_t)function + 1));
}

ir_id c_lambda(struct c_lower *lower, CXCursor cursor)
{
    struct c_pending pending = {.cursor = cursor, .outer = lower->frame};
    struct ir_op op = ir_new_op(IR_FUNC, (struct ir_range){0});
    unsigned flags = lower->frame->flags;

    note_captures(lower, cursor);
    pending.function = c_function_reserve(lower, cursor, lower->frame);
    remember_closure(lower, cursor, pending.function);
    c_function_lower(lower, &pending);
    lower->frame->flags = flags;
    op.text = lower->unit->functions[pending.function].name;
    op.function = pending.function;
    op.type = c_type_of(lower, cursor);
    return c_emit(lower, &op, cursor);
}
