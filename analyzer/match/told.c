#include "told.h"

#include <string.h>

#include "ir_text.h"
#include "words.h"

struct telling {
    const struct ir_unit *unit;
    const struct ir_function *function;
    const char *const *words;
    size_t count;
    bool *carries; /* by operation: its value is made from the elapsed time */
};

static bool uses_time(const struct telling *telling, const struct ir_op *op)
{
    for (uint32_t a = 0; a < op->arg_count; a++)
        if (telling->carries[op->args[a]])
            return true;
    return false;
}

/* The text of an f-string stands in the source only. */
static bool source_has_word(const struct telling *telling, const struct ir_op *op)
{
    enum { LONGEST = 200 };
    struct slice source = ir_source_text(telling->unit, telling->function, op->at, LONGEST);
    char text[LONGEST + 1];

    if (op->code != IR_COMPUTE || strcmp(op->text, "str") != 0 || source.length > LONGEST)
        return false;
    memcpy(text, source.at, source.length);
    text[source.length] = '\0';
    return words_contain(text, telling->words, telling->count);
}

/* A text beside the time in the same print, format or sum of texts. */
static bool text_has_word(const struct telling *telling, const struct ir_op *op)
{
    if (source_has_word(telling, op))
        return true;
    for (uint32_t a = 0; a < op->arg_count; a++) {
        const struct ir_op *part = &telling->function->ops[op->args[a]];

        if (part->code == IR_CONST && part->text && strpbrk(part->text, "\"'") &&
            words_contain(part->text, telling->words, telling->count))
            return true;
    }
    return false;
}

/* The time is kept in a variable: later loads of it carry the time, too. */
static bool keep(const struct telling *telling, ir_id store)
{
    const struct ir_function *function = telling->function;
    const struct ir_place *place = &function->ops[store].place;

    if (place->variable == IR_NONE || place->field[0])
        return false;
    for (ir_id i = store + 1; i < function->op_count; i++)
        if (function->ops[i].code == IR_STORE && function->ops[i].place.variable == place->variable)
            break;
        else if (function->ops[i].code == IR_LOAD && !function->ops[i].place.field[0] &&
                 function->ops[i].place.variable == place->variable)
            telling->carries[i] = true;
    return words_contain(telling->unit->variables[place->variable].name, telling->words,
                         telling->count);
}

bool told_as(const struct ir_unit *unit, const struct region *region, const char *const *words,
             size_t count)
{
    const struct ir_function *function = &unit->functions[region->function];
    struct arena scratch = {0};
    bool told = false;

    if (region->difference == IR_NONE || region->difference >= function->op_count || count == 0)
        return false;
    struct telling telling = {unit, function, words, count,
                              ARENA_ARRAY(&scratch, bool, function->op_count + 1)};
    telling.carries[region->difference] = true;
    for (ir_id i = region->difference + 1; i < function->op_count && !told; i++) {
        const struct ir_op *op = &function->ops[i];

        if (!uses_time(&telling, op))
            continue;
        if (op->code == IR_STORE)
            told = keep(&telling, i);
        else if (op->code == IR_COMPUTE || op->code == IR_CALL) {
            told = text_has_word(&telling, op);
            telling.carries[i] = op->code == IR_COMPUTE;
        }
    }
    arena_release(&scratch);
    return told;
}

static bool lies_within(const struct ir_range *inner, const struct ir_range *outer)
{
    struct ir_range end = {.line = outer->end_line, .column = outer->end_column};

    return !ir_stands_before(inner, outer) && ir_stands_before(inner, &end);
}

bool told_at_start(const struct ir_unit *unit, const struct region *region,
                   const char *const *words, size_t count)
{
    const struct ir_function *function = &unit->functions[region->function];

    if (region->start == IR_NONE || count == 0)
        return false;
    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (op->code == IR_CONST && op->text && strpbrk(op->text, "\"'") &&
            lies_within(&op->at, &function->ops[region->start].at) &&
            words_contain(op->text, words, count))
            return true;
    }
    return false;
}
