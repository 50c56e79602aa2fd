/* Any bytes as a Python file: lowered to an IR that keeps its rules. */
#include <stdio.h>
#include <stdlib.h>

#include "front.h"
#include "map.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct err err = {0};
    char *source = arena_copy(&arena, (const char *)data, size);
    struct ir_unit *unit = python_lower("fuzz.py", source, size, &arena, &err);
    const char *wrong = unit ? ir_check(unit) : NULL;
    if (wrong) {
        fprintf(stderr, "%s\n", wrong);
        abort();
    }
    if (unit)
        map_free(unit->names);
    arena_release(&arena);
    return 0;
}
