/* The pipeline of benchlint, from options to results. */
#ifndef ANALYZER_LINT_H
#define ANALYZER_LINT_H

#include "analyse.h"
#include "cache.h"
#include "options.h"

/* Everything of one run. */
struct lint {
    struct arena arena;
    struct diags diags; /* about options, configuration, rules, operands */
    struct options options;
    struct config config;
    const char *rules_directory;
    struct model *model;
    struct rules rules;
    const char *compiler_version; /* of --confirm, as it says itself; or NULL */
    struct cache *cache;          /* NULL: none is used */
    size_t cached;                /* files whose result it knew */
    struct lint_result result;
};

/* Finds the rules and loads the configuration.  -1 with `err`, or with errors in lint->diags, when
 * nothing can be analysed. */
int lint_prepare(struct lint *lint, struct err *err);

/* Loads the rules, and the models of these languages (mask of enum model_language; 0: none).  Once
 * per process.  -1 with errors in lint->diags when there are mistakes in them. */
int lint_learn(struct lint *lint, unsigned languages);

/* Analyses the operands; the result is in lint->result.  -1 as above. */
int lint_run(struct lint *lint, char *const *operands, size_t operand_count,
             char *const *flags, size_t flag_count, struct err *err);

/* --fix: mends the files of the result, or shows the diff on `diff` (--dry-run), and says on stderr
 * what was done.  After a change, the operands are analysed again.  -1 as above. */
int lint_mend(struct lint *lint, char *const *operands, size_t operand_count, char *const *flags,
              size_t flag_count, FILE *diff, struct err *err);

/* The exit status that the result and the options ask for: 0, 1 or 3. */
int lint_status(const struct lint *lint);

void lint_release(struct lint *lint);

#endif
