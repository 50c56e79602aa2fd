/* The pipeline on small real programs: what is run, skipped, recorded, resumed and replayed. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report.h"
#include "run.h"

static char folder[] = "/tmp/test_run-XXXXXX";
static struct arena arena;
static struct diags diags;
static volatile sig_atomic_t stop;
static struct progress silent;

static void set_up(void)
{
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static void tear_down(void)
{
    static const char *const names[] = {"spec.yaml", "run.jsonl", "cut.jsonl", "ok.c", "bad.c"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(names[i]);
    cr_expect_eq(rmdir(folder), 0, "nothing else is left behind");
    diag_release(&diags);
    arena_release(&arena);
}

TestSuite(run, .init = set_up, .fini = tear_down);

static void put(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    fputs(text, file);
    fclose(file);
}

static struct plan plan_of(const char *text)
{
    struct plan plan = {0};
    struct plan_options options = {0};
    struct spec *spec = ARENA_NEW(&arena, struct spec);
    put("spec.yaml", text);
    int status = spec_load("spec.yaml", spec, &arena, &diags);
    diag_print(&diags, stderr);
    cr_assert_eq(status, 0);
    plan_add(&plan, spec, &options, &arena);
    plan_finish(&plan, &options);
    return plan;
}

static void run(const struct plan *plan, const char *record, const char *resume,
                struct run_result *result)
{
    struct run_options options = {.seed = 1,
                                  .record = record,
                                  .resume = resume,
                                  .cpu = -1,
                                  .progress = &silent,
                                  .interrupted = &stop};
    struct err err = {0};
    *result = run_result_empty();
    int status = run_plan(plan, &options, result, &diags, &err);
    diag_print(&diags, stderr);
    cr_assert_eq(status, 0, "%s", err.text);
}

static char *document(const struct run_result *result)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    struct report_options options = {0};
    report_json(result, &options, stream);
    fclose(stream);
    return text;
}

#define HEAD  "version: 1\ndefaults: {rounds: 2}\nfixtures:\n"
#define SIZES "sizes: [1, 2, 4]"

Test(run, outcomes)
{
    static const struct {
        const char *name;
        enum fixture_status status;
        const char *reason;
    } rows[] = {
        {"fine", FIXTURE_OK, NULL},
        {"compiled", FIXTURE_OK, NULL},
        {"does not compile", FIXTURE_FAILED, "does not compile"},
        {"no compiler", FIXTURE_SKIPPED, "no-such-cc"},
        {"no program", FIXTURE_FAILED, "no-such-program"},
        {"no python", FIXTURE_SKIPPED, "no-such-python"},
        {"not here", FIXTURE_SKIPPED, "only_if"},
        {"here", FIXTURE_OK, NULL},
        {"variables", FIXTURE_OK, NULL},
    };
    put("ok.c", "int main(void) { return FINE; }\n");
    put("bad.c", "int main(void) { return }\n");
    struct plan plan = plan_of(
        HEAD "  - {name: fine, command: [\"true\", \"{n}\"], " SIZES "}\n"
             "  - {name: compiled, source: ok.c, cflags: [-O1, -DFINE=0], " SIZES "}\n"
             "  - {name: does not compile, source: bad.c, " SIZES "}\n"
             "  - {name: no compiler, source: ok.c, matrix: {cc: [no-such-cc]}, " SIZES "}\n"
             "  - {name: no program, command: [no-such-program], " SIZES "}\n"
             "  - {name: no python, command: [\"{python}\"], matrix: {python: [no-such-python]}, "
             "" SIZES "}\n"
             "  - {name: not here, command: [\"true\"], only_if: [\"false\"], " SIZES "}\n"
             "  - {name: here, command: [\"true\"], only_if: [\"true\"], " SIZES "}\n"
             "  - {name: variables, command: [test, \"{a}{b}-{n}\", \"!=\", \"xy-0\"], "
             "matrix: {a: [x]}, params: {b: y}, " SIZES "}\n");
    struct run_result result;
    run(&plan, NULL, NULL, &result);
    cr_assert_eq(result.fixtures.count, sizeof rows / sizeof *rows);
    for (size_t i = 0; i < result.fixtures.count; i++) {
        const struct fixture_result *fixture = &result.fixtures.items[i];
        cr_expect_str_eq(fixture->name, rows[i].name);
        cr_expect_eq(fixture->status, rows[i].status, "%s: %s", rows[i].name,
                     fixture->reason ? fixture->reason : "");
        cr_expect(!rows[i].reason || (fixture->reason && strstr(fixture->reason, rows[i].reason)),
                  "%s: %s", rows[i].name, fixture->reason);
        for (size_t k = 0; k < fixture->samples.count; k++)
            cr_expect_eq(fixture->samples.items[k].end, SAMPLE_OK, "%s", rows[i].name);
    }
    run_result_release(&result);
}

Test(run, a_replay_is_the_run_again_byte_for_byte)
{
    struct plan plan = plan_of(HEAD "  - {name: a, command: [\"true\"], " SIZES "}\n"
                                    "  - {name: b, command: [\"false\"], " SIZES "}\n"
                                    "  - {name: c, command: [no-such-program], " SIZES "}\n");
    struct run_result result, again = {0};
    run(&plan, "run.jsonl", NULL, &result);
    char *before = document(&result);
    cr_assert_eq(run_replay("run.jsonl", &again, &diags), 0);
    char *after = document(&again);
    cr_expect_str_eq(after, before);
    free(before);
    free(after);
    run_result_release(&result);
    run_result_release(&again);
}

static size_t samples_in(const char *path)
{
    struct run_result result = {0};
    size_t count = 0;
    cr_assert_eq(run_replay(path, &result, &diags), 0);
    for (size_t i = 0; i < result.fixtures.count; i++)
        count += result.fixtures.items[i].runs;
    run_result_release(&result);
    return count;
}

/* Killed at any byte behind the header, a run goes on to the same number of runs. */
Test(run, an_interrupted_run_goes_on)
{
    static char text[1 << 16];
    struct plan plan = plan_of(HEAD "  - {name: a, command: [\"false\"], " SIZES "}\n"
                                    "  - {name: b, command: [\"false\"], " SIZES "}\n");
    struct run_result result;
    run(&plan, "run.jsonl", NULL, &result);
    run_result_release(&result);
    FILE *file = fopen("run.jsonl", "r");
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    size_t header = (size_t)(strchr(text, '\n') - text) + 1, whole = samples_in("run.jsonl");
    for (size_t cut = header; cut < length; cut += 97) {
        file = fopen("cut.jsonl", "w");
        fwrite(text, 1, cut, file);
        fclose(file);
        run(&plan, NULL, "cut.jsonl", &result);
        run_result_release(&result);
        cr_expect_eq(samples_in("cut.jsonl"), whole, "cut at %zu", cut);
    }
}

Test(run, another_spec_does_not_go_on)
{
    struct plan plan = plan_of(HEAD "  - {name: a, command: [\"true\"], " SIZES "}\n");
    struct plan other = plan_of(HEAD "  - {name: b, command: [\"true\"], " SIZES "}\n");
    struct run_result result, refused = {0};
    run(&plan, "run.jsonl", NULL, &result);
    struct run_options options = {
        .seed = 1, .resume = "run.jsonl", .cpu = -1, .progress = &silent, .interrupted = &stop};
    struct err err = {0};
    cr_expect_eq(run_plan(&other, &options, &refused, &diags, &err), -1);
    cr_expect_not_null(strstr(err.text, "other fixtures"));
    run_result_release(&result);
    run_result_release(&refused);
}

Test(run, a_base_command_is_run_in_turns)
{
    struct plan plan = plan_of(HEAD "  - {name: a, command: [\"true\"], " SIZES "}\n");
    struct run_options options = {.seed = 1,
                                  .record = "run.jsonl",
                                  .base = "true {n}",
                                  .cpu = -1,
                                  .progress = &silent,
                                  .interrupted = &stop};
    struct run_result result = {0};
    struct err err = {0};
    cr_assert_eq(run_plan(&plan, &options, &result, &diags, &err), 0, "%s", err.text);
    const struct fixture_result *fixture = &result.fixtures.items[0];
    cr_assert_eq(fixture->comparisons.count, 2);
    cr_expect_geq(fixture->comparisons.items[0].base_count, 10);
    struct run_result again = {0};
    cr_assert_eq(run_replay("run.jsonl", &again, &diags), 0);
    char *before = document(&result), *after = document(&again);
    cr_expect_str_eq(after, before, "the comparison is replayed too");
    free(before);
    free(after);
    run_result_release(&result);
    run_result_release(&again);
}

Test(run, an_interrupt_is_told)
{
    struct plan plan = plan_of(HEAD "  - {name: a, command: [\"true\"], " SIZES "}\n");
    stop = 1;
    struct run_result result;
    run(&plan, NULL, NULL, &result);
    cr_expect(result.interrupted);
    cr_expect_eq(result.fixtures.items[0].status, FIXTURE_FAILED);
    cr_expect_str_eq(result.fixtures.items[0].reason, "interrupted");
    run_result_release(&result);
}
