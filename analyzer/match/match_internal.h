/* What match.c and suppress.c share: one file's facts on their way to findings. */
#ifndef ANALYZER_MATCH_INTERNAL_H
#define ANALYZER_MATCH_INTERNAL_H

#include "match.h"
#include "str.h"
#include "wording.h"

struct matching {
    const struct ir_unit *unit;
    const char *path; /* of the unit, as long-lived as the findings */
    const struct regions *regions;
    const struct rules *rules;
    const struct match_options *options;
    struct arena *arena; /* of the findings: it outlives the unit, so that texts are copied */
    size_t *lines; /* where each line of the source begins; made when first asked for */
    size_t line_count;
    VEC(struct finding) findings;
};

/* Whether the user's selection contains the rule. */
bool match_selected(const struct matching *matching, const struct rule *rule);
/* A line of the source without its newline; empty when there is no such line. */
struct slice match_line(struct matching *matching, uint32_t line);
/* Whether the line ends with a newline, and not with the text. */
bool match_line_ends(struct matching *matching, uint32_t line);
/* A new finding of the rule at a place, with its words filled in. */
struct finding *match_add(struct matching *matching, const struct rule *rule, struct ir_range at,
                          const struct words *words);

/* Gives the finding its fix, if the lazy object's kind or the rule has an edit that fits. */
void fix_propose(struct matching *matching, const struct rule *rule, const struct flow_fact *fact,
                 const struct words *words, struct finding *finding);

/* Marks findings that a comment suppresses and adds findings about the comments themselves. */
void suppress_apply(struct matching *matching);

#endif
