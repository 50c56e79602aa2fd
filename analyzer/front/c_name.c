/* Qualified names, as documentation writes them: without template arguments, without inline
 * namespaces (std::__cxx11, std::chrono::_V2, fmt::v10). */
#include <string.h>

#include "c_lower.h"

/* Nesting of namespaces and classes that is still spelled out. */
enum { NAME_DEPTH_MAX = 24 };

const char *c_intern(struct c_lower *lower, CXString text)
{
    const char *bytes = clang.getCString(text);
    const char *name = map_intern(lower->unit->names, bytes ? bytes : "",
                                  bytes ? strlen(bytes) : 0);

    clang.disposeString(text);
    return name;
}

/* The maps take text.  printf would cost more than all the rest of a look-up. */
void c_address_key(char key[C_KEY_SIZE], const void *address)
{
    uintptr_t rest = (uintptr_t)address;
    size_t length = 0;

    do {
        key[length++] = (char)('0' + (rest & 63));
        rest >>= 6;
    } while (rest);
    key[length] = '\0';
}

void c_key(char key[C_KEY_SIZE], CXCursor declaration)
{
    c_address_key(key, declaration.data[0]);
}

static bool gives_name(CXCursor scope)
{
    switch (clang.getCursorKind(scope)) {
    case CXCursor_Namespace:
        return !clang.Cursor_isInlineNamespace(scope);
    case CXCursor_ClassDecl: case CXCursor_StructDecl: case CXCursor_UnionDecl:
    case CXCursor_ClassTemplate: case CXCursor_ClassTemplatePartialSpecialization:
    case CXCursor_FunctionDecl: case CXCursor_CXXMethod: case CXCursor_FunctionTemplate:
        return true;
    case CXCursor_EnumDecl:
        return clang.EnumDecl_isScoped(scope);
    default:
        return false;
    }
}

/* Without template arguments: a constructor of vector<T> is spelled "vector<T>". */
static size_t plain_length(const char *name)
{
    const char *angle = strchr(name, '<');

    if (!angle || strncmp(name, "operator", 8) == 0)
        return strlen(name);
    return (size_t)(angle - name);
}

/* What has no name is spelled with its place in a file: "(anonymous union at x.c:3:1)". */
static void add_part(struct strbuf *text, CXCursor cursor)
{
    CXString spelling = clang.getCursorSpelling(cursor);
    const char *name = clang.getCString(spelling);

    if (!name || !name[0])
        strbuf_puts(text, "(anonymous)");
    else if (strstr(name, "(lambda"))
        strbuf_puts(text, "(lambda)");
    else if (strstr(name, " at ") || name[0] == '(')
        strbuf_puts(text, "(anonymous)");
    else
        strbuf_add(text, name, plain_length(name));
    clang.disposeString(spelling);
}

const char *c_qualified_name(struct c_lower *lower, CXCursor declaration)
{
    CXCursor scopes[NAME_DEPTH_MAX];
    size_t count = 0;
    struct strbuf text = {0};
    CXCursor scope = clang.getCursorSemanticParent(declaration);
    const char *name;

    while (count < NAME_DEPTH_MAX && !clang.Cursor_isNull(scope) &&
           clang.getCursorKind(scope) != CXCursor_TranslationUnit) {
        if (gives_name(scope))
            scopes[count++] = scope;
        scope = clang.getCursorSemanticParent(scope);
    }
    while (count > 0) {
        add_part(&text, scopes[--count]);
        strbuf_puts(&text, "::");
    }
    add_part(&text, declaration);
    name = map_intern(lower->unit->names, strbuf_text(&text), text.length);
    strbuf_release(&text);
    return name;
}
