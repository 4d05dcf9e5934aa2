// The name services of a program that is one file: those that are inside. Others (sss, resolve, mymachines, ldap, ...)
// are modules of the machine's C library, which is not this program's: loading one ends in a crash sooner or later.
//
// Source: glibc's nss.h (`__nss_configure_lookup`: the choice must be made before the first look-up of its database)
// and its release notes of 2.34 (`files` and `dns` are part of libc, in static programs too); 2026-11-30.
#include <initializer_list>

#include <nss.h>
#include <openssl/crypto.h>

namespace {

// Runs before main(), and so before any look-up.
[[gnu::constructor]] void UseTheServicesInside() {
  __nss_configure_lookup("hosts", "files dns");
  // The databases that getaddrinfo() and those who ask for a user's name or home folder look into.
  for (const char* const database : {"passwd", "group", "services", "protocols", "networks"}) {
    __nss_configure_lookup(database, "files");
  }
  // Likewise OpenSSL: its configuration may name modules to load, and is where Debian keeps it.
  OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
}

}  // namespace
