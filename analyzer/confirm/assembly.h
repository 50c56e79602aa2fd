/* Assembly text as a graph of instructions.  x86-64 (AT&T syntax) and AArch64, as gcc and clang
 * print them with -S -g1. */
#ifndef ANALYZER_ASSEMBLY_H
#define ANALYZER_ASSEMBLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

enum instruction_kind {
    INSTRUCTION_PLAIN,
    INSTRUCTION_MARKER,  /* nothing but one of our comments */
    INSTRUCTION_CALL,
    INSTRUCTION_JUMP,    /* always goes to its target */
    INSTRUCTION_BRANCH,  /* goes to its target or falls through */
    INSTRUCTION_LEAVE,   /* returns, or stops */
    INSTRUCTION_INDIRECT /* a jump whose target is not known */
};

struct instruction {
    enum instruction_kind kind;
    uint32_t line;      /* in the file that was compiled; 0: elsewhere, or not known */
    const char *target; /* callee or label, or what its address is taken of; "": none */
    size_t next;        /* index of the target of a jump, of a call within the file, or of a
                           function whose address is taken; SIZE_MAX when there is none */
    bool repeats;       /* a string instruction: a loop in itself */
    unsigned marker;    /* INSTRUCTION_MARKER: its number */
    bool is_stop;       /* ... and whether it stands where the clock stops */
};

struct assembly {
    VEC(struct instruction) list;
};

/* `source` is the path that the line table gives to the compiled file.  False when the text is not
 * of a machine that is known. */
bool assembly_read(const char *text, size_t length, const char *source, struct arena *arena,
                   struct assembly *assembly);

/* The comment that becomes a marker: its text in the source is asm("...") of this. */
#define ASSEMBLY_MARKER "benchlint-marker"

#endif
