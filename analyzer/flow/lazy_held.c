#include "lazy_held.h"

#include <string.h>

enum { LISTS_MAX = 64 }; /* of one function; more is generated code */

struct list {
    ir_id made;        /* the operation that makes it */
    ir_id variable;    /* that always means it, or IR_NONE */
    uint64_t *objects; /* what is put into it */
};

struct lazy_held {
    const struct flow_body *body;
    VEC(struct list) lists;
    uint64_t *touched; /* room for an answer */
};

static bool makes_list(const struct ir_op *op)
{
    static const char *const displays[] = {"list", "tuple", "set", "dict"};

    for (size_t i = 0; op->code == IR_COMPUTE && i < sizeof displays / sizeof *displays; i++)
        if (!strcmp(op->text, displays[i]))
            return true;
    return false;
}

static bool adds(const struct ir_op *op)
{
    static const char *const adders[] = {"builtins.list.append", "builtins.set.add",
                                         "builtins.dict.__setitem__"};

    for (size_t i = 0; op->code == IR_CALL && op->arg_count >= 2 &&
                       i < sizeof adders / sizeof *adders; i++)
        if (!strcmp(op->text, adders[i]))
            return true;
    return false;
}

static bool is_plain_store(const struct ir_op *op)
{
    return op->code == IR_STORE && op->place.variable != IR_NONE && !op->place.field[0] &&
           op->place.index == IR_NONE;
}

/* A variable of the top level that no function mentions. */
static bool is_private(const struct flow *flow, const struct flow_body *body, ir_id variable)
{
    for (ir_id f = 0; f < flow->unit->function_count; f++)
        for (size_t i = 0; f != body->id && i < flow->unit->functions[f].op_count; i++)
            if (flow->unit->functions[f].ops[i].place.variable == variable)
                return false;
    return body->function->is_module;
}

/* The variable that the list is put into, when nothing else ever is and no other function sees
 * it. */
static ir_id variable_of(const struct flow *flow, const struct flow_body *body, ir_id made)
{
    ir_id variable = IR_NONE;

    for (size_t i = 0; i < body->function->op_count; i++)
        if (is_plain_store(&body->function->ops[i]) && body->function->ops[i].args[0] == made)
            variable = body->function->ops[i].place.variable;
    if (variable == IR_NONE || (flow->shared[variable] && !is_private(flow, body, variable)))
        return IR_NONE;
    for (size_t i = 0; i < body->function->op_count; i++)
        if (is_plain_store(&body->function->ops[i]) && body->function->ops[i].args[0] != made &&
            body->function->ops[i].place.variable == variable)
            return IR_NONE;
    return variable;
}

static bool means(const struct lazy_held *held, const struct list *list, ir_id value)
{
    const struct ir_op *op = flow_op(held->body, value);

    return value == list->made ||
           (list->variable != IR_NONE && op->code == IR_LOAD &&
            op->place.variable == list->variable && !op->place.field[0] &&
            op->place.index == IR_NONE);
}

/* table[key] = value */
static bool puts_by_key(const struct lazy_held *held, const struct list *list,
                        const struct ir_op *op)
{
    if (op->code != IR_STORE || op->place.index == IR_NONE || op->place.field[0])
        return false;
    return op->place.base != IR_NONE
               ? means(held, list, op->place.base)
               : list->variable != IR_NONE && op->place.variable == list->variable;
}

/* Whether the operation only names the list: makes it, keeps it in its variable, fills it. */
static bool leaves(const struct lazy_held *held, const struct list *list, ir_id id)
{
    const struct ir_op *op = flow_op(held->body, id);

    return id == list->made || (adds(op) && means(held, list, op->args[0])) ||
           puts_by_key(held, list, op) ||
           (is_plain_store(op) && op->place.variable == list->variable &&
            op->args[0] == list->made);
}

static bool looks_at(const struct lazy_held *held, const struct list *list, ir_id id)
{
    const struct ir_op *op = flow_op(held->body, id);

    if (op->place.base != IR_NONE && means(held, list, op->place.base))
        return true;
    if (list->variable != IR_NONE && op->place.variable == list->variable &&
        (op->place.index != IR_NONE || op->place.field[0]))
        return true;
    for (uint32_t i = 0; i < op->arg_count; i++)
        if (means(held, list, op->args[i]))
            return true;
    return false;
}

static void put(const struct lazy_held *held, struct list *list, ir_id value)
{
    const uint64_t *objects = points_to_value(held->body->points_to, value);

    if (objects)
        bits_join(list->objects, objects, held->body->points_to->words);
}

static void fill(const struct lazy_held *held, struct list *list)
{
    const struct ir_function *function = held->body->function;
    const struct ir_op *made = flow_op(held->body, list->made);

    for (uint32_t i = 0; i < made->arg_count; i++)
        put(held, list, made->args[i]);
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        for (uint32_t a = 1; adds(op) && means(held, list, op->args[0]) && a < op->arg_count; a++)
            put(held, list, op->args[a]);
        if (puts_by_key(held, list, op)) {
            put(held, list, op->args[0]);
            put(held, list, op->place.index);
        }
    }
}

struct lazy_held *lazy_held_new(const struct flow *flow, const struct flow_body *body)
{
    struct lazy_held *held = ARENA_NEW(flow->arena, struct lazy_held);

    held->body = body;
    held->touched = bits_new(flow->arena, body->points_to->words);
    for (ir_id i = 0; i < body->function->op_count && held->lists.count < LISTS_MAX; i++)
        if (flow->unit->language == IR_PYTHON && makes_list(&body->function->ops[i])) {
            struct list *list = VEC_ADD(flow->arena, &held->lists);

            *list = (struct list){i, variable_of(flow, body, i),
                                  bits_new(flow->arena, body->points_to->words)};
            fill(held, list);
        }
    return held;
}

bool lazy_held_puts(const struct lazy_held *held, ir_id op)
{
    for (size_t i = 0; i < held->lists.count; i++)
        if (leaves(held, &held->lists.items[i], op))
            return true;
    return false;
}

const uint64_t *lazy_held_touched(const struct lazy_held *held, ir_id op)
{
    size_t words = held->body->points_to->words;
    bool any = false;

    for (size_t i = 0; i < held->lists.count; i++) {
        const struct list *list = &held->lists.items[i];

        if (!looks_at(held, list, op) || leaves(held, list, op))
            continue;
        if (!any)
            memset(held->touched, 0, words * sizeof *held->touched);
        bits_join(held->touched, list->objects, words);
        any = true;
    }
    return any ? held->touched : NULL;
}

bool lazy_held_has(const struct lazy_held *held, size_t object)
{
    for (size_t i = 0; i < held->lists.count; i++)
        if (bits_has(held->lists.items[i].objects, object))
            return true;
    return false;
}
