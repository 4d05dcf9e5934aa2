// What is done with objects of every kind that have an id of their own: one algorithm over an ObjectKind. Face and
// meaning: adapters/contract/adapter.h.
#ifndef ADAPTERS_COMMON_KINDS_OBJECT_HANDLER_H_
#define ADAPTERS_COMMON_KINDS_OBJECT_HANDLER_H_

#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "adapters/common/kinds/kind_handler.h"
#include "adapters/common/kinds/object_kind.h"

namespace ic {

// Null or gone: as good as absent.
bool IsAbsent(const ObjectKind& kind, const Object& object);
Status NoSuchObject(const ObjectKind& kind, RegionBase& region, const std::string& id);
// Observe, with region, tags and marks filled in; warns of a state that nobody knows.
StatusOr<Observed> ObserveObject(const ObjectKind& kind, RegionBase& region, const nlohmann::json& live,
                                 const Value& prior, Freshness beside, std::stop_token stop);

StatusOr<std::optional<Observed>> ReadObject(const ObjectKind& kind, RegionBase& region, const ReadRequest& request,
                                             std::stop_token stop);
StatusOr<std::vector<Observed>> ListObjects(const ObjectKind& kind, RegionBase& region, Freshness freshness,
                                            std::stop_token stop);
StatusOr<std::vector<Candidate>> FindObjects(const ObjectKind& kind, RegionBase& region, const CreateRequest& request,
                                             std::stop_token stop);
Status CheckCreation(const ObjectKind& kind, RegionBase& region, const CreateRequest& request, std::stop_token stop);
ChangeResult CreateObject(const ObjectKind& kind, RegionBase& region, const CreateRequest& request,
                          std::stop_token stop);
ChangeResult SettleObject(const ObjectKind& kind, RegionBase& region, const std::string& id, const Value& desired,
                          Duration timeout, std::stop_token stop);
// What the cloud has against a change in place, by reads.
Status CheckObjectChange(const ObjectKind& kind, RegionBase& region, const UpdateRequest& request,
                         std::stop_token stop);
ChangeResult UpdateObject(const ObjectKind& kind, RegionBase& region, const UpdateRequest& request,
                          std::stop_token stop);
// Everything of `change`: in place, tags, what comes last. The caller holds the object's lock.
Status ChangeObject(const ObjectKind& kind, RegionBase& region, const ObjectChange& change, Diagnostics& diagnostics,
                    std::stop_token stop);
ChangeResult DeleteObject(const ObjectKind& kind, RegionBase& region, const DeleteRequest& request,
                          std::stop_token stop);
// Adapter::Decline.
Status DeclineObject(const ObjectKind& kind, RegionBase& region, const std::string& id, Duration timeout,
                     std::stop_token stop);
StatusOr<std::vector<Health>> CheckObjects(const ObjectKind& kind, RegionBase& region,
                                           const std::vector<std::string>& ids, std::stop_token stop);

class ObjectHandler final : public KindHandler {
 public:
  // `kind` lives for ever.
  explicit ObjectHandler(const ObjectKind& kind) : kind_(&kind) {}

  StatusOr<std::optional<Observed>> Read(RegionBase& region, const ReadRequest& request,
                                         std::stop_token stop) const override {
    return ReadObject(*kind_, region, request, std::move(stop));
  }
  StatusOr<AccountRole> RoleIn(RegionBase& region, const std::string& id, std::stop_token stop) const override;
  StatusOr<bool> IsOffered(RegionBase& region, const std::string& id, std::stop_token stop) const override;
  StatusOr<std::vector<Observed>> List(RegionBase& region, Freshness freshness, std::stop_token stop) const override {
    return ListObjects(*kind_, region, freshness, std::move(stop));
  }
  StatusOr<std::vector<Candidate>> FindCandidates(RegionBase& region, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    return FindObjects(*kind_, region, request, std::move(stop));
  }
  Status Check(RegionBase& region, const CreateRequest& request, std::stop_token stop) const override {
    return CheckCreation(*kind_, region, request, std::move(stop));
  }
  ChangeResult Create(RegionBase& region, const CreateRequest& request, std::stop_token stop) const override {
    return CreateObject(*kind_, region, request, std::move(stop));
  }
  ChangeResult Settle(RegionBase& region, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    return SettleObject(*kind_, region, id, desired, timeout, std::move(stop));
  }
  Status CheckChange(RegionBase& region, const UpdateRequest& request, std::stop_token stop) const override {
    return CheckObjectChange(*kind_, region, request, std::move(stop));
  }
  ChangeResult Update(RegionBase& region, const UpdateRequest& request, std::stop_token stop) const override {
    return UpdateObject(*kind_, region, request, std::move(stop));
  }
  Status CheckDelete(RegionBase& region, const DeleteRequest& request, const Adapter::Goes& /*goes*/,
                     std::stop_token stop) const override {
    return kind_->CheckEnd(region, request, std::move(stop));
  }
  ChangeResult Delete(RegionBase& region, const DeleteRequest& request, std::stop_token stop) const override {
    return DeleteObject(*kind_, region, request, std::move(stop));
  }
  Status Decline(RegionBase& region, const std::string& id, Duration timeout, std::stop_token stop) const override {
    return DeclineObject(*kind_, region, id, timeout, std::move(stop));
  }
  StatusOr<std::vector<Health>> CheckHealth(RegionBase& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    return CheckObjects(*kind_, region, ids, std::move(stop));
  }
  Duration DefaultTimeout() const override { return kind_->DefaultTimeout(); }

 private:
  const ObjectKind* const kind_;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_OBJECT_HANDLER_H_
