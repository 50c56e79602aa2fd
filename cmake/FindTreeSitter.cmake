# FindTreeSitter: the tree-sitter runtime, and the Python grammar in third_party/ (put there by
# `./dev setup`, pinned by checksum; git ignores it).  Target: TreeSitter::Python, static.
#
# Hint: TREE_SITTER_PYTHON_DIR, a folder that holds src/parser.c of tree-sitter-python 0.23.6.

find_path(TreeSitter_INCLUDE_DIR tree_sitter/api.h)
find_library(TreeSitter_LIBRARY NAMES libtree-sitter.a tree-sitter)
set(TREE_SITTER_PYTHON_DIR ${PROJECT_SOURCE_DIR}/third_party/tree-sitter-python
    CACHE PATH "Source folder of the Python grammar")
find_path(TreeSitter_PYTHON_SOURCE parser.c PATHS ${TREE_SITTER_PYTHON_DIR}/src NO_DEFAULT_PATH)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(TreeSitter
    REQUIRED_VARS TreeSitter_LIBRARY TreeSitter_INCLUDE_DIR TreeSitter_PYTHON_SOURCE
    REASON_FAILURE_MESSAGE "Debian, Ubuntu: apt install libtree-sitter-dev. Fedora: dnf install \
libtree-sitter-devel. macOS: brew install tree-sitter. The Python grammar is fetched by ./dev setup.")

if(TreeSitter_FOUND AND NOT TARGET TreeSitter::Python)
    add_library(tree_sitter_python STATIC
        ${TreeSitter_PYTHON_SOURCE}/parser.c ${TreeSitter_PYTHON_SOURCE}/scanner.c)
    target_include_directories(tree_sitter_python PRIVATE ${TreeSitter_PYTHON_SOURCE})
    target_compile_options(tree_sitter_python PRIVATE -w -O2)
    add_library(TreeSitter::Python INTERFACE IMPORTED)
    target_include_directories(TreeSitter::Python INTERFACE ${TreeSitter_INCLUDE_DIR})
    target_link_libraries(TreeSitter::Python INTERFACE tree_sitter_python ${TreeSitter_LIBRARY})
endif()
mark_as_advanced(TreeSitter_INCLUDE_DIR TreeSitter_LIBRARY TreeSitter_PYTHON_SOURCE)
