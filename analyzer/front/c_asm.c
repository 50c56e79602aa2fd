/* Inline assembly.
 *
 * libclang gives its operands only.  The rest (constraints, clobbers, volatile) is read from the
 * function as clang prints it, with macros expanded: the n-th asm statement of the function is the
 * n-th one in that text. */
#include <ctype.h>
#include <string.h>

#include "c_lower.h"

/* What an asm statement's text says. */
struct assembly {
    struct slice text;
    unsigned outputs;       /* how many operands it writes */
    bool reads_output[16];  /* "+r": it reads that one too */
    bool is_volatile, clobbers_memory, is_goto;
};

enum { OUTPUTS_MAX = 16 };

/* --- finding the text ---------------------------------------------------------------------- */

static enum CXChildVisitResult add_assembly(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct c_lower *lower = data;

    (void)parent;
    if (clang.getCursorKind(cursor) == CXCursor_GCCAsmStmt)
        *VEC_ADD(lower->unit->arena, &lower->frame->assemblies) = cursor;
    return CXChildVisit_Recurse;
}

static void print_function(struct c_lower *lower)
{
    struct c_frame *frame = lower->frame;
    CXPrintingPolicy policy = clang.getCursorPrintingPolicy(frame->cursor);
    CXString text = clang.getCursorPrettyPrinted(frame->cursor, policy);
    const char *bytes = clang.getCString(text);

    frame->printed = arena_strdup(lower->unit->arena, bytes ? bytes : "");
    clang.disposeString(text);
    clang.PrintingPolicy_dispose(policy);
    clang.visitChildren(frame->cursor, add_assembly, lower);
}

/* Past a string or character literal. */
static const char *skip_literal(const char *at)
{
    char quote = *at++;

    while (*at && *at != quote)
        at += *at == '\\' && at[1] ? 2 : 1;
    return *at ? at + 1 : at;
}

/* The n-th `asm` that is a word of its own, outside literals; or NULL. */
static const char *find_printed(const char *text, size_t n)
{
    bool word = false;

    for (const char *at = text; *at;) {
        if (*at == '"' || *at == '\'') {
            at = skip_literal(at);
            word = false;
        } else if (!word && strncmp(at, "asm", 3) == 0 && !isalnum((unsigned char)at[3]) &&
                   at[3] != '_') {
            if (n-- == 0)
                return at;
            at += 3;
        } else {
            word = isalnum((unsigned char)*at) || *at == '_';
            at++;
        }
    }
    return NULL;
}

static const char *printed_text(struct c_lower *lower, CXCursor cursor)
{
    struct c_frame *frame = lower->frame;

    if (!frame->printed)
        print_function(lower);
    for (size_t i = 0; i < frame->assemblies.count; i++) {
        /* data[1] is the statement; the rest says from where it was visited. */
        if (frame->assemblies.items[i].data[1] == cursor.data[1])
            return find_printed(frame->printed, i);
    }
    return NULL;
}

/* --- reading it ---------------------------------------------------------------------------- */

/* One string literal of a section: a constraint or a clobber. */
static void read_literal(struct assembly *assembly, unsigned section, const char *literal)
{
    if (section == 1 && assembly->outputs < OUTPUTS_MAX)
        assembly->reads_output[assembly->outputs++] = literal[1] == '+';
    else if (section == 3 && strncmp(literal, "\"memory\"", 8) == 0)
        assembly->clobbers_memory = true;
}

/* Sections between colons: template, outputs, inputs, clobbers. */
static void read_text(struct assembly *assembly, const char *text)
{
    const char *at = strchr(text, '(');
    unsigned section = 0, depth = 0;

    assembly->text = (struct slice){text, strlen(text)};
    if (!at)
        return;
    for (const char *word = text; word < at; word++) {
        assembly->is_volatile |= strncmp(word, "volatile", 8) == 0;
        assembly->is_goto |= strncmp(word, "goto", 4) == 0;
    }
    while (*at) {
        if (*at == '"') {
            if (depth == 1)
                read_literal(assembly, section, at);
            at = skip_literal(at);
            continue;
        }
        if (*at == ':' && depth == 1)
            section++;
        depth += *at == '(' || *at == '[';
        depth -= *at == ')' || *at == ']';
        at++;
        if (depth == 0)
            break;
    }
    assembly->text.length = (size_t)(at - text);
}

/* --- lowering ------------------------------------------------------------------------------ */

static void emit_assembly(struct c_lower *lower, CXCursor cursor, const struct assembly *assembly,
                          const ir_id *args, uint32_t count)
{
    struct ir_op op = ir_new_op(IR_ASM, (struct ir_range){0});

    op.text = map_intern(lower->unit->names, assembly->text.at, assembly->text.length);
    op.args = args;
    op.arg_count = count;
    op.outputs = assembly->outputs;
    if (assembly->is_volatile || assembly->outputs == 0)
        op.flags |= IR_VOLATILE;
    if (assembly->clobbers_memory)
        op.flags |= IR_MEMORY;
    if (assembly->is_goto)
        c_too_complex(lower);
    c_emit(lower, &op, cursor);
}

void c_asm(struct c_lower *lower, CXCursor cursor)
{
    struct assembly assembly = {.text = {"asm", 3}};
    const char *text = printed_text(lower, cursor);
    struct c_children operands = c_children(lower, cursor);
    ir_id *args = ARENA_ARRAY(lower->unit->arena, ir_id, 2 * operands.count + 1);
    uint32_t count = 0;

    if (text) {
        read_text(&assembly, text);
    } else { /* nothing is known of it: it may do anything */
        assembly.is_volatile = assembly.clobbers_memory = true;
    }
    if (assembly.outputs > operands.count)
        assembly.outputs = (unsigned)operands.count;
    for (size_t i = 0; i < operands.count; i++) {
        CXCursor operand = c_child(lower, operands, i);

        args[count++] =
            i < assembly.outputs ? c_address(lower, operand) : c_operand(lower, operand);
    }
    for (size_t i = 0; i < assembly.outputs; i++) {
        if (assembly.reads_output[i])
            args[count++] = c_operand(lower, c_child(lower, operands, i));
    }
    c_children_done(lower, operands);
    emit_assembly(lower, cursor, &assembly, args, count);
}
