# Fuzzers, in the address sanitizer's build: clang's, and instrumented already. The layer that is fuzzed gets libFuzzer's
# coverage too; what it stands on does not need it. (libFuzzer comes with Debian's package libclang-rt-14-dev.)
set(IC_FUZZ_SECONDS 20 CACHE STRING "How long each fuzzer runs under ctest")

# ic_fuzzer(<name> <layer> [ALSO ...] [LIBS ...]): <name>.cc fuzzes the layer whose folder it is in, and ALSO those beneath it
#   that are watched for coverage too; LIBS are what <name>.cc uses besides. Target <name>, not part of `all` but of
#   `ic_fuzzers`, and a ctest with the label `fuzz` that runs it for IC_FUZZ_SECONDS. The layer's own tests
#   write starting inputs into the folder named by IC_FUZZ_SEEDS.
function(ic_fuzzer name layer)
  cmake_parse_arguments(ARG "" "" "ALSO;LIBS" ${ARGN})
  if(NOT IC_SANITIZE MATCHES "address")
    return()
  endif()
  foreach(fuzzed IN ITEMS ${layer} ${ARG_ALSO})
    target_compile_options(${fuzzed} PRIVATE -fsanitize=fuzzer-no-link -O1)
    ic_with_rapidjson(${fuzzed})
    # The header compiled once for all layers is not compiled so.
    set_target_properties(${fuzzed} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
  endforeach()
  add_executable(${name} EXCLUDE_FROM_ALL ${name}.cc)
  target_link_libraries(${name} PRIVATE ${layer} ${ARG_LIBS})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  if(NOT TARGET ic_fuzzers)
    add_custom_target(ic_fuzzers)
  endif()
  add_dependencies(ic_fuzzers ${name} ${layer}_test)

  set(corpus ${CMAKE_CURRENT_BINARY_DIR}/${name}_corpus)
  add_test(NAME fuzz.${name}.seeds COMMAND ${layer}_test --gtest_filter=FuzzSeedsTest.*)
  set_tests_properties(fuzz.${name}.seeds PROPERTIES LABELS fuzz FIXTURES_SETUP ${name}
                       ENVIRONMENT IC_FUZZ_SEEDS=${corpus} TIMEOUT 60)
  math(EXPR limit "${IC_FUZZ_SECONDS} + 120")
  add_test(NAME fuzz.${name} COMMAND ${name} -max_total_time=${IC_FUZZ_SECONDS} -max_len=4096 -timeout=10
                                     -rss_limit_mb=1024 ${corpus})
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz FIXTURES_REQUIRED ${name} TIMEOUT ${limit})
endfunction()
