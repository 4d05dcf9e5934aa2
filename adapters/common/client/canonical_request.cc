#include "adapters/common/client/canonical_request.h"

#include <chrono>
#include <map>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/text.h"

namespace ic {

CanonicalHeaders SelectHeaders(const HttpHeaders& headers, std::string_view prefix,
                               std::string (*value)(std::string_view)) {
  std::map<std::string, std::string> selected;
  for (const auto& [name, text] : headers) {
    std::string lower = ToLowerAscii(name);
    if (lower == "host" || lower == "content-type" || lower.starts_with(prefix)) {
      selected.insert_or_assign(std::move(lower), value(text));
    }
  }
  CanonicalHeaders canonical;
  for (const auto& [name, text] : selected) {
    canonical.lines += fmt::format("{}:{}\n", name, text);
    canonical.names += canonical.names.empty() ? name : ";" + name;
  }
  return canonical;
}

std::string CompactTimestamp(Time time) {
  return fmt::format("{:%Y%m%dT%H%M%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(time))));
}

}  // namespace ic
