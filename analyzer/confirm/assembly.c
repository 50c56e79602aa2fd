#include "assembly.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "map.h"
#include "str.h"

struct reader {
    struct arena *arena;
    struct assembly *assembly;
    struct map *labels; /* name -> &positions: the index of the instruction that follows */
    struct map *functions; /* names of labels that are functions */
    struct map *files;  /* number as text -> "" for the compiled file */
    const char *source;
    uint32_t line; /* that the last .loc gave */
};

struct position {
    size_t index;
};

/* Mnemonics that change where control goes; the rest falls through.  A trailing `*` matches any
 * ending. */
static const struct {
    const char *mnemonic;
    enum instruction_kind kind;
} flow[] = {
    {"call*", INSTRUCTION_CALL},   {"jmp*", INSTRUCTION_JUMP},   {"j*", INSTRUCTION_BRANCH},
    {"loop*", INSTRUCTION_BRANCH}, {"ret*", INSTRUCTION_LEAVE},
    {"ud2", INSTRUCTION_LEAVE},    {"hlt", INSTRUCTION_LEAVE},   {"bl", INSTRUCTION_CALL},
    {"blr", INSTRUCTION_CALL},     {"b", INSTRUCTION_JUMP},      {"br", INSTRUCTION_INDIRECT},
    {"b.*", INSTRUCTION_BRANCH},   {"cbz", INSTRUCTION_BRANCH},  {"cbnz", INSTRUCTION_BRANCH},
    {"tbz", INSTRUCTION_BRANCH},   {"tbnz", INSTRUCTION_BRANCH}, {"brk", INSTRUCTION_LEAVE},
    {"xbegin", INSTRUCTION_BRANCH},
};

static bool is_mnemonic(struct slice word, const char *pattern)
{
    size_t length = strlen(pattern);

    if (pattern[length - 1] == '*')
        return word.length >= length - 1 && strncmp(word.at, pattern, length - 1) == 0;
    return word.length == length && strncmp(word.at, pattern, length) == 0;
}

static enum instruction_kind kind_of(struct slice mnemonic)
{
    for (size_t i = 0; i < sizeof flow / sizeof *flow; i++) {
        if (is_mnemonic(mnemonic, flow[i].mnemonic))
            return flow[i].kind;
    }
    return INSTRUCTION_PLAIN;
}

static struct slice next_word(const char **at, const char *end)
{
    struct slice word;

    while (*at < end && (**at == ' ' || **at == '\t'))
        (*at)++;
    word.at = *at;
    while (*at < end && **at != ' ' && **at != '\t' && **at != ',')
        (*at)++;
    word.length = (size_t)(*at - word.at);
    return word;
}

/* The last operand: the target of every jump, branch and call on both machines. */
static struct slice last_operand(const char *at, const char *end)
{
    const char *start = end;

    while (start > at && start[-1] != ' ' && start[-1] != '\t' && start[-1] != ',')
        start--;
    return (struct slice){start, (size_t)(end - start)};
}

/* The symbol whose address the instruction takes; empty when it takes none. */
static struct slice addressed(struct slice mnemonic, const char *at, const char *end)
{
    struct slice operand = is_mnemonic(mnemonic, "adrp") ? last_operand(at, end)
                                                         : next_word(&at, end);
    bool is_value = operand.length && operand.at[0] == '$';

    if (!is_mnemonic(mnemonic, "adrp") && !is_mnemonic(mnemonic, "lea*") &&
        !(is_mnemonic(mnemonic, "mov*") &&
          (is_value || memmem(operand.at, operand.length, "@GOTPCREL", strlen("@GOTPCREL")))))
        return (struct slice){at, 0};
    operand.at += is_value;
    operand.length -= is_value;
    for (size_t i = 0; i < operand.length; i++)
        if (strchr("@(+", operand.at[i]))
            operand.length = i;
    return operand;
}

static void add_instruction(struct reader *reader, const char *at, const char *end)
{
    struct instruction *added = VEC_ADD(reader->arena, &reader->assembly->list);
    struct slice mnemonic = next_word(&at, end);
    struct slice target;

    while (slice_is(mnemonic, "notrack") || slice_is(mnemonic, "bnd"))
        mnemonic = next_word(&at, end);
    target = last_operand(at, end);
    *added = (struct instruction){
        .kind = kind_of(mnemonic), .line = reader->line, .target = "", .next = SIZE_MAX};
    if (is_mnemonic(mnemonic, "rep*")) {
        added->repeats = !slice_is(target, "ret");
        added->kind = added->repeats ? INSTRUCTION_PLAIN : INSTRUCTION_LEAVE;
    }
    if (added->kind == INSTRUCTION_LEAVE)
        return;
    if (added->kind == INSTRUCTION_PLAIN) {
        target = addressed(mnemonic, at, end);
        if (target.length)
            added->target = arena_copy(reader->arena, target.at, target.length);
        return;
    }
    if (added->kind == INSTRUCTION_JUMP && target.length && target.at[0] == '*')
        added->kind = INSTRUCTION_INDIRECT;
    added->target = arena_copy(reader->arena, target.at,
                               memchr(target.at, '@', target.length)
                                   ? (size_t)((const char *)memchr(target.at, '@', target.length) -
                                              target.at)
                                   : target.length);
}

/* `.file 1 "directory" "name"` or `.file 1 "name"`: is it the compiled file? */
static void read_file(struct reader *reader, const char *at, const char *end)
{
    struct slice number = next_word(&at, end);
    char *text = arena_copy(reader->arena, at, (size_t)(end - at));
    char *directory = strchr(text, '"'), *name, *path;

    if (!number.length || !isdigit((unsigned char)number.at[0]) || !directory)
        return;
    directory++;
    name = strchr(directory, '"');
    if (!name)
        return;
    *name++ = '\0';
    name = strchr(name, '"');
    path = directory;
    if (name) {
        name++;
        name[strcspn(name, "\"")] = '\0';
        path = name[0] == '/' ? name : arena_printf(reader->arena, "%s/%s", directory, name);
    }
    if (strcmp(path, reader->source) == 0)
        map_put(reader->files, arena_copy(reader->arena, number.at, number.length), reader);
}

static void read_loc(struct reader *reader, const char *at, const char *end)
{
    struct slice file = next_word(&at, end);
    struct slice line = next_word(&at, end);
    bool ours = map_get(reader->files, arena_copy(reader->arena, file.at, file.length)) != NULL;

    reader->line = ours ? (uint32_t)strtoul(line.at, NULL, 10) : 0;
}

static void add_label(struct reader *reader, const char *at, size_t length)
{
    struct position *position = ARENA_NEW(reader->arena, struct position);

    position->index = reader->assembly->list.count;
    map_put(reader->labels, arena_copy(reader->arena, at, length), position);
}

/* A line of inline assembly that is one of our markers: the text after the marker's name. */
static void read_marker(struct reader *reader, const char *at)
{
    struct instruction *added;
    unsigned number;
    char which[8];

    if (sscanf(at, ASSEMBLY_MARKER " %u %7s", &number, which) != 2)
        return;
    added = VEC_ADD(reader->arena, &reader->assembly->list);
    *added = (struct instruction){.kind = INSTRUCTION_MARKER,
                                  .target = "",
                                  .next = SIZE_MAX,
                                  .marker = number,
                                  .is_stop = strncmp(which, "stop", 4) == 0};
}

/* `.type name, @function` */
static void read_type(struct reader *reader, const char *at, const char *end)
{
    struct slice name = next_word(&at, end);

    if (str_ends(arena_copy(reader->arena, at, (size_t)(end - at)), "function"))
        map_put(reader->functions, arena_copy(reader->arena, name.at, name.length), reader);
}

static void read_line(struct reader *reader, const char *at, const char *end)
{
    const char *marker = memmem(at, (size_t)(end - at), ASSEMBLY_MARKER, strlen(ASSEMBLY_MARKER));
    const char *colon = memchr(at, ':', (size_t)(end - at));
    struct slice word;

    while (end > at && isspace((unsigned char)end[-1]))
        end--;
    if (marker) {
        read_marker(reader, arena_copy(reader->arena, marker, (size_t)(end - marker)));
        return;
    }
    if (at < end && !isspace((unsigned char)*at)) {
        if (colon && colon < end)
            add_label(reader, at, (size_t)(colon - at));
        return;
    }
    while (at < end && isspace((unsigned char)*at))
        at++;
    if (at == end || *at == '#' || *at == '/')
        return;
    if (*at != '.') {
        add_instruction(reader, at, end);
        return;
    }
    word = next_word(&at, end);
    if (slice_is(word, ".loc"))
        read_loc(reader, at, end);
    else if (slice_is(word, ".file"))
        read_file(reader, at, end);
    else if (slice_is(word, ".cfi_startproc"))
        reader->line = 0;
    else if (slice_is(word, ".type"))
        read_type(reader, at, end);
}

static void resolve_targets(struct reader *reader)
{
    for (size_t i = 0; i < reader->assembly->list.count; i++) {
        struct instruction *instruction = &reader->assembly->list.items[i];
        const struct position *position = map_get(reader->labels, instruction->target);

        if (instruction->kind == INSTRUCTION_MARKER ||
            (instruction->kind == INSTRUCTION_PLAIN &&
             !map_get(reader->functions, instruction->target)))
            continue;
        if (position)
            instruction->next = position->index;
        else if (instruction->kind == INSTRUCTION_JUMP)
            instruction->kind = INSTRUCTION_LEAVE; /* a tail call */
    }
}

bool assembly_read(const char *text, size_t length, const char *source, struct arena *arena,
                   struct assembly *assembly)
{
    struct reader reader = {.arena = arena,
                            .assembly = assembly,
                            .labels = map_new(),
                            .functions = map_new(),
                            .files = map_new(),
                            .source = source};
    const char *end = text + length;

    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline ? newline : end;

        read_line(&reader, text, stop);
        text = stop + 1;
    }
    resolve_targets(&reader);
    map_free(reader.labels);
    map_free(reader.functions);
    map_free(reader.files);
    return assembly->list.count > 0;
}
