/* A rule's page, as text for --explain and as Markdown for docs/rules/. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "rule.h"
#include "str.h"
#include "wording.h"

enum { TEXT_WIDTH = 80, EXAMPLE_BYTES_MAX = 64 << 10 };

struct page {
    FILE *stream;
    bool markdown;
};

static const struct {
    const char *name, *folder, *ending;
} languages[] = {{"C", "c", "c"}, {"C++", "cxx", "cpp"}, {"Python", "python", "py"}};
enum { LANGUAGE_COUNT = sizeof languages / sizeof *languages };

static void heading(const struct page *page, const char *text)
{
    fprintf(page->stream, page->markdown ? "\n## %s\n\n" : "\n%s:\n", text);
}

/* One paragraph, filled to the width; Markdown is left to fill itself. */
static void paragraph(const struct page *page, const char *text, size_t length)
{
    size_t column = 0;
    if (page->markdown) {
        fprintf(page->stream, "%.*s\n", (int)length, text);
        return;
    }
    for (const char *end = text + length; text < end;) {
        size_t word = strcspn(text, " \n");
        if (word > (size_t)(end - text))
            word = (size_t)(end - text);
        if (column == 0)
            column = (size_t)fprintf(page->stream, "  %.*s", (int)word, text);
        else if (column + 1 + word <= TEXT_WIDTH)
            column += (size_t)fprintf(page->stream, " %.*s", (int)word, text);
        else
            column = (size_t)fprintf(page->stream, "\n  %.*s", (int)word, text) - 1;
        text += word;
        text += text < end;
    }
    fputc('\n', page->stream);
}

/* Paragraphs are lines of the text, as a folded YAML scalar leaves them. */
static void paragraphs(const struct page *page, const char *text)
{
    for (bool first = true; *text; first = false) {
        size_t length = strcspn(text, "\n");
        if (!first)
            fputc('\n', page->stream);
        paragraph(page, text, length);
        text += length;
        text += strspn(text, "\n");
    }
}

/* Cuts the expectation marker, the white space before it, and the comment that it was. */
static size_t without_marker(const char *line, size_t length)
{
    static const char *const marks[] = {"/* expect:", "// expect:", "# expect:"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *at = memmem(line, length, marks[i], strlen(marks[i]));
        if (at)
            length = (size_t)(at - line);
    }
    while (length && isspace((unsigned char)line[length - 1]))
        length--;
    return length;
}

static void print_code(const struct page *page, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        size_t shown = without_marker(text, length);
        fprintf(page->stream, "%s%.*s\n", page->markdown || !shown ? "" : "    ", (int)shown, text);
        text += length;
        text += *text == '\n';
    }
}

static void example(const struct page *page, const struct rule *rule, const char *rules_directory,
                    int language, const char *name, const char *caption)
{
    struct strbuf path = {0};
    struct err err;
    size_t length;
    strbuf_printf(&path, "%s/../fixtures/%s/%s-%s/%s.%s", rules_directory,
                  languages[language].folder, rule->id, rule->name, name,
                  languages[language].ending);
    char *text = file_read(strbuf_text(&path), EXAMPLE_BYTES_MAX, &length, &err);
    strbuf_release(&path);
    if (!text)
        return; /* not installed */
    struct strbuf title = {0};
    strbuf_printf(&title, "%s in %s", caption, languages[language].name);
    heading(page, strbuf_text(&title));
    strbuf_release(&title);
    if (page->markdown)
        fprintf(page->stream, "```%s\n", languages[language].ending);
    print_code(page, text);
    if (page->markdown)
        fputs("```\n", page->stream);
    free(text);
}

static void print_facts(const struct page *page, const struct rule *rule)
{
    static const char *const sureness[] = {"certain", "likely", "possible"};
    const char *separator = "";
    fprintf(page->stream, page->markdown ? "%s\n\n" : "  %s\n\n", rule->summary);
    fprintf(page->stream, page->markdown ? "%s in " : "  %s in ",
            finding_level_name(rule->level));
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (rule->languages & (1U << i)) {
            fprintf(page->stream, "%s%s", separator, languages[i].name);
            separator = ", ";
        }
    }
    fprintf(page->stream, "; at best %s; since %s; selected by default: %s\n",
            sureness[rule->ceiling], rule->since, rule->enabled ? "yes" : "no");
}

/* What the placeholders mean where no finding fills them. */
static const struct words generic = {
    .object = "OBJECT",
    .variable = "VARIABLE",
    .callee = "CALL",
    .noun = "the buffer",
    .deferred = "the work that was put off",
    .remedy = "the call that does it",
    .versions = "on some versions of Python",
    .time = "the time from line FIRST to line LAST",
    .end = "the clock stops",
    .late_line = "N",
    .detail = "WHAT IS WRONG",
    .id = "RULE",
    .problem = "WHAT IS WRONG",
};

static void section(const struct page *page, const char *title, const char *text)
{
    struct arena arena = {0};
    if (text) {
        heading(page, title);
        paragraphs(page, words_expand(text, &generic, &arena));
    }
    arena_release(&arena);
}

static void print_suppression(const struct page *page, const struct rule *rule)
{
    heading(page, "Suppress it");
    if (page->markdown)
        fprintf(page->stream, "`benchlint: ignore[%s] reason` in a comment on the line or the line "
                              "before.\n", rule->id);
    else
        fprintf(page->stream, "  // benchlint: ignore[%s] reason      (# in Python)\n  on the line "
                              "or the line before\n", rule->id);
}

void rule_explain(const struct rule *rule, bool markdown, const char *rules_directory,
                  FILE *stream)
{
    struct page page = {stream, markdown};
    fprintf(stream, markdown ? "# %s: %s\n\n" : "%s %s\n", rule->id, rule->name);
    print_facts(&page, rule);
    section(&page, "The message", rule->message);
    section(&page, "Why", rule->why);
    section(&page, "What to write instead", rule->mend);
    section(&page, "When it is right to ignore it", rule->exceptions);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (rule->languages & (1U << i)) {
            example(&page, rule, rules_directory, i, "bad", "Wrong");
            example(&page, rule, rules_directory, i, "good", "Right");
        }
    }
    print_suppression(&page, rule);
    if (rule->reference_count)
        heading(&page, "Where it happened");
    for (size_t i = 0; i < rule->reference_count; i++)
        fprintf(stream, markdown ? "- %s\n" : "  %s\n", rule->references[i]);
}
