/* libclang reads a file and what it includes. */
#ifndef FRONT_C_PARSE_H
#define FRONT_C_PARSE_H

#include "arena.h"
#include "c_flags.h"
#include "clang_api.h"
#include "err.h"
#include "front.h"

struct c_parsed {
    CXTranslationUnit unit;
    const char *path; /* as given by the user */
    const struct c_command *command;
    enum front_kind kind;
    struct arena *arena; /* of what is lowered from it */
    char *project;       /* its folder, with a slash at its end, malloc'ed; NULL: none */
};

/* Parses, and again with the headers of the project that were missing, as long as that helps: their
 * folders are added to `command`.  NULL with a message when libclang gives up. */
CXTranslationUnit c_parse(CXIndex index, struct c_command *command, const char *source,
                          size_t length, struct arena *arena, struct err *err);

/* Whether a file is neither the system's nor one of our own headers of last resort.  Where folders
 * of the project were guessed, libclang takes their headers for the system's, too. */
bool c_is_of_user(const struct c_parsed *parsed, CXFile file);

#endif
