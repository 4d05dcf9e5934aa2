#include "simulators/huawei/wire/encoding.h"

#include "base/text.h"
#include "simulators/server/url.h"

namespace ic::sim::huawei {

std::string DecodeSegment(std::string_view text) {
  std::string kept;
  for (const char c : text) kept += c == '+' ? "%2B" : std::string(1, c);
  return PercentDecode(kept);
}

Query ParseQuery(std::string_view raw) {
  Query query;
  for (const std::string& part : Split(raw, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    query.emplace_back(PercentDecode(part.substr(0, equals)),
                       equals == std::string::npos ? "" : PercentDecode(part.substr(equals + 1)));
  }
  return query;
}

}  // namespace ic::sim::huawei
