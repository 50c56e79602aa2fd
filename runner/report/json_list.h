/* A JSON document with one long list, which is written as it comes: the document is never in
 * memory.
 *
 *     {HEAD, "NAME": [item, item], TAIL} */
#ifndef RUNNER_REPORT_JSON_LIST_H
#define RUNNER_REPORT_JSON_LIST_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

struct json_list {
    FILE *stream;
    bool begun; /* an item was written */
};

/* Each takes over the reference that it is given; `head` and `tail` are objects, and only `tail`
 * may be empty. */
struct json_list json_list_start(FILE *stream, json_t *head, const char *name);
void json_list_add(struct json_list *list, json_t *item);
/* The caller writes the next item himself, perhaps as a document of this kind. */
void json_list_next(struct json_list *list);
void json_list_end(struct json_list *list, json_t *tail);

#endif
