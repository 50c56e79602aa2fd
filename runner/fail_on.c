#include "fail_on.h"

#include <stdlib.h>
#include <string.h>

#include "commands.h"

static int take(const char *name, struct fail_on *fail_on, struct err *err)
{
    if (strcmp(name, "unexpected") == 0) {
        fail_on->unexpected = true;
        return 0;
    }
    for (int i = VERDICT_CLEAN + 1; i < VERDICT_COUNT; i++)
        if (strcmp(name, verdict_names[i]) == 0) {
            fail_on->verdicts |= 1u << i;
            return 0;
        }
    return err_set(err,
                   "--fail-on: '%s' is not a verdict (known: unexpected, never, cliff, "
                   "superlinear, flat, impossible, unmaterialised, regression, "
                   "inconclusive, error)",
                   name);
}

int fail_on_parse(const char *list, struct fail_on *fail_on, struct err *err)
{
    *fail_on = (struct fail_on){.unexpected = !list};
    if (!list || strcmp(list, "never") == 0)
        return 0;
    char *copy = strdup(list), *rest = copy, *name;
    int status = 0;
    while (status == 0 && (name = strsep(&rest, ",")))
        status = take(name, fail_on, err);
    free(copy);
    return status;
}

int fail_on_status(const struct fail_on *fail_on, const struct run_result *result)
{
    bool failing = false, unmeasured = result->interrupted;
    for (size_t i = 0; i < result->fixtures.count; i++) {
        const struct fixture_result *fixture = &result->fixtures.items[i];
        if (fixture->status == FIXTURE_FAILED)
            unmeasured = true;
        else if (fixture->status == FIXTURE_OK)
            failing |= (fail_on->unexpected && !fixture->expected) ||
                       (fail_on->verdicts & fixture->verdicts);
    }
    return unmeasured ? EXIT_UNMEASURED : failing ? EXIT_VERDICT : EXIT_EXPECTED;
}
