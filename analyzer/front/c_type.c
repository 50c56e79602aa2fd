/* Types: libclang's become the IR's, each looked at once. */
#include <string.h>

#include "c_lower.h"

/* How deep the fields of a record are searched for one with a destructor. */
enum { DESTRUCTOR_DEPTH_MAX = 6 };

void c_types_prepare(struct c_lower *lower)
{
    struct ir_type type = {.kind = IR_TYPE_INTEGER, .name = "int", .size = 4, .element = IR_NONE};

    lower->type_int = ir_type_add(lower->unit, &type);
    type = (struct ir_type){.kind = IR_TYPE_BOOL, .name = "bool", .size = 1, .element = IR_NONE};
    lower->type_bool = ir_type_add(lower->unit, &type);
    type = (struct ir_type){.kind = IR_TYPE_VOID, .name = "void", .element = IR_NONE};
    lower->type_void = ir_type_add(lower->unit, &type);
    lower->type_address = c_pointer_to(lower, lower->type_void);
}

ir_id c_pointer_to(struct c_lower *lower, ir_id element)
{
    const struct ir_type *to = ir_type_of(lower->unit, element);
    struct ir_type type = {
        .kind = IR_TYPE_POINTER, .name = to->name, .size = sizeof(void *), .element = element};

    return ir_type_add(lower->unit, &type);
}

bool c_is_reference(CXType type)
{
    enum CXTypeKind kind = clang.getCanonicalType(type).kind;

    return kind == CXType_LValueReference || kind == CXType_RValueReference;
}

bool c_is_record(struct c_lower *lower, ir_id type)
{
    return ir_type_of(lower->unit, type)->kind == IR_TYPE_RECORD;
}

static enum ir_type_kind kind_of(enum CXTypeKind kind)
{
    switch (kind) {
    case CXType_Void: return IR_TYPE_VOID;
    case CXType_Bool: return IR_TYPE_BOOL;
    case CXType_Enum: return IR_TYPE_INTEGER;
    case CXType_Float: case CXType_Double: case CXType_LongDouble: case CXType_Float128:
    case CXType_Half: case CXType_Float16: case CXType_BFloat16: case CXType_Ibm128:
    case CXType_Complex: return IR_TYPE_FLOAT;
    case CXType_Pointer: case CXType_NullPtr: case CXType_BlockPointer:
    case CXType_MemberPointer: return IR_TYPE_POINTER;
    case CXType_LValueReference: case CXType_RValueReference: return IR_TYPE_REFERENCE;
    case CXType_ConstantArray: case CXType_IncompleteArray: case CXType_VariableArray:
    case CXType_DependentSizedArray: return IR_TYPE_ARRAY;
    case CXType_Record: return IR_TYPE_RECORD;
    case CXType_FunctionProto: case CXType_FunctionNoProto: return IR_TYPE_FUNCTION;
    case CXType_Dependent: case CXType_Auto: return IR_TYPE_DEPENDENT;
    default:
        return kind >= CXType_Char_U && kind <= CXType_Int128 ? IR_TYPE_INTEGER : IR_TYPE_UNKNOWN;
    }
}

/* --- does the end of an object's life run code? -------------------------------------------- */

static bool type_has_destructor(CXType type, int depth);

struct search {
    int depth;
    bool found;
};

static enum CXChildVisitResult look_for_destructor(CXCursor cursor, CXCursor parent,
                                                   CXClientData data)
{
    struct search *search = data;
    enum CXCursorKind kind = clang.getCursorKind(cursor);

    (void)parent;
    if (kind == CXCursor_Destructor)
        search->found = !clang.CXXMethod_isDefaulted(cursor);
    else if (kind == CXCursor_FieldDecl || kind == CXCursor_CXXBaseSpecifier)
        search->found = type_has_destructor(clang.getCursorType(cursor), search->depth - 1);
    return search->found ? CXChildVisit_Break : CXChildVisit_Continue;
}

/* libclang does not say whether a destructor is trivial: one that is written counts, and so does
 * one of a base or field.  Of a template's instance only the pattern can be looked at. */
static bool type_has_destructor(CXType type, int depth)
{
    CXCursor declaration, pattern;
    struct search search = {.depth = depth};

    type = clang.getCanonicalType(type);
    while (type.kind == CXType_ConstantArray)
        type = clang.getCanonicalType(clang.getArrayElementType(type));
    if (depth == 0 || (type.kind != CXType_Record && type.kind != CXType_Unexposed) ||
        clang.isPODType(type))
        return false;
    declaration = clang.getTypeDeclaration(type);
    if (clang.getCursorKind(declaration) == CXCursor_NoDeclFound)
        return false;
    pattern = clang.getSpecializedCursorTemplate(declaration);
    if (!clang.Cursor_isNull(pattern))
        declaration = clang.getCursorDefinition(pattern);
    clang.visitChildren(declaration, look_for_destructor, &search);
    return search.found;
}

/* --- names --------------------------------------------------------------------------------- */

/* C libraries hide these behind a typedef, and everybody calls them by it. */
static const char *common_name(const char *name)
{
    static const char *const names[][2] = {
        {"_IO_FILE", "FILE"}, {"__sFILE", "FILE"}, {"__dirstream", "DIR"}, {"_DIR", "DIR"}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i][0]) == 0)
            return names[i][1];
    }
    return name;
}

static const char *spelling(struct c_lower *lower, CXType type)
{
    return c_intern(lower, clang.getTypeSpelling(clang.getUnqualifiedType(type)));
}

static bool is_vector(enum CXTypeKind kind)
{
    return kind == CXType_Vector || kind == CXType_ExtVector;
}

/* A container whose end frees memory, and does nothing else. */
static bool holds_plain(const char *name, CXType canonical)
{
    static const char *const containers[] = {"std::vector", "std::array", "std::basic_string",
                                             "std::deque", "std::valarray"};
    bool is_container = false;

    for (size_t i = 0; i < sizeof containers / sizeof *containers; i++)
        is_container |= strcmp(name, containers[i]) == 0;
    return is_container && clang.Type_getNumTemplateArguments(canonical) > 0 &&
           !type_has_destructor(clang.Type_getTemplateArgumentAsType(canonical, 0),
                                DESTRUCTOR_DEPTH_MAX);
}

static void describe_record(struct c_lower *lower, CXType canonical, struct ir_type *type)
{
    CXCursor declaration = clang.getTypeDeclaration(canonical);

    type->name = common_name(c_qualified_name(lower, declaration));
    type->is_atomic = strcmp(type->name, "std::atomic") == 0;
    /* The destructor of std::future is that of a base whose pattern nobody can look at. */
    type->has_destructor =
        lower->is_cxx && (type_has_destructor(canonical, DESTRUCTOR_DEPTH_MAX) ||
                          strcmp(type->name, "std::future") == 0);
    type->holds_plain = lower->is_cxx && holds_plain(type->name, canonical);
}

/* A type that depends on a template's parameters is still the instance of a known class, or
 * nothing is known of it. */
static void describe_dependent(struct c_lower *lower, CXType canonical, struct ir_type *type)
{
    CXCursor declaration = clang.getTypeDeclaration(canonical);
    enum CXCursorKind kind = clang.getCursorKind(declaration);

    if (kind == CXCursor_ClassTemplate || kind == CXCursor_ClassDecl ||
        kind == CXCursor_StructDecl) {
        type->kind = IR_TYPE_RECORD;
        type->name = c_qualified_name(lower, declaration);
        type->has_destructor = type_has_destructor(canonical, DESTRUCTOR_DEPTH_MAX);
    } else {
        type->kind = IR_TYPE_DEPENDENT;
        type->name = spelling(lower, canonical);
    }
}

static CXType element_of(CXType type)
{
    switch (type.kind) {
    case CXType_Pointer: case CXType_LValueReference: case CXType_RValueReference:
    case CXType_BlockPointer:
        return clang.getPointeeType(type);
    default:
        return clang.getArrayElementType(type);
    }
}

static void describe(struct c_lower *lower, CXType canonical, struct ir_type *type)
{
    type->kind = kind_of(canonical.kind);
    if (canonical.kind == CXType_Unexposed) {
        describe_dependent(lower, canonical, type);
    } else if (type->kind == IR_TYPE_RECORD) {
        describe_record(lower, canonical, type);
    } else if (canonical.kind == CXType_Enum) {
        type->name = c_qualified_name(lower, clang.getTypeDeclaration(canonical));
    } else if (type->kind == IR_TYPE_POINTER || type->kind == IR_TYPE_REFERENCE ||
               type->kind == IR_TYPE_ARRAY) {
        CXType element = element_of(canonical);

        type->element = element.kind == CXType_Invalid ? IR_NONE : c_type(lower, element);
        type->name = ir_type_of(lower->unit, type->element)->name;
        if (type->element != IR_NONE && type->kind == IR_TYPE_ARRAY)
            type->has_destructor = ir_type_of(lower->unit, type->element)->has_destructor;
    } else {
        if (is_vector(canonical.kind))
            type->kind = kind_of(clang.getCanonicalType(clang.getElementType(canonical)).kind);
        type->name = type->kind == IR_TYPE_BOOL ? "bool" : spelling(lower, canonical);
    }
}

/* clang crashes when asked for the size of what is no type of an object. */
static bool has_size(const struct ir_type *type, CXType canonical)
{
    return type->kind != IR_TYPE_UNKNOWN && type->kind != IR_TYPE_DEPENDENT &&
           type->kind != IR_TYPE_FUNCTION && type->kind != IR_TYPE_VOID &&
           canonical.kind != CXType_Unexposed && canonical.kind != CXType_DependentSizedArray;
}

static ir_id make_type(struct c_lower *lower, CXType canonical)
{
    struct ir_type type = {.element = IR_NONE, .name = ""};
    long long size;

    type.is_const = clang.isConstQualifiedType(canonical);
    type.is_volatile = clang.isVolatileQualifiedType(canonical);
    if (canonical.kind == CXType_Atomic) {
        CXType value = clang.getCanonicalType(clang.Type_getValueType(canonical));

        describe(lower, value, &type);
        type.is_atomic = true;
    } else {
        describe(lower, canonical, &type);
    }
    size = has_size(&type, canonical) ? clang.Type_getSizeOf(canonical) : 0;
    type.size = size > 0 ? (uint64_t)size : 0;
    if (type.kind == IR_TYPE_REFERENCE)
        type.size = sizeof(void *);
    return ir_type_add(lower->unit, &type);
}

/* libclang keeps one canonical type per type: its address and qualifiers name it. */
ir_id c_type(struct c_lower *lower, CXType type)
{
    CXType canonical = clang.getCanonicalType(type);
    char key[C_KEY_SIZE];
    ir_id made;
    uintptr_t known;

    if (canonical.kind == CXType_Invalid)
        return IR_NONE;
    c_address_key(key, canonical.data[0]);
    known = (uintptr_t)map_get(lower->types, key);
    if (known)
        return (ir_id)(known - 1);
    made = make_type(lower, canonical);
    map_put(lower->types, key, (void *)((uintptr_t)made + 1));
    return made;
}

/* libclang shows a parameter `int a[]` with the type that was written: it is a pointer. */
ir_id c_type_of(struct c_lower *lower, CXCursor cursor)
{
    ir_id type = c_type(lower, clang.getCursorType(cursor));
    enum CXCursorKind kind = clang.getCursorKind(cursor);

    if (ir_type_of(lower->unit, type)->kind != IR_TYPE_ARRAY)
        return type;
    if (kind == CXCursor_DeclRefExpr)
        kind = clang.getCursorKind(clang.getCursorReferenced(cursor));
    if (kind == CXCursor_ParmDecl)
        return c_pointer_to(lower, ir_type_of(lower->unit, type)->element);
    return type;
}
