/* What each operation of a function does to lazy objects. */
#include <string.h>

#include "effects.h"
#include "lazy_internal.h"
#include "lazy_queue.h"

void lazy_add(struct lazy_builder *builder, size_t object, const struct lazy_kind *kind,
              enum lazy_action action, uint8_t mask, bool sure)
{
    if (object == 0)
        return;
    *VEC_ADD(builder->flow->arena, &builder->events->list) =
        (struct lazy_event){builder->op, object, kind, action, mask, sure, builder->ambiguous,
                            kind ? NULL : builder->except};
}

void lazy_hide_ambient(struct lazy_builder *builder)
{
    lazy_add(builder, OBJECT_AMBIENT_NUMBER, NULL, ACTION_HIDE, STATE_UNKNOWN, true);
}

/* How many objects are meant when work is put off: those made here, and only without any those that
 * were there at entry (a static that is filled here first, and then read). */
static size_t objects_in(const struct points_to *points, const uint64_t *objects, bool *made)
{
    size_t counts[2] = {0, 0};

    BITS_EACH (object, objects, points->words)
        if (object != 0)
            counts[points->objects[object].kind != OBJECT_INITIAL]++;
    *made = counts[1] > 0;
    return counts[*made];
}

/* stderr and its like are never lazy. */
static bool is_exempt(const struct lazy_builder *builder, size_t object,
                      const struct lazy_kind *kind)
{
    const struct points_to *points = builder->body->points_to;
    const struct object *of = &points->objects[object];
    const char *name;

    while (of->kind == OBJECT_INITIAL)
        of = &points->objects[of->id];
    if (!kind || !kind->exempt || of->kind != OBJECT_VARIABLE)
        return false;
    name = builder->flow->unit->variables[of->id].name;
    for (size_t i = 0; kind->exempt[i]; i++)
        if (str_same(kind->exempt[i], name))
            return true;
    return false;
}

static void add_objects(struct lazy_builder *builder, const uint64_t *objects,
                        const struct lazy_kind *kind, enum lazy_action action, uint8_t mask)
{
    const struct points_to *points = builder->body->points_to;
    bool puts_off = action == ACTION_PRODUCE || (action == ACTION_APPLY && mask & STATE_PENDING);
    bool sure, made;

    if (!objects)
        return;
    sure = objects_in(points, objects, &made) == 1;
    BITS_EACH (object, objects, points->words)
        if ((!puts_off || !made || points->objects[object].kind != OBJECT_INITIAL) &&
            !is_exempt(builder, object, kind))
            lazy_add(builder, object, kind, action, mask, sure);
}

void lazy_add_value(struct lazy_builder *builder, ir_id value, const struct lazy_kind *kind,
                    enum lazy_action action, uint8_t mask)
{
    add_objects(builder, points_to_value(builder->body->points_to, value), kind, action, mask);
}

/* --- functions of the file ------------------------------------------------------------------ */

/* The objects that a path of the callee means here; collected into `into`. */
static void follow_path(const struct lazy_builder *builder, const struct lazy_path *path,
                        uint64_t *into, uint64_t *next)
{
    const struct points_to *points = builder->body->points_to;
    const struct ir_op *call = flow_op(builder->body, builder->op);

    memset(into, 0, points->words * sizeof *into);
    if (path->root == ROOT_PARAMETER) {
        for (uint32_t a = 0; a < call->arg_count; a++)
            if (resolve_parameter(builder->flow->unit, call, call->function, a) == path->id &&
                points->values[call->args[a]])
                bits_join(into, points->values[call->args[a]], points->words);
    } else if (path->root == ROOT_AMBIENT) {
        bits_add(into, OBJECT_AMBIENT_NUMBER);
    } else {
        bits_add(into, points_to_variable(points, path->id));
        points_to_content(points, into, "", next);
    }
    for (size_t i = 0; i < LAZY_PATH_MAX && path->fields[i]; i++)
        points_to_content(points, into, path->fields[i], next);
}

static void apply_changes(struct lazy_builder *builder, const struct lazy_summary *summary)
{
    size_t words = builder->body->points_to->words;
    uint64_t *objects = bits_new(builder->flow->arena, words);
    uint64_t *scratch = bits_new(builder->flow->arena, words);

    for (size_t i = 0; i < summary->changes.count; i++) {
        const struct lazy_change *change = &summary->changes.items[i];

        follow_path(builder, &change->path, objects, scratch);
        builder->ambiguous = change->ambiguous;
        builder->except = change->except;
        add_objects(builder, objects, change->kind,
                    change->kind ? ACTION_APPLY : ACTION_HIDE, change->mask);
        builder->ambiguous = false;
        builder->except = NULL;
    }
    for (size_t i = 0; i < summary->realizes_all.count; i++)
        lazy_add(builder, OBJECT_ALL, summary->realizes_all.items[i], ACTION_REALIZE, 0, true);
}

static void hide_all_operands(struct lazy_builder *builder)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);

    for (uint32_t i = 0; i < op->arg_count; i++)
        lazy_add_value(builder, op->args[i], NULL, ACTION_HIDE, STATE_UNKNOWN);
}

/* The kind of what an `async def` or a generator yields when it is called. */
static const struct lazy_kind *kind_of_class(const struct lazy_builder *builder,
                                             const char *class_name)
{
    static const char *const methods[] = {"__iter__", "__aiter__", "__await__"};

    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        const struct api *api = model_method(builder->flow->model,
                                             resolve_language(builder->flow->unit), class_name,
                                             methods[i]);
        if (api && api->lazy_count > 0)
            return api->lazy[0].kind;
    }
    return NULL;
}

static ir_id function_value(const struct lazy_builder *builder, ir_id value)
{
    const struct ir_op *op = flow_op(builder->body, value);

    if (op->code == IR_FUNC)
        return op->function;
    if (op->code == IR_LOAD && op->place.variable != IR_NONE)
        return builder->flow->held[op->place.variable];
    return IR_NONE;
}

/* A function that is handed over may be called at any time: what it does to variables that it
 * shares with this one is out of sight. */
static void hide_captured(struct lazy_builder *builder, ir_id function)
{
    const struct lazy_summary *summary = builder->flow->bodies[function].lazy;
    size_t words = builder->body->points_to->words;
    uint64_t *objects = bits_new(builder->flow->arena, words);
    uint64_t *scratch = bits_new(builder->flow->arena, words);

    for (size_t i = 0; summary && i < summary->changes.count; i++) {
        if (summary->changes.items[i].path.root != ROOT_VARIABLE)
            continue;
        follow_path(builder, &summary->changes.items[i].path, objects, scratch);
        add_objects(builder, objects, NULL, ACTION_HIDE, STATE_UNKNOWN);
    }
}

static void call_function(struct lazy_builder *builder)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);
    const struct flow_body *callee = &builder->flow->bodies[call->function];
    const struct lazy_kind *kind;

    if (callee->function->is_generator || callee->function->is_async) {
        hide_all_operands(builder);
        hide_captured(builder, call->function);
        lazy_hide_ambient(builder);
        if (callee->function->decorator_count > 0)
            return; /* a context manager, a fixture: the decorator says what a call yields */
        kind = kind_of_class(builder, callee->function->is_generator ? "generator" : "coroutine");
        if (kind)
            lazy_add_value(builder, builder->op, kind, ACTION_CREATE, STATE_PENDING);
        return;
    }
    if (!callee->lazy || call->flags & IR_STAR) {
        hide_all_operands(builder);
        lazy_hide_ambient(builder);
        return;
    }
    apply_changes(builder, callee->lazy);
    if (callee->lazy->result)
        lazy_add_value(builder, builder->op, callee->lazy->result, ACTION_CREATE,
                       callee->lazy->result_mask);
}

/* --- other operations ----------------------------------------------------------------------- */

static const struct api *special_method(const struct lazy_builder *builder, ir_id value,
                                        const char *method)
{
    const struct flow *flow = builder->flow;
    const char *class_name = resolve_class(flow->unit, flow_op(builder->body, value)->type);

    return *class_name ? model_method(flow->model, resolve_language(flow->unit), class_name,
                                      method)
                       : NULL;
}

/* An operation that stands for a method: its operand is the receiver. */
static void call_special(struct lazy_builder *builder, const char *method,
                         enum lazy_action otherwise)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);
    const struct api *api = op->arg_count ? special_method(builder, op->args[0], method) : NULL;
    bool described = false;

    for (size_t i = 0; api && i < api->lazy_count; i++) {
        if (api->lazy[i].kind->queue)
            continue;
        described = true;
        if (api->lazy[i].role == LAZY_REALIZE_ALL) {
            lazy_add(builder, OBJECT_ALL, api->lazy[i].kind, ACTION_REALIZE, 0, true);
            continue;
        }
        lazy_add_value(builder, op->args[0], api->lazy[i].kind,
                       api->lazy[i].role == LAZY_PRODUCE   ? ACTION_PRODUCE
                       : api->lazy[i].role == LAZY_PARTIAL ? ACTION_PARTIAL
                       : api->lazy[i].role == LAZY_LEAVE   ? ACTION_NOTHING
                                                           : ACTION_REALIZE,
                       0);
    }
    if (!described && op->arg_count && otherwise != ACTION_NOTHING)
        lazy_add_value(builder, op->args[0], NULL, otherwise, STATE_UNKNOWN);
}

/* Operators that look at a reference and leave its object alone. */
static bool is_harmless(const struct lazy_builder *builder, const struct ir_op *op)
{
    static const char *const harmless[] = {"?:", "cast", "and", "or", "&&", "||", ",", "is",
                                           "is not", "not", "!", "==", "!="};

    if (builder->flow->unit->language != IR_PYTHON)
        return true;
    if ((!strcmp(op->text, "==") || !strcmp(op->text, "!=")) && lazy_class(builder->flow, op) &&
        !lazy_text_among(builder, op, 0))
        return false; /* x == y is one more array */
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        if (str_same(op->text, harmless[i]))
            return true;
    return false;
}

/* `g = out.getvalue` may be called later under that name. */
static void load(struct lazy_builder *builder)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);

    if (builder->flow->unit->language != IR_PYTHON)
        return;
    if (op->place.base != IR_NONE)
        lazy_add_value(builder, op->place.base, NULL, ACTION_HIDE, STATE_UNKNOWN);
    if (op->place.index != IR_NONE) /* x[order] */
        lazy_add_value(builder, op->place.index, NULL, ACTION_HIDE, STATE_UNKNOWN);
}

/* `rows[:] = it` asks for all items; in C and C++ memory may be a file. */
static void store(struct lazy_builder *builder)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);
    const struct ir_op *index =
        op->place.index == IR_NONE ? NULL : flow_op(builder->body, op->place.index);

    if (builder->flow->unit->language != IR_PYTHON && op->place.base != IR_NONE)
        lazy_stored(builder, points_to_value(builder->body->points_to, op->place.base));
    if (builder->flow->unit->language != IR_PYTHON || !index)
        return;
    if (index->code == IR_COMPUTE && str_same(index->text, "slice"))
        call_special(builder, "__iter__", ACTION_REALIZE);
    lazy_item_stored(builder);
}

static void end_of_scope(struct lazy_builder *builder, const uint64_t *objects)
{
    const struct lazy_events *events = builder->events;
    size_t before = events->list.count;

    for (size_t i = 0; i < before; i++) {
        struct lazy_event event = events->list.items[i];

        if (event.action == ACTION_CREATE && event.object != OBJECT_ALL && event.kind &&
            event.kind->at_scope_end && bits_has(objects, event.object))
            lazy_add(builder, event.object, event.kind, ACTION_REALIZE, 0, true);
    }
}

static void destroy(struct lazy_builder *builder)
{
    const struct points_to *points = builder->body->points_to;
    uint64_t *scratch = bits_new(builder->flow->arena, points->words);
    uint64_t *objects = bits_new(builder->flow->arena, points->words);
    const struct ir_place *place = &flow_op(builder->body, builder->op)->place;

    /* The variable itself, or what it holds by value. */
    bits_join(objects, points_to_place(points, place, scratch), points->words);
    end_of_scope(builder, objects);
    points_to_content(points, objects, "", scratch);
    end_of_scope(builder, objects);
}

static void leave_context(struct lazy_builder *builder)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);
    const uint64_t *objects =
        op->arg_count ? points_to_value(builder->body->points_to, op->args[0]) : NULL;

    call_special(builder, "__exit__", ACTION_NOTHING);
    if (objects)
        end_of_scope(builder, objects);
}

/* While one waits, the event loop runs the others: how far, nobody sees. */
static void run_event_loop(struct lazy_builder *builder)
{
    const struct lazy_events *events = builder->events;
    size_t before = events->list.count;

    for (size_t i = 0; i < before; i++) {
        struct lazy_event event = events->list.items[i];

        if (event.action == ACTION_CREATE && event.kind && event.kind->class_name &&
            str_starts(event.kind->class_name, "asyncio."))
            lazy_add(builder, event.object, event.kind, ACTION_HIDE, STATE_UNKNOWN, true);
    }
}

static void visit_call(struct lazy_builder *builder)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);

    if (lazy_held_puts(builder->events->held, builder->op))
        return;

    for (uint32_t i = op->flags & IR_INDIRECT ? 1 : 0; i < op->arg_count; i++) {
        ir_id handed = function_value(builder, op->args[i]);
        if (handed != IR_NONE)
            hide_captured(builder, handed);
    }
    if (op->function != IR_NONE)
        call_function(builder);
    else
        lazy_api_events(builder, builder->body->effects[builder->op].api);
}

static void visit(struct lazy_builder *builder)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);

    add_objects(builder, lazy_held_touched(builder->events->held, builder->op), NULL, ACTION_HIDE,
                STATE_UNKNOWN);
    lazy_queue_events(builder);
    switch (op->code) {
    case IR_CALL:
        visit_call(builder);
        break;
    case IR_LOAD:
        load(builder);
        break;
    case IR_STORE:
        store(builder);
        break;
    case IR_COMPUTE:
        if (!is_harmless(builder, op) && !lazy_held_puts(builder->events->held, builder->op))
            hide_all_operands(builder);
        if (!is_harmless(builder, op))
            lazy_class_event(builder, NULL);
        break;
    case IR_ITER:
        call_special(builder, "__iter__", ACTION_REALIZE);
        if (op->arg_count)
            lazy_add_held(builder, op->args[0], NULL, ACTION_REALIZE);
        break;
    case IR_AWAIT:
        run_event_loop(builder);
        call_special(builder, "__await__", ACTION_REALIZE);
        break;
    case IR_ENTER:
        call_special(builder, "__enter__", ACTION_NOTHING);
        break;
    case IR_EXIT:
        leave_context(builder);
        break;
    case IR_DESTROY:
        destroy(builder);
        break;
    case IR_BRANCH: /* Python asks the object whether it is true */
        if (builder->flow->unit->language == IR_PYTHON)
            hide_all_operands(builder);
        break;
    case IR_YIELD:
    case IR_RAISE:
    case IR_ASM:
        hide_all_operands(builder);
        break;
    default:
        break;
    }
}

/* --- items ---------------------------------------------------------------------------------- */

static bool is_created_as(const struct lazy_events *events, size_t object,
                          const struct lazy_kind *kind)
{
    for (size_t i = 0; i < events->list.count; i++)
        if (events->list.items[i].action == ACTION_CREATE &&
            events->list.items[i].object == object && events->list.items[i].kind == kind)
            return true;
    return false;
}

static struct lazy_item *find_item(const struct lazy_events *events,
                                   const struct lazy_event *event)
{
    for (size_t i = events->of_object[event->object]; i > 0; i = events->items.items[i - 1].next)
        if (events->items.items[i - 1].kind == event->kind)
            return &events->items.items[i - 1];
    return NULL;
}

/* `created`: something makes the event's object here, and thus says what it is. */
static void add_item(const struct flow *flow, struct lazy_events *events,
                     const struct lazy_event *event, bool created)
{
    struct lazy_item *known = find_item(events, event);

    if (created && !is_created_as(events, event->object, event->kind))
        return;
    if (known) {
        known->ambiguous &= event->ambiguous;
    } else if (events->items.count == LAZY_ITEMS_MAX) {
        events->too_many = true;
    } else {
        *VEC_ADD(flow->arena, &events->items) =
            (struct lazy_item){event->object, event->kind, !created && event->ambiguous,
                               events->of_object[event->object]};
        events->of_object[event->object] = events->items.count;
    }
}

static void add_items(const struct flow *flow, const struct flow_body *body,
                      struct lazy_events *events)
{
    bool *created = ARENA_ARRAY(flow->arena, bool, body->points_to->count + 1);

    events->of_object = ARENA_ARRAY(flow->arena, size_t, body->points_to->count + 1);
    for (size_t i = 0; i < events->list.count; i++)
        if (events->list.items[i].action == ACTION_CREATE &&
            events->list.items[i].object != OBJECT_ALL)
            created[events->list.items[i].object] = true;
    for (size_t i = 0; i < events->list.count && !events->too_many; i++) {
        const struct lazy_event *event = &events->list.items[i];

        if (event->object != OBJECT_ALL && event->kind)
            add_item(flow, events, event, created[event->object]);
    }
}

enum { EVENTS_MAX = 20000 }; /* of one function; more is generated code */

struct lazy_events *lazy_events_new(const struct flow *flow, const struct flow_body *body)
{
    const struct ir_function *function = body->function;
    struct lazy_events *events = ARENA_NEW(flow->arena, struct lazy_events);
    struct lazy_builder builder = {.flow = flow, .body = body, .events = events};

    events->held = lazy_held_new(flow, body);
    events->first = ARENA_ARRAY(flow->arena, size_t, function->op_count + 1);
    events->end = ARENA_ARRAY(flow->arena, size_t, function->op_count + 1);
    for (size_t at = 0; at < function->op_count; at++) {
        builder.op = function->order[at];
        events->first[builder.op] = events->list.count;
        if (flow_reachable(body, builder.op) && events->list.count < EVENTS_MAX)
            visit(&builder);
        events->end[builder.op] = events->list.count;
    }
    if (events->list.count >= EVENTS_MAX)
        events->too_many = true;
    add_items(flow, body, events);
    return events;
}
