// What could not be read, by account.
#ifndef RECONCILE_RUN_SET_UNREAD_CLOUDS_H_
#define RECONCILE_RUN_SET_UNREAD_CLOUDS_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/status.h"

namespace ic {

// A cloud that could not be read: the run is an error, whatever else was found.
struct UnreadCloud {
  std::string account;
  std::string why;
};

namespace run {

class Unread {
 public:
  // `what` was to be done: "Listing BGP peers".
  void Add(const std::string& account, std::string_view what, const Status& status);
  void Add(const std::string& account, const Diagnostic& error);

  bool empty() const { return reasons_.empty(); }
  // One an account, with its first reasons.
  std::vector<UnreadCloud> Clouds() const;

 private:
  // By account and cause: what failed of it.
  std::map<std::string, std::map<std::string, std::set<std::string>>> reasons_;
};

}  // namespace run
}  // namespace ic

#endif  // RECONCILE_RUN_SET_UNREAD_CLOUDS_H_
