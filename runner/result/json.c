#include "json.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static const json_t *member(const json_t *object, const char *key, struct err *err)
{
    const json_t *value = json_object_get(object, key);
    if (!value)
        err_set(err, "'%s' is missing", key);
    return value;
}

int json_take_int(const json_t *object, const char *key, int64_t *value, struct err *err)
{
    const json_t *found = member(object, key, err);
    if (!found)
        return -1;
    if (!json_is_integer(found))
        return err_set(err, "'%s' is not an integer", key);
    *value = json_integer_value(found);
    return 0;
}

int json_take_unsigned(const json_t *object, const char *key, uint64_t *value, struct err *err)
{
    int64_t number = 0;
    if (json_take_int(object, key, &number, err) != 0)
        return -1;
    if (number < 0)
        return err_set(err, "'%s' is negative", key);
    *value = (uint64_t)number;
    return 0;
}

int json_take_double(const json_t *object, const char *key, double *value, struct err *err)
{
    const json_t *found = member(object, key, err);
    if (!found)
        return -1;
    if (!json_is_number(found) || !isfinite(json_number_value(found)))
        return err_set(err, "'%s' is not a number", key);
    *value = json_number_value(found);
    return 0;
}

int json_take_bool(const json_t *object, const char *key, bool *value, struct err *err)
{
    const json_t *found = member(object, key, err);
    if (!found)
        return -1;
    if (!json_is_boolean(found))
        return err_set(err, "'%s' is not true or false", key);
    *value = json_is_true(found);
    return 0;
}

int json_take_string(const json_t *object, const char *key, bool optional, const char **value,
                     struct arena *arena, struct err *err)
{
    const json_t *found = json_object_get(object, key);
    *value = NULL;
    if (optional && (!found || json_is_null(found)))
        return 0;
    if (!json_is_string(found))
        return err_set(err, found ? "'%s' is not a string" : "'%s' is missing", key);
    *value = arena_copy(arena, json_string_value(found), json_string_length(found));
    return 0;
}

int json_take_name(const json_t *object, const char *key, const char *const *names, int *value,
                   struct err *err)
{
    const json_t *found = member(object, key, err);
    if (!found)
        return -1;
    for (int i = 0; json_is_string(found) && names[i]; i++)
        if (strcmp(json_string_value(found), names[i]) == 0) {
            *value = i;
            return 0;
        }
    return err_set(err, "'%s' has a value that is not known", key);
}

json_t *json_take_array(const json_t *object, const char *key, size_t maximum, struct err *err)
{
    json_t *found = json_object_get(object, key);
    if (json_is_array(found) && json_array_size(found) <= maximum)
        return found;
    err_set(err, "'%s' is not a list of at most %zu items", key, maximum);
    return NULL;
}

json_t *json_take_object(const json_t *object, const char *key, size_t maximum, struct err *err)
{
    json_t *found = json_object_get(object, key);
    if (json_is_object(found) && json_object_size(found) <= maximum)
        return found;
    err_set(err, "'%s' is not an object of at most %zu members", key, maximum);
    return NULL;
}

json_t *json_number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}
