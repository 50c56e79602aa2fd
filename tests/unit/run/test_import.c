#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import.h"

struct read {
    struct import import;
    struct record record;
    struct arena arena;
    struct diags diags;
};

static int read_text(const char *text, struct read *read)
{
    char path[] = "/tmp/test_import-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");
    fputs(text, file);
    fclose(file);
    memset(read, 0, sizeof *read);
    int status = import_read(path, &read->import, &read->record, &read->arena, &read->diags);
    read->import.path = NULL;
    unlink(path);
    return status;
}

static void release(struct read *read)
{
    diag_release(&read->diags);
    arena_release(&read->arena);
}

#define GB(name, time, more)                                                                      \
    "{\"name\":\"" name "\",\"run_type\":\"iteration\",\"real_time\":" time ",\"cpu_time\":" time \
    ",\"time_unit\":\"us\"" more "}"

Test(import, google_benchmark)
{
    struct read read;
    cr_assert_eq(
        read_text(
            "{\"context\":{},\"benchmarks\":[" GB("BM_b/2/n:100/threads:4", "2e6", ",\"bytes_per_second\":400") "," GB(
                "BM_a/8", "1e6",
                "") "," GB("BM_a/64", "3e6",
                           "") "," GB("BM_b/2/n:50/threads:4", "1e6",
                                      ",\"bytes_per_second\":400") "," GB("BM_a/64", "4e6",
                                                                          "") "," GB("BM_alone",
                                                                                     "1e6",
                                                                                     "") ","
                                                                                         "{\"name\""
                                                                                         ":\"BM_a/"
                                                                                         "8_mean\","
                                                                                         "\"run_"
                                                                                         "name\":"
                                                                                         "\"BM_a/"
                                                                                         "8\","
                                                                                         "\"run_"
                                                                                         "type\":"
                                                                                         "\"aggrega"
                                                                                         "te\","
                                                                                         "\"real_"
                                                                                         "time\":9,"
                                                                                         "\"cpu_"
                                                                                         "time\":9,"
                                                                                         "\"time_"
                                                                                         "unit\":"
                                                                                         "\"us\"},"
                                                                                         "{\"name\""
                                                                                         ":\"BM_b/"
                                                                                         "2/n:200/"
                                                                                         "threads:"
                                                                                         "4\","
                                                                                         "\"error_"
                                                                                         "occurred"
                                                                                         "\":true}]"
                                                                                         "}",
            &read),
        0);
    cr_expect_str_eq(read.import.tool, "google-benchmark");
    cr_expect_eq(read.import.scale, 1);
    cr_assert_eq(read.record.fixtures.count, 2);
    const struct recorded *a = &read.record.fixtures.items[0], *b = &read.record.fixtures.items[1];
    cr_expect_str_eq(a->task.name, "BM_a/{n}");
    cr_assert_eq(a->task.size_count, 2);
    cr_expect_eq(a->task.sizes[1], 64);
    cr_expect_eq(a->task.rounds, 1, "the size with the fewest repetitions decides");
    cr_expect(a->task.only_listed);
    cr_assert_eq(a->samples.count, 3, "no aggregate where there are single runs");
    cr_expect_float_eq(a->samples.items[1].user, 3, 1e-9);
    cr_expect_str_eq(b->task.name, "BM_b/2/n:{n}/threads:4");
    cr_assert_eq(b->task.size_count, 3);
    cr_expect_eq(b->samples.items[2].end, SAMPLE_EXIT);
    cr_expect_null(b->task.claims[CLAIM_TOUCHED], "not every size says it");
    cr_expect_eq(read.diags.list.count, 1, "the one without a size is noted");
    release(&read);
}

Test(import, bytes_become_a_claim)
{
    struct read read;
    cr_assert_eq(
        read_text("{\"context\":{},\"benchmarks\":[" GB(
                      "BM/100", "1",
                      ",\"bytes_per_second\":8e8") "," GB("BM/200", "2",
                                                          ",\"bytes_per_second\":8e8") "]}",
                  &read),
        0);
    cr_expect_eq(read.import.scale, 1e6);
    cr_expect_str_eq(read.record.fixtures.items[0].task.claims[CLAIM_TOUCHED],
                     "n * 8.000000 * 1000000");
    cr_expect_float_eq(read.record.fixtures.items[0].samples.items[0].user, 1, 1e-9);
    release(&read);
}

Test(import, hyperfine)
{
    struct read read;
    cr_assert_eq(read_text("{\"results\":["
                           "{\"command\":\"x\",\"parameters\":{\"mode\":\"fast\",\"n\":\"20\"},"
                           "\"times\":[2,2.5],\"exit_codes\":[0,1]},"
                           "{\"command\":\"x\",\"parameters\":{\"mode\":\"fast\",\"n\":\"10\"},"
                           "\"times\":[1,1.5],\"exit_codes\":[0,0]}]}",
                           &read),
                 0);
    cr_assert_eq(read.record.fixtures.count, 1);
    const struct recorded *recorded = &read.record.fixtures.items[0];
    cr_expect_str_eq(recorded->task.name, "mode=fast n={n}");
    cr_expect(read.import.wall_only);
    cr_assert_eq(recorded->samples.count, 4);
    cr_expect_eq(recorded->samples.items[0].n, 10);
    cr_expect_eq(recorded->samples.items[3].end, SAMPLE_EXIT);
    release(&read);
}

Test(import, pyperf)
{
    struct read read;
    cr_assert_eq(read_text("{\"version\":\"1.0\",\"benchmarks\":["
                           "{\"metadata\":{\"name\":\"sort[10]x\"},\"runs\":[{\"warmups\":[[1,9]]},"
                           "{\"values\":[1,2]},{\"values\":[3]}]},"
                           "{\"metadata\":{\"name\":\"sort[20]x\"},\"runs\":[{\"values\":[4]}]}]}",
                           &read),
                 0);
    cr_assert_eq(read.record.fixtures.count, 1);
    cr_expect_str_eq(read.record.fixtures.items[0].task.name, "sort[{n}]x");
    cr_expect_eq(read.record.fixtures.items[0].samples.count, 4);
    release(&read);
}

Test(import, damaged)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"", "expected"},
        {"{\"a\":", "expected"},
        {"{}", "no result of"},
        {"[]", "no result of"},
        {"{\"results\":[{}]}", "item 1: it has no times"},
        {"{\"results\":[]}", "nothing in it"},
        {"{\"results\":[{\"times\":[\"x\"],\"parameters\":{\"n\":\"1\"}}]}", "no number"},
        {"{\"context\":{},\"benchmarks\":[{\"name\":\"a/1\"}]}", "no times"},
        {"{\"context\":{},\"benchmarks\":[{\"real_time\":1}]}", "no name"},
        {"{\"context\":{},\"benchmarks\":[" GB("a/1", "1", "") "]}", "nothing in it"},
        {"{\"version\":\"1\",\"benchmarks\":[{\"runs\":[]}]}", "no name"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct read read;
        bool told = false;
        cr_expect_eq(read_text(rows[i].text, &read), -1, "%s", rows[i].text);
        for (size_t k = 0; k < read.diags.list.count; k++)
            told |= strstr(read.diags.list.items[k].text, rows[i].says) != NULL;
        cr_expect(told, "%s", rows[i].text);
        release(&read);
    }
}
