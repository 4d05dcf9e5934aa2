#include "reconcile/run/set/stored_objects.h"

#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "schema/value/json.h"

namespace ic::run {
namespace {

// Stands for a key that the state knows of and the configuration no longer gives: differs from none and from every key.
constexpr std::string_view kFormerKey = "(former key)";

// `path`: as Reference::field.
void PutId(Value& config, std::string_view path, const Value& id) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return config.Put(path, id);
  Value around = config.Get(path.substr(0, dot));
  around.Put(path.substr(dot + 1), id);
  config.Put(path.substr(0, dot), std::move(around));
}

}  // namespace

StatusOr<Value> AttributesOf(const FieldIndex& field_index, const StateObject& object) {
  auto value = DecodeJson(field_index.type(object.address.kind), object.attributes);
  if (!value.ok()) {
    return value.status().Annotate(fmt::format(
        "the state's entry of {} is damaged; take a copy of the state from before, or rebuild it with 'interconnect "
        "import'",
        object.address.ToString()));
  }
  return value;
}

Value WithLentKey(Value attributes, const StateObject& object, const DesiredObject& desired) {
  if (!object.keyed) return attributes;
  const Value& key = desired.config.Get(field::kAuthKey);
  attributes.Put(field::kAuthKey, key.is_null() ? Value::String(kFormerKey) : key);
  return attributes;
}

std::string TextOf(const FieldIndex& field_index, Kind kind, const Value& attributes) {
  Value stored = attributes;
  for (const reconcile::Leaf& leaf : field_index.leaves(kind)) {
    const bool secret = leaf.field->sensitive || leaf.field->write_only;
    if (secret && !reconcile::ValueAt(stored, leaf).is_null()) reconcile::PutAt(stored, leaf, Value::Null());
  }
  return EncodeJson(field_index.type(kind), stored, Nulls::kLeftOut);
}

Value Resolve(const DesiredObject& object, const std::vector<Value>& ids) {
  Value config = object.config;
  for (std::size_t i = 0; i < ids.size(); ++i) PutId(config, object.references[i].field, ids[i]);
  return config;
}

Value Resolve(const DesiredObject& object, const std::function<Value(const Address&)>& id_of) {
  std::vector<Value> ids;
  for (const Reference& reference : object.references) ids.push_back(id_of(reference.target));
  return Resolve(object, ids);
}

std::vector<std::pair<std::string, std::string>> StandInsFor(const DesiredObject& object,
                                                             const std::vector<Value>& ids) {
  std::vector<std::pair<std::string, std::string>> stand_ins;
  // By their own names those are known on which others stand.
  const Kind kind = object.address.kind;
  if (kind == Kind::kConnection || kind == Kind::kVirtualInterface || kind == Kind::kBgpGroup) {
    stand_ins.reserve(1 + ids.size());
    stand_ins.emplace_back(field::kId, object.address.ToString());
  }
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!ids[i].is_unknown() || !object.references[i].stands) continue;
    stand_ins.emplace_back(object.references[i].field, object.references[i].target.ToString());
  }
  return stand_ins;
}

}  // namespace ic::run
