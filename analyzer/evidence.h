/* --confirm: attaches what the compiler says to the facts of a file. */
#ifndef ANALYZER_EVIDENCE_H
#define ANALYZER_EVIDENCE_H

#include "flow.h"

struct evidence_options {
    const char *compiler; /* --cc, or NULL: cc, c++ */
    bool all;             /* ask about every region, and add facts about the emptied ones */
};

/* Sets `confirmed` of the facts about dead work, and with `all` adds FACT_EMPTIED.  Of Python
 * files only what is folded is asked about: the interpreter python3. */
void evidence_collect(struct ir_unit *unit, const struct regions *regions,
                      const struct flow *flow, struct flow_facts *facts,
                      const struct evidence_options *options);

#endif
