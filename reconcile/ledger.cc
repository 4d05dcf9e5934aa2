#include "reconcile/ledger.h"

namespace ic::reconcile {

void Ledger::Reset() {
  const std::lock_guard lock(mutex_);
  contents_ = Contents();
  marks_.clear();
}

void Ledger::Hold(const ObjectKey& key, const Value& state) {
  const std::lock_guard lock(mutex_);
  contents_.held[key] = state;
}

void Ledger::Saw(const ObjectKey& key, const Value& attributes, const std::string& mark, const std::string& group) {
  const std::lock_guard lock(mutex_);
  Existing& entry = contents_.existing[key];
  entry.attributes = attributes;
  entry.mark = mark;
  entry.group = group;
}

void Ledger::Gone(const ObjectKey& key) {
  const std::lock_guard lock(mutex_);
  contents_.disrupted.erase(key);
  contents_.held.erase(key);
  const auto found = contents_.existing.find(key);
  if (found == contents_.existing.end()) return;
  marks_.erase({key.account, found->second.mark});
  contents_.existing.erase(found);
}

bool Ledger::Claim(const ObjectKey& key) {
  const std::lock_guard lock(mutex_);
  return contents_.existing.try_emplace(key).second;
}

bool Ledger::TakeOver(const ObjectKey& key) {
  const std::lock_guard lock(mutex_);
  const auto [entry, fresh] = contents_.existing.try_emplace(key);
  if (fresh) entry->second.taken_over = true;
  return fresh;
}

bool Ledger::IsTakenOver(const ObjectKey& key) {
  const std::lock_guard lock(mutex_);
  const auto found = contents_.existing.find(key);
  return found != contents_.existing.end() && found->second.taken_over;
}

void Ledger::Created(const ObjectKey& key, const std::string& mark, const Value& state) {
  const std::lock_guard lock(mutex_);
  Existing& entry = contents_.existing[key];
  entry.fate = Fate::kStays;
  entry.planned = state;
  if (mark.empty()) return;
  std::erase_if(contents_.creates, [&](const auto& entry) {
    const PlannedCreate& create = entry.second;
    return create.kind == key.kind && create.account == key.account && create.mark == mark;
  });
}

bool Ledger::IsClaimed(const ObjectKey& key) {
  const std::lock_guard lock(mutex_);
  return contents_.existing.contains(key) || contents_.held.contains(key);
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
