#include "lazy_intent.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

/* Words of people who time the first half on purpose; each ends where the next word begins. */
static const char *const words[] = {
    "construct", "constructor", "construction", "create", "creation", "init", "initialize",
    "initialise", "initialization", "initialisation", "instantiate",
    "instantiation", "submit", "enqueue", "schedule", "spawn", "launch", "dispatch", "build",
    "compile", "open", "prepare", "lazy", "meta", "metadata", "graph", "plan", "define", "make"};

static const char *last_part(const char *name)
{
    const char *last = name;

    for (const char *at = name; *at; at++)
        if (*at == '.' || *at == ':')
            last = at + 1;
    return last;
}

static bool is_one_of(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = 0;

        while (at < length && words[i][at] == tolower((unsigned char)word[at]))
            at++;
        if (at == length && words[i][at] == '\0')
            return true;
    }
    return false;
}

bool lazy_intended(const char *name)
{
    const char *at = last_part(name);

    while (*at) {
        size_t length = 1;

        /* Words are parted by other characters, or by a capital: open_file, openFile. */
        while (isalpha((unsigned char)*at) && islower((unsigned char)at[length]))
            length++;
        if (is_one_of(at, length))
            return true;
        at += length;
    }
    return false;
}
