#include "prepare.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "file.h"

/* Interpreters, compilers and conditions answer within this, or something is wrong with them. */
static const double answer_seconds = 60;

static const char *variable(const struct prepared *prepared, const char *name)
{
    for (size_t i = 0; i < prepared->variable_count; i++)
        if (strcmp(prepared->variables[i].name, name) == 0)
            return prepared->variables[i].value;
    return NULL;
}

/* The room for it is reserved in fill_variables. */
static void set_variable(struct prepared *prepared, const char *name, const char *value)
{
    for (size_t i = 0; i < prepared->variable_count; i++)
        if (strcmp(prepared->variables[i].name, name) == 0) {
            prepared->variables[i].value = value;
            return;
        }
    prepared->variables[prepared->variable_count++] = (struct variable){name, value};
}

static void fill_variables(struct prepared *prepared, struct arena *arena)
{
    enum { OWN = 5 }; /* n, source, python, cc, program */
    const struct task *task = &prepared->job->task;
    prepared->variables = ARENA_ARRAY(arena, struct variable, task->variable_count + OWN);
    set_variable(prepared, "n", "");
    for (size_t i = 0; i < task->variable_count; i++)
        set_variable(prepared, task->variables[i].name, task->variables[i].value);
    if (prepared->job->fixture->source)
        set_variable(prepared, "source", prepared->job->fixture->source);
}

static bool in_matrix(const struct job *job, const char *name)
{
    for (size_t i = 0; i < job->task.variant_count; i++)
        if (strcmp(job->task.variant[i].name, name) == 0)
            return true;
    return false;
}

/* What a matrix asks for and is not there is skipped; what the fixture itself needs fails it. */
static void absent(struct prepared *prepared, const char *name, const char *reason)
{
    prepared->status = in_matrix(prepared->job, name) ? FIXTURE_SKIPPED : FIXTURE_FAILED;
    prepared->reason = reason;
}

static const char *first_line(const struct strbuf *text, struct arena *arena)
{
    const char *line = strbuf_text(text);
    return arena_copy(arena, line, strcspn(line, "\n"));
}

/* The interpreter behind the name: version managers put scripts of many processes in PATH, whose
 * cost would drown what is measured. */
static const char *ask_python(struct preparer *preparer, const char *python, struct err *err)
{
    for (size_t i = 0; i < preparer->pythons.count; i++)
        if (strcmp(preparer->pythons.items[i].name, python) == 0)
            return preparer->pythons.items[i].value;
    const char *code = "import sys; sys.stdout.write(sys.executable)";
    char *arguments[] = {(char *)(uintptr_t)python, "-c", (char *)(uintptr_t)code, NULL};
    struct command command = {.argv = arguments, .timeout = answer_seconds};
    struct command_result result = {0};
    const char *program = NULL;
    if (command_run(&command, &result, err) == 0) {
        if (result.status == 0 && result.out.length && result.out.text[0] == '/')
            program = first_line(&result.out, preparer->arena);
        else
            err_set(err, "%s does not run here", python);
    }
    command_release(&result);
    if (program)
        *VEC_ADD(preparer->arena, &preparer->pythons) = (struct variable){python, program};
    return program;
}

static bool mentions(const struct ytab_strings *command, const char *placeholder)
{
    for (size_t i = 0; i < command->count; i++)
        if (strstr(command->items[i], placeholder))
            return true;
    return false;
}

static void prepare_python(struct preparer *preparer, struct prepared *prepared)
{
    const struct spec_fixture *fixture = prepared->job->fixture;
    if (!mentions(&fixture->command, "{python}") && !mentions(&fixture->only_if, "{python}"))
        return;
    const char *python = variable(prepared, "python");
    struct err err = {0};
    const char *program = ask_python(preparer, python ? python : "python3", &err);
    if (program)
        set_variable(prepared, "python", program);
    else
        absent(prepared, "python", arena_strdup(preparer->arena, err.text));
}

static int make_scratch(struct preparer *preparer, struct err *err)
{
    if (preparer->scratch)
        return 0;
    char *path =
        arena_printf(preparer->arena, "%s/benchrun-XXXXXX", scratch_folder());
    if (!mkdtemp(path))
        return err_errno(err, "%s", path);
    preparer->scratch = path;
    return 0;
}

/* cc -o PROGRAM SOURCE FLAGS: the flags last, because libraries are among them. */
static char **compile_command(const struct prepared *prepared, const char *compiler,
                              const char *program, struct arena *arena)
{
    const struct spec_fixture *fixture = prepared->job->fixture;
    const char *flags = variable(prepared, "cflags"); /* from a matrix: blanks separate them */
    size_t room = fixture->cflags.count + (flags ? strlen(flags) : 0) + 8, count = 0;
    char **arguments = ARENA_ARRAY(arena, char *, room);
    arguments[count++] = arena_strdup(arena, compiler);
    arguments[count++] = "-o";
    arguments[count++] = arena_strdup(arena, program);
    arguments[count++] = arena_strdup(arena, fixture->source);
    for (size_t i = 0; i < fixture->cflags.count; i++)
        arguments[count++] = arena_strdup(arena, fixture->cflags.items[i]);
    char *rest = arena_strdup(arena, flags ? flags : ""), *flag;
    while ((flag = strsep(&rest, " ")))
        if (*flag)
            arguments[count++] = flag;
    if (!flags && !fixture->cflags.count)
        arguments[count++] = "-O2";
    return arguments;
}

static void compile(struct preparer *preparer, struct prepared *prepared, const char *compiler,
                    const char *program)
{
    struct arena *arena = preparer->arena;
    struct command command = {.argv = compile_command(prepared, compiler, program, arena),
                              .directory = prepared->job->spec->directory,
                              .timeout = answer_seconds};
    struct command_result result = {0};
    struct err err = {0};
    if (command_run(&command, &result, &err) != 0) {
        absent(prepared, "cc", arena_strdup(arena, err.text));
    } else if (result.status != 0) {
        prepared->status = FIXTURE_FAILED;
        const char *error = strstr(strbuf_text(&result.error), "error:");
        struct strbuf rest = {.text = (char *)(uintptr_t)error};
        prepared->reason = arena_printf(arena, "%s does not compile: %s",
                                        prepared->job->fixture->source,
                                        first_line(error ? &rest : &result.error, arena));
    } else {
        set_variable(prepared, "program", program);
    }
    command_release(&result);
}

static int prepare_program(struct preparer *preparer, struct prepared *prepared, struct err *err)
{
    const struct spec_fixture *fixture = prepared->job->fixture;
    if (fixture->language != SPEC_C && fixture->language != SPEC_CXX)
        return 0;
    if (make_scratch(preparer, err) != 0)
        return -1;
    const char *compiler = variable(prepared, "cc");
    if (!compiler)
        compiler = fixture->cc ? fixture->cc : fixture->language == SPEC_C ? "cc" : "c++";
    const char *program =
        arena_printf(preparer->arena, "%s/%u", preparer->scratch, preparer->programs++);
    set_variable(prepared, "cc", compiler);
    compile(preparer, prepared, compiler, program);
    return 0;
}

static char **expand(const struct prepared *prepared, const struct ytab_strings *command,
                     struct arena *arena)
{
    char **arguments = ARENA_ARRAY(arena, char *, command->count + 1);
    for (size_t i = 0; i < command->count; i++)
        arguments[i] = (char *)(uintptr_t)spec_expand(command->items[i], prepared->variables,
                                                      prepared->variable_count, arena);
    return arguments;
}

static void ask_condition(struct preparer *preparer, struct prepared *prepared)
{
    const struct ytab_strings *condition = &prepared->job->fixture->only_if;
    if (!condition->count || prepared->status != FIXTURE_OK)
        return;
    struct command command = {.argv = expand(prepared, condition, preparer->arena),
                              .directory = prepared->job->spec->directory,
                              .timeout = answer_seconds};
    struct command_result result = {0};
    struct err err = {0};
    if (command_run(&command, &result, &err) != 0) {
        prepared->status = FIXTURE_FAILED;
        prepared->reason = arena_printf(preparer->arena, "only_if: %s", err.text);
    } else if (result.status != 0) {
        prepared->status = FIXTURE_SKIPPED;
        prepared->reason = "its only_if does not hold here";
    }
    command_release(&result);
}

int prepare_job(struct preparer *preparer, const struct job *job, struct prepared *prepared,
                struct err *err)
{
    *prepared = (struct prepared){.job = job};
    fill_variables(prepared, preparer->arena);
    prepare_python(preparer, prepared);
    ask_condition(preparer, prepared);
    return prepared->status == FIXTURE_OK ? prepare_program(preparer, prepared, err) : 0;
}

void preparer_release(struct preparer *preparer)
{
    if (!preparer->scratch)
        return;
    DIR *folder = opendir(preparer->scratch);
    struct dirent *entry;
    while (folder && (entry = readdir(folder)))
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    rmdir(preparer->scratch);
    preparer->scratch = NULL;
}

const char *const *prepared_arguments(const struct prepared *prepared, int64_t n,
                                      struct arena *arena)
{
    prepared->variables[0].value = arena_printf(arena, "%" PRId64, n);
    return (const char *const *)expand(prepared, &prepared->job->fixture->command, arena);
}
