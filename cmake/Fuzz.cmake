# Fuzzers. libFuzzer comes with clang (package libclang-rt-14-dev), so a fuzzer is compiled by clang whatever compiler
# builds the rest, straight from the sources it needs, with the address and undefined-behaviour sanitizers.
find_program(IC_CLANGXX NAMES clang++ clang++-14)
set(IC_FUZZ_SECONDS 20 CACHE STRING "How long each fuzzer runs under ctest")

# Sets IC_FUZZER_WHY_NOT to "" if fuzzers can be built here, otherwise to the reason why not.
function(ic_find_libfuzzer)
  if(NOT IC_CLANGXX)
    set(IC_FUZZER_WHY_NOT "clang++ was not found" CACHE INTERNAL "")
    return()
  endif()
  if(DEFINED IC_FUZZER_WHY_NOT)
    return()
  endif()
  set(probe ${CMAKE_BINARY_DIR}/CMakeFiles/fuzz_probe.cc)
  file(WRITE ${probe} "extern \"C\" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }\n")
  execute_process(COMMAND ${IC_CLANGXX} -fsanitize=fuzzer,address,undefined ${probe} -o ${probe}.out
                  RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
  if(failed)
    set(IC_FUZZER_WHY_NOT "clang++ has no libFuzzer runtime here (Debian: libclang-rt-14-dev)" CACHE INTERNAL "")
  else()
    set(IC_FUZZER_WHY_NOT "" CACHE INTERNAL "")
  endif()
endfunction()

# ic_fuzzer(<name> SOURCES <file>... [LIBS <archive>...] [SEEDS <test executable>])
#   Target <name>, not part of `all`, and a ctest with the label `fuzz` that builds it and runs it for IC_FUZZ_SECONDS.
#   SEEDS is a test executable that writes starting inputs into the folder named by IC_FUZZ_SEEDS.
function(ic_fuzzer name)
  cmake_parse_arguments(ARG "" "SEEDS" "SOURCES;LIBS" ${ARGN})
  ic_find_libfuzzer()
  if(IC_FUZZER_WHY_NOT)
    message(STATUS "No fuzzer ${name}: ${IC_FUZZER_WHY_NOT}")
    return()
  endif()
  set(binary ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/${name})
  set(corpus ${CMAKE_CURRENT_BINARY_DIR}/${name}_corpus)
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  add_custom_command(
    OUTPUT ${binary}
    COMMAND ${IC_CLANGXX} -std=c++20 -g1 -O1 -DFMT_HEADER_ONLY=1 -fsanitize=fuzzer,address,undefined
            -fno-sanitize-recover=all -fsanitize-ignorelist=${CMAKE_SOURCE_DIR}/cmake/fuzz_ignore.txt
            -I ${CMAKE_SOURCE_DIR} ${ARG_SOURCES} ${ARG_LIBS} -o ${binary}
    DEPENDS ${ARG_SOURCES} ${headers}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    COMMENT "Fuzzer ${name}"
    VERBATIM)
  add_custom_target(${name} DEPENDS ${binary})

  add_test(NAME fuzz.${name}.build COMMAND ${CMAKE_COMMAND} --build ${CMAKE_BINARY_DIR} --target ${name})
  set_tests_properties(fuzz.${name}.build PROPERTIES LABELS fuzz FIXTURES_SETUP ${name} TIMEOUT 600)
  if(ARG_SEEDS)
    add_test(NAME fuzz.${name}.seeds COMMAND ${ARG_SEEDS} --gtest_filter=FuzzSeedsTest.*)
    set_tests_properties(fuzz.${name}.seeds PROPERTIES LABELS fuzz FIXTURES_SETUP ${name}
                         ENVIRONMENT IC_FUZZ_SEEDS=${corpus} TIMEOUT 60)
  endif()
  math(EXPR limit "${IC_FUZZ_SECONDS} + 120")
  add_test(NAME fuzz.${name} COMMAND ${binary} -max_total_time=${IC_FUZZ_SECONDS} -max_len=4096 -timeout=10
                                     -rss_limit_mb=1024 ${corpus})
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz FIXTURES_REQUIRED ${name} TIMEOUT ${limit})
endfunction()
