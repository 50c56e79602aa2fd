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
    static const char *const prefixes[] = {"-flto",    "-save-temps", "-Werror",
                                           "-M",       "-g",          "-fuse-ld",
                                           "--cuda",   "-nocudalib",  "-ferror-limit"};

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

/* The front end takes the flag away, since it hides the bodies of loops from libclang.  Where no
 * flags are known, a file with such loops is taken for one that is built with it, as there. */
static bool is_openmp(const struct ir_unit *unit)
{
    for (size_t i = 0; i < unit->command_count; i++)
        if (str_starts(unit->command[i], "-fopenmp"))
            return true;
    return unit->command_count == 0 &&
           memmem(unit->source, unit->source_length, "#pragma omp", strlen("#pragma omp"));
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
    if (is_openmp(unit))
        ADD("-fopenmp");
    ADD("-w");
    ADD("-S");
    ADD("-g1");
    ADD("-fno-lto");
    ADD("-fno-jump-tables"); /* every jump then says where it goes */
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

/* A compiled copy, and what was found between the markers so far: by their number, and at the end
 * for all of the code. */
struct copy {
    bool compiled;
    struct assembly assembly;
    struct between **known;
    const char *why; /* it was not compiled */
};

/* The first line of the compiler's messages that is about an error. */
static const char *first_complaint(const char *text, struct arena *arena)
{
    const char *found = strstr(text, "error:");

    while (found && found > text && found[-1] != '\n')
        found--;
    if (!found)
        found = text;
    return arena_copy(arena, found, strcspn(found, "\n"));
}

/* Compiles an instrumented copy.  False with the compiler's first complaint in *why. */
static bool compile(const struct inquiry *inquiry, enum keep keep, struct copy *copy,
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
        *why = first_complaint(strbuf_text(&result.error), inquiry->arena);
    else if (!assembly_read(strbuf_text(&result.out), result.out.length, inquiry->unit->path,
                            inquiry->arena, &copy->assembly))
        *why = "the compiler printed no assembly that can be read";
    else
        good = true;
    command_release(&result);
    copy->compiled = good;
    copy->known = ARENA_ARRAY(inquiry->arena, struct between *, inquiry->count + 1);
    return good;
}

/* --- judging --------------------------------------------------------------------------------- */

struct copies { /* nothing is kept alive, the variables asked about are, everything is */
    struct copy plain, results, everything;
};

static struct confirm_answer answer(enum confirm_verdict verdict, const char *why)
{
    return (struct confirm_answer){verdict, why};
}

/* The value of a formula, or a constant that is put somewhere: no more than this is left of a loop
 * that was computed in advance. */
enum { FORMULA_MAX = 16 };

/* A region as a whole: is anything of it left? */
static struct confirm_answer judge_all(const struct confirm_question *question,
                                       const struct between *plain)
{
    if (plain->count == 0)
        return answer(CONFIRM_DELETED, NULL);
    if (plain->calls > 0 || plain->has_loop || plain->count > FORMULA_MAX || !question->has_loop)
        return answer(CONFIRM_SURVIVES, NULL);
    return answer(CONFIRM_COLLAPSED, NULL);
}

static bool has_markers(const struct inquiry *inquiry, size_t i)
{
    return inquiry->questions[i].region->kind != REGION_PROGRAM && inquiry->marks[i].stop > 0;
}

/* Without a place for markers all of the file is looked at: what is nowhere is not measured. */
static const struct between *region_of(const struct inquiry *inquiry, size_t i, struct copy *copy)
{
    bool marked = has_markers(inquiry, i);
    struct between **known = &copy->known[marked ? inquiry->marks[i].number : inquiry->count];

    if (!*known) {
        *known = ARENA_NEW(inquiry->arena, struct between);
        **known = marked ? between_markers(&copy->assembly, inquiry->marks[i].number,
                                           inquiry->arena)
                         : between_all(&copy->assembly, inquiry->arena);
    }
    return *known;
}

static struct line_count count_work(const struct inquiry *inquiry, size_t i, struct copy *copy,
                                    bool inside)
{
    return between_lines(&copy->assembly, region_of(inquiry, i, copy),
                         &inquiry->questions[i].work->lines, inside);
}

/* Whether the code of the work is there: on a cycle, when the work is a loop.  A call of a library
 * may be the loop. */
static bool is_there(const struct work *work, const struct line_count *code)
{
    if (!work->is_loop || work->is_short)
        return code->all > 0;
    return code->looped > 0 || code->calls > 0;
}

/* Code of headers that may be the work's; inlined code has no line of the file. */
static size_t elsewhere_of(const struct work *work, const struct line_count *code)
{
    return work->is_loop ? code->elsewhere_looped : code->elsewhere;
}

/* Whether a copy in which more is kept alive has the work. */
static bool comes_back(const struct inquiry *inquiry, size_t i, struct copy *copy,
                       const struct line_count *plain)
{
    const struct work *work = inquiry->questions[i].work;
    size_t before = elsewhere_of(work, plain);
    struct line_count kept;

    if (!copy->compiled)
        return false;
    kept = count_work(inquiry, i, copy, true);
    /* Half as much code as the work has is the work, written otherwise.  Of all of the file's code
     * nobody knows what part of it that comes from headers is the work's. */
    if (before > 0 && has_markers(inquiry, i))
        return before * 2 < elsewhere_of(work, &kept);
    if (plain->all == 0)
        return kept.all > 0 || (has_markers(inquiry, i) && elsewhere_of(work, &kept) > 0);
    return is_there(work, &kept) && plain->all * 2 < kept.all;
}

static struct confirm_answer judge_absent(const struct inquiry *inquiry, size_t i,
                                          struct copies *copies, const struct line_count *plain)
{
    const struct confirm_question *question = &inquiry->questions[i];
    bool is_moved = count_work(inquiry, i, &copies->plain, false).looped > 0;

    if (question->variable && comes_back(inquiry, i, &copies->results, plain))
        return answer(is_moved ? CONFIRM_COLLAPSED : CONFIRM_DELETED, NULL);
    if (!copies->everything.compiled)
        return answer(CONFIRM_UNKNOWN, copies->everything.why);
    if (!comes_back(inquiry, i, &copies->everything, plain))
        return answer(CONFIRM_UNKNOWN, "its lines are in no copy of the compiled code");
    /* A result that was used is known without the work. */
    if (is_moved || !question->is_dead || (question->variable && copies->results.compiled))
        return answer(CONFIRM_COLLAPSED, NULL);
    return answer(CONFIRM_DELETED, NULL);
}

static struct confirm_answer judge_work(const struct inquiry *inquiry, size_t i,
                                        struct copies *copies)
{
    const struct work *work = inquiry->questions[i].work;
    struct line_count plain = count_work(inquiry, i, &copies->plain, true);

    if (is_there(work, &plain))
        return answer(CONFIRM_SURVIVES, NULL);
    return judge_absent(inquiry, i, copies, &plain);
}

static struct confirm_answer judge(const struct inquiry *inquiry, size_t i,
                                   struct copies *copies)
{
    const struct confirm_question *question = &inquiry->questions[i];
    const struct between *there = region_of(inquiry, i, &copies->plain);

    if (!question->work && !has_markers(inquiry, i))
        return answer(CONFIRM_UNKNOWN, "there is no place for markers around this region");
    if (has_markers(inquiry, i) && there->indirect)
        return answer(CONFIRM_UNKNOWN, "the region contains a jump to an address that is computed");
    if (!there->found)
        return answer(CONFIRM_UNKNOWN, "the function is not in the compiled code");
    return question->work ? judge_work(inquiry, i, copies) : judge_all(question, there);
}

/* --- asking ----------------------------------------------------------------------------------- */

static bool wants_results(const struct inquiry *inquiry)
{
    for (size_t i = 0; i < inquiry->count; i++) {
        if (inquiry->questions[i].variable && has_markers(inquiry, i))
            return true;
    }
    return false;
}

/* Whether some work is not in the plain copy, and another one must say why. */
static bool wants_everything(const struct inquiry *inquiry, struct copy *plain)
{
    for (size_t i = 0; i < inquiry->count; i++) {
        const struct work *work = inquiry->questions[i].work;
        struct line_count code = {0};

        if (work)
            code = count_work(inquiry, i, plain, true);
        if (work && !is_there(work, &code))
            return true;
    }
    return false;
}

static void place_markers(const struct ir_unit *unit, const struct confirm_question *questions,
                          size_t count, struct marks *marks, struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;

        while (same < i && questions[same].region != questions[i].region)
            same++;
        if (same < i)
            marks[i] = marks[same];
        else if (instrument_find(unit, questions[i].region, &marks[i], arena))
            marks[i].number = (unsigned)i;
    }
}

void confirm_ask(const struct ir_unit *unit, const struct confirm_compiler *compiler,
                 const struct confirm_question *questions, size_t count,
                 struct confirm_answer *answers, struct arena *arena)
{
    struct marks *marks = ARENA_ARRAY(arena, struct marks, count + 1);
    struct inquiry inquiry = {unit, compiler, questions, marks, count, arena};
    struct copies copies = {0};
    const char *why = NULL;

    place_markers(unit, questions, count, marks, arena);
    if (!compile(&inquiry, KEEP_NOTHING, &copies.plain, &why)) {
        for (size_t i = 0; i < count; i++)
            answers[i] = answer(CONFIRM_UNKNOWN, why);
        return;
    }
    if (wants_everything(&inquiry, &copies.plain)) {
        if (wants_results(&inquiry))
            compile(&inquiry, KEEP_RESULTS, &copies.results, &why);
        compile(&inquiry, KEEP_EVERYTHING, &copies.everything, &copies.everything.why);
    }
    for (size_t i = 0; i < count; i++)
        answers[i] = judge(&inquiry, i, &copies);
}
