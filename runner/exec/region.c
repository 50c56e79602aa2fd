#include "region.h"

#include <stdbool.h>
#include <string.h>

/* JSON's integers are signed in most readers. */
static const uint64_t most = INT64_MAX;

static uint64_t add_saturated(uint64_t a, uint64_t b)
{
    return a > most - b ? most : a + b;
}

/* A decimal number of at most 64 bits at *text, which is moved behind it. */
static bool take_number(const char **text, uint64_t *number)
{
    const char *at = *text;
    *number = 0;
    for (; *at >= '0' && *at <= '9'; at++) {
        uint64_t digit = (uint64_t)(*at - '0');
        if (*number > (UINT64_MAX - digit) / 10)
            return false;
        *number = *number * 10 + digit;
    }
    bool any = at != *text;
    *text = at;
    return any;
}

static bool take_line(const char *line, uint64_t values[6])
{
    for (int i = 0; i < 6; i++) {
        if (i > 0 && *line++ != ' ')
            return false;
        if (!take_number(&line, &values[i]))
            return false;
    }
    return *line == '\0' && values[2] <= most && values[3] <= most && values[4] <= most;
}

static void end_line(struct region_reader *reader)
{
    struct region_report *report = &reader->report;
    uint64_t values[6];
    bool whole = reader->length < sizeof reader->line;
    if (whole)
        reader->line[reader->length] = '\0';
    reader->length = 0;
    /* No region lasts a year; sums of such numbers mean nothing. */
    const uint64_t longest = 31536000ULL * 1000000000ULL;
    if (!whole || !take_line(reader->line, values) || values[0] > longest || values[1] > longest) {
        report->ignored++;
        return;
    }
    report->regions++;
    report->wall = add_saturated(report->wall, values[0]);
    report->cpu = add_saturated(report->cpu, values[1]);
    report->touched = add_saturated(report->touched, values[2]);
    report->stored = add_saturated(report->stored, values[3]);
    report->maxrss = values[4] > report->maxrss ? values[4] : report->maxrss;
    report->checksum ^= values[5];
}

void region_feed(struct region_reader *reader, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\n')
            end_line(reader);
        else if (reader->length < sizeof reader->line)
            reader->line[reader->length++] = bytes[i];
    }
}

void region_finish(struct region_reader *reader)
{
    reader->report.ignored += reader->length > 0;
    reader->length = 0;
}
