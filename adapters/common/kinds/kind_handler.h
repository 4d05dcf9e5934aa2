// The kinds of one vendor: one handler each, without state of its own. Face and meaning of the methods:
// adapters/contract/adapter.h. A handler of a vendor knows the vendor's own region (Region::Of).
#ifndef ADAPTERS_COMMON_KINDS_KIND_HANDLER_H_
#define ADAPTERS_COMMON_KINDS_KIND_HANDLER_H_

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "adapters/common/kinds/region_base.h"
#include "adapters/contract/adapter.h"

namespace ic {

class KindHandler {
 public:
  virtual ~KindHandler() = default;

  virtual StatusOr<std::optional<Observed>> Read(RegionBase& region, const ReadRequest& request,
                                                 std::stop_token stop) const = 0;
  virtual StatusOr<AccountRole> RoleIn(RegionBase& /*region*/, const std::string& /*id*/,
                                       std::stop_token /*stop*/) const {
    return AccountRole::kOwner;
  }
  virtual StatusOr<bool> IsOffered(RegionBase& /*region*/, const std::string& /*id*/, std::stop_token /*stop*/) const {
    return false;
  }
  virtual StatusOr<std::vector<Observed>> List(RegionBase& region, Freshness freshness, std::stop_token stop) const = 0;
  virtual StatusOr<std::vector<Candidate>> FindCandidates(RegionBase& region, const CreateRequest& request,
                                                          std::stop_token stop) const = 0;
  // What only the cloud can tell of a create, by reads alone; it may wait for what the object stands on.
  virtual Status Check(RegionBase& /*region*/, const CreateRequest& /*request*/, std::stop_token /*stop*/) const {
    return OkStatus();
  }
  virtual ChangeResult Create(RegionBase& region, const CreateRequest& request, std::stop_token stop) const = 0;
  virtual ChangeResult Settle(RegionBase& region, const std::string& id, const Value& desired, Duration timeout,
                              std::stop_token stop) const = 0;
  // Likewise, of a change in place; without waiting.
  virtual Status CheckChange(RegionBase& /*region*/, const UpdateRequest& /*request*/, std::stop_token /*stop*/) const {
    return OkStatus();
  }
  virtual ChangeResult Update(RegionBase& region, const UpdateRequest& request, std::stop_token stop) const = 0;
  // Adapter::CheckDelete.
  virtual Status CheckDelete(RegionBase& /*region*/, const DeleteRequest& /*request*/, const Adapter::Goes& /*goes*/,
                             std::stop_token /*stop*/) const {
    return OkStatus();
  }
  virtual ChangeResult Delete(RegionBase& region, const DeleteRequest& request, std::stop_token stop) const = 0;
  // Adapter::Decline.
  virtual Status Decline(RegionBase& /*region*/, const std::string& /*id*/, Duration /*timeout*/,
                         std::stop_token /*stop*/) const {
    return UnimplementedError("nobody offers such a thing to another account");
  }
  // Empty `ids`: all.
  virtual StatusOr<std::vector<Health>> CheckHealth(RegionBase& region, const std::vector<std::string>& ids,
                                                    std::stop_token stop) const = 0;
  virtual Duration DefaultTimeout() const = 0;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_KIND_HANDLER_H_
