/* What the two halves of the search for frameworks share: what a file hands over (framework.c), and
 * what a framework finds by its name (framework_named.c). */
#ifndef ANALYZER_FRAMEWORK_INTERNAL_H
#define ANALYZER_FRAMEWORK_INTERNAL_H

#include "framework.h"
#include "resolve.h"

/* The idiom of the file's language with this name, or NULL. */
const struct idiom *framework_idiom(const struct region_list *list, enum idiom_kind kind,
                                    const char *name);
/* A region of a framework at an operation of a function (IR_NONE: the function as a whole). */
struct region framework_region(ir_id function, ir_id op, const char *name);
bool framework_is_known(const struct region_list *list, ir_id function, const char *name);
/* An empty region.inside, in the unit's arena. */
bool *framework_nothing_inside(const struct region_list *list, ir_id function);
/* A function that the framework calls; what only computes the number is not timed itself. */
void framework_add_called(struct region_list *list, ir_id function, struct region like);
/* A loop whose every round is measured; `op` is run once in each. */
void framework_add_loop(struct region_list *list, ir_id function, ir_id op, const char *name);
/* The constant 1. */
bool framework_is_one(const struct ir_op *op);

/* The class that was asked about last; the methods of a class stand together. */
struct suite {
    const char *class_name;
    bool is_suite, renews;
};
void framework_visit_named(struct region_list *list, ir_id function, bool is_benchmark_file,
                           struct suite *suite);
/* framework_state.c: functions that loop over the framework's state, which is their first
 * parameter; by their decorators, or because `value` of `caller` is one and is handed over. */
void framework_visit_state(struct region_list *list, ir_id function);
void framework_visit_handed_state(struct region_list *list, ir_id caller, ir_id value,
                                  const struct idiom *idiom);
/* Functions in a list of a known name; `op` may be any operation. */
void framework_visit_listed(struct region_list *list, ir_id function, ir_id op);

#endif
