/* What calls of the library do to lazy objects, by the models. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "effects.h"
#include "lazy_internal.h"

bool lazy_text_among(const struct lazy_builder *builder, const struct ir_op *op, uint32_t from)
{
    for (uint32_t i = from; i < op->arg_count; i++) {
        const struct ir_op *operand = flow_op(builder->body, op->args[i]);

        if (operand->code == IR_CONST && operand->text && strpbrk(operand->text, "\"'"))
            return true;
    }
    return false;
}

/* The operand that a condition speaks of: a keyword, or an argument's number as text. */
static ir_id condition_operand(const struct ir_op *call, const char *keyword)
{
    char *end;
    long number = strtol(keyword, &end, 10);

    if (*keyword && !*end)
        return resolve_argument(call, (int)number, NULL);
    return resolve_argument(call, API_NAMED, keyword);
}

/* Whether the user wrote the text as a part of the operand: O_CREAT | O_SYNC. */
static bool contains(const struct lazy_builder *builder, const struct ir_op *op,
                     const char *pattern)
{
    struct slice source = ir_source_text(builder->flow->unit, builder->body->function, op->at, 200);
    size_t length = strlen(pattern) - 2;

    return source.length >= length && memmem(source.at, source.length, pattern + 1, length);
}

/* Whether a literal's text begins as the pattern does, without the quotes, and in any case. */
static bool begins_with(const char *literal, const char *pattern)
{
    literal += strcspn(literal, "\"'");
    literal += strspn(literal, "\"' \t\r\n");
    return strncasecmp(literal, pattern, strlen(pattern) - 1) == 0;
}

static bool is_constant(const struct lazy_builder *builder, ir_id value, const char *text)
{
    const struct ir_op *op = flow_op(builder->body, value);
    struct slice source;

    if (!strcmp(text, "*"))
        return op->code != IR_CONST || strcmp(op->text, "None") != 0;
    while (op->code == IR_COMPUTE && op->arg_count == 1)
        op = flow_op(builder->body, op->args[0]); /* casts */
    if (*text == '*' && text[1])
        return contains(builder, flow_op(builder->body, value), text);
    if (*text && text[strlen(text) - 1] == '*')
        return op->code == IR_CONST && op->text && begins_with(op->text, text);
    if (op->code == IR_LOAD && op->place.variable != IR_NONE &&
        !strcmp(builder->flow->unit->variables[op->place.variable].name, text))
        return true;
    if (op->text && !strcmp(op->text, text))
        return true;
    source = ir_source_text(builder->flow->unit, builder->body->function, op->at,
                            80); /* a macro's name */
    return slice_is(source, text);
}

bool lazy_holds(const struct lazy_builder *builder, const struct api_lazy *lazy)
{
    ir_id operand;

    if (!lazy->keyword)
        return true;
    operand = condition_operand(flow_op(builder->body, builder->op), lazy->keyword);
    return operand != IR_NONE && is_constant(builder, operand, lazy->value);
}

/* Whether an earlier entry of the same kind holds: conditions come first in the models. */
static bool is_overruled(const struct lazy_builder *builder, const struct api *api, size_t i)
{
    for (size_t before = 0; before < i; before++)
        if (api->lazy[before].kind == api->lazy[i].kind && api->lazy[before].keyword &&
            !api->lazy[i].keyword && lazy_holds(builder, &api->lazy[before]))
            return true;
    return false;
}

/* `print(x, file=f)` may speak of objects of several kinds: then the object's origin must say. */
static bool is_ambiguous(const struct api *api, size_t i)
{
    for (size_t other = 0; other < api->lazy_count; other++)
        if (api->lazy[other].kind != api->lazy[i].kind &&
            api->lazy[other].handle == api->lazy[i].handle)
            return true;
    return false;
}

static enum lazy_action action_of(enum lazy_role role)
{
    switch (role) {
    case LAZY_CREATE:
        return ACTION_CREATE;
    case LAZY_PRODUCE:
        return ACTION_PRODUCE;
    case LAZY_REALIZE:
    case LAZY_REALIZE_ALL:
        return ACTION_REALIZE;
    case LAZY_PARTIAL:
        return ACTION_PARTIAL;
    case LAZY_LEAVE:
        return ACTION_NOTHING;
    case LAZY_USE:
        return ACTION_USE;
    default:
        return ACTION_HIDE;
    }
}

/* A constructor in C++ builds into its receiver. */
static ir_id created_by(const struct lazy_builder *builder)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);

    if (builder->flow->unit->language == IR_CXX && call->flags & IR_METHOD && call->arg_count)
        return call->args[0];
    return builder->op;
}

/* The object that the call itself puts where the operand points. */
static void add_put(struct lazy_builder *builder, const struct api_lazy *lazy,
                    enum lazy_action action, uint8_t mask)
{
    const struct points_to *points = builder->body->points_to;
    ir_id operand = resolve_argument(flow_op(builder->body, builder->op), lazy->handle, NULL);
    size_t object = operand == IR_NONE ? 0 : points_to_made(points, builder->op);

    lazy_add(builder, object, lazy->kind, action, mask, true);
}

void lazy_add_held(struct lazy_builder *builder, ir_id receiver, const struct lazy_kind *kind,
                     enum lazy_action action)
{
    const struct points_to *points = builder->body->points_to;
    const uint64_t *value = receiver == IR_NONE ? NULL : points_to_value(points, receiver);
    uint64_t *content;

    if (!value || builder->flow->unit->language != IR_CXX)
        return;
    content = bits_new(builder->flow->arena, points->words);
    bits_join(content, value, points->words);
    points_to_content(points, content, "", bits_new(builder->flow->arena, points->words));
    BITS_EACH (object, content, points->words)
        if (points->objects[object].kind == OBJECT_FRESH)
            lazy_add(builder, object, kind, action, 0, true);
}

/* The library's own call is given something of which the file does not show what it holds, such as
 * the state of a model: what needs one's object may be among it. */
static bool holds_anything(const struct lazy_builder *builder, const struct lazy_kind *kind,
                           ir_id operand)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);
    const struct ir_op *op = flow_op(builder->body, operand);
    const char *lazy_class = kind->class_name ? kind->class_name : "";
    size_t package = strcspn(lazy_class, ".");
    const char *class_name =
        op->type == IR_NONE ? "" : resolve_class(builder->flow->unit, op->type);

    return package > 0 && !strncmp(call->text, lazy_class, package + 1) &&
           op->code == IR_LOAD &&
           (!*class_name || !strcmp(class_name, "builtins.list") ||
            !strcmp(class_name, "builtins.dict") || !strcmp(class_name, "builtins.tuple"));
}

static void add_entry(struct lazy_builder *builder, const struct api *api, size_t i)
{
    const struct api_lazy *lazy = &api->lazy[i];
    const struct ir_op *call = flow_op(builder->body, builder->op);
    enum lazy_action action = action_of(lazy->role);
    uint8_t mask = lazy->role == LAZY_CREATE && !lazy->kind->on_create ? STATE_CLEAN
                                                                       : STATE_PENDING;
    ir_id operand = IR_NONE;

    /* What nobody keeps dies at once, and its end does the work. */
    if (lazy->role == LAZY_CREATE && lazy->kind->at_scope_end && call->flags & IR_DISCARDED)
        mask = STATE_REALIZED;
    if (lazy->role == LAZY_REALIZE_ALL) {
        lazy_add(builder, OBJECT_ALL, lazy->kind, action, 0, true);
        return;
    }
    if (lazy->out) {
        add_put(builder, lazy, action, mask);
        return;
    }
    switch (lazy->handle) {
    case API_RESULT:
        operand = created_by(builder);
        if (lazy->role == LAZY_PRODUCE)
            action = ACTION_CREATE;
        break;
    case API_ANY_ARGUMENT:
        for (uint32_t a = 0; a < call->arg_count; a++) {
            lazy_add_value(builder, call->args[a], lazy->kind, action, mask);
            if (lazy->role == LAZY_REALIZE && holds_anything(builder, lazy->kind, call->args[a]))
                lazy_add(builder, OBJECT_ALL, lazy->kind, ACTION_HIDE, STATE_UNKNOWN, true);
        }
        return;
    case API_NAMED:
        operand = lazy->handle_keyword ? resolve_argument(call, API_NAMED, lazy->handle_keyword)
                                       : IR_NONE;
        break;
    case API_AMBIENT:
        lazy_add(builder, OBJECT_AMBIENT_NUMBER, lazy->kind, action, mask, true);
        return;
    case API_NOTHING:
        break;
    default:
        operand = resolve_argument(call, lazy->handle, NULL);
        break;
    }
    builder->ambiguous = is_ambiguous(api, i);
    lazy_add_value(builder, operand, lazy->kind, action, mask);
    if (lazy->handle == API_RECEIVER && lazy->kind->on_create)
        lazy_add_held(builder, operand, lazy->kind, action);
    builder->ambiguous = false;
}

/* The kinds of which some entry says what happens to this operand; NULL when there are none. */
static const struct lazy_kind *const *described_kinds(const struct lazy_builder *builder,
                                                      const struct api *api, ir_id operand)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);
    const struct lazy_kind **kinds = NULL;
    size_t count = 0;

    for (size_t i = 0; api && i < api->lazy_count; i++) {
        const struct api_lazy *lazy = &api->lazy[i];

        if (lazy->handle == API_AMBIENT)
            continue;
        if (lazy->role != LAZY_REALIZE_ALL && lazy->handle != API_ANY_ARGUMENT &&
            resolve_argument(call, lazy->handle, lazy->handle_keyword) != operand)
            continue;
        if (!kinds)
            kinds = ARENA_ARRAY(builder->flow->arena, const struct lazy_kind *,
                                api->lazy_count + 1);
        kinds[count++] = lazy->kind;
    }
    return kinds;
}

/* What lies in objects that are handed out of sight is out of sight, too: a struct with a stream, a
 * future on its way into a container. */
static void hide_contents(struct lazy_builder *builder, ir_id operand)
{
    enum { STEPS_MAX = 2 };
    const struct points_to *points = builder->body->points_to;
    const uint64_t *value = points_to_value(points, operand);
    uint64_t *content, *scratch;

    if (!value || builder->flow->unit->language == IR_PYTHON)
        return;
    content = bits_new(builder->flow->arena, points->words);
    scratch = bits_new(builder->flow->arena, points->words);
    bits_join(content, value, points->words);
    for (int step = 0; step < STEPS_MAX; step++) {
        points_to_content(points, content, "", scratch);
        BITS_EACH (object, content, points->words)
            if (points->objects[object].kind == OBJECT_FRESH)
                lazy_add(builder, object, NULL, ACTION_HIDE, STATE_UNKNOWN, true);
    }
}

/* Objects that a call changes or remembers in a way that no entry describes are out of sight. */
static void hide_operands(struct lazy_builder *builder, const struct api *api)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);
    const struct effect *effect = &builder->body->effects[builder->op];

    for (uint32_t a = 0; a < call->arg_count; a++) {
        if (!effect->unknown && !(call->flags & IR_STAR) &&
            !((effect->keeps | effect->writes) & effect_bit(a)))
            continue;
        if (!effect->unknown && !(effect->keeps & effect_bit(a)) &&
            lazy_stored(builder, points_to_value(builder->body->points_to, call->args[a])))
            continue;
        builder->except = described_kinds(builder, api, call->args[a]);
        lazy_add_value(builder, call->args[a], NULL, ACTION_HIDE, STATE_UNKNOWN);
        if (!builder->except && (effect->unknown || effect->keeps & effect_bit(a)))
            hide_contents(builder, call->args[a]);
        builder->except = NULL;
    }
}

/* Functions of the standard library know nothing of devices and databases, nor does T(2). */
static bool is_standard(const struct ir_op *call)
{
    return str_starts(call->text, "std::") || str_starts(call->text, "__builtin_") ||
           str_starts(call->text, "type-parameter-");
}

/* Whether an entry says what the result is, or that nothing new is made. */
static bool tells_of_result(const struct lazy_builder *builder, const struct api *api,
                            const struct lazy_kind *kind)
{
    for (size_t i = 0; api && i < api->lazy_count; i++)
        if (api->lazy[i].kind == kind && lazy_holds(builder, &api->lazy[i]))
            return true;
    return false;
}

void lazy_class_event(struct lazy_builder *builder, const struct api *api)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);
    const struct lazy_kind *kind = lazy_class(builder->flow, op);

    /* A decorator makes a function. */
    if (kind && !(op->flags & IR_IMPLICIT) && !tells_of_result(builder, api, kind))
        lazy_add_value(builder, builder->op, kind, ACTION_CREATE, STATE_PENDING);
}

void lazy_api_events(struct lazy_builder *builder, const struct api *api)
{
    const struct ir_op *op = flow_op(builder->body, builder->op);

    if (op->code == IR_CALL)
        hide_operands(builder, api);
    if (op->code == IR_CALL && !api && !is_standard(op) &&
        builder->flow->unit->language != IR_PYTHON) /* there by kind: lazy_queue.c */
        lazy_hide_ambient(builder);
    for (size_t i = 0; api && i < api->lazy_count; i++)
        if (!api->lazy[i].kind->queue && lazy_holds(builder, &api->lazy[i]) &&
            !is_overruled(builder, api, i))
            add_entry(builder, api, i);
    /* What a decorator makes is a function, and runs when that is called. */
    if (op->code == IR_CALL && (builder->flow->unit->language != IR_PYTHON ||
                                op->flags & IR_METHOD || !(op->flags & IR_IMPLICIT)))
        lazy_class_event(builder, api);
}
