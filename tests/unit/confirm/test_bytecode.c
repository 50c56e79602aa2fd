/* The interpreter that the tests run with says what it folds; none is a reason, and no verdict. */
#include <criterion/criterion.h>
#include <string.h>

#include "bytecode.h"

struct example {
    const char *text;
    enum confirm_verdict verdict;
};

static const struct example examples[] = {
    {"2 ** 64", CONFIRM_DELETED},
    {"\"2 ** 64 + 1\"", CONFIRM_DELETED},
    {"'text = \"a\" * 10'", CONFIRM_COLLAPSED},
    {"base ** 64", CONFIRM_SURVIVES},
    {"'x = 2 ** 100000'", CONFIRM_SURVIVES},
    {"(1 +\n 2)", CONFIRM_DELETED},
    {"2 **", CONFIRM_UNKNOWN},
    {"__import__('os').abort()", CONFIRM_COLLAPSED}, /* it is compiled and not run */
};

enum { COUNT = sizeof examples / sizeof *examples };

static void ask(const char *interpreter, struct confirm_answer *answers, struct arena *arena)
{
    struct slice texts[COUNT];

    for (size_t i = 0; i < COUNT; i++)
        texts[i] = (struct slice){examples[i].text, strlen(examples[i].text)};
    bytecode_ask(interpreter, texts, COUNT, answers, arena);
}

Test(bytecode, says_what_is_left)
{
    struct arena arena = {0};
    struct confirm_answer answers[COUNT];

    ask("python3", answers, &arena);
    for (size_t i = 0; i < COUNT; i++) {
        cr_expect_eq(answers[i].verdict, examples[i].verdict, "%s: %s", examples[i].text,
                     confirm_name(answers[i].verdict));
        cr_expect_eq(answers[i].why != NULL, answers[i].verdict == CONFIRM_UNKNOWN);
    }
    arena_release(&arena);
}

Test(bytecode, without_an_interpreter_nothing_is_known)
{
    struct arena arena = {0};
    struct confirm_answer answers[COUNT];

    ask("no-such-python", answers, &arena);
    for (size_t i = 0; i < COUNT; i++) {
        cr_expect_eq(answers[i].verdict, CONFIRM_UNKNOWN);
        cr_expect_not_null(answers[i].why);
    }
    ask("false", answers, &arena);
    cr_expect_str_eq(answers[0].why, "false ends with status 1");
    arena_release(&arena);
}
