# A toolchain file: building for arm64 on amd64, with Debian's cross compiler and the root that script/cross makes. protoc and its
# plugin are this machine's; what is built is started by qemu where it must be (man pages are made of what a program says).
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64-static)

get_filename_component(IC_CROSS ${CMAKE_CURRENT_LIST_DIR}/../build/arm64 ABSOLUTE)
set(CMAKE_SYSROOT ${IC_CROSS}/root)
set(IC_ARCHIVES ${IC_CROSS}/archives CACHE PATH "Where script/archives has put libcurl, libpq and libmicrohttpd")
set(CMAKE_FIND_ROOT_PATH ${IC_ARCHIVES}) # beside the root itself
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
foreach(kind LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_${kind} ONLY)
endforeach()
# What is linked is the root's, of Debian's current packages: the cross compiler has a C library of its own, which is older.
set(IC_CROSS_LIBRARIES ${CMAKE_SYSROOT}/usr/lib/aarch64-linux-gnu)
# And its linker is to be lld, which it would look for under another name than this machine's has.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-B${IC_CROSS}/tools -B${IC_CROSS_LIBRARIES} -L${IC_CROSS_LIBRARIES} -L${CMAKE_SYSROOT}/usr/lib/gcc/aarch64-linux-gnu/12")
set(ENV{PKG_CONFIG_LIBDIR} ${CMAKE_SYSROOT}/usr/lib/aarch64-linux-gnu/pkgconfig:${CMAKE_SYSROOT}/usr/share/pkgconfig)
set(ENV{PKG_CONFIG_SYSROOT_DIR} ${CMAKE_SYSROOT})
