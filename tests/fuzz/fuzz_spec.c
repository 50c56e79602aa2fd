/* Any bytes as a benchrun spec: loaded and checked, or refused with a message. */
#include <stdlib.h>

#include "fuzz_file.h"
#include "spec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags diags = {0};
    struct spec spec = {0};
    int failed = spec_load(fuzz_file("spec.yaml", data, size), &spec, &arena, &diags);
    if ((failed != 0) != (diags.errors != 0))
        abort(); /* refused without a reason, or accepted in spite of one */
    diag_release(&diags);
    arena_release(&arena);
    return 0;
}
