#include "reconcile/ledger/location_lists.h"

namespace ic::reconcile {

StatusOr<LocationLists::List> LocationLists::Get(const std::string& account, const std::string& region,
                                                 std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto adapter, clouds_.Get(account));
  const std::lock_guard lock(mutex_);
  List& list = lists_[{account, region}];
  if (list != nullptr) return list;
  IC_ASSIGN_OR_RETURN(std::vector<Location> found, adapter->Locations(region, std::move(stop)));
  list = std::make_shared<const std::vector<Location>>(std::move(found));
  return list;
}

void LocationLists::Forget() {
  const std::lock_guard lock(mutex_);
  lists_.clear();
}

}  // namespace ic::reconcile
