/* libclang's C API, opened at run time.
 *
 * Linking the library costs some 15 ms of CPU per process even when no C file is looked at, so it
 * is opened when the first one must be parsed.  Its functions are called through the table `clang`,
 * under their names without the prefix: clang.getCursorKind(cursor). */
#ifndef FRONT_CLANG_API_H
#define FRONT_CLANG_API_H

#include <clang-c/CXCompilationDatabase.h>
#include <clang-c/Index.h>
#include <stdbool.h>

#include "arena.h"
#include "err.h"

/* Every function that we use. */
#define CLANG_FUNCTIONS(X)                                                                        \
    X(CXXConstructor_isCopyConstructor) X(CXXConstructor_isMoveConstructor)                       \
    X(CXXMethod_isDefaulted) X(CXXMethod_isStatic) X(CXXMethod_isVirtual)                         \
    X(CompilationDatabase_dispose) X(CompilationDatabase_fromDirectory)                           \
    X(CompilationDatabase_getAllCompileCommands) X(CompilationDatabase_getCompileCommands)        \
    X(CompileCommand_getArg) X(CompileCommand_getDirectory) X(CompileCommand_getFilename)         \
    X(CompileCommand_getNumArgs)                                                                  \
    X(CompileCommands_dispose) X(CompileCommands_getCommand) X(CompileCommands_getSize)           \
    X(Cursor_Evaluate) X(Cursor_getArgument) X(Cursor_getNumArguments)                            \
    X(Cursor_getStorageClass) X(Cursor_getVarDeclInitializer)               \
    X(Cursor_isFunctionInlined) X(Cursor_isInlineNamespace) X(Cursor_isNull)                      \
    X(EnumDecl_isScoped) X(EvalResult_dispose) X(EvalResult_getAsDouble)                          \
    X(EvalResult_getAsLongLong)                                                                   \
    X(EvalResult_getAsUnsigned) X(EvalResult_getKind) X(EvalResult_isUnsignedInt)                 \
    X(File_isEqual) X(File_tryGetRealPathName) X(getInclusions) X(Location_isFromMainFile)        \
    X(Location_isInSystemHeader)                                                                  \
    X(PrintingPolicy_dispose) X(Type_getNamedType) X(Type_getSizeOf) X(createIndex)               \
    X(disposeDiagnostic) X(disposeIndex) X(disposeString) X(disposeTokens)                        \
    X(disposeTranslationUnit) X(equalCursors) X(getFieldDeclBitWidth) X(getArgType)               \
    X(getArrayElementType) X(getCString)                                                          \
    X(getCanonicalCursor) X(getCanonicalType) X(getClangVersion)                                  \
    X(getCursorBinaryOperatorKind) X(getCursorDefinition) X(getCursorExtent) X(getCursorKind)     \
    X(getCursorLinkage) X(getCursorLocation) X(getCursorPrettyPrinted)                            \
    X(getCursorPrintingPolicy) X(getCursorReferenced) X(getCursorResultType)                      \
    X(getCursorSemanticParent) X(getCursorSpelling) X(getCursorType)                              \
    X(getCursorUnaryOperatorKind) X(getBinaryOperatorKindSpelling)                                \
    X(getDiagnostic) X(getDiagnosticLocation) X(getDiagnosticSeverity) X(getDiagnosticSpelling)   \
    X(getElementType) X(getEnumConstantDeclUnsignedValue) X(getEnumConstantDeclValue)             \
    X(getEnumDeclIntegerType) X(getExpansionLocation) X(getFile) X(getFileContents) X(getFileName) \
    X(getFileLocation) X(getLocationForOffset) X(getNumArgTypes) X(getNumDiagnostics)             \
    X(getNumOverloadedDecls) X(getOverloadedDecl)                                                 \
    X(getPointeeType) X(getRange) X(getRangeEnd) X(getRangeStart) X(getResultType)                \
    X(getSpecializedCursorTemplate) X(getSpellingLocation) X(getTokenExtent) X(getTokenKind)      \
    X(getTokenSpelling)                                                                           \
    X(getTemplateCursorKind) X(getTranslationUnitCursor) X(getTypeDeclaration)                    \
    X(getTypeSpelling) X(getUnqualifiedType) X(hashCursor) X(isConstQualifiedType)                \
    X(isCursorDefinition) X(isPODType)                                                            \
    X(Type_getNumTemplateArguments) X(Type_getTemplateArgumentAsType)                             \
    X(isVolatileQualifiedType) X(parseTranslationUnit2) X(tokenize) X(visitChildren)              \
    X(Type_getValueType)

struct clang_api {
    /* __typeof__ is a GNU builtin: it takes the types from clang-c/Index.h, so that the table
     * cannot disagree with it. */
#define CLANG_POINTER(name) __typeof__(clang_##name) *name;
    CLANG_FUNCTIONS(CLANG_POINTER)
#undef CLANG_POINTER
};

/* Valid after clang_open succeeded; never changes afterwards. */
extern struct clang_api clang;

/* Opens the library (once; later calls cost nothing) and finds its builtin headers.  -1 with what
 * to install when there is none, when it is older than 17, or when stddef.h and its like are
 * missing. */
int clang_open(struct err *err);
/* "libclang 19.1.7", "" before clang_open. */
const char *clang_version(void);
/* The text in the arena; the string is disposed of. */
const char *clang_copy(struct arena *arena, CXString text);
/* The folder to pass as -resource-dir; absolute. */
const char *clang_resource_directory(void);

#endif
