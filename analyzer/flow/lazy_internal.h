/* What the parts of the typestate analysis share. */
#ifndef ANALYZER_FLOW_LAZY_INTERNAL_H
#define ANALYZER_FLOW_LAZY_INTERNAL_H

#include "lazy.h"
#include "lazy_held.h"
#include "points_to.h"
#include "tries.h"

/* The states that an item may be in at one point, on some path each. */
enum lazy_state {
    STATE_CLEAN = 1,    /* nothing was put off since the start */
    STATE_PENDING = 2,
    STATE_REALIZED = 4,
    STATE_PARTIAL = 8,  /* pending, and a part of it was done */
    STATE_UNKNOWN = 16, /* out of sight; stays so */
    STATE_ABSENT = 32   /* not made yet; only while states are taken through the graph */
};

enum lazy_action {
    ACTION_CREATE,  /* a new object; `mask` is its state */
    ACTION_PRODUCE,
    ACTION_REALIZE,
    ACTION_PARTIAL,
    ACTION_HIDE,    /* unknown from here on; STATE_REALIZED in `mask`: it may well wait */
    ACTION_NOTHING,
    ACTION_USE,     /* leaves it, too, but wants it to be there */
    ACTION_APPLY    /* a function of the file: from clean it leaves the states in `mask` */
};

enum { OBJECT_ALL = UINT32_MAX }; /* every object of the kind */

struct lazy_event {
    ir_id op;
    size_t object; /* of points_to, or OBJECT_ALL */
    const struct lazy_kind *kind; /* NULL: of any kind */
    enum lazy_action action;
    uint8_t mask;
    bool sure;     /* the operation can mean no other object */
    bool ambiguous; /* it may be of another kind, unless the object's origin says this one */
    const struct lazy_kind *const *except; /* without a kind: all but these; or NULL */
};

struct lazy_item {
    size_t object;
    const struct lazy_kind *kind;
    bool ambiguous; /* it may be of another kind: only a caller that made it can tell */
    size_t next;    /* 1 + the next item of the same object; 0: none */
};

enum { LAZY_PATH_MAX = 2, LAZY_ITEMS_MAX = 500 };

/* The events of one function and the items that they speak of. */
struct lazy_events {
    VEC(struct lazy_event) list;
    size_t *first, *end; /* by operation: its events are list[first] up to list[end] */
    VEC(struct lazy_item) items;
    size_t *of_object; /* by object: 1 + its first item; 0: none */
    struct lazy_held *held;
    bool too_many;
};

/* An object that the caller can name, too. */
enum lazy_root { ROOT_PARAMETER, ROOT_VARIABLE, ROOT_AMBIENT };

struct lazy_path {
    enum lazy_root root;
    ir_id id; /* the parameter's number, or the variable */
    const char *fields[LAZY_PATH_MAX]; /* NULL beyond the last */
};

struct lazy_change { /* what a function does to one object of its caller */
    struct lazy_path path;
    const struct lazy_kind *kind; /* NULL: of any kind, and then mask is STATE_UNKNOWN */
    uint8_t mask;                 /* its states at the end, from STATE_CLEAN */
    bool ambiguous;
    const struct lazy_kind *const *except; /* as in struct lazy_event */
};

struct lazy_summary {
    VEC(struct lazy_change) changes;
    VEC(const struct lazy_kind *) realizes_all;
    const struct lazy_kind *result; /* the kind of what it returns, or NULL */
    uint8_t result_mask;
};

/* Everything about one function. */
struct lazy_events *lazy_events_new(const struct flow *flow, const struct flow_body *body);
/* Whether the object can be named from outside, and how. */
bool lazy_path_of(const struct flow *flow, const struct flow_body *body, size_t object,
                  struct lazy_path *path);

/* Events of operations that are not calls of functions of the file: lazy_api.c. */
struct lazy_builder {
    const struct flow *flow;
    const struct flow_body *body;
    struct lazy_events *events;
    ir_id op;
    bool ambiguous; /* of the events that are being added */
    const struct lazy_kind *const *except;
};
/* Whether one of the operands, from this one on, is a text that the user wrote. */
bool lazy_text_among(const struct lazy_builder *builder, const struct ir_op *op, uint32_t from);
void lazy_add(struct lazy_builder *builder, size_t object, const struct lazy_kind *kind,
              enum lazy_action action, uint8_t mask, bool sure);
/* What nobody names may be changed out of sight here. */
void lazy_hide_ambient(struct lazy_builder *builder);
/* One event for each object that a value may mean; none when value is IR_NONE. */
void lazy_add_value(struct lazy_builder *builder, ir_id value, const struct lazy_kind *kind,
                    enum lazy_action action, uint8_t mask);
/* C++: the operand is a variable that holds an object by value: `auto f = std::async(...)`. */
void lazy_add_held(struct lazy_builder *builder, ir_id receiver, const struct lazy_kind *kind,
                   enum lazy_action action);
/* Something is stored into the memory of these objects; NULL: none.  Whether that puts work off. */
bool lazy_stored(struct lazy_builder *builder, const uint64_t *objects);
/* Python: table[key] = value, the builder's operation. */
void lazy_item_stored(struct lazy_builder *builder);
/* Whether the condition of an entry holds for the builder's call. */
bool lazy_holds(const struct lazy_builder *builder, const struct api_lazy *lazy);
/* A value of a class of which each object is pending when it is made. */
void lazy_class_event(struct lazy_builder *builder, const struct api *api);
void lazy_api_events(struct lazy_builder *builder, const struct api *api);

/* The states of all items before each operation, given which operations count. */
struct lazy_flow {
    const struct flow_body *body;
    const struct lazy_events *events;
    ir_id start;        /* the operation at which everything becomes clean, or IR_NONE */
    const bool *inside; /* by operation: it counts; NULL: all do */
    uint8_t *blocks;    /* blocks x items: at entry */
    uint8_t *rounds;    /* ... of loops: after a round; NULL where no item is a queue */
    struct tries tries;
    uint8_t *shown;     /* by item: room for what a visitor sees */
    bool *made;         /* by item: an operation of the function makes it */
    bool *settled;      /* tries x items: the try does the work, or puts it out of sight */
};
struct lazy_flow *lazy_flow_new(struct arena *arena, const struct flow_body *body,
                                const struct lazy_events *events, ir_id start,
                                const bool *inside);
typedef void lazy_visit(ir_id op, const uint8_t *states, void *context);
/* Calls `visit` for each reachable operation with the states before it. */
void lazy_flow_each(struct arena *arena, const struct lazy_flow *flow, lazy_visit *visit,
                    void *context);
/* The same, but only where the function returns. */
void lazy_flow_returns(struct arena *arena, const struct lazy_flow *flow, lazy_visit *visit,
                       void *context);
/* Whether an event is about an item. */
bool lazy_concerns(const struct lazy_event *event, const struct lazy_item *item);
/* Whether work is pending after the event that need not have been so before. */
bool lazy_leaves_pending(const struct lazy_event *event);
/* Whether what was pending is done. */
bool lazy_does_work(const struct lazy_event *event);

#endif
