/* What the parts of the points-to analysis of one function share.  Sets only grow; `changed` says
 * that one did in this round. */
#ifndef ANALYZER_FLOW_POINTS_TO_SOLVER_H
#define ANALYZER_FLOW_POINTS_TO_SOLVER_H

#include "effects.h"
#include "points_to.h"

struct solver {
    const struct flow *flow;
    const struct flow_body *body;
    struct points_to *points;
    struct arena *arena;
    uint64_t *scratch, *scratch2;
    bool python, changed;
};

/* A new object's number; 0, the unknown one, when there are too many. */
uint32_t solver_add(struct solver *solver, struct object object);
/* What the object holds in the field; made when it is not there. */
struct slot *solver_slot(struct solver *solver, size_t object, const char *field);
/* What was in the field when the function began. */
uint32_t solver_initial(struct solver *solver, size_t owner, const char *field);
size_t solver_variable(struct solver *solver, ir_id variable);
/* Whether the object held something before the function touched it. */
bool solver_had_content(const struct solver *solver, const struct object *object);
/* The operation's value may point to these as well; NULL: to nothing more. */
void solver_join(struct solver *solver, ir_id op, const uint64_t *from);
void solver_add_value(struct solver *solver, ir_id op, size_t object);
/* The name under which a place's content is kept. */
const char *solver_field(const struct ir_place *place);
bool solver_may_be_pointer(const struct solver *solver, ir_id type);
bool solver_is_integer(const struct solver *solver, ir_id type);
void solver_hold(struct solver *solver, size_t owner, const char *field, const uint64_t *held);
/* Code that nobody sees may read and write the objects from now on. */
void solver_expose(struct solver *solver, const uint64_t *objects);

/* One operation's share (points_to_calls.c). */
void solver_call(struct solver *solver, ir_id id, const struct ir_op *op);
void solver_iteration(struct solver *solver, ir_id id, const struct ir_op *op);
void solver_expose_operands(struct solver *solver, const struct ir_op *op);

#endif
