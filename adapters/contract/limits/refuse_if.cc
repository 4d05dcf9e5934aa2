#include "adapters/contract/limits/refuse_if.h"

#include <fmt/format.h>

#include "adapters/contract/asn.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/path.h"

namespace ic {
namespace {

template <typename T>
std::optional<T> Optional(StatusOr<T> parsed) {
  if (!parsed.ok()) return std::nullopt;
  return *parsed;
}

// One end of a link: written alone it has the length of the other.
std::optional<Cidr> KnownEnd(const Value& object, std::string_view path, std::string_view other) {
  const std::optional<Cidr> end = KnownHost(object, path);
  const std::optional<Cidr> with_length = KnownCidr(object, other);
  const bool lengthless = end && !KnownCidr(object, path);
  if (!lengthless || !with_length || with_length->family() != end->family()) return end;
  return Cidr::Of(end->address(), with_length->length());
}

}  // namespace

std::optional<std::string> KnownText(const Value& object, std::string_view path) {
  const Value& value = ValueAt(object, path);
  if (value.kind() != Value::Kind::kString) return std::nullopt;
  return value.AsString();
}

std::optional<std::int64_t> KnownInteger(const Value& object, std::string_view path) {
  const Value& value = ValueAt(object, path);
  if (value.kind() != Value::Kind::kNumber) return std::nullopt;
  return value.AsNumber().ToInt64();
}

std::optional<bool> KnownBool(const Value& object, std::string_view path) {
  const Value& value = ValueAt(object, path);
  if (value.kind() != Value::Kind::kBool) return std::nullopt;
  return value.AsBool();
}

std::optional<Cidr> KnownCidr(const Value& object, std::string_view path) {
  const std::optional<std::string> text = KnownText(object, path);
  return text ? Optional(Cidr::Parse(*text)) : std::nullopt;
}

std::optional<Cidr> KnownHost(const Value& object, std::string_view path) {
  const std::optional<std::string> text = KnownText(object, path);
  return text ? Optional(Cidr::ParseHost(*text)) : std::nullopt;
}

std::optional<std::uint32_t> KnownAsn(const Value& object, std::string_view path) {
  const std::optional<std::string> text = KnownText(object, path);
  return text ? Optional(ParseAsn(*text)) : std::nullopt;
}

std::optional<std::int64_t> KnownBandwidth(const Value& object, std::string_view path) {
  const std::optional<std::string> text = KnownText(object, path);
  return text ? Optional(ParseBandwidth(*text)) : std::nullopt;
}

bool IsUnset(const Value& object, std::string_view path) { return ValueAt(object, path).is_null(); }

bool IsSet(const Value& object, std::string_view path) {
  const Value& value = ValueAt(object, path);
  return value.is_known() && !(value == Value::String(""));  // where that says anything, it says none
}

std::string SourceWords(const Source& source) {
  return fmt::format("Source: {}, checked {}.", source.document, source.checked);
}

void Refuse(const Rule& rule, std::string_view path, std::string_view summary, std::string_view detail,
            Diagnostics& diagnostics) {
  diagnostics.AddError(PathOf(path), summary, fmt::format("{} {}", detail, SourceWords(rule.source)));
}

void RefuseIfUnset(const Value& object, const Rule& rule, std::string_view path, std::string_view detail,
                   Diagnostics& diagnostics) {
  if (IsUnset(object, path)) Refuse(rule, path, fmt::format("Missing {}", path), detail, diagnostics);
}

void RefuseIfSet(const Value& object, const Rule& rule, std::string_view path, std::string_view detail,
                 Diagnostics& diagnostics) {
  if (IsSet(object, path)) Refuse(rule, path, fmt::format("Unsupported {}", path), detail, diagnostics);
}

void RefuseIfOneOfTwo(const Value& object, const Rule& rule, std::string_view a, std::string_view b,
                      Diagnostics& diagnostics) {
  if (IsSet(object, b) && IsUnset(object, a)) std::swap(a, b);
  if (!IsSet(object, a) || !IsUnset(object, b)) return;
  // At the one that is there: a diagnostic at the other would point at no line.
  Refuse(rule, a, fmt::format("Missing {}", b),
         fmt::format(
             "{0} is set and {1} is not; they are given together or not at all. Set {1} too, or leave both out.", a, b),
         diagnostics);
}

void RefuseUnlessLink(const Value& object, const Rule& rule, std::string_view a, std::string_view b,
                      Diagnostics& diagnostics) {
  constexpr std::string_view kSummary = "Addresses do not form a link";
  const std::optional<Cidr> ends[] = {KnownEnd(object, a, b), KnownEnd(object, b, a)};
  for (const std::optional<Cidr>& end : ends) {
    const std::string_view path = &end == &ends[0] ? a : b;
    if (!end || !(end->is_network_address() || end->is_broadcast_address())) continue;
    Refuse(rule, path, kSummary,
           fmt::format("{} is {}, which is the {} address of its subnet {} and cannot be an interface's. Choose an "
                       "address between the first and the last of the subnet, or use a /31.",
                       path, end->ToString(), end->is_network_address() ? "network" : "broadcast",
                       end->Prefix().ToString()),
           diagnostics);
  }
  if (!ends[0] || !ends[1]) return;
  const bool lengths = KnownCidr(object, a) || KnownCidr(object, b);
  if (lengths && ends[0]->Prefix() != ends[1]->Prefix()) {
    Refuse(rule, b, kSummary,
           fmt::format("{} is {} and {} is {}, which are not in the same subnet with the same prefix length. Give both "
                       "ends addresses of one subnet.",
                       a, *KnownText(object, a), b, *KnownText(object, b)),
           diagnostics);
  } else if (ends[0] == ends[1]) {
    Refuse(rule, b, kSummary,
           fmt::format("{} and {} are both {}. Give the two ends different addresses.", a, b, ends[0]->ToString()),
           diagnostics);
  }
}

void RefuseIfBare(const Value& object, const Rule& rule, std::string_view a, std::string_view b,
                  Diagnostics& diagnostics) {
  for (const std::string_view path : {a, b}) {
    const std::optional<Cidr> end = KnownHost(object, path);
    const std::string_view other = path == a ? b : a;
    const bool length_may_be_there =
        KnownCidr(object, a) || KnownCidr(object, b) || ValueAt(object, other).is_unknown();
    if (!end || length_may_be_there) continue;
    Refuse(rule, path, "Address without a length",
           fmt::format("{0} is {1}, and nothing says how long the subnet of the link is. Write it as \"{1}/{2}\", with "
                       "that length; one of the two ends is enough.",
                       path, *KnownText(object, path), end->family() == AddressFamily::kIpv4 ? 30 : 125),
           diagnostics);
    return;
  }
}

}  // namespace ic
