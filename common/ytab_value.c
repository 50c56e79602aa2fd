/* Scalars: text, numbers, durations, sizes, names out of a list. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "str.h"
#include "ytab_internal.h"

struct unit {
    const char *name;
    double factor;
};

static const struct unit durations[] = {
    {"ns", 1e-9}, {"us", 1e-6}, {"ms", 1e-3}, {"s", 1}, {"min", 60}, {"h", 3600}, {NULL, 0},
};
static const struct unit sizes[] = {
    {"", 1},
    {"B", 1},
    {"kB", 1e3},
    {"KB", 1e3},
    {"MB", 1e6},
    {"GB", 1e9},
    {"TB", 1e12},
    {"KiB", 1024},
    {"MiB", 1024.0 * 1024},
    {"GiB", 1024.0 * 1024 * 1024},
    {"TiB", 1024.0 * 1024 * 1024 * 1024},
    {NULL, 0},
};
/* Above, a double no longer holds every whole number. */
static const double bytes_max = 9007199254740992.0; /* 2^53 */

static const char *shown(const struct ytab_node *node)
{
    return node->kind == YTAB_IS_LIST  ? "a list"
           : node->kind == YTAB_IS_MAP ? "a mapping"
                                       : node->text;
}

static void expected(struct ytab_load *load, const struct ytab_node *node, const char *what)
{
    bool scalar = node->kind == YTAB_IS_SCALAR;
    if (scalar && node->plain && !*node->text)
        ytab_report(load, node, "expected %s, found nothing", what);
    else if (scalar && !node->plain)
        ytab_report(load, node, "expected %s, found the text \"%.40s\"", what, node->text);
    else
        ytab_report(load, node, "expected %s, found %s%.40s%s", what, scalar ? "'" : "",
                    shown(node), scalar ? "'" : "");
}

const char *ytab_text(struct ytab_load *load, const struct ytab_node *node)
{
    if (node->kind == YTAB_IS_SCALAR && !(node->plain && !*node->text))
        return node->text;
    expected(load, node, "text");
    return NULL;
}

static bool within(struct ytab_load *load, const struct ytab_node *node,
                   const struct ytab_field *field, double value)
{
    if (field->minimum == 0 && field->maximum == 0)
        return true;
    if (value >= field->minimum && value <= field->maximum)
        return true;
    if (field->minimum == field->maximum)
        ytab_report(load, node, "only %.15g is allowed, found %s", field->minimum, node->text);
    else
        ytab_report(load, node, "%s is not within %.15g to %.15g", node->text, field->minimum,
                    field->maximum);
    return false;
}

/* A number in decimal digits at the start of `text` (strtod also takes hex, inf and nan). */
static bool read_decimal(const char *text, double *value, const char **rest)
{
    size_t digits = strspn(text, "+-.0123456789");
    if (digits == 0 || !strpbrk(text, "0123456789"))
        return false;
    if (text[strspn(text, "+-")] == '0' && (text[strspn(text, "+-") + 1] | 32) == 'x')
        return false;
    char *end;
    *value = strtod(text, &end);
    *rest = end;
    return end != text && isfinite(*value);
}

static void read_int(struct ytab_load *load, const struct ytab_node *node,
                     const struct ytab_field *field, int64_t *into)
{
    char *end;
    errno = 0;
    long long value = strtoll(node->text, &end, 10);
    if (!node->plain || end == node->text || *end || errno == ERANGE)
        expected(load, node, "a whole number");
    else if (within(load, node, field, (double)value))
        *into = value;
}

static void read_real(struct ytab_load *load, const struct ytab_node *node,
                      const struct ytab_field *field, double *into)
{
    double value;
    const char *rest;
    if (!node->plain || !read_decimal(node->text, &value, &rest) || *rest)
        expected(load, node, "a number");
    else if (within(load, node, field, value))
        *into = value;
}

static void read_bool(struct ytab_load *load, const struct ytab_node *node, bool *into)
{
    bool yes = strcmp(node->text, "true") == 0;
    if (node->plain && (yes || strcmp(node->text, "false") == 0))
        *into = yes;
    else
        expected(load, node, "true or false");
}

/* A number with a unit; false when it is none. */
static bool read_units(const struct ytab_node *node, const struct unit *unit, double *value)
{
    const char *rest;
    if (!read_decimal(node->text, value, &rest) || *value < 0)
        return false;
    rest += strspn(rest, " ");
    for (; unit->name; unit++) {
        if (strcmp(unit->name, rest) == 0) {
            *value *= unit->factor;
            return isfinite(*value);
        }
    }
    return false;
}

static void read_duration(struct ytab_load *load, const struct ytab_node *node,
                          const struct ytab_field *field, double *into)
{
    double value;
    if (!read_units(node, durations, &value))
        expected(load, node, "a duration such as 30s, 200ms or 2min");
    else if (within(load, node, field, value))
        *into = value;
}

static void read_bytes(struct ytab_load *load, const struct ytab_node *node,
                       const struct ytab_field *field, uint64_t *into)
{
    double value;
    if (!read_units(node, sizes, &value) || value > bytes_max || value != (double)(uint64_t)value)
        expected(load, node, "a number of bytes such as 64, 8KiB or 10MB");
    else if (within(load, node, field, value))
        *into = (uint64_t)value;
}

int ytab_choice(struct ytab_load *load, const struct ytab_node *node,
                const struct ytab_field *field)
{
    const char *text = ytab_text(load, node);
    if (!text)
        return -1;
    for (int i = 0; field->choices[i]; i++) {
        if (str_same(field->choices[i], text))
            return i;
    }
    struct strbuf names = {.maximum = 300};
    for (int i = 0; field->choices[i]; i++)
        strbuf_printf(&names, "%s%s", i ? ", " : "", field->choices[i]);
    ytab_report(load, node, "'%.40s' is not one of %s", text, strbuf_text(&names));
    strbuf_release(&names);
    return -1;
}

void ytab_value(struct ytab_load *load, const struct ytab_node *node,
                const struct ytab_field *field, void *into)
{
    const char *text = ytab_text(load, node);
    if (!text)
        return;
    int choice;
    switch (field->type) {
    case YTAB_STRING:
        *(const char **)into = text;
        break;
    case YTAB_INT:
        read_int(load, node, field, into);
        break;
    case YTAB_REAL:
        read_real(load, node, field, into);
        break;
    case YTAB_BOOL:
        read_bool(load, node, into);
        break;
    case YTAB_DURATION:
        read_duration(load, node, field, into);
        break;
    case YTAB_BYTES:
        read_bytes(load, node, field, into);
        break;
    case YTAB_ENUM:
        choice = ytab_choice(load, node, field);
        if (choice >= 0)
            *(int *)into = choice;
        break;
    default:
        bug("'%s' is not a field of a scalar type", field->key);
    }
}
