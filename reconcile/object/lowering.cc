#include "reconcile/object/lowering.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/asn.h"
#include "base/text.h"
#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

constexpr std::string_view kPrefix = "lowered";

std::optional<std::string> Asplain(const std::string& text) {
  const auto asn = ParseAsn(text);
  if (!asn.ok()) return std::nullopt;
  return FormatAsn(*asn);
}

// The value a peer inherits for `name`, null if its group says nothing about it.
Value Inherited(const LoweredGroup& group, std::string_view name) {
  if (name == field::kAddressFamily) return Value::String(group.address_family);
  if (name == field::kCustomerAsn) return Value::String(group.customer_asn);
  return group.cloud_asn.empty() ? Value::Null() : Value::String(group.cloud_asn);
}

const std::vector<std::string_view>& InheritedNames() {
  static const std::vector<std::string_view> kNames = {field::kAddressFamily, field::kCustomerAsn, field::kCloudAsn};
  return kNames;
}

void CheckKey(const VendorTraits& traits, const Value& config, Diagnostics& diagnostics) {
  for (const std::string_view name : {field::kAuthKey, field::kAuthKeyWo}) {
    if (config.Get(name).is_null()) continue;
    diagnostics.AddError(name, "Key on a BGP group",
                         fmt::format("{} has no BGP groups: the group's values are put into each of its peers, and a "
                                     "key cannot travel from one resource to another without being stored. Put the key "
                                     "on each BGP peer of the group.",
                                     traits.title));
  }
}

void CheckPeer(const VendorTraits& traits, const Value& config, Diagnostics& diagnostics) {
  if (config.Get(field::kVirtualInterfaceId).is_null()) {
    diagnostics.AddError(field::kVirtualInterfaceId, "BGP peer without an interface",
                         fmt::format("{} has no BGP groups, so a group does not tell which virtual interface the "
                                     "session is on. Set virtual_interface_id, beside bgp_group_id if you use one.",
                                     traits.title));
  }
  const Value& group_id = config.Get(field::kBgpGroupId);
  if (group_id.kind() != Value::Kind::kString) return;
  const auto group = ParseLoweredGroupId(group_id.AsString());
  if (!group) {
    diagnostics.AddError(
        field::kBgpGroupId, "Malformed BGP group id",
        fmt::format("\"{}\" is not the id of a BGP group on {}. It has no groups of its own; the id of an "
                    "interconnect_bgp_group of this cloud looks like \"lowered/ipv4/65000\". Refer to that "
                    "resource's id attribute.",
                    group_id.AsString(), traits.title));
    return;
  }
  for (const Field& field : NeutralFields(Kind::kBgpPeer)) {
    const Value inherited = field.name == field::kAddressFamily || field.name == field::kCustomerAsn
                                ? Inherited(*group, field.name)
                                : Value::Null();
    const Value& own = config.Get(field.name);
    if (inherited.is_null() || !own.is_known() || Equivalent(field, own, inherited)) continue;
    diagnostics.AddError(
        std::string_view(field.name), "BGP peer contradicts its group",
        fmt::format("{} is {}, but the group {} says {}. Leave it out to take the group's, or use another group.",
                    field.name, own.ToString(), group_id.ToString(), inherited.ToString()));
  }
}

}  // namespace

std::optional<LoweredGroup> ParseLoweredGroupId(std::string_view id) {
  const std::vector<std::string> parts = Split(id, '/');
  if (parts.size() < 3 || parts.size() > 4 || parts[0] != kPrefix) return std::nullopt;
  if (parts[1] != "ipv4" && parts[1] != "ipv6") return std::nullopt;
  for (std::size_t i = 2; i < parts.size(); ++i) {
    if (Asplain(parts[i]) != parts[i]) return std::nullopt;
  }
  return LoweredGroup{parts[1], parts[2], parts.size() == 4 ? parts[3] : ""};
}

Value LoweredGroupId(const Value& group) {
  std::string id(kPrefix);
  for (const std::string_view name : {field::kAddressFamily, field::kCustomerAsn, field::kCloudAsn}) {
    const Value& part = group.Get(name);
    if (part.is_unknown()) return Value::Unknown();
    if (part.kind() != Value::Kind::kString) continue;
    const std::string& text = part.AsString();
    id += "/" + (name == field::kAddressFamily ? text : Asplain(text).value_or(text));
  }
  return Value::String(id);
}

void InheritFromGroup(const VendorTraits& traits, Kind kind, Value& peer) {
  if (kind != Kind::kBgpPeer || !IsLowered(traits, Kind::kBgpGroup)) return;
  const Value& id = peer.Get(field::kBgpGroupId);
  if (id.kind() != Value::Kind::kString) return;
  const auto group = ParseLoweredGroupId(id.AsString());
  if (!group) return;
  for (const std::string_view name : InheritedNames()) {
    if (FindField(NeutralFields(kind), name) == nullptr) continue;
    if (peer.Get(name).is_null()) peer.Put(name, Inherited(*group, name));
  }
}

void CheckLowering(const VendorTraits& traits, Kind kind, const Value& config, Diagnostics& diagnostics) {
  if (!IsLowered(traits, Kind::kBgpGroup)) return;
  if (kind == Kind::kBgpGroup) CheckKey(traits, config, diagnostics);
  if (kind == Kind::kBgpPeer) CheckPeer(traits, config, diagnostics);
}

}  // namespace ic::reconcile
