#include "reconcile/ledger/turns.h"

#include <algorithm>
#include <set>

namespace ic::reconcile {

Turns::Work::Work(Turns& turns) : turns_(turns) {
  const std::lock_guard lock(turns_.mutex_);
  ++turns_.working_;
}

Turns::Work::~Work() {
  const std::lock_guard lock(turns_.mutex_);
  --turns_.working_;
}

Turns::Wait::~Wait() {
  if (turns_ == nullptr) return;
  const std::lock_guard lock(turns_->mutex_);
  std::erase_if(turns_->waiting_, [this](const Waiting& one) { return one.ticket == ticket_; });
}

std::optional<Turns::Wait> Turns::Begin(const ObjectKey& waiter, const std::vector<ObjectKey>& holders) {
  const std::lock_guard lock(mutex_);
  if (std::ranges::any_of(holders, [&](const ObjectKey& holder) { return Awaits(holder, waiter); })) {
    for (const ObjectKey& holder : holders) owed_.push_back(holder.id);
    return std::nullopt;
  }
  const std::size_t ticket = next_++;
  waiting_.push_back({ticket, waiter, holders});
  return Wait(*this, ticket);
}

bool Turns::Owes(const ObjectKey& holder) const {
  const std::lock_guard lock(mutex_);
  return std::ranges::find(owed_, holder.id) != owed_.end();
}

std::vector<std::string> Turns::Owed() const {
  const std::lock_guard lock(mutex_);
  return owed_;
}

Turns::Wait Turns::BeginOwed() {
  const std::lock_guard lock(mutex_);
  const std::size_t ticket = next_++;
  waiting_.push_back({ticket, {}, {}});
  return Wait(*this, ticket);
}

bool Turns::AnyMoves() const {
  const std::lock_guard lock(mutex_);
  return working_ > waiting_.size();
}

bool Turns::Awaits(const ObjectKey& from, const ObjectKey& target) const {
  std::set<ObjectKey> seen = {from};
  std::vector<ObjectKey> open = {from};
  while (!open.empty()) {  // each object once
    const ObjectKey one = open.back();
    open.pop_back();
    for (const Waiting& waiting : waiting_) {
      if (waiting.waiter != one) continue;
      for (const ObjectKey& holder : waiting.holders) {
        if (holder == target) return true;
        if (seen.insert(holder).second) open.push_back(holder);
      }
    }
  }
  return false;
}

}  // namespace ic::reconcile
