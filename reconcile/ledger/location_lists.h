// LocationLists: where each cloud has ports, asked once a run.
#ifndef RECONCILE_LEDGER_LOCATION_LISTS_H_
#define RECONCILE_LEDGER_LOCATION_LISTS_H_

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/status.h"
#include "reconcile/ledger/clouds.h"

namespace ic::reconcile {

// Thread-safe. A list that could not be had is asked for again.
class LocationLists {
 public:
  using List = std::shared_ptr<const std::vector<Location>>;

  // `clouds` outlives this.
  explicit LocationLists(Clouds& clouds) : clouds_(clouds) {}

  StatusOr<List> Get(const std::string& account, const std::string& region, std::stop_token stop);
  void Forget();

 private:
  Clouds& clouds_;
  std::mutex mutex_;  // held while the cloud is asked: whoever else asks then wants the same
  std::map<std::pair<std::string, std::string>, List> lists_;
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_LOCATION_LISTS_H_
