#include "wording.h"

#include <stddef.h>
#include <string.h>

#include "str.h"

struct word {
    const char *name;
    size_t offset;
    const char *help;
};

static const struct word table[] = {
#define WORDS_ROW(name, help) {#name, offsetof(struct words, name), help},
    WORDS(WORDS_ROW)
#undef WORDS_ROW
};

static const struct word *word_of(struct slice name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (slice_is(name, table[i].name))
            return &table[i];
    }
    return NULL;
}

/* The next {name} from `at` on; false when there is none.  *before is what stands before it. */
static bool next_placeholder(const char *at, struct slice *before, struct slice *name)
{
    const char *open = strchr(at, '{');
    const char *close = open ? strchr(open, '}') : NULL;
    if (!close)
        return false;
    *before = (struct slice){at, (size_t)(open - at)};
    *name = (struct slice){open + 1, (size_t)(close - open - 1)};
    return true;
}

static const char *value_of(const struct word *word, const struct words *words)
{
    return word ? *(const char *const *)((const char *)words + word->offset) : NULL;
}

const char *words_expand(const char *template, const struct words *words, struct arena *arena)
{
    struct strbuf text = {0};
    struct slice before, name;
    while (next_placeholder(template, &before, &name)) {
        const char *value = value_of(word_of(name), words);
        strbuf_add(&text, before.at, before.length);
        strbuf_puts(&text, value ? value : "it");
        template = name.at + name.length + 1;
    }
    strbuf_puts(&text, template);
    const char *copy = arena_strdup(arena, strbuf_text(&text));
    strbuf_release(&text);
    return copy;
}

bool words_suffice(const char *template, const struct words *words)
{
    struct slice before, name;
    while (next_placeholder(template, &before, &name)) {
        if (!value_of(word_of(name), words))
            return false;
        template = name.at + name.length + 1;
    }
    return true;
}

const char *words_check(const char *template, struct arena *arena)
{
    struct slice before, name;
    while (next_placeholder(template, &before, &name)) {
        if (!word_of(name))
            return arena_copy(arena, name.at, name.length);
        template = name.at + name.length + 1;
    }
    return NULL;
}

void words_describe(FILE *stream)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        fprintf(stream, "- `{%s}`: %s\n", table[i].name, table[i].help);
}
