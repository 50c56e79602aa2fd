/* Storage that may hold a reading. */
#include <stdio.h>
#include <string.h>

#include "resolve.h"
#include "timing.h"

enum { MOST_DEPTH = 16, MOST_PATH = 200 };

static const char *intern_path(const struct walk *walk, const char *path)
{
    return map_intern(walk->unit->names, path, strlen(path));
}

struct spot spot_part(const struct walk *walk, struct spot spot, const char *path)
{
    char joined[MOST_PATH];
    bool needs_dot = spot.path[0] && path[0] && path[0] != '[';
    /* A path that is cut short still names one place of its object. */
    snprintf(joined, sizeof joined, "%s%s%s", spot.path, needs_dot ? "." : "", path);
    spot.path = intern_path(walk, joined);
    return spot;
}

static bool find_value(const struct walk *walk, ir_id id, int depth, struct spot *spot);

static bool find_place(const struct walk *walk, const struct ir_place *place, int depth,
                       struct spot *spot)
{
    if (depth > MOST_DEPTH)
        return false;
    if (place->variable != IR_NONE) {
        ir_id alias = walk->all->aliases[place->variable];
        *spot = (struct spot){place->variable, false, ""};
        bool is_own = walk->unit->variables[place->variable].function == walk->id;
        if (alias != IR_NONE && is_own && !find_value(walk, alias, depth + 1, spot))
            *spot = (struct spot){place->variable, false, ""};
    } else if (place->base == IR_NONE || !find_value(walk, place->base, depth + 1, spot)) {
        return false;
    }
    if (place->field[0])
        *spot = spot_part(walk, *spot, place->field);
    if (place->index != IR_NONE) {
        const struct ir_op *index = &walk->function->ops[place->index];
        char text[64] = "[]";
        if (index->code == IR_CONST)
            snprintf(text, sizeof text, "[%.60s]", index->text);
        *spot = spot_part(walk, *spot, text);
    }
    return true;
}

/* A call that yields a part of its receiver, or a pointer to it. */
static bool is_access(const char *text)
{
    static const char *const accessors[] = {"operator->", "operator*", "operator[]", "::get",
                                            "::at",       ".get",      "::data"};
    for (size_t i = 0; i < sizeof accessors / sizeof *accessors; i++)
        if (str_ends(text, accessors[i]))
            return true;
    return false;
}

static bool find_value(const struct walk *walk, ir_id id, int depth, struct spot *spot)
{
    const struct ir_op *op = &walk->function->ops[id];
    if (depth > MOST_DEPTH)
        return false;
    switch (op->code) {
    case IR_LOAD:
    case IR_ADDRESS: return find_place(walk, &op->place, depth + 1, spot);
    case IR_COMPUTE:
    case IR_AWAIT:
    case IR_ENTER: /* nearly every __enter__ returns its own object */
        return op->arg_count && find_value(walk, op->args[0], depth + 1, spot);
    case IR_CALL:
        if (op->flags & IR_METHOD && is_access(op->text))
            return find_value(walk, op->args[0], depth + 1, spot);
        *spot = (struct spot){id, true, ""};
        return true;
    default: return false;
    }
}

bool spot_of_place(const struct walk *walk, const struct ir_place *place, struct spot *spot)
{
    return find_place(walk, place, 0, spot);
}

bool spot_of_value(const struct walk *walk, ir_id op, struct spot *spot)
{
    return find_value(walk, op, 0, spot);
}

uint32_t spot_add(struct walk *walk, struct spot spot)
{
    struct timing *timing = walk->timing;
    for (size_t i = 0; i < timing->spots.count; i++) {
        const struct spot *known = &timing->spots.items[i];
        if (known->root == spot.root && known->is_value == spot.is_value &&
            !strcmp(known->path, spot.path))
            return (uint32_t)i;
    }
    if (timing->spots.count >= MOST_SPOTS)
        return SPOT_NONE;
    spot.path = intern_path(walk, spot.path);
    *VEC_ADD(walk->unit->arena, &timing->spots) = spot;
    return (uint32_t)(timing->spots.count - 1);
}

bool spot_from_outside(const struct walk *walk, struct spot spot)
{
    if (spot.is_value || spot.root == IR_NONE)
        return spot.root == IR_NONE;
    const struct ir_variable *variable = &walk->unit->variables[spot.root];
    return variable->storage != IR_LOCAL || variable->function != walk->id;
}

static const char *skip_index(const char *at)
{
    const char *end = strchr(at, ']');
    return end ? end + 1 : at + strlen(at);
}

/* Whether `part` lies in `whole` (or is it); "laps[]" stands for any one of them. */
static bool path_covers(const char *whole, const char *part)
{
    if (!*whole)
        return true;
    while (*whole) {
        if (*whole == '[' && *part == '[' && (whole[1] == ']' || part[1] == ']')) {
            whole = skip_index(whole);
            part = skip_index(part);
        } else if (*whole++ != *part++) {
            return false;
        }
    }
    return !*part || *part == '.' || *part == '[';
}

value_id spot_at_entry(struct walk *walk, uint32_t spot)
{
    struct timing *timing = walk->timing;
    if (!spot_from_outside(walk, timing->spots.items[spot]))
        return VALUE_EMPTY;
    for (size_t i = 0; i < timing->sources.count; i++)
        if (timing->sources.items[i].op == IR_NONE && timing->sources.items[i].spot == spot)
            return time_of_source(walk, (uint32_t)i);
    if (timing->sources.count >= MOST_SOURCES)
        return VALUE_EMPTY;
    *VEC_ADD(walk->unit->arena, &timing->sources) = (struct source){.op = IR_NONE, .spot = spot};
    return time_of_source(walk, (uint32_t)timing->sources.count - 1);
}

static bool same_root(const struct spot *a, const struct spot *b)
{
    return a->root == b->root && a->is_value == b->is_value;
}

value_id spot_load(struct walk *walk, uint32_t spot)
{
    struct timing *timing = walk->timing;
    if (spot == SPOT_NONE)
        return VALUE_EMPTY;
    const struct spot wanted = timing->spots.items[spot];
    value_id sum = VALUE_EMPTY;
    bool covered = false;
    for (size_t i = 0; i < timing->spots.count; i++) {
        const struct spot *other = &timing->spots.items[i];
        if (walk->state[i] == VALUE_UNTOUCHED || !same_root(other, &wanted))
            continue;
        bool covers = path_covers(other->path, wanted.path);
        covered |= covers;
        if (covers || path_covers(wanted.path, other->path))
            sum = time_join(walk, sum, walk->state[i]);
    }
    return covered ? sum : time_join(walk, sum, spot_at_entry(walk, spot));
}

void spot_store(struct walk *walk, uint32_t spot, value_id value)
{
    struct timing *timing = walk->timing;
    if (spot == SPOT_NONE)
        return;
    const struct spot *target = &timing->spots.items[spot];
    if (strstr(target->path, "[]")) {
        value_id before = walk->state[spot] ? walk->state[spot] : spot_at_entry(walk, spot);
        walk->state[spot] = time_join(walk, before, value);
        return;
    }
    for (size_t i = 0; i < timing->spots.count; i++) {
        const struct spot *other = &timing->spots.items[i];
        if (walk->state[i] != VALUE_UNTOUCHED && same_root(other, target) &&
            path_covers(target->path, other->path))
            walk->state[i] = VALUE_EMPTY;
    }
    walk->state[spot] = value;
}

/* An object is assigned: what its parts hold goes with it. */
void spot_copy(struct walk *walk, struct spot to, struct spot from)
{
    struct timing *timing = walk->timing;
    size_t count = timing->spots.count;
    size_t length = strlen(from.path);
    if (same_root(&to, &from))
        return;
    for (size_t i = 0; i < count; i++) {
        struct spot part = timing->spots.items[i];
        if (walk->state[i] <= VALUE_EMPTY || !same_root(&part, &from) ||
            strncmp(part.path, from.path, length) != 0 || !part.path[length])
            continue;
        const char *rest = part.path + length + (part.path[length] == '.');
        spot_store(walk, spot_add(walk, spot_part(walk, to, rest)), walk->state[i]);
    }
}

static void find_aliases(struct timings *timings, ir_id id, bool *seen)
{
    const struct ir_unit *unit = timings->taint->unit;
    const struct ir_function *function = &unit->functions[id];
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        ir_id variable = op->place.variable;
        if (op->code != IR_STORE || variable == IR_NONE || op->place.field[0] ||
            op->place.index != IR_NONE)
            continue;
        const struct ir_variable *stored = &unit->variables[variable];
        enum ir_code code = function->ops[op->args[0]].code;
        enum ir_type_kind kind = ir_type_of(unit, stored->type)->kind;
        bool names = unit->language == IR_PYTHON
                         ? code == IR_CALL || code == IR_ENTER
                         : (kind == IR_TYPE_POINTER || kind == IR_TYPE_REFERENCE) &&
                               (code == IR_ADDRESS || code == IR_LOAD);
        bool is_own = stored->storage == IR_LOCAL && stored->function == id && !stored->captured;
        timings->aliases[variable] = names && is_own && !seen[variable] ? op->args[0] : IR_NONE;
        seen[variable] = true;
    }
}

void spot_find_aliases(struct timings *timings)
{
    const struct ir_unit *unit = timings->taint->unit;
    bool *seen = ARENA_ARRAY(unit->arena, bool, unit->variable_count + 1);
    timings->aliases = ARENA_ARRAY(unit->arena, ir_id, unit->variable_count + 1);
    for (size_t v = 0; v < unit->variable_count; v++)
        timings->aliases[v] = IR_NONE;
    for (ir_id f = 0; f < unit->function_count; f++)
        find_aliases(timings, f, seen);
}
