/* Comments that suppress findings, and what is said about the comments. */
#include <criterion/criterion.h>
#include <string.h>

#include "match.h"

static const char source[] = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
static struct ir_op ops[9];
static struct ir_function function = {.name = "main", .at = {1, 1, 1, 2}, .extent = {1, 1, 9, 2}};
static struct ir_variable variable = {.name = "sum"};
static struct rule rule_items[] = {
    {.id = "BL001", .name = "unknown-suppression", .enabled = true, .message = "{problem}",
     .mend = "m"},
    {.id = "BL002", .name = "unused-suppression", .enabled = true, .message = "{id}", .mend = "m"},
    {.id = "BL003", .name = "no-reason", .enabled = true, .message = "{id}", .mend = "m"},
    {.id = "BL110", .name = "late", .enabled = true, .languages = MODEL_C,
     .facts = 1U << FACT_REALIZED_LATE, .message = "m", .mend = "m"},
    {.id = "BL202", .name = "dead-accumulator", .enabled = true, .languages = MODEL_C,
     .facts = 1U << FACT_DEAD_ACCUMULATOR, .message = "m", .mend = "m"},
};
static struct rules rules = {rule_items, sizeof rule_items / sizeof *rule_items};
static struct region region_item = {.start = IR_NONE, .stop = IR_NONE};
static struct regions regions = {&region_item, 1};
static struct match_options options = {.minimum = CONFIDENCE_LIKELY};
static struct ir_unit unit;
static struct arena arena;

struct comment {
    uint32_t line;
    bool alone;
    const char *text;
};

/* Runs the rules over a unit with a dead accumulator on line 5 and these comments; the result is
 * like "BL202@5 BL002@3", a suppressed finding as "(BL202@5: reason)". */
static const char *outcome(const struct comment *comments, size_t comment_count)
{
    static char text[1000];
    struct ir_comment *list = ARENA_ARRAY(&arena, struct ir_comment, comment_count + 1);
    struct flow_fact fact = {.kind = FACT_DEAD_ACCUMULATOR, .op = 4, .late = IR_NONE};
    struct flow_facts facts = {&fact, 1};
    size_t count;
    for (size_t i = 0; i < comment_count; i++) {
        struct ir_range at = {comments[i].line, 1, comments[i].line, 9};
        list[i] = (struct ir_comment){at, comments[i].text, comments[i].alone};
    }
    for (uint32_t i = 0; i < 9; i++)
        ops[i] = ir_new_op(IR_CALL, (struct ir_range){i + 1, 3, i + 1, 4});
    function.ops = ops;
    function.op_count = 9;
    unit.path = "a.c";
    unit.source = source;
    unit.source_length = sizeof source - 1;
    unit.functions = &function;
    unit.function_count = 1;
    unit.variables = &variable;
    unit.variable_count = 1;
    unit.comments = list;
    unit.comment_count = comment_count;
    struct finding *findings =
        match_unit(&unit, &regions, &facts, &rules, &options, &arena, &count);
    *text = '\0';
    for (size_t i = 0; i < count; i++) {
        const struct finding *finding = &findings[i];
        size_t used = strlen(text);
        if (finding->suppressed)
            snprintf(text + used, sizeof text - used, "%s(%s@%u: %s)", used ? " " : "",
                     finding->rule, finding->at.line, finding->suppressed);
        else
            snprintf(text + used, sizeof text - used, "%s%s@%u", used ? " " : "", finding->rule,
                     finding->at.line);
    }
    return text;
}

static void tear_down(void)
{
    arena_release(&arena);
}

TestSuite(suppress, .fini = tear_down);

Test(suppress, one_comment)
{
    static const struct {
        struct comment comment;
        const char *wanted;
    } rows[] = {
        {{5, false, "benchlint: ignore[BL202] why not"}, "(BL202@5: why not)"},
        {{5, false, "benchlint:ignore [ BL202 ]  why not  "}, "(BL202@5: why not)"},
        {{5, false, "benchlint: ignore[BL2] why"}, "(BL202@5: why)"},
        {{5, false, "benchlint: ignore[dead-accumulator] why"}, "(BL202@5: why)"},
        {{4, true, "benchlint: ignore[BL202] why"}, "(BL202@5: why)"},
        {{4, false, "benchlint: ignore[BL202] why"}, "BL002@4 BL202@5"},
        {{3, true, "benchlint: ignore[BL202] why"}, "BL002@3 BL202@5"},
        {{5, true, "benchlint: ignore[BL202] why"}, "BL002@5 BL202@5"},
        {{9, true, "benchlint: ignore-file[BL202] why"}, "(BL202@5: why)"},
        {{2, true, "benchlint: disable[BL202] why"}, "(BL202@5: why)"},
        {{6, true, "benchlint: disable[BL202] why"}, "BL202@5 BL002@6"},
        {{5, false, "benchlint: ignore[BL202]"}, "BL003@5 (BL202@5: )"},
        {{5, false, "benchlint: ignore[BL202] # expect: x"}, "BL003@5 (BL202@5: )"},
        {{5, false, "benchlint: ignore[BL202] why # more"}, "(BL202@5: why)"},
        {{5, false, "benchlint: ignore[BL999] why"}, "BL001@5 BL202@5"},
        {{5, false, "benchlint: ignore[BL202, BL999] why"}, "BL001@5 (BL202@5: why)"},
        {{5, false, "benchlint: ignore[BL202,BL110] why"}, "BL002@5 (BL202@5: why)"},
        {{5, false, "benchlint: ignore[BL110] why"}, "BL002@5 BL202@5"},
        {{5, false, "benchlint: ignore[] why"}, "BL001@5 BL202@5"},
        {{5, false, "benchlint: ignore BL202"}, "BL001@5 BL202@5"},
        {{5, false, "benchlint: ignore[BL202"}, "BL001@5 BL202@5"},
        {{5, false, "benchlint: ignroe[BL202] why"}, "BL001@5 BL202@5"},
        {{5, false, "benchlint: enable[BL202]"}, "BL001@5 BL202@5"},
        {{5, false, "benchlint:"}, "BL001@5 BL202@5"},
        {{5, false, "benchlint: ignore[BL110] a benchlint: ignore[BL202] b"},
         "BL002@5 (BL202@5: b)"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(outcome(&rows[i].comment, 1), rows[i].wanted, "row %zu: %s", i,
                         rows[i].comment.text);
}

Test(suppress, enable_ends_disable)
{
    struct comment around[] = {{2, true, "benchlint: disable[BL202] why"},
                               {7, true, "benchlint: enable[BL202]"}};
    struct comment before[] = {{2, true, "benchlint: disable[BL202] why"},
                               {4, true, "benchlint: enable[BL202]"}};
    struct comment other[] = {{2, true, "benchlint: disable[BL202] why"},
                              {4, true, "benchlint: enable[BL110]"}};
    cr_expect_str_eq(outcome(around, 2), "(BL202@5: why)");
    cr_expect_str_eq(outcome(before, 2), "BL002@2 BL202@5");
    cr_expect_str_eq(outcome(other, 2), "BL001@4 (BL202@5: why)");
}

Test(suppress, comments_may_be_stacked)
{
    struct comment stacked[] = {{3, true, "benchlint: ignore[BL202] why"},
                                {4, true, "benchlint: ignore[BL110] too"}};
    cr_expect_str_eq(outcome(stacked, 2), "BL002@4 (BL202@5: why)");
}

Test(suppress, nothing_is_unused_where_nobody_can_tell)
{
    struct comment comment = {5, false, "benchlint: ignore[BL110] why"};
    struct ir_gap gap = {.reason = "'x.h' file not found"};
    unit.gaps = &gap;
    unit.gap_count = 1;
    cr_expect_str_eq(outcome(&comment, 1), "BL202@5", "the file was not parsed in full");
}

Test(suppress, what_was_not_selected_is_not_unused)
{
    static const char *const ignore[] = {"BL110"};
    struct comment comment = {5, false, "benchlint: ignore[BL110] why"};
    options.ignore = ignore;
    options.ignore_count = 1;
    cr_expect_str_eq(outcome(&comment, 1), "BL202@5");
}
