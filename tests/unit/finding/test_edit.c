/* Edits of a text: made together, each once, and never against each other. */
#include <criterion/criterion.h>
#include <string.h>

#include "edit.h"

static const char text[] = "import x\nmap(f, a)\nend";

struct sample {
    struct arena arena;
    struct edit_set set;
};

static void add(struct sample *sample, uint32_t line, uint32_t column, uint32_t end_line,
                uint32_t end_column, const char *with)
{
    struct finding *finding = ARENA_NEW(&sample->arena, struct finding);

    finding->edits = ARENA_NEW(&sample->arena, struct finding_edit);
    finding->edits[0] =
        (struct finding_edit){{"a.py", line, column, end_line, end_column}, with};
    finding->edit_count = 1;
    *VEC_ADD(&sample->arena, &sample->set.findings) = finding;
}

static void expect(struct sample *sample, size_t dropped, const char *wanted)
{
    size_t length;

    cr_expect_eq(edit_drop_contradictions(&sample->set, text, strlen(text)), dropped);
    cr_expect_str_eq(edit_apply(&sample->set, text, strlen(text), &sample->arena, &length), wanted);
    cr_expect_eq(length, strlen(wanted));
    arena_release(&sample->arena);
}

Test(edit, insertions_around_an_expression_nest)
{
    struct sample sample = {0};

    add(&sample, 2, 10, 2, 10, ")");
    add(&sample, 2, 1, 2, 1, "list(");
    add(&sample, 2, 5, 2, 6, "g");
    expect(&sample, 0, "import x\nlist(map(g, a))\nend");
}

Test(edit, what_several_findings_want_is_made_once)
{
    struct sample sample = {0};

    add(&sample, 1, 1, 1, 1, "import io\n");
    add(&sample, 1, 1, 1, 1, "import io\n");
    add(&sample, 1, 1, 1, 1, "import re\n");
    expect(&sample, 0, "import io\nimport re\nimport x\nmap(f, a)\nend");
}

Test(edit, of_two_that_contradict_each_other_none_is_made)
{
    struct sample sample = {0};

    add(&sample, 2, 1, 2, 4, "filter");
    add(&sample, 2, 2, 2, 10, "in");
    add(&sample, 3, 1, 3, 4, "stop");
    expect(&sample, 2, "import x\nmap(f, a)\nstop");
}

Test(edit, two_insertions_at_one_place_contradict)
{
    struct sample sample = {0};

    add(&sample, 2, 1, 2, 1, "list(");
    add(&sample, 2, 1, 2, 1, "tuple(");
    expect(&sample, 2, text);
}

Test(edit, places_outside_the_text_are_refused)
{
    struct sample sample = {0};

    add(&sample, 4, 1, 4, 1, "x");
    add(&sample, 2, 11, 2, 11, "x");
    add(&sample, 0, 1, 1, 1, "x");
    add(&sample, 2, 3, 2, 1, "x");
    add(&sample, 3, 4, 3, 4, "\n");
    expect(&sample, 4, "import x\nmap(f, a)\nend\n");
}
