#include "reconcile/ledger/ledger.h"

namespace ic::reconcile {

void Ledger::Reset() {
  const std::lock_guard lock(mutex_);
  contents_.emplace(clouds_);
  marks_.clear();
}

void Ledger::Hold(const ObjectKey& key, const Value& state) {
  const std::lock_guard lock(mutex_);
  contents_->Hold(key, state);
}

void Ledger::Saw(const ObjectKey& key, const Value& attributes, const std::string& mark, const std::string& group) {
  const std::lock_guard lock(mutex_);
  contents_->Set(key, [&](Existing& entry) {
    entry.attributes = attributes;
    entry.mark = mark;
    entry.group = group;
    entry.lost_session = false;
    entry.declined.clear();
    entry.extras.clear();
  });
}

void Ledger::LostSession(const ObjectKey& key) {
  const std::lock_guard lock(mutex_);
  contents_->Set(key, [](Existing& entry) { entry.lost_session = true; });
}

void Ledger::Found(const ObjectKey& key, const Observed& observed) {
  if (!observed.declined && observed.extras.empty()) return;
  const std::lock_guard lock(mutex_);
  contents_->Set(key, [&](Existing& entry) {
    entry.declined = observed.declined ? observed.trouble : std::string();
    entry.extras = observed.extras;
  });
}

void Ledger::Renamed(const ObjectKey& from, const ObjectKey& to, const Value& state) {
  bool held = false;
  {
    const std::lock_guard lock(mutex_);
    held = contents_->FindHeld(from) != nullptr;
  }
  Gone(from);
  if (held) Hold(to, state);
}

void Ledger::Gone(const ObjectKey& key) {
  const std::lock_guard lock(mutex_);
  contents_->disrupted.erase(key);
  contents_->Release(key);
  const Existing* found = contents_->Find(key);
  if (found == nullptr) return;
  marks_.erase({key.account, found->mark});
  contents_->Erase(key);
}

bool Ledger::Claim(const ObjectKey& key) {
  const std::lock_guard lock(mutex_);
  return contents_->Enter(key);
}

bool Ledger::TakeOver(const ObjectKey& key) {
  const std::lock_guard lock(mutex_);
  const bool fresh = contents_->Enter(key);
  if (fresh) contents_->Set(key, [](Existing& entry) { entry.taken_over = true; });
  return fresh;
}

bool Ledger::IsTakenOver(const ObjectKey& key) {
  const std::lock_guard lock(mutex_);
  const Existing* found = contents_->Find(key);
  return found != nullptr && found->taken_over;
}

void Ledger::Created(const ObjectKey& key, const std::string& mark, const Value& state) {
  const std::lock_guard lock(mutex_);
  contents_->Set(key, [&](Existing& entry) {
    entry.fate = Fate::kStays;
    entry.planned = state;
    entry.made = true;
  });
  if (!mark.empty()) contents_->EraseCreates(key.account, key.kind, mark);
}

bool Ledger::IsClaimed(const ObjectKey& key) {
  const std::lock_guard lock(mutex_);
  return contents_->Find(key) != nullptr || contents_->FindHeld(key) != nullptr;
}

bool Ledger::ClaimMark(const std::string& account, const std::string& mark) {
  const std::lock_guard lock(mutex_);
  return marks_.emplace(account, mark).second;
}

void Ledger::ReleaseMark(const std::string& account, const std::string& mark) {
  const std::lock_guard lock(mutex_);
  marks_.erase({account, mark});
}

}  // namespace ic::reconcile
