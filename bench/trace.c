#include "trace.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "robust.h"
#include "str.h"

enum { COLUMN_CPU = 1, COLUMN_REGION = 2, VALUES_LEAST = 100 };

/* The number in a comma-separated column; negative when there is none. */
static double column_value(const char *line, int column)
{
    for (; column > 0; column--) {
        line = strchr(line, ',');
        if (!line)
            return -1;
        line++;
    }
    char *end;
    double value = strtod(line, &end);
    return end == line ? -1 : value;
}

static void add_column(struct traces *traces, const char *name, FILE *stream, int column)
{
    VEC(double) values = {0};
    char line[256];
    rewind(stream);
    while (fgets(line, sizeof line, stream)) {
        double value = column_value(line, column);
        if (value > 0)
            *VEC_ADD(&traces->arena, &values) = value;
    }
    if (values.count < VALUES_LEAST)
        return;
    double *sorted = ARENA_ARRAY(&traces->arena, double, values.count);
    memcpy(sorted, values.items, values.count * sizeof *sorted);
    double middle = median(sorted, values.count);
    for (size_t i = 0; i < values.count; i++)
        values.items[i] /= middle;
    *VEC_ADD(&traces->arena, &traces->list) =
        (struct trace){.name = arena_printf(&traces->arena, "%s %s", name,
                                            column == COLUMN_CPU ? "process" : "region"),
                       .factors = values.items,
                       .count = values.count};
}

static int add_file(struct traces *traces, const char *folder, const char *name, struct err *err)
{
    const char *path = arena_printf(&traces->arena, "%s/%s", folder, name);
    FILE *stream = fopen(path, "r");
    if (!stream)
        return err_errno(err, "%s", path);
    add_column(traces, name, stream, COLUMN_CPU);
    add_column(traces, name, stream, COLUMN_REGION);
    fclose(stream);
    return 0;
}

static int is_csv(const struct dirent *entry)
{
    return str_ends(entry->d_name, ".csv");
}

int traces_load(struct traces *traces, const char *folder, struct err *err)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_csv, alphasort), status = 0;
    if (count < 0)
        return err_errno(err, "%s", folder);
    for (int i = 0; i < count; i++) {
        if (status == 0)
            status = add_file(traces, folder, entries[i]->d_name, err);
        free(entries[i]);
    }
    free(entries);
    if (status == 0 && traces->list.count == 0)
        return err_set(err, "%s: no recorded noise (*.csv with at least %d runs)", folder,
                       VALUES_LEAST);
    return status;
}

void traces_release(struct traces *traces)
{
    arena_release(&traces->arena);
}
