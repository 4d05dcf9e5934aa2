# Compiler, linker and sanitizer settings shared by every target of this project.
option(IC_UNITY "Compile the layers in batches of files: a third of the time from nothing, more after a small change" OFF)
option(IC_LTO "Link-time optimisation for the shipped binaries" OFF)
option(IC_COVERAGE "Count which lines and branches of the layers run (script/coverage)" OFF)
set(IC_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them (address,undefined or thread)")

find_program(IC_CCACHE ccache)
if(IC_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # What ccache wants before it trusts a precompiled header, and paths seen from the checkout, so that two share a cache.
  set(IC_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${IC_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${IC_LAUNCHER})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${IC_LAUNCHER})
endif()

# -O3 buys nothing here (the time goes into gRPC and the network) and costs build time and size.
string(REPLACE "-O3" "-O2" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
add_compile_options(-ffunction-sections -fdata-sections)
add_link_options(-fuse-ld=lld -Wl,--gc-sections)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  # Line tables are enough for a backtrace and keep the links of the inner loop short.
  add_compile_options(-g1)
endif()
# Sanitizer builds are clang's: it takes less than half of g++'s time for them. What address sees anyway, or what costs most
# and has no bearing on x86-64, is left out of undefined.
set(IC_TEST_SECONDS 60)
if(IC_SANITIZE)
  set(IC_TEST_SECONDS 300)
  add_compile_options(-fsanitize=${IC_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  if(IC_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize=vptr,alignment,object-size)
  endif()
  add_link_options(-fsanitize=${IC_SANITIZE})
endif()

# For a layer that RapidJSON is compiled into.
function(ic_with_rapidjson layer)
  if(IC_SANITIZE MATCHES "undefined")
    target_compile_options(${layer} PRIVATE -fsanitize-ignorelist=${CMAKE_SOURCE_DIR}/cmake/rapidjson_ignore.txt)
  endif()
endfunction()

# Layers only: what a test program itself runs is not asked for, and it would double the work.
function(ic_count_coverage layer)
  if(IC_COVERAGE)
    target_compile_options(${layer} PRIVATE --coverage)
    target_link_options(${layer} PUBLIC --coverage)
  endif()
endfunction()

# Warnings are for our own code only; generated code does not take them. g++ is who gives them: a build with sanitizers asks
# for none. -Wrestrict is off because g++ 12 reports
# operator+(const char*, std::string&&) with it wrongly as soon as it inlines (GCC bug 105651).
function(ic_strict target)
  if(IC_SANITIZE)
    return()
  endif()
  target_compile_options(${target} PRIVATE -Wall -Wextra -Werror -Wno-missing-field-initializers -Wno-restrict)
endfunction()
