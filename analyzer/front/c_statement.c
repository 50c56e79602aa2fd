/* Statements, but loops, switch, try and asm. */
#include <string.h>

#include "c_lower.h"

/* --- declarations -------------------------------------------------------------------------- */

/* What a reference binds to lives as long as the reference. */
static void extend_lives(struct c_lower *lower, size_t mark)
{
    struct c_frame *frame = lower->frame;

    for (size_t i = mark; i < frame->temporaries.count; i++)
        *VEC_ADD(lower->unit->arena, &frame->alive) = frame->temporaries.items[i];
    frame->temporaries.count = mark;
}

static CXCursor initialiser_of(struct c_lower *lower, CXCursor declaration)
{
    struct c_children parts;
    CXCursor found = {.kind = CXCursor_InvalidCode};

    if (clang.getCursorKind(declaration) == CXCursor_VarDecl)
        return clang.Cursor_getVarDeclInitializer(declaration);
    parts = c_children(lower, declaration); /* [a, b] = ... */
    for (size_t i = 0; i < parts.count; i++) {
        if (c_is_expression(c_child(lower, parts, i)))
            found = c_child(lower, parts, i);
    }
    c_children_done(lower, parts);
    return found;
}

/* A static local starts once, before anything that is measured, unless C++ runs code for it. */
static bool starts_at_run_time(struct c_lower *lower, const struct ir_variable *variable)
{
    return variable->storage == IR_LOCAL ||
           (variable->storage == IR_STATIC_LOCAL && lower->is_cxx && !variable->is_const);
}

static void declare_variable(struct c_lower *lower, CXCursor declaration,
                             const struct c_symbol *symbol)
{
    struct ir_variable variable = lower->unit->variables[symbol->variable];
    CXCursor initialiser = initialiser_of(lower, declaration);
    size_t mark = lower->frame->temporaries.count;

    if (variable.storage == IR_LOCAL)
        c_declare(lower, declaration, symbol->variable);
    if (!c_is_null(initialiser) && starts_at_run_time(lower, &variable))
        c_initialise(lower, c_variable_place(symbol->variable), clang.getCursorType(declaration),
                     initialiser);
    if (symbol->is_reference)
        extend_lives(lower, mark);
    c_full_expression_end(lower, mark, declaration);
    if (variable.storage == IR_LOCAL && !symbol->is_reference &&
        ir_type_of(lower->unit, variable.type)->has_destructor)
        *VEC_ADD(lower->unit->arena, &lower->frame->alive) = symbol->variable;
}

static enum CXChildVisitResult lower_local_method(CXCursor cursor, CXCursor parent,
                                                  CXClientData data)
{
    struct c_lower *lower = data;
    enum CXCursorKind kind = clang.getCursorKind(cursor);
    struct c_pending pending = {.cursor = cursor, .outer = lower->frame};

    (void)parent;
    if ((kind == CXCursor_CXXMethod || kind == CXCursor_Constructor ||
         kind == CXCursor_Destructor || kind == CXCursor_ConversionFunction) &&
        clang.isCursorDefinition(cursor) && c_function_of(lower, cursor) == IR_NONE) {
        pending.function = c_function_reserve(lower, cursor, lower->frame);
        c_function_lower(lower, &pending);
    }
    return CXChildVisit_Continue;
}

void c_declaration(struct c_lower *lower, CXCursor declaration)
{
    switch (clang.getCursorKind(declaration)) {
    case CXCursor_VarDecl:
        declare_variable(lower, declaration, c_symbol(lower, declaration));
        break;
    case CXCursor_UnexposedDecl:
        if (!c_is_null(initialiser_of(lower, declaration)))
            declare_variable(lower, declaration, c_symbol_binding(lower, declaration));
        break;
    case CXCursor_StructDecl: case CXCursor_ClassDecl:
        clang.visitChildren(declaration, lower_local_method, lower);
        break;
    default:
        break;
    }
}

static void declarations(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);

    for (size_t i = 0; i < parts.count; i++)
        c_declaration(lower, c_child(lower, parts, i));
    c_children_done(lower, parts);
}

bool c_condition_variable(struct c_lower *lower, CXCursor cursor)
{
    enum CXCursorKind kind = clang.getCursorKind(cursor);

    if (kind == CXCursor_DeclStmt)
        declarations(lower, cursor);
    else if (kind == CXCursor_VarDecl || kind == CXCursor_UnexposedDecl)
        c_declaration(lower, cursor);
    else
        return false;
    return true;
}

/* --- blocks -------------------------------------------------------------------------------- */

static void compound(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    size_t alive = lower->frame->alive.count;

    c_statements(lower, cursor, parts);
    c_openmp_close(lower, cursor);
    c_scope_close(lower, alive, cursor);
    c_children_done(lower, parts);
}

ir_id c_block_value(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    size_t alive = lower->frame->alive.count;
    ir_id value = IR_NONE;

    for (size_t i = 0; i + 1 < parts.count; i++)
        c_statement(lower, c_child(lower, parts, i));
    if (parts.count > 0) {
        CXCursor last = c_child(lower, parts, parts.count - 1);

        if (c_is_expression(last))
            value = c_value(lower, last);
        else
            c_statement(lower, last);
    }
    c_scope_close(lower, alive, cursor);
    c_children_done(lower, parts);
    return value;
}

/* --- if ------------------------------------------------------------------------------------ */

static void branches(struct c_lower *lower, CXCursor cursor, struct c_children parts, size_t at)
{
    ir_id yes = ir_new_block(lower->frame->builder);
    ir_id after = ir_new_block(lower->frame->builder);
    bool has_else = at + 2 < parts.count;
    ir_id no = has_else ? ir_new_block(lower->frame->builder) : after;

    c_condition(lower, c_child(lower, parts, at), yes, no);
    c_start(lower, yes);
    if (at + 1 < parts.count)
        c_statement(lower, c_child(lower, parts, at + 1));
    c_goto(lower, after, cursor);
    if (has_else) {
        c_start(lower, no);
        c_statement(lower, c_child(lower, parts, at + 2));
        c_goto(lower, after, cursor);
    }
    c_start(lower, after);
}

/* The condition may come after an initialiser and a variable: if (auto x = f(); x). */
static void if_statement(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    size_t alive = lower->frame->alive.count;
    size_t at = 0;

    while (at < parts.count && c_condition_variable(lower, c_child(lower, parts, at)))
        at++;
    if (at < parts.count && c_is_expression(c_child(lower, parts, at)))
        branches(lower, cursor, parts, at);
    else
        for (; at < parts.count; at++) /* if consteval */
            c_statement(lower, c_child(lower, parts, at));
    c_scope_close(lower, alive, cursor);
    c_children_done(lower, parts);
}

/* --- jumps --------------------------------------------------------------------------------- */

static void return_statement(struct c_lower *lower, CXCursor cursor)
{
    CXCursor operand = c_only_child(cursor);
    struct ir_op op = ir_new_op(IR_RETURN, (struct ir_range){0});
    size_t mark = lower->frame->temporaries.count;
    ir_id type = lower->unit->functions[lower->frame->function].type;
    ir_id value = IR_NONE;

    if (!c_is_null(operand)) {
        if (ir_type_of(lower->unit, type)->kind == IR_TYPE_REFERENCE)
            value = c_address(lower, operand);
        else
            value = c_value(lower, operand);
    }
    c_full_expression_end(lower, mark, cursor);
    c_destroy_down_to(lower, 0, cursor);
    if (value != IR_NONE) {
        op.args = &value;
        op.arg_count = 1;
    }
    c_emit(lower, &op, cursor);
}

static ir_id label_block(struct c_lower *lower, CXCursor label)
{
    CXString spelling = clang.getCursorSpelling(label);
    const char *name = clang.getCString(spelling);
    uintptr_t known = (uintptr_t)map_get(lower->frame->labels, name);

    if (!known) {
        known = (uintptr_t)ir_new_block(lower->frame->builder) + 1;
        map_put(lower->frame->labels, name, (void *)known);
    }
    clang.disposeString(spelling);
    return (ir_id)(known - 1);
}

static void label_statement(struct c_lower *lower, CXCursor cursor)
{
    ir_id block = label_block(lower, cursor);
    struct c_children parts = c_children(lower, cursor);

    c_goto(lower, block, cursor);
    c_start(lower, block);
    for (size_t i = 0; i < parts.count; i++)
        c_statement(lower, c_child(lower, parts, i));
    c_children_done(lower, parts);
}

static void leave_loop(struct c_lower *lower, CXCursor cursor, bool is_break)
{
    struct c_frame *frame = lower->frame;

    for (size_t i = frame->jumps.count; i > 0; i--) {
        struct c_jump jump = frame->jumps.items[i - 1];
        ir_id target = is_break ? jump.break_to : jump.continue_to;

        if (target != IR_NONE) {
            c_destroy_down_to(lower, jump.alive, cursor);
            ir_jump(frame->builder, target, c_range(lower, cursor));
            return;
        }
    }
}

static void computed_goto(struct c_lower *lower, CXCursor cursor)
{
    struct ir_op op = ir_new_op(IR_STOP, (struct ir_range){0});

    c_discard(lower, c_only_child(cursor));
    c_too_complex(lower);
    c_emit(lower, &op, cursor);
}

/* --- the whole ----------------------------------------------------------------------------- */

static void expression_statement(struct c_lower *lower, CXCursor cursor)
{
    size_t mark = lower->frame->temporaries.count;

    c_discard(lower, cursor);
    c_full_expression_end(lower, mark, cursor);
}

static void parts_of(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);

    for (size_t i = 0; i < parts.count; i++) {
        CXCursor part = c_child(lower, parts, i);

        if (c_is_expression(part) || clang.getCursorKind(part) >= CXCursor_FirstStmt)
            c_statement(lower, part);
    }
    c_children_done(lower, parts);
}

static void statement(struct c_lower *lower, CXCursor cursor)
{
    switch (clang.getCursorKind(cursor)) {
    case CXCursor_CompoundStmt: compound(lower, cursor); break;
    case CXCursor_DeclStmt: declarations(lower, cursor); break;
    case CXCursor_IfStmt: if_statement(lower, cursor); break;
    case CXCursor_ForStmt: c_for(lower, cursor); break;
    case CXCursor_WhileStmt: c_while(lower, cursor); break;
    case CXCursor_DoStmt: c_do(lower, cursor); break;
    case CXCursor_CXXForRangeStmt: c_range_for(lower, cursor); break;
    case CXCursor_SwitchStmt: c_switch(lower, cursor); break;
    case CXCursor_CaseStmt: case CXCursor_DefaultStmt: c_case(lower, cursor); break;
    case CXCursor_ReturnStmt: return_statement(lower, cursor); break;
    case CXCursor_BreakStmt: leave_loop(lower, cursor, true); break;
    case CXCursor_ContinueStmt: leave_loop(lower, cursor, false); break;
    case CXCursor_LabelStmt: label_statement(lower, cursor); break;
    case CXCursor_GotoStmt:
        ir_jump(lower->frame->builder, label_block(lower, clang.getCursorReferenced(cursor)),
                c_range(lower, cursor));
        break;
    case CXCursor_IndirectGotoStmt: computed_goto(lower, cursor); break;
    case CXCursor_GCCAsmStmt: case CXCursor_MSAsmStmt: c_asm(lower, cursor); break;
    case CXCursor_CXXTryStmt: c_try(lower, cursor); break;
    case CXCursor_NullStmt: break;
    default:
        if (c_is_expression(cursor))
            expression_statement(lower, cursor);
        else
            parts_of(lower, cursor);
    }
}

void c_statement(struct c_lower *lower, CXCursor cursor)
{
    unsigned flags = lower->frame->flags;
    bool unclear = c_is_unclear(lower, cursor);

    if (!c_enter(lower))
        return;
    if (unclear)
        c_use_what_is_named(lower, cursor);
    if (c_is_parallel(lower, cursor))
        lower->frame->flags |= IR_PARALLEL;
    c_openmp_before(lower, cursor);
    statement(lower, cursor);
    c_openmp_after(lower, cursor);
    lower->frame->flags = flags;
    if (unclear)
        c_use_what_is_named(lower, cursor);
    c_leave(lower);
}
