#include "json_list.h"

#include "err.h"

static void write_part(FILE *stream, json_t *part, size_t flags)
{
    if (!part)
        bug("a part of the result is not JSON");
    json_dumpf(part, stream, JSON_INDENT(1) | JSON_REAL_PRECISION(9) | flags);
    json_decref(part);
}

struct json_list json_list_start(FILE *stream, json_t *head, const char *name)
{
    fputc('{', stream);
    write_part(stream, head, JSON_EMBED);
    fprintf(stream, ",\n \"%s\": [", name);
    return (struct json_list){.stream = stream};
}

void json_list_next(struct json_list *list)
{
    fputs(list->begun ? ",\n" : "\n", list->stream);
    list->begun = true;
}

void json_list_add(struct json_list *list, json_t *item)
{
    json_list_next(list);
    write_part(list->stream, item, 0);
}

void json_list_end(struct json_list *list, json_t *tail)
{
    fputs(list->begun ? "\n ]" : "]", list->stream);
    if (json_object_size(tail) > 0)
        fputc(',', list->stream);
    write_part(list->stream, tail, JSON_EMBED);
    fputs("}\n", list->stream);
}
