/* One function: its header, its parameters, a constructor's initialisers, its body. */
#include <string.h>

#include "c_lower.h"

static bool is_method(CXCursor cursor)
{
    CXCursor scope = clang.getCursorSemanticParent(cursor);

    switch (clang.getCursorKind(scope)) {
    case CXCursor_ClassDecl: case CXCursor_StructDecl: case CXCursor_UnionDecl:
    case CXCursor_ClassTemplate: case CXCursor_ClassTemplatePartialSpecialization:
        return clang.getCursorKind(cursor) != CXCursor_LambdaExpr;
    default:
        return false;
    }
}

static struct ir_range name_range(struct c_lower *lower, CXCursor cursor)
{
    CXSourceLocation location = clang.getCursorLocation(cursor);
    CXString name = clang.getCursorSpelling(cursor);
    struct ir_range at = c_range_between(lower, clang.getRange(location, location));

    if (at.line) {
        at.end_line = at.line;
        at.end_column = at.column + (uint32_t)strcspn(clang.getCString(name), "<");
    }
    clang.disposeString(name);
    return at;
}

/* The attributes' names as written: "noinline", "__always_inline__". */
struct attribute_list {
    struct c_lower *lower;
    VEC(const char *) names;
    bool is_pure, is_const, is_noinline, is_kernel;
};

static const char *attribute_name(struct c_lower *lower, CXCursor cursor)
{
    struct slice text = c_text_anywhere(lower, cursor);
    size_t length = 0;

    while (length < text.length && text.at[length] != '(' && text.at[length] != ' ')
        length++;
    while (length > 4 && memcmp(text.at, "__", 2) == 0 &&
           memcmp(text.at + length - 2, "__", 2) == 0) {
        text.at += 2;
        length -= 4;
    }
    return map_intern(lower->unit->names, text.at, length);
}

static enum CXChildVisitResult add_attribute(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct attribute_list *list = data;
    enum CXCursorKind kind = clang.getCursorKind(cursor);

    (void)parent;
    if (kind < CXCursor_FirstAttr || kind > CXCursor_LastAttr ||
        kind == CXCursor_CXXOverrideAttr || kind == CXCursor_CXXFinalAttr)
        return CXChildVisit_Continue;
    if (kind == CXCursor_UnexposedAttr)
        list->is_noinline |= c_attribute_says(list->lower, cursor, "noinline");
    list->is_pure |= kind == CXCursor_PureAttr;
    list->is_const |= kind == CXCursor_ConstAttr;
    list->is_kernel |= kind == CXCursor_CUDAGlobalAttr;
    *VEC_ADD(list->lower->unit->arena, &list->names) = attribute_name(list->lower, cursor);
    return CXChildVisit_Continue;
}

static void describe_attributes(struct c_lower *lower, CXCursor cursor, struct ir_function *header)
{
    struct attribute_list list = {.lower = lower};

    clang.visitChildren(cursor, add_attribute, &list);
    header->decorators = list.names.items;
    header->decorator_count = (uint32_t)list.names.count;
    header->is_pure = list.is_pure;
    header->is_const = list.is_const;
    header->is_noinline = list.is_noinline;
    header->is_cuda_kernel = list.is_kernel;
}

static bool is_template(CXCursor cursor)
{
    for (int i = 0; i < 8 && !clang.Cursor_isNull(cursor); i++) {
        enum CXCursorKind kind = clang.getCursorKind(cursor);

        if (kind == CXCursor_FunctionTemplate || kind == CXCursor_ClassTemplate ||
            kind == CXCursor_ClassTemplatePartialSpecialization)
            return true;
        if (kind == CXCursor_TranslationUnit)
            return false;
        cursor = clang.getCursorSemanticParent(cursor);
    }
    return false;
}

static bool is_constructor(CXCursor cursor)
{
    enum CXCursorKind kind = clang.getCursorKind(cursor);

    return kind == CXCursor_Constructor ||
           (kind == CXCursor_FunctionTemplate &&
            clang.getTemplateCursorKind(cursor) == CXCursor_Constructor);
}

static void describe_function(struct c_lower *lower, CXCursor cursor, struct ir_function *header)
{
    enum CXCursorKind kind = clang.getCursorKind(cursor);
    CXType result = clang.getCursorResultType(cursor);

    header->name = c_qualified_name(lower, cursor);
    header->at = name_range(lower, cursor);
    header->type = c_type(lower, result);
    header->is_method = is_method(cursor);
    if (header->is_method)
        header->class_name = c_qualified_name(lower, clang.getCursorSemanticParent(cursor));
    header->is_static = clang.getCursorLinkage(cursor) == CXLinkage_Internal &&
                        !lower->unit->is_header;
    header->is_inline = clang.Cursor_isFunctionInlined(cursor);
    header->is_template = is_template(cursor);
    header->is_constructor = is_constructor(cursor);
    header->is_destructor = kind == CXCursor_Destructor;
    header->is_noreturn = c_callee(lower, cursor)->flags & IR_NO_RETURN;
    describe_attributes(lower, cursor, header);
}

static void describe_lambda(struct c_lower *lower, CXCursor cursor, struct c_frame *outer,
                            struct ir_function *header)
{
    const char *name = outer ? lower->unit->functions[outer->function].name : "<module>";
    struct strbuf text = {0};

    strbuf_printf(&text, "%s::(lambda)", name);
    header->name = map_intern(lower->unit->names, text.text, text.length);
    strbuf_release(&text);
    header->at = c_range(lower, cursor);
    header->type = IR_NONE;
    header->is_lambda = true;
    header->is_static = true;
}

ir_id c_function_reserve(struct c_lower *lower, CXCursor definition, struct c_frame *outer)
{
    struct ir_function header = {.name = "", .parent = IR_NONE, .type = IR_NONE};
    struct c_pending *pending;
    char key[C_KEY_SIZE];
    ir_id function = ir_function_add(lower->unit, &header);

    /* Known before it is described: describing asks for its callee entry. */
    c_key(key, clang.getCanonicalCursor(definition));
    map_put(lower->functions, key, (void *)((uintptr_t)function + 1));
    if (clang.getCursorKind(definition) == CXCursor_LambdaExpr)
        describe_lambda(lower, definition, outer, &header);
    else
        describe_function(lower, definition, &header);
    header.parent = outer ? outer->function : IR_NONE;
    header.extent = c_range(lower, definition);
    header.file = c_other_file(lower, clang.getCursorLocation(definition));
    header.has_gap = header.file && c_missing_within(lower, definition);
    lower->unit->functions[function] = header;
    if (!outer) {
        pending = VEC_ADD(lower->unit->arena, &lower->pending);
        pending->cursor = definition;
        pending->function = function;
    }
    return function;
}

/* --- lowering ------------------------------------------------------------------------------ */

static void add_parameter(struct c_lower *lower, CXCursor cursor, ir_id variable, ir_id *list,
                          uint32_t *count)
{
    struct ir_op op = ir_new_op(IR_PARAM, (struct ir_range){0});

    lower->unit->variables[variable].function = lower->frame->function;
    op.place = c_variable_place(variable);
    c_emit(lower, &op, cursor);
    list[(*count)++] = variable;
}

static ir_id this_type(struct c_lower *lower, CXCursor cursor)
{
    CXCursor scope = clang.getCursorSemanticParent(cursor);
    CXType type = clang.getCursorType(scope);
    struct ir_type described = {.kind = IR_TYPE_RECORD, .element = IR_NONE};

    if (type.kind != CXType_Invalid)
        return c_pointer_to(lower, c_type(lower, type));
    described.name = c_qualified_name(lower, scope);
    return c_pointer_to(lower, ir_type_add(lower->unit, &described));
}

static void add_this(struct c_lower *lower, CXCursor cursor, ir_id *list, uint32_t *count)
{
    struct ir_variable variable = {.name = "this", .storage = IR_PARAMETER};

    variable.type = this_type(lower, cursor);
    variable.at = c_range(lower, cursor);
    lower->frame->this_variable = ir_variable_add(lower->unit, &variable);
    add_parameter(lower, cursor, lower->frame->this_variable, list, count);
}

static void add_parameters(struct c_lower *lower, CXCursor cursor, struct c_children parts)
{
    ir_id *list = ARENA_ARRAY(lower->unit->arena, ir_id, parts.count + 1);
    uint32_t count = 0;
    struct ir_function *function;

    if (is_method(cursor) && !clang.CXXMethod_isStatic(cursor))
        add_this(lower, cursor, list, &count);
    for (size_t i = 0; i < parts.count; i++) {
        CXCursor part = c_child(lower, parts, i);

        if (clang.getCursorKind(part) == CXCursor_ParmDecl)
            add_parameter(lower, part, c_symbol(lower, part)->variable, list, &count);
    }
    function = &lower->unit->functions[lower->frame->function];
    function->parameters = list;
    function->parameter_count = count;
}

static struct ir_place member_place(struct c_lower *lower, CXCursor at, CXCursor member)
{
    struct ir_place place = c_base_place(c_this(lower, at));

    place.field = c_intern(lower, clang.getCursorSpelling(member));
    return place;
}

static bool is_initialised(struct c_lower *lower, struct c_children parts, CXCursor field)
{
    for (size_t i = 0; i < parts.count; i++) {
        CXCursor part = c_child(lower, parts, i);

        if (clang.getCursorKind(part) == CXCursor_MemberRef &&
            clang.equalCursors(clang.getCursorReferenced(part), field))
            return true;
    }
    return false;
}

/* The `= value` or `{value}` of a member's declaration: its last expression, but a bit-field's
 * width. */
static CXCursor own_initialiser(struct c_lower *lower, CXCursor field)
{
    struct c_children parts = c_children(lower, field);
    CXCursor last = parts.count ? c_child(lower, parts, parts.count - 1)
                                : (CXCursor){.kind = CXCursor_InvalidCode};
    bool found = parts.count && c_is_expression(last) &&
                 clang.getFieldDeclBitWidth(field) < 0 &&
                 clang.getCursorType(field).kind != CXType_ConstantArray;

    c_children_done(lower, parts);
    return found ? last : (CXCursor){.kind = CXCursor_InvalidCode};
}

bool c_has_default_initialisers(struct c_lower *lower, CXCursor constructor)
{
    struct c_children members = c_children(lower, clang.getCursorSemanticParent(constructor));
    bool found = false;

    for (size_t i = 0; i < members.count && !found; i++) {
        CXCursor field = c_child(lower, members, i);

        found = clang.getCursorKind(field) == CXCursor_FieldDecl &&
                clang.getCursorKind(own_initialiser(lower, field)) != CXCursor_InvalidCode;
    }
    c_children_done(lower, members);
    return found;
}

/* Members that say by themselves what they start with, where the constructor does not say it. */
static void default_initialisers(struct c_lower *lower, CXCursor constructor,
                                 struct c_children parts)
{
    struct c_children members = c_children(lower, clang.getCursorSemanticParent(constructor));

    for (size_t i = 0; i < members.count; i++) {
        CXCursor field = c_child(lower, members, i), initialiser;
        size_t mark = lower->frame->temporaries.count;

        if (clang.getCursorKind(field) != CXCursor_FieldDecl ||
            is_initialised(lower, parts, field))
            continue;
        initialiser = own_initialiser(lower, field);
        if (clang.getCursorKind(initialiser) == CXCursor_InvalidCode)
            continue;
        c_initialise(lower, member_place(lower, initialiser, field), clang.getCursorType(field),
                     initialiser);
        c_full_expression_end(lower, mark, initialiser);
    }
    c_children_done(lower, members);
}

/* `X() : X(7)`: the other constructor does it all. */
static bool is_delegating(struct c_lower *lower, CXCursor constructor, struct c_children parts)
{
    CXCursor class = clang.getCursorSemanticParent(constructor);

    for (size_t i = 0; i < parts.count; i++) {
        CXCursor call = c_strip(c_child(lower, parts, i));

        if (c_is_constructor_call(call) &&
            clang.equalCursors(clang.getCursorSemanticParent(clang.getCursorReferenced(call)),
                               class))
            return true;
    }
    return false;
}

/* `: X(value)` in a template: which constructor of which class runs is not known yet. */
static void construct_unknown(struct c_lower *lower, CXCursor part)
{
    struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});
    ir_id args[2] = {c_this(lower, part), c_operand(lower, part)};

    op.text = "?";
    op.flags = IR_METHOD | IR_DEPENDENT;
    op.type = lower->type_void;
    op.args = args;
    op.arg_count = 2;
    c_emit(lower, &op, part);
}

/* What stands between the parameters and the body: `member(value)`, `Base(value)`. */
static void constructor_initialisers(struct c_lower *lower, CXCursor constructor,
                                     struct c_children parts)
{
    CXCursor member = {.kind = CXCursor_InvalidCode};

    if (!clang.CXXConstructor_isCopyConstructor(constructor) &&
        !clang.CXXConstructor_isMoveConstructor(constructor) &&
        !is_delegating(lower, constructor, parts))
        default_initialisers(lower, constructor, parts);
    for (size_t i = 0; i < parts.count; i++) {
        CXCursor part = c_child(lower, parts, i);
        enum CXCursorKind kind = clang.getCursorKind(part);
        size_t mark = lower->frame->temporaries.count;

        if (kind == CXCursor_MemberRef) {
            member = part;
        } else if (kind >= CXCursor_FirstExpr && kind <= CXCursor_LastExpr) {
            if (clang.getCursorKind(member) == CXCursor_MemberRef)
                c_initialise(lower, member_place(lower, part, member),
                             clang.getCursorType(member), part);
            else if (c_is_constructor_call(c_strip(part)))
                c_construct(lower, c_strip(part), c_this(lower, part));
            else if (clang.getCursorType(part).kind == CXType_Invalid)
                construct_unknown(lower, part);
            member.kind = CXCursor_InvalidCode;
            c_full_expression_end(lower, mark, part);
        }
    }
}

static CXCursor body_of(struct c_lower *lower, struct c_children parts)
{
    for (size_t i = parts.count; i > 0; i--) {
        CXCursor part = c_child(lower, parts, i - 1);
        enum CXCursorKind kind = clang.getCursorKind(part);

        if (kind == CXCursor_CompoundStmt || kind == CXCursor_CXXTryStmt)
            return part;
    }
    return (CXCursor){.kind = CXCursor_InvalidCode};
}

static void return_at_end(struct c_lower *lower, CXCursor cursor)
{
    struct ir_op op = ir_new_op(IR_RETURN, (struct ir_range){0});

    if (ir_block_ended(lower->frame->builder))
        return;
    op.flags = IR_IMPLICIT;
    (void)cursor;
    ir_emit(lower->frame->builder, &op);
}

void c_function_lower(struct c_lower *lower, const struct c_pending *pending)
{
    struct c_frame frame;
    CXCursor cursor = pending->cursor;
    struct c_children parts;
    unsigned depth = lower->depth;

    c_frame_open(lower, &frame, pending->function);
    frame.cursor = cursor;
    parts = c_children(lower, cursor);
    frame.body = body_of(lower, parts);
    add_parameters(lower, cursor, parts);
    if (is_constructor(cursor))
        constructor_initialisers(lower, cursor, parts);
    lower->unit->functions[pending->function].is_of_header =
        c_is_spelled_elsewhere(lower, frame.body);
    if (clang.getCursorKind(frame.body) != CXCursor_InvalidCode)
        c_statement(lower, frame.body);
    return_at_end(lower, cursor);
    c_children_done(lower, parts);
    c_frame_close(lower, &frame);
    lower->depth = depth;
}
