# gRPC, protobuf-lite and OpenSSL as static archives, and the rule that turns .proto files into a library.
#
# Static, because Terraform starts the plugin three to five times a command: with Debian's shared libraries the dynamic
# linker alone (50 libraries, 15 000 relocations) costs twice the plugin's whole start. glibc is inside too in what is
# shipped (Static.cmake).
find_program(IC_PROTOC protoc REQUIRED)
find_program(IC_GRPC_CPP_PLUGIN grpc_cpp_plugin REQUIRED)

# The archives gRPC needs, as its own pkg-config file lists them; system libraries stay shared.
function(ic_static_grpc_libraries out)
  pkg_check_modules(IC_GRPCPP REQUIRED grpc++)
  set(libraries "")
  foreach(name IN LISTS IC_GRPCPP_STATIC_LIBRARIES)
    if(name MATCHES "^(dl|rt|m|pthread|atomic|ssl|crypto)$")
      continue()
    endif()
    find_library(IC_ARCHIVE_${name} NAMES lib${name}.a REQUIRED)
    mark_as_advanced(IC_ARCHIVE_${name})
    list(APPEND libraries ${IC_ARCHIVE_${name}})
  endforeach()
  list(REMOVE_DUPLICATES libraries)
  set(${out} ${libraries} PARENT_SCOPE)
endfunction()

find_library(IC_PROTOBUF_LITE NAMES libprotobuf-lite.a REQUIRED)
ic_static_grpc_libraries(IC_GRPC_ARCHIVES)

# The archives refer to each other in circles.
add_library(ic_grpc INTERFACE)
target_link_libraries(ic_grpc INTERFACE
  -Wl,--start-group ${IC_GRPC_ARCHIVES} ${IC_PROTOBUF_LITE} -Wl,--end-group
  OpenSSL::SSL OpenSSL::Crypto ${CMAKE_DL_LIBS} Threads::Threads)

if(IC_SANITIZE MATCHES "thread")
  # Into programs only: an archive that uses gRPC must not bring a second copy.
  target_sources(ic_grpc INTERFACE
    $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:${CMAKE_SOURCE_DIR}/cmake/tsan/suppressions.cc>)
endif()

# ic_proto_library(<layer> <file.proto>...): generated code, seen as `#include "<file>.pb.h"` and, for files that
# declare a service, `#include "<file>.grpc.pb.h"`. Our warnings are off in it, and it is built for size: most of
# it is straight-line code whose compile time is what hurts.
function(ic_proto_library layer)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/generated)
  file(MAKE_DIRECTORY ${out})
  set(sources "")
  foreach(proto IN LISTS ARGN)
    get_filename_component(stem ${proto} NAME_WE)
    set(outputs ${out}/${stem}.pb.cc ${out}/${stem}.grpc.pb.cc)
    add_custom_command(
      OUTPUT ${outputs} ${out}/${stem}.pb.h ${out}/${stem}.grpc.pb.h
      COMMAND ${IC_PROTOC} -I ${CMAKE_CURRENT_SOURCE_DIR} --cpp_out=${out} --grpc_out=${out}
              --plugin=protoc-gen-grpc=${IC_GRPC_CPP_PLUGIN} ${CMAKE_CURRENT_SOURCE_DIR}/${proto}
      DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${proto}
      COMMENT "protoc ${proto}"
      VERBATIM)
    list(APPEND sources ${outputs})
  endforeach()
  add_library(${layer} STATIC ${sources})
  add_library(ic::${layer} ALIAS ${layer})
  target_include_directories(${layer} SYSTEM PUBLIC ${out})
  target_compile_options(${layer} PRIVATE -w $<$<CONFIG:Release>:-Os>)
  target_link_libraries(${layer} PUBLIC ic_grpc)
endfunction()

# ic_plugin_program(<target>): the plugin's own link rules. Everything but glibc is inside, and nothing of it is visible
# to libraries that are loaded later: a libcurl opened at run time brings its own OpenSSL.
function(ic_plugin_program target)
  target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/provider/grpc_without_xds.cc)
  target_link_options(${target} PRIVATE -static-libstdc++ -static-libgcc)
  # A sanitizer's malloc must be the one that glibc sees; and its libraries cannot be folded, which the linker says of each
  # of their files.
  if(NOT IC_SANITIZE)
    target_link_options(${target} PRIVATE -Wl,-O2 -Wl,--exclude-libs,ALL)
    # Functions of one code are one: without it the plugin is larger than it may be (tests/portable). g++ notes no function
    # whose address matters, so that lld's "safe" folds nothing; "all" asks that nobody tells functions of the same code
    # apart by their addresses, which nothing here does (data is not folded). What runs at the start, or hardly ever, lies together.
    if(CMAKE_BUILD_TYPE STREQUAL "Release")
      target_link_options(${target} PRIVATE -Wl,--icf=all -Wl,-z,keep-text-section-prefix)
    endif()
  endif()
  set_target_properties(${target} PROPERTIES ENABLE_EXPORTS OFF)
endfunction()
