/* What an operation yields, and what it tells of variables, attributes and functions. */
#include <string.h>

#include "infer_internal.h"
#include "resolve.h"

/* What a string constant means goes before its being a string: 'cuda' if ... else 'cpu'. */
static const char *join_class(const struct inference *inference, const char *a, const char *b)
{
    if (!a || !b)
        return a ? a : b;
    if (a == b || str_same(a, b))
        return a;
    if (a == infer_various || b == infer_various)
        return infer_various;
    if (model_is_a(inference->model, a, b)) /* x = x.cuda() */
        return a;
    if (model_is_a(inference->model, b, a))
        return b;
    if (infer_is_text(b) && model_is_literal(inference->model, a))
        return a;
    return infer_is_text(a) && model_is_literal(inference->model, b) ? b : infer_various;
}

/* Whether that is news. */
static bool join(const struct inference *inference, struct kind *into, struct kind from)
{
    struct kind sum = {join_class(inference, into->class_name, from.class_name),
                       join_class(inference, into->element, from.element)};
    bool news = sum.class_name != into->class_name || sum.element != into->element;
    *into = sum;
    return news;
}

static void join_variable(struct inference *inference, ir_id variable, struct kind from)
{
    if (join(inference, &inference->variables[variable], from))
        infer_learnt_variable(inference, variable);
}

/* `kind` is what place_kind() gave of the place. */
static void join_place(struct inference *inference, const struct ir_place *place,
                       struct kind *kind, struct kind from)
{
    if (!join(inference, kind, from))
        return;
    if (place->field[0])
        infer_learnt(inference, place->field);
    else
        infer_learnt_variable(inference, place->variable);
}

static void join_result(struct inference *inference, ir_id function, struct kind from)
{
    if (join(inference, &inference->results[function], from))
        infer_learnt(inference, inference->unit->functions[function].name);
}

static const struct kind unknown_kind = {infer_various, infer_various};

const char *infer_annotated(const struct ir_unit *unit, ir_id type)
{
    const struct ir_type *found = ir_type_of(unit, type);
    return found->kind == IR_TYPE_RECORD && found->name && found->name[0] ? found->name : NULL;
}

/* What the code shows goes before what the annotation says: that may be a base class. */
static struct kind result_of_function(const struct inference *inference, ir_id id)
{
    const struct ir_function *function = &inference->unit->functions[id];
    struct kind result = inference->results[id];
    const char *annotated = infer_annotated(inference->unit, function->type);
    if (annotated && !infer_is_known(result.class_name))
        result.class_name = annotated;
    if (function->is_constructor)
        return (struct kind){function->class_name, infer_various};
    if (function->is_generator)
        return (struct kind){function->is_async ? "async_generator" : "generator", result.element};
    if (function->is_async)
        return (struct kind){"coroutine", result.class_name};
    return result;
}

static struct kind result_of_call(struct inference *inference, ir_id function,
                                  const struct ir_op *call, const struct api *api)
{
    if (call->function != IR_NONE)
        return result_of_function(inference, call->function);
    const char *known = api ? infer_result(inference, function, call, api) : NULL;
    if (!known)
        known = infer_partial(inference, &inference->unit->functions[function], call);
    if (known)
        return (struct kind){known, infer_various};
    if (call->text[0] && call->text[0] != '.' &&
        (map_get(inference->classes, call->text) || infer_looks_like_class(call->text)))
        return (struct kind){call->text, infer_various};
    return api ? unknown_kind : infer_derived(inference, function, call);
}

static struct kind *attribute_of(struct inference *inference, const char *class_name,
                                 const char *name, bool add)
{
    struct attributes *all = map_get(inference->attributes, class_name);
    for (size_t i = 0; all && i < all->list.count; i++)
        if (str_same(all->list.items[i].name, name))
            return &all->list.items[i].kind;
    if (!add)
        return NULL;
    struct arena *arena = inference->unit->arena;
    if (!all)
        map_put(inference->attributes, class_name, all = ARENA_NEW(arena, struct attributes));
    struct attribute *attribute = VEC_ADD(arena, &all->list);
    *attribute = (struct attribute){name, {NULL, NULL}};
    infer_learnt(inference, name);
    return &attribute->kind;
}

/* Looks in the classes that this one is derived from, too. */
static struct kind *attribute_found(struct inference *inference, const char *class_name,
                                    const char *name, int depth)
{
    struct kind *kind = attribute_of(inference, class_name, name, false);
    const char *base;
    for (uint32_t i = 0;
         !kind && depth < 4 && (base = resolve_base(inference->unit, class_name, i)); i++)
        kind = attribute_found(inference, base, name, depth + 1);
    return kind;
}

/* What a place holds; NULL when nothing is kept of it. */
static struct kind *place_kind(struct inference *inference, const struct kind *values,
                               const struct ir_place *place, bool add)
{
    if (place->index != IR_NONE)
        return NULL;
    if (place->variable != IR_NONE && !place->field[0])
        return &inference->variables[place->variable];
    struct kind owner = place->base != IR_NONE ? values[place->base]
                                               : inference->variables[place->variable];
    if (!infer_is_known(owner.class_name) || !place->field[0])
        return NULL;
    return add ? attribute_of(inference, owner.class_name, place->field, true)
               : attribute_found(inference, owner.class_name, place->field, 0);
}

static struct kind load_kind(struct inference *inference, const struct kind *values,
                             const struct ir_place *place)
{
    if (place->index != IR_NONE) {
        struct kind owner = place->base != IR_NONE ? values[place->base]
                                                   : inference->variables[place->variable];
        if (infer_is_known(owner.class_name) &&
            model_has_operators(inference->model, owner.class_name))
            return (struct kind){owner.class_name, infer_various};
        return (struct kind){owner.element, infer_various};
    }
    if (place->variable != IR_NONE && !place->field[0] && inference->moved[place->variable])
        return (struct kind){inference->moved[place->variable], infer_various};
    struct kind *kind = place_kind(inference, values, place, false);
    if (kind)
        return *kind;
    /* Of an owner that is not known yet nothing is said yet. */
    struct kind owner = place->base != IR_NONE ? values[place->base] : unknown_kind;
    const struct api *api = infer_is_known(owner.class_name) && place->field[0]
                                ? model_method(inference->model, MODEL_PYTHON, owner.class_name,
                                               place->field)
                                : NULL;
    if (api && api->returns && !strchr(api->name, '*'))
        return (struct kind){infer_intern(inference, api->returns), infer_various};
    const char *column = infer_is_known(owner.class_name) && place->field[0]
                             ? model_attribute(inference->model, owner.class_name, place->field)
                             : NULL;
    if (column)
        return (struct kind){infer_intern(inference, column), infer_various};
    return owner.class_name == infer_various ? unknown_kind : (struct kind){NULL, NULL};
}

static struct kind compute_kind(const struct inference *inference, ir_id id, const struct ir_op *op)
{
    const struct kind *values = inference->ops[id];
    struct kind result = {NULL, NULL};
    bool is_list = str_same(op->text, "list") || str_same(op->text, "tuple") ||
                   str_same(op->text, "set");
    const char *same = infer_operator(inference, values, op);
    same = same ? same : infer_on_device(inference, id, op);
    if (same)
        return (struct kind){same, infer_various};
    if (str_same(op->text, "[]") && op->arg_count)
        return (struct kind){values[op->args[0]].element, infer_various};
    if (str_same(op->text, "?:") && op->arg_count == 3) {
        result = values[op->args[1]];
        struct kind other = values[op->args[2]];
        return (struct kind){join_class(inference, result.class_name, other.class_name),
                             join_class(inference, result.element, other.element)};
    }
    bool is_dict = str_same(op->text, "dict");
    if (!is_list && !is_dict)
        return unknown_kind;
    result.class_name = op->text;
    for (uint32_t i = is_dict; i < op->arg_count; i += is_dict ? 2 : 1)
        result.element = join_class(inference, result.element, values[op->args[i]].class_name);
    return result;
}

static struct kind const_kind(const struct inference *inference, const struct ir_op *op)
{
    const char *meant = infer_literal(inference, op->text);
    if (str_same(op->text, "None"))
        return (struct kind){NULL, NULL};
    return meant ? (struct kind){meant, infer_various} : unknown_kind;
}

static struct kind entered_kind(const struct inference *inference, struct kind manager)
{
    if (!infer_is_known(manager.class_name))
        return manager;
    ir_id enter = resolve_method(inference->unit, manager.class_name, "__enter__");
    if (enter != IR_NONE)
        return inference->results[enter];
    const struct api *api =
        model_method(inference->model, MODEL_PYTHON, manager.class_name, "__enter__");
    if (api && api->returns)
        return (struct kind){infer_intern(inference, api->returns), infer_various};
    return manager;
}

/* A method that the models know of a class, or of the class that it is derived from. */
static const struct api *model_method_of(const struct inference *inference, const char *owner,
                                         const char *method, int depth)
{
    const struct api *api = model_method(inference->model, MODEL_PYTHON, owner, method);
    const char *base;
    for (uint32_t i = 0; !api && depth < 4 && (base = resolve_base(inference->unit, owner, i)); i++)
        api = model_method_of(inference, base, method, depth + 1);
    return api;
}

/* ".write" on a known class. */
static void complete_method(struct inference *inference, struct ir_op *call, const char *owner)
{
    const char *method = call->text + 1;
    ir_id function = resolve_method(inference->unit, owner, method);
    if (function != IR_NONE) {
        call->function = function;
        call->text = inference->unit->functions[function].name;
        infer_learnt_here(inference);
        return;
    }
    const struct api *api = model_method_of(inference, owner, method, 0);
    size_t length = api ? strlen(api->name) : 0;
    struct arena *arena = inference->unit->arena;
    const char *name = api ? api->name : arena_printf(arena, "%s%s", owner, call->text);
    if (api && api->name[length - 1] == '*')
        name = arena_printf(arena, "%.*s%s", (int)length - 1, api->name, method);
    call->text = infer_intern(inference, name);
    infer_learnt_here(inference);
}

/* self.step(x), where self.step = jax.jit(...): the attribute is called, not a method. */
static void call_attribute(struct inference *inference, const struct kind *values,
                           struct ir_op *call)
{
    const char *owner = values[call->args[0]].class_name;
    const char *name = strrchr(call->text, '.');
    struct kind *held = name && infer_is_known(owner)
                            ? attribute_found(inference, owner, name + 1, 0)
                            : NULL;
    if (held && infer_object_call(inference, held->class_name, call))
        call->flags = (call->flags & ~(unsigned)IR_METHOD) | IR_INDIRECT;
}

static void pass_arguments(struct inference *inference, const struct kind *values,
                           const struct ir_op *call)
{
    const struct ir_unit *unit = inference->unit;
    const struct ir_function *callee = &unit->functions[call->function];
    if (call->flags & (IR_STAR | IR_INDIRECT))
        return;
    for (uint32_t i = 0; i < call->arg_count; i++) {
        ir_id number = resolve_parameter(unit, call, call->function, i);
        if (number != IR_NONE)
            join_variable(inference, callee->parameters[number], values[call->args[i]]);
    }
}

/* measure(f, a, b): a helper of the file, or a fixture, that is handed a function and just as many
 * values after it calls f(a, b). */
static void pass_handed(struct inference *inference, const struct ir_function *function,
                        const struct kind *values, const struct ir_op *call)
{
    const struct ir_unit *unit = inference->unit;
    if (call->flags & IR_STAR || (call->function == IR_NONE && !(call->flags & IR_INDIRECT)))
        return;
    for (uint32_t i = call->flags & (IR_METHOD | IR_INDIRECT) ? 1 : 0; i < call->arg_count; i++) {
        const struct ir_op *handed = &function->ops[call->args[i]];
        if (handed->code != IR_FUNC || handed->function == IR_NONE)
            continue;
        const struct ir_function *callee = &unit->functions[handed->function];
        uint32_t count = 0;
        while (i + 1 + count < call->arg_count &&
               (!call->keywords || !call->keywords[i + 1 + count]))
            count++;
        for (uint32_t k = 0; count == callee->parameter_count && k < count; k++)
            join_variable(inference, callee->parameters[k], values[call->args[i + 1 + k]]);
        return;
    }
}

/* One more item of a container that was loaded, or made just here: [f(x) for x in y]. */
static void join_item(struct inference *inference, ir_id id, ir_id container, struct kind item)
{
    const struct ir_op *op = &inference->unit->functions[id].ops[container];
    struct kind *kind = op->code == IR_LOAD
                            ? place_kind(inference, inference->ops[id], &op->place, false)
                            : NULL;
    item = (struct kind){NULL, item.class_name};
    if (kind)
        join_place(inference, &op->place, kind, item);
    else if (op->code == IR_COMPUTE && join(inference, &inference->ops[id][container], item))
        infer_learnt_here(inference);
}

/* list.append(x) and its like tell what a container holds. */
static void note_append(struct inference *inference, ir_id id, const struct ir_op *call)
{
    static const char *const adders[] = {"append", "add", "appendleft", "put"};
    const char *method = strrchr(call->text, '.');
    if (!method || !(call->flags & IR_METHOD) || call->arg_count != 2)
        return;
    for (size_t i = 0; i < sizeof adders / sizeof *adders; i++)
        if (str_same(method + 1, adders[i]))
            join_item(inference, id, call->args[0], inference->ops[id][call->args[1]]);
}

/* parser.add_argument("--device", default="cuda") says what args.device holds. */
static void note_option(struct inference *inference, ir_id id, const struct ir_op *call)
{
    const char *name = infer_option(inference, &inference->unit->functions[id], call);
    ir_id value = name ? resolve_argument(call, API_NOTHING, "default") : IR_NONE;
    if (value != IR_NONE &&
        join(inference, attribute_of(inference, "argparse.Namespace", name, true),
             (struct kind){inference->ops[id][value].class_name, infer_various}))
        infer_learnt(inference, name);
}

/* table.get(k) is one of the values, table.values() holds them. */
static struct kind result_of_container(struct kind container, const struct ir_op *call)
{
    if (str_ends(call->text, ".get") || str_ends(call->text, ".pop"))
        return (struct kind){container.element ? container.element : infer_various, infer_various};
    if (str_ends(call->text, ".values") || str_ends(call->text, ".copy"))
        return (struct kind){infer_various, container.element};
    return unknown_kind;
}

static struct kind call_kind(struct inference *inference, ir_id id, struct ir_op *call)
{
    const struct ir_function *function = &inference->unit->functions[id];
    const struct kind *values = inference->ops[id];
    if (call->text[0] == '.' && call->flags & IR_METHOD && call->arg_count &&
        infer_is_known(values[call->args[0]].class_name))
        complete_method(inference, call, values[call->args[0]].class_name);
    if (call->function == IR_NONE && call->flags & IR_METHOD && call->arg_count)
        call_attribute(inference, values, call);
    if (call->flags & IR_INDIRECT && call->arg_count && !call->text[0])
        infer_object_call(inference, values[call->args[0]].class_name, call);
    if (call->function != IR_NONE)
        infer_decorated_call(inference, call);
    if (call->function != IR_NONE)
        pass_arguments(inference, values, call);
    pass_handed(inference, function, values, call);
    note_append(inference, id, call);
    note_option(inference, id, call);
    const struct api *api = resolve_api(inference->unit, inference->model, call);
    bool open = call->text[0] == '.' && call->arg_count && !values[call->args[0]].class_name;
    if (!inference->settled && (open || (api && infer_is_open(inference, id, call, api)))) {
        /* the receiver, or the argument that decides, may become known in a later round */
        infer_waits(inference);
        return (struct kind){NULL, NULL};
    }
    struct kind result = result_of_call(inference, id, call, api);
    if (!infer_is_known(result.class_name) && call->flags & IR_METHOD && call->arg_count)
        result = result_of_container(values[call->args[0]], call);
    if (call->flags & IR_IMPLICIT)
        infer_note_decorator(inference, id, call,
                             call->flags & IR_INDIRECT && (!infer_is_known(result.class_name) ||
                                                           str_ends(call->text, ".__call__"))
                                 ? values[call->args[0]].class_name /* @jit(cache=True) */
                                 : result.class_name);
    infer_note_moved_in_place(inference, id, call, result.class_name);
    return result;
}

/* Where a value is put; `class C: pool = ...` is an attribute of its objects, too. */
static struct kind *stored_kind(struct inference *inference, ir_id id, const struct ir_op *op)
{
    const struct ir_op *ops = inference->unit->functions[id].ops;
    const struct ir_op *owner = op->place.base == IR_NONE ? NULL : &ops[op->place.base];
    if (owner && owner->code == IR_FUNC && map_get(inference->classes, owner->text) &&
        ops[op->args[0]].code != IR_FUNC)
        return attribute_of(inference, owner->text, op->place.field, true);
    return place_kind(inference, inference->ops[id], &op->place, true);
}

static void store_kind(struct inference *inference, ir_id id, const struct ir_op *op)
{
    if (op->place.index != IR_NONE) { /* table["a"] = x */
        struct kind item = inference->ops[id][op->args[0]];
        if (op->place.base == IR_NONE)
            join_variable(inference, op->place.variable, (struct kind){NULL, item.class_name});
        else
            join_item(inference, id, op->place.base, item);
        return;
    }
    struct kind *kind = stored_kind(inference, id, op);
    if (kind)
        join_place(inference, &op->place, kind, inference->ops[id][op->args[0]]);
    infer_note_move(inference, id, op);
}

struct kind infer_op(struct inference *inference, ir_id id, struct ir_op *op)
{
    const struct kind *values = inference->ops[id];
    struct kind first = op->arg_count ? values[op->args[0]] : (struct kind){NULL, NULL};
    switch (op->code) {
    case IR_CONST: return const_kind(inference, op);
    case IR_FUNC: return (struct kind){infer_decorated(inference, op), infer_various};
    case IR_LOAD:
        return infer_named(inference, load_kind(inference, values, &op->place), &op->place);
    case IR_STORE: store_kind(inference, id, op); return unknown_kind;
    case IR_COMPUTE: return compute_kind(inference, id, op);
    case IR_CALL: return call_kind(inference, id, op);
    case IR_RETURN: join_result(inference, id, first); return unknown_kind;
    case IR_YIELD:
        join_result(inference, id, (struct kind){NULL, first.class_name});
        return unknown_kind;
    case IR_ITER: return infer_items(inference, first);
    case IR_NEXT:
    case IR_AWAIT: return (struct kind){first.element, first.element ? infer_various : NULL};
    case IR_ENTER: return entered_kind(inference, first);
    default: return unknown_kind;
    }
}
