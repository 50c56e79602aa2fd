#include "stacks.h"

#include <dlfcn.h>
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "map.h"
#include "perf_map.h"

/* Deeper frames of an interpreter's recursion say nothing new. */
enum { DEPTH_MAX = 128, NAME_MAX_BYTES = 256 };

struct reader {
    const struct profile *profile;
    const struct profile_sample *sample; /* being unwound */
    struct arena *arena;
    struct stacks *stacks;
    struct stack *stack;
    Dwfl *dwfl;
    struct perf_map made; /* functions that the program made itself */
    struct map *named; /* address -> struct stack of its names: looking them up is dear */
};

static const char *intern(struct reader *reader, const char *name)
{
    return map_intern(reader->stacks->names, name, strlen(name));
}

static void add_frame(struct reader *reader, const char *name)
{
    if (reader->stack->depth < DEPTH_MAX)
        reader->stack->frames[reader->stack->depth++] = intern(reader, name);
}

/* --- modules --------------------------------------------------------------------------------- */

/* Where a file was loaded: the difference between the addresses of the process and those of the
 * file.  False for what is no ELF file any more. */
static bool load_bias(const struct profile_map *map, GElf_Addr *bias)
{
    int fd = open(map->path, O_RDONLY | O_CLOEXEC);
    Elf *elf = fd >= 0 ? elf_begin(fd, ELF_C_READ_MMAP, NULL) : NULL;
    size_t count = 0;
    bool found = false;

    if (elf && elf_getphdrnum(elf, &count) != 0)
        count = 0;
    for (size_t i = 0; i < count && !found; i++) {
        GElf_Phdr header;

        if (!gelf_getphdr(elf, (int)i, &header) || header.p_type != PT_LOAD ||
            map->offset < (header.p_offset & ~0xFFFULL) ||
            map->offset >= header.p_offset + header.p_filesz)
            continue;
        *bias = map->start - map->offset + header.p_offset - header.p_vaddr;
        found = true;
    }
    if (elf)
        elf_end(elf);
    if (fd >= 0)
        close(fd);
    return found;
}

static void report_modules(struct reader *reader)
{
    dwfl_report_begin(reader->dwfl);
    for (size_t i = 0; i < reader->profile->maps.count; i++) {
        const struct profile_map *map = &reader->profile->maps.items[i];
        GElf_Addr bias;

        if (map->path[0] == '/' && load_bias(map, &bias))
            dwfl_report_elf(reader->dwfl, map->path, map->path, -1, bias, true);
    }
    dwfl_report_end(reader->dwfl, NULL, NULL);
}

/* --- names ----------------------------------------------------------------------------------- */

/* Functions that libc chooses when it is loaded have no entry of their own under the name that
 * callers use.  The one that this process was given is the one that the program was given.  The
 * library itself is asked: what a sanitizer puts before it has the same names. */
static const char *chosen_function(Dwfl_Module *module, Dwarf_Addr start, Dwarf_Addr end)
{
    static const char *const names[] = {"memmove", "memcpy", "memset", "memcmp", "memchr",
                                        "strlen",  "strchr", "strcmp", "strcpy", "strstr"};
    Dwarf_Addr low = 0;
    const char *path = dwfl_module_info(module, NULL, &low, NULL, NULL, NULL, NULL, NULL);
    void *library = path ? dlopen(basename(path), RTLD_LAZY | RTLD_NOLOAD) : NULL;
    const char *found = NULL;

    for (size_t i = 0; library && !found && i < sizeof names / sizeof *names; i++) {
        const char *address = dlsym(library, names[i]);
        Dl_info info;
        Dwarf_Addr there;

        if (!address || !dladdr(address, &info))
            continue;
        there = low + (Dwarf_Addr)(address - (const char *)info.dli_fbase);
        if (there >= start && there < end &&
            strcmp(basename(info.dli_fname), basename(path)) == 0)
            found = names[i];
    }
    if (library)
        dlclose(library);
    return found;
}

static const char *name_by_unwind_table(Dwfl_Module *module, Dwarf_Addr address)
{
    Dwarf_Addr bias, start, end;
    Dwarf_CFI *table = dwfl_module_eh_cfi(module, &bias);
    Dwarf_Frame *frame = NULL;
    const char *name = NULL;

    if (table && dwarf_cfi_addrframe(table, address - bias, &frame) == 0 &&
        dwarf_frame_info(frame, &start, &end, NULL) >= 0)
        name = chosen_function(module, start + bias, end + bias);
    free(frame);
    return name;
}

/* Calls that were inlined at this address, innermost first. */
static void add_inlined(struct reader *reader, Dwfl_Module *module, Dwarf_Addr address)
{
    Dwarf_Addr bias;
    Dwarf_Die *unit = dwfl_module_addrdie(module, address, &bias);
    Dwarf_Die *scopes = NULL, *chain = NULL;
    int count = unit ? dwarf_getscopes(unit, address - bias, &scopes) : 0;

    if (count > 0) /* the scopes of the place in the text, not of the abstract function */
        count = dwarf_getscopes_die(&scopes[0], &chain);
    for (int i = 0; i < count && dwarf_tag(&chain[i]) != DW_TAG_subprogram; i++) {
        const char *name = dwarf_diename(&chain[i]);
        if (name && dwarf_tag(&chain[i]) == DW_TAG_inlined_subroutine)
            add_frame(reader, name);
    }
    free(scopes);
    free(chain);
}

/* `memcpy@GLIBC_2.14` and `__memmove_avx_unaligned_erms` are memcpy and memmove to people. */
static void add_frame_of_symbol(struct reader *reader, const char *symbol)
{
    char text[NAME_MAX_BYTES];
    bool is_variant = (strncmp(symbol, "__mem", 5) == 0 || strncmp(symbol, "__str", 5) == 0) &&
                      strchr(symbol + 2, '_');

    if (is_variant)
        symbol += 2;
    snprintf(text, sizeof text, "%.*s", (int)strcspn(symbol, is_variant ? "_" : "@"), symbol);
    add_frame(reader, text);
}

static void add_named(struct reader *reader, Dwfl_Module *module, Dwarf_Addr address)
{
    char text[NAME_MAX_BYTES];
    GElf_Off offset;
    GElf_Sym symbol;
    Dwarf_Addr low = 0;
    const char *name, *path;

    add_inlined(reader, module, address);
    name = dwfl_module_addrinfo(module, address, &offset, &symbol, NULL, NULL, NULL);
    if (name && symbol.st_size > 0 && offset < symbol.st_size) {
        add_frame_of_symbol(reader, name);
        return;
    } else if ((name = name_by_unwind_table(module, address))) {
        snprintf(text, sizeof text, "%s", name);
    } else {
        path = dwfl_module_info(module, NULL, &low, NULL, NULL, NULL, NULL, NULL);
        snprintf(text, sizeof text, "%s+0x%llx", basename(path ? path : "?"),
                 (unsigned long long)(address - low));
    }
    add_frame(reader, text);
}

static void add_once_named(struct reader *reader, Dwfl_Module *module, Dwarf_Addr address)
{
    struct stack *stack = reader->stack, *known;
    size_t before = stack->depth;
    char key[32];

    snprintf(key, sizeof key, "%llx", (unsigned long long)address);
    known = map_get(reader->named, key);
    for (size_t i = 0; known && i < known->depth; i++)
        add_frame(reader, known->frames[i]);
    if (known)
        return;
    add_named(reader, module, address);
    if (stack->depth == DEPTH_MAX)
        return; /* perhaps not all of them */
    known = ARENA_NEW(reader->arena, struct stack);
    *known = (struct stack){stack->frames + before, stack->depth - before};
    map_put(reader->named, key, known);
}

/* --- unwinding ------------------------------------------------------------------------------- */

static pid_t next_thread(Dwfl *dwfl, void *context, void **thread)
{
    struct reader *reader = context;

    (void)dwfl;
    if (*thread)
        return 0;
    *thread = reader;
    return reader->profile->pid;
}

static bool get_thread(Dwfl *dwfl, pid_t pid, void *context, void **thread)
{
    (void)dwfl;
    (void)pid;
    *thread = context;
    return true;
}

/* Memory is what the sample copied of the stack. */
static bool read_memory(Dwfl *dwfl, Dwarf_Addr address, Dwarf_Word *value, void *context)
{
    const struct reader *reader = context;
    uint64_t from = reader->sample->registers[PROFILE_RSP];

    (void)dwfl;
    if (address < from || address - from + sizeof *value > reader->sample->stack_length)
        return false;
    memcpy(value, reader->sample->stack + (address - from), sizeof *value);
    return true;
}

static bool set_registers(Dwfl_Thread *thread, void *context)
{
    const struct reader *reader = context;

    dwfl_thread_state_register_pc(thread, reader->sample->registers[PROFILE_RIP]);
    return dwfl_thread_state_registers(thread, 0, PROFILE_REGISTERS,
                                       (const Dwarf_Word *)reader->sample->registers);
}

static const Dwfl_Thread_Callbacks thread_callbacks = {.next_thread = next_thread,
                                                       .get_thread = get_thread,
                                                       .memory_read = read_memory,
                                                       .set_initial_registers = set_registers};

static int take_frame(Dwfl_Frame *frame, void *context)
{
    struct reader *reader = context;
    Dwarf_Addr address;
    bool exact;
    Dwfl_Module *module;

    if (!dwfl_frame_pc(frame, &address, &exact) || reader->stack->depth == DEPTH_MAX)
        return DWARF_CB_ABORT;
    if (!exact)
        address--; /* a return address stands behind the call */
    module = dwfl_addrmodule(reader->dwfl, address);
    const char *made = module ? NULL : perf_map_name(&reader->made, address);
    if (module)
        add_once_named(reader, module, address);
    else if (made)
        add_frame(reader, made);
    return DWARF_CB_OK;
}

int stacks_read(const struct profile *profile, struct arena *arena, struct stacks *stacks,
                struct err *err)
{
    static const Dwfl_Callbacks callbacks = {.find_elf = dwfl_build_id_find_elf,
                                             .find_debuginfo = dwfl_standard_find_debuginfo,
                                             .section_address = dwfl_offline_section_address};
    struct reader reader = {.profile = profile, .arena = arena, .stacks = stacks};
    int status = 0;

    elf_version(EV_CURRENT);
    stacks->names = map_new();
    reader.dwfl = dwfl_begin(&callbacks);
    if (!reader.dwfl)
        return err_set(err, "%s", dwfl_errmsg(-1));
    reader.named = map_new();
    perf_map_take(&reader.made, profile->pid, arena);
    report_modules(&reader);
    if (!dwfl_attach_state(reader.dwfl, NULL, profile->pid, &thread_callbacks, &reader))
        status = err_set(err, "%s", dwfl_errmsg(-1));
    for (size_t i = 0; status == 0 && i < profile->samples.count; i++) {
        reader.sample = &profile->samples.items[i];
        reader.stack = VEC_ADD(arena, &stacks->list);
        reader.stack->frames = ARENA_ARRAY(arena, const char *, DEPTH_MAX);
        dwfl_getthread_frames(reader.dwfl, profile->pid, take_frame, &reader);
    }
    map_free(reader.named);
    dwfl_end(reader.dwfl);
    return status;
}

void stacks_release(struct stacks *stacks)
{
    map_free(stacks->names);
    stacks->names = NULL;
}
