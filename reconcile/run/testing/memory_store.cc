#include "reconcile/run/testing/memory_store.h"

#include <algorithm>
#include <utility>

namespace ic {

StatusOr<StateInfo> MemoryStore::Info() {
  const std::lock_guard lock(mutex_);
  return StateInfo{"memory-lineage", serial_, 1};
}

StatusOr<std::vector<StateObject>> MemoryStore::Load() {
  const std::lock_guard lock(mutex_);
  std::vector<StateObject> list;
  for (const auto& [address, object] : objects) list.push_back(object);
  return list;
}

Status MemoryStore::Lock(const LockHolder& /*holder*/) {
  const std::lock_guard lock(mutex_);
  if (locked) return FailedPreconditionError("The state is locked.");
  locked = true;
  return OkStatus();
}

void MemoryStore::Unlock() {
  const std::lock_guard lock(mutex_);
  locked = false;
}

Status MemoryStore::Write() {
  if (!locked) return FailedPreconditionError("The state is not locked.");
  if (before_write) IC_RETURN_IF_ERROR(before_write());
  ++serial_;
  return OkStatus();
}

Status MemoryStore::Put(const StateObject& object) {
  const std::lock_guard lock(mutex_);
  IC_RETURN_IF_ERROR(Write());
  objects[object.address] = object;
  begun.erase(object.address);
  return OkStatus();
}

StatusOr<std::map<Address, std::string>> MemoryStore::Begun() {
  const std::lock_guard lock(mutex_);
  return begun;
}

Status MemoryStore::Begin(const Address& address, const std::string& record) {
  const std::lock_guard lock(mutex_);
  IC_RETURN_IF_ERROR(Write());
  begun[address] = record;
  return OkStatus();
}

Status MemoryStore::End(const Address& address) {
  const std::lock_guard lock(mutex_);
  IC_RETURN_IF_ERROR(Write());
  begun.erase(address);
  return OkStatus();
}

Status MemoryStore::PutAll(const std::vector<StateObject>& list) {
  const std::lock_guard lock(mutex_);
  IC_RETURN_IF_ERROR(Write());
  for (const StateObject& object : list) {
    objects[object.address] = object;
    begun.erase(object.address);
  }
  return OkStatus();
}

Status MemoryStore::Remove(const Address& address) {
  const std::lock_guard lock(mutex_);
  IC_RETURN_IF_ERROR(Write());
  objects.erase(address);
  return OkStatus();
}

Status MemoryStore::Rename(const Address& from, const Address& to) {
  const std::lock_guard lock(mutex_);
  IC_RETURN_IF_ERROR(Write());
  auto node = objects.extract(from);
  if (node.empty()) return NotFoundError("There is no " + from.ToString() + " in the state.");
  for (auto& [address, object] : objects) std::replace(object.depends_on.begin(), object.depends_on.end(), from, to);
  node.key() = to;
  node.mapped().address = to;
  objects.insert(std::move(node));
  return OkStatus();
}

StatusOr<std::map<std::string, Time>> MemoryStore::SeenSince(const std::set<std::string>& ids, Time now,
                                                             Others others) {
  const std::lock_guard lock(mutex_);
  std::map<std::string, Time> seen;
  for (const std::string& id : ids) {
    const auto found = seen_.find(id);
    seen[id] = found == seen_.end() ? now : found->second;
  }
  if (others == Others::kKept) {
    for (const auto& [id, since] : seen) seen_[id] = since;
  } else {
    seen_ = seen;
  }
  return seen;
}

}  // namespace ic
