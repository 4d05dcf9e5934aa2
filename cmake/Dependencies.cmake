# External libraries, all from Debian. Static archives are preferred where start-up time counts: a plugin is launched
# several times per terraform command.
find_package(Threads REQUIRED)
# As archives, like gRPC: the plugin must not hold two copies of OpenSSL.
set(OPENSSL_USE_STATIC_LIBS TRUE)
find_package(OpenSSL REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(GTest REQUIRED)
find_package(nlohmann_json REQUIRED)

# libmsgpack-dev has no CMake package of a stable name across Debian releases; the C library is one archive.
find_library(IC_MSGPACK_LIBRARY NAMES libmsgpackc.a msgpackc REQUIRED)
add_library(ic_msgpack INTERFACE)
target_link_libraries(ic_msgpack INTERFACE ${IC_MSGPACK_LIBRARY})

# Patterns of limits. The archive that gRPC brings, so that the plugin holds one copy.
find_library(IC_RE2_LIBRARY NAMES libre2.a REQUIRED)
add_library(ic_re2 INTERFACE)
target_link_libraries(ic_re2 INTERFACE ${IC_RE2_LIBRARY} Threads::Threads)

# Debian has no static libfmt, and a shared one would be one more library to load at each launch.
find_package(fmt REQUIRED)
add_library(ic_fmt STATIC ${CMAKE_SOURCE_DIR}/cmake/fmt/fmt.cc)
target_include_directories(ic_fmt SYSTEM PUBLIC $<TARGET_PROPERTY:fmt::fmt-header-only,INTERFACE_INCLUDE_DIRECTORIES>)

# The command line: configuration, options, state. Shared libraries: it starts once a run.
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(IC_SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(IC_PQ REQUIRED IMPORTED_TARGET libpq)

# Templates of router configurations: one header, where the compiler looks anyway.
find_path(IC_MUSTACHE kainjow/mustache.hpp REQUIRED)

# The simulator's HTTP server.
pkg_check_modules(IC_MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd)

# gRPC and protobuf have a file of their own: ic_grpc, ic_proto_library.
include(Grpc)
