#include "copies.h"

#include <string.h>

#include "blame.h"
#include "stacks.h"

/* Of what is copied above: most of it must come from one function that copies little of that below;
 * what a place of it copies counts from a tenth on. */
static const double SHARE_LEAST = 0.5, PLACE_LEAST = 0.1, GROWTH_LEAST = 3;
/* Half a millisecond of copying at the pace of main memory, as for a step (step.c). */
static const double BYTES_LEAST = 5e6;

/* The same place has another address in each run, but the same distance from its module's start. */
static uint64_t bytes_at(const struct copy_caller *callers, const struct copy_caller *place)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < COPY_CALLERS; i++)
        if (callers[i].address &&
            callers[i].address - callers[i].base == place->address - place->base &&
            strcmp(callers[i].path, place->path) == 0)
            bytes += callers[i].bytes;
    return bytes;
}

/* The names of the place, as of a sample whose stack is not known: the function and those
 * inlined. */
static int name_place(const struct copy_caller *place, struct stacks *stacks, struct arena *arena,
                      struct err *err)
{
    struct profile profile = {.pid = 1};
    *VEC_ADD(arena, &profile.maps) =
        (struct profile_map){place->base, UINT32_MAX, 0, place->path};
    struct profile_sample *sample = VEC_ADD(arena, &profile.samples);
    *sample = (struct profile_sample){0};
    sample->registers[PROFILE_RIP] = place->address - 1; /* the call, not what follows it */
    return stacks_read(&profile, arena, stacks, err);
}

/* A function that copies from one place or from several. */
struct copier {
    const char **frames; /* root first: itself, then what is inlined where it copies */
    size_t depth;
    double bytes;
};

static void add_copier(const struct copy_caller *place, struct copier *copiers, size_t *count,
                       struct arena *arena)
{
    struct stacks stacks = {0};
    struct err err = {0};
    bool named = name_place(place, &stacks, arena, &err) == 0 && stacks.list.items[0].depth > 0;
    if (named) {
        const struct stack *stack = &stacks.list.items[0];
        struct copier copier = {ARENA_ARRAY(arena, const char *, stack->depth + 1), 0,
                                (double)place->bytes};
        for (size_t i = stack->depth; i-- > 0;)
            copier.frames[copier.depth++] = arena_strdup(arena, stack->frames[i]);
        size_t known = 0;
        while (known < *count && strcmp(copiers[known].frames[0], copier.frames[0]) != 0)
            known++;
        if (known == *count)
            copiers[(*count)++] = copier;
        else
            copiers[known].bytes += copier.bytes;
    }
    stacks_release(&stacks);
}

/* The function that copies most above of those that copy much more there; none: no depth. */
static struct copier guilty(const struct copy_caller *below, const struct copy_caller *above,
                            double *share, struct arena *arena)
{
    struct copier copiers[COPY_CALLERS], most = {0};
    size_t count = 0;
    double all = 0;
    for (size_t i = 0; i < COPY_CALLERS; i++)
        all += (double)above[i].bytes;
    for (size_t i = 0; i < COPY_CALLERS; i++) {
        double bytes = (double)above[i].bytes;
        if (above[i].path[0] && bytes > PLACE_LEAST * all && bytes >= BYTES_LEAST / 10 &&
            bytes >= GROWTH_LEAST * (double)bytes_at(below, &above[i]))
            add_copier(&above[i], copiers, &count, arena);
    }
    for (size_t i = 0; i < count; i++)
        if (copiers[i].bytes > most.bytes)
            most = copiers[i];
    *share = all > 0 ? most.bytes / all : 0;
    return *share >= SHARE_LEAST && most.bytes >= BYTES_LEAST ? most : (struct copier){0};
}

void blame_copies(const struct copy_caller *below, const struct copy_caller *above,
                  struct cliff *cliff, struct arena *arena)
{
    struct blame *blame = &cliff->blame;
    double share;
    struct copier copier = guilty(below, above, &share, arena);
    if (!copier.depth) {
        const char *reason = "nor does one function copy much more above the cliff";
        blame->unavailable = blame->unavailable
                                 ? arena_printf(arena, "%s; %s", blame->unavailable, reason)
                                 : reason;
        return;
    }
    *blame = (struct blame){.present = true, .share = share, .mechanism = "memcpy/memmove"};
    blame->chain = copier.frames;
    blame->chain_length = copier.depth;
    blame->chain[blame->chain_length++] = blame->mechanism;
    blame->cause = blame->chain[0];
    blame->wanted = blame_names_wanted(blame->chain, copier.depth, arena);
    blame->above.of = "bytes copied";
}
