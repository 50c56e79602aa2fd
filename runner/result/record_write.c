/* Writing the recorded file: a line at a time, on the disk at the end of every round. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record.h"

struct record_writer {
    int file;
    char *path;
    size_t fixture;    /* of the last sample, */
    uint32_t round;    /* its round, */
    const char *phase; /* and its phase: where one changes, a round has ended */
};

static struct record_writer *open_locked(const char *path, struct err *err)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) {
        err_errno(err, "%s", path);
        return NULL;
    }
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        err_set(err, "%s: %s", path,
                errno == EWOULDBLOCK ? "another benchrun is writing to it" : strerror(errno));
        close(file);
        return NULL;
    }
    struct record_writer *writer = calloc(1, sizeof *writer);
    if (!writer)
        die("out of memory");
    writer->file = file;
    writer->path = strdup(path);
    return writer;
}

static int write_line(struct record_writer *writer, json_t *object, struct err *err)
{
    char *text = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(17));
    json_decref(object);
    if (!text)
        bug("a recorded line that is not JSON");
    size_t length = strlen(text), done = 0;
    text[length++] = '\n'; /* in the place of the NUL */
    int status = 0;
    while (done < length && status == 0) {
        ssize_t written = write(writer->file, text + done, length - done);
        if (written > 0)
            done += (size_t)written;
        else if (written < 0 && errno != EINTR)
            status = err_errno(err, "%s", writer->path);
    }
    free(text);
    return status;
}

static json_t *header(const struct record *record)
{
    json_t *fixtures = json_array();
    for (size_t i = 0; i < record->fixtures.count; i++) {
        const struct recorded *recorded = &record->fixtures.items[i];
        json_t *object = task_to_json(&recorded->task);
        json_object_set_new(object, "status", json_string(fixture_status_names[recorded->status]));
        json_object_set_new(object, "reason",
                            recorded->reason ? json_string(recorded->reason) : json_null());
        json_array_append_new(fixtures, object);
    }
    json_t *host = json_loads(record->host_json, 0, NULL);
    return json_pack("{s:s, s:s, s:i, s:I, s:I, s:i, s:i, s:o, s:o}", "tool", "benchrun", "version",
                     PROJECT_VERSION, "record", 1, "seed", (json_int_t)record->seed, "plan",
                     (json_int_t)record->plan, "shard", (int)record->shard, "shards",
                     (int)record->shards, "host", host ? host : json_object(), "fixtures",
                     fixtures);
}

struct record_writer *record_create(const char *path, const struct record *record, struct err *err)
{
    struct record_writer *writer = open_locked(path, err);
    if (!writer)
        return NULL;
    /* Devices and pipes cannot be cut, and need not be. */
    if (ftruncate(writer->file, 0) != 0 && errno != EINVAL) {
        err_errno(err, "%s", path);
    } else if (write_line(writer, header(record), err) == 0) {
        return writer;
    }
    record_close(writer, NULL);
    return NULL;
}

/* The offset behind the last newline. */
static off_t whole_lines(int file, off_t size)
{
    char byte;
    while (size > 0 && pread(file, &byte, 1, size - 1) == 1 && byte != '\n')
        size--;
    return size;
}

struct record_writer *record_append(const char *path, struct err *err)
{
    struct record_writer *writer = open_locked(path, err);
    if (!writer)
        return NULL;
    off_t end = lseek(writer->file, 0, SEEK_END);
    off_t whole = whole_lines(writer->file, end);
    if (end >= 0 && ftruncate(writer->file, whole) == 0 &&
        lseek(writer->file, whole, SEEK_SET) == whole)
        return writer;
    err_errno(err, "%s", path);
    record_close(writer, NULL);
    return NULL;
}

static int flush(struct record_writer *writer, struct err *err)
{
    /* What cannot be synchronised (a pipe, a device) needs not be. */
    if (fsync(writer->file) != 0 && errno != EINVAL && errno != EROFS)
        return err_errno(err, "%s", writer->path);
    return 0;
}

int record_sample(struct record_writer *writer, size_t fixture, const struct sample *sample,
                  struct err *err)
{
    bool round_ended = writer->phase &&
                       (writer->fixture != fixture || writer->round != sample->round ||
                        strcmp(writer->phase, sample->phase) != 0);
    writer->fixture = fixture;
    writer->round = sample->round;
    writer->phase = sample->phase;
    if (round_ended && flush(writer, err) != 0)
        return -1;
    json_t *object = json_pack("{s:I}", "fixture", (json_int_t)fixture);
    json_t *rest = sample_to_json(sample);
    json_object_update(object, rest);
    json_decref(rest);
    return write_line(writer, object, err);
}

int record_close(struct record_writer *writer, struct err *err)
{
    if (!writer)
        return 0;
    int status = flush(writer, err);
    if (close(writer->file) != 0 && status == 0)
        status = err_errno(err, "%s", writer->path);
    free(writer->path);
    free(writer);
    return status;
}
