// ToldLimitLists: what each cloud tells of an account's own limits, asked once a run.
#ifndef RECONCILE_LEDGER_TOLD_LIMITS_H_
#define RECONCILE_LEDGER_TOLD_LIMITS_H_

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>

#include "adapters/contract/limits.h"
#include "base/log.h"
#include "base/status.h"
#include "reconcile/ledger/clouds.h"

namespace ic::reconcile {

// Thread-safe. A failure is kept too, and logged once: nobody waits twice for what is of no weight.
class ToldLimitLists {
 public:
  using List = StatusOr<std::shared_ptr<const ToldLimits>>;

  // `clouds` outlives this.
  ToldLimitLists(Clouds& clouds, Logger logger) : clouds_(clouds), logger_(std::move(logger)) {}

  List Get(const std::string& account, const std::string& region, std::stop_token stop);
  void Forget();

 private:
  List Ask(const std::string& account, const std::string& region, std::stop_token stop) const;

  Clouds& clouds_;
  const Logger logger_;
  std::mutex mutex_;  // held while the cloud is asked: whoever else asks then wants the same
  std::map<std::pair<std::string, std::string>, List> lists_;
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_TOLD_LIMITS_H_
