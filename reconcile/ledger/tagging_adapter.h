// TaggingAdapter: an adapter to which `tags` is all that an object carries, under an engine to which they are the
// object's own and `tags_all` is the rest too (reconcile/object/tag_settings.h). So the vendors know nothing of default
// tags, and the engine asks no cloud about one tag: what goes out is put together here, and what comes in taken apart.
// Tags that are ignored pass in neither direction.
#ifndef RECONCILE_LEDGER_TAGGING_ADAPTER_H_
#define RECONCILE_LEDGER_TAGGING_ADAPTER_H_

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "adapters/contract/adapter.h"
#include "reconcile/object/tag_settings.h"

namespace ic::reconcile {

class TaggingAdapter final : public Adapter {
 public:
  // Neither is null.
  TaggingAdapter(std::unique_ptr<Adapter> inner, std::shared_ptr<const TagSettings> settings)
      : inner_(std::move(inner)), settings_(std::move(settings)) {}

  const VendorTraits& traits() const override { return inner_->traits(); }
  StatusOr<std::string> DefaultRegion() override { return inner_->DefaultRegion(); }
  StatusOr<Caller> WhoCalls(const std::string& region, std::stop_token stop) override {
    return inner_->WhoCalls(region, std::move(stop));
  }
  StatusOr<ToldLimits> Limits(const std::string& region, std::stop_token stop) override {
    return inner_->Limits(region, std::move(stop));
  }
  StatusOr<AccountRole> RoleIn(Kind kind, const std::string& region, const std::string& id,
                               std::stop_token stop) override {
    return inner_->RoleIn(kind, region, id, std::move(stop));
  }
  StatusOr<bool> IsOffered(Kind kind, const std::string& region, const std::string& id, std::stop_token stop) override {
    return inner_->IsOffered(kind, region, id, std::move(stop));
  }
  StatusOr<std::optional<Observed>> Read(const ReadRequest& request, std::stop_token stop) override;
  StatusOr<std::vector<Observed>> List(Kind kind, const std::string& region, Freshness freshness,
                                       std::stop_token stop) override;
  StatusOr<std::vector<Candidate>> FindCandidates(const CreateRequest& request, std::stop_token stop) override;
  Status Check(const CreateRequest& request, std::stop_token stop) override;
  ChangeResult Create(const CreateRequest& request, std::stop_token stop) override;
  ChangeResult Settle(Kind kind, const std::string& region, const std::string& id, const Value& desired,
                      Duration timeout, std::stop_token stop) override;
  Status CheckChange(const UpdateRequest& request, std::stop_token stop) override;
  ChangeResult Update(const UpdateRequest& request, std::stop_token stop) override;
  Status CheckDelete(const DeleteRequest& request, const Goes& goes, std::stop_token stop) override {
    return inner_->CheckDelete(request, goes, std::move(stop));
  }
  ChangeResult Delete(const DeleteRequest& request, std::stop_token stop) override {
    return inner_->Delete(request, std::move(stop));
  }
  Status Decline(Kind kind, const std::string& region, const std::string& id, Duration timeout,
                 std::stop_token stop) override {
    return inner_->Decline(kind, region, id, timeout, std::move(stop));
  }
  StatusOr<std::vector<Health>> CheckHealth(Kind kind, const std::string& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) override {
    return inner_->CheckHealth(kind, region, ids, std::move(stop));
  }
  StatusOr<Rooms> RoomsOn(const std::string& region, const std::string& id, Freshness freshness,
                          std::stop_token stop) override {
    return inner_->RoomsOn(region, id, freshness, std::move(stop));
  }
  StatusOr<std::optional<Routes>> RoutesOf(const std::string& region, const std::string& interface,
                                           std::stop_token stop) override {
    return inner_->RoutesOf(region, interface, std::move(stop));
  }
  StatusOr<std::string> AdvertisingGateway(const std::string& region, const std::string& prefix,
                                           std::stop_token stop) override {
    return inner_->AdvertisingGateway(region, prefix, std::move(stop));
  }
  StatusOr<std::vector<Location>> Locations(const std::string& region, std::stop_token stop) override {
    return inner_->Locations(region, std::move(stop));
  }
  StatusOr<Letter> LetterOf(const std::string& region, const std::string& connection, const std::string& provider,
                            std::stop_token stop) override {
    return inner_->LetterOf(region, connection, provider, std::move(stop));
  }
  Duration DefaultTimeout(Kind kind) const override { return inner_->DefaultTimeout(kind); }
  StatusOr<std::vector<Observed>> Gateways(const std::string& region, Freshness freshness,
                                           std::stop_token stop) override {
    return inner_->Gateways(region, freshness, std::move(stop));
  }

 private:
  // What an adapter is to make of `desired`; what it is to take `prior` for.
  Value Sent(Kind kind, const Value& desired) const;
  Value Known(const Value& prior) const;
  CreateRequest Sent(CreateRequest request) const;
  UpdateRequest Sent(UpdateRequest request) const;
  // `attributes` as an adapter told them, taken apart. `prior`: as of OwnTags.
  void Show(Kind kind, const std::string& region, const Value& prior, Value& attributes, const std::stop_token& stop);
  ChangeResult Shown(Kind kind, const std::string& region, const Value& desired, ChangeResult result,
                     const std::stop_token& stop);

  const std::unique_ptr<Adapter> inner_;
  const std::shared_ptr<const TagSettings> settings_;
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_TAGGING_ADAPTER_H_
