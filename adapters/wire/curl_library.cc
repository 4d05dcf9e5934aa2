#include "adapters/wire/curl_library.h"

#include <optional>
#include <string>

#include <dlfcn.h>
#include <fmt/format.h>

namespace ic {
namespace {

// The second is what Debian calls the same library built on GnuTLS.
constexpr const char* kNames[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};

template <typename Function>
void Load(void* handle, const char* name, Function& function, std::string& missing) {
  function = reinterpret_cast<Function>(dlsym(handle, name));
  if (function == nullptr && missing.empty()) missing = name;
}

StatusOr<CurlLibrary> Started(const CurlLibrary& curl) {
  if (const CURLcode code = curl.global_init(CURL_GLOBAL_DEFAULT); code != CURLE_OK) {
    return FailedPreconditionError(fmt::format("libcurl could not be started: {}", curl.easy_strerror(code)));
  }
  return curl;
}

// Written before main(), read after.
constinit std::optional<CurlLibrary> inside_library;

}  // namespace

StatusOr<CurlLibrary> LoadCurlLibrary(std::span<const char* const> names) {
  void* handle = nullptr;
  std::string reason;
  for (const char* name : names) {
    // Local, because libcurl brings an OpenSSL of its own, which must not mix with the one linked into this program.
    handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (handle != nullptr) break;
    if (const char* error = dlerror(); error != nullptr && reason.empty()) reason = error;
  }
  if (handle == nullptr) {
    return FailedPreconditionError(
        fmt::format("libcurl, which makes all HTTP requests, could not be loaded ({}). Install it: the package is "
                    "\"libcurl4\" on Debian and Ubuntu, \"libcurl\" on Fedora, RHEL, SUSE and Alpine",
                    reason));
  }
  CurlLibrary curl{};
  std::string missing;
  Load(handle, "curl_global_init", curl.global_init, missing);
  Load(handle, "curl_easy_init", curl.easy_init, missing);
  Load(handle, "curl_easy_setopt", curl.easy_setopt, missing);
  Load(handle, "curl_easy_getinfo", curl.easy_getinfo, missing);
  Load(handle, "curl_easy_reset", curl.easy_reset, missing);
  Load(handle, "curl_easy_cleanup", curl.easy_cleanup, missing);
  Load(handle, "curl_easy_strerror", curl.easy_strerror, missing);
  Load(handle, "curl_slist_append", curl.slist_append, missing);
  Load(handle, "curl_slist_free_all", curl.slist_free_all, missing);
  Load(handle, "curl_multi_init", curl.multi_init, missing);
  Load(handle, "curl_multi_add_handle", curl.multi_add_handle, missing);
  Load(handle, "curl_multi_remove_handle", curl.multi_remove_handle, missing);
  Load(handle, "curl_multi_perform", curl.multi_perform, missing);
  Load(handle, "curl_multi_poll", curl.multi_poll, missing);
  Load(handle, "curl_multi_wakeup", curl.multi_wakeup, missing);
  Load(handle, "curl_multi_info_read", curl.multi_info_read, missing);
  Load(handle, "curl_multi_cleanup", curl.multi_cleanup, missing);
  if (!missing.empty()) {
    return FailedPreconditionError(
        fmt::format("the libcurl of this machine is too old: it has no {}. Version 7.68 or later is needed", missing));
  }
  return Started(curl);
}

void UseCurlLibrary(const CurlLibrary& inside) { inside_library = inside; }

StatusOr<const CurlLibrary*> SharedCurlLibrary() {
  static const StatusOr<CurlLibrary> library =
      inside_library.has_value() ? Started(*inside_library) : LoadCurlLibrary(kNames);
  if (!library.ok()) return library.status();
  return &library.value();
}

}  // namespace ic
