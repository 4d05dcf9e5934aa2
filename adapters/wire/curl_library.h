// libcurl as a table of functions, loaded when first asked for. A plugin process is launched several times a command
// and most launches make no request: linking libcurl would cost each of them the loading of some thirty libraries.
#ifndef ADAPTERS_WIRE_CURL_LIBRARY_H_
#define ADAPTERS_WIRE_CURL_LIBRARY_H_

#include <span>
#include <string_view>

#include <curl/curl.h>

#include "base/status.h"

namespace ic {

struct CurlLibrary {
  decltype(&::curl_global_init) global_init;
  decltype(&::curl_easy_init) easy_init;
  decltype(&::curl_easy_setopt) easy_setopt;
  decltype(&::curl_easy_getinfo) easy_getinfo;
  decltype(&::curl_easy_reset) easy_reset;
  decltype(&::curl_easy_cleanup) easy_cleanup;
  decltype(&::curl_easy_strerror) easy_strerror;
  decltype(&::curl_slist_append) slist_append;
  decltype(&::curl_slist_free_all) slist_free_all;
  decltype(&::curl_multi_init) multi_init;
  decltype(&::curl_multi_add_handle) multi_add_handle;
  decltype(&::curl_multi_remove_handle) multi_remove_handle;
  decltype(&::curl_multi_perform) multi_perform;
  decltype(&::curl_multi_poll) multi_poll;
  decltype(&::curl_multi_wakeup) multi_wakeup;
  decltype(&::curl_multi_info_read) multi_info_read;
  decltype(&::curl_multi_cleanup) multi_cleanup;
};

// Loads the first of `names` that exists. kFailedPrecondition says which package to install.
StatusOr<CurlLibrary> LoadCurlLibrary(std::span<const char* const> names);

// For programs that have libcurl inside: SharedCurlLibrary() takes these functions, and loads nothing. To be called
// before main().
void UseCurlLibrary(const CurlLibrary& inside);

// The libcurl inside, or else the machine's, loaded and started once; the pointer lives for ever.
StatusOr<const CurlLibrary*> SharedCurlLibrary();

}  // namespace ic

#endif  // ADAPTERS_WIRE_CURL_LIBRARY_H_
