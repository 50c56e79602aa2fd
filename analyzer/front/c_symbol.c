/* What declarations have become: variables, functions that are called, functions of the unit. */
#include <string.h>

#include "c_lower.h"

/* --- variables ----------------------------------------------------------------------------- */

static enum ir_storage storage_of(struct c_lower *lower, CXCursor declaration)
{
    enum CXCursorKind scope = clang.getCursorKind(clang.getCursorSemanticParent(declaration));
    enum CX_StorageClass storage = clang.Cursor_getStorageClass(declaration);
    bool global = scope == CXCursor_TranslationUnit || scope == CXCursor_Namespace ||
                  scope == CXCursor_LinkageSpec;

    if (clang.getCursorKind(declaration) == CXCursor_ParmDecl)
        return IR_PARAMETER;
    if (global || storage == CX_SC_Extern || scope == CXCursor_ClassDecl ||
        scope == CXCursor_StructDecl || scope == CXCursor_ClassTemplate)
        return clang.getCursorLinkage(declaration) == CXLinkage_Internal && !lower->unit->is_header
                   ? IR_FILE_STATIC
                   : IR_GLOBAL;
    return storage == CX_SC_Static ? IR_STATIC_LOCAL : IR_LOCAL;
}

struct attributes {
    struct c_lower *lower;
    bool unused;
};

static enum CXChildVisitResult look_for_unused(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct attributes *attributes = data;

    (void)parent;
    if (clang.getCursorKind(cursor) == CXCursor_UnexposedAttr &&
        c_attribute_says(attributes->lower, cursor, "unused"))
        attributes->unused = true;
    return CXChildVisit_Continue;
}

static bool is_scalar(const struct ir_type *type)
{
    return type->kind == IR_TYPE_INTEGER || type->kind == IR_TYPE_FLOAT ||
           type->kind == IR_TYPE_BOOL || type->kind == IR_TYPE_POINTER;
}

/* Whether a variable that lives from the start begins with something other than zero. */
static bool starts_nonzero(CXCursor initialiser, const struct ir_type *type)
{
    double value;

    if (clang.Cursor_isNull(initialiser))
        return false;
    return !is_scalar(type) || !c_evaluate(initialiser, &value) || value < 0 || value > 0;
}

static void add_variable(struct c_lower *lower, CXCursor declaration, struct c_symbol *symbol)
{
    CXType type = clang.getCursorType(declaration);
    CXCursor initialiser = clang.Cursor_getVarDeclInitializer(declaration);
    struct ir_variable variable = {
        .name = c_intern(lower, clang.getCursorSpelling(declaration)),
        .storage = storage_of(lower, declaration),
        .type = c_type_of(lower, declaration),
        .function = IR_NONE,
        .at = c_range(lower, declaration),
    };
    const struct ir_type *described = ir_type_of(lower->unit, variable.type);
    struct attributes attributes = {.lower = lower};

    variable.is_volatile = described->is_volatile;
    variable.is_const = described->is_const;
    variable.is_atomic = described->is_atomic;
    if (variable.storage >= IR_FILE_STATIC)
        variable.name = c_qualified_name(lower, declaration);
    else if (lower->frame)
        variable.function = lower->frame->function;
    clang.visitChildren(declaration, look_for_unused, &attributes);
    variable.marked_unused = attributes.unused;
    if (variable.storage >= IR_STATIC_LOCAL)
        variable.has_initialiser = starts_nonzero(initialiser, described);
    symbol->is_reference = c_is_reference(type);
    if (variable.is_const && !variable.is_volatile && is_scalar(described) &&
        described->kind != IR_TYPE_POINTER && !clang.Cursor_isNull(initialiser))
        symbol->has_constant = c_evaluate(initialiser, &symbol->constant);
    symbol->variable = ir_variable_add(lower->unit, &variable);
}

/* A variable of another function that is still open is captured by this one. */
static void note_use(struct c_lower *lower, const struct c_symbol *symbol)
{
    struct ir_variable *variable = &lower->unit->variables[symbol->variable];

    if (variable->function != IR_NONE && lower->frame &&
        variable->function != lower->frame->function)
        variable->captured = true;
}

/* The frame of the lambda that has a copy of a variable of a function around it, or NULL. */
static struct c_frame *copier(const struct c_lower *lower, const struct ir_variable *variable)
{
    if (variable->function == IR_NONE || variable->storage >= IR_STATIC_LOCAL)
        return NULL;
    for (struct c_frame *frame = lower->frame; frame && frame->function != variable->function;
         frame = frame->outer)
        if (c_lambda_copies(lower, frame, variable->name))
            return frame;
    return NULL;
}

/* A copy belongs to the lambda, and lives from one call of it to the next. */
static const struct c_symbol *copy_in(struct c_lower *lower, struct c_frame *frame,
                                      const struct c_symbol *of)
{
    struct ir_variable variable = lower->unit->variables[of->variable];
    struct c_symbol *symbol;

    for (size_t i = 0; i < frame->copies.count; i++)
        if (frame->copies.items[i].of == of->variable)
            return frame->copies.items[i].symbol;
    variable.storage = IR_STATIC_LOCAL;
    variable.function = frame->function;
    variable.captured = false;
    variable.has_initialiser = true;
    symbol = ARENA_NEW(lower->unit->arena, struct c_symbol);
    *symbol = *of;
    symbol->variable = ir_variable_add(lower->unit, &variable);
    *VEC_ADD(lower->unit->arena, &frame->copies) = (struct c_copy){of->variable, symbol};
    return symbol;
}

static struct c_symbol *find_or_add(struct c_lower *lower, CXCursor declaration)
{
    struct c_symbol *symbol;
    char key[C_KEY_SIZE];

    declaration = clang.getCanonicalCursor(declaration);
    c_key(key, declaration);
    symbol = map_get(lower->symbols, key);
    if (!symbol) {
        symbol = ARENA_NEW(lower->unit->arena, struct c_symbol);
        symbol->field = "";
        add_variable(lower, declaration, symbol);
        map_put(lower->symbols, key, symbol);
    }
    note_use(lower, symbol);
    return symbol;
}

const struct c_symbol *c_symbol(struct c_lower *lower, CXCursor declaration)
{
    const struct c_symbol *symbol = find_or_add(lower, declaration);
    struct c_frame *frame = symbol->is_reference
                                ? NULL
                                : copier(lower, &lower->unit->variables[symbol->variable]);

    return frame ? copy_in(lower, frame, symbol) : symbol;
}

const struct c_symbol *c_symbol_binding(struct c_lower *lower, CXCursor declaration)
{
    struct c_symbol *whole = find_or_add(lower, declaration);
    struct c_children parts = c_children(lower, declaration);
    char key[C_KEY_SIZE];

    for (size_t i = 0; i < parts.count; i++) {
        CXCursor part = c_child(lower, parts, i);
        struct c_symbol *symbol;

        if (clang.getCursorKind(part) != CXCursor_UnexposedDecl)
            continue;
        symbol = ARENA_NEW(lower->unit->arena, struct c_symbol);
        *symbol = *whole;
        symbol->field = c_intern(lower, clang.getCursorSpelling(part));
        c_key(key, clang.getCanonicalCursor(part));
        map_put(lower->symbols, key, symbol);
    }
    c_children_done(lower, parts);
    return whole;
}

ir_id c_temporary(struct c_lower *lower, ir_id type, struct ir_range at)
{
    struct ir_variable variable = {.name = "",
                                   .storage = IR_LOCAL,
                                   .type = type,
                                   .function = lower->frame->function,
                                   .at = at};

    return ir_variable_add(lower->unit, &variable);
}

/* --- functions ----------------------------------------------------------------------------- */

ir_id c_function_of(struct c_lower *lower, CXCursor definition)
{
    char key[C_KEY_SIZE];

    c_key(key, clang.getCanonicalCursor(definition));
    return (ir_id)((uintptr_t)map_get(lower->functions, key) - 1);
}

/* A function template's cursor and that of the function in it are two: calls reach the latter. */
static CXCursor pattern_of(CXCursor function)
{
    CXCursor pattern = clang.getSpecializedCursorTemplate(function);

    return clang.Cursor_isNull(pattern) ? function : pattern;
}

static bool is_of_user(struct c_lower *lower, CXCursor definition)
{
    CXFile file = NULL;
    char key[C_KEY_SIZE];
    uintptr_t known;

    clang.getFileLocation(clang.getCursorLocation(definition), &file, NULL, NULL, NULL);
    if (!file)
        return false;
    c_address_key(key, file);
    known = (uintptr_t)map_get(lower->users_files, key);
    if (!known) {
        known = 1 + c_is_of_user(lower->from, file);
        map_put(lower->users_files, key, (void *)known);
    }
    return known == 2;
}

/* Functions of the file were reserved before; those of the user's headers are when called, up to a
 * number: a library that is all headers is not what is measured. */
static ir_id callee_function(struct c_lower *lower, CXCursor function)
{
    CXCursor pattern = pattern_of(function);
    ir_id known = c_function_of(lower, pattern);
    CXCursor definition;

    if (known != IR_NONE)
        return known;
    definition = clang.getCursorDefinition(pattern);
    if (clang.Cursor_isNull(definition) || !is_of_user(lower, definition))
        return IR_NONE;
    known = c_function_of(lower, definition);
    if (known != IR_NONE)
        return known;
    if (lower->header_functions++ >= C_HEADER_FUNCTIONS_MAX)
        return IR_NONE;
    return c_function_reserve(lower, definition, NULL);
}

struct callee_attributes {
    struct c_lower *lower;
    unsigned flags;
};

static enum CXChildVisitResult look_at_attribute(CXCursor cursor, CXCursor parent,
                                                 CXClientData data)
{
    struct callee_attributes *attributes = data;

    (void)parent;
    switch (clang.getCursorKind(cursor)) {
    case CXCursor_PureAttr: case CXCursor_ConstAttr:
        attributes->flags |= IR_PURE;
        break;
    case CXCursor_UnexposedAttr:
        if (c_attribute_says(attributes->lower, cursor, "oreturn"))
            attributes->flags |= IR_NO_RETURN;
        break;
    default:
        break;
    }
    return CXChildVisit_Continue;
}

static bool is_vector(CXType type)
{
    enum CXTypeKind kind = clang.getCanonicalType(type).kind;

    return kind == CXType_Vector || kind == CXType_ExtVector;
}

/* An intrinsic on vectors that yields a value: those of compilers' own headers, and builtins, do
 * nothing but read what they are given, unless they are given something to write to. */
static bool is_vector_intrinsic(CXCursor function, const char *name)
{
    CXType type = clang.getCursorType(function);
    bool vectors = is_vector(clang.getResultType(type));
    int count = clang.getNumArgTypes(type);

    if (clang.getResultType(type).kind == CXType_Void ||
        (strncmp(name, "__builtin_", strlen("__builtin_")) != 0 &&
         !clang.Location_isInSystemHeader(clang.getCursorLocation(function))))
        return false;
    for (int i = 0; i < count; i++) {
        CXType parameter = clang.getCanonicalType(clang.getArgType(type, (unsigned)i));

        vectors |= is_vector(parameter);
        if (parameter.kind == CXType_Pointer &&
            !clang.isConstQualifiedType(clang.getPointeeType(parameter)))
            return false;
        if (parameter.kind == CXType_Record || parameter.kind == CXType_LValueReference ||
            parameter.kind == CXType_RValueReference)
            return false;
    }
    return vectors;
}

/* GNU's noreturn is a part of the function's type, the standard ones are attributes. */
static unsigned callee_flags(struct c_lower *lower, CXCursor function)
{
    struct callee_attributes attributes = {.lower = lower};
    CXString type = clang.getTypeSpelling(clang.getCursorType(function));
    const char *text = clang.getCString(type);

    if (text && strstr(text, "noreturn"))
        attributes.flags |= IR_NO_RETURN;
    clang.disposeString(type);
    clang.visitChildren(function, look_at_attribute, &attributes);
    return attributes.flags;
}

const struct c_callee *c_callee(struct c_lower *lower, CXCursor function)
{
    struct c_callee *callee;
    char key[C_KEY_SIZE];

    c_key(key, function);
    callee = map_get(lower->callees, key);
    if (callee)
        return callee;
    callee = ARENA_NEW(lower->unit->arena, struct c_callee);
    map_put(lower->callees, key, callee);
    callee->name = c_qualified_name(lower, function);
    callee->flags = callee_flags(lower, function);
    if (is_vector_intrinsic(function, callee->name))
        callee->flags |= IR_PURE;
    callee->function = callee_function(lower, function);
    return callee;
}
