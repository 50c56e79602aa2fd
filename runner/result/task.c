#include "task.h"

#include "json.h"
#include "result.h"

/* Bounds on what a damaged or hostile file may ask for. */
enum { SIZES_MAX = 10000, VARIABLES_MAX = 1000, CLIFFS_MAX = 100 };

static json_t *variables_to_json(const struct variable *variables, size_t count)
{
    json_t *object = json_object();
    for (size_t i = 0; i < count; i++)
        json_object_set_new(object, variables[i].name, json_string(variables[i].value));
    return object;
}

static json_t *verdicts_to_json(unsigned mask)
{
    json_t *list = json_array();
    for (int i = 0; i < VERDICT_COUNT; i++)
        if (mask & 1u << i)
            json_array_append_new(list, json_string(verdict_names[i]));
    return list;
}

static json_t *expectation_to_json(const struct expectation *expect)
{
    if (!expect->present)
        return json_null();
    json_t *cliffs = json_array();
    for (size_t i = 0; i < expect->cliff_count; i++)
        json_array_append_new(cliffs, json_pack("{s:I, s:I}", "at", expect->cliffs[i].at,
                                                "tolerance", expect->cliffs[i].tolerance));
    return json_pack("{s:o, s:o, s:o}", "verdict", verdicts_to_json(expect->verdicts), "allow",
                     verdicts_to_json(expect->allow), "cliff", cliffs);
}

json_t *task_to_json(const struct task *task)
{
    json_t *sizes = json_array();
    for (size_t i = 0; i < task->size_count; i++)
        json_array_append_new(sizes, json_integer(task->sizes[i]));
    json_t *object = json_pack(
        "{s:s, s:o, s:o, s:o, s:I, s:b, s:i, s:i, s:o, s:b, s:b, s:b, s:s?, s:o}",
        "name", task->name, "variant", variables_to_json(task->variant, task->variant_count),
        "variables", variables_to_json(task->variables, task->variable_count), "sizes", sizes,
        "multiple", task->multiple, "onlyListed", task->only_listed, "rounds", (int)task->rounds,
        "runs", (int)task->run_max, "budget", json_number(task->second_max), "quick", task->quick,
        "compared", task->compared, "counted", task->counted, "scaling", task->scaling, "expect",
        expectation_to_json(&task->expect));
    for (int i = 0; i < CLAIM_COUNT; i++)
        json_object_set_new(object, claim_names[i],
                            task->claims[i] ? json_string(task->claims[i]) : json_null());
    return object;
}

static int variables_from_json(const json_t *object, const char *key, struct variable **variables,
                               size_t *count, struct arena *arena, struct err *err)
{
    json_t *members = json_take_object(object, key, VARIABLES_MAX, err);
    if (!members)
        return -1;
    *variables = ARENA_ARRAY(arena, struct variable, json_object_size(members) + 1);
    const char *name;
    json_t *value;
    json_object_foreach(members, name, value)
    {
        struct variable *variable = &(*variables)[(*count)++];
        variable->name = arena_strdup(arena, name);
        if (json_take_string(members, name, false, &variable->value, arena, err) != 0)
            return -1;
    }
    return 0;
}

static int verdicts_from_json(const json_t *object, const char *key, unsigned *mask,
                              struct err *err)
{
    json_t *list = json_take_array(object, key, VERDICT_COUNT, err);
    if (!list)
        return -1;
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *single = json_pack("{s:O}", key, json_array_get(list, i));
        int verdict = 0;
        int failed = json_take_name(single, key, verdict_names, &verdict, err);
        json_decref(single);
        if (failed)
            return -1;
        *mask |= 1u << verdict;
    }
    return 0;
}

static int expectation_from_json(const json_t *task, struct expectation *expect,
                                 struct arena *arena, struct err *err)
{
    if (json_is_null(json_object_get(task, "expect")))
        return 0;
    json_t *object = json_take_object(task, "expect", 3, err);
    json_t *cliffs = object ? json_take_array(object, "cliff", CLIFFS_MAX, err) : NULL;
    if (!cliffs || verdicts_from_json(object, "verdict", &expect->verdicts, err) != 0 ||
        verdicts_from_json(object, "allow", &expect->allow, err) != 0)
        return -1;
    expect->present = true;
    expect->cliff_count = json_array_size(cliffs);
    expect->cliffs = ARENA_ARRAY(arena, struct expected_cliff, expect->cliff_count + 1);
    for (size_t i = 0; i < expect->cliff_count; i++) {
        const json_t *cliff = json_array_get(cliffs, i);
        if (json_take_int(cliff, "at", &expect->cliffs[i].at, err) != 0 ||
            json_take_int(cliff, "tolerance", &expect->cliffs[i].tolerance, err) != 0)
            return -1;
    }
    return 0;
}

static int sizes_from_json(const json_t *object, struct task *task, struct arena *arena,
                           struct err *err)
{
    json_t *sizes = json_take_array(object, "sizes", SIZES_MAX, err);
    if (!sizes)
        return -1;
    task->size_count = json_array_size(sizes);
    task->sizes = ARENA_ARRAY(arena, int64_t, task->size_count + 1);
    for (size_t i = 0; i < task->size_count; i++) {
        task->sizes[i] = json_integer_value(json_array_get(sizes, i));
        if (task->sizes[i] < 0 || (i > 0 && task->sizes[i] <= task->sizes[i - 1]))
            return err_set(err, "'sizes' do not ascend");
    }
    return task->size_count >= 2 ? 0 : err_set(err, "'sizes' has less than two");
}

static int limits_from_json(const json_t *object, struct task *task, struct err *err)
{
    uint64_t rounds = 0, runs = 0;
    if (json_take_int(object, "multiple", &task->multiple, err) != 0 ||
        json_take_bool(object, "onlyListed", &task->only_listed, err) != 0 ||
        json_take_unsigned(object, "rounds", &rounds, err) != 0 ||
        json_take_unsigned(object, "runs", &runs, err) != 0 ||
        json_take_double(object, "budget", &task->second_max, err) != 0 ||
        json_take_bool(object, "quick", &task->quick, err) != 0)
        return -1;
    if (task->multiple < 1 || rounds < 1 || rounds > 1000 || runs > 1000000)
        return err_set(err, "'multiple', 'rounds' or 'runs' is out of range");
    task->counted = json_is_true(json_object_get(object, "counted"));
    task->compared = json_is_true(json_object_get(object, "compared"));
    task->rounds = (unsigned)rounds;
    task->run_max = (unsigned)runs;
    return 0;
}

int task_from_json(const json_t *object, struct task *task, struct arena *arena, struct err *err)
{
    *task = (struct task){0};
    if (json_take_string(object, "name", false, &task->name, arena, err) != 0 ||
        json_take_string(object, "scaling", true, &task->scaling, arena, err) != 0)
        return -1;
    for (int i = 0; i < CLAIM_COUNT; i++)
        if (json_take_string(object, claim_names[i], true, &task->claims[i], arena, err) != 0)
            return -1;
    if (variables_from_json(object, "variant", &task->variant, &task->variant_count, arena, err) ||
        variables_from_json(object, "variables", &task->variables, &task->variable_count, arena,
                            err))
        return -1;
    if (sizes_from_json(object, task, arena, err) != 0 || limits_from_json(object, task, err) != 0)
        return -1;
    return expectation_from_json(object, &task->expect, arena, err);
}
