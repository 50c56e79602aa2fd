/* Facts and rules to findings; suppressions. */
#ifndef ANALYZER_MATCH_H
#define ANALYZER_MATCH_H

#include "finding.h"
#include "flow.h"
#include "ir.h"
#include "region.h"
#include "rule.h"

struct match_options {
    const char *const *select; /* ids, prefixes, names; none means the default selection */
    size_t select_count;
    const char *const *ignore;
    size_t ignore_count;
    enum confidence minimum; /* what is less sure is dropped */
    int python_low, python_high; /* target versions, minor of 3.x, inclusive; 0 means open */
    const char *python_source;   /* where that was said: "requires-python of pyproject.toml" */
};

/* All findings of one file, sorted, with suppressions applied (finding.suppressed is set) and the
 * findings about suppressions (BL001, BL002, BL003) added.  In `arena`. */
struct finding *match_unit(const struct ir_unit *unit, const struct regions *regions,
                           const struct flow_facts *facts, const struct rules *rules,
                           const struct match_options *options, struct arena *arena,
                           size_t *count);

#endif
