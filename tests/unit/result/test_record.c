#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "record.h"
#include "replay.h"

static struct arena arena;
static char path[] = "/tmp/test_record-XXXXXX";

static void set_up(void)
{
    close(mkstemp(path));
}

static void tear_down(void)
{
    unlink(path);
    arena_release(&arena);
}

TestSuite(record, .init = set_up, .fini = tear_down);

static int64_t sizes[] = {10, 20};
static struct variable variables[] = {{"python", "python3"}, {"chunk", "10"}};
static struct expected_cliff cliffs[] = {{15, 2}};
static const struct task task = {
    .name = "lazy",
    .variant = variables,
    .variant_count = 1,
    .variables = variables,
    .variable_count = 2,
    .sizes = sizes,
    .size_count = 2,
    .multiple = 1,
    .rounds = 3,
    .run_max = 100,
    .second_max = 2.5,
    .claims = {"n * chunk"},
    .expect = {true, 1u << VERDICT_CLIFF, 1u << VERDICT_IMPOSSIBLE, cliffs, 1}};

static struct record a_record(void)
{
    struct record record = {.seed = 7, .host_json = "{\"cpus\":2}"};
    struct recorded *recorded = VEC_ADD(&arena, &record.fixtures);
    recorded->task = task;
    recorded = VEC_ADD(&arena, &record.fixtures);
    recorded->task = task;
    recorded->status = FIXTURE_SKIPPED;
    recorded->reason = "not here";
    return record;
}

static struct sample a_sample(int64_t n, double user)
{
    return (struct sample){.n = n,
                           .round = 1,
                           .phase = "sweep",
                           .wall = 0.1,
                           .user = user,
                           .sys = 1.0 / 3,
                           .maxrss = 9000000,
                           .minflt = 1003,
                           .nvcsw = 4};
}

static void write_record(const struct sample *samples, size_t count)
{
    struct record record = a_record();
    struct err err = {0};
    struct record_writer *writer = record_create(path, &record, &err);
    cr_assert_not_null(writer, "%s", err.text);
    for (size_t i = 0; i < count; i++)
        cr_assert_eq(record_sample(writer, 0, &samples[i], &err), 0, "%s", err.text);
    cr_assert_eq(record_close(writer, &err), 0, "%s", err.text);
}

static void append(const char *text)
{
    FILE *file = fopen(path, "a");
    fputs(text, file);
    fclose(file);
}

Test(record, what_is_written_is_read)
{
    struct sample samples[] = {a_sample(10, 0.1), a_sample(20, 0.2)};
    samples[1].end = SAMPLE_SIGNAL;
    samples[1].status = 11;
    samples[1].output_tail = "ouch\n\"quoted\"";
    samples[1].region = (struct sample_region){.present = true,
                                               .wall = 1e-9,
                                               .cpu = 2e-9,
                                               .touched = 5,
                                               .checksum = UINT64_MAX,
                                               .ignored = 3};
    samples[1].count = (struct sample_count){true, 1, 2, 3};
    write_record(samples, 2);
    struct record record;
    struct diags diags = {0};
    int status = record_read(path, &record, &arena, &arena, &diags);
    diag_print(&diags, stderr);
    cr_assert_eq(status, 0);
    cr_expect_eq(record.seed, 7);
    cr_expect_str_eq(record.host_json, "{\"cpus\":2}");
    cr_assert_eq(record.fixtures.count, 2);
    cr_expect_eq(record.fixtures.items[1].status, FIXTURE_SKIPPED);
    cr_expect_str_eq(record.fixtures.items[1].reason, "not here");
    const struct recorded *first = &record.fixtures.items[0];
    json_t *before = task_to_json(&task), *after = task_to_json(&first->task);
    cr_expect(json_equal(before, after));
    json_decref(before);
    json_decref(after);
    cr_assert_eq(first->samples.count, 2);
    const struct sample *sample = &first->samples.items[1];
    cr_expect_eq(sample->sys, 1.0 / 3, "to the last bit");
    cr_expect_eq(sample->end, SAMPLE_SIGNAL);
    cr_expect_eq(sample->status, 11);
    cr_expect_str_eq(sample->phase, "sweep");
    cr_expect_str_eq(sample->output_tail, "ouch\n\"quoted\"");
    cr_expect_eq(sample->region.checksum, UINT64_MAX);
    cr_expect_eq(sample->region.ignored, 3);
    cr_expect(sample->count.present);
    cr_expect_eq(sample->count.allocated, 3);
}

Test(record, an_interrupted_line_is_noted)
{
    struct sample sample = a_sample(10, 0.1);
    struct record record;
    struct diags diags = {0};
    write_record(&sample, 1);
    append("{\"fixture\":0,\"n\":2");
    cr_expect_eq(record_read(path, &record, &arena, &arena, &diags), 0);
    cr_expect_eq(record.fixtures.items[0].samples.count, 1);
    cr_assert_eq(diags.list.count, 1);
    cr_expect_eq(diags.list.items[0].level, DIAG_NOTE);
    diag_release(&diags);
}

Test(record, resuming_cuts_an_unfinished_line)
{
    struct sample samples[] = {a_sample(10, 0.1), a_sample(20, 0.2)};
    struct record record;
    struct diags diags = {0};
    struct err err = {0};
    write_record(samples, 1);
    append("{\"fixture\":0,\"n\":2");
    struct record_writer *writer = record_append(path, &err);
    cr_assert_not_null(writer, "%s", err.text);
    cr_expect_eq(record_sample(writer, 0, &samples[1], &err), 0);
    cr_expect_eq(record_close(writer, &err), 0);
    cr_expect_eq(record_read(path, &record, &arena, &arena, &diags), 0);
    cr_expect_eq(record.fixtures.items[0].samples.count, 2);
    cr_expect_eq(diags.list.count, 0);
}

Test(record, two_do_not_write_to_one_file)
{
    struct record record = a_record();
    struct err err = {0};
    struct record_writer *writer = record_create(path, &record, &err);
    cr_assert_not_null(writer);
    cr_expect_null(record_create(path, &record, &err));
    cr_expect_not_null(strstr(err.text, "another benchrun"));
    record_close(writer, NULL);
}

Test(record, damaged_lines_are_told_with_their_place)
{
    static const struct {
        const char *line;
        size_t column;
    } rows[] = {
        {"nonsense\n", 8},
        {"{\"fixture\":0,}\n", 14},
        {"[]\n", 1},
        {"{\"fixture\":9,\"n\":1,\"phase\":\"sweep\",\"round\":0,\"end\":\"ok\",\"status\":0,"
         "\"wall\":1,\"user\":1,\"sys\":1,\"maxrss\":1,\"minflt\":1,\"majflt\":1,\"nvcsw\":1,"
         "\"nivcsw\":1,\"region\":null,\"tail\":null}\n",
         1},
        {"{\"fixture\":0,\"n\":-1,\"phase\":\"sweep\",\"round\":0,\"end\":\"ok\",\"status\":0,"
         "\"wall\":1,\"user\":1,\"sys\":1,\"maxrss\":1,\"minflt\":1,\"majflt\":1,\"nvcsw\":1,"
         "\"nivcsw\":1,\"region\":null,\"tail\":null}\n",
         1},
        {"\n", 1},
    };
    struct sample sample = a_sample(10, 0.1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct record record;
        struct diags diags = {0};
        write_record(&sample, 1);
        append(rows[i].line);
        append(rows[i].line);
        cr_expect_eq(record_read(path, &record, &arena, &arena, &diags), -1);
        cr_expect_eq(diags.errors, 2, "row %zu: every damaged line", i);
        cr_expect_eq(diags.list.items[0].line, 3);
        cr_expect_eq(diags.list.items[0].column, rows[i].column, "row %zu: %zu", i,
                     diags.list.items[0].column);
        diag_release(&diags);
    }
}

Test(record, a_file_that_is_none)
{
    static const char *const texts[] = {"", "hello", "{}\n", "{\"tool\":\"benchrun\"}\n{}\n",
                                        "{\"host\":{},\"record\":2,\"seed\":1,\"fixtures\":[]}\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct record record;
        struct diags diags = {0};
        FILE *file = fopen(path, "w");
        fputs(texts[i], file);
        fclose(file);
        cr_expect_eq(record_read(path, &record, &arena, &arena, &diags), -1, "%s", texts[i]);
        cr_expect_eq(diags.errors, 1, "%s", texts[i]);
        diag_release(&diags);
    }
}

static int measure_live(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                        struct sample *sample, struct err *err)
{
    (void)err;
    *sample = (struct sample){.n = n, .round = round, .phase = phase, .user = 99};
    ++*(int *)self->context;
    return 0;
}

static double ask(struct replay *replay, int64_t n)
{
    struct sample sample;
    struct err err = {0};
    if (replay->sampler.measure(&replay->sampler, n, 0, "sweep", &sample, &err) != 0)
        return -1;
    cr_expect_eq(sample.n, n);
    return sample.user;
}

static struct recorded recorded_samples(void)
{
    struct recorded recorded = {0};
    static const double users[] = {1, 2, 3};
    for (size_t i = 0; i < 3; i++) {
        *VEC_ADD(&arena, &recorded.samples) = a_sample(20, users[i]);
        *VEC_ADD(&arena, &recorded.samples) = a_sample(10, users[i] * 10);
    }
    return recorded;
}

Test(record, a_replay_gives_each_size_its_samples_in_order)
{
    struct recorded recorded = recorded_samples();
    struct replay replay;
    replay_start(&replay, &recorded, NULL, &arena, &arena);
    cr_expect_eq(ask(&replay, 10), 10);
    cr_expect_eq(ask(&replay, 20), 1);
    cr_expect_eq(ask(&replay, 10), 20);
    cr_expect_eq(ask(&replay, 10), 30);
    cr_expect_eq(ask(&replay, 10), 10, "again from the first");
    cr_expect_eq(ask(&replay, 20), 2);
    cr_expect_eq(ask(&replay, 15), -1, "a size that was never recorded");
}

Test(record, resuming_measures_what_was_not_recorded)
{
    struct recorded recorded = recorded_samples();
    struct replay replay;
    int measured = 0;
    struct sampler live = {measure_live, &measured};
    replay_start(&replay, &recorded, &live, &arena, &arena);
    for (int i = 1; i <= 3; i++)
        cr_expect_eq(ask(&replay, 20), i);
    cr_expect_eq(measured, 0);
    cr_expect_eq(ask(&replay, 20), 99);
    cr_expect_eq(ask(&replay, 15), 99);
    cr_expect_eq(measured, 2);
}
