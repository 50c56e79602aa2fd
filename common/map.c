#include "map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "arena.h"
#include "err.h"

/* Pairs stand in `entries` in the order of their arrival; `slots` is an open-addressing table of
 * their numbers plus one, 0 being free.  It is kept at most half full. */
struct entry {
    const char *key;
    size_t length;
    uint64_t hash;
    void *value;
};

struct map {
    struct arena arena; /* the keys */
    struct entry *entries;
    uint32_t *slots;
    size_t count, slot_count; /* slot_count is a power of two */
};

enum { FIRST_SLOTS = 32 };

static void *must_have(void *memory)
{
    if (!memory)
        die("out of memory");
    return memory;
}

static void place(const struct map *map, uint32_t number)
{
    size_t mask = map->slot_count - 1;
    size_t at = map->entries[number].hash & mask;
    while (map->slots[at])
        at = (at + 1) & mask;
    map->slots[at] = number + 1;
}

static void resize(struct map *map, size_t slot_count)
{
    free(map->slots);
    map->slots = must_have(calloc(slot_count, sizeof *map->slots));
    map->slot_count = slot_count;
    map->entries = must_have(realloc(map->entries, slot_count / 2 * sizeof *map->entries));
    for (size_t i = 0; i < map->count; i++)
        place(map, (uint32_t)i);
}

struct map *map_new(void)
{
    struct map *map = must_have(calloc(1, sizeof *map));
    resize(map, FIRST_SLOTS);
    return map;
}

void map_free(struct map *map)
{
    if (!map)
        return;
    arena_release(&map->arena);
    free(map->entries);
    free(map->slots);
    free(map);
}

static struct entry *find(const struct map *map, const char *key, size_t length, uint64_t hash)
{
    size_t mask = map->slot_count - 1;
    for (size_t at = hash & mask; map->slots[at]; at = (at + 1) & mask) {
        struct entry *entry = &map->entries[map->slots[at] - 1];
        if (entry->hash == hash && entry->length == length && memcmp(entry->key, key, length) == 0)
            return entry;
    }
    return NULL;
}

static struct entry *add(struct map *map, const char *key, size_t length, uint64_t hash)
{
    if (map->count == map->slot_count / 2) {
        if (map->count >= UINT32_MAX / 4)
            die("out of memory: too many names");
        resize(map, map->slot_count * 2);
    }
    struct entry *entry = &map->entries[map->count];
    *entry = (struct entry){arena_copy(&map->arena, key, length), length, hash, NULL};
    place(map, (uint32_t)map->count++);
    return entry;
}

static struct entry *find_or_add(struct map *map, const char *key, size_t length)
{
    uint64_t hash = XXH3_64bits(key, length);
    struct entry *entry = find(map, key, length, hash);
    return entry ? entry : add(map, key, length, hash);
}

void *map_get(const struct map *map, const char *key)
{
    size_t length = strlen(key);
    const struct entry *entry = find(map, key, length, XXH3_64bits(key, length));
    return entry ? entry->value : NULL;
}

void *map_put(struct map *map, const char *key, void *value)
{
    if (!value)
        bug("NULL put under \"%s\"", key);
    struct entry *entry = find_or_add(map, key, strlen(key));
    void *before = entry->value;
    entry->value = value;
    return before;
}

size_t map_count(const struct map *map)
{
    return map->count;
}

void map_each(const struct map *map, void (*visit)(const char *key, void *value, void *context),
              void *context)
{
    for (size_t i = 0; i < map->count; i++)
        visit(map->entries[i].key, map->entries[i].value, context);
}

const char *map_intern(struct map *map, const char *bytes, size_t length)
{
    return find_or_add(map, length ? bytes : "", length)->key;
}
