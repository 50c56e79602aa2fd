/* What {names} in arguments and names in expressions stand for. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "spec.h"
#include "str.h"

static const char *value_of(const struct variable *variables, size_t count, const char *name,
                            size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(variables[i].name) == length && memcmp(variables[i].name, name, length) == 0)
            return variables[i].value;
    return NULL;
}

size_t spec_placeholder(const char *text, const char **name)
{
    if (text[0] != '{' || !(isalpha((unsigned char)text[1]) || text[1] == '_'))
        return 0;
    size_t length = 1;
    while (isalnum((unsigned char)text[1 + length]) || text[1 + length] == '_')
        length++;
    *name = text + 1;
    return text[1 + length] == '}' ? length : 0;
}

const char *spec_expand(const char *text, const struct variable *variables, size_t count,
                        struct arena *arena)
{
    struct strbuf buffer = {0};
    while (*text) {
        const char *name = NULL;
        size_t length = spec_placeholder(text, &name);
        const char *value = length ? value_of(variables, count, name, length) : NULL;
        if (value)
            strbuf_puts(&buffer, value);
        else
            strbuf_putc(&buffer, *text);
        text += value ? length + 2 : 1;
    }
    const char *expanded = arena_strdup(arena, strbuf_text(&buffer));
    strbuf_release(&buffer);
    return expanded;
}

struct expr *spec_claim(const char *text, const struct variable *variables, size_t count,
                        struct arena *arena, struct expr_error *error)
{
    const char **names = ARENA_ARRAY(arena, const char *, count + 1);
    double *values = ARENA_ARRAY(arena, double, count + 1);
    struct expr_names known = {.names = names, .values = values};
    for (size_t i = 0; i < count; i++) {
        char *end;
        double number = strtod(variables[i].value, &end);
        if (end == variables[i].value || *end || !isfinite(number))
            continue;
        names[known.count] = variables[i].name;
        values[known.count++] = number;
    }
    return expr_compile(text, &known, arena, error);
}
