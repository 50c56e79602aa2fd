#include "base.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "file.h"
#include "str.h"

/* The first line that `git -C folder ...` prints, or NULL and *err. */
static const char *ask_git(const char *folder, const char *const *words, struct arena *arena,
                           struct err *err)
{
    enum { WORDS_MAX = 10 };
    char *arguments[WORDS_MAX + 4] = {"git", "-C", arena_strdup(arena, folder)};
    for (size_t i = 0; i < WORDS_MAX && words[i]; i++)
        arguments[3 + i] = arena_strdup(arena, words[i]);
    struct command command = {.argv = arguments, .timeout = 300};
    struct command_result result = {0};
    const char *line = NULL;
    if (command_run(&command, &result, err) == 0) {
        const struct strbuf *text = result.status ? &result.error : &result.out;
        const char *first = arena_copy(arena, strbuf_text(text), strcspn(strbuf_text(text), "\n"));
        if (result.status)
            err_set(err, "git %s: %s", words[0], first);
        else
            line = first;
    }
    command_release(&result);
    return line;
}

/* Paths inside the repository become paths inside the worktree. */
static const char *moved(const char *path, const struct base *base, struct arena *arena)
{
    size_t length = strlen(base->repository);
    if (!path || strncmp(path, base->repository, length) != 0 ||
        (path[length] && path[length] != '/'))
        return path;
    return arena_printf(arena, "%s%s", base->worktree, path + length);
}

static void move_job(struct job *job, const struct base *base, struct arena *arena)
{
    struct spec *spec = ARENA_NEW(arena, struct spec);
    struct spec_fixture *fixture = ARENA_NEW(arena, struct spec_fixture);
    *spec = *job->spec;
    *fixture = *job->fixture;
    spec->directory = moved(spec->directory, base, arena);
    fixture->source = moved(fixture->source, base, arena);
    job->spec = spec;
    job->fixture = fixture;
}

static int make_worktree(struct base *base, const char *folder, const char *commit,
                         struct arena *arena, struct err *err)
{
    const char *const top[] = {"rev-parse", "--show-toplevel", NULL};
    char *path =
        arena_printf(arena, "%s/benchrun-base-XXXXXX", scratch_folder());
    const char *repository = ask_git(folder, top, arena, err);
    if (!repository)
        return -1;
    if (!mkdtemp(path))
        return err_errno(err, "%s", path);
    const char *const add[] = {"worktree", "add", "--detach", "--force", path, commit, NULL};
    if (!ask_git(repository, add, arena, err)) {
        rmdir(path);
        return -1;
    }
    base->repository = repository;
    base->worktree = path;
    return 0;
}

static void split_command(const char *text, struct ytab_strings *command, struct arena *arena)
{
    char *rest = arena_strdup(arena, text), *word;
    command->items = ARENA_ARRAY(arena, const char *, strlen(text) + 1);
    command->count = 0;
    while ((word = strsep(&rest, " ")))
        if (*word)
            command->items[command->count++] = word;
}

static void replace_command(struct job *job, const char *text, struct arena *arena)
{
    struct spec_fixture *fixture = ARENA_NEW(arena, struct spec_fixture);
    *fixture = *job->fixture;
    split_command(text, &fixture->command, arena);
    fixture->language = SPEC_COMMAND;
    fixture->only_if = (struct ytab_strings){0};
    job->fixture = fixture;
}

int base_open(struct base *base, const char *what, const struct plan *head, struct arena *arena,
              struct err *err)
{
    *base = (struct base){.jobs = ARENA_ARRAY(arena, struct job, head->jobs.count + 1)};
    if (!head->jobs.count)
        return 0;
    if (*what == '-' || !what[strspn(what, " ")])
        return err_set(err, "--base: '%s' is neither a git revision nor a command", what);
    const char *folder = head->jobs.items[0].spec->directory;
    const char *const verify[] = {"rev-parse", "--verify", "--quiet",
                                  arena_printf(arena, "%s^{commit}", what), NULL};
    struct err ignored;
    const char *commit = ask_git(folder, verify, arena, &ignored);
    if (!commit && !strpbrk(what, " /{"))
        return err_set(err, "--base: '%s' is neither a git revision nor a command", what);
    if (commit && make_worktree(base, folder, commit, arena, err) != 0)
        return -1;
    for (size_t i = 0; i < head->jobs.count; i++) {
        base->jobs[i] = head->jobs.items[i];
        if (commit)
            move_job(&base->jobs[i], base, arena);
        else
            replace_command(&base->jobs[i], what, arena);
    }
    return 0;
}

void base_close(struct base *base)
{
    struct arena arena = {0};
    struct err err;
    if (!base->worktree)
        return;
    const char *const drop[] = {"worktree", "remove", "--force", base->worktree, NULL};
    ask_git(base->repository, drop, &arena, &err);
    arena_release(&arena);
    base->worktree = NULL;
}
