// KindAdapter: an Adapter made of one handler a kind, with one Region object for each region that is asked for.
#ifndef ADAPTERS_COMMON_KINDS_KIND_ADAPTER_H_
#define ADAPTERS_COMMON_KINDS_KIND_ADAPTER_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "adapters/common/kinds/kind_handler.h"
#include "adapters/contract/adapter.h"

namespace ic {

class KindAdapter : public Adapter {
 public:
  struct Parts {
    const VendorTraits* traits = nullptr;
    // By Kind; null for a kind the vendor has no object for: the engine lowers it.
    std::array<const KindHandler*, kAllKinds.size()> handlers = {};
    std::function<StatusOr<std::string>()> default_region;
    // Empty: nobody tells.
    std::function<StatusOr<Caller>(const std::string& region, std::stop_token stop)> who_calls = {};
    // Likewise.
    std::function<StatusOr<ToldLimits>(const std::string& region, std::stop_token stop)> limits = {};
    // Likewise, of Adapter::RoomsOn.
    std::function<StatusOr<Rooms>(RegionBase& region, const std::string& id, Freshness freshness, std::stop_token stop)>
        rooms = {};
    std::function<std::shared_ptr<RegionBase>(const std::string& name)> make_region;
    std::function<StatusOr<std::vector<Location>>(RegionBase& region, std::stop_token stop)> locations;
    // Empty: nobody tells of any.
    std::function<StatusOr<std::vector<Observed>>(RegionBase& region, Freshness freshness, std::stop_token stop)>
        gateways = {};
    // Adapter::LetterOf. Empty: the vendor has none.
    std::function<StatusOr<Letter>(RegionBase& region, const std::string& connection, const std::string& provider,
                                   std::stop_token stop)>
        letter = {};
    // Adapter::RoutesOf and AdvertisingGateway. Empty: the vendor does not tell.
    std::function<StatusOr<std::optional<Routes>>(RegionBase& region, const std::string& id, std::stop_token stop)>
        routes = {};
    std::function<StatusOr<std::string>(RegionBase& region, const std::string& id, std::stop_token stop)>
        advertising_gateway = {};
  };

  // What the functions of `parts` stand on outlives the adapter, or is held by them.
  explicit KindAdapter(Parts parts) : parts_(std::move(parts)) {}

  const VendorTraits& traits() const override { return *parts_.traits; }
  StatusOr<std::string> DefaultRegion() override { return parts_.default_region(); }
  StatusOr<Caller> WhoCalls(const std::string& region, std::stop_token stop) override {
    if (!parts_.who_calls) return Caller();
    return parts_.who_calls(region, std::move(stop));
  }

  StatusOr<ToldLimits> Limits(const std::string& region, std::stop_token stop) override {
    if (!parts_.limits) return ToldLimits();
    std::string wanted = region;
    if (wanted.empty()) {
      IC_ASSIGN_OR_RETURN(wanted, parts_.default_region());
    }
    return parts_.limits(wanted, std::move(stop));
  }

  StatusOr<Rooms> RoomsOn(const std::string& region_name, const std::string& id, Freshness freshness,
                          std::stop_token stop) override {
    if (!parts_.rooms) return Rooms();
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(region_name));
    return parts_.rooms(*region, id, freshness, std::move(stop));
  }

  StatusOr<std::optional<Observed>> Read(const ReadRequest& request, std::stop_token stop) override {
    const KindHandler* handler = HandlerOf(request.kind);
    if (handler == nullptr) return NoSuchKind(request.kind);
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(request.region));
    return handler->Read(*region, request, std::move(stop));
  }

  StatusOr<AccountRole> RoleIn(Kind kind, const std::string& region_name, const std::string& id,
                               std::stop_token stop) override {
    const KindHandler* handler = HandlerOf(kind);
    if (handler == nullptr) return AccountRole::kOwner;
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(region_name));
    return handler->RoleIn(*region, id, std::move(stop));
  }

  StatusOr<bool> IsOffered(Kind kind, const std::string& region_name, const std::string& id,
                           std::stop_token stop) override {
    const KindHandler* handler = HandlerOf(kind);
    if (handler == nullptr) return false;
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(region_name));
    return handler->IsOffered(*region, id, std::move(stop));
  }

  StatusOr<std::vector<Observed>> List(Kind kind, const std::string& region_name, Freshness freshness,
                                       std::stop_token stop) override {
    const KindHandler* handler = HandlerOf(kind);
    if (handler == nullptr) return std::vector<Observed>();
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(region_name));
    return handler->List(*region, freshness, std::move(stop));
  }

  StatusOr<std::vector<Candidate>> FindCandidates(const CreateRequest& request, std::stop_token stop) override {
    const KindHandler* handler = HandlerOf(request.kind);
    if (handler == nullptr) return NoSuchKind(request.kind);
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(request.region));
    return handler->FindCandidates(*region, request, std::move(stop));
  }

  Status Check(const CreateRequest& request, std::stop_token stop) override {
    const KindHandler* handler = HandlerOf(request.kind);
    if (handler == nullptr) return NoSuchKind(request.kind);
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(request.region));
    return handler->Check(*region, request, std::move(stop));
  }

  ChangeResult Create(const CreateRequest& request, std::stop_token stop) override {
    return Change(request.kind, request.region, "", [&](const KindHandler& handler, RegionBase& region) {
      return handler.Create(region, request, std::move(stop));
    });
  }

  ChangeResult Settle(Kind kind, const std::string& region_name, const std::string& id, const Value& desired,
                      Duration timeout, std::stop_token stop) override {
    return Change(kind, region_name, id, [&](const KindHandler& handler, RegionBase& region) {
      return handler.Settle(region, id, desired, timeout, std::move(stop));
    });
  }

  Status CheckChange(const UpdateRequest& request, std::stop_token stop) override {
    const KindHandler* handler = HandlerOf(request.kind);
    if (handler == nullptr) return NoSuchKind(request.kind);
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(request.region));
    return handler->CheckChange(*region, request, std::move(stop));
  }

  ChangeResult Update(const UpdateRequest& request, std::stop_token stop) override {
    return Change(request.kind, request.region, request.id, [&](const KindHandler& handler, RegionBase& region) {
      return handler.Update(region, request, std::move(stop));
    });
  }

  Status CheckDelete(const DeleteRequest& request, const Goes& goes, std::stop_token stop) override {
    const KindHandler* handler = HandlerOf(request.kind);
    const auto region = In(request.region);
    if (handler == nullptr || !region.ok()) return OkStatus();  // said by whoever deletes it
    return handler->CheckDelete(**region, request, goes, std::move(stop));
  }

  ChangeResult Delete(const DeleteRequest& request, std::stop_token stop) override {
    return Change(request.kind, request.region, request.id, [&](const KindHandler& handler, RegionBase& region) {
      return handler.Delete(region, request, std::move(stop));
    });
  }

  Status Decline(Kind kind, const std::string& region_name, const std::string& id, Duration timeout,
                 std::stop_token stop) override {
    const KindHandler* handler = HandlerOf(kind);
    if (handler == nullptr) return NoSuchKind(kind);
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(region_name));
    return handler->Decline(*region, id, timeout, std::move(stop));
  }

  StatusOr<std::vector<Health>> CheckHealth(Kind kind, const std::string& region_name,
                                            const std::vector<std::string>& ids, std::stop_token stop) override {
    const KindHandler* handler = HandlerOf(kind);
    if (handler == nullptr) return std::vector<Health>();
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(region_name));
    return handler->CheckHealth(*region, ids, std::move(stop));
  }

  StatusOr<std::optional<Routes>> RoutesOf(const std::string& region_name, const std::string& interface,
                                           std::stop_token stop) override {
    if (!parts_.routes) return std::optional<Routes>();
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(region_name));
    return parts_.routes(*region, interface, std::move(stop));
  }

  StatusOr<std::string> AdvertisingGateway(const std::string& region_name, const std::string& prefix,
                                           std::stop_token stop) override {
    if (!parts_.advertising_gateway) return std::string();
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(region_name));
    return parts_.advertising_gateway(*region, prefix, std::move(stop));
  }

  StatusOr<std::vector<Location>> Locations(const std::string& region_name, std::stop_token stop) override {
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(region_name));
    return parts_.locations(*region, std::move(stop));
  }

  StatusOr<Letter> LetterOf(const std::string& region_name, const std::string& connection, const std::string& provider,
                            std::stop_token stop) override {
    if (!parts_.letter) return Adapter::LetterOf(region_name, connection, provider, std::move(stop));
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(region_name));
    return parts_.letter(*region, connection, provider, std::move(stop));
  }

  Duration DefaultTimeout(Kind kind) const override {
    const KindHandler* handler = HandlerOf(kind);
    return handler != nullptr ? handler->DefaultTimeout() : std::chrono::minutes(1);
  }

  StatusOr<std::vector<Observed>> Gateways(const std::string& region_name, Freshness freshness,
                                           std::stop_token stop) override {
    if (!parts_.gateways) return std::vector<Observed>();
    IC_ASSIGN_OR_RETURN(RegionBase * region, In(region_name));
    return parts_.gateways(*region, freshness, std::move(stop));
  }

 private:
  const KindHandler* HandlerOf(Kind kind) const { return parts_.handlers[static_cast<std::size_t>(kind)]; }

  Status NoSuchKind(Kind kind) const {
    return UnimplementedError(std::string(parts_.traits->title) + " has no " + std::string(KindTitle(kind)));
  }

  // The region of that name (empty: the default one), made when it is first asked for.
  StatusOr<RegionBase*> In(const std::string& name) {
    std::string wanted = name;
    if (wanted.empty()) {
      IC_ASSIGN_OR_RETURN(wanted, parts_.default_region());
    }
    const std::lock_guard lock(mutex_);
    std::shared_ptr<RegionBase>& region = regions_[wanted];
    if (region == nullptr) region = parts_.make_region(wanted);
    return region.get();
  }

  template <typename Make>
  ChangeResult Change(Kind kind, const std::string& region_name, const std::string& id, Make&& make) {
    const KindHandler* handler = HandlerOf(kind);
    if (handler == nullptr) return {.status = NoSuchKind(kind)};
    const auto region = In(region_name);
    if (!region.ok()) return {.status = region.status(), .id = id};
    return make(*handler, **region);
  }

  const Parts parts_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<RegionBase>> regions_;  // guarded by mutex_; entries are never removed
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_KIND_ADAPTER_H_
