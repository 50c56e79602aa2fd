#include "callees.h"

#include <stdlib.h>
#include <string.h>

#include "resolve.h"

/* Chains of assignments longer than this are not followed to their end. */
enum { MOST_ROUNDS = 10, MOST_DEPTH = 24 };

struct node {       /* a variable, a field or a result that may hold functions */
    uint64_t *bits; /* NULL while empty */
    bool open;
};

struct field { /* all fields of one name are one node, whatever they are fields of */
    const char *name;
    struct node node;
    bool receives; /* a function of the file; before that, nothing is known of it */
};

struct carrier { /* an operation that may pass a function on */
    ir_id function, op;
};

struct callees {
    struct ir_unit *unit;
    const struct model *model;
    size_t words;
    struct node *variables;  /* by variable */
    struct node *results;    /* by function */
    VEC(struct field) fields; /* those that something is stored to; by name */
    VEC(struct carrier) carriers;
    uint64_t *answer;        /* scratch of callees_of */
    uint64_t *scratch;       /* a set for each depth */
    bool changed;
};

static const char *field_name(const char *field)
{
    const char *dot = strrchr(field, '.');
    return dot ? dot + 1 : field;
}

static int by_name(const void *a, const void *b)
{
    const struct field *left = a, *right = b;
    return strcmp(left->name, right->name);
}

static struct field *find_field(const struct callees *callees, const char *field)
{
    struct field key = {.name = field_name(field)};
    return callees->fields.count ? bsearch(&key, callees->fields.items, callees->fields.count,
                                           sizeof key, by_name)
                                 : NULL;
}

static struct node *field_node(const struct callees *callees, const char *field)
{
    struct field *found = find_field(callees, field);
    return found && found->receives ? &found->node : NULL;
}

static struct node *field_node_new(struct callees *callees, const char *field)
{
    struct field *found = find_field(callees, field);
    found->receives = true;
    callees->changed = true;
    return &found->node;
}

/* The variable that a place belongs to when it is reached without a field. */
static ir_id root_variable(const struct ir_function *function, const struct ir_place *place)
{
    for (int depth = 0; depth < MOST_DEPTH; depth++) {
        if (place->variable != IR_NONE || place->base == IR_NONE)
            return place->variable;
        const struct ir_op *base = &function->ops[place->base];
        while (base->code == IR_COMPUTE && base->arg_count && depth++ < MOST_DEPTH)
            base = &function->ops[base->args[0]];
        if (base->code != IR_LOAD && base->code != IR_ADDRESS)
            return IR_NONE;
        place = &base->place;
    }
    return IR_NONE;
}

static struct node *place_node(const struct callees *callees, const struct ir_function *function,
                               const struct ir_place *place)
{
    if (place->field[0])
        return field_node(callees, place->field);
    ir_id variable = root_variable(function, place);
    return variable == IR_NONE ? NULL : &callees->variables[variable];
}

/* A value is called, not a name. */
static bool is_indirect(const struct ir_op *call)
{
    return (call->flags & (IR_METHOD | IR_INDIRECT)) == IR_INDIRECT && call->arg_count;
}

struct gathering { /* the set that is being put together for one value */
    uint64_t *bits;
    bool any, open;
};

static void gather_node(const struct callees *callees, const struct node *node,
                        struct gathering *into)
{
    if (!node) {
        into->open = true;
        return;
    }
    into->open |= node->open;
    if (!node->bits)
        return;
    into->any = true;
    for (size_t i = 0; i < callees->words; i++)
        into->bits[i] |= node->bits[i];
}

/* A field holds what was stored to a field of its name, and what its object was initialised with.
 */
static void gather_place(const struct callees *callees, const struct ir_function *function,
                         const struct ir_place *place, struct gathering *into)
{
    const struct node *node = place_node(callees, function, place);
    ir_id root = root_variable(function, place);
    const struct node *whole = root == IR_NONE ? NULL : &callees->variables[root];
    if (node || !whole || !whole->bits)
        gather_node(callees, node, into);
    if (whole && whole != node && whole->bits)
        gather_node(callees, whole, into);
}

static void gather(const struct callees *callees, const struct ir_function *function, ir_id id,
                   int depth, struct gathering *into);

/* The arguments of an operation from the first one on that counts. */
static void gather_args(const struct callees *callees, const struct ir_function *function,
                        const struct ir_op *op, uint32_t first, int depth, struct gathering *into)
{
    for (uint32_t i = first; i < op->arg_count; i++)
        gather(callees, function, op->args[i], depth, into);
}

static bool gives_plain_value(const struct callees *callees, const struct ir_op *call)
{
    const struct api *api = resolve_api(callees->unit, callees->model, call);
    return api && api->categories & API_PLAIN;
}

/* Of an indirect call: what the functions return that it can mean.  False when there are others:
 * those that it can mean are then gathered, too, as its other arguments have yet to be. */
static bool gather_results(const struct callees *callees, const struct ir_function *function,
                           const struct ir_op *call, int depth, struct gathering *into)
{
    struct gathering targets = {.bits = callees->scratch + (size_t)depth * callees->words};
    memset(targets.bits, 0, callees->words * sizeof *targets.bits);
    gather(callees, function, call->args[0], depth + 1, &targets);
    for (ir_id f = 0; targets.any && f < callees->unit->function_count; f++)
        if (targets.bits[f / 64] >> (f % 64) & 1)
            gather_node(callees, &callees->results[f], into);
    if (targets.any && !targets.open)
        return true;
    if (targets.any)
        gather_node(callees, &(struct node){.bits = targets.bits}, into);
    return false;
}

/* A wrapper that we cannot see (functools.partial, std::function) may pass on what it was given;
 * what is known to give a value that nobody can call does not. */
static void gather_result(const struct callees *callees, const struct ir_function *function,
                          const struct ir_op *call, int depth, struct gathering *into)
{
    if (call->function != IR_NONE) {
        gather_node(callees, &callees->results[call->function], into);
        return;
    }
    bool indirect = is_indirect(call);
    if (gives_plain_value(callees, call) ||
        (indirect && gather_results(callees, function, call, depth, into)))
        return;
    into->open = true;
    gather_args(callees, function, call, indirect ? 1 : 0, depth + 1, into);
}

static void gather(const struct callees *callees, const struct ir_function *function, ir_id id,
                   int depth, struct gathering *into)
{
    const struct ir_op *op = &function->ops[id];
    if (depth > MOST_DEPTH) {
        into->open = true;
        return;
    }
    switch (op->code) {
    case IR_FUNC:
        if (op->function == IR_NONE) {
            into->open = true;
        } else {
            into->any = true;
            into->bits[op->function / 64] |= UINT64_C(1) << (op->function % 64);
        }
        break;
    case IR_CONST: break;
    case IR_LOAD:
    case IR_ADDRESS: gather_place(callees, function, &op->place, into); break;
    case IR_CALL:
        gather_result(callees, function, op, depth, into);
        break;
    case IR_COMPUTE:
    case IR_ITER:
    case IR_NEXT:
    case IR_ENTER:
    case IR_AWAIT: gather_args(callees, function, op, 0, depth + 1, into); break;
    default: into->open = true;
    }
}

static void add(struct callees *callees, struct node *node, const struct gathering *from)
{
    if (from->open && !node->open) {
        node->open = true;
        callees->changed = true;
    }
    if (!from->any)
        return;
    if (!node->bits)
        node->bits = ARENA_ARRAY(callees->unit->arena, uint64_t, callees->words);
    for (size_t i = 0; i < callees->words; i++) {
        uint64_t sum = node->bits[i] | from->bits[i];
        callees->changed |= sum != node->bits[i];
        node->bits[i] = sum;
    }
}

static struct gathering value_of(struct callees *callees, const struct ir_function *function,
                                 ir_id op)
{
    memset(callees->answer, 0, callees->words * sizeof *callees->answer);
    struct gathering value = {.bits = callees->answer};
    gather(callees, function, op, 0, &value);
    return value;
}

static void pass_arguments(struct callees *callees, const struct ir_function *caller,
                           const struct ir_op *call, ir_id callee)
{
    const struct ir_function *to = &callees->unit->functions[callee];
    for (uint32_t i = 0; i < call->arg_count; i++) {
        ir_id number = resolve_parameter(callees->unit, call, callee, i);
        if (number == IR_NONE)
            continue;
        struct gathering value = value_of(callees, caller, call->args[i]);
        add(callees, &callees->variables[to->parameters[number]], &value);
    }
}

/* functions.append(f): a list of functions is as good as a variable. */
static bool fills_container(const struct ir_function *function, const struct ir_op *call)
{
    static const char *const fillers[] = {".append", ".add", ".insert", ".extend", ".setdefault"};
    if (!(call->flags & IR_METHOD) || call->arg_count < 2 ||
        function->ops[call->args[0]].code != IR_LOAD)
        return false;
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (str_ends(call->text, fillers[i]))
            return true;
    return false;
}

static void fill_container(struct callees *callees, const struct ir_function *function,
                           const struct ir_op *call)
{
    const struct ir_op *container = &function->ops[call->args[0]];
    struct gathering value = value_of(callees, function, call->args[call->arg_count - 1]);
    struct node *node = value.any ? place_node(callees, function, &container->place) : NULL;
    if (value.any && !node && container->place.field[0])
        node = field_node_new(callees, container->place.field);
    if (node)
        add(callees, node, &value);
}

static void visit_call(struct callees *callees, const struct ir_function *function,
                       const struct ir_op *op)
{
    if (op->function != IR_NONE) {
        pass_arguments(callees, function, op, op->function);
    } else if (op->flags & IR_METHOD) {
        fill_container(callees, function, op);
    } else {
        const struct ir_op *callee = &function->ops[op->args[0]];
        struct gathering value = value_of(callees, function, op->args[0]);
        /* What an unknown call made of its arguments (wraps(f)) takes other ones than they do. */
        if (!value.any ||
            (value.open && callee->code == IR_CALL && callee->function == IR_NONE))
            return;
        size_t size = callees->words * sizeof *value.bits;
        uint64_t *targets = memcpy(arena_alloc(callees->unit->arena, size), value.bits, size);
        for (ir_id f = 0; f < callees->unit->function_count; f++)
            if (targets[f / 64] >> (f % 64) & 1)
                pass_arguments(callees, function, op, f);
    }
}

static void visit(struct callees *callees, struct carrier carrier)
{
    const struct ir_function *function = &callees->unit->functions[carrier.function];
    const struct ir_op *op = &function->ops[carrier.op];
    if (op->code == IR_CALL) {
        visit_call(callees, function, op);
        return;
    }
    struct gathering value = value_of(callees, function, op->args[0]);
    struct node *node = op->code == IR_STORE ? place_node(callees, function, &op->place)
                                             : &callees->results[carrier.function];
    if (!node && value.any && op->code == IR_STORE && op->place.field[0])
        node = field_node_new(callees, op->place.field);
    if (node)
        add(callees, node, &value);
}

static bool may_carry(const struct ir_function *function, const struct ir_op *op)
{
    if (!op->arg_count)
        return false;
    if (op->code == IR_CALL)
        return op->function != IR_NONE || fills_container(function, op) ||
               is_indirect(op);
    return (op->code == IR_STORE || op->code == IR_RETURN) &&
           function->ops[op->args[0]].code != IR_CONST;
}

static void find_carriers(struct callees *callees)
{
    struct ir_unit *unit = callees->unit;
    for (ir_id f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        for (ir_id i = 0; i < function->op_count; i++)
            if (may_carry(function, &function->ops[i]))
                *VEC_ADD(unit->arena, &callees->carriers) = (struct carrier){f, i};
    }
}

/* The place that a carrier fills; NULL when it fills none that has a name. */
static const struct ir_place *filled_place(const struct ir_function *function,
                                           const struct ir_op *op)
{
    if (op->code == IR_STORE)
        return &op->place;
    return op->code == IR_CALL && fills_container(function, op)
               ? &function->ops[op->args[0]].place
               : NULL;
}

static void find_fields(struct callees *callees)
{
    size_t kept = 0;
    for (size_t i = 0; i < callees->carriers.count; i++) {
        struct carrier carrier = callees->carriers.items[i];
        const struct ir_function *function = &callees->unit->functions[carrier.function];
        const struct ir_place *place = filled_place(function, &function->ops[carrier.op]);
        if (place && place->field[0])
            *VEC_ADD(callees->unit->arena, &callees->fields) =
                (struct field){.name = field_name(place->field)};
    }
    struct field *fields = callees->fields.items;
    if (callees->fields.count)
        qsort(fields, callees->fields.count, sizeof *fields, by_name);
    for (size_t i = 0; i < callees->fields.count; i++)
        if (i == 0 || strcmp(fields[i].name, fields[kept - 1].name) != 0)
            fields[kept++] = fields[i];
    callees->fields.count = kept;
}

/* What can be filled from outside the file: globals, parameters of functions that others call,
 * variables whose address is given away. */
static void open_variables(struct callees *callees)
{
    struct ir_unit *unit = callees->unit;
    for (size_t v = 0; v < unit->variable_count; v++)
        callees->variables[v].open = unit->language != IR_PYTHON &&
                                     unit->variables[v].storage == IR_GLOBAL;
    for (size_t f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        bool closed = function->is_static || function->is_lambda || function->parent != IR_NONE;
        for (uint32_t p = 0; p < function->parameter_count; p++)
            callees->variables[function->parameters[p]].open |= !closed;
        for (size_t i = 0; i < function->op_count; i++) {
            const struct ir_op *op = &function->ops[i];
            ir_id variable = op->place.variable;
            if (op->code != IR_ADDRESS || variable == IR_NONE)
                continue;
            if (ir_type_of(unit, unit->variables[variable].type)->kind == IR_TYPE_POINTER)
                callees->variables[variable].open = true;
        }
    }
}

/* A function that is itself a value may be called by code that we do not see. */
static void open_parameters_of_values(struct callees *callees)
{
    struct ir_unit *unit = callees->unit;
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *op = &unit->functions[f].ops[i];
            if (op->code != IR_FUNC || op->function == IR_NONE)
                continue;
            const struct ir_function *value = &unit->functions[op->function];
            for (uint32_t p = 0; p < value->parameter_count; p++)
                callees->variables[value->parameters[p]].open = true;
        }
}

static bool has_function_values(const struct ir_unit *unit)
{
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++)
            if (unit->functions[f].ops[i].code == IR_FUNC)
                return true;
    return false;
}

struct callees *callees_new(struct ir_unit *unit, const struct model *model)
{
    struct callees *callees = ARENA_NEW(unit->arena, struct callees);
    callees->unit = unit;
    callees->model = model;
    callees->words = unit->function_count / 64 + 1;
    callees->answer = ARENA_ARRAY(unit->arena, uint64_t, callees->words);
    callees->scratch = ARENA_ARRAY(unit->arena, uint64_t, callees->words * (MOST_DEPTH + 1));
    callees->variables = ARENA_ARRAY(unit->arena, struct node, unit->variable_count + 1);
    callees->results = ARENA_ARRAY(unit->arena, struct node, unit->function_count + 1);
    if (!has_function_values(unit))
        return callees;
    open_variables(callees);
    open_parameters_of_values(callees);
    find_carriers(callees);
    find_fields(callees);
    callees->changed = true;
    for (int round = 0; round < MOST_ROUNDS && callees->changed; round++) {
        callees->changed = false;
        for (size_t i = 0; i < callees->carriers.count; i++)
            visit(callees, callees->carriers.items[i]);
    }
    return callees;
}

struct callee_set callees_of(const struct callees *callees, ir_id function, ir_id op)
{
    memset(callees->answer, 0, callees->words * sizeof *callees->answer);
    struct gathering value = {.bits = callees->answer};
    gather(callees, &callees->unit->functions[function], op, 0, &value);
    return (struct callee_set){
        .bits = value.any ? value.bits : NULL, .words = callees->words, .open = value.open};
}

bool callee_set_has(const struct callee_set *set, ir_id function)
{
    return set->bits && (set->bits[function / 64] >> (function % 64) & 1);
}

size_t callee_set_count(const struct callee_set *set)
{
    size_t count = 0;
    for (size_t i = 0; set->bits && i < set->words; i++)
        count += (size_t)__builtin_popcountll(set->bits[i]); /* no portable form in C11 */
    return count;
}

ir_id callee_set_single(const struct callee_set *set)
{
    if (set->open || callee_set_count(set) != 1)
        return IR_NONE;
    size_t word = 0;
    while (!set->bits[word])
        word++;
    return (ir_id)(word * 64 + (size_t)__builtin_ctzll(set->bits[word]));
}
