/* The invariants of ir.h, checked after every lowering in tests, debug builds and fuzzing. */
#include "ir.h"

struct check {
    const struct ir_unit *unit;
    const struct ir_function *function;
    const char *problem; /* the first one; NULL while all is well */
};

#define REQUIRE(check, condition, ...)                                                   \
    do {                                                                                 \
        if (!(condition) && !(check)->problem)                                           \
            (check)->problem = arena_printf((check)->unit->arena, __VA_ARGS__);          \
    } while (0)

static bool is_value(const struct ir_function *function, ir_id id)
{
    return id < function->op_count && (ir_fields(function->ops[id].code) & IRF_V);
}

static void check_place(struct check *check, ir_id id, const struct ir_place *place)
{
    REQUIRE(check, (place->variable == IR_NONE) != (place->base == IR_NONE),
            "%s: %%%u must have either a variable or a base", check->function->name, id);
    REQUIRE(check, place->variable == IR_NONE || place->variable < check->unit->variable_count,
            "%s: %%%u names variable %u of %zu", check->function->name, id, place->variable,
            check->unit->variable_count);
    REQUIRE(check, place->base == IR_NONE || is_value(check->function, place->base),
            "%s: %%%u has base %u, which is no value", check->function->name, id, place->base);
    REQUIRE(check, place->index == IR_NONE || is_value(check->function, place->index),
            "%s: %%%u has index %u, which is no value", check->function->name, id, place->index);
    REQUIRE(check, place->field, "%s: %%%u has no field text", check->function->name, id);
}

/* How many operands each operation takes. */
static void arity(enum ir_code code, uint32_t *least, uint32_t *most)
{
    *least = 0;
    *most = UINT32_MAX;
    switch (code) {
    case IR_STORE: case IR_AWAIT: case IR_ITER: case IR_NEXT: case IR_ENTER: case IR_EXIT:
    case IR_BRANCH: case IR_SWITCH:
        *least = *most = 1;
        break;
    case IR_YIELD: case IR_RETURN: case IR_RAISE:
        *most = 1;
        break;
    default:
        break;
    }
}

static void check_operands(struct check *check, ir_id id, const struct ir_op *op)
{
    uint32_t least, most;

    arity(op->code, &least, &most);
    REQUIRE(check, op->arg_count >= least && op->arg_count <= most, "%s: %%%u %s has %u operands",
            check->function->name, id, ir_code_name(op->code), op->arg_count);
    REQUIRE(check, op->arg_count == 0 || (ir_fields(op->code) & IRF_A),
            "%s: %%%u %s takes no operands", check->function->name, id, ir_code_name(op->code));
    for (uint32_t i = 0; i < op->arg_count; i++)
        REQUIRE(check, is_value(check->function, op->args[i]),
                "%s: operand %u of %%%u is %u, which is no value", check->function->name, i, id,
                op->args[i]);
    REQUIRE(check, !(op->flags & (IR_METHOD | IR_INDIRECT)) || op->arg_count > 0,
            "%s: call %%%u has no receiver", check->function->name, id);
}

static void check_targets(struct check *check, ir_id id, const struct ir_op *op)
{
    static const uint32_t exact[IR_CODE_COUNT] = {[IR_JUMP] = 1, [IR_BRANCH] = 2};

    REQUIRE(check, !exact[op->code] || op->target_count == exact[op->code],
            "%s: %%%u has %u targets", check->function->name, id, op->target_count);
    REQUIRE(check, op->target_count == 0 || (ir_fields(op->code) & IRF_B),
            "%s: %%%u %s takes no targets", check->function->name, id, ir_code_name(op->code));
    for (uint32_t i = 0; i < op->target_count; i++)
        REQUIRE(check, op->targets[i] < check->function->block_count,
                "%s: %%%u goes to block %u of %zu", check->function->name, id, op->targets[i],
                check->function->block_count);
}

static void check_op(struct check *check, ir_id id)
{
    const struct ir_op *op = &check->function->ops[id];

    REQUIRE(check, op->code < IR_CODE_COUNT, "%s: %%%u has code %d", check->function->name, id,
            (int)op->code);
    if (check->problem)
        return;
    REQUIRE(check, op->text, "%s: %%%u has no text", check->function->name, id);
    REQUIRE(check, op->type == IR_NONE || op->type < check->unit->type_count,
            "%s: %%%u has type %u", check->function->name, id, op->type);
    REQUIRE(check, op->function == IR_NONE || op->function < check->unit->function_count,
            "%s: %%%u names function %u", check->function->name, id, op->function);
    if (ir_fields(op->code) & IRF_P)
        check_place(check, id, &op->place);
    check_operands(check, id, op);
    check_targets(check, id, op);
}

static void check_block(struct check *check, ir_id id)
{
    const struct ir_block *block = &check->function->blocks[id];

    REQUIRE(check, block->count > 0, "%s: block %u is empty", check->function->name, id);
    for (ir_id i = 0; i < block->count && !check->problem; i++) {
        ir_id at = check->function->order[block->first + i];
        bool ends = ir_fields(check->function->ops[at].code) & IRF_B;

        REQUIRE(check, check->function->ops[at].block == id, "%s: %%%u is not of block %u",
                check->function->name, at, id);
        REQUIRE(check, ends == (i + 1 == block->count), "%s: block %u %s", check->function->name,
                id, ends ? "goes on after its end" : "has no end");
    }
}

static void check_variables(struct check *check)
{
    for (size_t i = 0; i < check->unit->variable_count; i++) {
        const struct ir_variable *variable = &check->unit->variables[i];

        REQUIRE(check, variable->name, "variable %zu has no name", i);
        REQUIRE(check, variable->function == IR_NONE ||
                    variable->function < check->unit->function_count,
                "variable %zu is of function %u", i, variable->function);
        REQUIRE(check, variable->type == IR_NONE || variable->type < check->unit->type_count,
                "variable %zu has type %u", i, variable->type);
    }
}

const char *ir_check(const struct ir_unit *unit)
{
    struct check check = {.unit = unit};

    check_variables(&check);
    for (size_t f = 0; f < unit->function_count && !check.problem; f++) {
        check.function = &unit->functions[f];
        REQUIRE(&check, check.function->name, "function %zu has no name", f);
        REQUIRE(&check, check.function->block_count > 0, "function %s was never finished",
                check.function->name);
        for (size_t i = 0; i < check.function->op_count && !check.problem; i++)
            check_op(&check, (ir_id)i);
        for (size_t b = 0; b < check.function->block_count && !check.problem; b++)
            check_block(&check, (ir_id)b);
        for (uint32_t p = 0; p < check.function->parameter_count; p++)
            REQUIRE(&check, check.function->parameters[p] < unit->variable_count,
                    "%s: parameter %u", check.function->name, p);
    }
    return check.problem;
}
