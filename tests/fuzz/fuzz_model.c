/* Any bytes as a model of an API. */
#include <stdlib.h>

#include "fuzz_file.h"
#include "model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diags diags = {0};
    fuzz_file("library.yaml", data, size);
    struct model *model = model_load(fuzz_folder(), &diags);
    if (!model && diags.errors == 0)
        abort(); /* refused without a reason */
    model_free(model);
    diag_release(&diags);
    return 0;
}
