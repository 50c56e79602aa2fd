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
pkg_library(xml2::xml2 libxml-2.0)
if(BUILD_TESTING)
    pkg_library(criterion::criterion criterion)
endif()
