/* benchrun-count.so: preloaded into a program, counts the bytes that it copies, fills and allocates
 * through the C library, and passes every call on to the real one.
 *
 * It cannot see what never is a call: copies of constant size and loops that the compiler made
 * itself, the C library's own copies (stdio, strdup), the kernel's (read, write), and programs that
 * are linked statically.  Built without builtins, or its own loops would become the calls that it
 * counts. */
#include <dlfcn.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "counters.h"

static void *(*real_memcpy)(void *, const void *, size_t);
static void *(*real_memmove)(void *, const void *, size_t);
static void *(*real_memset)(void *, int, size_t);
static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static void (*real_free)(void *);

static struct counters own, *counters = &own;
static __thread unsigned slot_number __attribute__((tls_model("initial-exec"))); /* from 1 */

/* Looking the real functions up may itself allocate: that comes from here, and is never freed. */
static char pool[1 << 16];
static size_t pool_used;
static enum { UNRESOLVED, RESOLVING, RESOLVED } state;

static void *pool_take(size_t size)
{
    size_t start = pool_used;
    pool_used += (size + 31) & ~(size_t)31;
    return pool_used <= sizeof pool ? pool + start : NULL;
}

static bool from_pool(const void *memory)
{
    return (const char *)memory >= pool && (const char *)memory < pool + sizeof pool;
}

static void *real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static void share_counters(void)
{
    const char *path = getenv(COUNTERS_VARIABLE);
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0)
        return;
    void *shared = mmap(NULL, sizeof(struct counters), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared != MAP_FAILED)
        counters = shared;
    close(file);
}

/* ISO C has no conversion from a data pointer to a function pointer; POSIX demands that this one
 * works. */
#define RESOLVE(name) (*(void **)&real_##name = real(#name))

__attribute__((constructor)) static void resolve(void)
{
    if (state != UNRESOLVED)
        return;
    state = RESOLVING;
    RESOLVE(memcpy);
    RESOLVE(memmove);
    RESOLVE(memset);
    RESOLVE(malloc);
    RESOLVE(calloc);
    RESOLVE(realloc);
    RESOLVE(free);
    share_counters();
    state = RESOLVED;
}

/* True when the real functions can be called. */
static bool ready(void)
{
    if (state == UNRESOLVED)
        resolve();
    return state == RESOLVED;
}

static struct counter_slot *slot(void)
{
    if (!slot_number) {
        uint64_t number = atomic_fetch_add((_Atomic uint64_t *)&counters->threads, 1);
        slot_number = (unsigned)(number % COUNTER_SLOTS) + 1;
    }
    return &counters->slots[slot_number - 1];
}

/* Slots are shared when there are many threads or the program forks. */
static void count(uint64_t *counter, size_t bytes)
{
    atomic_fetch_add_explicit((_Atomic uint64_t *)counter, bytes, memory_order_relaxed);
    atomic_fetch_add_explicit((_Atomic uint64_t *)&slot()->calls, 1, memory_order_relaxed);
}

/* The program itself is known to the loader by the name that it was called by. */
static void name_module(struct copy_caller *caller)
{
    Dl_info module;
    if (!dladdr((const void *)caller->address, &module) || !module.dli_fname)
        return;
    caller->base = (uint64_t)module.dli_fbase;
    if (module.dli_fname[0] != '/') {
        ssize_t length = readlink("/proc/self/exe", caller->path, COPY_PATH_MAX - 1);
        caller->path[length > 0 ? length : 0] = '\0';
        return;
    }
    for (size_t i = 0; i + 1 < COPY_PATH_MAX && module.dli_fname[i]; i++)
        caller->path[i] = module.dli_fname[i];
}

/* The place's entry, taken by whoever comes first; NULL when there are too many. */
static struct copy_caller *entry_of(uint64_t address)
{
    for (size_t i = 0; i < COPY_CALLERS; i++) {
        struct copy_caller *caller = &counters->callers[(address / 8 + i) % COPY_CALLERS];
        uint64_t there = 0;
        if (atomic_load_explicit((_Atomic uint64_t *)&caller->address, memory_order_relaxed) ==
            address)
            return caller;
        if (atomic_compare_exchange_strong((_Atomic uint64_t *)&caller->address, &there, address)) {
            name_module(caller);
            return caller;
        }
        if (there == address)
            return caller;
    }
    return NULL;
}

static void count_copy(size_t size, const void *returns_to)
{
    count(&slot()->copied, size);
    struct copy_caller *caller = size >= COPY_LARGE ? entry_of((uint64_t)returns_to) : NULL;
    if (caller)
        atomic_fetch_add_explicit((_Atomic uint64_t *)&caller->bytes, size, memory_order_relaxed);
}

void *memmove(void *to, const void *from, size_t size)
{
    if (ready()) {
        count_copy(size, __builtin_return_address(0));
        return real_memmove(to, from, size);
    }
    char *target = to;
    const char *source = from;
    if (target < source)
        for (size_t i = 0; i < size; i++)
            target[i] = source[i];
    else
        for (size_t i = size; i-- > 0;)
            target[i] = source[i];
    return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    if (!ready())
        return memmove(to, from, size);
    count_copy(size, __builtin_return_address(0));
    return real_memcpy(to, from, size);
}

void *mempcpy(void *restrict to, const void *restrict from, size_t size)
{
    if (!ready())
        return (char *)memmove(to, from, size) + size;
    count_copy(size, __builtin_return_address(0));
    return (char *)real_memcpy(to, from, size) + size;
}

void *memset(void *to, int byte, size_t size)
{
    if (ready()) {
        count(&slot()->filled, size);
        return real_memset(to, byte, size);
    }
    for (size_t i = 0; i < size; i++)
        ((char *)to)[i] = (char)byte;
    return to;
}

static size_t length_of(const char *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    return length;
}

char *stpcpy(char *restrict to, const char *restrict from)
{
    size_t length = length_of(from);
    memcpy(to, from, length + 1);
    return to + length;
}

char *strcpy(char *restrict to, const char *restrict from)
{
    stpcpy(to, from);
    return to;
}

/* What _FORTIFY_SOURCE makes of the above: the check stays. */
#define CHECKED(name)                                                           \
    void *__##name##_chk(void *to, const void *from, size_t size, size_t room); \
    void *__##name##_chk(void *to, const void *from, size_t size, size_t room)  \
    {                                                                           \
        if (size > room)                                                        \
            abort();                                                            \
        if (!ready())                                                           \
            return name(to, from, size);                                        \
        count_copy(size, __builtin_return_address(0));                          \
        return REAL_##name(to, from, size);                                     \
    }
#define REAL_memcpy              real_memcpy
#define REAL_memmove             real_memmove
#define REAL_mempcpy(to, from, size) ((char *)real_memcpy(to, from, size) + (size))
CHECKED(memcpy)
CHECKED(memmove)
CHECKED(mempcpy)

void *__memset_chk(void *to, int byte, size_t size, size_t room);
void *__memset_chk(void *to, int byte, size_t size, size_t room)
{
    if (size > room)
        abort();
    return memset(to, byte, size);
}

void *malloc(size_t size)
{
    if (!ready())
        return pool_take(size);
    count(&slot()->allocated, size);
    return real_malloc(size);
}

void *calloc(size_t number, size_t size)
{
    if (!ready()) /* the pool is zero, and no piece of it is used twice */
        return pool_take(number * size);
    count(&slot()->allocated, number * size);
    return real_calloc(number, size);
}

void *realloc(void *memory, size_t size)
{
    if (!ready() || from_pool(memory)) {
        void *fresh = malloc(size);
        size_t room = memory ? (size_t)(pool + sizeof pool - (char *)memory) : 0;
        return fresh && memory ? memmove(fresh, memory, size < room ? size : room) : fresh;
    }
    size_t before = memory ? malloc_usable_size(memory) : 0;
    count(&slot()->allocated, size);
    void *after = real_realloc(memory, size);
    if (memory && after &&
        after != memory) /* moved; by mremap it was not copied, which is not seen */
        count(&slot()->copied, before < size ? before : size);
    return after;
}

void free(void *memory)
{
    if (memory && !from_pool(memory) && ready())
        real_free(memory);
}
