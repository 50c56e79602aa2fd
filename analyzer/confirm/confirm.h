/* Asks the compiler itself what it made of a measured region.
 *
 * The file is compiled to assembly at its own flags, with empty markers where the clock starts and
 * stops; what lies on a path between two markers is what is measured.  A second compile keeps the
 * result alive before the clock stops: what exists only there was deleted because nothing needed
 * it.  Nothing that was built is ever run. */
#ifndef ANALYZER_CONFIRM_H
#define ANALYZER_CONFIRM_H

#include <stdbool.h>

#include "arena.h"
#include "err.h"
#include "ir.h"
#include "region.h"
#include "work.h"

enum confirm_verdict {
    CONFIRM_UNKNOWN,   /* could not be decided: see `why` */
    CONFIRM_DELETED,   /* the work is not measured because nothing needs it */
    CONFIRM_COLLAPSED, /* even with its result needed it is folded, merged or moved away */
    CONFIRM_SURVIVES
};
const char *confirm_name(enum confirm_verdict verdict); /* "deleted" ... as in the JSON */

struct confirm_compiler {
    const char *program;      /* "cc", "clang-19": looked up in PATH, run without a shell */
    const char *const *flags; /* the file's own; what does not fit -S is left out */
    size_t flag_count;
    double timeout; /* seconds for one compile; 0: 60 */
};

/* What is asked of one region. */
struct confirm_question {
    const struct region *region;
    const struct work *work; /* NULL: ask about everything in the region */
    const char *variable; /* whose value is to be kept alive; NULL: nothing can be */
    bool is_buffer;       /* the variable is memory: keep what it points to */
    bool has_loop;        /* of a question about everything: a loop is written there */
    bool is_dead;         /* nothing needs the result, as far as the analysis knows */
};

struct confirm_answer {
    enum confirm_verdict verdict;
    const char *why; /* for CONFIRM_UNKNOWN; in the arena */
};

/* Answers every question about one file.  The answers are in `arena`. */
void confirm_ask(const struct ir_unit *unit, const struct confirm_compiler *compiler,
                 const struct confirm_question *questions, size_t count,
                 struct confirm_answer *answers, struct arena *arena);

#endif
