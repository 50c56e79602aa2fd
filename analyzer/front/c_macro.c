/* Macros: which ones were used where, and which of them are names for numbers. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "c_lower.h"

/* Macros that use macros are followed this far, and so many words are looked at. */
enum { MACRO_DEPTH_MAX = 4, MACRO_WORDS_MAX = 500 };

void c_macro_add(struct c_lower *lower, CXCursor expansion)
{
    struct c_macro *macro = VEC_ADD(lower->unit->arena, &lower->macros);

    macro->offset = c_offset(expansion, NULL);
    macro->cursor = expansion;
}

/* --- definitions --------------------------------------------------------------------------- */

struct definition {
    CXCursor cursor;
    bool is_read;
    struct slice text; /* what it stands for, once it is read: one macro is looked at often */
};

static enum CXChildVisitResult add_definition(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct c_lower *lower = data;
    struct definition *definition;
    CXString name;

    (void)parent;
    if (clang.getCursorKind(cursor) != CXCursor_MacroDefinition)
        return CXChildVisit_Continue;
    name = clang.getCursorSpelling(cursor);
    definition = ARENA_NEW(lower->unit->arena, struct definition);
    definition->cursor = cursor;
    map_put(lower->definitions, clang.getCString(name), definition);
    clang.disposeString(name);
    return CXChildVisit_Continue;
}

/* All macros of all headers: collected when the first one is asked for. */
static struct definition *definition_of(struct c_lower *lower, const char *name)
{
    if (!lower->definitions) {
        lower->definitions = map_new();
        clang.visitChildren(clang.getTranslationUnitCursor(lower->parsed), add_definition, lower);
    }
    return map_get(lower->definitions, name);
}

static size_t word_length(struct slice text)
{
    size_t length = 0;

    while (length < text.length &&
           (isalnum((unsigned char)text.at[length]) || text.at[length] == '_'))
        length++;
    return length;
}

/* What stands after the name in `NAME text` or `NAME(parameters) text`. */
static struct slice replacement(struct c_lower *lower, CXCursor definition)
{
    struct slice text = c_text_anywhere(lower, definition);
    size_t name = word_length(text);

    return (struct slice){text.at + name, text.length - name};
}

static struct slice text_of(struct c_lower *lower, struct definition *definition)
{
    if (!definition->is_read)
        definition->text = replacement(lower, definition->cursor);
    definition->is_read = true;
    return definition->text;
}

static bool is_number(struct slice text, double number)
{
    char copy[40];
    char *end;
    double value;

    if (text.length >= sizeof copy)
        return false;
    memcpy(copy, text.at, text.length);
    copy[text.length] = '\0';
    value = strtod(copy, &end);
    /* The same digits give the same value; written without == for the warning's sake. */
    return end != copy && !(value < number) && !(value > number) &&
           end[strspn(end, " \tuUlLfF")] == '\0';
}

/* `1000`, `((void *)0)`: one number, in a macro without parameters that names nothing else. */
static bool stands_for_number(struct slice text)
{
    unsigned numbers = 0;

    if (text.length == 0 || *text.at == '(')
        return false;
    while (text.length > 0) {
        size_t length = word_length(text);

        if (length > 0 && isdigit((unsigned char)*text.at))
            numbers++;
        else if (length > 0 && memcmp(text.at, "void", 4) != 0)
            return false;
        length = length ? length : 1;
        text.at += length;
        text.length -= length;
    }
    return numbers == 1;
}

/* Macros that stand for numbers are written like this. */
static bool is_shouted(struct slice word)
{
    for (size_t i = 0; i < word.length; i++) {
        if (islower((unsigned char)word.at[i]))
            return false;
    }
    return word.length > 1 && !isdigit((unsigned char)*word.at);
}

/* The first name in the text that is a macro for this number. */
static const char *find_name(struct c_lower *lower, struct slice text, double number, int depth,
                             unsigned *words)
{
    while (text.length > 0 && depth > 0) {
        size_t length = word_length(text);

        if (is_shouted((struct slice){text.at, length}) && (*words)++ < MACRO_WORDS_MAX) {
            const char *name = map_intern(lower->unit->names, text.at, length);
            struct definition *definition = definition_of(lower, name);
            const char *inner;

            if (definition && is_number(text_of(lower, definition), number))
                return name;
            inner = definition ? find_name(lower, text_of(lower, definition), number, depth - 1,
                                           words)
                               : NULL;
            if (inner)
                return inner;
        }
        length = length ? length : 1;
        text.at += length;
        text.length -= length;
    }
    return NULL;
}

/* The definition of the macro that was used at the cursor's place, or a null cursor. */
static CXCursor used_at(struct c_lower *lower, CXCursor cursor)
{
    unsigned offset = c_offset(cursor, NULL);

    for (size_t i = 0; i < lower->macros.count; i++) {
        if (lower->macros.items[i].offset == offset)
            return clang.getCursorReferenced(lower->macros.items[i].cursor);
    }
    return (CXCursor){.kind = CXCursor_InvalidCode};
}

const char *c_macro_that_is_number(struct c_lower *lower, CXCursor cursor)
{
    CXCursor definition = used_at(lower, cursor);

    if (clang.getCursorKind(definition) != CXCursor_MacroDefinition ||
        !stands_for_number(replacement(lower, definition)))
        return NULL;
    return c_intern(lower, clang.getCursorSpelling(definition));
}

const char *c_macro_for_number(struct c_lower *lower, CXCursor cursor, double number)
{
    CXCursor definition = used_at(lower, cursor);
    unsigned words = 0;

    if (clang.getCursorKind(definition) != CXCursor_MacroDefinition)
        return NULL;
    return find_name(lower, replacement(lower, definition), number, MACRO_DEPTH_MAX, &words);
}

bool c_attribute_says(struct c_lower *lower, CXCursor attribute, const char *word)
{
    struct slice text = c_text_anywhere(lower, attribute);
    struct slice name = {text.at, word_length(text)};
    struct definition *definition;

    if (text.length == 0)
        return false;
    if (memmem(text.at, text.length, word, strlen(word)))
        return true;
    if (!is_shouted(name))
        return false;
    definition = definition_of(lower, map_intern(lower->unit->names, name.at, name.length));
    if (!definition)
        return false;
    text = text_of(lower, definition);
    return text.length > 0 && memmem(text.at, text.length, word, strlen(word));
}
