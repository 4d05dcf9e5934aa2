# The vendors, by name. This list makes the rows of the layer table, the subdirectories, and the lists that adapters/all,
# simulators/all and the tests hold (tests/support/vendors reads it, so it stays one line).
set(IC_VENDORS aws huawei alibaba)

# ic_check_vendors(<root>): stops the configure step with every part that a vendor of the list lacks.
function(ic_check_vendors root)
  set(missing "")
  foreach(vendor IN LISTS IC_VENDORS)
    foreach(part
        adapters/${vendor}/CMakeLists.txt adapters/${vendor}/README.md adapters/${vendor}/factory.cc
        adapters/${vendor}/tables/CMakeLists.txt adapters/${vendor}/client/CMakeLists.txt
        adapters/${vendor}/kinds/CMakeLists.txt
        simulators/${vendor}/CMakeLists.txt simulators/${vendor}/README.md
        tests/support/vendors/${vendor}.py tests/clouds/vendor_${vendor}.cc tests/behaviour/${vendor}_specimens.cc)
      if(NOT EXISTS ${root}/${part})
        string(APPEND missing "\n  ${part}")
      endif()
    endforeach()
  endforeach()
  if(missing)
    message(FATAL_ERROR "cmake/Vendors.cmake names vendors of which parts are missing:${missing}\n"
                        "docs/adding-a-cloud.md says what is in them")
  endif()
endfunction()

# What a vendor's three rooms may use. `tables` and `client` do not know each other; `kinds` knows both. The cloud of
# docs/adding-a-cloud.md is no vendor, and is held to the same.
foreach(vendor IN LISTS IC_VENDORS ITEMS sky)
  set(MAY_USE_adapters_${vendor}_tables base schema_value adapters_contract adapters_contract_limits adapters_common_tables)
  set(MAY_USE_adapters_${vendor}_client base schema_value adapters_contract adapters_wire adapters_common_client)
  set(MAY_USE_adapters_${vendor}_kinds base schema_value adapters_contract adapters_contract_limits adapters_wire
      adapters_common_tables adapters_common_client adapters_common_kinds adapters_common_session adapters_${vendor}_tables
      adapters_${vendor}_client)
  set(MAY_USE_adapters_${vendor} ${MAY_USE_adapters_${vendor}_kinds} adapters_${vendor}_kinds)
  set(MAY_USE_simulators_${vendor} base simulators_server simulators_server_objects)
endforeach()
list(TRANSFORM IC_VENDORS PREPEND adapters_ OUTPUT_VARIABLE IC_VENDOR_LAYERS)
list(TRANSFORM IC_VENDORS PREPEND simulators_ OUTPUT_VARIABLE IC_SIMULATOR_LAYERS)
set(MAY_USE_adapters_all base schema_value adapters_contract adapters_contract_limits ${IC_VENDOR_LAYERS})
set(MAY_USE_simulators_all base simulators_server ${IC_SIMULATOR_LAYERS})

# ic_vendors_cc(<declaration> <row>): makes vendors.cc of this folder's vendors.cc.in, with one of each a vendor.
# @vendor@ in them stands for the name.
function(ic_vendors_cc declaration row)
  set(IC_DECLARATIONS "")
  set(IC_ROWS "")
  foreach(vendor IN LISTS IC_VENDORS)
    string(REPLACE "@vendor@" ${vendor} declared "${declaration}")
    string(REPLACE "@vendor@" ${vendor} listed "${row}")
    string(APPEND IC_DECLARATIONS "${declared}\n")
    string(APPEND IC_ROWS "      ${listed},\n")
  endforeach()
  configure_file(vendors.cc.in ${CMAKE_CURRENT_BINARY_DIR}/vendors.cc @ONLY)
endfunction()

# ic_vendor(): called in adapters/<name>; the three rooms and the factory over them.
function(ic_vendor)
  get_filename_component(vendor ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  foreach(room tables client kinds)
    add_subdirectory(${room})
  endforeach()
  ic_library(adapters_${vendor} SMALL
    USES base adapters_contract
    USES_INSIDE schema_value adapters_wire adapters_common_client adapters_common_kinds adapters_${vendor}_tables adapters_${vendor}_client
                adapters_${vendor}_kinds
    LIBS_INSIDE nlohmann_json::nlohmann_json ic_fmt)
endfunction()

# ic_vendor_room(): called in adapters/<name>/<room>.
function(ic_vendor_room)
  get_filename_component(room ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} DIRECTORY)
  get_filename_component(vendor ${folder} NAME)
  set(layer adapters_${vendor}_${room})
  if(room STREQUAL "tables")
    ic_library(${layer} SMALL USES ${MAY_USE_${layer}} LIBS_INSIDE ic_fmt)
  else()
    ic_library(${layer} SMALL USES ${MAY_USE_${layer}} LIBS_INSIDE nlohmann_json::nlohmann_json ic_fmt
               TEST_USES base_testing adapters_wire_testing)
  endif()
endfunction()
