#include "ytab_pack.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "file.h"
#include "ytab_internal.h"

/* A pack is read by the machine that wrote it: numbers stand as they do in memory.
 * header, entries ordered by hash, nodes in preorder, texts. */
struct header {
    char magic[8];
    uint64_t checksum; /* of all that follows the header */
    uint32_t entries, nodes, texts;
    uint32_t zero;
};
struct entry {
    uint64_t hash, stamp;  /* of the content; of the file that had it: 0 when there is none */
    uint32_t first, count; /* nodes */
};
struct packed {
    uint32_t kind, plain;
    uint32_t line, column;
    uint32_t size; /* of a scalar: where its text begins; else how many children follow */
};

static const char magic[8] = "ytab\0002"; /* another digit when the layout changes */

struct pack {
    const struct entry *entries;
    const struct packed *nodes;
    const char *texts;
    size_t count;
};
static struct pack in_use; /* mapped until the process ends: strings point into it */

/* --- reading ------------------------------------------------------------------------------- */

static bool is_whole(const struct header *header, size_t size)
{
    size_t body = header->entries * sizeof(struct entry) + header->nodes * sizeof(struct packed) +
                  header->texts;

    return memcmp(header->magic, magic, sizeof magic) == 0 && header->zero == 0 &&
           size == sizeof *header + body &&
           header->checksum == XXH3_64bits(header + 1, body);
}

void ytab_pack_use(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    const struct header *header = MAP_FAILED;

    in_use = (struct pack){0};
    if (fd < 0)
        return;
    if (fstat(fd, &status) == 0 && status.st_size >= (off_t)sizeof *header)
        header = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    close(fd);
    if (header == MAP_FAILED)
        return;
    if (!is_whole(header, (size_t)status.st_size)) {
        munmap((void *)(uintptr_t)header, (size_t)status.st_size);
        return;
    }
    in_use.entries = (const void *)(header + 1);
    in_use.nodes = (const void *)(in_use.entries + header->entries);
    in_use.texts = (const void *)(in_use.nodes + header->nodes);
    in_use.count = header->entries;
}

size_t ytab_pack_count(void)
{
    return in_use.count;
}

static int by_hash(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;

    return (left->hash > right->hash) - (left->hash < right->hash);
}

/* The tree below the next packed node; moves all three cursors on. */
static struct ytab_node *unpack(const struct packed **from, struct ytab_node **node,
                                struct ytab_node ***children)
{
    const struct packed *packed = (*from)++;
    struct ytab_node *made = (*node)++;

    made->kind = (enum ytab_kind)packed->kind;
    made->plain = packed->plain;
    made->mark = (struct ytab_mark){packed->line, packed->column};
    if (made->kind == YTAB_IS_SCALAR) {
        made->text = in_use.texts + packed->size;
        return made;
    }
    made->children.items = *children;
    made->children.count = made->children.capacity = packed->size;
    *children += packed->size;
    for (size_t i = 0; i < packed->size; i++)
        made->children.items[i] = unpack(from, node, children);
    return made;
}

static struct ytab_node *root_of(struct ytab_load *load, const struct entry *entry)
{
    const struct packed *from = in_use.nodes + entry->first;
    struct ytab_node *nodes = ARENA_ARRAY(&load->scratch, struct ytab_node, entry->count);
    struct ytab_node **children = ARENA_ARRAY(&load->scratch, struct ytab_node *, entry->count);

    return unpack(&from, &nodes, &children);
}

/* The file's name within its folder, how long it is and when it was written. */
static uint64_t stamp_of(const char *path)
{
    struct stat status;
    const char *name = path + strlen(path);
    uint64_t parts[4];

    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return 0;
    for (int folders = 0; name > path && (name[-1] != '/' || folders++ == 0);)
        name--;
    parts[0] = XXH3_64bits(name, strlen(name));
    parts[1] = (uint64_t)status.st_size;
    parts[2] = (uint64_t)status.st_mtim.tv_sec;
    parts[3] = (uint64_t)status.st_mtim.tv_nsec;
    return XXH3_64bits(parts, sizeof parts);
}

struct ytab_node *ytab_packed_file(struct ytab_load *load, const char *path)
{
    uint64_t stamp = in_use.count ? stamp_of(path) : 0;

    for (size_t i = 0; stamp && i < in_use.count; i++)
        if (in_use.entries[i].stamp == stamp)
            return root_of(load, &in_use.entries[i]);
    return NULL;
}

struct ytab_node *ytab_packed(struct ytab_load *load, const char *text, size_t length)
{
    struct entry key = {.hash = in_use.count ? XXH3_64bits(text, length) : 0};
    const struct entry *entry =
        in_use.count ? bsearch(&key, in_use.entries, in_use.count, sizeof key, by_hash) : NULL;

    return entry ? root_of(load, entry) : NULL;
}

/* --- writing ------------------------------------------------------------------------------- */

struct writer {
    struct arena arena;
    VEC(struct entry) entries;
    VEC(struct packed) nodes;
    VEC(char) texts;
};

static void add_text(struct writer *writer, const char *text)
{
    do
        *VEC_ADD(&writer->arena, &writer->texts) = *text;
    while (*text++);
}

static void add_node(struct writer *writer, const struct ytab_node *node)
{
    bool scalar = node->kind == YTAB_IS_SCALAR;

    *VEC_ADD(&writer->arena, &writer->nodes) = (struct packed){
        .kind = node->kind,
        .plain = node->plain,
        .line = (uint32_t)node->mark.line,
        .column = (uint32_t)node->mark.column,
        .size = (uint32_t)(scalar ? writer->texts.count : node->children.count)};
    if (scalar)
        add_text(writer, node->text);
    for (size_t i = 0; i < node->children.count; i++)
        add_node(writer, node->children.items[i]);
}

static int add_file(struct writer *writer, const char *path, struct err *err)
{
    uint64_t stamp = stamp_of(path); /* before the content: who writes meanwhile makes it stale */
    size_t length;
    char *text = file_read(path, YTAB_BYTES_MAX, &length, err);
    struct diags diags = {0};
    struct ytab_load load = {.path = path, .arena = &writer->arena, .diags = &diags};
    const struct ytab_node *root = text ? ytab_tree(&load, text, length) : NULL;
    uint32_t first = (uint32_t)writer->nodes.count;

    if (root && diags.errors == 0) {
        add_node(writer, root);
        *VEC_ADD(&writer->arena, &writer->entries) = (struct entry){
            .hash = XXH3_64bits(text, length),
            .stamp = stamp,
            .first = first,
            .count = (uint32_t)writer->nodes.count - first};
    }
    arena_release(&load.scratch);
    diag_release(&diags);
    free(text);
    return text ? 0 : -1;
}

static char *body_of(struct writer *writer, size_t *size)
{
    size_t entries = writer->entries.count * sizeof *writer->entries.items;
    size_t nodes = writer->nodes.count * sizeof *writer->nodes.items;
    char *body = arena_alloc(&writer->arena, entries + nodes + writer->texts.count + 1);

    if (entries) {
        memcpy(body, writer->entries.items, entries);
        memcpy(body + entries, writer->nodes.items, nodes);
        memcpy(body + entries + nodes, writer->texts.items, writer->texts.count);
    }
    *size = entries + nodes + writer->texts.count;
    return body;
}

int ytab_pack_write(const char *const *paths, size_t count, const char *target, struct err *err)
{
    struct writer writer = {0};
    struct header header = {0};
    struct output output = {0};
    size_t size;
    char *body;
    int failed = 0;

    for (size_t i = 0; i < count && !failed; i++)
        failed = add_file(&writer, paths[i], err);
    if (!failed)
        failed = output_open(&output, target, err);
    if (!failed) {
        if (writer.entries.count)
            qsort(writer.entries.items, writer.entries.count, sizeof *writer.entries.items,
                  by_hash);
        body = body_of(&writer, &size);
        memcpy(header.magic, magic, sizeof magic);
        header.checksum = XXH3_64bits(body, size);
        header.entries = (uint32_t)writer.entries.count;
        header.nodes = (uint32_t)writer.nodes.count;
        header.texts = (uint32_t)writer.texts.count;
        fwrite(&header, sizeof header, 1, output.stream); /* errors show when it is closed */
        fwrite(body, 1, size, output.stream);
        failed = output_close(&output, err);
    }
    output_discard(&output);
    arena_release(&writer.arena);
    return failed;
}
