#include "reconcile/run/known.h"

#include <utility>

#include "schema/value/json.h"

namespace ic::run {
namespace {

// Stands for a key that the state knows of and the configuration no longer gives: differs from none and from every key.
constexpr std::string_view kFormerKey = "(former key)";

}  // namespace

StatusOr<Value> AttributesOf(const Vocabulary& vocabulary, const StateObject& object) {
  auto value = DecodeJson(vocabulary.type(object.address.kind), object.attributes);
  if (!value.ok()) return value.status().Annotate("the state's entry of " + object.address.ToString());
  return value;
}

Value WithLentKey(Value attributes, const StateObject& object, const DesiredObject& desired) {
  if (!object.keyed) return attributes;
  const Value& key = desired.config.Get(field::kAuthKey);
  attributes.Put(field::kAuthKey, key.is_null() ? Value::String(kFormerKey) : key);
  return attributes;
}

std::string TextOf(const Vocabulary& vocabulary, Kind kind, const Value& attributes) {
  Value stored = attributes;
  for (const reconcile::Leaf& leaf : vocabulary.leaves(kind)) {
    const bool secret = leaf.field->sensitive || leaf.field->write_only;
    if (secret && !reconcile::ValueAt(stored, leaf).is_null()) reconcile::PutAt(stored, leaf, Value::Null());
  }
  return EncodeJson(vocabulary.type(kind), stored);
}

Value Resolve(const Vocabulary& vocabulary, const DesiredObject& object,
              const std::function<Value(const Address&)>& id_of) {
  Value config = object.config;
  for (const Reference& reference : object.references) config.Put(reference.field, id_of(reference.target));
  return reconcile::Shaped(vocabulary.fields(object.address.kind), config);
}

}  // namespace ic::run
