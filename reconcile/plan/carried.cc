#include "reconcile/plan/carried.h"

#include <string>

#include <fmt/format.h>

#include "reconcile/guard/quota.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {
namespace {

// Ids are of a whole cloud: an interface may be another account's than its connection.
bool InOneCloud(const Call& call, const ObjectKey& one, const ObjectKey& other) {
  return call.clouds.CloudOf(one.account) == call.clouds.CloudOf(other.account);
}

bool StaysOn(const Existing& interface, const std::string& connection) {
  const Value& on = interface.fate == Fate::kStays ? interface.planned : interface.attributes;
  return (interface.fate == Fate::kStays || interface.fate == Fate::kForgotten) &&
         Text(on, field::kConnectionId) == connection;
}

void Refuse(const Value& connection, const Existing& interface, Diagnostics& diagnostics) {
  const std::string what = Titled(Kind::kVirtualInterface, interface.attributes);
  diagnostics.AddRefusal(
      field::kOnDestroy, "A connection goes from under an interface",
      interface.fate == Fate::kForgotten
          ? fmt::format(
                "{} would be deleted, and {} stays on it, because its on_destroy is \"keep\". To delete both, set "
                "on_destroy = \"delete\" of the interface and apply, then do this again. To keep both, set "
                "on_destroy = \"keep\" of the connection.",
                Titled(Kind::kConnection, connection), what)
          : fmt::format("{} would be deleted, and {} stays on it. Take the interface out of the configuration too, or "
                        "move it to another connection.",
                        Titled(Kind::kConnection, connection), what));
}

}  // namespace

Diagnostics CheckCarried(const Call& call, const ObjectKey& object) {
  Diagnostics diagnostics;
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find(object);
  if (entry == nullptr || call.lowered()) return diagnostics;
  if (object.kind == Kind::kConnection && entry->fate == Fate::kGoes) {
    for (const auto* found : ledger->InterfacesOn(object.id)) {
      const auto& [key, interface] = *found;
      if (InOneCloud(call, object, key) && StaysOn(interface, object.id))
        Refuse(entry->attributes, interface, diagnostics);
    }
  }
  if (object.kind != Kind::kVirtualInterface) return diagnostics;
  for (const std::string& id :
       {Text(entry->attributes, field::kConnectionId), Text(entry->planned, field::kConnectionId)}) {
    if (id.empty() || !StaysOn(*entry, id)) continue;
    for (const auto* found : ledger->WithId(Kind::kConnection, id)) {
      const auto& [key, connection] = *found;
      const bool goes = connection.fate == Fate::kGoes && InOneCloud(call, object, key);
      if (goes && !diagnostics.has_errors()) Refuse(connection.attributes, *entry, diagnostics);
    }
  }
  return diagnostics;
}

Diagnostics CheckNothingElseOn(const Call& call, const Value& connection) {
  Diagnostics diagnostics;
  const auto adapter = call.adapter();
  const std::string id = Text(connection, field::kId);
  if (call.kind != Kind::kConnection || call.lowered() || id.empty() || !adapter.ok()) return diagnostics;
  const auto interfaces =
      (*adapter)->List(Kind::kVirtualInterface, Text(connection, field::kRegion), Freshness::kShared, call.stop);
  if (!interfaces.ok()) {
    AddLookFailure(interfaces.status(), diagnostics);
    return diagnostics;
  }
  auto ledger = call.run.ledger.Open();
  for (const Observed& interface : *interfaces) {
    const ObjectKey key{call.account, Text(connection, field::kRegion), Kind::kVirtualInterface, interface.id};
    const bool known = !ledger->WithId(key.kind, key.id).empty() || ledger->FindHeld(key) != nullptr;
    if (known || Text(interface.attributes, field::kConnectionId) != id) continue;
    diagnostics.AddRefusal(
        field::kOnDestroy, "A connection goes from under an interface",
        fmt::format("{} would be deleted, and {} is on it, which this configuration and its state do not know. Delete "
                    "that interface, or import it and have it deleted in the same run; or set on_destroy = \"keep\" of "
                    "the connection.",
                    Titled(Kind::kConnection, connection),
                    Titled(Kind::kVirtualInterface, Text(interface.attributes, field::kName), interface.id)));
  }
  return diagnostics;
}

}  // namespace ic::reconcile
