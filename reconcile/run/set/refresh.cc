#include "reconcile/run/set/refresh.h"

#include <set>
#include <utility>

#include "reconcile/run/set/stored_objects.h"
#include "reconcile/run/set/workers.h"

namespace ic::run {

StateObject StoredObject(const FieldIndex& field_index, const Known& known) {
  StateObject object = known.object;
  object.attributes = TextOf(field_index, object.address.kind, known.applied);
  return object;
}

StateObject ObjectToStore(const FieldIndex& field_index, const Known& known) {
  StateObject object = known.object;
  object.attributes = TextOf(field_index, object.address.kind, known.attributes);
  object.facts = known.facts;
  return object;
}

StatusOr<KnownObjects> LoadState(const FieldIndex& field_index, StateStore& store, const DesiredSet& desired,
                                 bool alone) {
  IC_ASSIGN_OR_RETURN(std::vector<StateObject> objects, store.Load());
  std::set<Address> names;
  if (!desired.moved.empty()) {
    for (const StateObject& object : objects) names.insert(object.address);
  }
  // A name that is in use is not moved onto: both are then what they say they are.
  const auto name_of = [&](const Address& address) {
    const auto moved = desired.moved.find(address);
    return moved == desired.moved.end() || names.contains(moved->second) ? address : moved->second;
  };
  std::vector<StatusOr<Value>> values(objects.size(), StatusOr<Value>(Value()));
  ForEach(objects.size(), WorkersFor(objects.size()),
          [&](std::size_t i) { values[i] = AttributesOf(field_index, objects[i]); });
  KnownObjects known;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string().swap(objects[i].attributes);  // all of them are long
    StateObject object = std::move(objects[i]);
    IC_ASSIGN_OR_RETURN(Value applied, std::move(values[i]));
    Value attributes = applied;
    const Address address = name_of(object.address);
    for (Address& parent : object.depends_on) parent = name_of(parent);
    if (const DesiredObject* wanted = alone || !object.keyed ? nullptr : desired.Find(address)) {
      attributes = WithLentKey(std::move(attributes), object, *wanted);
    }
    std::string facts = object.facts;
    known.insert_or_assign(known.end(), address,
                           Known{std::move(object), std::move(applied), std::move(attributes), std::move(facts)});
  }
  return known;
}

void RefreshAll(Engine& engine, const DesiredSet& desired, std::size_t workers, KnownObjects& known,
                std::vector<LocatedDiagnostic>& diagnostics, const std::stop_token& stop) {
  std::vector<std::pair<const Address, Known>*> entries;
  for (auto& entry : known) entries.push_back(&entry);
  std::vector<Diagnostics> said(entries.size());
  ForEach(entries.size(), workers, [&](std::size_t i) {
    auto& [address, one] = *entries[i];
    ObjectOutput output = engine.Read(address.kind, one.attributes, one.facts, one.object.account);
    said[i] = std::move(output.diagnostics);
    one.unread = said[i].has_errors();
    if (one.unread && stop.stop_requested()) said[i] = {};
    if (one.unread) return;
    one.gone = output.state.is_null();
    if (one.gone) return;
    one.attributes = std::move(output.state);
    one.object.id = reconcile::Text(one.attributes, field::kId);  // a session may have another one by now
    one.facts = std::move(output.facts);
    one.trouble = std::move(output.trouble);
    one.trouble_asked = output.trouble_asked;
    one.marks_changed = std::move(output.marks_changed);
  });
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (const Diagnostic& diagnostic : said[i].items()) {
      diagnostics.push_back(desired.Locate(diagnostic, entries[i]->first));
    }
  }
}

}  // namespace ic::run
