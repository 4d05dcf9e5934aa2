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

  // Most calls find nothing to remove, so that costs a look at each object and no more.
  template <typename Predicate>
  void RemoveIf(Predicate predicate) {
    const auto removed = std::erase_if(items_, [&](const std::unique_ptr<T>& item) {
      const bool gone = predicate(*item);
      if (gone) Unlink(*item);
      return gone;
    });
    if (removed > 0) ++version_;
  }

  // Takes out the object of that id; false if there is none.
  bool Remove(std::string_view id) {
    const T* object = Find(id);
    if (object == nullptr) return false;
    RemoveIf([&](const T& item) { return &item == object; });
    return true;
  }

  const std::vector<std::unique_ptr<T>>& items() const { return items_; }

  // For whoever keeps ways into it: another one after each change but an Add, which puts the object behind the others.
  // Touch: what such a way goes by was changed in an object.
  std::uint64_t version() const { return version_; }
  void Touch() { ++version_; }

 private:
  void Unlink(const T& object) {
    const auto known = by_id_.find(object.id);
    if (known != by_id_.end() && known->second == &object) {
      by_id_.erase(known);
    } else {  // it got another id since it was added
      std::erase_if(by_id_, [&](const auto& entry) { return entry.second == &object; });
    }
  }

  std::vector<std::unique_ptr<T>> items_;
  std::map<std::string, T*, std::less<>> by_id_;
  std::uint64_t version_ = 0;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OBJECTS_TABLE_H_
