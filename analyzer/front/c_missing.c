/* What clang could not understand, because a header was not found.  What it leaves out of its tree,
 * or keeps without knowing what it means, may use and change whatever it names; where it may also
 * leave the block, or be a loop, nothing can be said of the function. */
#include <ctype.h>
#include <string.h>

#include "c_lower.h"

/* A statement that is longer is not looked through, or names more. */
enum { TEXT_BYTES_MAX = 4096, NAMED_MAX = 64 };

/* --- text ---------------------------------------------------------------------------------- */

static const char *end_of_line(const char *at, const char *end)
{
    while (at < end && *at != '\n')
        at += *at == '\\' && at + 1 < end ? 2 : 1;
    return at < end ? at : end;
}

static const char *end_of_comment(const char *at, const char *end)
{
    for (at += 2; at + 1 < end; at++)
        if (at[0] == '*' && at[1] == '/')
            return at + 2;
    return end;
}

/* Whether more than comments and lines of the preprocessor stands between two statements. */
static bool holds_code(const char *at, const char *end)
{
    while (at < end) {
        if (isspace((unsigned char)*at) || *at == ';' || *at == '{' || *at == '}')
            at++;
        else if (*at == '#' || (end - at > 1 && at[0] == '/' && at[1] == '/'))
            at = end_of_line(at, end);
        else if (end - at > 1 && at[0] == '/' && at[1] == '*')
            at = end_of_comment(at, end);
        else
            return true;
    }
    return false;
}

static size_t word_length(const char *at, const char *end)
{
    size_t length = 0;

    while (at + length < end && (isalnum((unsigned char)at[length]) || at[length] == '_'))
        length++;
    return length;
}

/* All words of a text; the caller frees. */
static struct map *words_of(struct slice text)
{
    struct map *words = map_new();
    const char *end = text.at + text.length;
    char word[TEXT_BYTES_MAX + 1];

    for (const char *at = text.at; at < end;) {
        size_t length = word_length(at, end);

        memcpy(word, at, length);
        word[length] = '\0';
        if (length > 0)
            map_put(words, word, words);
        at += length ? length : 1;
    }
    return words;
}

static bool may_leave(const struct map *words)
{
    static const char *const jumps[] = {"return", "break",     "continue",  "goto",     "case",
                                        "throw",  "co_return", "co_yield", "co_await", "default"};

    for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
        if (map_get(words, jumps[i]))
            return true;
    }
    return false;
}

static bool is_balanced(struct slice text)
{
    int depth = 0;

    for (size_t i = 0; i < text.length && depth >= 0; i++)
        depth += text.at[i] == '{' ? 1 : text.at[i] == '}' ? -1 : 0;
    return depth == 0;
}

/* --- gaps ---------------------------------------------------------------------------------- */

static void distrust(struct c_lower *lower)
{
    lower->unit->functions[lower->frame->function].has_gap = true;
}

static const char *place_of(const struct c_lower *lower, const struct ir_gap *gap)
{
    return lower->unit->source + lower->lines[gap->at.line - 1] + gap->at.column - 1;
}

/* In a header no gap is covered: it is another file that is read. */
static bool is_in_header(const struct c_lower *lower)
{
    return lower->unit->functions[lower->frame->function].file != NULL;
}

bool c_missing_within(struct c_lower *lower, CXCursor definition)
{
    CXSourceRange extent = clang.getCursorExtent(definition);
    CXFile file;
    unsigned from, to;

    clang.getFileLocation(clang.getRangeStart(extent), &file, NULL, NULL, &from);
    clang.getFileLocation(clang.getRangeEnd(extent), NULL, NULL, NULL, &to);
    for (size_t i = 0; i < lower->errors.count; i++) {
        const struct c_error *error = &lower->errors.items[i];

        if (error->offset >= from && error->offset <= to && clang.File_isEqual(error->file, file))
            return true;
    }
    return false;
}

/* Whether there is a gap in a part of the source, all of which are covered then. */
static bool cover(struct c_lower *lower, struct slice text)
{
    bool found = false;

    for (size_t i = 0; i < lower->unit->gap_count; i++) {
        struct ir_gap *gap = &lower->unit->gaps[i];

        if (gap->at.line && place_of(lower, gap) >= text.at &&
            place_of(lower, gap) < text.at + text.length)
            found = gap->is_covered = true;
    }
    return found;
}

void c_missing_settle(struct c_lower *lower)
{
    struct ir_unit *unit = lower->unit;

    for (size_t f = 0; unit->gap_count >= C_ERRORS_MAX && f < unit->function_count; f++)
        unit->functions[f].has_gap = true; /* there may be more, anywhere */
    for (size_t i = 0; i < unit->gap_count; i++) {
        uint32_t line = unit->gaps[i].is_covered ? 0 : unit->gaps[i].at.line;

        for (size_t f = 0; line && f < unit->function_count; f++)
            unit->functions[f].has_gap |= line >= unit->functions[f].extent.line &&
                                          line <= unit->functions[f].extent.end_line;
    }
}

/* --- what is named ------------------------------------------------------------------------- */

static bool is_in_sight(const struct c_lower *lower, const struct ir_variable *variable)
{
    if (variable->function == IR_NONE)
        return true;
    for (const struct c_frame *frame = lower->frame; frame; frame = frame->outer) {
        if (variable->function == frame->function)
            return true;
    }
    return false;
}

static bool is_named(const struct map *words, const char *name)
{
    const char *colon = strrchr(name, ':');

    return map_get(words, colon ? colon + 1 : name) != NULL;
}

static void use_variable(struct c_lower *lower, CXCursor cursor, ir_id variable, ir_id *args,
                         uint32_t *count)
{
    struct ir_variable *used = &lower->unit->variables[variable];
    ir_id type = used->type;
    struct ir_place place = c_variable_place(variable);
    enum ir_type_kind kind = ir_type_of(lower->unit, type)->kind;

    used->captured |= used->function != IR_NONE && used->function != lower->frame->function;
    args[(*count)++] = c_address_of(lower, cursor, place, c_pointer_to(lower, type));
    if (kind == IR_TYPE_POINTER || kind == IR_TYPE_REFERENCE)
        args[(*count)++] = c_load(lower, cursor, place, type);
}

static void use_function(struct c_lower *lower, CXCursor cursor, ir_id function, ir_id *args,
                         uint32_t *count)
{
    struct ir_op op = ir_new_op(IR_FUNC, (struct ir_range){0});

    op.text = lower->unit->functions[function].name;
    op.function = function;
    args[(*count)++] = c_emit(lower, &op, cursor);
}

/* False when there is too much of it. */
static bool use_all(struct c_lower *lower, CXCursor cursor, const struct map *words)
{
    const struct ir_unit *unit = lower->unit;
    size_t variables = unit->variable_count; /* taking an address adds none */
    ir_id args[NAMED_MAX + 4];
    uint32_t count = 0;
    struct ir_op call = ir_new_op(IR_CALL, (struct ir_range){0});

    for (const struct c_frame *f = lower->frame; f && count < NAMED_MAX; f = f->outer) {
        if (f->this_variable != IR_NONE)
            use_variable(lower, cursor, f->this_variable, args, &count);
    }
    for (ir_id v = 0; v < variables && count < NAMED_MAX; v++) {
        if (is_in_sight(lower, &unit->variables[v]) && is_named(words, unit->variables[v].name))
            use_variable(lower, cursor, v, args, &count);
    }
    for (ir_id f = 0; f < unit->function_count && count < NAMED_MAX; f++) {
        if (is_named(words, unit->functions[f].name))
            use_function(lower, cursor, f, args, &count);
    }
    call.text = "?";
    call.flags = IR_DEPENDENT;
    call.type = lower->type_void;
    call.args = args;
    call.arg_count = count;
    c_emit(lower, &call, cursor);
    return count < NAMED_MAX;
}

/* --- statements ---------------------------------------------------------------------------- */

static struct slice text_of(struct c_lower *lower, CXCursor cursor)
{
    return is_in_header(lower) ? c_text_anywhere(lower, cursor) : c_text(lower, cursor);
}

/* What a text names is used by an operation that nothing is known of.  `is_shown`: clang shows how
 * control goes on from there. */
static void use_text(struct c_lower *lower, CXCursor cursor, struct slice text, bool is_shown)
{
    struct map *words;

    if (ir_block_ended(lower->frame->builder))
        return;
    lower->unit->functions[lower->frame->function].has_hole = true;
    if (is_in_header(lower) || text.length > TEXT_BYTES_MAX || (!is_shown && !is_balanced(text))) {
        distrust(lower);
        return;
    }
    words = words_of(text);
    if (!use_all(lower, cursor, words) || (!is_shown && may_leave(words)))
        distrust(lower);
    map_free(words);
}

static void use_left_out(struct c_lower *lower, CXCursor block, const char *at, const char *end)
{
    struct slice text = {at, (size_t)(end - at)};

    if (!holds_code(at, end))
        return;
    cover(lower, text);
    use_text(lower, block, text, false);
}

void c_statements(struct c_lower *lower, CXCursor block, struct c_children parts)
{
    struct slice whole = lower->unit->gap_count > 0 ? text_of(lower, block)
                                                       : (struct slice){"", 0};
    const char *at = whole.at + (whole.length > 0); /* behind the bracket */
    const char *end = whole.at + whole.length - (whole.length > 0);

    for (size_t i = 0; i < parts.count; i++) {
        CXCursor child = c_child(lower, parts, i);
        struct slice part = at < end ? text_of(lower, child) : whole;

        if (part.length == 0 || part.at + part.length > end)
            at = end; /* out of a macro: its text is not the block's */
        if (at < end && part.at > at)
            use_left_out(lower, block, at, part.at);
        if (at < end && part.at + part.length > at)
            at = part.at + part.length;
        c_statement(lower, child);
    }
    if (at < end)
        use_left_out(lower, block, at, end);
}

static enum CXChildVisitResult look_for_unknown(CXCursor cursor, CXCursor parent,
                                                CXClientData data)
{
    enum CXTypeKind type = clang.getCursorType(cursor).kind;

    (void)parent;
    *(bool *)data = type == CXType_Dependent || type == CXType_Overload;
    return *(bool *)data ? CXChildVisit_Break : CXChildVisit_Recurse;
}

/* What could not be resolved has no type, or is still a choice among functions.  In a template what
 * depends on a parameter looks the same, and only clang's problems tell. */
static bool holds_unknown(struct c_lower *lower, CXCursor statement)
{
    bool found = false;

    if (lower->unit->functions[lower->frame->function].is_template)
        return false;
    look_for_unknown(statement, statement, &found);
    if (!found)
        clang.visitChildren(statement, look_for_unknown, &found);
    return found;
}

/* `UNKNOWN(x) {` may be a loop. */
static bool ends(const struct c_lower *lower, struct slice text)
{
    const char *end = lower->unit->source + lower->unit->source_length;
    const char *at = text.at + text.length;

    while (at < end && isspace((unsigned char)*at))
        at++;
    return at[0] == ';' || at[0] == ')' || text.at[text.length - 1] == ';';
}

bool c_is_unclear(struct c_lower *lower, CXCursor statement)
{
    enum CXCursorKind kind = clang.getCursorKind(statement);
    struct slice text;

    if (lower->unit->gap_count == 0 ||
        (!c_is_expression(statement) && kind != CXCursor_DeclStmt && kind != CXCursor_ReturnStmt))
        return false;
    text = text_of(lower, statement);
    if (text.length == 0)
        return false;
    if (is_in_header(lower) || !ends(lower, text)) { /* then it covers nothing */
        if (holds_unknown(lower, statement))
            distrust(lower);
        return false;
    }
    return cover(lower, text) || holds_unknown(lower, statement);
}

void c_use_what_is_named(struct c_lower *lower, CXCursor statement)
{
    use_text(lower, statement, text_of(lower, statement), true);
}
