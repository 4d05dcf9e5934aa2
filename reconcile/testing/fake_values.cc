#include "reconcile/testing/fake_values.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/fields.h"
#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

constexpr std::string_view kAccount = "account-1";

}  // namespace

Value Canonicalised(const VendorTraits& traits, const std::vector<Field>& fields, const Value& object) {
  Value canonical = Shaped(fields, object);
  for (const Leaf& leaf : Leaves(fields)) {
    const bool dropped = leaf.local() || leaf.field->sensitive || leaf.field->write_only ||
                         leaf.path == field::kAdopt || leaf.path == field::kRedundancyGroup ||
                         (leaf.path == field::kBgpGroupId && IsLowered(traits, Kind::kBgpGroup));
    const Value& value = ValueAt(object, leaf);
    if (value.is_null()) continue;
    const bool empty = value.kind() == Value::Kind::kString && value.AsString().empty();  // as good as none
    // A key has no length; the cloud keeps it.
    const bool end = leaf.field->meaning == Meaning::kEnd;
    PutAt(canonical, leaf, dropped || empty ? Value::Null() : end ? value : Canonical(*leaf.field, value));
  }
  return canonical;
}

void FillIn(const VendorTraits& traits, Kind kind, std::uint64_t number, Value& object) {
  const auto fill = [&object](std::string_view name, Value value) {
    if (object.Get(name).is_null()) object.Put(name, std::move(value));
  };
  if (kind == Kind::kConnection) {
    Value own = object.Get(traits.cloud);
    if (own.Get("lag_id").is_null()) own.Put("lag_id", Value::String(""));
    if (own.Get("port_class").is_null()) own.Put("port_class", Value::String("standard"));
    own.Put("owner_account", Value::String(kAccount));
    object.Put(traits.cloud, std::move(own));
    fill(field::kDevice, Value::String(fmt::format("device-{}", number)));
    fill(field::kTags, Value::Map({}));
  }
  const bool v6 = Text(object, field::kAddressFamily) == "ipv6";
  if (kind == Kind::kVirtualInterface || kind == Kind::kBgpPeer) {
    const std::uint64_t octet = number % 200;
    fill(field::kCloudAddress,
         Value::String(v6 ? fmt::format("2001:db8:{:x}::1/125", number) : fmt::format("169.254.{}.1/30", octet)));
    fill(field::kCustomerAddress,
         Value::String(v6 ? fmt::format("2001:db8:{:x}::2/125", number) : fmt::format("169.254.{}.2/30", octet)));
  }
  if (kind == Kind::kBgpPeer) fill(field::kRouteMode, Value::String("bgp"));
  if (kind == Kind::kVirtualInterface) {
    fill(field::kMtu, Value::Int(1500));
    fill(field::kCloudAsn, Value::String("64512"));
    fill(field::kTags, Value::Map({}));
    Value own = object.Get(traits.cloud);
    if (own.Get("shortcut").is_null()) own.Put("shortcut", Value::Bool(false));
    object.Put(traits.cloud, std::move(own));
  }
}

}  // namespace ic::reconcile
