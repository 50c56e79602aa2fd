/* Numbers as Python writes them, and what the compiler computes from them. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "py_lower.h"

/* Longer numbers exist, but nobody's loop runs so often. */
enum { NUMBER_LENGTH_MAX = 64 };

/* The digits without underscores and without the L of Python 2. */
static size_t plain_digits(struct slice text, char plain[NUMBER_LENGTH_MAX + 1])
{
    size_t length = 0;
    for (size_t i = 0; i < text.length && length < NUMBER_LENGTH_MAX; i++)
        if (text.at[i] != '_')
            plain[length++] = (char)tolower((unsigned char)text.at[i]);
    if (length && plain[length - 1] == 'l')
        length--;
    plain[length] = '\0';
    return length;
}

static bool whole_number(const char *digits, int base, double *value)
{
    *value = 0;
    for (; *digits; digits++) {
        int digit = isdigit((unsigned char)*digits) ? *digits - '0' : *digits - 'a' + 10;
        if (digit < 0 || digit >= base)
            return false;
        *value = *value * base + digit;
    }
    return true;
}

bool py_number(struct slice text, double *value)
{
    char plain[NUMBER_LENGTH_MAX + 1];
    if (text.length > NUMBER_LENGTH_MAX)
        return false;
    size_t length = plain_digits(text, plain);
    if (length == 0 || plain[length - 1] == 'j')
        return false;
    if (plain[0] == '0' && length > 1) {
        if (plain[1] == 'x')
            return whole_number(plain + 2, 16, value);
        if (plain[1] == 'o')
            return whole_number(plain + 2, 8, value);
        if (plain[1] == 'b')
            return whole_number(plain + 2, 2, value);
        if (strspn(plain, "01234567") == length)
            return whole_number(plain, 8, value); /* Python 2; 00 in Python 3 is 0 as well */
    }
    char *end;
    *value = strtod(plain, &end);
    return *end == '\0' && isfinite(*value);
}

static bool fold_two(const char *operator, double a, double b, double *value)
{
    bool shift = !strcmp(operator, "<<") || !strcmp(operator, ">>");
    if (shift && (b < 0 || b > 1000 || b != floor(b) || a != floor(a)))
        return false;
    if (!strcmp(operator, "+"))
        *value = a + b;
    else if (!strcmp(operator, "-"))
        *value = a - b;
    else if (!strcmp(operator, "*"))
        *value = a * b;
    else if (!strcmp(operator, "**"))
        *value = pow(a, b);
    else if (!strcmp(operator, "//") && b != 0)
        *value = floor(a / b);
    else if (!strcmp(operator, "%") && b != 0)
        *value = a - b * floor(a / b);
    else if (!strcmp(operator, "/") && b != 0 && fmod(a, b) == 0)
        *value = a / b; /* in Python 2 as in Python 3 */
    else if (shift)
        *value = operator[0] == '<' ? ldexp(a, (int)b) : floor(ldexp(a, -(int)b));
    else
        return false;
    return isfinite(*value);
}

bool py_fold(const char *operator, const double *args, size_t count, double *value)
{
    if (count == 2)
        return fold_two(operator, args[0], args[1], value);
    if (count != 1)
        return false;
    if (!strcmp(operator, "-"))
        *value = -args[0];
    else if (!strcmp(operator, "+"))
        *value = args[0];
    else
        return false;
    return true;
}
