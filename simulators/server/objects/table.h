// Objects by id, in the order in which they were made.
#ifndef SIMULATORS_SERVER_OBJECTS_TABLE_H_
#define SIMULATORS_SERVER_OBJECTS_TABLE_H_

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace ic::sim {

// `T` has a member `id`. References stay valid until the object is removed.
template <typename T>
class Table {
 public:
  T& Add(T object) { return *items_.emplace_back(std::make_unique<T>(std::move(object))); }

  // Null if there is none.
  T* Find(std::string_view id) const {
    for (const auto& item : items_) {
      if (item->id == id) return item.get();
    }
    return nullptr;
  }

  template <typename Predicate>
  void RemoveIf(Predicate predicate) {
    std::erase_if(items_, [&](const std::unique_ptr<T>& item) { return predicate(*item); });
  }

  const std::vector<std::unique_ptr<T>>& items() const { return items_; }

 private:
  std::vector<std::unique_ptr<T>> items_;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OBJECTS_TABLE_H_
