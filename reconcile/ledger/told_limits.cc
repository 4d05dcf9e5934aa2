#include "reconcile/ledger/told_limits.h"

namespace ic::reconcile {

ToldLimitLists::List ToldLimitLists::Ask(const std::string& account, const std::string& region,
                                         std::stop_token stop) const {
  IC_ASSIGN_OR_RETURN(const auto adapter, clouds_.Get(account));
  IC_ASSIGN_OR_RETURN(ToldLimits told, adapter->Limits(region, std::move(stop)));
  return std::make_shared<const ToldLimits>(std::move(told));
}

ToldLimitLists::List ToldLimitLists::Get(const std::string& account, const std::string& region, std::stop_token stop) {
  const std::lock_guard lock(mutex_);
  const std::pair<std::string, std::string> key(account, region);
  if (const auto found = lists_.find(key); found != lists_.end()) return found->second;
  List asked = Ask(account, region, std::move(stop));
  if (!asked.ok() && asked.status().code() == StatusCode::kCancelled) return asked;
  if (!asked.ok()) {
    logger_.Info("the account's own limits were not read",
                 {{"account", account}, {"region", region}, {"reason", asked.status().message()}});
  }
  return lists_.emplace(key, std::move(asked)).first->second;
}

void ToldLimitLists::Forget() {
  const std::lock_guard lock(mutex_);
  lists_.clear();
}

}  // namespace ic::reconcile
