/* The models in the tree, and how they are asked. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

static struct diags diags;
static struct model *model;

static void load(void)
{
    model = model_load(SOURCE_DIR "/rules/models", &diags);
    cr_assert(model);
    diag_print(&diags, stderr);
    cr_assert_eq(diags.errors, 0);
}

static void release(void)
{
    model_free(model);
    diag_release(&diags);
}

TestSuite(model, .init = load, .fini = release);

static const struct api_lazy *lazy_of(enum model_language language, const char *name,
                                      const char *kind, enum lazy_role role)
{
    const struct api *api = model_api(model, language, name);
    for (size_t i = 0; api && i < api->lazy_count; i++) {
        if (strcmp(api->lazy[i].kind->name, kind) == 0 && api->lazy[i].role == role)
            return &api->lazy[i];
    }
    return NULL;
}

Test(model, knows_what_calls_do_to_lazy_objects)
{
    static const struct {
        enum model_language language;
        const char *function, *kind;
        enum lazy_role role;
        int handle;
    } rows[] = {
        {MODEL_C, "fopen", "stdio-stream", LAZY_CREATE, API_RESULT},
        {MODEL_C, "fwrite", "stdio-stream", LAZY_PRODUCE, 3},
        {MODEL_C, "fputs", "stdio-stream", LAZY_PRODUCE, 1},
        {MODEL_C, "fprintf", "stdio-stream", LAZY_PRODUCE, 0},
        {MODEL_C, "printf", "stdio-stream", LAZY_PRODUCE, API_NAMED},
        {MODEL_C, "fflush", "stdio-stream", LAZY_REALIZE, 0},
        {MODEL_C, "fflush", "stdio-stream", LAZY_REALIZE_ALL, API_ANY_ARGUMENT},
        {MODEL_C, "setvbuf", "stdio-stream", LAZY_DISARM, 0},
        {MODEL_CXX, "std::fputs", "stdio-stream", LAZY_PRODUCE, 1},
        {MODEL_PYTHON, "io.StringIO", "python-stringio", LAZY_CREATE, API_RESULT},
        {MODEL_PYTHON, "io.StringIO.write", "python-stringio", LAZY_PRODUCE, API_RECEIVER},
        {MODEL_PYTHON, "io.StringIO.getvalue", "python-stringio", LAZY_REALIZE, API_RECEIVER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct api_lazy *lazy =
            lazy_of(rows[i].language, rows[i].function, rows[i].kind, rows[i].role);
        cr_expect(lazy, "row %zu: %s", i, rows[i].function);
        if (lazy)
            cr_expect_eq(lazy->handle, rows[i].handle, "row %zu: %s", i, rows[i].function);
    }
}

Test(model, names_objects_and_conditions)
{
    const struct api_lazy *print =
        lazy_of(MODEL_PYTHON, "builtins.print", "python-stringio", LAZY_PRODUCE);
    const struct api_lazy *printf_ = lazy_of(MODEL_C, "printf", "stdio-stream", LAZY_PRODUCE);
    const struct api_lazy *setvbuf_ = lazy_of(MODEL_C, "setvbuf", "stdio-stream", LAZY_DISARM);
    cr_assert(print && printf_ && setvbuf_);
    cr_expect_str_eq(print->handle_keyword, "file");
    cr_expect_null(print->handle_global);
    cr_expect_str_eq(printf_->handle_global, "stdout");
    cr_expect_str_eq(setvbuf_->keyword, "2");
    cr_expect_str_eq(setvbuf_->value, "_IONBF");
}

Test(model, leaves_out_what_does_not_realize_a_stringio)
{
    static const char *const names[] = {"io.StringIO.close", "io.StringIO.tell",
                                        "io.StringIO.flush", "io.StringIO.__exit__"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cr_expect_null(lazy_of(MODEL_PYTHON, names[i], "python-stringio", LAZY_REALIZE), "%s",
                       names[i]);
}

Test(model, knows_kinds)
{
    const struct lazy_kind *stringio = model_lazy(model, "python-stringio");
    const struct lazy_kind *stdio = model_lazy(model, "stdio-stream");
    cr_assert(stringio && stdio);
    cr_expect_eq(stringio->until, 12);
    cr_expect_eq(stringio->since, 0);
    cr_expect_eq(stringio->threshold, 100000);
    cr_expect_not(stringio->at_exit);
    cr_expect(stdio->at_exit);
    cr_expect_str_eq(stdio->exempt[0], "stderr");
    cr_expect_null(stdio->exempt[1]);
    cr_expect_null(model_lazy(model, "nothing"));
}

Test(model, tells_clocks_of_one_name_apart)
{
    static const struct {
        const char *argument;
        enum clock_kind kind;
    } rows[] = {{"CLOCK_MONOTONIC", CLOCK_MONOTONIC}, {"CLOCK_REALTIME", CLOCK_WALL},
                {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_CPU}, {"which", CLOCK_MONOTONIC},
                {NULL, CLOCK_MONOTONIC}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct api *clock = model_clock(model, MODEL_C, "clock_gettime", rows[i].argument);
        cr_assert(clock, "row %zu", i);
        cr_expect_eq(clock->clock, rows[i].kind, "row %zu", i);
        cr_expect_eq(clock->clock_out, 1, "row %zu", i);
        cr_expect(clock->has_effects && clock->writes == 2, "row %zu", i);
    }
    cr_expect_null(model_clock(model, MODEL_C, "memcpy", NULL));
    cr_expect_eq(model_clock(model, MODEL_PYTHON, "time.time", NULL)->clock, CLOCK_WALL);
    cr_expect_eq(model_clock(model, MODEL_C, "clock", NULL)->clock_out, API_RESULT);
}

Test(model, knows_effects)
{
    static const struct {
        const char *name;
        unsigned effects;
        uint32_t reads, writes, keeps, calls, returns;
    } rows[] = {
        {"memcpy", 0, 2, 1, 0, 0, 1},   {"memset", 0, 0, 1, 0, 0, 1},
        {"strlen", 0, 1, 0, 0, 0, 0},   {"fabs", 0, 0, 0, 0, 0, 0},
        {"sin", EFFECT_ERRNO, 0, 0, 0, 0, 0},
        {"malloc", EFFECT_ALLOCATES, 0, 0, 0, 0, 0},
        {"free", EFFECT_FREES, 0, 0, 0, 0, 0},
        {"qsort", EFFECT_CALLS | EFFECT_KEPT, 1, 1, 0, 8, 0},
        {"write", EFFECT_IO, 2, 0, 0, 0, 0},
        {"abort", EFFECT_IO | EFFECT_NO_RETURN, 0, 0, 0, 0, 0},
        {"snprintf", EFFECT_KEPT, UINT32_MAX << 2, 1, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct api *api = model_api(model, MODEL_C, rows[i].name);
        cr_assert(api && api->has_effects, "%s", rows[i].name);
        cr_expect_eq(api->effects, rows[i].effects, "%s", rows[i].name);
        cr_expect_eq(api->reads, rows[i].reads, "%s", rows[i].name);
        cr_expect_eq(api->writes, rows[i].writes, "%s", rows[i].name);
        cr_expect_eq(api->keeps, rows[i].keeps, "%s", rows[i].name);
        cr_expect_eq(api->calls, rows[i].calls, "%s", rows[i].name);
        cr_expect_eq(api->returns_argument, rows[i].returns, "%s", rows[i].name);
    }
    cr_expect(model_api(model, MODEL_CXX, "std::basic_ostream::write")->returns_receiver);
    cr_expect_not(model_api(model, MODEL_CXX, "std::operator<<")->returns_receiver);
    cr_expect_null(model_api(model, MODEL_C, "parse_record"));
    cr_expect_null(model_api(model, MODEL_PYTHON, "memcpy"));
}

Test(model, finds_methods_through_base_classes)
{
    const struct api *write =
        model_method(model, MODEL_PYTHON, "tempfile.NamedTemporaryFile", "write");
    cr_assert(write);
    cr_expect_str_eq(write->name, "io.IOBase.write");
    cr_expect_str_eq(model_api(model, MODEL_PYTHON, "builtins.open")->returns, "io.TextIOWrapper");
    cr_expect_null(model_method(model, MODEL_PYTHON, "tempfile.NamedTemporaryFile", "nothing"));
    cr_expect_null(model_method(model, MODEL_PYTHON, "no.Class", "write"));
    cr_expect(model_method(model, MODEL_CXX, "std::basic_ofstream", "flush"));
}

Test(model, speaks_of_all_functions_of_a_package)
{
    const struct api *some = model_api(model, MODEL_PYTHON, "jax.numpy.anything");
    cr_assert(some);
    cr_expect_str_eq(some->returns, "jax.Array");
    cr_expect_null(model_api(model, MODEL_PYTHON, "jax.numpy.Class"), "functions begin small");
    cr_expect_null(model_api(model, MODEL_PYTHON, "jax.numpy.inner.anything"), "one level");
    cr_expect(lazy_of(MODEL_PYTHON, "numpy.anything", "jax-array", LAZY_REALIZE));
    const struct api *named = model_method(model, MODEL_PYTHON, "torch.cuda.Tensor", "item");
    cr_assert(named);
    cr_expect_str_eq(named->name, "torch.Tensor.item", "a base's method goes before Class.*");
}

Test(model, knows_classes_of_python)
{
    cr_expect(model_is_a(model, "dask.array.Array", "dask.base.DaskMethodsMixin"));
    cr_expect_not(model_is_a(model, "dask.base.DaskMethodsMixin", "dask.array.Array"));
    cr_expect(model_has_operators(model, "jax.Array"));
    cr_expect_not(model_has_operators(model, "io.StringIO"));
    cr_expect_str_eq(model_literal(model, "cuda:1", 6), "torch.device.gpu");
    cr_expect_null(model_literal(model, "cpu", 3));
    cr_expect(model_knows_package(model, "numpy.random.rand"));
    cr_expect_not(model_knows_package(model, "helpers.finish"));
    const struct lazy_kind *kind = model_kind_of_class(model, "dask.bag.Bag");
    cr_assert(kind);
    cr_expect_str_eq(kind->name, "dask-collection");
}

static bool listed(enum model_language language, const char *text)
{
    for (const char *const *at = model_prefilter(model, language); *at; at++) {
        if (strcmp(*at, text) == 0)
            return true;
    }
    return false;
}

Test(model, gives_texts_for_the_prefilter)
{
    cr_expect(listed(MODEL_C, "clock_gettime"));
    cr_expect(listed(MODEL_CXX, "clock_gettime"), "C serves C++ too");
    cr_expect(listed(MODEL_CXX, "steady_clock"));
    cr_expect(listed(MODEL_PYTHON, "perf_counter"));
    cr_expect_not(listed(MODEL_C, "steady_clock"));
    cr_expect_not(listed(MODEL_PYTHON, "time"), "nearly every file has that word");
}

Test(model, lists_its_libraries)
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    model_print(model, stream);
    fclose(stream);
    cr_expect(strstr(text, "stdio") && strstr(text, "https://"));
    free(text);
}

Test(model, loads_what_a_language_needs)
{
    struct model *c = model_load_languages(SOURCE_DIR "/rules/models", MODEL_C, &diags);
    struct model *cxx = model_load_languages(SOURCE_DIR "/rules/models", MODEL_CXX, &diags);

    cr_expect(model_api(c, MODEL_C, "fwrite"));
    cr_expect_null(model_method(c, MODEL_CXX, "std::basic_ofstream", "flush"));
    cr_expect_null(model_api(c, MODEL_PYTHON, "builtins.open"));
    cr_expect_eq(model_languages(c), MODEL_C);
    cr_expect(model_api(cxx, MODEL_CXX, "fwrite"), "C serves C++ too");
    cr_expect(model_method(cxx, MODEL_CXX, "std::basic_ofstream", "flush"));
    cr_expect_null(model_api(cxx, MODEL_PYTHON, "builtins.open"));
    cr_expect_eq(diags.errors, 0);
    model_free(c);
    model_free(cxx);
}
