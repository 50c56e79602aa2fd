/* A recursive-descent parser into a small tree, and the walk that evaluates it. */
#include "expr.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bounds recursion on hostile input; nobody nests deeper by hand. */
enum { DEPTH_MAX = 64 };

enum operation {
    OP_NUMBER,
    OP_SIZE,
    OP_NEGATE,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_REMAINDER,
    OP_LOG2,
    OP_MIN,
    OP_MAX
};

struct expr {
    enum operation operation;
    double number;
    const struct expr *left, *right; /* right: of operations with two operands */
};

struct parser {
    const char *text;
    size_t at, depth;
    const struct expr_names *names;
    struct arena *arena;
    struct expr_error *error; /* .text is "" until something was wrong */
};

static struct expr *parse_sum(struct parser *parser);

__attribute__((format(printf, 2, 3))) static struct expr *fail(struct parser *parser,
                                                               const char *format, ...)
{
    if (parser->error->text[0])
        return NULL; /* the first mistake is the one to tell */
    parser->error->offset = parser->at;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(parser->error->text, sizeof parser->error->text, format, arguments);
    va_end(arguments);
    return NULL;
}

static char peek(struct parser *parser)
{
    while (parser->text[parser->at] == ' ' || parser->text[parser->at] == '\t')
        parser->at++;
    return parser->text[parser->at];
}

static bool take(struct parser *parser, char wanted)
{
    if (peek(parser) != wanted)
        return false;
    parser->at++;
    return true;
}

static struct expr *node(struct parser *parser, enum operation operation, const struct expr *left,
                         const struct expr *right)
{
    struct expr *expr = ARENA_NEW(parser->arena, struct expr);
    *expr = (struct expr){.operation = operation, .left = left, .right = right};
    return expr;
}

static struct expr *parse_number(struct parser *parser)
{
    const char *start = parser->text + parser->at;
    if (start[0] == '0' && (start[1] == 'x' || start[1] == 'X'))
        return fail(parser, "numbers are decimal");
    char *end;
    double number = strtod(start, &end);
    if (end == start || !isfinite(number))
        return fail(parser, "not a number");
    parser->at += (size_t)(end - start);
    struct expr *expr = node(parser, OP_NUMBER, NULL, NULL);
    expr->number = number;
    return expr;
}

static struct expr *parse_call(struct parser *parser, enum operation operation)
{
    struct expr *first = parse_sum(parser);
    if (!first || operation == OP_LOG2) {
        if (first && !take(parser, ')'))
            return fail(parser, "expected ')'");
        return first ? node(parser, operation, first, NULL) : NULL;
    }
    if (!take(parser, ','))
        return fail(parser, "expected ',' and a second value");
    struct expr *second = parse_sum(parser);
    if (second && !take(parser, ')'))
        return fail(parser, "expected ')'");
    return second ? node(parser, operation, first, second) : NULL;
}

static bool name_is(const char *name, size_t length, const char *wanted)
{
    return strlen(wanted) == length && memcmp(name, wanted, length) == 0;
}

static struct expr *parse_name(struct parser *parser)
{
    static const struct {
        const char *name;
        enum operation operation;
    } functions[] = {{"log2", OP_LOG2}, {"min", OP_MIN}, {"max", OP_MAX}};
    size_t start = parser->at;
    const char *name = parser->text + start;
    while (isalnum((unsigned char)parser->text[parser->at]) || parser->text[parser->at] == '_')
        parser->at++;
    size_t length = parser->at - start;
    if (take(parser, '(')) {
        for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
            if (name_is(name, length, functions[i].name))
                return parse_call(parser, functions[i].operation);
        parser->at = start;
        return fail(parser, "unknown function '%.*s' (known: log2, min, max)",
                    (int)(length < 40 ? length : 40), name);
    }
    for (size_t i = 0; i < parser->names->count; i++)
        if (name_is(name, length, parser->names->names[i])) {
            struct expr *expr = node(parser, OP_NUMBER, NULL, NULL);
            expr->number = parser->names->values[i];
            return expr;
        }
    if (name_is(name, length, "n"))
        return node(parser, OP_SIZE, NULL, NULL);
    parser->at = start;
    return fail(parser, "unknown name '%.*s' (known: n and numeric parameters)",
                (int)(length < 40 ? length : 40), name);
}

static struct expr *parse_primary(struct parser *parser)
{
    char next = peek(parser);
    if (isdigit((unsigned char)next) || next == '.')
        return parse_number(parser);
    if (isalpha((unsigned char)next) || next == '_')
        return parse_name(parser);
    if (!take(parser, '('))
        return fail(parser,
                    next ? "expected a number, a name or '('" : "the expression ends early");
    struct expr *expr = parse_sum(parser);
    if (expr && !take(parser, ')'))
        return fail(parser, "expected ')'");
    return expr;
}

static struct expr *parse_unary(struct parser *parser)
{
    if (++parser->depth > DEPTH_MAX)
        return fail(parser, "nested too deeply");
    struct expr *expr;
    if (take(parser, '-')) {
        struct expr *operand = parse_unary(parser);
        expr = operand ? node(parser, OP_NEGATE, operand, NULL) : NULL;
    } else {
        expr = parse_primary(parser);
    }
    parser->depth--;
    return expr;
}

static struct expr *parse_product(struct parser *parser)
{
    struct expr *left = parse_unary(parser);
    while (left) {
        char next = peek(parser);
        enum operation operation = next == '*'   ? OP_MULTIPLY
                                   : next == '/' ? OP_DIVIDE
                                                 : OP_REMAINDER;
        if (next != '*' && next != '/' && next != '%')
            break;
        parser->at++;
        struct expr *right = parse_unary(parser);
        left = right ? node(parser, operation, left, right) : NULL;
    }
    return left;
}

static struct expr *parse_sum(struct parser *parser)
{
    struct expr *left = parse_product(parser);
    while (left) {
        char next = peek(parser);
        if (next != '+' && next != '-')
            break;
        parser->at++;
        struct expr *right = parse_product(parser);
        left = right ? node(parser, next == '+' ? OP_ADD : OP_SUBTRACT, left, right) : NULL;
    }
    return left;
}

struct expr *expr_compile(const char *text, const struct expr_names *names, struct arena *arena,
                          struct expr_error *error)
{
    /* The evaluation recurses as deep as the tree, whose left spine grows with the text. */
    enum { LENGTH_MAX = 1000 };
    *error = (struct expr_error){0};
    struct parser parser = {.text = text, .names = names, .arena = arena, .error = error};
    if (strlen(text) > LENGTH_MAX)
        return fail(&parser, "longer than %d bytes", LENGTH_MAX);
    struct expr *expr = parse_sum(&parser);
    if (expr && peek(&parser))
        return fail(&parser, "expected an operator");
    return expr;
}

double expr_value(const struct expr *expr, int64_t n)
{
    double left = expr->left ? expr_value(expr->left, n) : 0;
    double right = expr->right ? expr_value(expr->right, n) : 0;
    switch (expr->operation) {
    case OP_NUMBER:
        return expr->number;
    case OP_SIZE:
        return (double)n;
    case OP_NEGATE:
        return -left;
    case OP_ADD:
        return left + right;
    case OP_SUBTRACT:
        return left - right;
    case OP_MULTIPLY:
        return left * right;
    case OP_DIVIDE:
        return right == 0 ? NAN : left / right;
    case OP_REMAINDER:
        return fmod(left, right);
    case OP_LOG2:
        return left > 0 ? log2(left) : NAN;
    case OP_MIN:
        return left < right ? left : right;
    case OP_MAX:
        return left > right ? left : right;
    }
    return NAN;
}
