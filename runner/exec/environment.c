#include "environment.h"

#include <stdlib.h>
#include <string.h>

/* What interpreters, loaders and compilers need to find their parts; nothing else is let through,
 * so that a shell's settings do not change a measurement. */
static const char *const kept[] = {"PATH",          "HOME",         "USER",
                                   "LOGNAME",       "TMPDIR",       "TZ",
                                   "LANG",          "LC_ALL",       "LC_CTYPE",
                                   "PYTHONPATH",    "PYTHONHOME",   "VIRTUAL_ENV",
                                   "JAVA_HOME",     "CONDA_PREFIX", "LD_LIBRARY_PATH",
                                   "PYENV_VERSION", "PYENV_ROOT",   NULL};

uint32_t environment_add(struct strbuf *buffer, int64_t n, size_t padding)
{
    uint32_t count = 0;
    for (const char *const *name = kept; *name; name++) {
        const char *value = getenv(*name);
        if (!value)
            continue;
        strbuf_printf(buffer, "%s=%s", *name, value);
        strbuf_putc(buffer, '\0');
        count++;
    }
    strbuf_printf(buffer, "BENCHRUN_N=%lld", (long long)n);
    strbuf_putc(buffer, '\0');
    strbuf_puts(buffer, "BENCHRUN_FD=3");
    strbuf_putc(buffer, '\0');
    strbuf_puts(buffer, "BENCHRUN_PADDING=");
    for (size_t i = 0; i < padding; i++)
        strbuf_putc(buffer, '-');
    strbuf_putc(buffer, '\0');
    return count + 3;
}
