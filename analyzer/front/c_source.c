/* Positions, the user's text, and the children of a cursor. */
#include <ctype.h>
#include <string.h>

#include "c_lower.h"

static bool pragma_counts(const char *line)
{
    static const char *const alone[] = {"barrier", "taskwait", "taskyield", "flush", "cancel",
                                        "threadprivate", "declare", "end"};

    line += strspn(line, " \t");
    if (!str_starts(line, "#"))
        return false;
    line += 1 + strspn(line + 1, " \t");
    if (!str_starts(line, "pragma"))
        return false;
    line += 6 + strspn(line + 6, " \t");
    if (!str_starts(line, "omp "))
        return false;
    line += 4 + strspn(line + 4, " \t");
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
        if (str_starts(line, alone[i]))
            return false;
    }
    return true;
}

/* libclang shows of an OpenMP construct only what it captures, not its body.  So files are parsed
 * without OpenMP, as if they ran on one thread, and the pragmas are found here. */
static void find_pragmas(struct c_lower *lower)
{
    if (!strstr(lower->unit->source, "omp "))
        return;
    for (uint32_t i = 0; i < lower->line_count; i++) {
        if (pragma_counts(lower->unit->source + lower->lines[i]))
            *VEC_ADD(lower->unit->arena, &lower->pragmas) = i + 1;
    }
}

void c_source_prepare(struct c_lower *lower)
{
    const char *source = lower->unit->source;
    const char *end = source + lower->unit->source_length;
    uint32_t count = 1;

    for (const char *at = source; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        count++;
    lower->lines = ARENA_ARRAY(lower->unit->arena, uint32_t, count);
    lower->line_count = 1;
    for (const char *at = source; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        lower->lines[lower->line_count++] = (uint32_t)(at + 1 - source);
    find_pragmas(lower);
}

static uint32_t line_of(const struct c_lower *lower, uint32_t offset)
{
    uint32_t low = 0, high = lower->line_count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (lower->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

static bool is_file(const struct c_lower *lower, CXFile file)
{
    return file && (file == lower->file || clang.File_isEqual(file, lower->file));
}

static struct ir_range range_of(struct c_lower *lower, CXFile file, unsigned from,
                                CXFile end_file, unsigned to)
{
    struct ir_range at = {0};

    if (!is_file(lower, file))
        return at;
    if (to < from || to > lower->unit->source_length || !is_file(lower, end_file))
        to = from;
    at.line = line_of(lower, from);
    at.column = from - lower->lines[at.line - 1] + 1;
    at.end_line = line_of(lower, to);
    at.end_column = to - lower->lines[at.end_line - 1] + 1;
    return at;
}

struct ir_range c_range_between(struct c_lower *lower, CXSourceRange range)
{
    CXFile file, end_file;
    unsigned from, to;

    clang.getFileLocation(clang.getRangeStart(range), &file, NULL, NULL, &from);
    clang.getFileLocation(clang.getRangeEnd(range), &end_file, NULL, NULL, &to);
    return range_of(lower, file, from, end_file, to);
}

/* libclang reads the source again to see where the last token ends, and one cursor is asked for its
 * text, its place and its macro in a row: the last answer is kept. */
static void look_at(struct c_lower *lower, CXCursor cursor)
{
    if (memcmp(&lower->last.cursor, &cursor, sizeof cursor) == 0)
        return;
    lower->last.cursor = cursor;
    lower->last.extent = clang.getCursorExtent(cursor);
    lower->last.macro = MACRO_UNKNOWN;
    clang.getFileLocation(clang.getRangeStart(lower->last.extent), &lower->last.file, NULL, NULL,
                          &lower->last.from);
    clang.getFileLocation(clang.getRangeEnd(lower->last.extent), &lower->last.end_file, NULL, NULL,
                          &lower->last.to);
}

struct ir_range c_range(struct c_lower *lower, CXCursor cursor)
{
    look_at(lower, cursor);
    return range_of(lower, lower->last.file, lower->last.from, lower->last.end_file,
                    lower->last.to);
}

bool c_is_written(struct c_lower *lower, CXSourceLocation location)
{
    CXFile file;
    unsigned spelled, used;

    if (!lower->is_included)
        return clang.Location_isFromMainFile(location);
    clang.getExpansionLocation(location, &file, NULL, NULL, &used);
    if (!is_file(lower, file))
        return false;
    clang.getSpellingLocation(location, &file, NULL, NULL, &spelled);
    return is_file(lower, file) && spelled == used;
}

bool c_in_file(struct c_lower *lower, CXSourceLocation location)
{
    CXFile file;

    if (c_is_written(lower, location))
        return true;
    clang.getFileLocation(location, &file, NULL, NULL, NULL);
    return is_file(lower, file);
}

bool c_is_spelled_elsewhere(const struct c_lower *lower, CXCursor cursor)
{
    CXFile file = NULL;

    clang.getSpellingLocation(clang.getRangeStart(clang.getCursorExtent(cursor)), &file, NULL,
                              NULL, NULL);
    return file && !is_file(lower, file);
}

const struct ir_file *c_other_file(struct c_lower *lower, CXSourceLocation location)
{
    struct ir_file *other;
    CXFile file;

    if (c_in_file(lower, location))
        return NULL;
    clang.getFileLocation(location, &file, NULL, NULL, NULL);
    other = ARENA_NEW(lower->unit->arena, struct ir_file);
    other->path = c_intern(lower, clang.getFileName(file));
    return other;
}

unsigned c_offset(CXCursor cursor, CXFile *file)
{
    unsigned offset;

    clang.getFileLocation(clang.getRangeStart(clang.getCursorExtent(cursor)), file, NULL, NULL,
                          &offset);
    return offset;
}

/* libclang looks for a file among all files each time that it is asked for one's text. */
static void read_contents(struct c_lower *lower, CXFile file)
{
    if (lower->contents.file == file)
        return;
    lower->contents.file = file;
    lower->contents.text = clang.getFileContents(lower->parsed, file, &lower->contents.length);
}

struct slice c_text_anywhere(struct c_lower *lower, CXCursor cursor)
{
    CXSourceRange range = clang.getCursorExtent(cursor);
    CXFile file, end_file;
    unsigned from, to;

    clang.getFileLocation(clang.getRangeStart(range), &file, NULL, NULL, &from);
    clang.getFileLocation(clang.getRangeEnd(range), &end_file, NULL, NULL, &to);
    if (!file || !end_file || to < from || !clang.File_isEqual(file, end_file))
        return (struct slice){"", 0};
    read_contents(lower, file);
    if (!lower->contents.text || to > lower->contents.length)
        return (struct slice){"", 0};
    return (struct slice){lower->contents.text + from, to - from};
}

struct slice c_text(struct c_lower *lower, CXCursor cursor)
{
    look_at(lower, cursor);
    if (!is_file(lower, lower->last.file) || !is_file(lower, lower->last.end_file) ||
        lower->last.to < lower->last.from || lower->last.to > lower->unit->source_length)
        return (struct slice){"", 0};
    return (struct slice){lower->unit->source + lower->last.from,
                          lower->last.to - lower->last.from};
}

/* A place in a macro is not written in the file; where the file's location of it is where the
 * macro was used, it stands in the macro's body, else in an argument. */
static bool starts_in_macro(struct c_lower *lower)
{
    CXSourceLocation start = clang.getRangeStart(lower->last.extent);
    CXFile file;
    unsigned used;

    if (c_is_written(lower, start))
        return false;
    clang.getExpansionLocation(start, &file, NULL, NULL, &used);
    return is_file(lower, file) && used == lower->last.from;
}

bool c_in_macro(struct c_lower *lower, CXCursor cursor)
{
    look_at(lower, cursor);
    if (lower->last.macro == MACRO_UNKNOWN)
        lower->last.macro = starts_in_macro(lower) ? IN_MACRO : IN_NO_MACRO;
    return lower->last.macro == IN_MACRO;
}

/* Whether what the pragma speaks of becomes a function of its own, which the threads are handed. */
static bool is_outlined(const struct c_lower *lower, uint32_t first, uint32_t last)
{
    static const char *const directives[] = {"parallel", "task", "teams", "target"};
    const char *text = lower->unit->source + lower->lines[first - 1];
    const char *end = lower->unit->source + (last < lower->line_count ? lower->lines[last]
                                                                      : lower->unit->source_length);

    for (size_t i = 0; i < sizeof directives / sizeof *directives; i++)
        if (memmem(text, (size_t)(end - text), directives[i], strlen(directives[i])))
            return true;
    return false;
}

bool c_is_parallel(struct c_lower *lower, CXCursor statement)
{
    struct ir_range at;

    if (lower->pragmas.count == 0)
        return false;
    at = c_range(lower, statement);
    for (size_t i = 0; i < lower->pragmas.count; i++) {
        uint32_t line = lower->pragmas.items[i];

        /* A pragma may go on over several lines. */
        while (line < lower->line_count && lower->lines[line] >= 2 &&
               lower->unit->source[lower->lines[line] - 2] == '\\')
            line++;
        if (at.line > line && at.line <= line + 2 &&
            (i + 1 == lower->pragmas.count || lower->pragmas.items[i + 1] >= at.line))
            return is_outlined(lower, lower->pragmas.items[i], line);
    }
    return false;
}

static bool is_reference_kind(enum CXCursorKind kind)
{
    return kind >= CXCursor_FirstRef && kind <= CXCursor_LastRef && kind != CXCursor_MemberRef &&
           kind != CXCursor_VariableRef && kind != CXCursor_OverloadedDeclRef;
}

static enum CXChildVisitResult add_child(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct c_lower *lower = data;

    (void)parent;
    if (!is_reference_kind(clang.getCursorKind(cursor)))
        *VEC_ADD(lower->unit->arena, &lower->children) = cursor;
    return CXChildVisit_Continue;
}

struct c_children c_children(struct c_lower *lower, CXCursor cursor)
{
    struct c_children children = {.first = lower->children.count};

    clang.visitChildren(cursor, add_child, lower);
    children.count = lower->children.count - children.first;
    return children;
}

CXCursor c_child(const struct c_lower *lower, struct c_children children, size_t i)
{
    return lower->children.items[children.first + i];
}

void c_children_done(struct c_lower *lower, struct c_children children)
{
    lower->children.count = children.first;
}

bool c_is_null(CXCursor cursor)
{
    return clang.getCursorKind(cursor) == CXCursor_InvalidCode || clang.Cursor_isNull(cursor);
}

bool c_is_expression(CXCursor cursor)
{
    enum CXCursorKind kind = clang.getCursorKind(cursor);

    return kind >= CXCursor_FirstExpr && kind <= CXCursor_LastExpr;
}

struct only {
    CXCursor child;
    unsigned count;
};

static enum CXChildVisitResult count_child(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct only *only = data;

    /* object.method in a template: the object, then the names that the method can be. */
    bool names_method = clang.getCursorKind(cursor) == CXCursor_OverloadedDeclRef &&
                        clang.getCursorKind(parent) == CXCursor_MemberRefExpr;

    if (names_method || is_reference_kind(clang.getCursorKind(cursor)))
        return CXChildVisit_Continue;
    only->child = cursor;
    return ++only->count > 1 ? CXChildVisit_Break : CXChildVisit_Continue;
}

CXCursor c_only_child(CXCursor cursor)
{
    struct only only = {.count = 0};

    clang.visitChildren(cursor, count_child, &only);
    return only.count == 1 ? only.child : (CXCursor){.kind = CXCursor_InvalidCode};
}

CXCursor c_strip(CXCursor cursor)
{
    for (;;) {
        enum CXCursorKind kind = clang.getCursorKind(cursor);
        CXCursor child;

        if (kind != CXCursor_UnexposedExpr && kind != CXCursor_ParenExpr)
            return cursor;
        if (clang.getCursorType(cursor).kind == CXType_Dependent)
            return cursor; /* may be a call of something unknown: see c_value.c */
        child = c_only_child(cursor);
        if (clang.getCursorKind(child) == CXCursor_InvalidCode)
            return cursor;
        cursor = child;
    }
}
