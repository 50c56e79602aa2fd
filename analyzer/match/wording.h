/* The words of rules: templates with {placeholders}. */
#ifndef ANALYZER_WORDING_H
#define ANALYZER_WORDING_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"

/* What a placeholder stands for; the X-macro makes the struct and the table of names. */
#define WORDS(X)                                                             \
    X(object, "how the user calls the lazy object: `out`")                   \
    X(variable, "the variable that the finding is about")                    \
    X(callee, "the call that was made, as the user wrote it")                \
    X(sink, "what looks like a use and is none: a cast to void")             \
    X(noun, "what such an object is called: the stdio buffer")               \
    X(deferred, "what has not happened yet")                                 \
    X(remedy, "the model's mend, for this object: fflush(out)")              \
    X(versions, "on which it holds: CPython before 3.12")                    \
    X(time, "what was measured: the time from line 10 to line 15")           \
    X(end, "when the region ends: the clock stops")                          \
    X(late_line, "where the work is done at last")                           \
    X(late, "the same in words: on line 12")                                 \
    X(source, "the expression as it stands in the file")                      \
    X(apart, "f, x where the expression is f(x)")                             \
    X(import, "what an edit imports, as the file calls it: deque")           \
    X(detail, "what exactly is wrong: `called ms, but it is in seconds`")      \
    X(id, "of a suppression: the rule that it names")                        \
    X(problem, "of a suppression: what is wrong with it")

struct words {
#define WORDS_FIELD(name, help) const char *name;
    WORDS(WORDS_FIELD)
#undef WORDS_FIELD
};

/* The template with its placeholders replaced; one that has nothing to stand for is "it". */
const char *words_expand(const char *template, const struct words *words, struct arena *arena);
/* Whether everything that the template asks for is there. */
bool words_suffice(const char *template, const struct words *words);
/* NULL, or the first placeholder that does not exist (in the arena). */
const char *words_check(const char *template, struct arena *arena);
/* The placeholders and their meaning, as a Markdown list. */
void words_describe(FILE *stream);

#endif
