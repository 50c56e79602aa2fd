/* Rules: metadata, words, and which facts they speak of.  One file per rule:
 * rules/BLnnn-name.yaml. */
#ifndef ANALYZER_RULE_H
#define ANALYZER_RULE_H

#include "arena.h"
#include "diag.h"
#include "finding.h"
#include "flow.h"
#include "model.h"

struct rule_flags { /* of a compiler; a * at the end stands for anything */
    const char **items;
    size_t count;
};

struct rule {
    const char *id, *name;     /* "BL202", "dead-accumulator" */
    const char *since;         /* version of benchlint */
    enum finding_level level;
    unsigned languages;        /* mask of enum model_language */
    enum confidence ceiling;   /* a fact is never reported surer than this */
    bool enabled;              /* part of the default selection */
    const char *summary;       /* one line, for --list-rules and SARIF */
    const char *message;       /* with {object} {callee} {deferred} ... placeholders */
    const char *why, *mend;    /* paragraphs; mend has placeholders too */
    const char *exceptions;    /* when to ignore it; or NULL */
    const char **references;   /* threads where it bit someone */
    size_t reference_count;
    uint64_t facts;            /* mask: 1 << enum flow_fact_kind */
    unsigned regions;          /* mask: 1 << enum region_kind; 0 means all */
    const char **lazy;         /* names of lazy kinds; none means all */
    size_t lazy_count;
    struct rule_flags flags, against, after;
    unsigned work;             /* mask of enum api_category; 0 means all */
    const char **frameworks;   /* names of frameworks; none means all regions */
    size_t framework_count;
    unsigned clocks;           /* mask: 1 << (enum clock_kind - 1); 0 means all */
    const char **claims;       /* words of which one must be there; none means that none need be */
    size_t claim_count;
    const struct edit_template *edits; /* the mend as edits; the first that fits is made */
    size_t edit_count;
    const char **subjects;     /* words; none means that it is never the subject */
    size_t subject_count;
    const char **told;         /* words in what the elapsed time is called, to the same effect */
    size_t told_count;
};

/* Whether a name that a user wrote (an id, the beginning of an id, a name) means this rule. */
bool rule_is_meant(const struct rule *rule, const char *id_prefix_or_name);
/* The flag of a command by which the rule applies: one of `flags` that none of `against` follows
 * and one of `after` precedes, where there are such; or NULL. */
const char *rule_flag(const struct rule *rule, const char *const *command, size_t count);
/* Whether the rule speaks of such a fact in such a region. */
bool rule_speaks_of(const struct rule *rule, const struct flow_fact *fact,
                    const struct region *region);

struct rules {
    struct rule *items; /* sorted by id */
    size_t count;
};

/* Loads rules/BL*.yaml.  -1 when there is a mistake (in `diags`). */
int rules_load(const char *directory, const struct model *model, struct arena *arena,
               struct rules *rules, struct diags *diags);
/* By id or name; NULL. */
const struct rule *rule_find(const struct rules *rules, const char *id_or_name);
void rules_list(const struct rules *rules, FILE *stream);
/* docs/rule-format.md: how a rule's file is written. */
void rule_format_print(FILE *stream);
/* --explain: the rule's page as text; docs/rules/ is the same as Markdown.  Its examples are the
 * fixtures, which lie beside the rules; where they are not installed, the page has none. */
void rule_explain(const struct rule *rule, bool markdown, const char *rules_directory,
                  FILE *stream);

#endif
