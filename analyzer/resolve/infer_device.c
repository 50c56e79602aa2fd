/* What lives on a device: variables whose objects are moved there, what is made of them, and what
 * names a device. */
#include <string.h>

#include "infer_internal.h"
#include "resolve.h"

enum { CHAIN_MAX = 8 }; /* of methods; longer ones do not end in the same object */

static bool is_on_device(const struct inference *inference, const char *class_name)
{
    size_t count;
    const struct lazy_kind *const *queues = model_queues(inference->model, &count);

    for (size_t i = 0; infer_is_known(class_name) && i < count; i++)
        if (model_is_a(inference->model, class_name, queues[i]->class_name))
            return true;
    return false;
}

static bool is_load_of(const struct ir_op *op, ir_id variable)
{
    return op->code == IR_LOAD && op->place.variable == variable && !op->place.field[0];
}

/* Whether the variable's object is what a chain of methods begins with, or is wrapped or changed
 * there: net.cuda().eval(), DataParallel(net).to(device). */
static bool begins_with(const struct ir_op *ops, const struct ir_op *call, ir_id variable)
{
    const struct ir_op *receiver = &ops[call->args[0]];

    for (int depth = 0; depth < CHAIN_MAX && receiver->code == IR_CALL &&
                        receiver->flags & IR_METHOD && receiver->arg_count; depth++)
        receiver = &ops[receiver->args[0]];
    for (uint32_t i = 0; receiver->code == IR_CALL && i < receiver->arg_count; i++)
        if (is_load_of(&ops[receiver->args[i]], variable))
            return true;
    return is_load_of(receiver, variable);
}

static void note(struct inference *inference, ir_id variable, const char *class_name)
{
    if (variable == IR_NONE || inference->moved[variable] || !is_on_device(inference, class_name))
        return;
    inference->moved[variable] = class_name;
    infer_learnt_variable(inference, variable);
}

void infer_note_move(struct inference *inference, ir_id function, const struct ir_op *store)
{
    const struct ir_op *ops = inference->unit->functions[function].ops;
    const struct ir_op *call = &ops[store->args[0]];

    if (store->place.variable != IR_NONE && !store->place.field[0] && call->code == IR_CALL &&
        call->flags & IR_METHOD && begins_with(ops, call, store->place.variable))
        note(inference, store->place.variable,
             inference->ops[function][store->args[0]].class_name);
}

void infer_note_moved_in_place(struct inference *inference, ir_id function,
                               const struct ir_op *call, const char *class_name)
{
    const struct ir_op *receiver;

    if (!(call->flags & IR_METHOD) || !(call->flags & IR_DISCARDED) || !call->arg_count)
        return;
    receiver = &inference->unit->functions[function].ops[call->args[0]];
    if (receiver->code == IR_LOAD && !receiver->place.field[0])
        note(inference, receiver->place.variable, class_name);
}

/* x.cuda() if there_is_one else x */
static bool is_moved_or_not(const struct ir_op *ops, const struct ir_op *moved,
                            const struct ir_op *other)
{
    return moved->code == IR_CALL && moved->flags & IR_METHOD && other->code == IR_LOAD &&
           other->place.variable != IR_NONE && begins_with(ops, moved, other->place.variable);
}

/* f"cuda:{number}": the text of an f-string stands in the source only. */
static const char *class_of_f_string(const struct inference *inference, ir_id function,
                                     const struct ir_op *op)
{
    enum { LONGEST = 64 }; /* of what names a device */
    struct slice source = ir_source_text(inference->unit, &inference->unit->functions[function],
                                         op->at, LONGEST);
    char spelling[LONGEST + 1];

    if (source.length > LONGEST)
        return NULL;
    memcpy(spelling, source.at, source.length);
    spelling[source.length] = '\0';
    return infer_literal(inference, spelling);
}

const char *infer_on_device(const struct inference *inference, ir_id function,
                            const struct ir_op *op)
{
    const struct ir_op *ops = inference->unit->functions[function].ops;
    const struct kind *values = inference->ops[function];

    for (uint32_t i = 1; str_same(op->text, "?:") && op->arg_count == 3 && i <= 2; i++)
        if (is_on_device(inference, values[op->args[i]].class_name) &&
            is_moved_or_not(ops, &ops[op->args[i]], &ops[op->args[3 - i]]))
            return values[op->args[i]].class_name;
    if (str_same(op->text, "str"))
        return class_of_f_string(inference, function, op);
    /* "cuda:" + str(number), "cuda:%d" % number */
    if ((str_same(op->text, "+") || str_same(op->text, "%")) &&
        op->arg_count > 0 && ops[op->args[0]].code == IR_CONST &&
        model_is_literal(inference->model, values[op->args[0]].class_name))
        return values[op->args[0]].class_name;
    return NULL;
}

/* The class of what unknown code makes of objects of this class, or NULL. */
static const char *derived_class(const struct inference *inference, const char *class_name)
{
    size_t count;
    const struct lazy_kind *const *queues = model_queues(inference->model, &count);

    for (size_t q = 0; infer_is_known(class_name) && q < count; q++)
        if (queues[q]->derived && (str_same(class_name, queues[q]->derived) ||
                                   model_is_a(inference->model, class_name, queues[q]->class_name)))
            return infer_intern(inference, queues[q]->derived);
    return NULL;
}

struct kind infer_derived(struct inference *inference, ir_id function,
                          const struct ir_op *call)
{
    const struct kind *values = inference->ops[function];
    const char *found = NULL;
    bool open = false;

    for (uint32_t i = 0; !found && i < call->arg_count; i++) {
        found = derived_class(inference, values[call->args[i]].class_name);
        open |= !values[call->args[i]].class_name && !inference->settled;
    }
    if (found)
        return (struct kind){found, found};
    if (open)
        infer_waits(inference);
    return open ? (struct kind){NULL, NULL} : (struct kind){infer_various, infer_various};
}

struct kind infer_items(const struct inference *inference, struct kind kind)
{
    const char *of = kind.class_name, *derived = derived_class(inference, of);

    if (!infer_is_known(kind.element) &&
        (is_on_device(inference, of) || (derived && str_same(of, derived))))
        kind.element = of;
    return kind;
}

static const char *class_by_name(struct inference *inference, const char *name)
{
    const char *found = model_named(inference->model, name, inference->unit->source);

    inference->unit->names_guessed |= found != NULL;
    return found ? infer_intern(inference, found) : NULL;
}

struct kind infer_named(struct inference *inference, struct kind kind,
                        const struct ir_place *place)
{
    const char *name = place->field[0] || place->variable == IR_NONE
                           ? place->field
                           : inference->unit->variables[place->variable].name;
    bool open = kind.class_name == infer_various || (!kind.class_name && inference->settled);

    if (!kind.class_name && !inference->settled)
        infer_waits(inference);
    if (open && place->index == IR_NONE && (name = class_by_name(inference, name)))
        kind.class_name = name;
    return kind;
}

void infer_name_parameter(struct inference *inference, const struct ir_function *function,
                          uint32_t number)
{
    ir_id variable = function->parameters[number];
    const char *class_name = class_by_name(inference, inference->unit->variables[variable].name);
    const char *given = function->defaults ? function->defaults[number] : NULL;

    if (class_name && !inference->variables[variable].class_name)
        inference->variables[variable].class_name =
            given && strpbrk(given, "\"'") ? "builtins.str" : class_name;
}
