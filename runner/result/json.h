/* Reading JSON that somebody may have damaged: typed access that says what is wrong. */
#ifndef RUNNER_JSON_H
#define RUNNER_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"

/* The member `key` of `object`, which must be of its type; else -1 and *err.  A double is finite
 * and may be written as an integer; unsigned values are not negative. */
int json_take_int(const json_t *object, const char *key, int64_t *value, struct err *err);
int json_take_unsigned(const json_t *object, const char *key, uint64_t *value, struct err *err);
int json_take_double(const json_t *object, const char *key, double *value, struct err *err);
int json_take_bool(const json_t *object, const char *key, bool *value, struct err *err);
/* A string, copied; NULL where the member is null or absent and `optional` is set. */
int json_take_string(const json_t *object, const char *key, bool optional, const char **value,
                     struct arena *arena, struct err *err);
/* A string that is one of `names` (NULL-terminated): its index. */
int json_take_name(const json_t *object, const char *key, const char *const *names, int *value,
                   struct err *err);
/* An array or object of at most `maximum` members; borrowed. */
json_t *json_take_array(const json_t *object, const char *key, size_t maximum, struct err *err);
json_t *json_take_object(const json_t *object, const char *key, size_t maximum, struct err *err);

/* A finite number, or null: NaN and infinity have no place in JSON. */
json_t *json_number(double value);

#endif
