/* Statements that are put between others. */
#include <ctype.h>
#include <string.h>

#include "fix.h"

/* Without the comment at its end, and blanks (C, C++). */
static struct slice code_of(struct slice line)
{
    for (size_t i = 0; i + 1 < line.length; i++)
        if (line.at[i] == '/' && (line.at[i + 1] == '/' || line.at[i + 1] == '*'))
            line.length = i;
    while (line.length && isspace((unsigned char)line.at[line.length - 1]))
        line.length--;
    return line;
}

/* The last line before this one that is neither empty nor a comment; empty when there is none. */
static struct slice line_before(struct fixing *fixing, uint32_t line)
{
    bool is_python = fixing->matching->unit->language == IR_PYTHON;
    while (--line > 0) {
        struct slice indent = fix_indent(fixing, line), text = match_line(fixing->matching, line);
        struct slice rest = {text.at + indent.length, text.length - indent.length};
        if (!is_python)
            rest = code_of(rest);
        if (rest.length && !(is_python && *rest.at == '#'))
            return rest;
    }
    return (struct slice){"", 0};
}

/* Whether a statement can begin on the line: the text before it ends one, or opens a block.
 * A line that begins inside parentheses, or as the only statement of an `if`, is none. */
static bool begins_statement(struct fixing *fixing, uint32_t line)
{
    struct slice before = line_before(fixing, line);
    struct slice indent = fix_indent(fixing, line), text = match_line(fixing->matching, line);
    char last, first;
    if (line == 0 || indent.length >= text.length)
        return false;
    first = text.at[indent.length];
    while (before.length && isspace((unsigned char)before.at[before.length - 1]))
        before.length--;
    last = before.length ? before.at[before.length - 1] : ';';
    if (fixing->matching->unit->language == IR_PYTHON)
        return !strchr("([{,\\", last) && !strchr(")]}", first);
    return (strchr(";{}:", last) || before.at[0] == '#') && (isalpha((unsigned char)first) ||
                                                             first == '_');
}

/* A line of its own in front of `line`, indented as `model` is. */
static void insert(struct fixing *fixing, uint32_t line, uint32_t model)
{
    struct matching *matching = fixing->matching;
    struct slice indent = fix_indent(fixing, model), previous = match_line(matching, line - 1);
    const char *end = previous.at[previous.length] == '\r' ? "\r\n" : "\n";
    const char *semicolon = matching->unit->language == IR_PYTHON ? "" : ";";
    const char *text = words_expand(fixing->template->text, &fixing->words, matching->arena);
    struct ir_range at = {line, 1, line, 1};
    if (match_line_ends(matching, line - 1)) {
        text = arena_printf(matching->arena, "%.*s%s%s%s", (int)indent.length, indent.at, text,
                            semicolon, end);
    } else { /* the text ends without a newline */
        uint32_t column = (uint32_t)previous.length + 1;
        at = (struct ir_range){line - 1, column, line - 1, column};
        text = arena_printf(matching->arena, "%s%.*s%s%s", end, (int)indent.length, indent.at,
                            text, semicolon);
    }
    fix_add(fixing, at, text);
}

/* --- behind a loop -------------------------------------------------------------------------- */

static bool loop_contains(const struct ir_function *function, ir_id header, ir_id block)
{
    /* Outwards: a loop's header is in the loop, and what leads to it from outside in the next. */
    for (uint32_t guard = 0; block != IR_NONE && guard <= function->block_count; guard++) {
        ir_id own = function->blocks[block].loop;
        if (own == header)
            return true;
        if (own == IR_NONE)
            return false;
        block = IR_NONE;
        for (uint32_t i = 0; i < function->blocks[own].predecessor_count; i++) {
            ir_id from = function->blocks[own].predecessors[i];
            if (function->blocks[from].loop_depth < function->blocks[own].loop_depth)
                block = from;
        }
    }
    return false;
}

static bool holds_clock(const struct fixing *fixing, ir_id header)
{
    const struct region *region = fixing->region;
    const struct ir_function *function = fixing->function;
    if (region->function != fixing->fact->function)
        return false;
    return (region->start != IR_NONE &&
            loop_contains(function, header, function->ops[region->start].block)) ||
           (region->stop != IR_NONE &&
            loop_contains(function, header, function->ops[region->stop].block));
}

/* The outermost loop around the block that neither starts nor stops the clock; or IR_NONE. */
static ir_id outermost_loop(const struct fixing *fixing, ir_id block)
{
    const struct ir_function *function = fixing->function;
    ir_id best = IR_NONE;
    for (ir_id header = 0; header < function->block_count; header++)
        if (function->blocks[header].loop == header && loop_contains(function, header, block) &&
            !holds_clock(fixing, header) &&
            (best == IR_NONE ||
             function->blocks[header].loop_depth < function->blocks[best].loop_depth))
            best = header;
    return best;
}

/* The first line on which the loop's condition or sequence stands. */
static uint32_t header_line(const struct ir_function *function, ir_id header)
{
    uint32_t line = UINT32_MAX;
    for (size_t i = 0; i < function->op_count; i++)
        if (function->ops[i].block == header && function->ops[i].at.line &&
            function->ops[i].at.line < line)
            line = function->ops[i].at.line;
    return line;
}

/* The last such call that is measured: it may put more work off. */
static const struct ir_op *last_call(const struct fixing *fixing)
{
    const struct ir_function *function = fixing->function;
    const struct ir_op *last = &function->ops[fixing->fact->op];
    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        if (op->code == IR_CALL && op->at.line > last->at.line && last->text &&
            !strcmp(op->text, last->text) &&
            region_contains(fixing->region, fixing->fact->function, i))
            last = op;
    }
    return last;
}

/* The line behind what is indented more than `line`, from `from` on (Python). */
static uint32_t end_of_block(struct fixing *fixing, uint32_t line, uint32_t from)
{
    size_t indent = fix_indent(fixing, line).length;
    uint32_t end = from;
    for (uint32_t next = from;; next++) {
        struct slice text = match_line(fixing->matching, next);
        struct slice blanks = fix_indent(fixing, next);
        bool is_empty = blanks.length == text.length || text.at[blanks.length] == '#';
        if (!is_empty && blanks.length <= indent)
            return end;
        if (!is_empty)
            end = next + 1;
        if (!match_line_ends(fixing->matching, next))
            return end;
    }
}

static bool after_loop(struct fixing *fixing)
{
    const struct ir_op *call = last_call(fixing);
    ir_id loop = outermost_loop(fixing, call->block);
    uint32_t line = loop == IR_NONE ? call->at.line : header_line(fixing->function, loop);
    if (fixing->matching->unit->language != IR_PYTHON || !line || line > call->at.line ||
        !begins_statement(fixing, line))
        return false;
    insert(fixing, end_of_block(fixing, line, call->at.end_line + 1), line);
    return true;
}

/* --- elsewhere ------------------------------------------------------------------------------ */

static bool before_end(struct fixing *fixing)
{
    const struct region *region = fixing->region;
    if (region->kind != REGION_TIMER || region->stop == IR_NONE ||
        region->function != fixing->fact->function ||
        !begins_statement(fixing, region->stop_at.line))
        return false;
    insert(fixing, region->stop_at.line, region->stop_at.line);
    return true;
}

/* The statement is on the region's own level: in an inner loop it would be run too often. */
static bool is_on_level(const struct fixing *fixing, const struct ir_op *op)
{
    const struct ir_function *function = fixing->function;
    const struct region *region = fixing->region;
    ir_id loop = function->blocks[op->block].loop;
    if (region->function != fixing->fact->function || region->stop == IR_NONE)
        return loop == IR_NONE;
    return loop == function->blocks[function->ops[region->stop].block].loop;
}

static bool after_statement(struct fixing *fixing)
{
    const struct ir_op *op = &fixing->function->ops[fixing->fact->op];
    struct slice line = match_line(fixing->matching, op->at.end_line);
    size_t end = op->at.end_column - 1;
    if (op->flags & IR_IN_MACRO || !begins_statement(fixing, op->at.line) ||
        !is_on_level(fixing, op) || end >= line.length || line.at[end] != ';')
        return false;
    while (++end < line.length && isspace((unsigned char)line.at[end]))
        ;
    if (end < line.length && (line.length - end < 2 || strncmp(line.at + end, "//", 2) != 0))
        return false;
    insert(fixing, op->at.end_line + 1, op->at.line);
    return true;
}

/* Whether a statement can speak of the object by its name, where it has to. */
static bool is_nameable(const struct fixing *fixing)
{
    const struct lazy_kind *lazy = fixing->fact->lazy;
    const char *object = fixing->words.object;
    return (lazy && !strstr(lazy->mend, "%s")) || (object && !strpbrk(object, " ()'\"\n"));
}

bool fix_statement(struct fixing *fixing)
{
    if (fixing->fact->op == IR_NONE || !words_suffice(fixing->template->text, &fixing->words) ||
        !is_nameable(fixing))
        return false;
    switch (fixing->template->place) {
    case EDIT_AFTER_LOOP:
        return after_loop(fixing);
    case EDIT_BEFORE_END:
        return before_end(fixing);
    default:
        return after_statement(fixing);
    }
}
