#include "reconcile/run/apply/earlier_creates.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "reconcile/object/object.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic::run {

EarlierCreates::EarlierCreates(Engine& engine, const DesiredSet* desired, Notes notes, IdOf id_of)
    : engine_(engine), desired_(desired), notes_(std::move(notes)), id_of_(std::move(id_of)) {}

std::string EarlierCreates::At(const Address& address) const {
  const auto found = notes_.find(address);
  return found == notes_.end() ? std::string() : found->second;
}

Diagnostics EarlierCreates::Await(Kind kind, const std::string& account) {
  Diagnostics found;
  const std::lock_guard lock(mutex_);  // those of one kind would all wait for the same
  for (const auto& [address, note] : notes_) {
    if (address.kind != kind || over_.contains({address, account}) || IsAskedFor(address, note)) continue;
    LeftBehind left = engine_.AwaitLeftBehind(kind, account, note);
    if (left.diagnostics.has_errors()) return std::move(left.diagnostics);
    const std::string id = left.state.is_null() ? std::string() : reconcile::Text(left.state, field::kId);
    if (id.empty() || IsAdopted(kind, id)) {
      over_.insert({address, account});
      continue;
    }
    found.AddError(
        {}, "An interrupted create has come about",
        fmt::format("{} is there: a create of {} made it, which was interrupted or not answered. Nothing was "
                    "created beside it. Plan again: the plan says what becomes of it.",
                    id, address.ToString()));
    break;
  }
  return found;
}

// By the block of its own address, which goes on with it.
bool EarlierCreates::IsAskedFor(const Address& address, const std::string& note) const {
  const DesiredObject* object = desired_->Find(address);
  return object != nullptr && engine_.WouldBeBegun({.kind = address.kind,
                                                    .config = Resolve(*object, id_of_),
                                                    .account = object->account,
                                                    .replacements_are_said = true,
                                                    .begun = note});
}

bool EarlierCreates::IsAdopted(Kind kind, const std::string& id) const {
  return std::ranges::any_of(desired_->objects, [&](const DesiredObject& object) {
    return object.address.kind == kind && reconcile::Text(object.config, field::kAdopt) == id;
  });
}

}  // namespace ic::run
