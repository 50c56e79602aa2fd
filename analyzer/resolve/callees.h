/* Which functions of the file a value can be: function pointers, lambdas, Python callables.
 *
 * Flow-insensitive: a variable, a field name and a function's result each hold the set of all
 * functions that are ever put there.  `open` says that something we cannot see may be among them.
 */
#ifndef ANALYZER_CALLEES_H
#define ANALYZER_CALLEES_H

#include "ir.h"
#include "model.h"

struct callees;

struct callee_set {
    const uint64_t *bits; /* bit f: function f of the unit; NULL for none; valid until the next
                             question */
    size_t words;
    bool open;
};

/* In the unit's arena. */
struct callees *callees_new(struct ir_unit *unit, const struct model *model);
/* The functions that the value of operation `op` of `function` can be. */
struct callee_set callees_of(const struct callees *callees, ir_id function, ir_id op);
bool callee_set_has(const struct callee_set *set, ir_id function);
size_t callee_set_count(const struct callee_set *set);
/* The only one, or IR_NONE when there are none, several, or the set is open. */
ir_id callee_set_single(const struct callee_set *set);

#endif
