/* The table of fields as a nested list in Markdown, for the reference pages. */
#include <string.h>

#include "ytab.h"

static const char *type_name(enum ytab_type type)
{
    switch (type) {
    case YTAB_STRING:
        return "text";
    case YTAB_INT:
        return "whole number";
    case YTAB_REAL:
        return "number";
    case YTAB_BOOL:
        return "true or false";
    case YTAB_ENUM:
        return "one of";
    case YTAB_FLAGS:
    case YTAB_MANY:
        return "one or a list of";
    case YTAB_STRINGS:
        return "text or a list";
    case YTAB_DURATION:
        return "duration";
    case YTAB_BYTES:
        return "bytes";
    case YTAB_RECORD:
        return "mapping";
    case YTAB_RECORDS:
        return "mapping or a list of them";
    case YTAB_TABLE:
        return "mapping with free keys";
    case YTAB_CUSTOM:
        return "see below";
    }
    return "";
}

static void describe_field(const struct ytab_field *field, bool as_before, int depth, FILE *stream)
{
    fprintf(stream, "%*s- `%s` (%s", depth * 2, "", field->key, type_name(field->type));
    for (size_t i = 0; field->choices && field->choices[i]; i++)
        fprintf(stream, "%s%s", i ? ", " : " ", field->choices[i]);
    fprintf(stream, "%s%s)%s%s\n", as_before ? ", as before" : "",
            field->required ? "; required" : "", field->help ? ": " : "",
            field->help ? field->help : "");
}

static void describe(const struct ytab_field *fields, int depth, FILE *stream)
{
    const struct ytab_field *before = NULL; /* the inner fields that were shown last */

    for (; fields->key; fields++) {
        if (strcmp(fields->key, YTAB_MARK_KEY) == 0)
            continue;
        describe_field(fields, fields->fields && fields->fields == before, depth, stream);
        if (fields->fields && fields->fields != before && depth < YTAB_DEPTH_MAX)
            describe(fields->fields, depth + 1, stream);
        before = fields->fields;
    }
}

void ytab_describe(const struct ytab_field *fields, FILE *stream)
{
    describe(fields, 0, stream);
}
