// HashIndex: the entries of a map by hashes of them. Made when it is first asked, kept up from then on, so that a run
// that never asks pays nothing.
#ifndef RECONCILE_LEDGER_HASH_INDEX_H_
#define RECONCILE_LEDGER_HASH_INDEX_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ic::reconcile {

// `Map`: a node-based map (its entries stay where they are), with ordered keys.
template <typename Map>
class HashIndex {
 public:
  using Entry = typename Map::value_type;
  using Hashes = std::vector<std::uint64_t>;
  // The hashes an entry is to be found by; depends on nothing but the entry.
  using Hasher = std::function<void(const Entry& entry, Hashes& hashes)>;

  explicit HashIndex(Hasher hasher) : hasher_(std::move(hasher)) {}

  // After an entry came or changed, and before it changes or goes.
  void Enter(const Entry& entry) {
    if (!made_) return;
    for (const std::uint64_t hash : HashesOf(entry)) entries_.emplace(hash, &entry);
  }
  void Leave(const Entry& entry) {
    if (!made_) return;
    for (const std::uint64_t hash : HashesOf(entry)) {
      const auto [begin, end] = entries_.equal_range(hash);
      const auto found = std::find_if(begin, end, [&entry](const auto& other) { return other.second == &entry; });
      if (found != end) entries_.erase(found);
    }
  }

  // Adds entries of `map` with that hash, and perhaps some more, to `found`.
  void Find(const Map& map, std::uint64_t hash, std::vector<const Entry*>& found) {
    if (!made_) Make(map);
    const auto [begin, end] = entries_.equal_range(hash);
    for (auto entry = begin; entry != end; ++entry) found.push_back(entry->second);
  }

  // No fewer than those of `map` with that hash.
  std::size_t Count(const Map& map, std::uint64_t hash) {
    if (!made_) Make(map);
    return entries_.count(hash);
  }

 private:
  void Make(const Map& map) {
    made_ = true;
    for (const Entry& entry : map) Enter(entry);
  }

  const Hashes& HashesOf(const Entry& entry) {
    hashes_.clear();
    hasher_(entry, hashes_);
    return hashes_;
  }

  Hasher hasher_;
  bool made_ = false;
  Hashes hashes_;  // kept for its memory
  std::unordered_multimap<std::uint64_t, const Entry*> entries_;
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_HASH_INDEX_H_
