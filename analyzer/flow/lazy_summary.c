/* What a function does to lazy objects that its caller can name: parameters, variables that both
 * see, and what lies in their fields. */
#include <string.h>

#include "lazy_internal.h"

bool lazy_path_of(const struct flow *flow, const struct flow_body *body, size_t object,
                  struct lazy_path *path)
{
    const struct points_to *points = body->points_to;
    const struct object *of = &points->objects[object];
    const char *fields[LAZY_PATH_MAX + 1];
    size_t depth = 0;

    if (of->kind == OBJECT_AMBIENT) {
        *path = (struct lazy_path){.root = ROOT_AMBIENT, .id = IR_NONE};
        return true;
    }
    for (; of->kind == OBJECT_INITIAL; of = &points->objects[of->id]) {
        if (depth > LAZY_PATH_MAX)
            return false;
        fields[depth++] = of->field;
    }
    /* The innermost step is the variable's own content. */
    if (of->kind != OBJECT_VARIABLE || depth == 0 || fields[depth - 1][0])
        return false;
    *path = (struct lazy_path){.root = ROOT_VARIABLE, .id = of->id};
    for (uint32_t p = 0; p < body->function->parameter_count; p++)
        if (body->function->parameters[p] == of->id) {
            path->root = ROOT_PARAMETER;
            path->id = p;
        }
    if (path->root == ROOT_VARIABLE && !flow->shared[of->id])
        return false;
    for (size_t i = 0; i + 1 < depth; i++)
        path->fields[i] = fields[depth - 2 - i];
    return true;
}

struct gathering {
    const struct flow *flow;
    const struct flow_body *body;
    const struct lazy_events *events;
    struct lazy_summary *summary;
    uint8_t *masks; /* by item: its states where the function returns */
    bool mixed;     /* it returns different things */
};

/* Whether the object stands for what a call in this function made. */
static bool is_made_here(const struct points_to *points, size_t object)
{
    return points->objects[object].kind == OBJECT_FRESH;
}

static void at_return(ir_id id, const uint8_t *states, void *context)
{
    struct gathering *gathering = context;
    const struct points_to *points = gathering->body->points_to;
    const struct lazy_events *events = gathering->events;
    const struct ir_op *op = flow_op(gathering->body, id);
    const uint64_t *value = op->arg_count ? points_to_value(points, op->args[0]) : NULL;
    bool found = false;

    for (size_t i = 0; i < events->items.count; i++)
        gathering->masks[i] |= states[i];
    for (size_t i = 0; value && i < events->items.count; i++) {
        const struct lazy_item *item = &events->items.items[i];

        if (!bits_has(value, item->object) || !is_made_here(points, item->object))
            continue;
        gathering->mixed |= found || (gathering->summary->result &&
                                      gathering->summary->result != item->kind);
        found = true;
        gathering->summary->result = item->kind;
        gathering->summary->result_mask |= states[i];
    }
}

static bool same_field(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_path(const struct lazy_path *a, const struct lazy_path *b)
{
    for (size_t i = 0; i < LAZY_PATH_MAX; i++)
        if (!same_field(a->fields[i], b->fields[i]))
            return false;
    return a->root == b->root && a->id == b->id;
}

static void add_change(struct gathering *gathering, size_t object, struct lazy_change change)
{
    if (change.mask == STATE_CLEAN || change.mask == 0 ||
        !lazy_path_of(gathering->flow, gathering->body, object, &change.path))
        return;
    for (size_t i = 0; i < gathering->summary->changes.count; i++) {
        struct lazy_change *known = &gathering->summary->changes.items[i];

        if (known->kind == change.kind && known->except == change.except &&
            known->ambiguous == change.ambiguous && same_path(&known->path, &change.path)) {
            known->mask |= change.mask;
            return;
        }
    }
    *VEC_ADD(gathering->flow->arena, &gathering->summary->changes) = change;
}

/* What escapes is out of sight for the caller, whatever its kind; so is what is iterated over here,
 * where nobody knows what it is. */
static void add_hidden(struct gathering *gathering)
{
    const struct points_to *points = gathering->body->points_to;
    uint64_t *seen = bits_new(gathering->flow->arena, points->words);

    for (size_t i = 0; i < gathering->events->list.count; i++) {
        const struct lazy_event *event = &gathering->events->list.items[i];

        if ((event->action == ACTION_HIDE || event->action == ACTION_REALIZE) && !event->kind &&
            event->object != OBJECT_ALL &&
            (event->except || bits_add(seen, event->object)))
            add_change(gathering, event->object,
                       (struct lazy_change){.mask = STATE_UNKNOWN, .except = event->except});
    }
}

static bool realizes_all(const struct gathering *gathering, const struct lazy_kind *kind)
{
    for (size_t i = 0; i < gathering->summary->realizes_all.count; i++)
        if (gathering->summary->realizes_all.items[i] == kind)
            return true;
    return false;
}

static void add_realizes_all(struct gathering *gathering)
{
    for (size_t i = 0; i < gathering->events->list.count; i++) {
        const struct lazy_event *event = &gathering->events->list.items[i];

        /* After exit() nobody is left for whom it was done. */
        if (event->object == OBJECT_ALL && event->action == ACTION_REALIZE &&
            !gathering->body->effects[event->op].leaves && !realizes_all(gathering, event->kind))
            *VEC_ADD(gathering->flow->arena, &gathering->summary->realizes_all) = event->kind;
    }
}

/* A parameter that is put somewhere where others find it. */
static void add_stored(struct gathering *gathering)
{
    const struct points_to *points = gathering->body->points_to;

    for (size_t o = 0; o < points->count; o++)
        for (const struct slot *slot = points->objects[o].slots; slot; slot = slot->next) {
            if (points->objects[o].kind == OBJECT_VARIABLE &&
                !gathering->flow->shared[points->objects[o].id])
                continue;
            BITS_EACH (held, slot->holds, points->words)
                if (held != 0 && points->objects[held].kind == OBJECT_INITIAL)
                    add_change(gathering, held, (struct lazy_change){.mask = STATE_UNKNOWN});
        }
}

enum { CHANGES_MAX = 64 }; /* objects of its caller; a function that changes more is out of sight */

struct lazy_summary *lazy_summarise(const struct flow *flow, struct flow_body *body)
{
    struct lazy_summary *summary = ARENA_NEW(flow->arena, struct lazy_summary);
    struct lazy_events *events = body->events = lazy_events_new(flow, body);
    struct gathering gathering = {flow, body, events, summary, NULL, false};
    struct lazy_flow *states;

    if (events->too_many)
        return NULL;
    gathering.masks = ARENA_ARRAY(flow->arena, uint8_t, events->items.count + 1);
    add_hidden(&gathering);
    add_stored(&gathering);
    add_realizes_all(&gathering);
    if (events->items.count == 0)
        return summary;
    states = lazy_flow_new(flow->arena, body, events, IR_NONE, NULL);
    lazy_flow_returns(flow->arena, states, at_return, &gathering);
    for (size_t i = 0; i < events->items.count; i++)
        add_change(&gathering, events->items.items[i].object,
                   (struct lazy_change){.kind = events->items.items[i].kind,
                                        .mask = gathering.masks[i],
                                        .ambiguous = events->items.items[i].ambiguous});
    if (gathering.mixed)
        summary->result = NULL;
    return summary->changes.count > CHANGES_MAX ? NULL : summary;
}

/* In C++ an object that is returned by value; a reference is to one that was there before. */
const struct lazy_kind *lazy_class(const struct flow *flow, const struct ir_op *op)
{
    bool whole = flow->unit->language == IR_PYTHON ||
                 (flow->unit->language == IR_CXX &&
                  ir_type_of(flow->unit, op->type)->kind == IR_TYPE_RECORD);
    const char *class_name =
        op->type == IR_NONE || !whole ? "" : resolve_class(flow->unit, op->type);

    return *class_name ? model_kind_of_class(flow->model, class_name) : NULL;
}

const struct lazy_kind *lazy_result(const struct flow *flow, ir_id function)
{
    const struct lazy_summary *summary = flow->bodies[function].lazy;

    return summary ? summary->result : NULL;
}
