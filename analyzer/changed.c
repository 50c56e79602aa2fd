#include "changed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "str.h"

struct lines {
    uint32_t first, last;
};

struct changes {
    bool all; /* git does not know the file */
    VEC(struct lines) hunks;
};

/* Runs git; the output is in the arena, NULL with a message when git failed. */
static const char *git(char *const *argv, struct arena *arena, struct err *err)
{
    struct command command = {.argv = argv};
    struct command_result result = {0};
    const char *text = NULL;

    if (command_run(&command, &result, err) == 0) {
        if (result.status == 0 && !result.out.truncated)
            text = arena_copy(arena, strbuf_text(&result.out), result.out.length);
        else
            err_set(err, "%s %s: %s", argv[0], argv[1],
                    result.error.length ? strbuf_text(&result.error) : "failed");
    }
    command_release(&result);
    return text;
}

static const char *default_revision(struct arena *arena)
{
    char *argv[] = {"git", "merge-base", "HEAD", "origin/HEAD", NULL};
    const char *base = git(argv, arena, NULL);

    return base && base[0] ? arena_copy(arena, base, strcspn(base, "\n")) : "HEAD";
}

/* "@@ -a,b +c,d @@": the lines c to c+d-1 are new. */
static void read_hunk(const char *line, struct changes *changes, struct arena *arena)
{
    const char *plus = strchr(line, '+');
    unsigned first, count = 1;

    if (!plus || sscanf(plus, "+%u,%u", &first, &count) < 1 || count == 0)
        return;
    *VEC_ADD(arena, &changes->hunks) = (struct lines){first, first + count - 1};
}

static int read_changes(const char *path, const char *revision, struct changes *changes,
                        struct arena *arena, struct err *err)
{
    char *tracked[] = {"git", "ls-files", "--error-unmatch", "--", (char *)path, NULL};
    char *diff[] = {"git", "diff", "-U0", "--no-ext-diff", "--no-color", (char *)revision,
                    "--", (char *)path, NULL};
    const char *text;

    if (!git(tracked, arena, NULL)) {
        changes->all = true;
        return 0;
    }
    text = git(diff, arena, err);
    if (!text)
        return -1;
    for (const char *line = text; line && *line;) {
        if (str_starts(line, "@@ "))
            read_hunk(line, changes, arena);
        line = strchr(line, '\n');
        line = line ? line + 1 : NULL;
    }
    return 0;
}

static bool touches(const struct changes *changes, const struct finding *finding)
{
    uint32_t last = finding->at.end_line > finding->at.line ? finding->at.end_line
                                                            : finding->at.line;

    if (finding->at.cell) /* git does not know of cells */
        return changes->all || changes->hunks.count > 0;
    for (size_t i = 0; i < changes->hunks.count; i++) {
        if (finding->at.line <= changes->hunks.items[i].last &&
            last >= changes->hunks.items[i].first)
            return true;
    }
    return changes->all;
}

static int filter_file(struct file_result *file, const char *revision, struct arena *arena,
                       struct err *err)
{
    struct changes changes = {0};
    size_t kept = 0;

    if (read_changes(file->path, revision, &changes, arena, err) != 0)
        return -1;
    for (size_t i = 0; i < file->finding_count; i++) {
        if (touches(&changes, &file->findings[i]))
            file->findings[kept++] = file->findings[i];
    }
    file->finding_count = kept;
    return 0;
}

int changed_filter(struct lint_result *result, const char *revision, struct arena *arena,
                   struct err *err)
{
    char *verify[] = {"git", "rev-parse", "--verify", "--quiet", NULL, NULL};

    if (!revision[0])
        revision = default_revision(arena);
    if (revision[0] == '-')
        return err_set(err, "--diff: '%s' is not a revision", revision);
    verify[4] = arena_printf(arena, "%s^{commit}", revision);
    if (!git(verify, arena, NULL))
        return err_set(err, "--diff: git knows no revision '%s' here", revision);
    for (size_t f = 0; f < result->file_count; f++) {
        if (result->files[f].finding_count > 0 &&
            filter_file(&result->files[f], revision, arena, err) != 0)
            return -1;
    }
    return 0;
}
