// OneCause: a cloud that gives nothing is one error of a walk, however many objects it has.
#ifndef PROVIDER_RESOURCES_ONE_CAUSE_H_
#define PROVIDER_RESOURCES_ONE_CAUSE_H_

#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "base/diagnostics.h"

namespace ic {

// Of equal errors about a cloud (reconcile/object/cannot_ask.h) the first is told as it is: with it the walk has
// failed. The others become warnings of one summary, which Terraform shows once, with their number. Thread-safe.
class OneCause {
 public:
  void Fold(Diagnostics& diagnostics);
  // Another configuration: nothing was said yet.
  void Forget();

 private:
  std::mutex mutex_;
  std::set<std::pair<std::string, std::string>> said_;  // summary, detail
};

}  // namespace ic

#endif  // PROVIDER_RESOURCES_ONE_CAUSE_H_
