#include "skipped.h"

#include <ctype.h>
#include <string.h>

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

static bool is_compiled(const struct flow_body *body, uint32_t line)
{
    for (size_t i = 0; i < body->function->op_count; i++)
        if (body->function->ops[i].at.line == line)
            return true;
    return false;
}

struct conditions { /* the #ifs that are open */
    bool platform[NESTING_MAX];
    size_t depth;
};

static void follow(struct conditions *conditions, struct line directive)
{
    size_t top;

    if (begins(directive, "if") && conditions->depth < NESTING_MAX)
        conditions->platform[conditions->depth++] = speaks_of_platform(directive);
    if (conditions->depth == 0)
        return;
    top = conditions->depth - 1;
    if (begins(directive, "el"))
        conditions->platform[top] |= speaks_of_platform(directive);
    if (begins(directive, "endif"))
        conditions->depth--;
}

static enum skipped kind_of(const struct conditions *conditions)
{
    for (size_t i = 0; i < conditions->depth; i++)
        if (conditions->platform[i])
            return SKIPPED_BY_PLATFORM;
    return SKIPPED_BY_CHOICE;
}

enum skipped skipped_uses(const struct flow *flow, const struct flow_body *body, ir_id variable)
{
    const struct ir_range *extent = &body->function->extent;
    const char *name = flow->unit->variables[variable].name;
    struct conditions conditions = {.depth = 0};
    enum skipped found = SKIPPED_NOTHING;
    uint32_t number = 1;

    for (const char *at = flow->unit->source; *at && number <= extent->end_line; number++) {
        struct line line = {at, strcspn(at, "\n")};
        struct line directive = directive_of(line);

        at += line.length + (at[line.length] == '\n');
        if (number < extent->line)
            continue;
        follow(&conditions, directive);
        if (conditions.depth > 0 && directive.length == 0 && names(line, name) &&
            !is_compiled(body, number) && kind_of(&conditions) > found)
            found = kind_of(&conditions);
    }
    return found;
}
