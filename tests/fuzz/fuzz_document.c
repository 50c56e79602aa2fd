/* Any bytes as a result document, and as the result of another tool: read (and judged), or refused
 * with a message. */
#include <stdlib.h>

#include "document.h"
#include "fuzz_file.h"
#include "import.h"
#include "run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_import(const char *path)
{
    struct diags diags = {0};
    struct run_result result = run_result_empty();
    struct record record = {0};
    struct import import;
    if (import_read(path, &import, &record, &result.arena, &diags) == 0)
        run_record(&record, &result);
    else if (diags.errors == 0)
        abort(); /* refused without a reason */
    run_result_release(&result);
    diag_release(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diags diags = {0};
    struct run_result result = run_result_empty();
    const char *path = fuzz_file("result.json", data, size);
    if (document_read(path, &result, &diags) != 0 && diags.errors == 0)
        abort();
    run_result_release(&result);
    diag_release(&diags);
    try_import(path);
    return 0;
}
