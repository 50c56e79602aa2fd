/* Any bytes as a recorded run: judged again, or refused with a message. */
#include <stdlib.h>

#include "fuzz_file.h"
#include "run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diags diags = {0};
    struct run_result result = run_result_empty();
    int failed = run_replay(fuzz_file("run.jsonl", data, size), &result, &diags);
    if (failed && diags.errors == 0)
        abort(); /* refused without a reason */
    run_result_release(&result);
    diag_release(&diags);
    return 0;
}
