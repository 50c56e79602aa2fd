#include "infer.h"

#include <string.h>
#include <xxhash.h>

#include "infer_internal.h"

/* Facts travel one assignment a round through what is written before it is defined; real files
 * settle in three or four. */
enum { MOST_ROUNDS = 8 };

/* --- which functions need another look ------------------------------------------------------
 * Those that mention something of which news came since the last one.  Variables are known by their
 * numbers, attributes and functions by their names without class or module; all by hash, so that
 * where two meet a function is looked at once too often. */

static size_t slot_of(const void *bytes, size_t length)
{
    return XXH3_64bits(bytes, length) % FACT_SLOTS;
}

static size_t slot_of_name(const char *name)
{
    const char *last = strrchr(name, '.');

    last = last ? last + 1 : name;
    return slot_of(last, strlen(last));
}

static size_t slot_of_variable(ir_id variable)
{
    return slot_of(&variable, sizeof variable);
}

static void mention(struct look *look, size_t slot)
{
    look->mentioned[slot / 64] |= UINT64_C(1) << slot % 64;
}

static void mention_op(const struct ir_unit *unit, struct look *look, const struct ir_op *op)
{
    if (op->code == IR_CALL)
        mention(look, slot_of_name(op->text));
    if (op->code == IR_ENTER)
        mention(look, slot_of_name("__enter__"));
    if (op->function != IR_NONE)
        mention(look, slot_of_name(unit->functions[op->function].name));
    if (op->place.variable != IR_NONE)
        mention(look, slot_of_variable(op->place.variable));
    if (op->place.field[0])
        mention(look, slot_of_name(op->place.field));
}

static void note_mentions(const struct inference *inference, ir_id id)
{
    const struct ir_function *function = &inference->unit->functions[id];

    mention(&inference->looks[id], slot_of_name(function->name));
    for (size_t i = 0; i < function->op_count; i++)
        mention_op(inference->unit, &inference->looks[id], &function->ops[i]);
}

static void news(struct inference *inference, size_t slot)
{
    inference->changed = true;
    inference->news[slot] = inference->now;
}

void infer_learnt(struct inference *inference, const char *name)
{
    news(inference, slot_of_name(name));
}

void infer_learnt_variable(struct inference *inference, ir_id variable)
{
    news(inference, slot_of_variable(variable));
}

void infer_learnt_here(struct inference *inference)
{
    infer_learnt(inference, inference->unit->functions[inference->visited].name);
}

void infer_waits(struct inference *inference)
{
    inference->looks[inference->visited].waits = true;
}

/* What the function itself told may be news to it, too: a variable is stored after its load. */
static bool has_news(const struct inference *inference, const struct look *look)
{
    for (size_t word = 0; word < FACT_SLOTS / 64; word++)
        for (uint64_t bits = look->mentioned[word]; bits; bits &= bits - 1)
            if (inference->news[word * 64 + (size_t)__builtin_ctzll(bits)] >= look->last)
                return true;
    return false;
}

/* --- rounds --------------------------------------------------------------------------------- */

/* Annotations, and `self`. */
static void begin(struct inference *inference)
{
    struct ir_unit *unit = inference->unit;
    for (size_t v = 0; v < unit->variable_count; v++) {
        const struct ir_type *type = ir_type_of(unit, unit->variables[v].type);
        inference->variables[v] = (struct kind){infer_annotated(unit, unit->variables[v].type),
                                                infer_annotated(unit, type->element)};
    }
    for (size_t f = 0; f < unit->function_count; f++) {
        struct ir_function *function = &unit->functions[f];
        if (function->class_name)
            map_put(inference->classes, function->class_name, function);
        note_mentions(inference, (ir_id)f);
        inference->ops[f] = ARENA_ARRAY(unit->arena, struct kind, function->op_count + 1);
        for (uint32_t p = 0; function->defaults && p < function->parameter_count; p++)
            if (function->defaults[p] && !inference->variables[function->parameters[p]].class_name)
                inference->variables[function->parameters[p]].class_name =
                    infer_literal(inference, function->defaults[p]);
        for (uint32_t p = 0; p < function->parameter_count; p++)
            infer_name_parameter(inference, function, p);
        bool has_self = function->is_method && function->parameter_count;
        for (uint32_t d = 0; d < function->decorator_count; d++)
            has_self &= strcmp(function->decorators[d], "staticmethod") != 0;
        if (has_self)
            inference->variables[function->parameters[0]].class_name = function->class_name;
    }
}

/* What the first round says of a constant or a jump holds for all. */
static bool may_change(const struct ir_op *op)
{
    return op->code != IR_CONST && ir_fields(op->code) & (IRF_V | IRF_A);
}

static void visit(struct inference *inference, ir_id function, size_t index)
{
    struct ir_op *op = &inference->unit->functions[function].ops[index];
    struct kind kind = infer_op(inference, function, op), *known = &inference->ops[function][index];
    const char *annotated = infer_annotated(inference->unit, op->type);
    if (op->code == IR_COMPUTE && !kind.element)
        kind.element = known->element; /* what was appended */
    if (annotated && !(infer_is_text(annotated) && infer_is_known(kind.class_name)))
        kind.class_name = annotated;
    *known = kind;
}

static void look_at(struct inference *inference, ir_id function)
{
    struct look *look = &inference->looks[function];
    bool first = look->last == 0;

    inference->visited = function;
    look->last = ++inference->now;
    look->waits = false;
    for (size_t i = 0; i < inference->unit->functions[function].op_count; i++)
        if (first || may_change(&inference->unit->functions[function].ops[i]))
            visit(inference, function, i);
}

static void look_at_all(struct inference *inference)
{
    bool settles = !inference->changed && !inference->settled;

    inference->settled |= settles;
    inference->changed = false;
    for (ir_id f = 0; f < inference->unit->function_count; f++) {
        const struct look *look = &inference->looks[f];
        if (look->last == 0 || (settles && look->waits) || has_news(inference, look))
            look_at(inference, f);
    }
}

void infer_classes(struct ir_unit *unit, const struct model *model)
{
    struct inference inference = {
        .unit = unit, .model = model, .classes = map_new(),
        .types = map_new(), .attributes = map_new(), .changed = true};
    inference.variables = ARENA_ARRAY(unit->arena, struct kind, unit->variable_count + 1);
    inference.results = ARENA_ARRAY(unit->arena, struct kind, unit->function_count + 1);
    inference.moved = ARENA_ARRAY(unit->arena, const char *, unit->variable_count + 1);
    inference.wrapped = ARENA_ARRAY(unit->arena, const char *, unit->function_count + 1);
    inference.ops = ARENA_ARRAY(unit->arena, struct kind *, unit->function_count + 1);
    inference.looks = ARENA_ARRAY(unit->arena, struct look, unit->function_count + 1);
    begin(&inference);
    for (int round = 0; round < MOST_ROUNDS && (inference.changed || !inference.settled); round++)
        look_at_all(&inference);
    infer_write(&inference);
    map_free(inference.classes);
    map_free(inference.types);
    map_free(inference.attributes);
}
