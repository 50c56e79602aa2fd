/* A hash map from strings to pointers, and interning on top of it.  Keys are hashed by XXH3. */
#ifndef COMMON_MAP_H
#define COMMON_MAP_H

#include <stddef.h>

struct map;

/* The map lives in malloc'ed memory; map_free accepts NULL.  Values are never owned. */
struct map *map_new(void);
void map_free(struct map *map);

/* NULL when the key is absent. */
void *map_get(const struct map *map, const char *key);
/* Stores `value` (not NULL) under a copy of `key`; returns the value that was there, or NULL. */
void *map_put(struct map *map, const char *key, void *value);
size_t map_count(const struct map *map);
/* Calls `visit` for each pair, in the order in which the keys were first put. */
void map_each(const struct map *map, void (*visit)(const char *key, void *value, void *context),
              void *context);

/* One pointer per distinct text: equal strings have equal pointers.  The text lives as long as
 * the map.  `length` bytes of `bytes` are taken; they need no terminator. */
const char *map_intern(struct map *map, const char *bytes, size_t length);

#endif
