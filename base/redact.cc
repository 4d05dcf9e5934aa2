#include "base/redact.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/text.h"

namespace ic {
namespace {

constexpr std::string_view kHidden = "(sensitive)";

struct LongerFirst {
  bool operator()(const std::string& a, const std::string& b) const {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  }
};

struct Known {
  std::mutex mutex;
  std::set<std::string, LongerFirst> secrets;  // guarded by mutex; one may be part of another
};

Known& TheKnown() {
  static auto* const kKnown = new Known();  // outlives whoever logs at exit
  return *kKnown;
}

std::string EncodedInAddress(std::string_view text, std::string_view space, bool capitals) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    const auto byte = static_cast<unsigned char>(c);
    if (plain) {
      encoded += c;
    } else if (c == ' ') {
      encoded += space;
    } else {
      encoded += capitals ? fmt::format("%{:02X}", byte) : fmt::format("%{:02x}", byte);
    }
  }
  return encoded;
}

// With each of some characters written as it is in a language.
std::string Escaped(std::string_view text, std::span<const std::pair<char, std::string_view>> escapes) {
  std::string escaped;
  for (const char c : text) {
    const auto found = std::ranges::find(escapes, c, &std::pair<char, std::string_view>::first);
    if (found == escapes.end()) {
      escaped += c;
    } else {
      escaped += found->second;
    }
  }
  return escaped;
}

// As those who quote it write it.
std::set<std::string, LongerFirst> Spellings(std::string_view secret) {
  using Escape = std::pair<char, std::string_view>;
  static constexpr Escape kJson[] = {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {'\r', "\\r"}, {'\t', "\\t"}};
  static constexpr Escape kJsonWithSlash[] = {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"},
                                              {'\r', "\\r"}, {'\t', "\\t"},  {'/', "\\/"}};
  static constexpr Escape kXml[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&apos;"}};
  static constexpr Escape kXmlText[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}};
  static constexpr Escape kXmlNumbers[] = {
      {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&#34;"}, {'\'', "&#39;"}};
  std::set<std::string, LongerFirst> spellings = {std::string(secret)};
  for (const bool capitals : {true, false}) {
    for (const std::string_view space : {"%20", "+"}) spellings.insert(EncodedInAddress(secret, space, capitals));
  }
  for (const std::span<const Escape> escapes :
       {std::span<const Escape>(kJson), std::span<const Escape>(kJsonWithSlash), std::span<const Escape>(kXml),
        std::span<const Escape>(kXmlText), std::span<const Escape>(kXmlNumbers)}) {
    spellings.insert(Escaped(secret, escapes));
  }
  return spellings;
}

bool EndsAddress(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || std::string_view("'\"<>`()").find(c) != std::string_view::npos;
}

bool IsPort(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

// How much of an address, behind its "://" if it has one, is user and password; with its '@'. 0: nothing.
std::size_t UserInfoOf(std::string_view address, bool has_scheme) {
  const std::string_view authority = address.substr(0, address.find_first_of("/?#"));
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    // Without a scheme only what has a password: "me@example.com" is somebody's name.
    return has_scheme || authority.substr(0, at).find(':') != std::string_view::npos ? at + 1 : 0;
  }
  if (!has_scheme) return 0;
  // A password with a '/' that was not encoded: what looks like a host and its port is not one.
  const std::size_t colon = authority.find(':');
  if (colon == std::string_view::npos || authority.starts_with('[') || IsPort(authority.substr(colon + 1))) return 0;
  const std::size_t at = address.rfind('@');
  return at == std::string_view::npos ? 0 : at + 1;
}

std::string WithoutUserInfo(const std::string& text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = static_cast<std::size_t>(
        std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), EndsAddress) - text.begin());
    std::string_view word = std::string_view(text).substr(at, end - at);
    if (word.find('@') != std::string_view::npos) {
      const std::size_t scheme = word.find("://");
      const bool has_scheme = scheme != std::string_view::npos;
      if (has_scheme) {
        shown += word.substr(0, scheme + 3);
        word.remove_prefix(scheme + 3);
      }
      if (const std::size_t hidden = UserInfoOf(word, has_scheme); hidden > 0) {
        shown += fmt::format("{}@", kHidden);
        word.remove_prefix(hidden);
      }
    }
    shown += word;
    if (end < text.size()) shown += text[end];
    at = end + 1;
  }
  return shown;
}

// What follows "name=", in whatever case: as PostgreSQL's connection strings, addresses and the header of a signed
// request have it. A value in quotes may hold spaces.
std::string WithoutValueOf(std::string_view name, std::string text) {
  const std::string lower = ToLowerAscii(text);
  std::string shown;
  std::size_t from = 0;
  for (std::size_t at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
    if (at < from) continue;
    std::size_t value = lower.find_first_not_of(' ', at + name.size());
    if (value == std::string::npos || lower[value] != '=') continue;
    value = lower.find_first_not_of(' ', value + 1);
    if (value == std::string::npos) break;
    const bool quoted = text[value] == '\'' || text[value] == '"';
    std::size_t end = quoted ? text.find(text[value], value + 1) : text.find_first_of(" &'\"\n", value);
    end = std::min(end, text.size());
    if (quoted && end < text.size()) ++end;
    if (end == value) continue;
    shown += text.substr(from, value - from);
    shown += kHidden;
    from = end;
  }
  return from == 0 ? text : shown + text.substr(from);
}

}  // namespace

void KnowSecret(std::string_view secret) {
  if (secret.size() < kShortestSecret) return;
  auto spellings = Spellings(secret);
  Known& known = TheKnown();
  const std::lock_guard lock(known.mutex);
  known.secrets.merge(std::move(spellings));
}

void KnowPasswordIn(std::string_view address) {
  const std::size_t scheme = address.find("://");
  const std::size_t user = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t at = address.rfind('@');
  const std::size_t colon = address.find(':', user);
  if (at == std::string_view::npos || colon > at) return;
  const std::string_view password = address.substr(colon + 1, at - colon - 1);
  KnowSecret(password);
  // As it goes to whoever asks for it, and as that one may quote it.
  const std::string sent = PercentDecode(password);
  KnowSecret(sent);
  if (!sent.empty())
    KnowSecret(ToBase64(fmt::format("{}:{}", PercentDecode(address.substr(user, colon - user)), sent)));
}

std::string Redacted(std::string text) {
  {
    Known& known = TheKnown();
    const std::lock_guard lock(known.mutex);
    for (const std::string& secret : known.secrets) {
      for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + kHidden.size())) {
        text.replace(at, secret.size(), kHidden);
      }
    }
  }
  if (text.find('@') != std::string::npos) text = WithoutUserInfo(text);
  if (text.find('=') != std::string::npos) {
    // Whoever has a signature may send the same request once more for some minutes.
    for (const std::string_view name : {"password", "signature"}) text = WithoutValueOf(name, std::move(text));
  }
  return text;
}

std::string RedactedStart(std::string_view text, std::size_t most) {
  std::string shown = Redacted(std::string(text));
  if (shown.size() > most) shown.resize(most);
  return shown;
}

}  // namespace ic
