#include "edit_template.h"

#define AT(field) offsetof(struct edit_template, field)

/* In the order of enum edit_place. */
static const char *const place_names[] = {"expression", "origin",     "clock", "after-statement",
                                          "after-loop", "before-end", NULL};

const struct ytab_field edit_template_fields[] = {
    {.key = YTAB_MARK_KEY, .type = YTAB_STRING, .offset = AT(mark)},
    {.key = "place", .type = YTAB_ENUM, .offset = AT(place), .required = true,
     .choices = place_names,
     .help = "what the text replaces: the expression that the finding points at, the one that "
             "made the object, every reading of the clock; or where it is a statement of its own"},
    {.key = "text", .type = YTAB_STRING, .offset = AT(text), .required = true,
     .help = "with the placeholders of rules"},
    {.key = "import", .type = YTAB_STRING, .offset = AT(import),
     .help = "what {import} stands for, imported if it is not yet: collections.deque"},
    {.key = "dropped", .type = YTAB_BOOL, .offset = AT(dropped),
     .help = "only where the value of the expression is dropped"},
    {.key = "unsafe", .type = YTAB_BOOL, .offset = AT(unsafe),
     .help = "it may change what the program does"},
    {.key = "frameworks", .type = YTAB_STRINGS, .offset = AT(frameworks),
     .help = "only in regions of these"},
    {.key = "readings", .type = YTAB_STRINGS, .offset = AT(readings),
     .help = "only where the clock is one of these"},
    {.key = "not_with", .type = YTAB_STRINGS, .offset = AT(not_with),
     .help = "not in a file that calls one of these"},
    {.key = NULL},
};
