// What could not be read, by account.
#ifndef RECONCILE_RUN_UNREAD_H_
#define RECONCILE_RUN_UNREAD_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "reconcile/run/drift.h"

namespace ic::run {

class Unread {
 public:
  // `what` was to be done: "Listing BGP peers".
  void Add(const std::string& account, std::string_view what, const Status& status);
  void Add(const std::string& account, const Diagnostic& error);

  bool empty() const { return reasons_.empty(); }
  // One an account, with its first reasons.
  std::vector<UnreadCloud> Clouds() const;

 private:
  std::map<std::string, std::set<std::string>> reasons_;
};

}  // namespace ic::run

#endif  // RECONCILE_RUN_UNREAD_H_
