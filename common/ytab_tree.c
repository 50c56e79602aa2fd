/* From libyaml's events to a tree of nodes, refusing what configuration does not need and what
 * hostile files are made of.  Events rather than libyaml's own documents: those resolve aliases
 * silently and keep no trace of anchors. */
#include <string.h>
#include <yaml.h>

#include "err.h"
#include "ytab_internal.h"

/* libyaml counts columns in characters and takes rarer characters for line ends; editors count
 * bytes and "\n".  The cursor goes along the text and translates; marks mostly come in order. */
struct cursor {
    const char *text;
    size_t length;
    size_t index, offset; /* the same place in characters and in bytes */
    size_t line, line_start;
};

struct builder {
    struct ytab_load *load;
    struct cursor cursor;
    struct ytab_node *open[YTAB_DEPTH_MAX];
    size_t depth, items;
    struct ytab_node *root;
    size_t documents;
    bool stopped; /* there is no use in going on */
};

/* Bytes of a byte order mark, which is no part of the text. */
static size_t start_of(const struct cursor *cursor)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    return cursor->length >= 3 && memcmp(cursor->text, byte_order_mark, 3) == 0 ? 3 : 0;
}

static void cursor_reset(struct cursor *cursor)
{
    cursor->index = 0;
    cursor->line = 1;
    cursor->offset = cursor->line_start = start_of(cursor);
}

static struct ytab_mark cursor_move(struct cursor *cursor, size_t index)
{
    if (index < cursor->index)
        cursor_reset(cursor);
    for (; cursor->index < index && cursor->offset < cursor->length; cursor->index++) {
        if (cursor->text[cursor->offset++] == '\n') {
            cursor->line++;
            cursor->line_start = cursor->offset;
        }
        while (cursor->offset < cursor->length &&
               ((unsigned char)cursor->text[cursor->offset] & 0xC0) == 0x80)
            cursor->offset++; /* the rest of a UTF-8 character */
    }
    return (struct ytab_mark){cursor->line, cursor->offset - cursor->line_start + 1};
}

/* The place of a byte, without counting characters: for input that is not UTF-8. */
static struct ytab_mark mark_of_byte(const char *text, size_t offset)
{
    struct ytab_mark mark = {1, 1};
    for (size_t i = 0; i < offset; i++) {
        mark.column++;
        if (text[i] == '\n')
            mark = (struct ytab_mark){mark.line + 1, 1};
    }
    return mark;
}

static bool is_key(const struct ytab_node *parent)
{
    return parent && parent->kind == YTAB_IS_MAP && parent->children.count % 2 == 0;
}

/* Hangs a new node below the innermost open collection. */
static struct ytab_node *attach(struct builder *builder, enum ytab_kind kind, struct ytab_mark mark)
{
    struct arena *scratch = &builder->load->scratch;
    struct ytab_node *node = ARENA_NEW(scratch, struct ytab_node);
    node->kind = kind;
    node->mark = mark;
    struct ytab_node *parent = builder->depth ? builder->open[builder->depth - 1] : NULL;
    if (is_key(parent) && kind != YTAB_IS_SCALAR)
        ytab_report_at(builder->load, mark, "a key must be text");
    if (parent)
        *VEC_ADD(scratch, &parent->children) = node;
    else if (!builder->root)
        builder->root = node;
    if (++builder->items > YTAB_ITEMS_MAX) {
        ytab_report_at(builder->load, mark, "more than %d items", YTAB_ITEMS_MAX);
        builder->stopped = true;
    }
    return node;
}

static void open_collection(struct builder *builder, enum ytab_kind kind, struct ytab_mark mark)
{
    struct ytab_node *node = attach(builder, kind, mark);
    if (builder->depth == YTAB_DEPTH_MAX) {
        ytab_report_at(builder->load, mark, "nested deeper than %d levels", YTAB_DEPTH_MAX);
        builder->stopped = true;
    } else {
        builder->open[builder->depth++] = node;
    }
}

static void add_scalar(struct builder *builder, const yaml_event_t *event, struct ytab_mark mark)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    struct ytab_node *parent = builder->depth ? builder->open[builder->depth - 1] : NULL;
    bool key = is_key(parent);
    struct ytab_node *node = attach(builder, YTAB_IS_SCALAR, mark);
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->text = arena_copy(builder->load->arena, text, length);
    if (memchr(text, '\0', length))
        ytab_report_at(builder->load, mark, "text must not contain a NUL character");
    if (key && node->plain && strcmp(text, "<<") == 0)
        ytab_report_at(builder->load, mark, "merge keys are not supported");
}

static void refuse_properties(struct builder *builder, const yaml_char_t *anchor,
                              const yaml_char_t *tag, struct ytab_mark mark)
{
    if (anchor)
        ytab_report_at(builder->load, mark, "anchors are not supported: '&%s'", anchor);
    if (tag)
        ytab_report_at(builder->load, mark, "tags are not supported: '%s'", tag);
}

/* An alias stands for something that is refused anyway: an empty scalar takes its place. */
static void add_alias(struct builder *builder, const yaml_event_t *event, struct ytab_mark mark)
{
    ytab_report_at(builder->load, mark, "aliases are not supported: '*%s'",
                   event->data.alias.anchor);
    struct ytab_node *node = attach(builder, YTAB_IS_SCALAR, mark);
    node->text = "";
}

static void take(struct builder *builder, const yaml_event_t *event)
{
    struct ytab_mark mark = cursor_move(&builder->cursor, event->start_mark.index);
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (++builder->documents > 1) {
            ytab_report_at(builder->load, mark, "only one document is allowed in a file");
            builder->stopped = true;
        }
        break;
    case YAML_ALIAS_EVENT:
        add_alias(builder, event, mark);
        break;
    case YAML_SCALAR_EVENT:
        refuse_properties(builder, event->data.scalar.anchor, event->data.scalar.tag, mark);
        add_scalar(builder, event, mark);
        break;
    case YAML_SEQUENCE_START_EVENT:
        refuse_properties(builder, event->data.sequence_start.anchor,
                          event->data.sequence_start.tag, mark);
        open_collection(builder, YTAB_IS_LIST, mark);
        break;
    case YAML_MAPPING_START_EVENT:
        refuse_properties(builder, event->data.mapping_start.anchor, event->data.mapping_start.tag,
                          mark);
        open_collection(builder, YTAB_IS_MAP, mark);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        builder->depth--;
        break;
    default:
        break;
    }
}

static void report_syntax(struct builder *builder, const yaml_parser_t *parser)
{
    struct cursor *cursor = &builder->cursor;
    const char *problem = parser->problem ? parser->problem : "not YAML";
    if (parser->error == YAML_READER_ERROR) {
        size_t offset = start_of(cursor) + parser->problem_offset;
        ytab_report_at(builder->load, mark_of_byte(cursor->text, offset), "not UTF-8 text: %s",
                       problem);
        return;
    }
    struct ytab_mark mark = cursor_move(cursor, parser->problem_mark.index);
    if (cursor->offset < cursor->length && cursor->text[cursor->offset] == '\t')
        ytab_report_at(builder->load, mark, "a tab cannot stand here, indent with spaces");
    else
        ytab_report_at(builder->load, mark, "%s%s%s", problem, parser->context ? ", " : "",
                       parser->context ? parser->context : "");
}

static void build(struct builder *builder)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        die("out of memory");
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    size_t start = start_of(&builder->cursor);
    yaml_parser_set_input_string(&parser, (const unsigned char *)builder->cursor.text + start,
                                 builder->cursor.length - start);
    for (bool end = false; !end && !builder->stopped;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            report_syntax(builder, &parser);
            builder->stopped = true;
            break;
        }
        take(builder, &event);
        end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

struct ytab_node *ytab_tree(struct ytab_load *load, const char *text, size_t length)
{
    if (length > YTAB_BYTES_MAX) {
        ytab_report_at(load, (struct ytab_mark){0}, "is larger than %d bytes", YTAB_BYTES_MAX);
        return NULL;
    }
    const char *nul = length ? memchr(text, '\0', length) : NULL;
    if (nul) {
        ytab_report_at(load, mark_of_byte(text, (size_t)(nul - text)),
                       "a NUL byte: this is not a text file");
        return NULL;
    }
    struct builder builder = {.load = load, .cursor = {.text = text, .length = length}};
    cursor_reset(&builder.cursor);
    build(&builder);
    if (builder.stopped)
        return NULL;
    if (!builder.root)
        ytab_report_at(load, (struct ytab_mark){1, 1}, "the file is empty");
    return builder.root;
}
