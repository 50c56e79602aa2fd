#include "skipped.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "trace.h"

enum { NESTING_MAX = 32 };

struct line {
    const char *text;
    size_t length;
};

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static bool names(struct line line, const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; length > 0 && i + length <= line.length; i++)
        if (!memcmp(line.text + i, name, length) && (i == 0 || !is_word(line.text[i - 1])) &&
            (i + length == line.length || !is_word(line.text[i + length])))
            return true;
    return false;
}

/* The directive of the line without its mark ("if defined(X)"), or an empty one. */
static struct line directive_of(struct line line)
{
    size_t i = 0;

    while (i < line.length && isspace((unsigned char)line.text[i]))
        i++;
    if (i == line.length || line.text[i] != '#')
        return (struct line){line.text, 0};
    for (i++; i < line.length && isspace((unsigned char)line.text[i]);)
        i++;
    return (struct line){line.text + i, line.length - i};
}

static bool begins(struct line line, const char *with)
{
    return line.length >= strlen(with) && !memcmp(line.text, with, strlen(with));
}

/* Names that begin with an underscore belong to the compiler. */
static bool speaks_of_platform(struct line condition)
{
    for (size_t i = 0; i + 1 < condition.length; i++)
        if (condition.text[i] == '_' && (i == 0 || !is_word(condition.text[i - 1])))
            return true;
    return false;
}

static bool compiles(const struct ir_function *function, uint32_t line)
{
    for (size_t i = 0; i < function->op_count; i++)
        if (function->ops[i].at.line == line)
            return true;
    return false;
}

/* The lines in which a use is looked for: of the function, or for what all functions see, of the
 * file. */
struct reach {
    const struct ir_unit *unit;
    const struct ir_function *function; /* NULL: all */
    const char *source;
    uint32_t first, last;
    bool is_own; /* in the unit's own file, of which the gaps are known */
};

static struct reach reach_of(const struct flow *flow, const struct flow_body *body, ir_id variable)
{
    enum ir_storage storage = flow->unit->variables[variable].storage;
    const struct ir_file *other = body->function->file;
    struct reach reach = {.unit = flow->unit,
                          .function = body->function,
                          .source = other ? other->source : flow->unit->source,
                          .first = body->function->extent.line,
                          .last = body->function->extent.end_line,
                          .is_own = !other};

    if (storage == IR_LOCAL || storage == IR_PARAMETER || other)
        return reach;
    reach.function = NULL;
    reach.first = 1;
    reach.last = UINT32_MAX;
    return reach;
}

static bool is_compiled(const struct reach *reach, uint32_t line)
{
    if (reach->function)
        return compiles(reach->function, line);
    for (size_t f = 0; f < reach->unit->function_count; f++)
        if (compiles(&reach->unit->functions[f], line))
            return true;
    return false;
}

/* Whether the condition asks for what is no part of a measurement: then it does not hold in one. */
static bool asks_to_look(struct line condition)
{
    static const char *const words[] = {"VERIF", "VALID", "CHECK", "DEBUG", "DBG",  "PRINT", "VERB",
                                        "OUTPUT", "DUMP", "SHOW",  "TRACE", "LOG",  "TEST"};

    if (names(condition, "0")) /* #if 0; not #if VERSION > 10 */
        return true;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        for (size_t i = 0; i + strlen(words[w]) <= condition.length; i++)
            if (!strncasecmp(condition.text + i, words[w], strlen(words[w])))
                return true;
    return false;
}

static enum skipped kind_of_condition(struct line condition)
{
    return speaks_of_platform(condition) ? SKIPPED_BY_PLATFORM
           : asks_to_look(condition)     ? SKIPPED_BY_CHOICE
                                         : SKIPPED_BY_BUILD;
}

struct conditions { /* the #ifs that are open */
    enum skipped kinds[NESTING_MAX];
    size_t depth;
    bool broken; /* in a statement that was not understood */
};

static void follow(struct conditions *conditions, struct line directive)
{
    size_t top;

    if (begins(directive, "if") && conditions->depth < NESTING_MAX)
        conditions->kinds[conditions->depth++] = kind_of_condition(directive);
    if (conditions->depth == 0)
        return;
    top = conditions->depth - 1;
    if (begins(directive, "el") && speaks_of_platform(directive))
        conditions->kinds[top] = SKIPPED_BY_PLATFORM;
    if (begins(directive, "endif"))
        conditions->depth--;
}

static bool has_gap(const struct ir_unit *unit, uint32_t line)
{
    for (size_t i = 0; i < unit->gap_count; i++)
        if (unit->gaps[i].at.line == line)
            return true;
    return false;
}

static enum skipped kind_of(const struct conditions *conditions)
{
    enum skipped kind = conditions->broken ? SKIPPED_BY_GAP : SKIPPED_NOTHING;

    for (size_t i = 0; i < conditions->depth; i++)
        if (conditions->kinds[i] > kind)
            kind = conditions->kinds[i];
    return kind;
}

enum skipped skipped_uses(const struct flow *flow, const struct flow_body *body, ir_id variable)
{
    const struct reach reach = reach_of(flow, body, variable);
    const char *name = flow->unit->variables[variable].name;
    struct conditions conditions = {.depth = 0};
    enum skipped found = SKIPPED_NOTHING;
    uint32_t number = 1;

    for (const char *at = reach.source; at && *at && number <= reach.last; number++) {
        struct line line = {at, strcspn(at, "\n")};
        struct line directive = directive_of(line);

        at += line.length + (at[line.length] == '\n');
        if (number < reach.first)
            continue;
        follow(&conditions, directive);
        conditions.broken |= reach.is_own && has_gap(flow->unit, number);
        if (kind_of(&conditions) > found && directive.length == 0 && names(line, name) &&
            !is_compiled(&reach, number))
            found = kind_of(&conditions);
        conditions.broken &= !memchr(line.text, ';', line.length);
    }
    return found;
}

void skipped_lower(const struct flow *flow, const struct flow_body *body, ir_id variable,
                   struct flow_fact *fact)
{
    static const struct {
        enum confidence confidence;
        const char *assumption;
    } by[] = {
        [SKIPPED_BY_CHOICE] = {CONFIDENCE_LIKELY,
                               "the #if around another use of it does not hold"},
        [SKIPPED_BY_BUILD] = {CONFIDENCE_POSSIBLE,
                              "no build has the #if hold that stands around another use of it"},
        [SKIPPED_BY_PLATFORM] = {CONFIDENCE_POSSIBLE,
                                 "another use of it is for another compiler or machine"},
        [SKIPPED_BY_GAP] = {CONFIDENCE_POSSIBLE,
                            "a statement that was not understood does not use it"},
    };
    enum skipped skipped = variable == IR_NONE ? SKIPPED_NOTHING
                                               : skipped_uses(flow, body, variable);

    if (skipped != SKIPPED_NOTHING)
        trace_lower(fact, by[skipped].confidence, by[skipped].assumption);
}
