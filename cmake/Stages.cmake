# stage(NAME DIR folder [PUBLIC libs] [PRIVATE libs]): one static library per stage folder.  Its own
# folder is its only public include path, so an include against the arrows does not compile
# ("../" includes are refused by tests/style).
#
# program(NAME DIR folder LINKS libs): an executable from the sources that stand in the folder
# itself; its code but main.c is also a library NAME_main, for tests.

add_library(project_options INTERFACE)
target_compile_features(project_options INTERFACE c_std_11)
target_compile_definitions(project_options INTERFACE
    _GNU_SOURCE PROJECT_VERSION="${PROJECT_VERSION}")
# A row of a table names what it has; that the rest is zero is what tables rely on.
target_compile_options(project_options INTERFACE -Wall -Wextra -Wno-missing-field-initializers)
option(STRICT "More warnings, and all of them are errors" OFF)
if(STRICT)
    target_compile_options(project_options INTERFACE
        -Wshadow -Wconversion -Wmissing-prototypes -Werror)
endif()
set(SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined")
if(SANITIZE)
    target_compile_options(project_options INTERFACE
        -fsanitize=${SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(project_options INTERFACE -fsanitize=${SANITIZE})
endif()
option(FUZZ "Build the fuzz targets (clang)" OFF)
if(FUZZ)
    target_compile_options(project_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
option(COVERAGE "Count what the tests run" OFF)
if(COVERAGE)
    target_compile_options(project_options INTERFACE --coverage)
    target_link_options(project_options INTERFACE --coverage)
endif()

function(stage name)
    cmake_parse_arguments(ARG "" "DIR" "PUBLIC;PRIVATE" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${ARG_DIR}/*.c)
    add_library(${name} STATIC ${sources})
    set_target_properties(${name} PROPERTIES C_EXTENSIONS ON LINKER_LANGUAGE C)
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/${ARG_DIR})
    target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE} project_options)
endfunction()

function(program name)
    cmake_parse_arguments(ARG "" "DIR" "LINKS" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${ARG_DIR}/*.c)
    set(main ${PROJECT_SOURCE_DIR}/${ARG_DIR}/main.c)
    list(REMOVE_ITEM sources ${main})
    add_library(${name}_main STATIC ${sources})
    set_target_properties(${name}_main PROPERTIES C_EXTENSIONS ON LINKER_LANGUAGE C)
    target_include_directories(${name}_main PUBLIC ${PROJECT_SOURCE_DIR}/${ARG_DIR})
    target_link_libraries(${name}_main PUBLIC ${ARG_LINKS} PRIVATE project_options)
    add_executable(${name} ${main})
    set_target_properties(${name} PROPERTIES C_EXTENSIONS ON
        RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
    target_link_libraries(${name} PRIVATE ${name}_main project_options)
    install(TARGETS ${name} DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

# manual(NAME): the man page and the bash completion, printed by the program from its own tables.
function(manual name)
    set(page ${PROJECT_BINARY_DIR}/share/${name}.1)
    set(completion ${PROJECT_BINARY_DIR}/share/${name}.bash)
    file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/share)
    add_custom_command(OUTPUT ${page} ${completion}
        COMMAND ${name} --man > ${page}
        COMMAND ${name} --completion > ${completion}
        DEPENDS ${name} VERBATIM)
    add_custom_target(${name}_manual ALL DEPENDS ${page} ${completion})
    install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${completion} RENAME ${name}
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
endfunction()

# unit_tests(LIBRARY FOLDER): every FOLDER/test_*.c is a Criterion program linked to LIBRARY, and a
# CTest test of the same name.  A leak or an undefined operation in a worker does not fail a
# Criterion run by itself, so their reports are looked for in its output.  Criterion leaks a little
# of its own, which is suppressed by the caller of the allocation: deeper stacks are not kept, since
# Criterion stands at the bottom of every one.
function(unit_tests library folder)
    file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/test_*.c)
    foreach(test IN LISTS tests)
        get_filename_component(name ${test} NAME_WE)
        add_executable(${name} ${test})
        set_target_properties(${name} PROPERTIES C_EXTENSIONS ON)
        target_link_libraries(${name} PRIVATE ${library} criterion::criterion project_options)
        target_compile_definitions(${name} PRIVATE SOURCE_DIR="${PROJECT_SOURCE_DIR}")
        add_test(NAME ${name} COMMAND ${name} --jobs 2 WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
        set_tests_properties(${name} PROPERTIES
            FAIL_REGULAR_EXPRESSION "LeakSanitizer;AddressSanitizer;runtime error:")
        if(SANITIZE)
            set_tests_properties(${name} PROPERTIES ENVIRONMENT "ASAN_OPTIONS=malloc_context_size=2;\
LSAN_OPTIONS=print_suppressions=0:suppressions=${PROJECT_SOURCE_DIR}/tests/leaks.txt")
        endif()
    endforeach()
endfunction()
