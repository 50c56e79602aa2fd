/* Writes what was found into the operations, for the stages that follow. */
#include "infer_internal.h"
#include "resolve.h"

/* A file has few classes and many values of each. */
static ir_id type_of_class(const struct inference *inference, const char *class_name)
{
    struct ir_type type = {.kind = IR_TYPE_RECORD, .name = class_name, .element = IR_NONE};
    ir_id *known = map_get(inference->types, class_name);
    if (!known) {
        known = ARENA_NEW(inference->unit->arena, ir_id);
        *known = ir_type_add(inference->unit, &type);
        map_put(inference->types, class_name, known);
    }
    return *known;
}

void infer_write(const struct inference *inference)
{
    struct ir_unit *unit = inference->unit;
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            struct ir_op *op = &unit->functions[f].ops[i];
            const char *class_name = inference->ops[f][i].class_name;
            bool is_plain = op->type == IR_NONE || infer_is_text(resolve_class(unit, op->type));
            if (!is_plain || !infer_is_known(class_name) || !(ir_fields(op->code) & IRF_V))
                continue;
            op->type = type_of_class(inference, class_name);
        }
}
