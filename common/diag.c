#include "diag.h"

/* More than a person reads, and a bound on what a hostile file can make us keep. */
enum { DIAGS_KEPT_MAX = 1000 };

void diag_add(struct diags *diags, enum diag_level level, const char *path, size_t line,
              size_t column, const char *format, ...)
{
    if (level == DIAG_ERROR)
        diags->errors++;
    if (diags->list.count >= DIAGS_KEPT_MAX) {
        diags->dropped++;
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    struct diag *diag = VEC_ADD(&diags->arena, &diags->list);
    *diag = (struct diag){
        .level = level,
        .path = path ? arena_strdup(&diags->arena, path) : NULL,
        .line = line,
        .column = column,
        .text = arena_vprintf(&diags->arena, format, arguments),
    };
    va_end(arguments);
}

void diag_print(const struct diags *diags, FILE *stream)
{
    static const char *const names[] = {"note", "warning", "error"};
    for (size_t i = 0; i < diags->list.count; i++) {
        const struct diag *diag = &diags->list.items[i];
        if (diag->path)
            fprintf(stream, "%s:", diag->path);
        if (diag->line)
            fprintf(stream, "%zu:", diag->line);
        if (diag->line && diag->column)
            fprintf(stream, "%zu:", diag->column);
        fprintf(stream, "%s%s: %s\n", diag->path ? " " : "", names[diag->level], diag->text);
    }
    if (diags->dropped)
        fprintf(stream, "note: %zu more messages are not shown\n", diags->dropped);
}

void diag_release(struct diags *diags)
{
    arena_release(&diags->arena);
    *diags = (struct diags){0};
}
