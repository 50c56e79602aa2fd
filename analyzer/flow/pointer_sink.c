#include "pointer_sink.h"

#include <string.h>

#include "trace.h"

/* Whether some constraint allows memory only: "m"(x) makes x itself an operand. */
static bool has_memory_operand(const char *text)
{
    const char *at = strchr(text, ':');

    while (at && (at = strchr(at, '"'))) {
        size_t length = strcspn(at + 1, "\"");
        bool registers = false;

        for (size_t i = 1; i <= length; i++)
            registers |= strchr("rgi0123456789", at[i]) != NULL;
        if (!registers)
            return true;
        at += length + 1;
        at += *at == '"';
    }
    return false;
}

static bool takes_address_only(const struct ir_op *op)
{
    return op->code == IR_ASM && !(op->flags & IR_MEMORY) && op->outputs == 0 &&
           op->arg_count > 0 && !has_memory_operand(op->text);
}

/* A function of the file that does nothing but pass what it is given to such a statement. */
static bool hands_on_only(const struct ir_unit *unit, const struct ir_op *call)
{
    const struct ir_function *function;
    bool found = false;

    if (call->code != IR_CALL || call->function == IR_NONE)
        return false;
    function = &unit->functions[call->function];
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        bool is_sink = takes_address_only(op);

        found |= is_sink;
        if (!is_sink && op->code != IR_PARAM && op->code != IR_RETURN && op->code != IR_ADDRESS &&
            !(op->code == IR_LOAD && op->place.base == IR_NONE))
            return false;
    }
    return found;
}

static bool is_pointer_sink(const struct dead *dead, const struct ir_op *op)
{
    return takes_address_only(op) || hands_on_only(dead->flow->unit, op);
}

/* What becomes of an address: each operation that has it as an operand or writes through it. */
struct address_use {
    ir_id sink;
    bool written, other;
};

static void follow_address(const struct dead *dead, ir_id address, struct address_use *use)
{
    for (ir_id i = 0; i < dead->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(dead->body, i);
        const struct effect *effect = &dead->body->effects[i];

        if (op->place.base == address) {
            use->written |= op->code == IR_STORE;
            use->other |= op->code != IR_STORE;
        }
        for (uint32_t a = 0; a < op->arg_count; a++) {
            uint32_t bit = UINT32_C(1) << (a < 31 ? a : 31);

            if (op->args[a] != address)
                continue;
            if (is_pointer_sink(dead, op))
                use->sink = i;
            else if (op->code == IR_CALL && !effect->unknown && effect->writes & bit &&
                     !(effect->reads & bit) && !(effect->keeps & bit))
                use->written = true;
            else
                use->other = true;
        }
    }
}

/* Whether all that happens to the variable is that it is written, and its address sunk. */
static ir_id only_sunk(const struct dead *dead, ir_id variable)
{
    struct address_use use = {.sink = IR_NONE};

    for (ir_id i = 0; i < dead->body->function->op_count && !use.other; i++) {
        const struct ir_op *op = flow_op(dead->body, i);

        if (!(ir_fields(op->code) & IRF_P) || op->place.variable != variable)
            continue;
        use.written |= op->code == IR_STORE;
        use.other |= op->code == IR_LOAD || op->code == IR_DESTROY || op->place.is_volatile;
        if (op->code == IR_ADDRESS)
            follow_address(dead, i, &use);
    }
    return use.written && !use.other ? use.sink : IR_NONE;
}

static bool lives_one_round(const struct dead *dead, ir_id declaration)
{
    const struct ir_op *op = flow_op(dead->body, declaration);
    const struct ir_variable *variable = &dead->flow->unit->variables[op->place.variable];

    return op->code == IR_DECLARE && !variable->captured && !variable->is_volatile &&
           variable->storage == IR_LOCAL &&
           dead->body->function->blocks[op->block].loop_depth > 0;
}

void pointer_sinks(struct dead *dead)
{
    for (ir_id i = 0; i < dead->body->function->op_count; i++) {
        struct flow_fact *fact;
        size_t region;
        ir_id sink;

        if (!flow_reachable(dead->body, i) || !lives_one_round(dead, i))
            continue;
        region = dead_region(dead, i);
        if (region == SIZE_MAX)
            continue;
        sink = only_sunk(dead, flow_op(dead->body, i)->place.variable);
        if (sink == IR_NONE)
            continue;
        fact = trace_fact(dead->flow, FACT_POINTER_SINK, region, dead->body->id, sink);
        fact->variable = flow_op(dead->body, i)->place.variable;
        fact->sink = flow_op(dead->body, sink)->code == IR_ASM
                         ? "the asm statement"
                         : arena_printf(dead->flow->arena, "`%s`",
                                        trace_callee(dead->flow, dead->body->id, sink));
        trace_lower(fact, CONFIDENCE_LIKELY, "the compiler is gcc: Clang keeps such writes today");
        trace_finish(dead->flow, fact, "no memory clobber: only the address is used");
    }
}
