# Where `cmake --install` puts what is shipped: each program is a component of its own, named like it. Debian's packages are
# made from that (script/release).
include(GNUInstallDirs)
find_program(IC_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
set(IC_SOURCE_ADDRESS multicloud/interconnect) # what `source` says in required_providers

# As registries and mirrors name what the programs run on.
set(IC_ARCHITECTURE ${CMAKE_SYSTEM_PROCESSOR})
if(IC_ARCHITECTURE STREQUAL "x86_64")
  set(IC_ARCHITECTURE amd64)
elseif(IC_ARCHITECTURE STREQUAL "aarch64")
  set(IC_ARCHITECTURE arm64)
endif()

# The plugin is nothing to be called by hand. Terraform and OpenTofu look for providers below PREFIX/share/terraform/plugins of the
# usual prefixes (/usr, /usr/local) unless their CLI configuration says otherwise: there, `init` finds it by itself. What stands
# there is a link, because a share/ is for all architectures. A version before that was installed stays usable beside it.
function(ic_install_plugin target)
  set(place ${CMAKE_INSTALL_LIBEXECDIR}/interconnect/${PROJECT_VERSION})
  install(TARGETS ${target} RUNTIME DESTINATION ${place} COMPONENT ${target})
  foreach(registry registry.terraform.io registry.opentofu.org)
    set(folder ${CMAKE_INSTALL_DATADIR}/terraform/plugins/${registry}/${IC_SOURCE_ADDRESS}/${PROJECT_VERSION}/linux_${IC_ARCHITECTURE})
    file(RELATIVE_PATH program /${folder} /${place}/${target})
    install(CODE "
      set(folder \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${folder}\")
      file(MAKE_DIRECTORY \"\${folder}\")
      file(CREATE_LINK \"${program}\" \"\${folder}/${target}_v${PROJECT_VERSION}\" SYMBOLIC)" COMPONENT ${target})
  endforeach()
endfunction()

# Man pages and completions are what the program says of itself, so it is started: by CMAKE_CROSSCOMPILING_EMULATOR if it is
# of another architecture.
function(ic_install_manual target)
  if(NOT IC_PYTHON)
    return()
  endif()
  install(CODE "
    set(usr \"\")
    if(CMAKE_INSTALL_PREFIX STREQUAL \"/usr\")
      set(usr --usr)
    endif()
    execute_process(COMMAND \"${IC_PYTHON}\" -B \"${CMAKE_SOURCE_DIR}/script/shipping/manual.py\" \"$<TARGET_FILE:${target}>\"
                            \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}\" \${usr} --starter \"${CMAKE_CROSSCOMPILING_EMULATOR}\"
                    COMMAND_ERROR_IS_FATAL ANY)" COMPONENT ${target})
endfunction()

# ic_install_program(<target>): the rules of one of the programs that a release holds.
function(ic_install_program target)
  if(target STREQUAL "terraform-provider-interconnect")
    ic_install_plugin(${target})
  else()
    install(TARGETS ${target} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${target})
  endif()
  ic_install_manual(${target})
endfunction()
