#include <criterion/criterion.h>
#include <stdio.h>

#include "map.h"

enum { MANY = 20000 };
static int values[MANY];

static void name_of(int i, char name[32])
{
    snprintf(name, 32, "key-%d", i);
}

Test(map, keeps_many_keys_apart)
{
    struct map *map = map_new();
    char name[32];
    for (int i = 0; i < MANY; i++) {
        name_of(i, name);
        cr_assert_null(map_get(map, name));
        cr_assert_null(map_put(map, name, &values[i]));
    }
    cr_expect_eq(map_count(map), MANY);
    for (int i = 0; i < MANY; i++) {
        name_of(i, name);
        cr_assert_eq(map_get(map, name), &values[i]);
    }
    cr_expect_null(map_get(map, "key-"));
    cr_expect_null(map_get(map, ""));
    map_free(map);
}

Test(map, a_second_put_replaces_and_yields_the_first)
{
    struct map *map = map_new();
    map_put(map, "x", &values[1]);
    cr_expect_eq(map_put(map, "x", &values[2]), &values[1]);
    cr_expect_eq(map_get(map, "x"), &values[2]);
    cr_expect_eq(map_count(map), 1);
    map_free(map);
    map_free(NULL);
}

static void check_order(const char *key, void *value, void *context)
{
    int *next = context;
    char name[32];
    name_of(*next, name);
    cr_assert_str_eq(key, name);
    cr_assert_eq(value, &values[*next]);
    ++*next;
}

Test(map, is_visited_in_the_order_of_arrival)
{
    struct map *map = map_new();
    char name[32];
    for (int i = 0; i < 100; i++) {
        name_of(i, name);
        map_put(map, name, &values[i]);
    }
    map_put(map, "key-50", &values[50]);
    int next = 0;
    map_each(map, check_order, &next);
    cr_expect_eq(next, 100);
    map_free(map);
}

Test(map, equal_texts_are_interned_once)
{
    struct map *map = map_new();
    char text[] = "write,writev";
    const char *first = map_intern(map, text, 5);
    cr_expect_str_eq(first, "write");
    cr_expect_eq(map_intern(map, "write", 5), first);
    cr_expect_neq(map_intern(map, text + 6, 6), first);
    char name[32];
    for (int i = 0; i < MANY; i++) {
        name_of(i, name);
        map_intern(map, name, 8);
    }
    cr_expect_eq(map_intern(map, text, 5), first, "growth moves no text");
    cr_expect_neq(map_intern(map, "a\0b", 3), map_intern(map, "a\0c", 3));
    cr_expect_str_eq(map_intern(map, NULL, 0), "");
    map_free(map);
}
