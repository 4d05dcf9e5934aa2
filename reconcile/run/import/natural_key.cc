#include "reconcile/run/import/natural_key.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "reconcile/object/object.h"

namespace ic::run {
namespace {

using reconcile::Text;

// `same` must be written and equal, `besides` where both are told.
struct KeyFields {
  std::vector<std::string_view> same;
  std::vector<std::string_view> besides;
};

KeyFields KeyFieldsOf(Kind kind) {
  switch (kind) {
    case Kind::kConnection:
      return {{field::kName}, {field::kLocation}};
    case Kind::kVirtualInterface:
      return {{field::kConnectionId, field::kVlan}, {}};
    case Kind::kBgpGroup:
      return {{field::kVirtualInterfaceId}, {field::kName, field::kAddressFamily}};
    case Kind::kBgpPeer:
      return {{field::kVirtualInterfaceId}, {field::kAddressFamily}};
    case Kind::kBgpCidr:
      return {{field::kAdvertisedBy, field::kCidr}, {}};
  }
  return {};
}

}  // namespace

std::string NaturalKeyOf(const FieldIndex& field_index, Kind kind, std::string_view region, const Value& object) {
  std::string key = fmt::format("{}\n{}", region, Text(object, field::kCloud));
  for (const std::string_view name : KeyFieldsOf(kind).same) {
    const Field* field = FindField(field_index.fields(kind), name);
    const Value& value = object.Get(name);
    if (field == nullptr || !value.is_known()) return "";
    key += "\n" + Canonical(*field, value).ToString();
  }
  return key;
}

bool AgreeBesides(const FieldIndex& field_index, Kind kind, const Value& wanted, const Value& live) {
  std::vector<std::string_view> besides = KeyFieldsOf(kind).besides;
  for (const KeyField& field : field_index.Find(Text(wanted, field::kCloud))->keys) {
    if (field.kind == kind) besides.push_back(field.field);
  }
  return std::all_of(besides.begin(), besides.end(), [&](std::string_view name) {
    const Value& want = wanted.Get(name);
    const Value& have = live.Get(name);
    const Field* field = FindField(field_index.fields(kind), name);
    // A group may have no name, and then is another one than those that have.
    if (kind == Kind::kBgpGroup && name == field::kName) return Text(wanted, name) == Text(live, name);
    return !want.is_known() || !have.is_known() || field == nullptr || Equivalent(*field, want, have);
  });
}

}  // namespace ic::run
