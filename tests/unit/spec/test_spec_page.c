#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "spec.h"

Test(spec, has_a_page_that_is_up_to_date)
{
    static const char path[] = SOURCE_DIR "/docs/spec-format.md";
    char *wanted = NULL;
    size_t length;
    struct err err;
    FILE *stream = open_memstream(&wanted, &length);
    spec_format_print(stream);
    fclose(stream);
    if (getenv("UPDATE")) {
        stream = fopen(path, "w");
        cr_assert_not_null(stream);
        fputs(wanted, stream);
        fclose(stream);
    }
    char *found = file_read(path, 1 << 20, &length, &err);
    cr_expect(found && strcmp(found, wanted) == 0, "%s is out of date: run this test with UPDATE=1",
              path);
    free(found);
    free(wanted);
}
