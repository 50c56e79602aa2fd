#include "mend.h"

#include <stdlib.h>
#include <string.h>

#include "analyse.h"
#include "command.h"
#include "edit.h"
#include "file.h"

static struct edit_set wanted_of(const struct file_result *file, bool unsafe, struct arena *arena)
{
    struct edit_set set = {{0}};

    for (size_t i = 0; i < file->finding_count; i++) {
        const struct finding *finding = &file->findings[i];

        if (finding->has_fix && !finding->suppressed && (finding->fix_is_safe || unsafe))
            *VEC_ADD(arena, &set.findings) = finding;
    }
    return set;
}

/* The program diff compares the file with what it reads from its standard input. */
static int show(const char *path, const char *text, size_t length, FILE *stream,
                struct arena *arena, struct err *err)
{
    const char *name = path + strspn(path, "/");
    char *argv[] = {"diff",    "-u", "--label", arena_printf(arena, "a/%s", name),
                    "--label", arena_printf(arena, "b/%s", name), "--", (char *)path, "-", NULL};
    struct command command = {.argv = argv, .input = text, .input_length = length};
    struct command_result result = {0};
    int status = command_run(&command, &result, err);

    if (status == 0 && result.status > 1)
        status = err_set(err, "diff: %s", strbuf_text(&result.error));
    if (status == 0)
        fwrite(strbuf_text(&result.out), 1, result.out.length, stream);
    command_release(&result);
    return status;
}

static int replace(const char *path, const char *text, size_t length, struct err *err)
{
    struct output output;

    if (output_open(&output, path, err) != 0)
        return -1;
    fwrite(text, 1, length, output.stream);
    return output_close(&output, err);
}

static int mend_file(const struct file_result *file, const struct mend_options *options,
                     struct arena *arena, struct mend_counts *counts, struct err *err)
{
    struct edit_set set = wanted_of(file, options->unsafe, arena);
    size_t length = 0, new_length, wanted = set.findings.count;
    char *source, *text;
    int status = 0;

    if (wanted == 0)
        return 0;
    source = file_read(file->path, SOURCE_BYTES_MAX, &length, err);
    if (!source)
        return -1;
    if (!file->content || strcmp(file->content, analyse_content(source, length, arena)) != 0)
        set.findings.count = 0;
    else
        edit_drop_contradictions(&set, source, length);
    counts->left_alone += wanted - set.findings.count;
    if (set.findings.count > 0) {
        text = edit_apply(&set, source, length, arena, &new_length);
        status = options->diff ? show(file->path, text, new_length, options->diff, arena, err)
                               : replace(file->path, text, new_length, err);
        counts->findings += set.findings.count;
        counts->files++;
    }
    free(source);
    return status;
}

int mend_files(const struct lint_result *result, const struct mend_options *options,
               struct arena *arena, struct mend_counts *counts, struct err *err)
{
    *counts = (struct mend_counts){0};
    for (size_t i = 0; i < result->file_count; i++) {
        if (mend_file(&result->files[i], options, arena, counts, err) != 0)
            return -1;
    }
    return 0;
}
