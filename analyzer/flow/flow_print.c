#include "flow_internal.h"

#include "liveness.h"

static void print_mask(FILE *stream, const char *name, uint32_t mask)
{
    if (!mask)
        return;
    fprintf(stream, " %s", name);
    for (unsigned i = 0; i < 32; i++)
        if (mask >> i & 1)
            fprintf(stream, " %u", i);
}

static void print_summary(const struct flow_body *body, FILE *stream)
{
    const struct flow_summary *summary = &body->summary;

    if (!summary->known) {
        fprintf(stream, " unknown");
        return;
    }
    fprintf(stream, summary->observable ? " observable" : " unobservable");
    if (summary->may_not_end)
        fprintf(stream, " may-not-end");
    if (summary->returns_fresh)
        fprintf(stream, " returns-fresh");
    print_mask(stream, "reads", summary->reads);
    print_mask(stream, "writes", summary->writes);
    print_mask(stream, "keeps", summary->keeps);
}

/* Lines of the text on which something is not needed. */
static void print_dead(const struct flow *flow, const struct flow_body *body, FILE *stream)
{
    const struct ir_function *function = body->function;

    for (size_t at = 0; at < function->op_count; at++) {
        ir_id op = function->order[at];

        if (body->liveness->needed[op] || !flow_reachable(body, op) ||
            function->ops[op].code == IR_DECLARE || function->ops[op].code == IR_PARAM)
            continue;
        fprintf(stream, "  not needed: ");
        ir_print_op(flow->unit, function, op, stream);
    }
}

void flow_print(const struct flow *flow, FILE *stream)
{
    for (ir_id f = 0; f < flow->unit->function_count; f++) {
        const struct flow_body *body = &flow->bodies[f];

        if (!body->wanted)
            continue;
        fprintf(stream, "function %s:", body->function->name);
        print_summary(body, stream);
        fprintf(stream, "\n");
        if (body->liveness)
            print_dead(flow, body, stream);
    }
}
