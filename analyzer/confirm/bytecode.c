#include "bytecode.h"

#include <string.h>

#include "command.h"

static const double timeout = 10; /* seconds: a start of the interpreter takes a hundredth of it */

/* Reads texts that end in NUL, and prints a word for each.  A string constant is what timeit is
 * given: its value is the code.  Everything else is an expression, put in parentheses since it may
 * be on several lines. */
static const char script[] =
    "import ast, dis, sys\n"
    "FRAME = {'RESUME', 'NOP', 'CACHE', 'RETURN_VALUE', 'RETURN_CONST', 'POP_TOP'}\n"
    "def verdict(text):\n"
    "    text = '(' + text + '\\n)'\n"
    "    tree = ast.parse(text, mode='eval').body\n"
    "    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):\n"
    "        text = tree.value\n"
    "    code = list(dis.get_instructions(compile(text, '<measured>', 'exec')))\n"
    "    if any(part.opname.startswith(('BINARY', 'UNARY', 'INPLACE')) for part in code):\n"
    "        return 'survives'\n"
    "    left = [part for part in code if part.opname not in FRAME and part.argval is not None]\n"
    "    return 'collapsed' if left else 'deleted'\n"
    "for text in sys.stdin.buffer.read().decode('utf-8', 'replace').split('\\0')[:-1]:\n"
    "    try:\n"
    "        print(verdict(text))\n"
    "    except Exception as problem:\n"
    "        print('unknown', type(problem).__name__)\n";

static char *join(const struct slice *texts, size_t count, struct arena *arena, size_t *length)
{
    struct strbuf joined = {0};

    for (size_t i = 0; i < count; i++) {
        strbuf_add(&joined, texts[i].at, texts[i].length);
        strbuf_putc(&joined, '\0');
    }
    *length = joined.length;
    char *copy = arena_copy(arena, strbuf_text(&joined), joined.length);
    strbuf_release(&joined);
    return copy;
}

static struct confirm_answer read_answer(struct slice line, struct arena *arena)
{
    for (int verdict = CONFIRM_DELETED; verdict <= CONFIRM_SURVIVES; verdict++)
        if (slice_is(line, confirm_name((enum confirm_verdict)verdict)))
            return (struct confirm_answer){(enum confirm_verdict)verdict, NULL};
    return (struct confirm_answer){CONFIRM_UNKNOWN,
                                   arena_printf(arena, "the interpreter said '%.*s'",
                                                (int)line.length, line.at)};
}

static void read_answers(const char *out, struct confirm_answer *answers, size_t count,
                         struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(out, "\n");

        answers[i] = read_answer((struct slice){out, length < 60 ? length : 60}, arena);
        out += length + (out[length] == '\n');
    }
}

void bytecode_ask(const char *interpreter, const struct slice *texts, size_t count,
                  struct confirm_answer *answers, struct arena *arena)
{
    /* -I and -S: nothing of the user's is imported, be it in the folder or in the environment. */
    const char *argv[] = {interpreter, "-I", "-S", "-c", script, NULL};
    struct command command = {.argv = (char *const *)argv, .timeout = timeout};
    struct command_result result = {0};
    struct err err = {0};
    const char *why = NULL;

    command.input = join(texts, count, arena, &command.input_length);
    if (command_run(&command, &result, &err) != 0)
        why = arena_strdup(arena, err.text);
    else if (result.timed_out)
        why = "the interpreter took too long";
    else if (result.status != 0)
        why = arena_printf(arena, "%s ends with status %d", interpreter, result.status);
    for (size_t i = 0; why && i < count; i++)
        answers[i] = (struct confirm_answer){CONFIRM_UNKNOWN, why};
    if (!why)
        read_answers(strbuf_text(&result.out), answers, count, arena);
    command_release(&result);
}
