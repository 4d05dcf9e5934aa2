# Precompiled headers: what most files include and none of ours, so that they are made once a build. A file still names
# what it uses: a build with IC_PRECOMPILE=OFF and IC_UNITY=OFF is what shows a missing include.
option(IC_PRECOMPILE "Compile the headers of the standard library, fmt, JSON and GoogleTest once" ON)

set(IC_STANDARD_HEADERS <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <mutex> <optional> <set>
    <stop_token> <string> <string_view> <utility> <variant> <vector> <fmt/format.h> <nlohmann/json.hpp>)

# ic_shared_headers(<name> LIBS ... HEADERS ... OPTIONS ...): a target that holds one precompiled header for many.
function(ic_shared_headers name)
  cmake_parse_arguments(ARG "" "" "LIBS;HEADERS;OPTIONS" ${ARGN})
  if(TARGET ${name})
    return()
  endif()
  file(WRITE ${CMAKE_BINARY_DIR}/${name}.cc "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cc)
  target_link_libraries(${name} PRIVATE ic_fmt nlohmann_json::nlohmann_json Threads::Threads ${ARG_LIBS})
  target_compile_options(${name} PRIVATE ${ARG_OPTIONS})
  ic_strict(${name})
  target_precompile_headers(${name} PRIVATE ${IC_STANDARD_HEADERS} ${ARG_HEADERS})
endfunction()

# The test programs share one, at -O0: nobody waits for their own code, and it is half of all there is to compile.
function(ic_precompile_test target)
  target_compile_options(${target} PRIVATE -O0)
  if(IC_PRECOMPILE)
    ic_shared_headers(ic_test_headers LIBS GTest::gmock GTest::gtest HEADERS <gmock/gmock.h> <gtest/gtest.h> OPTIONS -O0)
    target_precompile_headers(${target} REUSE_FROM ic_test_headers)
  endif()
endfunction()

# The layers share another, those that a release builds for size a third: what is precompiled has the options of its user.
function(ic_precompile_layer target small)
  if(NOT IC_PRECOMPILE)
    return()
  endif()
  if(small AND CMAKE_BUILD_TYPE STREQUAL "Release")
    ic_shared_headers(ic_small_headers OPTIONS -Os)
    target_precompile_headers(${target} REUSE_FROM ic_small_headers)
  else()
    ic_shared_headers(ic_layer_headers)
    target_precompile_headers(${target} REUSE_FROM ic_layer_headers)
  endif()
endfunction()
