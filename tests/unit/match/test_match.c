/* From facts to findings, on a unit made by hand. */
#include <criterion/criterion.h>
#include <string.h>

#include "match.h"
#include "str.h"

static const char source[] = "int main(void)\n"       /* 1 */
                             "{\n"                     /* 2 */
                             "    start();\n"          /* 3 */
                             "    fputs(text, out);\n" /* 4 */
                             "    stop();\n"           /* 5 */
                             "    fclose(out);\n"      /* 6 */
                             "}\n";

static struct ir_range line(uint32_t number)
{
    return (struct ir_range){number, 5, number, 12};
}

static struct ir_op ops[4];
static struct ir_function function = {.name = "main", .at = {1, 5, 1, 9}, .extent = {1, 1, 7, 2}};
static struct ir_variable variables[] = {{.name = "sum", .at = {2, 1, 2, 4}}};
static struct lazy_kind stdio = {.name = "stdio-stream", .noun = "the buffer",
                                 .deferred = "writing", .mend = "fflush(%s)"};
static struct lazy_kind stringio = {.name = "python-stringio", .noun = "the StringIO",
                                    .deferred = "storing", .mend = "%s.getvalue()", .until = 12};
static const char *stdio_name[] = {"stdio-stream"};
static struct rule rule_items[] = {
    {.id = "BL101", .name = "unflushed", .level = LEVEL_WARNING, .enabled = true,
     .languages = MODEL_C | MODEL_CXX | MODEL_PYTHON, .facts = 1U << FACT_PENDING,
     .message = "{time}: {deferred} by `{callee}` in {noun} of {object}", .mend = "write {remedy}"},
    {.id = "BL110", .name = "late", .level = LEVEL_WARNING, .enabled = true, .languages = MODEL_C,
     .facts = 1U << FACT_REALIZED_LATE, .message = "line {late_line}", .mend = "move it",
     .lazy = stdio_name, .lazy_count = 1},
    {.id = "BL202", .name = "dead", .level = LEVEL_ERROR, .enabled = true, .languages = MODEL_C,
     .facts = 1U << FACT_DEAD_ACCUMULATOR, .message = "{variable}", .mend = "print {variable}",
     .ceiling = CONFIDENCE_LIKELY},
    {.id = "BL299", .name = "hidden", .level = LEVEL_NOTE, .enabled = false, .languages = MODEL_C,
     .facts = 1U << FACT_DEAD_ACCUMULATOR, .message = "hidden", .mend = "none"},
};
static struct rules rules = {rule_items, sizeof rule_items / sizeof *rule_items};
static struct region region_item;
static struct regions regions = {&region_item, 1};
static struct ir_unit unit;
static struct match_options options;
static struct arena arena;

static void set_up(void)
{
    for (uint32_t i = 0; i < 4; i++) {
        ops[i] = ir_new_op(IR_CALL, line(3 + i));
        ops[i].text = "f";
    }
    function.ops = ops;
    function.op_count = 4;
    unit = (struct ir_unit){.path = "dir/a.c", .language = IR_C, .source = source,
                            .source_length = sizeof source - 1, .functions = &function,
                            .function_count = 1, .variables = variables, .variable_count = 1};
    region_item = (struct region){.kind = REGION_TIMER, .start = 0, .stop = 2,
                                  .start_at = line(3), .stop_at = line(5)};
    options = (struct match_options){.minimum = CONFIDENCE_LIKELY};
}

static void tear_down(void)
{
    arena_release(&arena);
}

TestSuite(match, .init = set_up, .fini = tear_down);

static struct flow_fact fact_of(enum flow_fact_kind kind, const struct lazy_kind *lazy)
{
    return (struct flow_fact){.kind = kind, .op = 1, .variable = lazy ? IR_NONE : 0, .lazy = lazy,
                              .object = lazy ? "out" : NULL, .callee = "fputs", .late = IR_NONE};
}

static struct finding *match(struct flow_fact *items, size_t count, size_t *found)
{
    struct flow_facts facts = {items, count};
    return match_unit(&unit, &regions, &facts, &rules, &options, &arena, found);
}

Test(match, fills_in_the_words)
{
    struct flow_fact fact = fact_of(FACT_PENDING, &stdio);
    size_t count;
    struct finding *finding = match(&fact, 1, &count);
    cr_assert_eq(count, 1);
    cr_expect_str_eq(finding->rule, "BL101");
    cr_expect_str_eq(finding->message,
                     "the time from line 3 to line 5: writing by `fputs` in the buffer of out");
    cr_expect_str_eq(finding->mend, "write fflush(out)");
    cr_expect_str_eq(finding->source_line, "    fputs(text, out);");
    cr_expect_str_eq(finding->at.path, "dir/a.c");
    cr_expect_eq(finding->at.line, 4);
    cr_expect_eq(finding->at.column, 5);
    cr_expect_str_eq(finding->function, "main");
    cr_expect_str_eq(finding->region.kind, "timer");
    cr_expect_eq(finding->region.line, 3);
    cr_expect_eq(finding->region.end_line, 5);
    cr_expect(finding->fingerprint);
    cr_expect_null(finding->suppressed);
}

Test(match, names_the_late_line_and_keeps_the_steps)
{
    struct flow_fact fact = fact_of(FACT_REALIZED_LATE, &stdio);
    struct flow_step steps[] = {{.op = 0, .message = "starts"}, {.op = IR_NONE, .at = line(5),
                                 .message = "stops"}};
    size_t count;
    fact.late = 3;
    fact.steps = steps;
    fact.step_count = 2;
    fact.assumption = "nobody else flushes";
    struct finding *finding = match(&fact, 1, &count);
    cr_assert_eq(count, 1);
    cr_expect_str_eq(finding->message, "line 6");
    cr_assert_eq(finding->step_count, 3);
    cr_expect_eq(finding->steps[0].at.line, 3);
    cr_expect_eq(finding->steps[1].at.line, 5);
    cr_expect_str_eq(finding->steps[2].message, "this assumes that nobody else flushes");
}

Test(match, speaks_of_programs_as_a_whole)
{
    struct flow_fact fact = fact_of(FACT_PENDING, &stdio);
    size_t count;
    region_item.kind = REGION_PROGRAM;
    region_item.start = region_item.stop = IR_NONE;
    region_item.start_at = region_item.stop_at = (struct ir_range){0};
    struct finding *finding = match(&fact, 1, &count);
    cr_assert_eq(count, 1);
    cr_expect(str_starts(finding->message, "the run time of this program"));
    cr_expect_eq(finding->region.line, 1);
    cr_expect_eq(finding->region.end_line, 7);
}

Test(match, obeys_the_selection)
{
    static const char *const bl1[] = {"BL1"}, *const dead[] = {"dead"}, *const all[] = {"BL"};
    struct flow_fact facts[] = {fact_of(FACT_PENDING, &stdio),
                                fact_of(FACT_DEAD_ACCUMULATOR, NULL)};
    const struct {
        const char *const *select, *const *ignore;
        size_t wanted;
    } rows[] = {{NULL, NULL, 2}, {bl1, NULL, 1}, {dead, NULL, 1}, {all, NULL, 3},
                {NULL, bl1, 1}, {all, all, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t count;
        options.select = rows[i].select;
        options.select_count = rows[i].select != NULL;
        options.ignore = rows[i].ignore;
        options.ignore_count = rows[i].ignore != NULL;
        match(facts, 2, &count);
        cr_expect_eq(count, rows[i].wanted, "row %zu: %zu", i, count);
    }
}

Test(match, is_never_surer_than_fact_rule_and_user_allow)
{
    struct flow_fact dead = fact_of(FACT_DEAD_ACCUMULATOR, NULL);
    size_t count;
    struct finding *finding = match(&dead, 1, &count);
    cr_assert_eq(count, 1);
    cr_expect_eq(finding->confidence, SURE_LIKELY, "the rule's ceiling");
    dead.confidence = CONFIDENCE_POSSIBLE;
    match(&dead, 1, &count);
    cr_expect_eq(count, 0, "below the user's minimum");
    options.minimum = CONFIDENCE_POSSIBLE;
    match(&dead, 1, &count);
    cr_expect_eq(count, 1);
}

Test(match, asks_for_the_version_of_python)
{
    static const struct {
        int low, high;
        size_t wanted;
        enum finding_confidence confidence;
    } rows[] = {
        {0, 0, 1, SURE_LIKELY},   {8, 0, 1, SURE_LIKELY}, {8, 11, 1, SURE_CERTAIN},
        {11, 11, 1, SURE_CERTAIN}, {8, 13, 1, SURE_LIKELY}, {12, 0, 0, SURE_CERTAIN},
        {12, 13, 0, SURE_CERTAIN}, {0, 11, 1, SURE_CERTAIN},
    };
    unit.language = IR_PYTHON;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct flow_fact fact = fact_of(FACT_PENDING, &stringio);
        size_t count;
        options.python_low = rows[i].low;
        options.python_high = rows[i].high;
        struct finding *finding = match(&fact, 1, &count);
        cr_assert_eq(count, rows[i].wanted, "row %zu", i);
        if (count)
            cr_expect_eq(finding->confidence, rows[i].confidence, "row %zu", i);
    }
}

Test(match, says_on_which_versions_it_rests)
{
    struct flow_fact fact = fact_of(FACT_PENDING, &stringio);
    size_t count;
    unit.language = IR_PYTHON;
    struct finding *finding = match(&fact, 1, &count);
    cr_assert_eq(finding->step_count, 1);
    cr_expect_str_eq(finding->steps[0].message,
                     "this assumes that the program runs on CPython before 3.12");
}

Test(match, leaves_out_rules_of_other_languages_kinds_and_headers)
{
    struct flow_fact late = fact_of(FACT_REALIZED_LATE, &stringio);
    struct flow_fact pending = fact_of(FACT_PENDING, &stdio);
    size_t count;
    late.late = 3;
    match(&late, 1, &count);
    cr_expect_eq(count, 0, "another kind");
    late.lazy = &stdio;
    unit.language = IR_CXX;
    match(&late, 1, &count);
    cr_expect_eq(count, 0, "another language");
    function.file = &(struct ir_file){.path = "timer.h"};
    match(&pending, 1, &count);
    cr_expect_eq(count, 0, "not this file's line");
    function.file = NULL;
}

Test(match, sorts_and_drops_doubles)
{
    struct flow_fact facts[] = {fact_of(FACT_PENDING, &stdio), fact_of(FACT_PENDING, &stdio),
                                fact_of(FACT_PENDING, &stdio)};
    size_t count;
    facts[0].op = 2;
    struct finding *findings = match(facts, 3, &count);
    cr_assert_eq(count, 2);
    cr_expect_eq(findings[0].at.line, 4);
    cr_expect_eq(findings[1].at.line, 5);
    cr_expect_str_neq(findings[0].fingerprint, findings[1].fingerprint);
}
