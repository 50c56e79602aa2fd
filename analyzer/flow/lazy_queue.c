#include "lazy_queue.h"

#include <string.h>

#include "effects.h"
#include "lazy_queue_launch.h"
#include "lazy_queue_warm.h"
#include "str.h"

static void add(struct lazy_builder *builder, const struct lazy_kind *kind,
                enum lazy_action action)
{
    uint8_t mask = action == ACTION_HIDE ? STATE_UNKNOWN : STATE_PENDING;

    lazy_add(builder, OBJECT_AMBIENT_NUMBER, kind, action, mask, true);
}

uint8_t lazy_queue_act(const struct lazy_event *event, uint8_t states)
{
    switch (event->action) {
    case ACTION_PRODUCE:
        return STATE_PENDING;
    case ACTION_REALIZE:
    case ACTION_PARTIAL:
        return STATE_REALIZED;
    case ACTION_APPLY:
        return (uint8_t)((event->mask & (uint8_t)~STATE_CLEAN) |
                         (event->mask & STATE_CLEAN ? states : 0));
    case ACTION_HIDE:
        return STATE_UNKNOWN;
    default:
        return states;
    }
}

/* --- classes of operands ---------------------------------------------------------------------- */

enum membership { MEMBER_NO, MEMBER_MAYBE, MEMBER_YES };

static const char *class_of(const struct lazy_builder *builder, ir_id value)
{
    return resolve_class(builder->flow->unit, flow_op(builder->body, value)->type);
}

/* Containers of the language, which may hold such objects. */
static bool holds_others(const char *class_name)
{
    static const char *const containers[] = {"list", "tuple", "set", "dict"};

    if (!strncmp(class_name, "builtins.", 9))
        class_name += 9;
    for (size_t i = 0; i < sizeof containers / sizeof *containers; i++)
        if (!strcmp(class_name, containers[i]))
            return true;
    return false;
}

static bool is_derived(const struct lazy_builder *builder, ir_id value,
                       const struct lazy_kind *kind)
{
    return kind->derived && !strcmp(class_of(builder, value), kind->derived);
}

static enum membership is_member(const struct lazy_builder *builder, ir_id value,
                                 const struct lazy_kind *kind)
{
    const struct ir_op *op = flow_op(builder->body, value);
    const char *class_name = class_of(builder, value);

    if (op->code == IR_CONST || op->code == IR_FUNC)
        return MEMBER_NO;
    if (!*class_name)
        return MEMBER_MAYBE;
    if (model_is_a(builder->flow->model, class_name, kind->class_name))
        return MEMBER_YES;
    if (is_derived(builder, value, kind))
        return MEMBER_MAYBE;
    return holds_others(class_name) ? MEMBER_MAYBE : MEMBER_NO;
}

static enum membership any_member(const struct lazy_builder *builder, const struct lazy_kind *kind)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);
    enum membership most = MEMBER_NO;

    for (uint32_t i = 0; i < op->arg_count; i++) {
        enum membership one = is_member(builder, op->args[i], kind);

        most = one > most ? one : most;
    }
    return most;
}

/* Waits for the device if the operand is such an object. */
static void wait_for(struct lazy_builder *builder, const struct lazy_kind *kind,
                     enum membership membership)
{
    if (membership == MEMBER_YES)
        add(builder, kind, ACTION_REALIZE);
    else if (membership == MEMBER_MAYBE)
        lazy_add(builder, OBJECT_AMBIENT_NUMBER, kind, ACTION_HIDE,
                 STATE_UNKNOWN | STATE_REALIZED, true);
}

/* --- calls ------------------------------------------------------------------------------------ */

static bool yields_member(const struct lazy_builder *builder, const struct lazy_kind *kind)
{
    return kind->every && is_member(builder, builder->op, kind) == MEMBER_YES;
}

/* Whose object an entry is about decides whether it applies. */
static enum membership applies(const struct lazy_builder *builder, const struct api_lazy *lazy)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);
    ir_id operand;

    if (lazy->role == LAZY_REALIZE_ALL || lazy->handle == API_RESULT ||
        lazy->handle == API_RECEIVER)
        return MEMBER_YES;
    if (lazy->handle == API_ANY_ARGUMENT)
        return any_member(builder, lazy->kind);
    operand = resolve_argument(call, lazy->handle, lazy->handle_keyword);
    return operand == IR_NONE ? MEMBER_NO : is_member(builder, operand, lazy->kind);
}

/* What the models say that the call does to the queue of this kind; false when they say nothing. */
static bool apply_entries(struct lazy_builder *builder, const struct api *api,
                          const struct lazy_kind *kind)
{
    bool described = false;

    for (size_t i = 0; api && i < api->lazy_count; i++) {
        const struct api_lazy *lazy = &api->lazy[i];

        if (lazy->kind != kind || !lazy_holds(builder, lazy))
            continue;
        described = true;
        if (lazy->role == LAZY_CREATE || lazy->role == LAZY_PRODUCE)
            add(builder, kind, ACTION_PRODUCE);
        else if (lazy->role != LAZY_LEAVE)
            wait_for(builder, kind, lazy->role == LAZY_DISARM ? MEMBER_MAYBE
                                                              : applies(builder, lazy));
    }
    return described;
}

static bool same_package(const char *a, const char *b)
{
    size_t length = strcspn(a, ".");
    return length == strcspn(b, ".") && !strncmp(a, b, length);
}

/* Whether a call that the models do not describe may wait for the device. */
static bool may_wait(const struct lazy_builder *builder, const struct lazy_kind *kind)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);
    const struct effect *effect = &builder->body->effects[builder->op];

    if (effect->api)
        return effect->api->calls != 0;
    return !call->text[0] || call->text[0] == '.' || same_package(call->text, kind->class_name) ||
           !model_knows_package(builder->flow->model, call->text);
}

/* Something out of sight is given arrays of the device, and was so before to warm it up. */
static bool launches_warm(const struct lazy_builder *builder, const struct lazy_kind *kind)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);

    return kind->derived && !builder->body->effects[builder->op].api &&
           !(call->flags & IR_DISCARDED) && any_member(builder, kind) == MEMBER_YES &&
           lazy_queue_warmed_up(builder);
}

/* A function of the file that is handed over may be called and wait: list(map(f, x)). */
static bool hands_function(const struct lazy_builder *builder)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);

    for (uint32_t i = call->flags & IR_INDIRECT ? 1 : 0; i < call->arg_count; i++) {
        const struct ir_op *argument = flow_op(builder->body, call->args[i]);

        if (argument->code == IR_FUNC && argument->function != IR_NONE)
            return true;
    }
    return false;
}

/* An object that is called with text is no function of arrays: a pipeline, whose result nobody here
 * knows. */
static bool takes_text(const struct lazy_builder *builder)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);

    for (uint32_t i = 0; call->keywords && i < call->arg_count; i++)
        if (call->keywords[i] && str_starts(call->keywords[i], "prompt"))
            return true; /* a list of them */
    return str_ends(call->text, ".__call__") && lazy_text_among(builder, call, 0);
}

/* Whether a function of the file calls what waits for the device. */
static bool waits_inside(const struct flow *flow, ir_id function, const struct lazy_kind *kind)
{
    const struct ir_function *of = &flow->unit->functions[function];

    for (ir_id i = 0; i < of->op_count; i++) {
        const struct api *api = of->ops[i].code == IR_CALL
                                    ? resolve_api(flow->unit, flow->model, &of->ops[i])
                                    : NULL;

        for (size_t e = 0; api && e < api->lazy_count; e++)
            if (api->lazy[e].role == LAZY_REALIZE_ALL && api->lazy[e].kind == kind)
                return true;
    }
    return false;
}

/* torch.compile(f)(x): f may wait by itself. */
static bool wraps_waiting(const struct lazy_builder *builder, const struct lazy_kind *kind)
{
    const struct ir_unit *unit = builder->flow->unit;
    const struct ir_op *call = flow_op(builder->body, builder->op);
    const struct api *api = builder->body->effects[builder->op].api;
    const char *made =
        api && api->categories & API_FIRST && call->flags & IR_INDIRECT && call->arg_count
            ? class_of(builder, call->args[0])
            : "";

    for (ir_id f = 0; *made && f < unit->function_count; f++)
        for (ir_id i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *op = &unit->functions[f].ops[i];
            const struct ir_op *given = op->code == IR_CALL && op->arg_count
                                            ? &unit->functions[f].ops[op->args[0]]
                                            : NULL;

            if (given && given->code == IR_FUNC && given->function != IR_NONE &&
                !strcmp(resolve_class(unit, op->type), made) &&
                waits_inside(builder->flow, given->function, kind))
                return true;
        }
    return false;
}

/* with model.join(): what is entered is a context manager, and no array. */
static bool is_entered(const struct lazy_builder *builder)
{
    const struct ir_function *function = builder->body->function;

    for (ir_id i = builder->op + 1; i < function->op_count; i++)
        if (function->ops[i].code == IR_ENTER && function->ops[i].args[0] == builder->op)
            return true;
    return false;
}

static void visit_call(struct lazy_builder *builder, const struct lazy_kind *kind)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);
    const struct api *api = builder->body->effects[builder->op].api;

    if (call->function != IR_NONE || apply_entries(builder, api, kind) ||
        (yields_member(builder, kind) && is_entered(builder)))
        return;
    if (yields_member(builder, kind))
        add(builder, kind, takes_text(builder) || wraps_waiting(builder, kind) ? ACTION_HIDE
                                                                               : ACTION_PRODUCE);
    else if ((any_member(builder, kind) == MEMBER_YES && lazy_queue_launches(builder, kind)) ||
             launches_warm(builder, kind))
        add(builder, kind, ACTION_PRODUCE);
    else if (hands_function(builder) || may_wait(builder, kind))
        add(builder, kind, ACTION_HIDE);
}

/* --- other operations ------------------------------------------------------------------------- */

/* An f-string shows the number; `not`, `and`, `or` and `in` ask for its truth. */
static bool looks_inside(const struct ir_op *op)
{
    static const char *const looking[] = {"str", "not", "and", "or", "in", "not in"};

    for (size_t i = 0; i < sizeof looking / sizeof *looking; i++)
        if (!strcmp(op->text, looking[i]))
            return true;
    return false;
}

/* x[x > 0]: how many there are must be known before the result can be made. */
static bool picks_where(const struct lazy_builder *builder, ir_id index)
{
    static const char *const comparing[] = {"<", "<=", ">", ">=", "==", "!="};
    const struct ir_op *op = flow_op(builder->body, index);

    for (size_t i = 0; op->code == IR_COMPUTE && i < sizeof comparing / sizeof *comparing; i++)
        if (!strcmp(op->text, comparing[i]))
            return true;
    return false;
}

/* One item by its number: of a tuple of results, whatever the call gave; or a view. */
static bool picks_item(const struct lazy_builder *builder, const struct ir_op *op)
{
    return !strcmp(op->text, "[]") && op->arg_count == 2 &&
           flow_op(builder->body, op->args[1])->code == IR_CONST;
}

/* x.data[0] was x.item() before PyTorch 0.4; a choice by truth waits for what it is made of. */
static void visit_load(struct lazy_builder *builder, const struct lazy_kind *kind)
{
    const struct ir_place *place = &flow_op(builder->body, builder->op)->place;

    if (place->base != IR_NONE && place->index != IR_NONE &&
        flow_op(builder->body, place->index)->code == IR_CONST &&
        flow_op(builder->body, place->base)->code == IR_LOAD &&
        !strcmp(flow_op(builder->body, place->base)->place.field, "data"))
        wait_for(builder, kind,
                 is_derived(builder, place->base, kind) ? MEMBER_YES
                                                        : is_member(builder, place->base, kind));
    else if (place->index != IR_NONE && picks_where(builder, place->index))
        wait_for(builder, kind, is_member(builder, place->index, kind));
}

/* An operand of an unknown class is a number or a text more often than such an object, but for what
 * is taken out of a table of results: f"{metrics['loss']}". */
static void look_inside(struct lazy_builder *builder, const struct lazy_kind *kind)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);

    for (uint32_t i = 0; i < op->arg_count; i++)
        if (*class_of(builder, op->args[i]) ||
            (flow_op(builder->body, op->args[i])->code == IR_LOAD &&
             flow_op(builder->body, op->args[i])->place.index != IR_NONE))
            wait_for(builder, kind, is_member(builder, op->args[i], kind));
}

/* table[i] = x: an array of the host, or a file, gets the numbers; a list, or an array of the
 * device, does not wait for them. */
static void visit_store(struct lazy_builder *builder, const struct lazy_kind *kind)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);
    const struct ir_place *place = &op->place;

    if (place->base != IR_NONE && place->index != IR_NONE &&
        !holds_others(class_of(builder, place->base)) &&
        is_member(builder, place->base, kind) != MEMBER_YES &&
        is_member(builder, op->args[0], kind) == MEMBER_YES)
        add(builder, kind, ACTION_HIDE);
}

static void visit_compute(struct lazy_builder *builder, const struct lazy_kind *kind)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);

    if (picks_item(builder, op))
        return;
    if (!strcmp(op->text, "[]") && op->arg_count == 2 && picks_where(builder, op->args[1]))
        wait_for(builder, kind, is_member(builder, op->args[1], kind));
    else if (looks_inside(op))
        look_inside(builder, kind);
    else if (yields_member(builder, kind) && strcmp(op->text, "?:") != 0)
        add(builder, kind, ACTION_PRODUCE);
}

/* A context manager of somebody else may wait when it is left. */
static void visit_exit(struct lazy_builder *builder, const struct lazy_kind *kind)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);
    const char *class_name = op->arg_count ? class_of(builder, op->args[0]) : "";
    const struct ir_op *made = op->arg_count ? flow_op(builder->body, op->args[0]) : NULL;
    const char *name = made && made->code == IR_CALL ? made->text : class_name;

    if (!*name || !model_knows_package(builder->flow->model, name))
        add(builder, kind, ACTION_HIDE);
}

static void visit(struct lazy_builder *builder, const struct lazy_kind *kind)
{
    switch (flow_op(builder->body, builder->op)->code) {
    case IR_CALL:
        visit_call(builder, kind);
        break;
    case IR_COMPUTE:
        visit_compute(builder, kind);
        break;
    case IR_LOAD:
        visit_load(builder, kind);
        break;
    case IR_STORE:
        visit_store(builder, kind);
        break;
    case IR_BRANCH: /* if x > 0: */
        look_inside(builder, kind);
        break;
    case IR_EXIT:
        visit_exit(builder, kind);
        break;
    case IR_AWAIT:
    case IR_YIELD:
        add(builder, kind, ACTION_HIDE);
        break;
    default:
        break;
    }
}

static bool contains_any(const struct ir_unit *unit, const char *const *texts)
{
    for (size_t i = 0; texts[i]; i++)
        if (strstr(unit->source, texts[i]))
            return true;
    return false;
}

/* Only kinds whose library the file imports, which are few. */
static bool is_imported(const struct ir_unit *unit, const struct lazy_kind *kind)
{
    if (contains_any(unit, kind->never_with) ||
        (kind->only_with[0] && !contains_any(unit, kind->only_with)))
        return false;
    for (size_t i = 0; i < unit->import_count; i++)
        if (same_package(unit->imports[i].module, kind->class_name))
            return true;
    return false;
}

void lazy_queues_find(struct flow *flow)
{
    size_t count;
    const struct lazy_kind *const *kinds = model_queues(flow->model, &count);

    for (size_t i = 0; flow->unit->language == IR_PYTHON && i < count; i++)
        if (is_imported(flow->unit, kinds[i])) {
            *VEC_ADD(flow->arena, &flow->queues) = kinds[i];
            lazy_queue_launchers(flow, kinds[i]);
        }
}

void lazy_queue_events(struct lazy_builder *builder)
{
    for (size_t i = 0; i < builder->flow->queues.count; i++)
        visit(builder, builder->flow->queues.items[i]);
}
