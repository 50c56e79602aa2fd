/* --dump=ir: one operation a line, `%id` for values, `bN` for blocks. */
#include <string.h>

#include "ir.h"

static const char *const storage_names[] = {
    [IR_LOCAL] = "local",
    [IR_PARAMETER] = "parameter",
    [IR_STATIC_LOCAL] = "static local",
    [IR_FILE_STATIC] = "file static",
    [IR_GLOBAL] = "global",
};

static const char *const language_names[] = {
    [IR_C] = "c", [IR_CXX] = "c++", [IR_PYTHON] = "python"};

static const struct {
    unsigned flag;
    const char *name;
} flag_names[] = {
    {IR_VOLATILE, "volatile"},     {IR_MEMORY, "memory"},       {IR_METHOD, "method"},
    {IR_INDIRECT, "indirect"},     {IR_IMPLICIT, "implicit"},   {IR_DISCARDED, "discarded"},
    {IR_VOID_CAST, "void-cast"},   {IR_NO_RETURN, "no-return"}, {IR_PURE, "pure"},
    {IR_IN_MACRO, "macro"},        {IR_DEPENDENT, "dependent"}, {IR_PARALLEL, "parallel"},
    {IR_CONDITIONAL, "conditional"}, {IR_STAR, "star"},
};

static void print_place(const struct ir_unit *unit, const struct ir_place *place, FILE *stream)
{
    if (place->variable != IR_NONE)
        fprintf(stream, " %s#%u", unit->variables[place->variable].name, place->variable);
    else
        fprintf(stream, " [%%%u]", place->base);
    if (place->field[0])
        fprintf(stream, ".%s", place->field);
    if (place->index != IR_NONE)
        fprintf(stream, "[%%%u]", place->index);
    if (place->is_volatile)
        fputs(" volatile", stream);
}

/* Text on one line, bounded: what a string literal holds is not ours to trust. */
static void print_text(const char *text, FILE *stream)
{
    fputs(" '", stream);
    for (size_t i = 0; text[i] && i < 60; i++)
        fputc((unsigned char)text[i] < ' ' ? '?' : text[i], stream);
    fputs("'", stream);
}

static void print_arguments(const struct ir_op *op, FILE *stream)
{
    fputs(" (", stream);
    for (uint32_t i = 0; i < op->arg_count; i++) {
        fputs(i ? ", " : "", stream);
        if (op->keywords && op->keywords[i])
            fprintf(stream, "%s=", op->keywords[i]);
        if (op->args[i] == IR_NONE)
            fputs("-", stream);
        else
            fprintf(stream, "%%%u", op->args[i]);
    }
    fputs(")", stream);
}

void ir_print_op(const struct ir_unit *unit, const struct ir_function *function, ir_id id,
                 FILE *stream)
{
    const struct ir_op *op = &function->ops[id];
    unsigned fields = ir_fields(op->code);

    fprintf(stream, "    %u:%u\t", op->at.line, op->at.column);
    if (fields & IRF_V)
        fprintf(stream, "%%%u = ", id);
    fputs(ir_code_name(op->code), stream);
    if (fields & IRF_T)
        print_text(op->text, stream);
    if (fields & IRF_P)
        print_place(unit, &op->place, stream);
    if (fields & IRF_A)
        print_arguments(op, stream);
    if ((fields & IRF_F) && op->function != IR_NONE)
        fprintf(stream, " -> %s", unit->functions[op->function].name);
    if (op->flags & IR_CONSTANT)
        fprintf(stream, " = %.17g", op->constant);
    if (op->type != IR_NONE && ir_type_of(unit, op->type)->name[0])
        fprintf(stream, " : %s", ir_type_of(unit, op->type)->name);
    for (uint32_t i = 0; i < op->target_count; i++)
        fprintf(stream, " b%u", op->targets[i]);
    for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++) {
        if (op->flags & flag_names[i].flag)
            fprintf(stream, " !%s", flag_names[i].name);
    }
    fputc('\n', stream);
}

static void print_header(const struct ir_unit *unit, const struct ir_function *function,
                         FILE *stream)
{
    fprintf(stream, "function %s %u:%u (", function->name, function->at.line, function->at.column);
    for (uint32_t i = 0; i < function->parameter_count; i++) {
        ir_id parameter = function->parameters[i];
        fprintf(stream, "%s%s#%u", i ? ", " : "", unit->variables[parameter].name, parameter);
    }
    fputs(")", stream);
    if (function->file)
        fprintf(stream, " of %s", function->file->path);
    if (function->parent != IR_NONE)
        fprintf(stream, " in %s", unit->functions[function->parent].name);
    if (function->is_static)
        fputs(" static", stream);
    if (function->is_generator)
        fputs(" generator", stream);
    if (function->is_async)
        fputs(" async", stream);
    if (function->is_template)
        fputs(" template", stream);
    if (function->too_complex)
        fputs(" too-complex", stream);
    for (uint32_t i = 0; i < function->decorator_count; i++)
        fprintf(stream, " @%s", function->decorators[i]);
    fputc('\n', stream);
}

void ir_print_function(const struct ir_unit *unit, ir_id id, FILE *stream)
{
    const struct ir_function *function = &unit->functions[id];

    print_header(unit, function, stream);
    for (size_t b = 0; b < function->block_count; b++) {
        const struct ir_block *block = &function->blocks[b];

        fprintf(stream, "  b%zu:", b);
        if (!block->reachable)
            fputs(" unreachable", stream);
        if (block->loop != IR_NONE)
            fprintf(stream, " loop b%u depth %u", block->loop, block->loop_depth);
        fputc('\n', stream);
        for (ir_id i = 0; i < block->count; i++)
            ir_print_op(unit, function, function->order[block->first + i], stream);
    }
}

void ir_print(const struct ir_unit *unit, FILE *stream)
{
    fprintf(stream, "unit %s %s\n", unit->path, language_names[unit->language]);
    for (size_t i = 0; i < unit->gap_count; i++) {
        fprintf(stream, "gap %u:%u %s\n", unit->gaps[i].at.line, unit->gaps[i].at.column,
                unit->gaps[i].reason);
    }
    for (size_t i = 0; i < unit->import_count; i++) {
        const struct ir_import *import = &unit->imports[i];
        fprintf(stream, "import %s%s%s as %s\n", import->module, import->name ? "." : "",
                import->name ? import->name : "", import->local);
    }
    for (size_t i = 0; i < unit->variable_count; i++) {
        const struct ir_variable *variable = &unit->variables[i];
        fprintf(stream, "variable %s#%zu %s%s%s%s", variable->name, i,
                storage_names[variable->storage], variable->is_volatile ? " volatile" : "",
                variable->captured ? " captured" : "", variable->marked_unused ? " unused" : "");
        if (variable->type != IR_NONE && ir_type_of(unit, variable->type)->name[0])
            fprintf(stream, " : %s", ir_type_of(unit, variable->type)->name);
        fputc('\n', stream);
    }
    for (size_t i = 0; i < unit->function_count; i++)
        ir_print_function(unit, (ir_id)i, stream);
}
