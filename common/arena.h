/* Bump allocation: memory that is released all at once.
 *
 * One arena per source file or per process; pointers go from shorter-lived to
 * longer-lived data only.  Running out of memory ends the program with a message,
 * so no caller checks for NULL. */
#ifndef COMMON_ARENA_H
#define COMMON_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *head; /* the block that is being filled */
    size_t used;              /* bytes handed out */
    size_t reserved;          /* bytes taken from the system */
    bool paged;               /* set before the first use: see arena_rest */
};

/* `size` zeroed bytes, aligned for any type; valid until arena_release. */
void *arena_alloc(struct arena *arena, size_t size);

/* Grows an array of `count` items to hold at least `wanted`; returns the (possibly moved)
 * array and updates *capacity.  The old copy stays in the arena until its release. */
void *arena_grow(struct arena *arena, void *items, size_t item_size, size_t count, size_t wanted,
                 size_t *capacity);

/* Copies of text, always NUL-terminated; arena_copy takes bytes that need no terminator. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_copy(struct arena *arena, const char *bytes, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* The memory of a paged arena lies in scratch files without a name, as far as the disk has room:
 * what was not used since arena_rest is not resident, and comes back by itself where it is
 * touched. */
void arena_rest(const struct arena *arena);

/* Frees everything; the arena is then empty and may be used again.  Accepts a zeroed arena. */
void arena_release(struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) \
    ((type *)arena_alloc((arena), sizeof(type) * (size_t)(count)))

/* A growable array in an arena: `VEC(struct thing) things = {0}; *VEC_ADD(arena, &things) = x;`
 * VEC_ADD yields a pointer to the new last item (zeroed); it is valid until the next VEC_ADD. */
#define VEC(type)        \
    struct {             \
        type *items;     \
        size_t count;    \
        size_t capacity; \
    }
#define VEC_ADD(arena, vec)                                                                 \
    ((vec)->count < (vec)->capacity                                                         \
         ? (void)0                                                                          \
         : (void)((vec)->items = arena_grow((arena), (vec)->items, sizeof *(vec)->items,    \
                                            (vec)->count, (vec)->count + 1,                 \
                                            &(vec)->capacity)),                             \
     &(vec)->items[(vec)->count++])

#endif
