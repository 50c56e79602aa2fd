/* What the parts of the inference of classes share. */
#ifndef ANALYZER_INFER_INTERNAL_H
#define ANALYZER_INFER_INTERNAL_H

#include "infer.h"

/* What is known of a value.  A class is NULL (nothing put there yet), a name, or infer_various. */
struct kind {
    const char *class_name;
    const char *element; /* of its items, or of what awaiting it yields */
};

extern const char infer_various[];

struct attribute { /* self.name of every object of one class */
    const char *name;
    struct kind kind;
};

struct attributes {
    VEC(struct attribute) list;
};

enum { FACT_SLOTS = 1024 }; /* for variables, attributes and functions, by hash */

/* A function's last look. */
struct look {
    uint64_t mentioned[FACT_SLOTS / 64]; /* slots, as bits */
    uint32_t last;                       /* when it was; 0: not yet */
    bool waits;                          /* see infer_waits */
};

struct inference {
    struct ir_unit *unit;
    const struct model *model;
    struct kind *variables, *results; /* by variable, by function */
    const char **moved; /* by variable: the device's class of what was put back there; or NULL */
    const char **wrapped;             /* by function: the class that its decorators make of it */
    struct kind **ops;                /* by function and operation */
    struct map *attributes;           /* struct attributes, by class */
    struct map *classes;              /* names of the file's own */
    struct map *types;                /* numbers of the classes' types */
    struct look *looks;               /* by function */
    uint32_t news[FACT_SLOTS];        /* when something was learnt last */
    uint32_t now;                     /* looks so far */
    ir_id visited;                    /* the function that is being looked at */
    bool changed;                     /* in this round */
    bool settled; /* what nothing is known of by now nothing will be known of */
};

static inline bool infer_is_known(const char *class_name)
{
    return class_name && class_name != infer_various;
}

static inline bool infer_is_text(const char *class_name)
{
    return str_same(class_name, "builtins.str");
}

/* Something is new: of the attribute or function of this name, of the variable, or of what only the
 * function that is being looked at knows. */
void infer_learnt(struct inference *inference, const char *name);
void infer_learnt_variable(struct inference *inference, ir_id variable);
void infer_learnt_here(struct inference *inference);
/* The function that is being looked at says more once inference->settled. */
void infer_waits(struct inference *inference);
/* What an operation of the function yields by what is known so far; notes what it tells of others.
 */
struct kind infer_op(struct inference *inference, ir_id function, struct ir_op *op);
/* The class that an annotation names, or NULL. */
const char *infer_annotated(const struct ir_unit *unit, ir_id type);

/* The types of the operations become the classes that were found. */
void infer_write(const struct inference *inference);

const char *infer_intern(const struct inference *inference, const char *text);

/* The class of a call's result as the model says it of the API that is called, by the classes of
 * the arguments; NULL when it says nothing. */
const char *infer_result(const struct inference *inference, ir_id function,
                         const struct ir_op *call, const struct api *api);
/* Whether the model lets the result depend on an argument that nothing is known of yet. */
bool infer_is_open(const struct inference *inference, ir_id function, const struct ir_op *call,
                   const struct api *api);
/* The class of what an operator yields, or NULL. */
const char *infer_operator(const struct inference *inference, const struct kind *values,
                           const struct ir_op *op);
/* The class that a string constant stands for (its spelling, with prefix and quotes), or NULL. */
const char *infer_literal(const struct inference *inference, const char *spelling);
/* An object of the class is called: the call gets the name of the class's __call__; false when
 * nothing is known of it. */
bool infer_object_call(struct inference *inference, const char *class_name, struct ir_op *call);
/* functools.partial(f, ...) is called as f is. */
const char *infer_partial(const struct inference *inference, const struct ir_function *function,
                          const struct ir_op *call);
/* model = model.cuda(): whatever it was, it is on the device from there on.  Notes it. */
void infer_note_move(struct inference *inference, ir_id function, const struct ir_op *store);
/* model.cuda() as a statement moves the model itself.  Notes it. */
void infer_note_moved_in_place(struct inference *inference, ir_id function,
                               const struct ir_op *call, const char *class_name);
/* The device's class of what an operator makes, where the operands' classes do not say it, or NULL:
 * x.cuda() if there_is_one else x; "cuda:" + number. */
const char *infer_on_device(const struct inference *inference, ir_id function,
                            const struct ir_op *op);
/* What a function out of sight yields, also of the models': of objects of a device it makes a class
 * of its own; of what is not known yet, nothing that is known yet. */
struct kind infer_derived(struct inference *inference, ir_id function,
                          const struct ir_op *call);
/* Of what a loop walks through: the parts of what lives on a device live there, too. */
struct kind infer_items(const struct inference *inference, struct kind kind);
/* What a place holds of which nothing else is known, by its name: device. */
struct kind infer_named(struct inference *inference, struct kind kind,
                        const struct ir_place *place);
/* The same of a parameter, before anything is handed to it; a default that is a text is a text. */
void infer_name_parameter(struct inference *inference, const struct ir_function *function,
                          uint32_t number);
/* The attribute in which argparse puts the option that this call defines, or NULL: a method
 * .add_argument. */
const char *infer_option(const struct inference *inference, const struct ir_function *function,
                         const struct ir_op *call);
/* PEP 8: classes are CapWords, so `a.b.Thing(...)` makes a Thing. */
bool infer_looks_like_class(const char *name);
/* `@jax.jit def f` makes f what jax.jit returns: notes it where the decorator is applied, */
void infer_note_decorator(struct inference *inference, ir_id function, const struct ir_op *call,
                          const char *class_name);
/* the class that f has then, */
const char *infer_decorated(const struct inference *inference, const struct ir_op *op);
/* and makes a call of f one of that object. */
void infer_decorated_call(struct inference *inference, struct ir_op *call);

#endif
