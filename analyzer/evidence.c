#include "evidence.h"

#include <string.h>

#include "arena.h"
#include "bytecode.h"
#include "confirm.h"

static bool is_dead_work(const struct flow_fact *fact)
{
    switch (fact->kind) {
    case FACT_DEAD_ACCUMULATOR:
    case FACT_DEAD_BUFFER:
    case FACT_DEAD_VALUE:
    case FACT_DEAD_RECORD:
    case FACT_DEAD_CALL:
    case FACT_DEAD_ALLOCATION:
    case FACT_FALSE_SINK:
    case FACT_VAIN_BARRIER:
    case FACT_UNSUNK:
    case FACT_CONSTANT_CALL:
    case FACT_INVARIANT_CALL:
        return true;
    default:
        return false;
    }
}

static const struct ir_block *block_of(const struct ir_unit *unit, ir_id function, ir_id op)
{
    const struct ir_function *of = &unit->functions[function];

    return &of->blocks[of->ops[op].block];
}

static struct confirm_question question_about(const struct ir_unit *unit,
                                              const struct region *region,
                                              const struct flow_fact *fact)
{
    struct work *work = ARENA_NEW(unit->arena, struct work);
    struct confirm_question question = {.region = region, .work = work, .is_dead = true};

    *work = work_of_op(unit, fact->function, fact->op);
    /* Only a variable of the region's own function is in scope where the clock stops. */
    if (fact->variable != IR_NONE && unit->variables[fact->variable].function == region->function) {
        const struct ir_type *type = ir_type_of(unit, unit->variables[fact->variable].type);

        question.variable = unit->variables[fact->variable].name;
        question.is_buffer = type->kind == IR_TYPE_ARRAY || type->kind == IR_TYPE_POINTER;
    }
    return question;
}

/* A loop that only counts has one store. */
enum { STORES_MIN = 2 };

/* Whether the user wrote work into the region: a loop that does more than count, or a call that is
 * more than reading a clock.  Regions without any are there to measure the clock, or the loop. */
static bool has_work(const struct ir_unit *unit, const struct region *region)
{
    const struct ir_function *function = &unit->functions[region->function];
    uint32_t outer = region->start == IR_NONE
                         ? 0
                         : block_of(unit, region->function, region->start)->loop_depth;
    unsigned stores = 0;

    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (!region->inside[i] || (op->flags & IR_IMPLICIT))
            continue;
        stores += function->blocks[op->block].loop_depth > outer && op->code == IR_STORE;
        if (op->code == IR_CALL && op->function != IR_NONE && i != region->stop)
            return true;
    }
    return stores >= STORES_MIN;
}

/* Whether a loop is written in the region, or in what it calls. */
static bool has_loop(const struct ir_unit *unit, const struct region *region)
{
    for (ir_id f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        bool is_own = f == region->function;
        uint32_t outer = !is_own || region->start == IR_NONE
                             ? 0
                             : block_of(unit, f, region->start)->loop_depth;

        for (size_t i = 0; (is_own || region->reached[f]) && i < function->op_count; i++)
            if (function->blocks[function->ops[i].block].loop_depth > outer &&
                (!is_own || region->inside[i]))
                return true;
    }
    return false;
}

static void add_emptied(struct ir_unit *unit, struct flow_facts *facts, size_t region_index,
                        const struct region *region, const struct work *work,
                        const char *confirmed)
{
    struct flow_fact *grown = ARENA_ARRAY(unit->arena, struct flow_fact, facts->count + 1);
    struct flow_fact fact = {.kind = FACT_EMPTIED,
                             .confidence = CONFIDENCE_CERTAIN,
                             .region = region_index,
                             .function = work ? work->function : region->function,
                             .op = work ? work->op : region->start,
                             .variable = IR_NONE,
                             .late = IR_NONE,
                             .confirmed = confirmed};

    if (facts->count > 0)
        memcpy(grown, facts->items, facts->count * sizeof *grown);
    grown[facts->count++] = fact;
    facts->items = grown;
}

/* Whether a region is already spoken of by a fact: one finding is enough. */
static bool is_known(const struct flow_facts *facts, size_t region)
{
    for (size_t i = 0; i < facts->count; i++) {
        if (facts->items[i].region == region && is_dead_work(&facts->items[i]))
            return true;
    }
    return false;
}

enum { QUESTIONS_MAX = 1024 }; /* about one file; what has more regions was generated */

struct asked {
    VEC(struct confirm_question) questions;
    VEC(size_t) facts; /* per question: the fact it is about; SIZE_MAX: none yet */
    VEC(size_t) regions;
};

static void ask(struct asked *asked, struct arena *arena, const struct confirm_question *question,
                size_t fact, size_t region)
{
    if (asked->questions.count == QUESTIONS_MAX)
        return;
    *VEC_ADD(arena, &asked->questions) = *question;
    *VEC_ADD(arena, &asked->facts) = fact;
    *VEC_ADD(arena, &asked->regions) = region;
}

/* The region as a whole, and each loop of it. */
static void ask_region(const struct ir_unit *unit, const struct flow *flow,
                       const struct region *region, size_t number, struct asked *asked)
{
    struct confirm_question whole = {.region = region, .has_loop = has_loop(unit, region)};
    struct work_list works = work_of_region(unit, region);

    if (region->start != IR_NONE && region->kind != REGION_CALLBACK && has_work(unit, region))
        ask(asked, unit->arena, &whole, SIZE_MAX, number);
    for (size_t i = 0; i < works.list.count; i++) {
        const struct work *work = &works.list.items[i];
        struct confirm_question question = {
            .region = region,
            .work = work,
            .is_dead = !flow_needed(flow, work->function, work->op)};

        ask(asked, unit->arena, &question, SIZE_MAX, number);
    }
}

static void collect_questions(const struct ir_unit *unit, const struct regions *regions,
                              const struct flow *flow, const struct flow_facts *facts, bool all,
                              struct asked *asked)
{
    for (size_t i = 0; i < facts->count; i++) {
        const struct flow_fact *fact = &facts->items[i];
        const struct region *region = &regions->items[fact->region];

        if (is_dead_work(fact)) {
            struct confirm_question question = question_about(unit, region, fact);
            ask(asked, unit->arena, &question, i, fact->region);
        }
    }
    for (size_t r = 0; all && r < regions->count; r++)
        if (regions->items[r].kind != REGION_PROGRAM && !regions->items[r].idle &&
            !is_known(facts, r))
            ask_region(unit, flow, &regions->items[r], r, asked);
}

/* Says in the trace why the compiler's answer is not known. */
static void explain(const struct ir_unit *unit, struct flow_fact *fact, const char *why)
{
    struct flow_step *steps = ARENA_ARRAY(unit->arena, struct flow_step, fact->step_count + 1);

    if (fact->step_count > 0)
        memcpy(steps, fact->steps, fact->step_count * sizeof *steps);
    steps[fact->step_count++] = (struct flow_step){
        .function = fact->function,
        .op = fact->op,
        .message = arena_printf(unit->arena, "the compiler was asked in vain: %s", why)};
    fact->steps = steps;
}

static bool is_gone(const struct confirm_answer *answer)
{
    return answer->verdict == CONFIRM_DELETED || answer->verdict == CONFIRM_COLLAPSED;
}

/* Of a call whose result is known, its line may well stay: what is left adds a number. */
static enum confirm_verdict verdict_on(const struct flow_fact *fact, enum confirm_verdict verdict)
{
    if (fact->kind != FACT_CONSTANT_CALL && fact->kind != FACT_INVARIANT_CALL)
        return verdict;
    return verdict == CONFIRM_DELETED    ? CONFIRM_COLLAPSED
           : verdict == CONFIRM_SURVIVES ? CONFIRM_UNKNOWN
                                         : verdict;
}

/* One finding a region is enough: the first, which is about the whole where there is one. */
static void take_answers(struct ir_unit *unit, const struct regions *regions,
                         struct flow_facts *facts, const struct asked *asked,
                         const struct confirm_answer *answers)
{
    bool *told = ARENA_ARRAY(unit->arena, bool, regions->count + 1);

    for (size_t i = 0; i < asked->questions.count; i++) {
        const char *name = confirm_name(answers[i].verdict);
        size_t fact = asked->facts.items[i], region = asked->regions.items[i];

        if (fact != SIZE_MAX) {
            facts->items[fact].confirmed =
                confirm_name(verdict_on(&facts->items[fact], answers[i].verdict));
            if (answers[i].verdict == CONFIRM_UNKNOWN && answers[i].why)
                explain(unit, &facts->items[fact], answers[i].why);
        } else if (is_gone(&answers[i]) && !told[region]) {
            told[region] = true;
            add_emptied(unit, facts, region, &regions->items[region],
                        asked->questions.items[i].work, name);
        }
    }
}

/* What Python computes before it runs, its own compiler shows. */
static void ask_interpreter(struct ir_unit *unit, struct flow_facts *facts)
{
    enum { TEXT_MAX = 1000 }; /* what is folded is short */
    struct slice *texts = ARENA_ARRAY(unit->arena, struct slice, facts->count + 1);
    struct flow_fact **about = ARENA_ARRAY(unit->arena, struct flow_fact *, facts->count + 1);
    struct confirm_answer *answers;
    size_t count = 0;

    for (size_t i = 0; i < facts->count && count < QUESTIONS_MAX; i++) {
        struct flow_fact *fact = &facts->items[i];

        if (fact->kind != FACT_FOLDED)
            continue;
        const struct ir_function *function = &unit->functions[fact->function];
        texts[count] = ir_source_text(unit, function, function->ops[fact->op].at, TEXT_MAX);
        about[count++] = fact;
    }
    if (count == 0)
        return;
    answers = ARENA_ARRAY(unit->arena, struct confirm_answer, count);
    bytecode_ask("python3", texts, count, answers, unit->arena);
    for (size_t i = 0; i < count; i++) {
        about[i]->confirmed = confirm_name(answers[i].verdict);
        if (answers[i].why)
            explain(unit, about[i], answers[i].why);
    }
}

void evidence_collect(struct ir_unit *unit, const struct regions *regions,
                      const struct flow *flow, struct flow_facts *facts,
                      const struct evidence_options *options)
{
    struct asked asked = {0};
    struct confirm_answer *answers;
    struct confirm_compiler compiler = {
        .program = options->compiler ? options->compiler : unit->language == IR_CXX ? "c++" : "cc",
        .flags = unit->flags,
        .flag_count = unit->flag_count,
    };

    if (unit->language == IR_PYTHON) {
        ask_interpreter(unit, facts);
        return;
    }
    collect_questions(unit, regions, flow, facts, options->all, &asked);
    if (asked.questions.count == 0)
        return;
    answers = ARENA_ARRAY(unit->arena, struct confirm_answer, asked.questions.count);
    confirm_ask(unit, &compiler, asked.questions.items, asked.questions.count, answers,
                unit->arena);
    take_answers(unit, regions, facts, &asked, answers);
}
