#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

Test(arena, memory_is_zeroed_aligned_and_distinct)
{
    struct arena arena = {0};
    unsigned char *before = NULL;
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *memory = arena_alloc(&arena, size);
        cr_assert_eq((uintptr_t)memory % _Alignof(max_align_t), 0);
        cr_assert_neq(memory, before);
        for (size_t i = 0; i < size; i++)
            cr_assert_eq(memory[i], 0);
        memset(memory, 0xAB, size);
        before = memory;
    }
    cr_expect_gt(arena.reserved, arena.used);
    arena_release(&arena);
}

Test(arena, a_large_piece_does_not_waste_the_block_that_is_being_filled)
{
    struct arena arena = {0};
    char *first = arena_alloc(&arena, 16);
    arena_alloc(&arena, 1 << 20);
    char *second = arena_alloc(&arena, 16);
    cr_expect_eq(second - first, 16);
    arena_release(&arena);
}

Test(arena, release_empties_and_allows_use_again)
{
    struct arena arena = {0};
    arena_release(&arena);
    cr_expect_str_eq(arena_strdup(&arena, "once"), "once");
    arena_release(&arena);
    cr_expect_eq(arena.used, 0);
    cr_expect_eq(arena.reserved, 0);
    cr_expect_str_eq(arena_strdup(&arena, "again"), "again");
    arena_release(&arena);
}

Test(arena, text_is_copied_and_formatted)
{
    struct arena arena = {0};
    char source[] = "abcdef";
    char *copy = arena_copy(&arena, source + 1, 3);
    source[1] = 'x';
    cr_expect_str_eq(copy, "bcd");
    cr_expect_str_eq(arena_copy(&arena, NULL, 0), "");
    cr_expect_str_eq(arena_printf(&arena, "%s-%05d", "n", 42), "n-00042");
    char *wide = arena_printf(&arena, "%100000d", 7);
    cr_expect_eq(strlen(wide), 100000);
    arena_release(&arena);
}

Test(arena, a_vector_keeps_its_items_while_it_grows)
{
    struct arena arena = {0};
    VEC(size_t) numbers = {0};
    for (size_t i = 0; i < 10000; i++) {
        size_t *last = VEC_ADD(&arena, &numbers);
        cr_assert_eq(*last, 0, "a new item is zeroed");
        *last = i * i;
    }
    cr_assert_eq(numbers.count, 10000);
    for (size_t i = 0; i < numbers.count; i++)
        cr_assert_eq(numbers.items[i], i * i);
    arena_release(&arena);
}

Test(arena, of_pages_keeps_what_was_written_while_it_rests)
{
    enum { PIECES = 3000, SIZE = 1000 };
    struct arena arena = {.paged = true};
    char *pieces[PIECES];
    for (int i = 0; i < PIECES; i++) {
        pieces[i] = arena_alloc(&arena, SIZE);
        for (int k = 0; k < SIZE; k++)
            cr_assert_eq(pieces[i][k], 0);
        memset(pieces[i], 'a' + i % 26, SIZE);
        if (i % 100 == 0)
            arena_rest(&arena);
    }
    arena_rest(&arena);
    for (int i = 0; i < PIECES; i++)
        for (int k = 0; k < SIZE; k++)
            cr_assert_eq(pieces[i][k], 'a' + i % 26);
    arena_release(&arena);
}

Test(arena, of_pages_is_memory_as_any_other_where_no_file_can_be_made)
{
    struct arena arena = {.paged = true};
    setenv("TMPDIR", "/nonexistent", 1);
    char *memory = arena_alloc(&arena, 100);
    memset(memory, 'x', 100);
    arena_rest(&arena);
    cr_expect_eq(memory[99], 'x');
    arena_release(&arena);
}
