#include "py_tree.h"

#include <string.h>
#include <time.h>

#include <tree_sitter/api.h>

#include "py_comment.h"
#include "py_memory.h"

const TSLanguage *tree_sitter_python(void);

static const char *const kind_names[PY_KIND_COUNT] = {
#define PY_KIND(name, text) [PY_##name] = text,
#include "py_kinds.def"
#undef PY_KIND
};

static const char *const field_names[PY_FIELD_COUNT] = {
    [PY_F_ALIAS] = "alias",
    [PY_F_ALTERNATIVE] = "alternative",
    [PY_F_ARGUMENT] = "argument",
    [PY_F_ARGUMENTS] = "arguments",
    [PY_F_ATTRIBUTE] = "attribute",
    [PY_F_BODY] = "body",
    [PY_F_CAUSE] = "cause",
    [PY_F_CODE] = "code",
    [PY_F_CONDITION] = "condition",
    [PY_F_CONSEQUENCE] = "consequence",
    [PY_F_DEFINITION] = "definition",
    [PY_F_EXPRESSION] = "expression",
    [PY_F_FORMAT_SPECIFIER] = "format_specifier",
    [PY_F_FUNCTION] = "function",
    [PY_F_GUARD] = "guard",
    [PY_F_KEY] = "key",
    [PY_F_LEFT] = "left",
    [PY_F_MODULE_NAME] = "module_name",
    [PY_F_NAME] = "name",
    [PY_F_OBJECT] = "object",
    [PY_F_OPERATOR] = "operator",
    [PY_F_OPERATORS] = "operators",
    [PY_F_PARAMETERS] = "parameters",
    [PY_F_RETURN_TYPE] = "return_type",
    [PY_F_RIGHT] = "right",
    [PY_F_SUBJECT] = "subject",
    [PY_F_SUBSCRIPT] = "subscript",
    [PY_F_SUPERCLASSES] = "superclasses",
    [PY_F_TYPE] = "type",
    [PY_F_VALUE] = "value",
};

enum { SYMBOLS_MAX = 512, FIELDS_MAX = 64 };

/* What the grammar's own numbers mean to us: worked out once, at the first file. */
static struct grammar {
    const TSLanguage *language;
    uint32_t symbol_count;
    uint16_t kinds[SYMBOLS_MAX]; /* by symbol */
    bool is_token[SYMBOLS_MAX];  /* by symbol: punctuation, keywords, operators */
    uint8_t fields[FIELDS_MAX];  /* by field id */
    TSSymbol comment;
} grammar;

/* Of usual source; dense one has a node for every five bytes, and the table grows. */
enum { BYTES_PER_NODE = 8 };

/* More syntax errors than anybody reads. */
enum { GAPS_MAX = 20 };

/* A node whose children are being read. */
struct open_node {
    uint32_t node, last; /* its number, that of its last child so far */
    uint32_t depth;
};

struct reader {
    struct ir_unit *unit;
    struct arena *arena;
    struct map *numbers; /* of names, as value 1 + number */
    TSTreeCursor cursor;
    clock_t deadline;
    bool broken;   /* there are syntax errors */
    bool too_deep; /* has been said */
    VEC(struct py_node) nodes;
    VEC(const char *) names;
    VEC(struct open_node) open;
    VEC(struct ir_comment) comments;
};

/* The tokens that the tree keeps in some places (see token_kind), operators apart. */
static const char *const token_names[PY_KIND_COUNT] = {
    [PY_ASYNC] = "async",
    [PY_FROM] = "from",
    [PY_COLON] = ":",
    [PY_WILDCARD] = "_",
};

static enum py_kind kind_of_token(const char *name)
{
    for (int kind = 0; kind < PY_KIND_COUNT; kind++)
        if (token_names[kind] && strcmp(token_names[kind], name) == 0)
            return (enum py_kind)kind;
    return PY_OTHER;
}

/* Each symbol is looked at once: asking the library for a symbol by its name goes through all. */
static void kinds_load(const TSLanguage *language)
{
    struct map *kinds = map_new();

    for (int kind = 0; kind < PY_KIND_COUNT; kind++)
        if (kind_names[kind])
            map_put(kinds, kind_names[kind], (void *)(uintptr_t)kind);
    for (uint32_t i = 0; i < grammar.symbol_count; i++) {
        TSSymbol symbol = (TSSymbol)i;
        const char *name = ts_language_symbol_name(language, symbol);
        TSSymbolType type = ts_language_symbol_type(language, symbol);
        grammar.is_token[symbol] = type == TSSymbolTypeAnonymous;
        if (type == TSSymbolTypeAnonymous)
            grammar.kinds[symbol] = (uint16_t)kind_of_token(name);
        else if (type == TSSymbolTypeRegular)
            grammar.kinds[symbol] = (uint16_t)(uintptr_t)map_get(kinds, name);
    }
    map_free(kinds);
}

static void grammar_load(const TSLanguage *language)
{
    if (grammar.language)
        return;
    grammar.language = language;
    grammar.symbol_count = ts_language_symbol_count(language);
    if (grammar.symbol_count > SYMBOLS_MAX || ts_language_field_count(language) >= FIELDS_MAX)
        bug("the Python grammar has %u symbols and %u fields", grammar.symbol_count,
            ts_language_field_count(language));
    kinds_load(language);
    for (int field = 1; field < PY_FIELD_COUNT; field++) {
        const char *name = field_names[field];
        TSFieldId id = ts_language_field_id_for_name(language, name, (uint32_t)strlen(name));
        grammar.fields[id] = (uint8_t)field;
    }
    grammar.comment = ts_language_symbol_for_name(language, "comment", 7, true);
}

static uint32_t name_number(struct reader *reader, const char *bytes, size_t length)
{
    const char *text = map_intern(reader->unit->names, bytes, length);
    uintptr_t known = (uintptr_t)map_get(reader->numbers, text);
    if (known)
        return (uint32_t)(known - 1);
    *VEC_ADD(reader->arena, &reader->names) = text;
    map_put(reader->numbers, text, (void *)(uintptr_t)reader->names.count);
    return (uint32_t)(reader->names.count - 1);
}

static struct ir_range range_of(TSNode node)
{
    TSPoint start = ts_node_start_point(node), end = ts_node_end_point(node);
    return (struct ir_range){start.row + 1, start.column + 1, end.row + 1, end.column + 1};
}

/* Of a token; PY_OTHER when the tree can do without it. */
static enum py_kind token_kind(const struct reader *reader, TSSymbol symbol)
{
    enum py_kind kind = grammar.kinds[symbol], parent = PY_OTHER;
    if (reader->open.count)
        parent = reader->nodes.items[reader->open.items[reader->open.count - 1].node].kind;
    switch (parent) {
    case PY_BINARY_OPERATOR: case PY_BOOLEAN_OPERATOR: case PY_UNARY_OPERATOR:
    case PY_COMPARISON_OPERATOR: case PY_AUGMENTED_ASSIGNMENT:
        return PY_OPERATOR;
    case PY_YIELD: case PY_SLICE:
        return kind;
    default:
        return kind == PY_FROM || kind == PY_COLON ? PY_OTHER : kind;
    }
}

static uint32_t child_depth(const struct reader *reader, enum py_kind kind)
{
    if (!reader->open.count)
        return 0;
    const struct open_node *parent = &reader->open.items[reader->open.count - 1];
    bool spine = (kind == PY_BINARY_OPERATOR || kind == PY_BOOLEAN_OPERATOR) && !parent->last &&
                 reader->nodes.items[parent->node].kind == kind;
    return parent->depth + !spine;
}

static void report_gap(struct reader *reader, TSNode node, enum py_kind kind)
{
    if (reader->unit->gap_count >= GAPS_MAX)
        return;
    if (kind == PY_ERROR) {
        ir_gap_add(reader->unit, range_of(node), "syntax error");
    } else if (ts_node_is_missing(node)) {
        ir_gap_add(reader->unit, range_of(node), "syntax error: '%s' is missing",
                   ts_node_type(node));
    } else if (kind == PY_TOO_DEEP && !reader->too_deep) {
        reader->too_deep = true;
        ir_gap_add(reader->unit, range_of(node), "nested more than %d levels deep", PY_DEPTH_MAX);
    }
}

static struct py_node *add_node(struct reader *reader, TSNode node, enum py_kind kind)
{
    uint32_t number = (uint32_t)reader->nodes.count;
    struct py_node *added = VEC_ADD(reader->arena, &reader->nodes);
    added->kind = (uint16_t)kind;
    added->field = grammar.fields[ts_tree_cursor_current_field_id(&reader->cursor)];
    added->start = ts_node_start_byte(node);
    added->end = ts_node_end_byte(node);
    added->at = range_of(node);
    if (kind == PY_IDENTIFIER)
        added->extra = name_number(reader, reader->unit->source + added->start,
                                   added->end - added->start);
    else if (kind == PY_OPERATOR)
        added->extra = name_number(reader, ts_node_type(node), strlen(ts_node_type(node)));
    if (!reader->open.count)
        return added;
    struct open_node *parent = &reader->open.items[reader->open.count - 1];
    if (parent->last)
        reader->nodes.items[parent->last].next = number;
    else
        reader->nodes.items[parent->node].first = number;
    parent->last = number;
    return added;
}

/* A string without interpolation is a leaf: its quotes, content and escapes tell nothing new. */
static bool is_plain_string(const struct reader *reader, const struct py_node *node)
{
    const char *text = reader->unit->source + node->start;
    return node->kind == PY_STRING && !memchr(text, '{', node->end - node->start);
}

static void read_comment(struct reader *reader, TSNode node)
{
    struct ir_comment comment;
    if (py_comment_read(reader->unit, ts_node_start_byte(node), ts_node_end_byte(node),
                        range_of(node), &comment))
        *VEC_ADD(reader->unit->arena, &reader->comments) = comment;
}

/* Reads the node under the cursor; true when its children are to be read too. */
static bool read_node(struct reader *reader)
{
    TSNode node = ts_tree_cursor_current_node(&reader->cursor);
    TSSymbol symbol = ts_node_symbol(node);
    bool error = symbol >= grammar.symbol_count;
    bool token = !error && grammar.is_token[symbol];
    if (symbol == grammar.comment) {
        read_comment(reader, node);
        return false;
    }
    enum py_kind kind = error   ? PY_ERROR
                        : token ? token_kind(reader, symbol)
                                : (enum py_kind)grammar.kinds[symbol];
    if (reader->broken && (error || ts_node_is_missing(node)))
        report_gap(reader, node, kind);
    if (token && kind == PY_OTHER)
        return false;
    uint32_t depth = child_depth(reader, kind);
    if (depth > PY_DEPTH_MAX && ts_node_child_count(node)) {
        kind = PY_TOO_DEEP;
        report_gap(reader, node, kind);
    }
    uint32_t number = (uint32_t)reader->nodes.count;
    struct py_node *added = add_node(reader, node, kind);
    if (token || kind == PY_TOO_DEEP || kind == PY_IDENTIFIER || is_plain_string(reader, added))
        return false;
    if (!ts_tree_cursor_goto_first_child(&reader->cursor))
        return false;
    *VEC_ADD(reader->arena, &reader->open) = (struct open_node){number, 0, depth};
    return true;
}

/* False when it takes too long: in a broken tree the cursor may walk far for each node. */
static bool read_tree(struct reader *reader)
{
    bool descended = read_node(reader);
    for (unsigned steps = 1; descended || reader->open.count; steps++) {
        if (steps % 256 == 0 && clock() > reader->deadline)
            return false;
        if (descended) {
            descended = read_node(reader);
        } else if (ts_tree_cursor_goto_next_sibling(&reader->cursor)) {
            descended = read_node(reader);
        } else {
            ts_tree_cursor_goto_parent(&reader->cursor);
            reader->open.count--;
        }
    }
    return true;
}

/* NULL when it takes too long. */
static struct py_tree *convert(struct ir_unit *unit, struct arena *arena, TSTree *parsed,
                               clock_t deadline)
{
    struct reader reader = {.unit = unit, .arena = arena, .deadline = deadline};
    grammar_load(ts_tree_language(parsed));
    reader.numbers = map_new();
    reader.broken = ts_node_has_error(ts_tree_root_node(parsed));
    reader.cursor = ts_tree_cursor_new(ts_tree_root_node(parsed));
    reader.nodes.items = arena_grow(arena, NULL, sizeof *reader.nodes.items, 0,
                                    unit->source_length / BYTES_PER_NODE, &reader.nodes.capacity);
    name_number(&reader, "", 0);
    bool complete = read_tree(&reader);
    ts_tree_cursor_delete(&reader.cursor);
    if (!complete) {
        map_free(reader.numbers);
        return NULL;
    }
    unit->comments = reader.comments.items;
    unit->comment_count = reader.comments.count;
    struct py_tree *tree = ARENA_NEW(arena, struct py_tree);
    tree->nodes = reader.nodes.items;
    tree->count = reader.nodes.count;
    tree->names = reader.names.items;
    tree->name_count = reader.names.count;
    tree->numbers = reader.numbers;
    tree->source = unit->source;
    return tree;
}

/* Text that no Python reads: better said at once than as a thousand syntax errors. */
static int check_text(const struct ir_unit *unit, struct err *err)
{
    if (unit->source_length > PY_BYTES_MAX)
        return err_set(err, "larger than %d MiB", PY_BYTES_MAX >> 20);
    const char *nul = memchr(unit->source, '\0', unit->source_length);
    if (!nul)
        return 0;
    size_t line = 1;
    for (const char *at = unit->source; at < nul; at++)
        line += *at == '\n';
    return err_set(err, "not Python source: a NUL byte in line %zu", line);
}

/* NULL when it takes too long.  The parser's own clock is that of the wall, which would make the
 * answer depend on what else runs; so it is stopped now and then, and goes on where it was. */
static TSTree *parse(TSParser *parser, const struct ir_unit *unit, clock_t deadline)
{
    TSTree *parsed = NULL;
    ts_parser_set_timeout_micros(parser, 100000);
    do {
        parsed = ts_parser_parse_string(parser, NULL, unit->source,
                                        (uint32_t)unit->source_length);
    } while (!parsed && clock() < deadline);
    return parsed;
}

struct py_tree *py_tree_new(struct ir_unit *unit, struct arena *arena, struct err *err)
{
    struct py_tree *tree = NULL;
    clock_t deadline = clock() + (clock_t)PY_TREE_MILLISECONDS * (CLOCKS_PER_SEC / 1000);
    if (check_text(unit, err) < 0)
        return NULL;
    const TSLanguage *language = tree_sitter_python();
    py_memory_start();
    TSParser *parser = ts_parser_new();
    if (!ts_parser_set_language(parser, language)) {
        err_set(err, "the Python grammar (ABI %u) does not fit this tree-sitter library (%u to %u)",
                ts_language_version(language), TREE_SITTER_MIN_COMPATIBLE_LANGUAGE_VERSION,
                TREE_SITTER_LANGUAGE_VERSION);
        goto out;
    }
    TSTree *parsed = parse(parser, unit, deadline);
    tree = parsed ? convert(unit, arena, parsed, deadline) : NULL;
    if (!tree)
        err_set(err, "parsing takes longer than %.1f s", (double)PY_TREE_MILLISECONDS / 1e3);
out:
    ts_parser_delete(parser);
    py_memory_end();
    return tree;
}

void py_tree_release(struct py_tree *tree)
{
    if (tree)
        map_free(tree->numbers);
}

struct py_node *py_first(const struct py_tree *tree, const struct py_node *node)
{
    return node->first ? &tree->nodes[node->first] : NULL;
}

struct py_node *py_next(const struct py_tree *tree, const struct py_node *node)
{
    return node->next ? &tree->nodes[node->next] : NULL;
}

struct py_node *py_child(const struct py_tree *tree, const struct py_node *node,
                         enum py_field field)
{
    struct py_node *child = py_first(tree, node);
    while (child && child->field != field)
        child = py_next(tree, child);
    return child;
}

struct py_node *py_child_of(const struct py_tree *tree, const struct py_node *node,
                            enum py_kind kind)
{
    struct py_node *child = py_first(tree, node);
    while (child && child->kind != kind)
        child = py_next(tree, child);
    return child;
}

size_t py_child_count(const struct py_tree *tree, const struct py_node *node)
{
    size_t count = 0;
    for (struct py_node *child = py_first(tree, node); child; child = py_next(tree, child))
        count++;
    return count;
}

const char *py_name_of(const struct py_tree *tree, const struct py_node *node)
{
    return tree->names[node->extra];
}

struct slice py_text(const struct py_tree *tree, const struct py_node *node)
{
    return (struct slice){tree->source + node->start, node->end - node->start};
}
