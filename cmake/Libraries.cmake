# The libraries that we use (design: nothing that a well-kept library does is written here).
find_package(PkgConfig REQUIRED)
find_package(LibClang 17 REQUIRED)
find_package(TreeSitter REQUIRED)

# pkg_library(target module): an imported target for a pkg-config module.
function(pkg_library target module)
    string(MAKE_C_IDENTIFIER ${module} variable)
    pkg_check_modules(${variable} REQUIRED IMPORTED_TARGET GLOBAL ${module})
    add_library(${target} ALIAS PkgConfig::${variable})
endfunction()

pkg_library(jansson::jansson jansson)
pkg_library(yaml::yaml yaml-0.1)
pkg_library(xxhash::xxhash libxxhash)
pkg_library(hwloc::hwloc hwloc)
pkg_library(dw::dw libdw)
# The programs open it at run time (common/xml.h) and need only its headers; tests link it.
pkg_library(xml2::xml2 libxml-2.0)
add_library(LibXml2::Headers INTERFACE IMPORTED)
target_include_directories(LibXml2::Headers SYSTEM INTERFACE ${libxml_2_0_INCLUDE_DIRS})
target_link_libraries(LibXml2::Headers INTERFACE ${CMAKE_DL_LIBS})
if(BUILD_TESTING)
    pkg_library(criterion::criterion criterion)
endif()
