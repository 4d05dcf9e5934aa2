# Programs that are one file each and run on every Linux: nothing of the machine is loaded, not even its C library (ADR 0055).
#
# Only how programs are linked differs, and what is linked in beside them (cmake/static/): layers are compiled the same way, so
# that both kinds share what was compiled, and the tests of a layer run on the very objects that are shipped. The archives that
# Debian does not have in a form that can be used are made by script/archives.
option(IC_STATIC "Link the programs with everything inside, for any Linux" OFF)
set(IC_ARCHIVES ${CMAKE_SOURCE_DIR}/build/archives CACHE PATH "Where script/archives has put libcurl, libpq and libmicrohttpd")

# ic_archive_of(<out> <name> [PATHS]): the archive lib<name>.a; with PATHS, there and nowhere else.
function(ic_archive_of out name)
  if(ARGN)
    set(where PATHS ${ARGN} NO_DEFAULT_PATH)
  endif()
  find_library(IC_STATIC_${name} NAMES lib${name}.a ${where})
  mark_as_advanced(IC_STATIC_${name})
  if(NOT IC_STATIC_${name})
    message(FATAL_ERROR "lib${name}.a is not there: run script/bootstrap (and script/archives), or configure with -DIC_STATIC=OFF")
  endif()
  set(${out} ${IC_STATIC_${name}} PARENT_SCOPE)
endfunction()

# Has the targets that Dependencies.cmake found as shared libraries stand for archives; what they say to the compiler stays.
function(ic_take_archives)
  ic_archive_of(yaml yaml-cpp)
  set_target_properties(yaml-cpp PROPERTIES IMPORTED_LOCATION_NONE ${yaml} IMPORTED_SONAME_NONE "")
  ic_archive_of(sqlite sqlite3)
  set_property(TARGET PkgConfig::IC_SQLITE PROPERTY INTERFACE_LINK_LIBRARIES ${sqlite} m Threads::Threads)
  set(libpq "")
  foreach(part pq pgcommon_shlib pgport_shlib)
    ic_archive_of(archive ${part} ${IC_ARCHIVES}/lib)
    list(APPEND libpq ${archive})
  endforeach()
  set_property(TARGET PkgConfig::IC_PQ PROPERTY INTERFACE_LINK_LIBRARIES ${libpq} OpenSSL::SSL OpenSSL::Crypto)
  ic_archive_of(microhttpd microhttpd ${IC_ARCHIVES}/lib)
  set_property(TARGET PkgConfig::IC_MICROHTTPD PROPERTY INTERFACE_LINK_LIBRARIES ${microhttpd} Threads::Threads)
  ic_archive_of(curl curl ${IC_ARCHIVES}/lib)
  add_library(ic_curl INTERFACE)
  target_link_libraries(ic_curl INTERFACE ${curl} OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
endfunction()

# What is linked in, as Debian's source packages with their versions: the archives' packages, and what script/archives built.
# tests/portable holds it against what the linker is given. Headers only: CLI11, nlohmann-json, fmt, kainjow-mustache.
set(IC_PACKAGES_INSIDE libc6-dev libstdc++-12-dev libssl-dev zlib1g-dev libgrpc-dev libprotobuf-dev libabsl-dev libc-ares-dev libre2-dev
    libmsgpack-dev libyaml-cpp-dev libsqlite3-dev libfmt-dev nlohmann-json3-dev libcli11-dev
    libkainjow-mustache-dev)

# ic_list_inside(<out>): "name version, ..."; also inside.json in the build folder, for a bill of materials.
function(ic_list_inside out)
  set(made ${IC_ARCHIVES}/sources.json)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${made})
  set(where "")
  if(CMAKE_CROSSCOMPILING)
    set(where --admindir=${CMAKE_SYSROOT}/var/lib/dpkg)
  endif()
  execute_process(COMMAND dpkg-query ${where} -W -f "\${source:Package} \${source:Version}\n" ${IC_PACKAGES_INSIDE}
                  OUTPUT_VARIABLE packages OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE "\n" ";" packages "${packages}")
  file(STRINGS ${made} lines REGEX "\"source\"")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE ".*\"source\": \"([^\"]*)\", \"version\": \"([^\"]*)\".*" "\\1 \\2" package "${line}")
    list(APPEND packages "${package}")
  endforeach()
  list(REMOVE_DUPLICATES packages)
  list(SORT packages)
  list(JOIN packages ", " text)
  set(json "")
  foreach(package IN LISTS packages)
    string(REGEX REPLACE "([^ ]*) (.*)" "  {\"source\": \"\\1\", \"version\": \"\\2\"}" entry "${package}")
    list(APPEND json "${entry}")
  endforeach()
  list(JOIN json ",\n" json)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/inside.json CONTENT "[\n${json}\n]\n" @ONLY)
  set(${out} "${text}" PARENT_SCOPE)
endfunction()
if(IC_STATIC)
  ic_take_archives()
  ic_list_inside(IC_LIBRARIES_INSIDE)
endif()

# ic_shipped_program(<target> [CURL]): one of the programs that a release holds. CURL: it makes HTTP requests.
function(ic_shipped_program target)
  cmake_parse_arguments(ARG "CURL" "" "" ${ARGN})
  ic_install_program(${target})
  if(NOT IC_STATIC)
    return()
  endif()
  target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/static/names.cc)
  target_link_options(${target} PRIVATE -static -Wl,--exclude-libs,ALL)
  if(ARG_CURL)
    target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/static/curl.cc)
    target_link_libraries(${target} PRIVATE adapters_wire ic_curl)
  endif()
endfunction()
