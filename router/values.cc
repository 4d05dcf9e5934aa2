#include "router/values.h"

#include <utility>

#include <fmt/format.h>

namespace ic::router {
namespace {

std::string Dotted(std::uint32_t bits) {
  return fmt::format("{}.{}.{}.{}", bits >> 24, (bits >> 16) & 0xff, (bits >> 8) & 0xff, bits & 0xff);
}

std::uint32_t MaskBits(int length) { return length == 0 ? 0 : ~std::uint32_t{0} << (32 - length); }

Value PrefixValue(const Cidr& prefix, std::size_t index) {
  Value value = Value::Object({});
  value.Put("cidr", Value::String(prefix.ToString()));
  value.Put("network", Value::String(prefix.address().ToString()));
  value.Put("length", Value::Int(prefix.length()));
  value.Put("longest", Value::Int(prefix.address().bits()));
  value.Put("sequence", Value::Int(10 * (static_cast<std::int64_t>(index) + 1)));
  if (prefix.family() == AddressFamily::kIpv4) {
    value.Put("netmask", Value::String(Netmask(prefix.length())));
    value.Put("wildcard", Value::String(Wildcard(prefix.length())));
  }
  return value;
}

}  // namespace

std::string TextAt(const Value& object, std::string_view name) {
  const Value& value = object.Get(name);
  return value.kind() == Value::Kind::kString ? value.AsString() : std::string();
}

std::optional<std::int64_t> NumberAt(const Value& object, std::string_view name) {
  const Value& value = object.Get(name);
  return value.kind() == Value::Kind::kNumber ? value.AsNumber().ToInt64() : std::nullopt;
}

bool FlagAt(const Value& object, std::string_view name) {
  const Value& value = object.Get(name);
  return value.kind() == Value::Kind::kBool && value.AsBool();
}

void PutText(Value& object, std::string_view name, std::string_view text) {
  if (!text.empty()) object.Put(name, Value::String(text));
}

void PutNumber(Value& object, std::string_view name, const std::optional<std::int64_t>& number) {
  if (number) object.Put(name, Value::Int(*number));
}

void PutFlag(Value& object, std::string_view name, bool flag) {
  if (flag) object.Put(name, Value::Bool(true));
}

std::string Netmask(int length) { return Dotted(MaskBits(length)); }

std::string Wildcard(int length) { return Dotted(~MaskBits(length)); }

Value PrefixList(const std::set<Cidr>& prefixes) {
  Value::Elements list;
  for (const Cidr& prefix : prefixes) {
    Value value = PrefixValue(prefix, list.size());
    PutFlag(value, "more", list.size() + 1 < prefixes.size());
    list.push_back(std::move(value));
  }
  return Value::List(std::move(list));
}

}  // namespace ic::router
