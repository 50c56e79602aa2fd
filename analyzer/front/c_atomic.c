/* The atomic builtins, which libclang shows as an expression without a name. */
#include <ctype.h>
#include <string.h>

#include "c_lower.h"

static struct slice first_word(struct c_lower *lower, CXCursor cursor)
{
    struct slice text = c_text(lower, cursor);
    size_t length = 0;

    while (length < text.length &&
           (isalnum((unsigned char)text.at[length]) || text.at[length] == '_'))
        length++;
    return (struct slice){text.at, length};
}

/* __atomic_load_n(p, order), also through the macros of <stdatomic.h> and the user's own: pointer
 * first, then the order, which is an integer. */
bool c_is_atomic(struct c_lower *lower, CXCursor cursor, size_t parts)
{
    struct slice word = first_word(lower, cursor);

    return parts >= 2 && word.length > 6 &&
           (memmem(word.at, word.length, "atomic_", 7) || c_in_macro(lower, cursor)) &&
           clang.getCursorType(cursor).kind != CXType_Dependent;
}

ir_id c_atomic(struct c_lower *lower, CXCursor cursor, struct c_children parts)
{
    struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});
    struct slice word = first_word(lower, cursor);
    ir_id *args = ARENA_ARRAY(lower->unit->arena, ir_id, parts.count);

    for (size_t i = 0; i < parts.count; i++)
        args[i] = c_operand(lower, c_child(lower, parts, i));
    op.text = map_intern(lower->unit->names, word.at, word.length);
    op.type = c_type_of(lower, cursor);
    op.args = args;
    op.arg_count = (uint32_t)parts.count;
    op.flags = IR_MEMORY;
    return c_emit(lower, &op, cursor);
}
