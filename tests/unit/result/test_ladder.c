/* The machine's ladder: kept exactly, refused when damaged, asked about the right rung. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "ladder.h"

static const struct ladder machine = {.rungs = {{16384, 200e9, 180e9, 120e9},
                                                {1048576, 90e9, 60e9, 35e9},
                                                {67108864, 20e9, 25e9, 9e9}},
                                      .count = 3,
                                      .flops = 50e9,
                                      .first_touch = 2.5e9,
                                      .first_touch_small = 2e9};

Test(ladder, survives_the_description_of_a_host)
{
    json_t *host =
        json_pack("{s:s, s:o}", "system", "Linux", "bandwidth", ladder_to_json(&machine));
    char *text = json_dumps(host, 0);
    struct ladder ladder;
    ladder_of_host(text, &ladder);
    cr_assert_eq(ladder.count, 3);
    cr_assert_eq(ladder.first_touch, 2.5e9);
    cr_assert_eq(ladder.first_touch_small, 2e9);
    cr_assert_eq(ladder.flops, 50e9);
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(ladder.rungs[i].bytes, machine.rungs[i].bytes);
        cr_assert_eq(ladder.rungs[i].copy, machine.rungs[i].copy);
    }
    free(text);
    json_decref(host);
}

Test(ladder, what_is_damaged_is_not_measured)
{
    static const char *const hosts[] = {
        NULL,
        "",
        "{}",
        "[1]",
        "{\"bandwidth\": 3}",
        "{\"bandwidth\": {\"rungs\": [], \"firstTouch\": 1.0, \"flops\": 1.0}}",
        "{\"bandwidth\": {\"rungs\": [{\"bytes\": 1, \"read\": 1.0, \"fill\": 1.0, \"copy\": "
        "1.0}]}}",
        "{\"bandwidth\": {\"rungs\": [{\"bytes\": 1, \"read\": 1.0, \"fill\": 0, \"copy\": 1.0}],"
        " \"firstTouch\": 1.0, \"flops\": 1.0}}",
        "{\"bandwidth\": {\"rungs\": [{\"bytes\": -1, \"read\": 1.0, \"fill\": 1.0, \"copy\": "
        "1.0}],"
        " \"firstTouch\": 1.0, \"flops\": 1.0}}",
        "{\"bandwidth\": {\"rungs\": [1, 2, 3, 4, 5, 6, 7], \"firstTouch\": 1.0, \"flops\": 1.0}}",
        "{\"bandwidth\": {\"rungs\": [{\"bytes\": 1, \"read\": 1.0, \"fill\": 1.0, \"copy\": 1.0}],"
        " \"firstTouch\": 1.0}}",
    };
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        struct ladder ladder = machine;
        ladder_of_host(hosts[i], &ladder);
        cr_assert_eq(ladder.count, 0, "host %zu", i);
        cr_assert_eq(ladder_touched_most(&ladder), 0);
        cr_assert_eq(ladder_fresh_most(&ladder, false), 0);
    }
}

Test(ladder, the_most_that_is_possible)
{
    cr_assert_eq(ladder_touched_most(&machine), 240e9);
    cr_assert_eq(ladder_fresh_most(&machine, false), 2.5e9);
    cr_assert_eq(ladder_fresh_most(&machine, true), 2e9);
    cr_assert_eq(ladder_stored_most(&machine, 100), 180e9);
    cr_assert_eq(ladder_stored_most(&machine, 1048575), 180e9);
    cr_assert_eq(ladder_stored_most(&machine, 1048576), 60e9);
    cr_assert_eq(ladder_stored_most(&machine, 1e12), 25e9);
}

Test(ladder, of_an_older_record_does_not_tell_pages_apart)
{
    struct ladder ladder;
    ladder_of_host("{\"bandwidth\": {\"rungs\": [{\"bytes\": 1, \"read\": 1.0, \"fill\": 1.0, "
                   "\"copy\": 1.0}], \"firstTouch\": 3.0, \"flops\": 1.0}}",
                   &ladder);
    cr_assert_eq(ladder_fresh_most(&ladder, true), 3);
}

Test(ladder, the_best_of_two_measurements)
{
    struct ladder quiet = machine, mixed = machine;
    quiet.rungs[1].copy = 40e9;
    quiet.first_touch_small = 3e9;
    mixed.rungs[1].copy = 20e9;
    mixed.rungs[0].read = 300e9;
    ladder_take_best(&mixed, &quiet);
    cr_assert_eq(mixed.rungs[1].copy, 40e9);
    cr_assert_eq(mixed.rungs[0].read, 300e9);
    cr_assert_eq(mixed.rungs[2].fill, 25e9);
    cr_assert_eq(mixed.first_touch_small, 3e9);
    cr_assert_eq(mixed.first_touch, 2.5e9);
}
