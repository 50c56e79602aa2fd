#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "str.h"

static int open_regular(const char *path, size_t maximum, struct stat *status, struct err *err)
{
    /* O_NONBLOCK: opening a FIFO must not wait for a writer. */
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return err_errno(err, "%s", path);
    if (fstat(fd, status) != 0)
        err_errno(err, "%s", path);
    else if (S_ISDIR(status->st_mode))
        err_set(err, "%s: is a directory", path);
    else if (!S_ISREG(status->st_mode))
        err_set(err, "%s: is not a regular file", path);
    else if (status->st_size > 0 && (uintmax_t)status->st_size > maximum)
        err_set(err, "%s: is larger than %zu bytes", path, maximum);
    else
        return fd;
    close(fd);
    return -1;
}

/* Reads to the end rather than to st_size: files in /proc say 0, others may be growing. */
static int read_all(int fd, size_t maximum, struct strbuf *text)
{
    char chunk[64 << 10];
    ssize_t got;
    do {
        got = read(fd, chunk, sizeof chunk);
        if (got > 0)
            strbuf_add(text, chunk, (size_t)got);
    } while ((got > 0 && text->length <= maximum) || (got < 0 && errno == EINTR));
    return got < 0 ? -1 : 0;
}

char *file_read(const char *path, size_t maximum, size_t *length, struct err *err)
{
    struct stat status;
    int fd = open_regular(path, maximum, &status, err);
    if (fd < 0)
        return NULL;
    struct strbuf text = {.maximum = maximum + 1};
    strbuf_add(&text, "", 0);
    int failed = read_all(fd, maximum, &text);
    if (failed)
        err_errno(err, "%s", path);
    else if (text.length > maximum)
        failed = err_set(err, "%s: is larger than %zu bytes", path, maximum);
    close(fd);
    if (failed) {
        strbuf_release(&text);
        return NULL;
    }
    *length = text.length;
    return text.text;
}

int lines_open(struct line_reader *lines, const char *path, size_t maximum, size_t line_maximum,
               struct err *err)
{
    struct stat status;
    int file = open_regular(path, maximum, &status, err);
    *lines = (struct line_reader){
        .file = file, .path = path, .maximum = line_maximum, .open = file >= 0};
    return file < 0 ? -1 : 0;
}

/* Makes room behind `end`. */
static void make_room(struct line_reader *lines)
{
    enum { LEAST = 64 << 10 };
    if (lines->start > 0)
        memmove(lines->buffer, lines->buffer + lines->start, lines->end - lines->start);
    lines->end -= lines->start;
    lines->start = 0;
    if (lines->capacity - lines->end >= LEAST / 2)
        return;
    lines->capacity = lines->capacity ? 2 * lines->capacity : LEAST;
    lines->buffer = realloc(lines->buffer, lines->capacity);
    if (!lines->buffer)
        die("out of memory");
}

int lines_next(struct line_reader *lines, const char **text, size_t *length, bool *whole,
               struct err *err)
{
    size_t searched = 0;
    *whole = false;
    for (ssize_t got = 1; got > 0;) {
        size_t held = lines->end - lines->start;
        const char *from = lines->buffer + lines->start;
        const char *end = held > searched ? memchr(from + searched, '\n', held - searched) : NULL;
        if (end) {
            *text = from;
            *length = (size_t)(end - from);
            *whole = true;
            lines->start += *length + 1;
            return 1;
        }
        if (held > lines->maximum)
            return err_set(err, "%s: a line of more than %zu bytes", lines->path, lines->maximum);
        searched = held;
        make_room(lines);
        do
            got = read(lines->file, lines->buffer + lines->end, lines->capacity - lines->end);
        while (got < 0 && errno == EINTR);
        if (got < 0)
            return err_errno(err, "%s", lines->path);
        lines->end += (size_t)got;
    }
    *text = lines->buffer + lines->start;
    *length = lines->end - lines->start;
    lines->start = lines->end;
    return *length > 0;
}

void lines_close(struct line_reader *lines)
{
    if (lines->open)
        close(lines->file);
    free(lines->buffer);
    *lines = (struct line_reader){0};
}

/* The file that a rename must replace: behind symbolic links, if it exists. */
static char *target_of(const char *path)
{
    char *target = realpath(path, NULL);
    if (!target)
        target = strdup(path);
    if (!target)
        die("out of memory");
    return target;
}

static int open_scratch(struct output *output, mode_t mode, struct err *err)
{
    struct strbuf name = {0};
    strbuf_printf(&name, "%s.XXXXXX", output->target);
    output->scratch = name.text;
    int fd = mkostemp(output->scratch, O_CLOEXEC);
    if (fd < 0) {
        free(output->scratch);
        output->scratch = NULL;
        return err_errno(err, "%s", output->path);
    }
    fchmod(fd, mode);
    output->stream = fdopen(fd, "w");
    if (!output->stream)
        die("out of memory");
    return 0;
}

int output_open(struct output *output, const char *path, struct err *err)
{
    *output = (struct output){.stream = stdout};
    if (!path || strcmp(path, "-") == 0)
        return 0;
    output->path = path;
    output->target = target_of(path);
    struct stat status;
    bool exists = stat(path, &status) == 0;
    int failed = 0;
    if (exists && !S_ISREG(status.st_mode)) { /* /dev/null must stay what it is */
        output->stream = fopen(path, "we");
        if (!output->stream)
            failed = err_errno(err, "%s", path);
    } else {
        mode_t mask = umask(0);
        umask(mask);
        failed = open_scratch(output, exists ? status.st_mode & 07777 : 0666 & ~mask, err);
    }
    if (failed) {
        free(output->target);
        *output = (struct output){0};
    }
    return failed;
}

int output_close(struct output *output, struct err *err)
{
    if (!output->stream)
        return 0;
    const char *name = output->path ? output->path : "standard output";
    bool bad = ferror(output->stream) != 0; /* errno of that failure is gone by now */
    int failed = fflush(output->stream) != 0 ? err_errno(err, "%s", name) : 0;
    /* A standard output that was closed all along does no harm when nothing was written. */
    if (fclose(output->stream) != 0 && !failed && errno != EBADF)
        failed = err_errno(err, "%s", name);
    if (bad && !failed)
        failed = err_set(err, "%s: could not be written in full", name);
    if (output->scratch) {
        if (!failed && rename(output->scratch, output->target) != 0)
            failed = err_errno(err, "%s", name);
        if (failed)
            unlink(output->scratch);
    }
    free(output->scratch);
    free(output->target);
    *output = (struct output){0};
    return failed;
}

void output_discard(struct output *output)
{
    if (output->stream && output->stream != stdout)
        fclose(output->stream);
    if (output->scratch)
        unlink(output->scratch);
    free(output->scratch);
    free(output->target);
    *output = (struct output){0};
}

const char *scratch_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

void standard_streams_secure(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        /* The lowest free number is taken, which is fd; open for the wrong direction on purpose. */
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
            die("standard streams cannot be opened");
    }
}

bool color_wanted(enum color_when when, FILE *stream)
{
    if (when != COLOR_AUTO)
        return when == COLOR_ALWAYS;
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if ((no_color && *no_color) || (terminal && strcmp(terminal, "dumb") == 0))
        return false;
    return isatty(fileno(stream)) == 1;
}

bool progress_wanted(void)
{
    return isatty(STDERR_FILENO) == 1 && !getenv("CI") && !getenv("PRE_COMMIT");
}
