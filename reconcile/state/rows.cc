#include "reconcile/state/rows.h"

#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/harmless.h"
#include "base/text.h"

namespace ic {
namespace {

bool IsKeepable(std::string_view text) { return text.find('\0') == std::string_view::npos && IsValidUtf8(text); }

// What DependenciesText writes; no character of an address needs an escape in JSON.
std::optional<std::vector<Address>> ParseDependencies(std::string_view text) {
  std::vector<Address> addresses;
  if (text == "[]") return addresses;
  constexpr std::string_view kBegin = "[\"";
  constexpr std::string_view kBetween = "\",\"";
  constexpr std::string_view kEnd = "\"]";
  if (text.size() < kBegin.size() + kEnd.size() || !text.starts_with(kBegin) || !text.ends_with(kEnd)) {
    return std::nullopt;
  }
  text = text.substr(kBegin.size(), text.size() - kBegin.size() - kEnd.size());
  addresses.reserve(1);
  while (true) {
    const std::size_t end = text.find(kBetween);
    std::optional<Address> address = ParseAddress(text.substr(0, end));
    if (!address) return std::nullopt;
    addresses.push_back(*std::move(address));
    if (end == std::string_view::npos) return addresses;
    text.remove_prefix(end + kBetween.size());
  }
}

}  // namespace

Status CheckObject(const StateObject& object) {
  if (!IsValidName(object.address.name)) {
    return InvalidArgumentError(fmt::format("'{}' is not an address", ToValidUtf8(object.address.ToString())));
  }
  for (const Address& address : object.depends_on) {
    if (!IsValidName(address.name)) {
      return InvalidArgumentError(fmt::format("{} depends on '{}', which is not an address", object.address.ToString(),
                                              ToValidUtf8(address.ToString())));
    }
  }
  for (const std::string* text :
       {&object.account, &object.cloud, &object.region, &object.id, &object.attributes, &object.facts}) {
    if (!IsKeepable(*text)) {
      return InvalidArgumentError(fmt::format("{} cannot be kept in the state: its text is not UTF-8, or holds a NUL",
                                              object.address.ToString()));
    }
  }
  return OkStatus();
}

std::string DependenciesText(const std::vector<Address>& addresses) {
  nlohmann::json list = nlohmann::json::array();
  for (const Address& address : addresses) list.push_back(address.ToString());
  return list.dump();
}

StatusOr<StateObject> ObjectOfRow(SqlRow row, const std::string& store) {
  const auto damaged = [&](std::string_view what) {
    return InvalidArgumentError(
        fmt::format("{}: {} of object '{}' is not what interconnect writes; take a copy from "
                    "before, or rebuild it with 'interconnect import'",
                    store, what, SpelledOut(row[0], Breaks::kSpelledOut)));
  };
  std::optional<Address> address = ParseAddress(row[0]);
  if (!address) return damaged("the address");
  std::optional<std::vector<Address>> depends_on = ParseDependencies(row[8]);
  if (!depends_on) return damaged("depends_on");
  return StateObject{.address = *std::move(address),
                     .account = std::string(row[1]),
                     .cloud = std::string(row[2]),
                     .region = std::string(row[3]),
                     .id = std::string(row[4]),
                     .attributes = std::string(row[5]),
                     .facts = std::string(row[6]),
                     .keyed = row[7] != "0",
                     .depends_on = *std::move(depends_on)};
}

}  // namespace ic
