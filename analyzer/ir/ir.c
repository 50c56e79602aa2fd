/* The tables of a unit, and questions about them. */
#include "ir.h"

#include <stdarg.h>
#include <string.h>

#include "err.h"

static const struct {
    const char *name;
    unsigned fields;
} codes[IR_CODE_COUNT] = {
#define IR_OP(name, text, fields, meaning) [IR_##name] = {text, fields},
#include "ir.def"
#undef IR_OP
};

unsigned ir_fields(enum ir_code code)
{
    return codes[code].fields;
}

const char *ir_code_name(enum ir_code code)
{
    return codes[code].name;
}

struct ir_place ir_no_place(void)
{
    return (struct ir_place){
        .variable = IR_NONE, .base = IR_NONE, .field = "", .index = IR_NONE};
}

struct ir_op ir_new_op(enum ir_code code, struct ir_range at)
{
    return (struct ir_op){.code = code,
                          .at = at,
                          .block = IR_NONE,
                          .type = IR_NONE,
                          .place = ir_no_place(),
                          .text = "",
                          .function = IR_NONE};
}

/* Tables grow by doubling; their old copies stay in the arena, which costs at most as much
 * again. */
#define TABLE_ADD(unit, table, count, item)                                                        \
    do {                                                                                           \
        size_t held = table_capacity((unit)->count);                                               \
        if ((unit)->count == held) {                                                               \
            (unit)->table = arena_grow((unit)->arena, (unit)->table, sizeof *(unit)->table,        \
                                       (unit)->count, held ? held * 2 : 8, &held);                 \
        }                                                                                          \
        (unit)->table[(unit)->count++] = (item);                                                   \
    } while (0)

/* The smallest power of two from 8 on that holds `count` items: no table stores its capacity. */
static size_t table_capacity(size_t count)
{
    size_t capacity = 8;

    if (count == 0)
        return 0;
    while (capacity < count)
        capacity *= 2;
    return capacity;
}

/* What makes a type different from others, as a text that begins like no name: types are looked up
 * in the map of names. */
static void type_key(const struct ir_type *type, struct strbuf *key)
{
    strbuf_printf(key, "\n%d %llu %u %d%d%d%d%d %s", (int)type->kind,
                  (unsigned long long)type->size, type->element, type->is_volatile, type->is_const,
                  type->is_atomic, type->has_destructor, type->holds_plain, type->name);
}

ir_id ir_type_add(struct ir_unit *unit, const struct ir_type *type)
{
    struct ir_type copy = *type;
    struct strbuf key = {0};
    ir_id *known;

    copy.name = copy.name ? map_intern(unit->names, copy.name, strlen(copy.name)) : "";
    type_key(&copy, &key);
    known = map_get(unit->names, strbuf_text(&key));
    if (!known) {
        known = ARENA_NEW(unit->arena, ir_id);
        *known = (ir_id)unit->type_count;
        map_put(unit->names, strbuf_text(&key), known);
        TABLE_ADD(unit, types, type_count, copy);
    }
    strbuf_release(&key);
    return *known;
}

ir_id ir_variable_add(struct ir_unit *unit, const struct ir_variable *variable)
{
    TABLE_ADD(unit, variables, variable_count, *variable);
    return (ir_id)(unit->variable_count - 1);
}

ir_id ir_function_add(struct ir_unit *unit, const struct ir_function *header)
{
    TABLE_ADD(unit, functions, function_count, *header);
    return (ir_id)(unit->function_count - 1);
}

void ir_gap_add(struct ir_unit *unit, struct ir_range at, const char *format, ...)
{
    va_list arguments;
    struct ir_gap gap = {.at = at};

    va_start(arguments, format);
    gap.reason = arena_vprintf(unit->arena, format, arguments);
    va_end(arguments);
    TABLE_ADD(unit, gaps, gap_count, gap);
}

const struct ir_type *ir_type_of(const struct ir_unit *unit, ir_id type)
{
    static const struct ir_type unknown = {
        .kind = IR_TYPE_UNKNOWN, .name = "", .element = IR_NONE};

    if (type == IR_NONE)
        return &unknown;
    if (type >= unit->type_count)
        bug("type %u of %zu", type, unit->type_count);
    return &unit->types[type];
}

/* How deep a chain of loads is followed for a name: what a user would still read. */
enum { NAME_DEPTH_MAX = 4 };

static const char *value_name(const struct ir_unit *unit, const struct ir_function *function,
                              ir_id value, int depth);

static const char *place_name(const struct ir_unit *unit, const struct ir_function *function,
                              const struct ir_place *place, int depth)
{
    const char *owner = "";
    const char *joint = unit->language == IR_PYTHON ? "." : "->";

    if (place->variable != IR_NONE) {
        owner = unit->variables[place->variable].name;
        joint = ".";
    } else if (place->base != IR_NONE) {
        owner = value_name(unit, function, place->base, depth + 1);
    }
    if (place->field[0])
        owner = arena_printf(unit->arena, "%s%s%s", owner, joint, place->field);
    if (place->index != IR_NONE)
        owner = arena_printf(unit->arena, "%s[...]", owner);
    else if (place->variable == IR_NONE && !place->field[0])
        owner = arena_printf(unit->arena, "*%s", owner);
    return owner;
}

static const char *value_name(const struct ir_unit *unit, const struct ir_function *function,
                              ir_id value, int depth)
{
    const struct ir_op *op = &function->ops[value];

    if (depth > NAME_DEPTH_MAX)
        return "...";
    if (op->code == IR_LOAD || op->code == IR_ADDRESS)
        return place_name(unit, function, &op->place, depth);
    if (op->code == IR_CALL && op->text[0])
        return arena_printf(unit->arena, "%s()", op->text);
    return "...";
}

const char *ir_place_name(const struct ir_unit *unit, const struct ir_function *function,
                          const struct ir_place *place)
{
    return place_name(unit, function, place, 0);
}

/* What stands from the line on; "" past the end. */
static struct slice from_line(struct slice source, uint32_t line)
{
    const char *at = source.at, *end = source.at + source.length;

    for (uint32_t i = 1; i < line && at; i++) {
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    at = at ? at : end;
    return (struct slice){at, (size_t)(end - at)};
}

struct slice ir_source_text(const struct ir_unit *unit, const struct ir_function *function,
                            struct ir_range at, size_t most)
{
    const struct ir_file *other = function ? function->file : NULL;
    struct slice rest = other ? (struct slice){other->source, other->source_length}
                              : (struct slice){unit->source, unit->source_length};
    size_t from, to;
    const char *newline;

    if (at.line == 0 || !rest.at)
        return (struct slice){"", 0};
    rest = from_line(rest, at.line);
    from = at.column ? at.column - 1 : 0;
    if (from > rest.length)
        from = rest.length;
    newline = memchr(rest.at + from, '\n', rest.length - from);
    to = newline ? (size_t)(newline - rest.at) : rest.length;
    if (at.end_line == at.line && at.end_column - 1 < to && at.end_column >= at.column)
        to = at.end_column - 1;
    if (to - from > most)
        to = from + most;
    return (struct slice){rest.at + from, to - from};
}
