/* A file: parses it, finds its functions and globals, and says what could not be seen. */
#include "c_front.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "c_headers.h"
#include "c_included.h"
#include "c_lower.h"
#include "c_unit.h"

/* --- what could not be read ---------------------------------------------------------------- */

static void add_gap(struct c_lower *lower, CXDiagnostic problem, CXFile file)
{
    CXSourceLocation location = clang.getDiagnosticLocation(problem);
    struct ir_range at = c_range_between(lower, clang.getRange(location, location));
    CXString text = clang.getDiagnosticSpelling(problem);
    CXString name = clang.getFileName(file);

    if (at.line)
        ir_gap_add(lower->unit, at, "%s", clang.getCString(text));
    else
        ir_gap_add(lower->unit, at, "%s (in %s)", clang.getCString(text), clang.getCString(name));
    clang.disposeString(name);
    clang.disposeString(text);
}

/* Only errors with a place count: flags of another compiler are reported without one, and do no
 * harm. */
static void collect_gaps(struct c_lower *lower)
{
    unsigned count = clang.getNumDiagnostics(lower->parsed);

    for (unsigned i = 0; i < count && lower->unit->gap_count < C_ERRORS_MAX; i++) {
        CXDiagnostic problem = clang.getDiagnostic(lower->parsed, i);
        struct c_error error = {0};

        if (clang.getDiagnosticSeverity(problem) >= CXDiagnostic_Error)
            clang.getFileLocation(clang.getDiagnosticLocation(problem), &error.file, NULL, NULL,
                                  &error.offset);
        if (error.file && !clang.File_isEqual(error.file, lower->file))
            *VEC_ADD(lower->unit->arena, &lower->errors) = error;
        if (error.file)
            add_gap(lower, problem, error.file);
        clang.disposeDiagnostic(problem);
    }
}

/* --- comments ------------------------------------------------------------------------------ */

static bool stands_alone(const char *source, uint32_t line_start, unsigned offset)
{
    for (uint32_t i = line_start; i < offset; i++) {
        if (!isspace((unsigned char)source[i]))
            return false;
    }
    return true;
}

/* Without marks and white space around it. */
static const char *comment_text(struct c_lower *lower, const char *text)
{
    size_t length = strlen(text);

    if (length >= 4 && memcmp(text, "/*", 2) == 0)
        length -= 2;
    while (length > 0 && (*text == '/' || *text == '*' || *text == '!' ||
                          isspace((unsigned char)*text))) {
        text++;
        length--;
    }
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    return map_intern(lower->unit->names, text, length);
}

static void add_comment(struct c_lower *lower, CXToken token)
{
    struct ir_unit *unit = lower->unit;
    CXString spelling = clang.getTokenSpelling(lower->parsed, token);
    const char *text = clang.getCString(spelling);

    if (text && strstr(text, "benchlint:")) {
        struct ir_comment comment = {.text = comment_text(lower, text)};
        struct ir_comment *grown =
            ARENA_ARRAY(unit->arena, struct ir_comment, unit->comment_count + 1);

        comment.at = c_range_between(lower, clang.getTokenExtent(lower->parsed, token));
        comment.alone =
            comment.at.line && stands_alone(unit->source, lower->lines[comment.at.line - 1],
                                            lower->lines[comment.at.line - 1] +
                                                comment.at.column - 1);
        if (unit->comment_count > 0)
            memcpy(grown, unit->comments, unit->comment_count * sizeof *grown);
        grown[unit->comment_count++] = comment;
        unit->comments = grown;
    }
    clang.disposeString(spelling);
}

/* Only files that speak to us at all are cut into tokens. */
static void collect_comments(struct c_lower *lower)
{
    CXToken *tokens = NULL;
    unsigned count = 0;
    CXSourceRange whole;

    if (!strstr(lower->unit->source, "benchlint:"))
        return;
    whole = clang.getRange(
        clang.getLocationForOffset(lower->parsed, lower->file, 0),
        clang.getLocationForOffset(lower->parsed, lower->file,
                                   (unsigned)lower->unit->source_length));
    clang.tokenize(lower->parsed, whole, &tokens, &count);
    for (unsigned i = 0; i < count; i++) {
        if (clang.getTokenKind(tokens[i]) == CXToken_Comment)
            add_comment(lower, tokens[i]);
    }
    clang.disposeTokens(lower->parsed, tokens, count);
}

/* --- the file's functions and globals ------------------------------------------------------ */

struct top {
    struct c_lower *lower;
    VEC(CXCursor) globals;
    struct c_code_files *others;
};

/* `extern "C" {` or a namespace that one header opens and another file closes: what stands between
 * them may be in the file. */
static bool spans_files(CXCursor cursor)
{
    CXSourceRange extent;
    CXFile first = NULL, last = NULL;

    if (clang.getCursorKind(cursor) != CXCursor_LinkageSpec &&
        clang.getCursorKind(cursor) != CXCursor_Namespace)
        return false;
    extent = clang.getCursorExtent(cursor);
    clang.getFileLocation(clang.getRangeStart(extent), &first, NULL, NULL, NULL);
    clang.getFileLocation(clang.getRangeEnd(extent), &last, NULL, NULL, NULL);
    return !clang.File_isEqual(first, last);
}

/* In C++, functions may stand in all that has a body itself. */
static bool may_have_code(const struct c_lower *lower, CXCursor cursor)
{
    enum CXCursorKind kind = clang.getCursorKind(cursor);

    if (kind == CXCursor_FunctionDecl)
        return clang.isCursorDefinition(cursor);
    return lower->is_cxx && kind != CXCursor_MacroExpansion &&
           kind != CXCursor_InclusionDirective && kind != CXCursor_TypedefDecl &&
           kind != CXCursor_VarDecl;
}

static void note_other(const struct top *top, CXCursor cursor)
{
    CXFile file = NULL;
    struct c_code_files *others = top->others;

    if (!others || !may_have_code(top->lower, cursor))
        return;
    clang.getFileLocation(clang.getCursorLocation(cursor), &file, NULL, NULL, NULL);
    if (file && (others->files.count == 0 ||
                 others->files.items[others->files.count - 1] != file))
        *VEC_ADD(top->lower->unit->arena, &others->files) = file;
}

static enum CXChildVisitResult visit_top(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct top *top = data;

    (void)parent;
    if (clang.getCursorKind(cursor) == CXCursor_MacroDefinition)
        return CXChildVisit_Continue;
    if (!c_in_file(top->lower, clang.getCursorLocation(cursor))) {
        note_other(top, cursor);
        if (!spans_files(cursor))
            return CXChildVisit_Continue;
    }
    switch (clang.getCursorKind(cursor)) {
    case CXCursor_MacroExpansion:
        c_macro_add(top->lower, cursor);
        break;
    case CXCursor_Namespace: case CXCursor_LinkageSpec: case CXCursor_ClassDecl:
    case CXCursor_StructDecl: case CXCursor_UnionDecl: case CXCursor_ClassTemplate:
    case CXCursor_ClassTemplatePartialSpecialization: case CXCursor_UnexposedDecl:
    case CXCursor_FriendDecl:
        return CXChildVisit_Recurse;
    case CXCursor_FunctionDecl: case CXCursor_FunctionTemplate: case CXCursor_CXXMethod:
    case CXCursor_Constructor: case CXCursor_Destructor: case CXCursor_ConversionFunction:
        if (clang.isCursorDefinition(cursor) && c_function_of(top->lower, cursor) == IR_NONE)
            c_function_reserve(top->lower, cursor, NULL);
        break;
    case CXCursor_VarDecl:
        *VEC_ADD(top->lower->unit->arena, &top->globals) = cursor;
        break;
    default:
        break;
    }
    return CXChildVisit_Continue;
}

static enum CXChildVisitResult look_for_work(CXCursor cursor, CXCursor parent, CXClientData data)
{
    enum CXCursorKind kind = clang.getCursorKind(clang.getCursorReferenced(cursor));

    (void)parent;
    if (clang.getCursorKind(cursor) == CXCursor_LambdaExpr ||
        clang.getCursorKind(cursor) == CXCursor_CallExpr || kind == CXCursor_FunctionDecl ||
        kind == CXCursor_CXXMethod) {
        *(bool *)data = true;
        return CXChildVisit_Break;
    }
    return CXChildVisit_Recurse;
}

/* A global that starts with a plain value needs no code: has_initialiser says it all. */
static bool needs_code(CXCursor global)
{
    bool found = false;

    if (!clang.Cursor_isNull(clang.Cursor_getVarDeclInitializer(global)))
        clang.visitChildren(global, look_for_work, &found);
    return found;
}

static void initialise_global(struct c_lower *lower, CXCursor global)
{
    const struct c_symbol *symbol = c_symbol(lower, global);
    size_t mark = lower->frame->temporaries.count;

    c_initialise(lower, c_variable_place(symbol->variable), clang.getCursorType(global),
                 clang.Cursor_getVarDeclInitializer(global));
    c_full_expression_end(lower, mark, global);
}

/* Globals whose initialisers call, or name functions: as a function that runs before all others. */
static void lower_globals(struct c_lower *lower, const struct top *top)
{
    struct ir_function header = {
        .name = "<module>", .parent = IR_NONE, .type = IR_NONE, .is_module = true,
        .is_static = true};
    struct c_frame frame;
    struct ir_op end = ir_new_op(IR_RETURN, (struct ir_range){0});
    bool open = false;

    for (size_t i = 0; i < top->globals.count; i++) {
        if (!needs_code(top->globals.items[i])) {
            c_symbol(lower, top->globals.items[i]);
            continue;
        }
        if (!open) {
            c_frame_open(lower, &frame, ir_function_add(lower->unit, &header));
            frame.cursor = top->globals.items[i];
        }
        open = true;
        initialise_global(lower, top->globals.items[i]);
    }
    if (!open)
        return;
    end.flags = IR_IMPLICIT;
    ir_emit(frame.builder, &end);
    c_frame_close(lower, &frame);
}

static void lower_all(struct c_lower *lower, struct c_code_files *others)
{
    struct top top = {.lower = lower, .others = others};

    clang.visitChildren(clang.getTranslationUnitCursor(lower->parsed), visit_top, &top);
    lower_globals(lower, &top);
    for (size_t i = 0; i < lower->pending.count; i++) {
        struct c_pending pending = lower->pending.items[i];

        c_function_lower(lower, &pending);
    }
}

/* --- the whole ----------------------------------------------------------------------------- */

static struct ir_unit *new_unit(const struct c_parsed *parsed, const char *path,
                                const char *source, size_t length)
{
    const struct c_command *command = parsed->command;
    struct ir_unit *unit = ARENA_NEW(parsed->arena, struct ir_unit);

    unit->arena = parsed->arena;
    unit->names = map_new();
    unit->path = arena_strdup(parsed->arena, path);
    unit->language = parsed->kind == FRONT_C ? IR_C : IR_CXX;
    unit->source = source;
    unit->source_length = length;
    unit->optimisation = command->optimisation;
    unit->flags = command->arguments;
    unit->flag_count = command->count;
    unit->command = command->said;
    unit->command_count = command->said_count;
    unit->assertions_off = command->assertions_off;
    unit->math_errno = command->math_errno;
    return unit;
}

static void open_maps(struct c_lower *lower)
{
    lower->types = map_new();
    lower->symbols = map_new();
    lower->callees = map_new();
    lower->functions = map_new();
    lower->users_files = map_new();
}

static void close_maps(struct c_lower *lower)
{
    map_free(lower->definitions);
    map_free(lower->types);
    map_free(lower->symbols);
    map_free(lower->callees);
    map_free(lower->functions);
    map_free(lower->users_files);
}

struct ir_unit *c_unit_lower(const struct c_parsed *parsed, CXFile file, const char *path,
                             const char *source, size_t length, struct c_code_files *others)
{
    struct c_lower lower = {.parsed = parsed->unit,
                            .from = parsed,
                            .file = file,
                            .unit = new_unit(parsed, path, source, length),
                            .is_cxx = parsed->kind == FRONT_CXX,
                            .launches = parsed->command->launches};

    lower.is_included = strcmp(path, parsed->path) != 0;
    lower.unit->is_header = lower.is_included || c_headers_is_name(path);
    open_maps(&lower);
    c_source_prepare(&lower);
    if (!parsed->command->openmp)
        lower.pragmas.count = 0;
    c_types_prepare(&lower);
    collect_gaps(&lower); /* before: then more is looked for */
    lower_all(&lower, others);
    c_launch_forget_gaps(lower.unit);
    c_missing_settle(&lower);
    collect_comments(&lower);
    close_maps(&lower);
    return lower.unit;
}

struct ir_unit *c_lower_file(struct c_command *command, const struct front_options *options,
                             enum front_kind kind, const char *path, const char *source,
                             size_t length, struct arena *arena, struct err *err)
{
    CXIndex index = clang.createIndex(0, 0);
    struct c_parsed parsed = {
        .path = path, .command = command, .kind = kind, .arena = arena};
    struct ir_unit *unit = NULL;
    struct c_code_files others = {0};

    parsed.unit = c_parse(index, command, source, length, arena, err);
    if (parsed.unit) {
        parsed.project = c_headers_project(command->path);
        unit = c_unit_lower(&parsed, clang.getFile(parsed.unit, command->path), path, source,
                            length, &others);
        c_included_lower(&parsed, &others, options, unit);
        clang.disposeTranslationUnit(parsed.unit);
        free(parsed.project);
    }
    clang.disposeIndex(index);
    return unit;
}
