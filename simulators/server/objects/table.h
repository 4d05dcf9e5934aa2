// Objects by id, in the order in which they were made.
#ifndef SIMULATORS_SERVER_OBJECTS_TABLE_H_
#define SIMULATORS_SERVER_OBJECTS_TABLE_H_

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ic::sim {

// `T` has a member `id`. References stay valid until the object is removed.
template <typename T>
class Table {
 public:
  T& Add(T object) {
    T& added = *items_.emplace_back(std::make_unique<T>(std::move(object)));
    by_id_.try_emplace(added.id, &added);
    return added;
  }

  // Null if there is none.
  T* Find(std::string_view id) const {
    const auto known = by_id_.find(id);
    if (known != by_id_.end() && known->second->id == id) return known->second;
    for (const auto& item : items_) {  // it may have got its id since
      if (item->id == id) return item.get();
    }
    return nullptr;
  }

  template <typename Predicate>
  void RemoveIf(Predicate predicate) {
    std::erase_if(items_, [&](const std::unique_ptr<T>& item) { return predicate(*item); });
    by_id_.clear();
    for (const auto& item : items_) by_id_.try_emplace(item->id, item.get());
    ++version_;
  }

  const std::vector<std::unique_ptr<T>>& items() const { return items_; }

  // For whoever keeps ways into it: another one after each change but an Add, which puts the object behind the others.
  // Touch: what such a way goes by was changed in an object.
  std::uint64_t version() const { return version_; }
  void Touch() { ++version_; }

 private:
  std::vector<std::unique_ptr<T>> items_;
  std::map<std::string, T*, std::less<>> by_id_;
  std::uint64_t version_ = 0;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OBJECTS_TABLE_H_
