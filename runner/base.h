/* --base: what the programs are compared with: another command, or the same fixtures as they were
 * in a git revision. */
#ifndef RUNNER_BASE_H
#define RUNNER_BASE_H

#include "arena.h"
#include "err.h"
#include "plan.h"

struct base {
    struct job *jobs;       /* one for each of the head's */
    const char *repository; /* whose worktree this is; NULL: none was made */
    const char *worktree;
};

/* `what` is a git revision of the repository that the first spec is in, or else a command whose
 * words are separated by blanks.  The revision is checked out into a scratch worktree.  -1 and *err
 * when it is neither, or git fails. */
int base_open(struct base *base, const char *what, const struct plan *head, struct arena *arena,
              struct err *err);
/* Removes the worktree.  Accepts a zeroed base. */
void base_close(struct base *base);

#endif
