#include "check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "result.h"

struct check {
    const struct spec *spec;
    const struct spec_fixture *fixture;
    struct arena *arena;
    struct diags *diags;
};

const char *const spec_scalings[] = {"1", "log n", "n", "n log n", "n^2", "n^3", NULL};

/* The names that every command may use. */
static const char *const given_names[] = {"n", "source", "program", "python", "cc", NULL};

__attribute__((format(printf, 3, 4))) static void
complain(struct check *check, struct ytab_mark mark, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(check->arena, format, arguments);
    va_end(arguments);
    diag_add(check->diags, DIAG_ERROR, check->spec->path, mark.line, mark.column, "%s", text);
}

static bool listed(const char *const *names, const char *name)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

static const struct ytab_pair *pair_named(const struct ytab_pairs *pairs, const char *name)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (strcmp(pairs->items[i].key, name) == 0)
            return &pairs->items[i];
    return NULL;
}

static void check_name(struct check *check)
{
    const struct spec_fixture *fixture = check->fixture;
    if (!fixture->name)
        return; /* the table has said so */
    if (!*fixture->name || strpbrk(fixture->name, "\n\r\t"))
        complain(check, fixture->mark, "a name is one line of text");
    for (const struct spec_fixture *other = check->spec->fixtures; other < fixture; other++)
        if (other->name && strcmp(other->name, fixture->name) == 0) {
            complain(check, fixture->mark, "the name '%s' is taken by the fixture at line %zu",
                     fixture->name, other->mark.line);
            return;
        }
}

static void check_source(struct check *check)
{
    const struct spec_fixture *fixture = check->fixture;
    if (!fixture->source && !fixture->command.count)
        complain(check, fixture->mark, "a fixture needs a source or a command");
    else if (fixture->source && access(fixture->source, R_OK) != 0)
        complain(check, fixture->mark, "%s: %s", fixture->source, strerror(errno));
    else if (!fixture->command.count)
        complain(check, fixture->mark, "%s: how to run it? (.py, .c, .cc, .cpp and .cxx are known)",
                 fixture->source);
}

static void check_variables(struct check *check, const struct ytab_pairs *pairs, bool matrix)
{
    /* `n` is the size, the sources are the fixture's own; what else is given may be chosen. */
    static const char *const fixed[] = {"n", "source", "program", NULL};
    for (size_t i = 0; i < pairs->count; i++) {
        const struct ytab_pair *pair = &pairs->items[i];
        if (listed(fixed, pair->key))
            complain(check, pair->mark, "'%s' has a meaning already", pair->key);
        if (!matrix && pair->values.count != 1)
            complain(check, pair->mark, "a parameter has one value; lists belong to matrix");
        if (matrix && !pair->values.count)
            complain(check, pair->mark, "'%s' has no value", pair->key);
        if (!matrix && pair_named(&check->fixture->matrix, pair->key))
            complain(check, pair->mark, "'%s' is in matrix too", pair->key);
    }
}

static void check_combinations(struct check *check)
{
    const struct ytab_pairs *matrix = &check->fixture->matrix;
    size_t count = 1;
    for (size_t i = 0; i < matrix->count && count <= SPEC_VARIANTS_MAX; i++)
        count *= matrix->items[i].values.count;
    if (count > SPEC_VARIANTS_MAX)
        complain(check, matrix->items[0].mark, "the matrix has more than %d combinations",
                 SPEC_VARIANTS_MAX);
}

static void check_command(struct check *check, const struct ytab_strings *command)
{
    const struct spec_fixture *fixture = check->fixture;
    for (size_t i = 0; i < command->count; i++)
        for (const char *at = command->items[i]; *at; at++) {
            const char *name = NULL;
            size_t length = spec_placeholder(at, &name);
            if (!length)
                continue;
            const char *wanted = arena_copy(check->arena, name, length);
            if (!listed(given_names, wanted) && !pair_named(&fixture->params, wanted) &&
                !pair_named(&fixture->matrix, wanted))
                complain(check, command->marks[i], "unknown placeholder '{%s}'", wanted);
            if (!fixture->source && strcmp(wanted, "source") == 0)
                complain(check, command->marks[i], "{source}: the fixture has no source");
            if (fixture->language < SPEC_C && strcmp(wanted, "program") == 0)
                complain(check, command->marks[i], "{program}: the source is not compiled");
        }
    if (command->count && !*command->items[0])
        complain(check, command->marks[0], "the command is empty");
}

static void check_list(struct check *check, struct spec_sizes *sizes)
{
    const struct ytab_strings *listed_sizes = &sizes->listed;
    sizes->list = ARENA_ARRAY(check->arena, int64_t, listed_sizes->count);
    sizes->list_count = listed_sizes->count;
    for (size_t i = 0; i < listed_sizes->count; i++) {
        char *end;
        errno = 0;
        sizes->list[i] = strtoll(listed_sizes->items[i], &end, 10);
        if (end == listed_sizes->items[i] || *end || errno || sizes->list[i] < 0)
            complain(check, listed_sizes->marks[i], "'%s' is not a size", listed_sizes->items[i]);
        else if (i > 0 && sizes->list[i] <= sizes->list[i - 1])
            complain(check, listed_sizes->marks[i], "sizes must ascend");
    }
    if (listed_sizes->count < 2)
        complain(check, sizes->mark, "at least two sizes are needed");
    if (sizes->from >= 0 || sizes->to >= 0 || sizes->points || sizes->step)
        complain(check, sizes->mark, "a list of sizes needs no from, to, points or step");
}

static void check_sizes(struct check *check, struct spec_sizes *sizes)
{
    if (!sizes->mark.line)
        return; /* the table has said that they are missing */
    if (sizes->listed.count)
        check_list(check, sizes);
    else if (sizes->from < 0 || sizes->to < 0)
        complain(check, sizes->mark, "sizes need from and to, or a list");
    else if (sizes->from >= sizes->to)
        complain(check, sizes->mark, "from must be below to");
    else if (sizes->step > sizes->to - sizes->from)
        complain(check, sizes->mark, "the step is wider than the range");
}

/* Every value of the matrix must do in an expression; that all are numbers decides it, so the
 * first combination stands for all. */
static void check_claim(struct check *check, const struct ytab_strings *claim)
{
    if (claim->count == 0)
        return;
    if (claim->count != 1) {
        complain(check, claim->marks[0], "one expression, not a list");
        return;
    }
    const struct spec_fixture *fixture = check->fixture;
    size_t count = 0;
    struct variable *variables = ARENA_ARRAY(check->arena, struct variable,
                                             fixture->params.count + fixture->matrix.count + 1);
    const struct ytab_pairs *all[] = {&fixture->params, &fixture->matrix};
    for (size_t table = 0; table < 2; table++)
        for (size_t i = 0; i < all[table]->count; i++)
            if (all[table]->items[i].values.count)
                variables[count++] = (struct variable){all[table]->items[i].key,
                                                       all[table]->items[i].values.items[0]};
    struct expr_error error;
    if (spec_claim(claim->items[0], variables, count, check->arena, &error))
        return;
    struct ytab_mark mark = claim->marks[0];
    mark.column += error.offset;
    complain(check, mark, "%s in '%.200s'", error.text, claim->items[0]);
}

static void check_expect(struct check *check)
{
    const struct spec_expect *expect = &check->fixture->expect;
    const struct expected_cliff *cliffs = expect->cliffs.items;
    const unsigned never = 1u << VERDICT_REGRESSION | 1u << VERDICT_INCONCLUSIVE;
    if (expect->verdicts & never)
        complain(check, expect->mark, "regression and inconclusive can be allowed, not expected");
    if (expect->cliffs.count && !(expect->verdicts & 1u << VERDICT_CLIFF))
        complain(check, expect->mark, "a cliff is given, but 'cliff' is not among the verdicts");
    for (size_t i = 1; i < expect->cliffs.count; i++)
        if (cliffs[i].at <= cliffs[i - 1].at)
            complain(check, expect->mark, "cliffs must ascend");
    if (expect->scaling.count > 1 ||
        (expect->scaling.count && !listed(spec_scalings, expect->scaling.items[0])))
        complain(check, expect->scaling.marks[0],
                 "scaling is one of: 1, log n, n, n log n, n^2, n^3");
}

void spec_check(struct spec *spec, struct arena *arena, struct diags *diags)
{
    for (size_t i = 0; i < spec->fixture_count; i++) {
        struct spec_fixture *fixture = &spec->fixtures[i];
        struct check check = {spec, fixture, arena, diags};
        check_name(&check);
        check_source(&check);
        check_variables(&check, &fixture->params, false);
        check_variables(&check, &fixture->matrix, true);
        check_combinations(&check);
        check_command(&check, &fixture->command);
        check_command(&check, &fixture->only_if);
        check_sizes(&check, &fixture->sizes);
        for (int claim = 0; claim < CLAIM_COUNT; claim++)
            check_claim(&check, &fixture->claims[claim]);
        check_expect(&check);
    }
    if (!spec->fixture_count && !diags->errors)
        diag_add(diags, DIAG_ERROR, spec->path, 0, 0, "there is no fixture");
}
