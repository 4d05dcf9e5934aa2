#include "reconcile/object/object.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/harmless.h"
#include "base/ip.h"

namespace ic::reconcile {

AttributePath Leaf::attribute() const {
  return parent == nullptr ? AttributePath(field->name) : AttributePath(parent->name).Attribute(field->name);
}

std::vector<Leaf> Leaves(const std::vector<Field>& fields) {
  std::vector<Leaf> leaves;
  for (const Field& field : fields) {
    if (field.type != FieldType::kObject) {
      leaves.push_back({nullptr, &field, field.name});
      continue;
    }
    for (const Field& inner : field.fields) leaves.push_back({&field, &inner, field.name + "." + inner.name});
  }
  return leaves;
}

const Value& ValueAt(const Value& object, const Leaf& leaf) {
  if (leaf.parent == nullptr) return object.Get(leaf.field->name);
  return object.Get(leaf.parent->name).Get(leaf.field->name);
}

void PutAt(Value& object, const Leaf& leaf, Value value) {
  if (leaf.parent == nullptr) {
    object.Put(leaf.field->name, std::move(value));
    return;
  }
  Value around = object.Get(leaf.parent->name);
  if (around.is_unknown()) {
    around = Value::Null();
    for (const Field& inner : leaf.parent->fields) around.Put(inner.name, Value::Unknown());
  }
  around.Put(leaf.field->name, std::move(value));
  object.Put(leaf.parent->name, std::move(around));
}

std::string Text(const Value& object, std::string_view name) {
  const Value& value = object.Get(name);
  return value.kind() == Value::Kind::kString ? value.AsString() : std::string();
}

bool IsBare(const Value& value) { return value.is_null() || value == Value::Bool(false) || value == Value::String(""); }

bool IsEmpty(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      return true;
    case Value::Kind::kList:
    case Value::Kind::kSet:
      return value.elements().empty();
    case Value::Kind::kMap:
      return value.fields().empty();
    case Value::Kind::kObject:
      return std::all_of(value.fields().begin(), value.fields().end(),
                         [](const Value::Field& field) { return field.second.is_null(); });
    default:
      return false;
  }
}

Value Shaped(const std::vector<Field>& fields, const Value& object) {
  Value::Fields shaped;
  shaped.reserve(object.kind() == Value::Kind::kObject ? object.fields().size() : fields.size());
  for (const Field& field : fields) {
    const Value& value = object.Get(field.name);
    if (value.is_null()) continue;
    const bool descend = field.type == FieldType::kObject && value.is_known();
    shaped.emplace_back(field.name, descend ? Shaped(field.fields, value) : value);
  }
  return Value::Object(std::move(shaped));
}

std::string Shown(const Field& field, const Value& value) {
  if (value.is_null()) return "null";
  if (field.sensitive || field.write_only) return "(sensitive)";
  if (value.is_unknown()) return "(known after apply)";
  // A set is written as a list is.
  return value.kind() == Value::Kind::kSet ? Value::List(value.elements()).ToString() : value.ToString();
}

std::string Titled(Kind kind, std::string_view name, std::string_view id) {
  std::string text(KindTitle(kind));
  // A name must not begin a line of what it is put into.
  if (!name.empty()) text += fmt::format(" \"{}\"", SpelledOut(name, Breaks::kSpelledOut));
  if (!id.empty()) text += fmt::format(" ({})", SpelledOut(id, Breaks::kSpelledOut));
  return text;
}

std::string Titled(Kind kind, const Value& object) {
  const std::string id = Text(object, field::kId);
  return Titled(kind, Text(object, field::kName), HoldsStandIn(id) ? "" : id);
}

Value WithStandIns(Value object, const std::vector<std::pair<std::string, std::string>>& stand_ins) {
  for (const auto& [name, stand_in] : stand_ins) {
    if (!object.Get(name).is_known()) object.Put(name, Value::String(kStandInMark + stand_in));
  }
  return object;
}

bool HoldsStandIn(std::string_view text) { return text.find(kStandInMark) != std::string_view::npos; }

std::string_view DefaultOnDestroy(Kind kind) { return kind == Kind::kConnection ? "refuse" : "delete"; }

bool HasSession(const Value& interface) {
  if (!Text(interface, field::kCustomerAsn).empty()) return true;
  return Text(interface, field::kRouteMode) == "static" && !Text(interface, field::kCustomerAddress).empty();
}

bool TellsSessionsByAddress(const VendorTraits& traits) {
  return std::ranges::any_of(traits.keys, [](const KeyField& key) {
    return key.kind == Kind::kBgpPeer && key.field == field::kCustomerAddress;
  });
}

bool SameHost(std::string_view a, std::string_view b) {
  const auto host = [](std::string_view text) { return IpAddress::Parse(text.substr(0, text.find('/'))); };
  const StatusOr<IpAddress> first = host(a);
  const StatusOr<IpAddress> second = host(b);
  return first.ok() && second.ok() ? *first == *second : a == b;
}

std::optional<Kind> ParentKindOf(const VendorTraits& traits, const Field& field) {
  if (field.name == field::kAdvertisedBy && traits.interface_advertises) return Kind::kVirtualInterface;
  return field.refers_to;
}

bool IsLowered(const VendorTraits& traits, Kind kind) {
  return std::find(traits.lowered.begin(), traits.lowered.end(), kind) != traits.lowered.end();
}

bool IsMarked(const VendorTraits& traits, Kind kind) {
  return std::find(traits.marked.begin(), traits.marked.end(), kind) != traits.marked.end();
}

}  // namespace ic::reconcile
