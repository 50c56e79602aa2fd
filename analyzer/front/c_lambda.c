/* Lambdas, and the `this` that they and methods see. */
#include <ctype.h>
#include <string.h>

#include "c_lower.h"

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

/* `[x = value]`: a variable of its own, that starts with a value. */
static void init_capture(struct c_lower *lower, CXCursor capture)
{
    CXCursor declaration = clang.getCursorReferenced(capture);
    CXCursor initialiser = clang.Cursor_getVarDeclInitializer(declaration);

    if (clang.getCursorKind(declaration) != CXCursor_VarDecl || c_is_null(initialiser) ||
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
    char key[C_KEY_SIZE];

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

/* --- copies --------------------------------------------------------------------------------- */

/* What stands between `[` and the body, where the user wrote it in this file; else empty. */
static struct slice head_of(const struct c_lower *lower, const struct c_frame *frame)
{
    CXFile file, body_file;
    unsigned from = c_offset(frame->cursor, &file), to = c_offset(frame->body, &body_file);
    const char *text = lower->unit->source + from;

    if (!clang.File_isEqual(file, lower->file) || !clang.File_isEqual(body_file, lower->file) ||
        to <= from || to > lower->unit->source_length || *text != '[')
        return (struct slice){"", 0};
    return (struct slice){text, to - from};
}

static struct slice trimmed(const char *from, const char *to)
{
    while (from < to && isspace((unsigned char)*from))
        from++;
    while (to > from && isspace((unsigned char)to[-1]))
        to--;
    return (struct slice){from, (size_t)(to - from)};
}

/* Goes through `[a, &b, =]`.  What is named decides, else the default. */
static bool is_listed(struct slice list, const char *name)
{
    const char *end = list.at + list.length;
    bool by_default = false;

    for (const char *at = list.at; at < end;) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        struct slice item = trimmed(at, comma ? comma : end);

        if (slice_is(item, name))
            return true;
        if (item.length && item.at[0] == '&' &&
            slice_is(trimmed(item.at + 1, item.at + item.length), name))
            return false;
        by_default |= slice_is(item, "=");
        at = comma ? comma + 1 : end;
    }
    return by_default;
}

bool c_lambda_copies(const struct c_lower *lower, const struct c_frame *frame, const char *name)
{
    struct slice head = {"", 0};
    const char *close;

    if (clang.getCursorKind(frame->cursor) == CXCursor_LambdaExpr)
        head = head_of(lower, frame);
    close = memchr(head.at, ']', head.length);
    return close && memmem(close, head.length - (size_t)(close - head.at), "mutable", 7) &&
           is_listed((struct slice){head.at + 1, (size_t)(close - head.at - 1)}, name);
}
