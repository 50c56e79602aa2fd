/* Whether a name says that putting work off is itself what is measured: bench_submit. */
#ifndef ANALYZER_FLOW_LAZY_INTENT_H
#define ANALYZER_FLOW_LAZY_INTENT_H

#include <stdbool.h>

/* By the words of the name's last part: "Suite.time_open_dataset". */
bool lazy_intended(const char *name);

#endif
