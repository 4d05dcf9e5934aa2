# The vendors, by name. This list makes the rows of the layer table, the subdirectories, and the lists that adapters/all,
# simulators/all and the tests hold (tests/support/vendors reads it, so it stays one line).
set(IC_VENDORS aws huawei alibaba)

# What a vendor's three rooms may use. `tables` and `client` do not know each other; `kinds` knows both.
foreach(vendor IN LISTS IC_VENDORS)
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
    if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${room}/CMakeLists.txt)
      message(FATAL_ERROR "adapters/${vendor} has no ${room}/CMakeLists.txt; see docs/adding-a-cloud.md for what a cloud is made of")
    endif()
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
