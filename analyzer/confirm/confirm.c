#include "confirm.h"

#include <stdlib.h>
#include <string.h>

#include "assembly.h"
#include "between.h"
#include "command.h"
#include "instrument.h"

const char *confirm_name(enum confirm_verdict verdict)
{
    static const char *const names[] = {[CONFIRM_UNKNOWN] = "unknown",
                                        [CONFIRM_DELETED] = "deleted",
                                        [CONFIRM_COLLAPSED] = "collapsed",
                                        [CONFIRM_SURVIVES] = "survives"};

    return names[verdict];
}

/* --- compiling ------------------------------------------------------------------------------- */

/* Assembly of a large C++ file. */
enum { ASSEMBLY_BYTES_MAX = 128 << 20 };

/* Flags that name outputs, dependencies or steps that -S does not take. */
static bool is_left_out(const char *flag, bool *takes_value)
{
    static const char *const with_value[] = {
        "-o", "-MF", "-MT", "-MQ", "-include-pch", "-x", "-working-directory", "-resource-dir"};
    static const char *const prefixes[] = {"-flto", "-save-temps", "-Werror", "-M",
                                           "-g",    "-fuse-ld",    "--cuda",  "-nocudalib"};

    *takes_value = false;
    for (size_t i = 0; i < sizeof with_value / sizeof *with_value; i++) {
        if (strcmp(flag, with_value[i]) == 0)
            return *takes_value = true;
    }
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (str_starts(flag, prefixes[i]))
            return true;
    }
    return strcmp(flag, "-c") == 0 || strcmp(flag, "-S") == 0 || strcmp(flag, "-E") == 0;
}

static const char *folder_of(const char *path, struct arena *arena)
{
    const char *slash = strrchr(path, '/');

    return slash ? arena_copy(arena, path, (size_t)(slash - path)) : ".";
}

static const char *realpath_of(const char *path, struct arena *arena)
{
    char *absolute = realpath(path, NULL);
    const char *copy = absolute ? arena_strdup(arena, absolute) : path;

    free(absolute);
    return copy;
}

/* Relative paths among the flags are relative to this folder; NULL: to the present one. */
static const char *folder_of_flags(const struct confirm_compiler *compiler)
{
    for (size_t i = 0; i + 1 < compiler->flag_count; i++) {
        if (strcmp(compiler->flags[i], "-working-directory") == 0)
            return compiler->flags[i + 1];
    }
    return NULL;
}

static char *const *command_line(const struct ir_unit *unit,
                                 const struct confirm_compiler *compiler, struct arena *arena)
{
    VEC(const char *) line = {0};
    bool optimised = false;

#define ADD(text) (*VEC_ADD(arena, &line) = (text))
    ADD(compiler->program);
    for (size_t i = 0; i < compiler->flag_count; i++) {
        bool takes_value;

        if (is_left_out(compiler->flags[i], &takes_value)) {
            i += takes_value;
            continue;
        }
        optimised |= str_starts(compiler->flags[i], "-O");
        ADD(compiler->flags[i]);
    }
    if (!optimised)
        ADD("-O2"); /* what a benchmark is built with when nothing is said */
    ADD("-w");
    ADD("-S");
    ADD("-g1");
    ADD("-fno-lto");
    ADD("-iquote");
    ADD(folder_of(realpath_of(unit->path, arena), arena));
    ADD("-o");
    ADD("-");
    ADD("-x");
    ADD(unit->language == IR_CXX ? "c++" : "c");
    ADD("-");
    ADD(NULL);
#undef ADD
    return (char *const *)line.items;
}

struct inquiry {
    const struct ir_unit *unit;
    const struct confirm_compiler *compiler;
    const struct confirm_question *questions;
    const struct marks *marks;
    size_t count;
    struct arena *arena;
};

/* Compiles an instrumented copy.  False with the compiler's first complaint in *why. */
static bool compile(const struct inquiry *inquiry, bool keep, struct assembly *assembly,
                    const char **why)
{
    size_t length;
    char *source = instrument_source(inquiry->unit, inquiry->questions, inquiry->marks,
                                     inquiry->count, keep, inquiry->arena, &length);
    struct command command = {
        .directory = folder_of_flags(inquiry->compiler),
        .argv = command_line(inquiry->unit, inquiry->compiler, inquiry->arena),
        .input = source,
        .input_length = length,
        .timeout = inquiry->compiler->timeout,
        .output_max = ASSEMBLY_BYTES_MAX,
    };
    struct command_result result = {0};
    struct err err = {0};
    bool good = false;

    if (command_run(&command, &result, &err) != 0)
        *why = arena_strdup(inquiry->arena, err.text);
    else if (result.timed_out)
        *why = "the compiler took too long";
    else if (result.status != 0)
        *why = arena_copy(inquiry->arena, strbuf_text(&result.error),
                          strcspn(strbuf_text(&result.error), "\n"));
    else if (!assembly_read(strbuf_text(&result.out), result.out.length, inquiry->unit->path,
                            inquiry->arena, assembly))
        *why = "the compiler printed no assembly that can be read";
    else
        good = true;
    command_release(&result);
    return good;
}

/* --- judging --------------------------------------------------------------------------------- */

static struct confirm_answer answer(enum confirm_verdict verdict, const char *why)
{
    return (struct confirm_answer){verdict, why};
}

/* A region as a whole: is anything of it left? */
static struct confirm_answer judge_all(const struct between *plain)
{
    if (plain->calls > 0 || plain->has_loop)
        return answer(CONFIRM_SURVIVES, NULL);
    return answer(plain->count == 0 ? CONFIRM_DELETED : CONFIRM_COLLAPSED, NULL);
}

/* One line of work: `kept` is the compile in which something needs the result, or NULL. */
static struct confirm_answer judge_line(const struct confirm_question *question,
                                        const struct assembly *plain_code,
                                        const struct between *plain,
                                        const struct assembly *kept_code,
                                        const struct between *kept, struct arena *arena)
{
    bool there = between_line(plain_code, plain, question->line) > 0;
    bool loops = there && between_loops_at(plain_code, plain, question->line, arena);

    if (there && (loops || !question->has_loop))
        return answer(CONFIRM_SURVIVES, NULL);
    if (kept && between_line(kept_code, kept, question->line) > 0) {
        bool kept_loops = between_loops_at(kept_code, kept, question->line, arena);

        /* Without its loop in both, the compiler knows the result without doing the work. */
        if (there)
            return answer(kept_loops ? CONFIRM_DELETED : CONFIRM_COLLAPSED, NULL);
        if (between_line_outside(plain_code, plain, question->line) > 0)
            return answer(CONFIRM_COLLAPSED, NULL); /* moved out of the region */
        return answer(CONFIRM_DELETED, NULL);
    }
    if (there || kept || between_line_outside(plain_code, plain, question->line) > 0)
        return answer(CONFIRM_COLLAPSED, NULL);
    return answer(CONFIRM_DELETED, NULL); /* gone, and nothing could be kept alive to compare */
}

static struct between region_of(const struct confirm_question *question, size_t number,
                                const struct assembly *assembly, struct arena *arena)
{
    if (question->region->kind == REGION_PROGRAM)
        return between_all(assembly, arena);
    return between_markers(assembly, (unsigned)number, arena);
}

static struct confirm_answer judge(const struct inquiry *inquiry, size_t i,
                                   const struct assembly *plain, const struct assembly *kept)
{
    const struct confirm_question *question = &inquiry->questions[i];
    bool has_use = kept && question->variable && inquiry->marks[i].stop > 0;
    struct between there, with_use;

    if (question->region->kind != REGION_PROGRAM && inquiry->marks[i].stop == 0)
        return answer(CONFIRM_UNKNOWN, "there is no place for markers around this region");
    there = region_of(question, i, plain, inquiry->arena);
    if (there.indirect)
        return answer(CONFIRM_UNKNOWN, "the region contains a jump through a table");
    if (!there.found)
        return answer(CONFIRM_UNKNOWN, "the function is not in the compiled code");
    if (question->line == 0)
        return judge_all(&there);
    if (has_use)
        with_use = region_of(question, i, kept, inquiry->arena);
    return judge_line(question, plain, &there, kept, has_use ? &with_use : NULL, inquiry->arena);
}

static bool wants_use(const struct inquiry *inquiry)
{
    for (size_t i = 0; i < inquiry->count; i++) {
        if (inquiry->questions[i].variable && inquiry->marks[i].stop > 0)
            return true;
    }
    return false;
}

void confirm_ask(const struct ir_unit *unit, const struct confirm_compiler *compiler,
                 const struct confirm_question *questions, size_t count,
                 struct confirm_answer *answers, struct arena *arena)
{
    struct marks *marks = ARENA_ARRAY(arena, struct marks, count + 1);
    struct inquiry inquiry = {unit, compiler, questions, marks, count, arena};
    struct assembly plain = {0}, kept = {0};
    const char *why = NULL;
    bool has_kept;

    for (size_t i = 0; i < count; i++)
        instrument_find(unit, questions[i].region, &marks[i], arena);
    if (!compile(&inquiry, false, &plain, &why)) {
        for (size_t i = 0; i < count; i++)
            answers[i] = answer(CONFIRM_UNKNOWN, why);
        return;
    }
    has_kept = wants_use(&inquiry) && compile(&inquiry, true, &kept, &why);
    for (size_t i = 0; i < count; i++)
        answers[i] = judge(&inquiry, i, &plain, has_kept ? &kept : NULL);
}
