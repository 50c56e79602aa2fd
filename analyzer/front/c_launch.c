/* CUDA and HIP: kernel<<<grid, block, shared, stream>>>() hands a function to the device. */
#include <string.h>

#include "c_lower.h"

/* The parser makes a call of its own out of what stands between the angle brackets. */
static bool is_configuration(CXCursor cursor)
{
    static const char *const names[] = {"cudaConfigureCall", "__cudaPushCallConfiguration",
                                        "hipConfigureCall", "__hipPushCallConfiguration"};
    CXString spelling;
    bool found = false;

    if (clang.getCursorKind(cursor) != CXCursor_CallExpr)
        return false;
    spelling = clang.getCursorSpelling(clang.getCursorReferenced(cursor));
    for (size_t i = 0; i < sizeof names / sizeof *names && clang.getCString(spelling); i++)
        found |= strcmp(clang.getCString(spelling), names[i]) == 0;
    clang.disposeString(spelling);
    return found;
}

CXCursor c_launch_configuration(struct c_lower *lower, CXCursor call)
{
    CXCursor found = {.kind = CXCursor_InvalidCode};
    struct c_children parts;

    if (!lower->launches)
        return found;
    parts = c_children(lower, call);
    if (parts.count > 1 && is_configuration(c_child(lower, parts, 1)))
        found = c_child(lower, parts, 1);
    c_children_done(lower, parts);
    return found;
}

ir_id c_launch_stream(struct c_lower *lower, CXCursor configuration)
{
    enum { STREAM = 3 };
    struct ir_op op = ir_new_op(IR_CONST, (struct ir_range){0});

    if (clang.Cursor_getNumArguments(configuration) > STREAM) {
        CXCursor stream = clang.Cursor_getArgument(configuration, STREAM);

        if (c_text(lower, stream).length > 0)
            return c_operand(lower, stream);
    }
    op.text = "0";
    op.flags = IR_IMPLICIT;
    return c_emit(lower, &op, configuration);
}

static bool runs_on_device(const struct ir_function *function)
{
    bool device = false;

    for (uint32_t i = 0; i < function->decorator_count; i++) {
        if (strcmp(function->decorators[i], "host") == 0)
            return false;
        device |= strcmp(function->decorators[i], "device") == 0 ||
                  strcmp(function->decorators[i], "global") == 0;
    }
    return device;
}

static bool is_on_device(const struct ir_unit *unit, uint32_t line)
{
    for (size_t f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];

        if (!function->file && line >= function->extent.line &&
            line <= function->extent.end_line && runs_on_device(function))
            return true;
    }
    return false;
}

void c_launch_forget_gaps(struct ir_unit *unit)
{
    size_t kept = 0;

    for (size_t i = 0; i < unit->gap_count; i++)
        if (!unit->gaps[i].at.line || !is_on_device(unit, unit->gaps[i].at.line))
            unit->gaps[kept++] = unit->gaps[i];
    unit->gap_count = kept;
}
