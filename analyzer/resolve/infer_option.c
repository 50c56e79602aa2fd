/* Options of the command line: what argparse puts where no option is given. */
#include <string.h>

#include "infer_internal.h"
#include "resolve.h"

/* The text between the quotes, in the arena. */
static const char *unquoted(const struct inference *inference, const char *spelling)
{
    size_t start = strcspn(spelling, "\"'"), length = strlen(spelling);

    return length < start + 2 ? ""
                              : arena_copy(inference->unit->arena, spelling + start + 1,
                                           length - start - 2);
}

/* The name by which the program asks for the option: the first long one, else the first. */
static const char *spelled(const struct inference *inference, const struct ir_function *function,
                           const struct ir_op *call)
{
    const char *found = NULL;

    for (uint32_t i = 1; i < call->arg_count && function->ops[call->args[i]].code == IR_CONST &&
                         !(call->keywords && call->keywords[i]); i++) {
        const char *text = unquoted(inference, function->ops[call->args[i]].text);

        if (str_starts(text, "--"))
            return text;
        found = found ? found : text;
    }
    return found;
}

const char *infer_option(const struct inference *inference, const struct ir_function *function,
                         const struct ir_op *call)
{
    const char *found = call->flags & IR_METHOD && str_ends(call->text, ".add_argument")
                            ? spelled(inference, function, call)
                            : NULL;
    char *name;

    if (!found)
        return NULL;
    name = arena_copy(inference->unit->arena, found, strlen(found));
    for (char *c = name; *c; c++)
        *c = *c == '-' ? '_' : *c;
    return infer_intern(inference, name + strspn(name, "_"));
}
