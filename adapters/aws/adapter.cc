#include "adapters/aws/adapter.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/client.h"
#include "adapters/aws/handlers.h"
#include "adapters/aws/locations.h"
#include "adapters/aws/region.h"
#include "adapters/aws/traits.h"

namespace ic::aws {
namespace {

// Null for a kind AWS has no object for: the engine lowers it.
const Handler* HandlerOf(Kind kind) {
  switch (kind) {
    case Kind::kConnection:
      return &ConnectionHandler();
    case Kind::kVirtualInterface:
      return &InterfaceHandler();
    case Kind::kBgpPeer:
      return &PeerHandler();
    case Kind::kBgpCidr:
      return &AllowedPrefixHandler();
    case Kind::kBgpGroup:
      break;
  }
  return nullptr;
}

Status NoSuchKind(Kind kind) {
  return UnimplementedError(fmt::format("AWS Direct Connect has no {}", KindTitle(kind)));
}

ChangeResult FailedChange(Status status, std::string id = {}) {
  return {.status = std::move(status), .id = std::move(id)};
}

}  // namespace

AwsAdapter::AwsAdapter(std::unique_ptr<DirectConnectClient> client, Clock& clock, Logger logger)
    : client_(std::move(client)), clock_(clock), logger_(std::move(logger)) {}

AwsAdapter::~AwsAdapter() = default;

const VendorTraits& AwsAdapter::traits() const { return AwsTraits(); }

StatusOr<std::string> AwsAdapter::DefaultRegion() { return client_->DefaultRegion(); }

StatusOr<Region*> AwsAdapter::In(const std::string& name) {
  std::string wanted = name;
  if (wanted.empty()) {
    IC_ASSIGN_OR_RETURN(wanted, client_->DefaultRegion());
  }
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Region>& region = regions_[wanted];
  if (region == nullptr) region = std::make_unique<Region>(wanted, *client_, clock_, logger_);
  return region.get();
}

StatusOr<std::optional<Observed>> AwsAdapter::Read(const ReadRequest& request, std::stop_token stop) {
  const Handler* handler = HandlerOf(request.kind);
  if (handler == nullptr) return NoSuchKind(request.kind);
  IC_ASSIGN_OR_RETURN(Region * region, In(request.region));
  return handler->Read(*region, request, std::move(stop));
}

StatusOr<std::vector<Observed>> AwsAdapter::List(Kind kind, const std::string& region_name, Freshness freshness,
                                                 std::stop_token stop) {
  const Handler* handler = HandlerOf(kind);
  if (handler == nullptr) return std::vector<Observed>();
  IC_ASSIGN_OR_RETURN(Region * region, In(region_name));
  return handler->List(*region, freshness, std::move(stop));
}

StatusOr<std::vector<Candidate>> AwsAdapter::FindCandidates(const CreateRequest& request, std::stop_token stop) {
  const Handler* handler = HandlerOf(request.kind);
  if (handler == nullptr) return NoSuchKind(request.kind);
  IC_ASSIGN_OR_RETURN(Region * region, In(request.region));
  return handler->FindCandidates(*region, request, std::move(stop));
}

ChangeResult AwsAdapter::Create(const CreateRequest& request, std::stop_token stop) {
  const Handler* handler = HandlerOf(request.kind);
  if (handler == nullptr) return FailedChange(NoSuchKind(request.kind));
  const auto region = In(request.region);
  if (!region.ok()) return FailedChange(region.status());
  return handler->Create(**region, request, std::move(stop));
}

ChangeResult AwsAdapter::Settle(Kind kind, const std::string& region_name, const std::string& id, const Value& desired,
                                Duration timeout, std::stop_token stop) {
  const Handler* handler = HandlerOf(kind);
  if (handler == nullptr) return FailedChange(NoSuchKind(kind));
  const auto region = In(region_name);
  if (!region.ok()) return FailedChange(region.status(), id);
  return handler->Settle(**region, id, desired, timeout, std::move(stop));
}

ChangeResult AwsAdapter::Update(const UpdateRequest& request, std::stop_token stop) {
  const Handler* handler = HandlerOf(request.kind);
  if (handler == nullptr) return FailedChange(NoSuchKind(request.kind));
  const auto region = In(request.region);
  if (!region.ok()) return FailedChange(region.status(), request.id);
  return handler->Update(**region, request, std::move(stop));
}

ChangeResult AwsAdapter::Delete(const DeleteRequest& request, std::stop_token stop) {
  const Handler* handler = HandlerOf(request.kind);
  if (handler == nullptr) return FailedChange(NoSuchKind(request.kind));
  const auto region = In(request.region);
  if (!region.ok()) return FailedChange(region.status(), request.id);
  return handler->Delete(**region, request, std::move(stop));
}

StatusOr<std::vector<Health>> AwsAdapter::CheckHealth(Kind kind, const std::string& region_name,
                                                      const std::vector<std::string>& ids, std::stop_token stop) {
  const Handler* handler = HandlerOf(kind);
  if (handler == nullptr) return std::vector<Health>();
  IC_ASSIGN_OR_RETURN(Region * region, In(region_name));
  return handler->CheckHealth(*region, ids, std::move(stop));
}

StatusOr<std::vector<Location>> AwsAdapter::Locations(const std::string& region_name, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(Region * region, In(region_name));
  return ReadLocations(*region, std::move(stop));
}

Duration AwsAdapter::DefaultTimeout(Kind kind) const {
  const Handler* handler = HandlerOf(kind);
  return handler != nullptr ? handler->DefaultTimeout() : std::chrono::minutes(1);
}

}  // namespace ic::aws
