/* Which memory (C, C++) or which object (Python) a value of a function may mean.
 *
 * Without regard to order, and without fields in C and C++: what may be meant is never too small.
 * Objects are numbered; number 0 stands for all memory that nothing more is known of, number 1 for
 * what lies outside memory: a device, the system's caches. */
#ifndef ANALYZER_FLOW_POINTS_TO_H
#define ANALYZER_FLOW_POINTS_TO_H

#include "bits.h"
#include "flow_internal.h"

enum object_kind {
    OBJECT_UNKNOWN,  /* number 0 only */
    OBJECT_AMBIENT,  /* number 1 only: no value points to it */
    OBJECT_VARIABLE, /* the storage of a variable */
    OBJECT_FRESH,    /* made by a call: malloc, a constructor */
    OBJECT_INITIAL   /* what a place held when the function was entered: where a parameter points */
};

enum { OBJECT_AMBIENT_NUMBER = 1 };

struct object {
    enum object_kind kind;
    ir_id id; /* variable, or operation that makes it; of INITIAL: the object that held it */
    const char *field; /* of INITIAL: in which field */
    uint32_t depth;    /* of INITIAL: how many steps from a variable */
    uint32_t initials; /* the INITIAL objects that this one held: the newest, or 0 */
    uint32_t older;    /* of INITIAL: the next of those */
    bool visible;      /* others can reach it while the function runs */
    bool kept;         /* the function itself gave it to somebody who may remember it */
    bool returned;     /* ... or get it when the function returns */
    struct slot *slots; /* what its fields hold */
};

struct slot {
    const char *field;
    uint64_t *holds;
    struct slot *next;
};

struct points_to {
    struct object *objects;
    size_t count, capacity, words;
    uint64_t **values;         /* by operation; NULL: no memory */
    uint32_t *table; /* objects of variables, hashed by variable; 0: empty */
    size_t table_mask;
    bool settled; /* what means nothing now means the unknown object */
};

/* Room for the objects of a function: variables, calls that may make objects, and some for what was
 * there at entry.  To be asked once for each function. */
size_t points_to_capacity(const struct flow *flow, const struct flow_body *body);
/* NULL when the function is over the bounds.  body->effects and body->capacity must be filled. */
struct points_to *points_to_new(const struct flow *flow, const struct flow_body *body);
/* The object that is the variable's storage; 0 when the function does not mention it. */
size_t points_to_variable(const struct points_to *points, ir_id variable);
/* The object that the operation makes; 0 when there is none. */
size_t points_to_made(const struct points_to *points, ir_id op);
/* Its slot in the table: empty, or that of the variable. */
uint32_t *points_to_slot(const struct points_to *points, ir_id variable);
/* The objects that a place may lie in (C, C++), or that hold the attribute (Python); never empty:
 * when nothing is known, the unknown one. */
const uint64_t *points_to_place(const struct points_to *points, const struct ir_place *place,
                                uint64_t *scratch);
/* The objects that an operand may mean; NULL when it is no pointer. */
const uint64_t *points_to_value(const struct points_to *points, ir_id op);
/* Replaces the objects by what their field may hold. */
void points_to_content(const struct points_to *points, uint64_t *objects, const char *field,
                       uint64_t *scratch);
/* Whether what is stored into one of these objects can be seen by others. */
bool points_to_visible(const struct points_to *points, const uint64_t *objects);
/* The parameter to whose pointee the object belongs (by any number of steps), or IR_NONE. */
ir_id points_to_parameter(const struct points_to *points, const struct flow_body *body,
                          size_t object);

#endif
