// Allowed prefixes: what an association lets its Direct Connect gateway announce to the customer. A prefix has no id of
// its own; it is named <association id>/<prefix>.
#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/change.h"
#include "adapters/aws/handlers.h"
#include "adapters/aws/mapping.h"
#include "adapters/aws/prefix_writer.h"
#include "adapters/aws/region.h"
#include "adapters/aws/states.h"
#include "adapters/common/json_read.h"

namespace ic::aws {
namespace {

struct Name {
  std::string association;
  std::string cidr;  // canonical
};

Name ParseName(const std::string& id) {
  const auto slash = id.find('/');
  if (slash == std::string::npos) return {id, ""};
  return {id.substr(0, slash), CanonicalPrefix(id.substr(slash + 1))};
}

std::string Text(const Name& name) { return name.association + "/" + name.cidr; }

Name NameOf(const Value& object) {
  return {TextField(object, field::kAdvertisedBy), CanonicalPrefix(TextField(object, field::kCidr))};
}

std::string StateOf(const nlohmann::json& association) { return TextOf(association, "associationState"); }

bool IsAssociationAbsent(const Object& association) {
  if (association == nullptr) return true;
  const Stage stage = AssociationStage(StateOf(*association));
  return stage == Stage::kLeaving || stage == Stage::kGone;
}

Observed Observe(Region& region, const Name& name, const Value& prior) {
  Observed observed;
  observed.id = Text(name);
  observed.region = region.name();
  observed.attributes = ReadAllowedPrefix(name.association, name.cidr, region.name(), prior);
  return observed;
}

StatusOr<bool> Exists(Region& region, const Name& name, Freshness freshness, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object association, region.Association(name.association, freshness, stop));
  return !IsAssociationAbsent(association) && AllowedPrefixes(*association).contains(name.cidr);
}

ChangeResult Finish(Region& region, const Name& name, const Value& desired) {
  return {.id = Text(name), .attributes = Observe(region, name, desired).attributes};
}

class AllowedPrefixObjects final : public Handler {
 public:
  StatusOr<std::optional<Observed>> Read(Region& region, const ReadRequest& request,
                                         std::stop_token stop) const override {
    const Name name = ParseName(request.id);
    if (name.cidr.empty()) {
      return InvalidArgumentError(
          fmt::format("\"{}\" names no allowed prefix: expected <association id>/<prefix>, such as "
                      "0a1b2c3d-1234-5678-9abc-def012345678/10.0.0.0/16",
                      request.id));
    }
    IC_ASSIGN_OR_RETURN(bool exists, Exists(region, name, request.freshness, stop));
    if (!exists && request.freshness == Freshness::kShared) {
      IC_ASSIGN_OR_RETURN(exists, Exists(region, name, Freshness::kLive, stop));
    }
    if (!exists) return std::optional<Observed>();
    return std::optional(Observe(region, name, request.prior));
  }

  // The API lists associations by gateway only.
  StatusOr<std::vector<Observed>> List(Region& region, Freshness /*freshness*/, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(
        const nlohmann::json gateways,
        region.CallPaged("DescribeDirectConnectGateways", nlohmann::json::object(), "directConnectGateways", stop));
    std::vector<Observed> observed;
    for (const nlohmann::json& gateway : gateways) {
      const std::string id = TextOf(gateway, "directConnectGatewayId");
      if (id.empty()) continue;
      IC_ASSIGN_OR_RETURN(const nlohmann::json associations,
                          region.CallPaged("DescribeDirectConnectGatewayAssociations", {{"directConnectGatewayId", id}},
                                           "directConnectGatewayAssociations", stop));
      for (const nlohmann::json& association : associations) {
        if (IsAssociationAbsent(std::make_shared<const nlohmann::json>(association))) continue;
        for (const auto& [cidr, spelling] : AllowedPrefixes(association)) {
          observed.push_back(Observe(region, {TextOf(association, "associationId"), cidr}, Value::Null()));
        }
      }
    }
    return observed;
  }

  StatusOr<std::vector<Candidate>> FindCandidates(Region& region, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    const Name name = NameOf(request.desired);
    IC_ASSIGN_OR_RETURN(const bool exists, Exists(region, name, Freshness::kLive, stop));
    std::vector<Candidate> candidates;
    if (!exists) return candidates;
    Candidate candidate;
    candidate.observed = Observe(region, name, request.desired);
    candidate.identical = true;  // a prefix has no other values
    candidate.same = fmt::format("the prefix {} of {}", name.cidr, name.association);
    candidates.push_back(std::move(candidate));
    return candidates;
  }

  ChangeResult Create(Region& region, const CreateRequest& request, std::stop_token stop) const override {
    const Name name = NameOf(request.desired);
    const Status status =
        region.prefixes().Change(name.association, name.cidr, PrefixChange::kAdd, request.timeout, std::move(stop));
    return status.ok() ? Finish(region, name, request.desired) : Failed(status.Annotate("adding an allowed prefix"));
  }

  ChangeResult Settle(Region& region, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    // Adding what is there already only waits until the association is settled.
    const Name name = ParseName(id);
    const Status status =
        region.prefixes().Change(name.association, name.cidr, PrefixChange::kAdd, timeout, std::move(stop));
    ChangeResult result = Finish(region, name, desired);
    result.status = status;
    return result;
  }

  // A prefix has nothing that could change in place.
  ChangeResult Update(Region& region, const UpdateRequest& request, std::stop_token /*stop*/) const override {
    return Finish(region, ParseName(request.id), request.desired);
  }

  ChangeResult Delete(Region& region, const DeleteRequest& request, std::stop_token stop) const override {
    const Name name = ParseName(request.id);
    const Status status =
        region.prefixes().Change(name.association, name.cidr, PrefixChange::kRemove, request.timeout, std::move(stop));
    // Without its association the prefix is gone too.
    if (status.ok() || status.code() == StatusCode::kNotFound) return {};
    return FailedWith(request.id, status.Annotate("removing an allowed prefix"));
  }

  StatusOr<std::vector<Health>> CheckHealth(Region& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    std::vector<std::string> wanted = ids;
    if (wanted.empty()) {
      IC_ASSIGN_OR_RETURN(const auto all, List(region, Freshness::kLive, stop));
      for (const Observed& observed : all) wanted.push_back(observed.id);
    }
    std::map<std::string, Object> associations;
    std::vector<Health> healths;
    for (const std::string& id : wanted) {
      const Name name = ParseName(id);
      auto found = associations.find(name.association);
      if (found == associations.end()) {
        IC_ASSIGN_OR_RETURN(Object association, region.Association(name.association, Freshness::kLive, stop));
        found = associations.emplace(name.association, std::move(association)).first;
      }
      const Object& association = found->second;
      if (IsAssociationAbsent(association) || !AllowedPrefixes(*association).contains(name.cidr)) continue;
      Health health;
      health.kind = Kind::kBgpCidr;
      health.id = id;
      health.region = region.name();
      health.vendor_state = StateOf(*association);
      const Stage stage = AssociationStage(health.vendor_state);
      // While an association is updated it goes on announcing what it has.
      health.state = stage == Stage::kReady || health.vendor_state == "updating" ? HealthState::kUp
                     : stage == Stage::kUnknown                                  ? HealthState::kUnknown
                                                                                 : HealthState::kDown;
      healths.push_back(std::move(health));
    }
    return healths;
  }

  // Updates of an association are known to take more than 15 minutes (hashicorp/terraform-provider-aws#9225), and they
  // queue.
  Duration DefaultTimeout() const override { return std::chrono::hours(1); }
};

}  // namespace

const Handler& AllowedPrefixHandler() {
  static const AllowedPrefixObjects kHandler;
  return kHandler;
}

}  // namespace ic::aws
