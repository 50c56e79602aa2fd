# FindLibClang: the headers of libclang's C API, and where its library is.
#
# benchlint opens the library at run time, only when a C or C++ file must be parsed (linking it
# costs some 15 ms of CPU per process), so the target LibClang::Headers carries include paths and
# the list of places to look in, and links nothing.
#
# Versions say little (the header's own number stayed at 0.64 from 16 to 20): what counts is whether
# clang_getCursorBinaryOperatorKind is there, which came with 17.
#
# Result: LibClang_FOUND, LibClang_VERSION, LibClang_LIBRARY, LibClang::Headers.
# Hint: LibClang_ROOT.

set(_libclang_prefixes "")
foreach(_version 22 21 20 19 18 17)
    list(APPEND _libclang_prefixes
        /usr/lib/llvm-${_version} /usr/lib64/llvm${_version} /usr/lib/llvm${_version}
        /opt/homebrew/opt/llvm@${_version} /usr/local/opt/llvm@${_version})
endforeach()
list(APPEND _libclang_prefixes /opt/homebrew/opt/llvm /usr/local/opt/llvm)
find_program(LLVM_CONFIG NAMES llvm-config)
if(LLVM_CONFIG)
    execute_process(COMMAND ${LLVM_CONFIG} --prefix OUTPUT_VARIABLE _libclang_prefix
        OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    list(APPEND _libclang_prefixes ${_libclang_prefix})
endif()

find_path(LibClang_INCLUDE_DIR clang-c/Index.h HINTS ${_libclang_prefixes} PATH_SUFFIXES include)
if(LibClang_INCLUDE_DIR)
    get_filename_component(_libclang_home ${LibClang_INCLUDE_DIR} DIRECTORY)
    find_library(LibClang_LIBRARY NAMES clang libclang HINTS ${_libclang_home}
        PATH_SUFFIXES lib lib64 NO_DEFAULT_PATH)
    find_library(LibClang_LIBRARY NAMES clang libclang)
endif()
if(LibClang_LIBRARY)
    get_filename_component(_libclang_file ${LibClang_LIBRARY} REALPATH)
    if(_libclang_file MATCHES "libclang[-.](so\\.)?([0-9]+(\\.[0-9]+)*)")
        set(LibClang_VERSION ${CMAKE_MATCH_2})
    endif()
    include(CheckSymbolExists)
    set(CMAKE_REQUIRED_INCLUDES ${LibClang_INCLUDE_DIR})
    set(CMAKE_REQUIRED_LIBRARIES ${LibClang_LIBRARY})
    check_symbol_exists(clang_getCursorBinaryOperatorKind clang-c/Index.h LibClang_IS_NEW_ENOUGH)
    unset(CMAKE_REQUIRED_INCLUDES)
    unset(CMAKE_REQUIRED_LIBRARIES)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibClang
    REQUIRED_VARS LibClang_LIBRARY LibClang_INCLUDE_DIR LibClang_IS_NEW_ENOUGH
    VERSION_VAR LibClang_VERSION
    REASON_FAILURE_MESSAGE "libclang 17 or newer is needed. Debian, Ubuntu: apt install \
libclang-19-dev libclang-common-19-dev. Fedora: dnf install clang-devel. macOS: brew install llvm. \
Elsewhere: -DLibClang_ROOT=PREFIX.")

if(LibClang_FOUND AND NOT TARGET LibClang::Headers)
    add_library(LibClang::Headers INTERFACE IMPORTED)
    target_include_directories(LibClang::Headers INTERFACE ${LibClang_INCLUDE_DIR})
    target_compile_definitions(LibClang::Headers INTERFACE
        LIBCLANG_PATH="${_libclang_file}")
    target_link_libraries(LibClang::Headers INTERFACE ${CMAKE_DL_LIBS})
endif()
mark_as_advanced(LibClang_INCLUDE_DIR LibClang_LIBRARY LLVM_CONFIG)
