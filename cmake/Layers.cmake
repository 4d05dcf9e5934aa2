# The architecture as a table: who may use whom. An edge that is not here stops the configure step, and a header of a
# layer that is not used cannot be included, because each layer has an include root of its own.
set(MAY_USE_base "")
set(MAY_USE_base_about "")
set(MAY_USE_base_testing               base)
set(MAY_USE_proto "")
set(MAY_USE_schema_value               base)
set(MAY_USE_schema_terraform           base schema_value)
set(MAY_USE_adapters_contract          base schema_value)
set(MAY_USE_adapters_contract_limits   base schema_value adapters_contract)
# What a customer's router is told of a link. Pure: it sees objects as values, and neither engine nor network.
set(MAY_USE_router                     base schema_value adapters_contract)
set(MAY_USE_adapters_wire              base)
set(MAY_USE_adapters_wire_testing      base adapters_wire)
# What every vendor's adapter does, once. Like a vendor it has three rooms, and its tables and client do not know each other.
set(MAY_USE_adapters_common_tables     base schema_value adapters_contract adapters_contract_limits)
set(MAY_USE_adapters_common_client     base schema_value adapters_contract adapters_wire)
set(MAY_USE_adapters_common_kinds      base schema_value adapters_contract adapters_wire adapters_common_tables
                                       adapters_common_client)
set(MAY_USE_adapters_common_session    base schema_value adapters_contract adapters_common_kinds)
include(Vendors)
set(MAY_USE_reconcile_object           base schema_value adapters_contract adapters_contract_limits)
set(MAY_USE_reconcile_ledger           base schema_value adapters_contract reconcile_object)
set(MAY_USE_reconcile_guard            base schema_value adapters_contract adapters_contract_limits reconcile_object
                                       reconcile_ledger)
set(MAY_USE_reconcile_adopt            base schema_value adapters_contract reconcile_object reconcile_ledger
                                       reconcile_guard)
set(MAY_USE_reconcile_plan             base schema_value adapters_contract reconcile_object reconcile_ledger
                                       reconcile_guard reconcile_adopt)
set(MAY_USE_reconcile_read             base schema_value adapters_contract adapters_contract_limits reconcile_object reconcile_ledger)
set(MAY_USE_reconcile_apply            base schema_value adapters_contract reconcile_object reconcile_ledger
                                       reconcile_guard reconcile_adopt)
set(MAY_USE_reconcile                  base schema_value adapters_contract adapters_contract_limits reconcile_object
                                       reconcile_ledger reconcile_guard reconcile_adopt reconcile_plan
                                       reconcile_read reconcile_apply)
set(MAY_USE_reconcile_testing          base base_testing schema_value adapters_contract reconcile)
# What states of the clouds' own providers have in them, for whoever takes objects over from there.
set(MAY_USE_foreign                    base schema_value adapters_contract)
set(MAY_USE_provider_transport         base proto)
set(MAY_USE_provider_protocol          base proto schema_value schema_terraform)
set(MAY_USE_provider_protocol_testing  base schema_value schema_terraform provider_protocol provider_transport)
set(MAY_USE_provider_resources         base schema_value schema_terraform adapters_contract adapters_contract_limits
                                       reconcile foreign router)
set(MAY_USE_provider                   base base_about schema_value schema_terraform adapters_contract adapters_all reconcile
                                       provider_transport provider_protocol provider_resources)
set(MAY_USE_reconcile_state            base adapters_contract)
# Runs over whole sets: set <- plan <- {apply, drift}, drift <- look, set <- import; reconcile_run is all of them.
set(MAY_USE_reconcile_run_set          base schema_value adapters_contract adapters_contract_limits reconcile
                                       reconcile_state)
set(MAY_USE_reconcile_run_plan         ${MAY_USE_reconcile_run_set} reconcile_run_set)
set(MAY_USE_reconcile_run_apply        ${MAY_USE_reconcile_run_plan} reconcile_run_plan)
set(MAY_USE_reconcile_run_drift        ${MAY_USE_reconcile_run_plan} reconcile_run_plan)
set(MAY_USE_reconcile_run_import       ${MAY_USE_reconcile_run_set} reconcile_run_set)
set(MAY_USE_reconcile_run_look         ${MAY_USE_reconcile_run_plan} reconcile_run_drift)
set(IC_RUN_ROOMS reconcile_run_set reconcile_run_plan reconcile_run_apply reconcile_run_drift reconcile_run_import
    reconcile_run_look)
set(MAY_USE_reconcile_run              ${IC_RUN_ROOMS})
set(MAY_USE_reconcile_run_testing      base base_testing schema_value adapters_contract reconcile reconcile_testing
                                       reconcile_state reconcile_run)
# Configurations: {yaml, vocabulary} <- read, vocabulary <- write; cli_config is all of them.
set(MAY_USE_cli_config_yaml            base)
set(MAY_USE_cli_config_vocabulary      base schema_value adapters_contract adapters_contract_limits reconcile
                                       reconcile_run_import)
set(MAY_USE_cli_config_read            base schema_value adapters_contract adapters_contract_limits reconcile
                                       reconcile_run_set reconcile_run_import cli_config_yaml
                                       cli_config_vocabulary)
set(MAY_USE_cli_config_write           base schema_value adapters_contract reconcile_run_set cli_config_vocabulary)
set(IC_CONFIG_ROOMS cli_config_yaml cli_config_vocabulary cli_config_read cli_config_write)
set(MAY_USE_cli_config                 ${IC_CONFIG_ROOMS})
# Output: format <- {plan, drift, graph}; cli_output is all of them.
set(MAY_USE_cli_output_format          base adapters_contract reconcile_run_set)
set(MAY_USE_cli_output_plan            base adapters_contract reconcile reconcile_run_plan reconcile_run_apply
                                       cli_output_format)
set(MAY_USE_cli_output_drift           base adapters_contract reconcile reconcile_run_drift cli_output_format)
set(MAY_USE_cli_output_graph           base schema_value adapters_contract reconcile_run_set cli_output_format)
set(IC_OUTPUT_ROOMS cli_output_format cli_output_plan cli_output_drift cli_output_graph)
set(MAY_USE_cli_output                 ${IC_OUTPUT_ROOMS})
set(MAY_USE_cli_process                base base_about schema_value adapters_contract adapters_contract_limits reconcile
                                       reconcile_state ${IC_RUN_ROOMS} cli_config cli_output)
set(MAY_USE_cli_completion             base)
# Objects in states of other providers as a configuration here.
set(MAY_USE_cli_migrate                ${MAY_USE_cli_process} cli_process foreign)
set(MAY_USE_cli_commands               ${MAY_USE_cli_process} cli_process cli_completion cli_migrate router)
set(MAY_USE_cli                        ${MAY_USE_cli_commands} adapters_contract_limits cli_commands adapters_all)
set(MAY_USE_simulators_server          base)
set(MAY_USE_simulators_server_objects  base simulators_server)
# A simulated cloud may be one folder (Vendors.cmake); these have rooms: wire <- world <- operations <- the cloud itself.
foreach(vendor IN LISTS IC_VENDORS)
  set(MAY_USE_simulators_${vendor}_wire base simulators_server simulators_server_objects)
  set(MAY_USE_simulators_${vendor}_world ${MAY_USE_simulators_${vendor}_wire} simulators_${vendor}_wire)
  set(MAY_USE_simulators_${vendor}_operations ${MAY_USE_simulators_${vendor}_world} simulators_${vendor}_world)
  list(APPEND MAY_USE_simulators_${vendor} simulators_${vendor}_wire simulators_${vendor}_world
       simulators_${vendor}_operations)
endforeach()
set(MAY_USE_simulators                 base base_about simulators_server simulators_all)
# What is kept apart on purpose meets in one test only.
set(MAY_USE_tests_clouds               base base_testing schema_value adapters_contract adapters_wire adapters_all
                                       simulators_server simulators_all adapters_common_tables)
set(MAY_USE_tests_behaviour            base base_testing schema_value adapters_contract adapters_contract_limits
                                       adapters_wire adapters_common_tables adapters_all reconcile_object reconcile
                                       reconcile_run_import reconcile_testing simulators_server tests_clouds)
foreach(vendor IN LISTS IC_VENDORS)  # whose states are gone through
  list(APPEND MAY_USE_tests_behaviour adapters_${vendor}_tables)
  list(APPEND MAY_USE_tests_clouds adapters_${vendor}_tables)
endforeach()
set(MAY_USE_tests_simulation           base base_testing schema_value adapters_contract adapters_wire adapters_all
                                       reconcile reconcile_state reconcile_run reconcile_run_testing simulators_server
                                       tests_clouds)

# As a vendor of its own, from its tables to its simulator.
set(MAY_USE_tests_sky                  base base_testing schema_value adapters_contract adapters_contract_limits
                                       adapters_wire adapters_common_tables reconcile_object reconcile adapters_sky_tables
                                       adapters_sky simulators_server simulators_server_objects simulators_sky)

set(MAY_USE_bench                      base base_testing schema_value adapters_contract adapters_all reconcile
                                       reconcile_testing reconcile_state reconcile_run reconcile_run_testing
                                       cli_config)

# ic_check_edges(<layer> <used layer>...) stops the configure step on an edge the table does not have.
function(ic_check_edges layer)
  if(NOT DEFINED MAY_USE_${layer})
    message(FATAL_ERROR "layer '${layer}' is not in cmake/Layers.cmake")
  endif()
  foreach(used IN LISTS ARGN)
    if(NOT used IN_LIST MAY_USE_${layer})
      message(FATAL_ERROR "layer '${layer}' may not use '${used}'; it may use: ${MAY_USE_${layer}}")
    endif()
  endforeach()
endfunction()

# Where paths of includes begin. tests/sky is laid out like the repository, and its includes begin there.
set(IC_TREE ${CMAKE_SOURCE_DIR})

# Gives the layer an include root that holds nothing but the layer itself, reached by its path from IC_TREE.
# A folder inside it that is a layer of its own is left out.
function(ic_stage_headers layer path out)
  set(root ${CMAKE_BINARY_DIR}/layers/${layer})
  file(REMOVE_RECURSE ${root})
  file(MAKE_DIRECTORY ${root}/${path})
  file(GLOB entries CONFIGURE_DEPENDS ${IC_TREE}/${path}/*)
  foreach(entry IN LISTS entries)
    get_filename_component(name ${entry} NAME)
    if(name MATCHES "\\.h$" OR (IS_DIRECTORY ${entry} AND NOT EXISTS ${entry}/CMakeLists.txt))
      file(CREATE_LINK ${entry} ${root}/${path}/${name} SYMBOLIC)
    endif()
  endforeach()
  set(${out} ${root} PARENT_SCOPE)
endfunction()

# Targets that build every program, every unit test, those that run generated cases over all layers (`cases`), and those of
# the layers where threads meet (a label that says `threads`: what the thread sanitizer looks at). Rooms of a layer are in
# with it.
add_custom_target(ic_programs)
add_custom_target(ic_unit_tests)
add_custom_target(ic_case_tests)
add_custom_target(ic_thread_tests)
set(IC_THREADED_LAYERS "^(base|adapters_wire|adapters_common_(kinds|session)|reconcile|provider)(_|$)")
set(IC_CASE_LAYERS "^(reconcile_run|reconcile_guard|tests_.*)$")

# A layer's tests as <count> tests of ctest, each of which runs its part of the cases; with sanitizers a quarter of them,
# which are ten times as slow: what they look for is in the code that all of the cases run. The labels turn0 and turn1 part that
# quarter in two, for whoever runs one of them at a time.
function(ic_add_shards layer count label)
  math(EXPR last "${count} - 1")
  set(step 1)
  if(IC_SANITIZE)
    set(step 4)
    message(STATUS "${layer}: a quarter of its cases, because of the sanitizers (the rest: script/test cases)")
  endif()
  foreach(shard RANGE 0 ${last} ${step})
    add_test(NAME ${layer}.part${shard} COMMAND ${layer}_test --gtest_brief=1)
    math(EXPR turn "${shard} / ${step} % 2")
    set_tests_properties(${layer}.part${shard} PROPERTIES
      LABELS "${label};turn${turn}" TIMEOUT ${IC_TEST_SECONDS} FAIL_REGULAR_EXPRESSION "SKIPPED"
      ENVIRONMENT "GTEST_TOTAL_SHARDS=${count};GTEST_SHARD_INDEX=${shard}")
  endforeach()
endfunction()

# ic_library(<layer> [SMALL] [SHARDS n] [USES ...] [USES_INSIDE ...] [LIBS ...] [LIBS_INSIDE ...] [TEST_USES ...] [TEST_LIBS ...]
#            [MADE ...])
#   Sources are all *.cc of the folder, unit tests all *_test.cc: by rule, so that no file can be forgotten. MADE are those
#   that the configure step writes.
#   USES is seen by whoever uses this layer, USES_INSIDE is not. LIBS are external libraries, likewise.
#   SHARDS: the tests run in n processes instead of one a case. For programs of thousands of cases, whose cost would be
#   making the list of them once for each. None of them may be skipped: nobody would see it.
#   SMALL: built for size in a release. For layers whose time is the network's: a plugin is loaded at every launch.
function(ic_library layer)
  cmake_parse_arguments(ARG "SMALL" "SHARDS" "USES;USES_INSIDE;LIBS;LIBS_INSIDE;TEST_USES;TEST_LIBS;MADE" ${ARGN})
  ic_check_edges(${layer} ${ARG_USES} ${ARG_USES_INSIDE})
  file(RELATIVE_PATH path ${IC_TREE} ${CMAKE_CURRENT_SOURCE_DIR})
  ic_stage_headers(${layer} ${path} root)

  file(GLOB sources CONFIGURE_DEPENDS *.cc)
  file(GLOB tests CONFIGURE_DEPENDS *_test.cc)
  file(GLOB mains CONFIGURE_DEPENDS *main.cc *_fuzz.cc)
  if(tests OR mains)
    list(REMOVE_ITEM sources ${tests} ${mains})
  endif()
  list(APPEND sources ${ARG_MADE})

  if(sources)
    add_library(${layer} STATIC ${sources})
    target_include_directories(${layer} PUBLIC ${root})
    target_link_libraries(${layer} PUBLIC ${ARG_USES} ${ARG_LIBS} PRIVATE ${ARG_USES_INSIDE} ${ARG_LIBS_INSIDE})
    ic_strict(${layer})
    set_target_properties(${layer} PROPERTIES UNITY_BUILD ${IC_UNITY} UNITY_BUILD_BATCH_SIZE 8)
    ic_precompile_layer(${layer} ${ARG_SMALL})
    ic_count_coverage(${layer})
    if(ARG_SMALL)
      target_compile_options(${layer} PRIVATE $<$<CONFIG:Release>:-Os>)
    endif()
  else()
    add_library(${layer} INTERFACE)
    target_include_directories(${layer} INTERFACE ${root})
    target_link_libraries(${layer} INTERFACE ${ARG_USES} ${ARG_LIBS})
  endif()
  add_library(ic::${layer} ALIAS ${layer})

  if(tests AND BUILD_TESTING)
    add_executable(${layer}_test ${tests})
    target_link_libraries(${layer}_test PRIVATE ${layer} ${ARG_USES_INSIDE} ${ARG_LIBS_INSIDE} ${ARG_TEST_USES}
                          ${ARG_TEST_LIBS} GTest::gmock GTest::gtest GTest::gtest_main)
    target_compile_definitions(${layer}_test PRIVATE IC_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    ic_strict(${layer}_test)
    ic_precompile_test(${layer}_test)
    add_dependencies(ic_unit_tests ${layer}_test)
    set(label unit)
    if(layer MATCHES "${IC_THREADED_LAYERS}")
      add_dependencies(ic_thread_tests ${layer}_test)
      string(APPEND label "-threads")
    endif()
    if(layer MATCHES "${IC_CASE_LAYERS}")
      add_dependencies(ic_case_tests ${layer}_test)
      string(APPEND label "-cases")
    endif()
    if(ARG_SHARDS)
      ic_add_shards(${layer} ${ARG_SHARDS} ${label})
    else()
      gtest_discover_tests(${layer}_test TEST_PREFIX ${layer}. DISCOVERY_MODE PRE_TEST
                           PROPERTIES LABELS ${label} TIMEOUT ${IC_TEST_SECONDS})
    endif()
  endif()
endfunction()

# ic_binary(<name> LAYER <layer> SOURCES ... USES ... [LIBS ...]): a program; its edges obey the same table, and it may
# use the library of its own layer.
function(ic_binary name)
  cmake_parse_arguments(ARG "" "LAYER" "SOURCES;USES;LIBS" ${ARGN})
  set(others ${ARG_USES})
  list(REMOVE_ITEM others ${ARG_LAYER})
  ic_check_edges(${ARG_LAYER} ${others})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_USES} ${ARG_LIBS})
  ic_strict(${name})
  add_dependencies(ic_programs ${name})
endfunction()
