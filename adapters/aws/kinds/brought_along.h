// BroughtAlong: names of entries that a deletion has put in the place of what it took away, for a create that comes
// after it in the same process. Thread-safe.
#ifndef ADAPTERS_AWS_KINDS_BROUGHT_ALONG_H_
#define ADAPTERS_AWS_KINDS_BROUGHT_ALONG_H_

#include <mutex>
#include <set>
#include <string>

namespace ic::aws {

class BroughtAlong {
 public:
  void Add(const std::string& name) {
    const std::lock_guard lock(mutex_);
    names_.insert(name);
  }
  bool Has(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    return names_.contains(name);
  }
  void Remove(const std::string& name) {
    const std::lock_guard lock(mutex_);
    names_.erase(name);
  }

 private:
  mutable std::mutex mutex_;
  std::set<std::string> names_;  // guarded by mutex_
};

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_BROUGHT_ALONG_H_
