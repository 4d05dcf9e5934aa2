#include "adapters/wire/url.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace ic {
namespace {

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace

std::string PercentEncode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (IsUnreserved(c)) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

Status CheckPathSegment(std::string_view text, std::string_view what) {
  const auto breaks = [](char c) { return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (text.empty()) return InvalidArgumentError(fmt::format("{} is empty, and so cannot be part of an address", what));
  if (text != "." && text != ".." && std::ranges::none_of(text, breaks)) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "\"{}\" cannot be {}: in the address of a call it would lead elsewhere (\".\", \"..\", slashes and control "
      "characters do)",
      ToValidUtf8(text), what));
}

UrlParts SplitUrl(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t query = std::min(url.find('?'), url.size());
  const std::size_t path = std::min(url.find('/', host), url.size());
  UrlParts parts;
  if (path < query) parts.path = url.substr(path, query - path);
  if (query < url.size()) parts.query = url.substr(query + 1);
  return parts;
}

std::vector<std::pair<std::string, std::string>> QueryPairs(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  if (query.empty()) return pairs;
  for (const std::string& part : Split(query, '&')) {
    const std::size_t equals = std::min(part.find('='), part.size());
    pairs.emplace_back(part.substr(0, equals), equals < part.size() ? part.substr(equals + 1) : "");
  }
  return pairs;
}

}  // namespace ic
