/* Source snippets with the facts that flow must find in them, written at the lines themselves:
 * `//! accumulator certain` (`#!` in Python); a line without a mark must have no fact. */
#ifndef TESTS_FLOW_SNIPPET_H
#define TESTS_FLOW_SNIPPET_H

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "flow.h"
#include "front.h"
#include "resolve.h"

struct snippet {
    const char *name, *source;
    bool has_gaps; /* some of it cannot be read */
};

/* By kind; those that no snippet speaks of have no name here. */
static const char *const fact_names[FACT_KIND_COUNT] = {
    [FACT_PENDING] = "pending",
    [FACT_REALIZED_LATE] = "late",
    [FACT_PARTIAL] = "partial",
    [FACT_DEAD_ACCUMULATOR] = "accumulator",
    [FACT_DEAD_BUFFER] = "buffer",
    [FACT_DEAD_VALUE] = "value",
    [FACT_DEAD_CALL] = "call",
    [FACT_DEAD_RECORD] = "record",
    [FACT_DEAD_ALLOCATION] = "allocation",
    [FACT_FALSE_SINK] = "false-sink",
    [FACT_VAIN_BARRIER] = "vain-barrier",
    [FACT_EMPTIED] = "emptied",
    [FACT_LAZY_TARGET] = "lazy-target",
    [FACT_RESULT_TARGET] = "result-target",
    [FACT_IDLE] = "idle",
    [FACT_REPEATED] = "repeated",
    [FACT_NO_RESULT] = "no-result",
    [FACT_EXHAUSTED] = "exhausted",
    [FACT_FOLDED] = "folded",
    [FACT_WALL_CLOCK] = "wall-clock",
};
static const char *const confidence_names[] = {"certain", "likely", "possible"};

struct workshop { /* loaded once per test */
    struct diags diags;
    struct model *model;
    struct front *front;
    enum front_kind kind;
};

static struct workshop workshop_open(enum front_kind kind, const char *const *flags,
                                     size_t flag_count)
{
    struct workshop workshop = {.kind = kind};
    struct front_options options = {.flags = flags, .flag_count = flag_count};

    workshop.model = model_load(SOURCE_DIR "/rules/models", &workshop.diags);
    diag_print(&workshop.diags, stderr);
    cr_assert_not_null(workshop.model);
    workshop.front = front_new(&options, &workshop.diags);
    cr_assert_not_null(workshop.front);
    return workshop;
}

static void workshop_close(struct workshop *workshop)
{
    front_free(workshop->front);
    model_free(workshop->model);
    diag_release(&workshop->diags);
}

/* "kind confidence" of each fact on the line, in order, separated by ", ". */
static const char *found_on_line(const struct ir_unit *unit, const struct flow_facts *facts,
                                 uint32_t line)
{
    const char *text = "";

    for (size_t i = 0; i < facts->count; i++) {
        const struct flow_fact *fact = &facts->items[i];

        const struct ir_function *function = &unit->functions[fact->function];

        if (!fact_names[fact->kind])
            continue; /* looked at by the fixtures of its rule */
        if (fact->lazy && !strcmp(fact->lazy->name, "python-page-cache"))
            continue; /* every write puts off that of the device; rules ask what a name claims */
        if ((fact->op == IR_NONE ? function->at : function->ops[fact->op].at).line == line)
            text = arena_printf(unit->arena, "%s%s%s %s", text, *text ? ", " : "",
                                fact_names[fact->kind], confidence_names[fact->confidence]);
    }
    return text;
}

static const char *expected_on_line(const struct ir_unit *unit, const char *line, size_t length,
                                    const char *mark)
{
    const char *text = arena_copy(unit->arena, line, length);
    const char *at = strstr(text, mark);

    return at ? at + strlen(mark) : "";
}

static void check_lines(const char *name, const struct ir_unit *unit,
                        const struct flow_facts *facts, const char *mark)
{
    uint32_t number = 1;

    for (const char *line = unit->source; *line; number++) {
        size_t length = strcspn(line, "\n");
        const char *expected = expected_on_line(unit, line, length, mark);
        const char *found = found_on_line(unit, facts, number);

        cr_expect_str_eq(found, expected, "%s, line %u: found `%s`, expected `%s`\n  %.*s", name,
                         number, found, expected, (int)length, line);
        line += length + (line[length] == '\n');
    }
}

/* Analyses the snippet as a benchmark file that the user named and calls `look`. */
static void analyse_snippet(const struct workshop *workshop, const struct snippet *snippet,
                            void (*look)(const char *name, struct ir_unit *unit,
                                         struct flow *flow, struct flow_facts facts))
{
    static const char *const paths[] = {"", "t.c", "t.cc", "t.py"};
    const struct region_options options = {.program_allowed = true, .is_benchmark_file = true};
    struct arena arena = {0};
    struct err err = {0};
    struct ir_unit *unit =
        front_lower(workshop->front, workshop->kind, paths[workshop->kind], snippet->source,
                    strlen(snippet->source), &arena, &err);
    struct regions regions;
    struct flow *flow;

    cr_assert_not_null(unit, "%s: %s", snippet->name, err.text);
    for (size_t i = 0; !snippet->has_gaps && i < unit->gap_count; i++)
        cr_expect_fail("%s, line %u: %s", snippet->name, unit->gaps[i].at.line,
                       unit->gaps[i].reason);
    resolve_unit(unit, workshop->model);
    regions = region_find(unit, workshop->model, &options);
    flow = flow_new(unit, workshop->model, &regions);
    look(snippet->name, unit, flow, flow_facts(flow));
    map_free(unit->names);
    arena_release(&arena);
}

static void look_at_lines(const char *name, struct ir_unit *unit, struct flow *flow,
                          struct flow_facts facts)
{
    (void)flow;
    check_lines(name, unit, &facts, unit->language == IR_PYTHON ? "#! " : "//! ");
}

#define CHECK_SNIPPETS(workshop, snippets)                                  \
    for (size_t i = 0; i < sizeof(snippets) / sizeof *(snippets); i++)      \
        analyse_snippet((workshop), &(snippets)[i], look_at_lines)

#endif
