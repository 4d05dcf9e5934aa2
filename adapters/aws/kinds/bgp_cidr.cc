// Allowed prefixes: what an association lets its Direct Connect gateway announce to the customer. A prefix has no id of
// its own; it is named <association id>/<prefix>.
#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/change.h"
#include "adapters/aws/kinds/handlers.h"
#include "adapters/aws/kinds/mapping.h"
#include "adapters/aws/kinds/prefix_writer.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/tables/states.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/entry_handler.h"

namespace ic::aws {
namespace {

const StateRow& AssociationRow(const nlohmann::json& association) {
  return StateOf(Kind::kBgpCidr, TextViewOf(association, "associationState"));
}

bool IsAssociationAbsent(const Object& association) {
  return association == nullptr || IsAbsent(AssociationRow(*association));
}

// Of an association with a transit gateway one prefix stays. "" if the gateway is another.
// Source: CreateDirectConnectGatewayAssociation in the API reference, which requires prefixes for a transit gateway.
std::string TransitGatewayOf(const nlohmann::json& association) {
  const nlohmann::json* gateway = MemberOf(association, "associatedGateway");
  const bool transit = gateway != nullptr && TextViewOf(*gateway, "type") == "transitGateway";
  return transit ? TextOf(*gateway, "id") : std::string();
}

std::string LastPrefixWords(const EntryName& name, const std::string& gateway) {
  return fmt::format(
      "{} is the last prefix of the association {} with the transit gateway {}, and AWS lets none be without one. To "
      "have another one in its place, change its cidr: that is one call. If the association is to go, delete that, and "
      "leave the prefix to it: set on_destroy = \"keep\" and apply, then do this again",
      name.cidr, name.parent, gateway);
}

// AWS's refusal does not say what to do.
Status ExplainRefusedRemoval(Region& region, const EntryName& name, const Status& refusal, std::stop_token stop) {
  if (refusal.remote() == nullptr || refusal.remote()->http_status != 400) return refusal;
  const StatusOr<Object> association = region.Association(name.parent, Freshness::kLive, std::move(stop));
  if (!association.ok() || *association == nullptr) return refusal;
  const std::map<std::string, std::string> prefixes = AllowedPrefixes(**association);
  const std::string gateway = TransitGatewayOf(**association);
  if (gateway.empty() || !prefixes.contains(name.cidr)) return refusal;
  if (prefixes.size() > 1) {
    return Reworded(refusal,
                    fmt::format("{}. If nothing was to be left on the association {} with the transit gateway {}: "
                                "AWS lets none be without a prefix, and so none of them went. Keep one of them, "
                                "or delete the association and leave them to it: on_destroy = \"keep\"",
                                refusal.message(), name.parent, gateway));
  }
  return Reworded(refusal, fmt::format("{}. AWS says: {}", LastPrefixWords(name, gateway), refusal.message()));
}

class AllowedPrefixObjects final : public EntryHandler<Region> {
 public:
  AllowedPrefixObjects()
      : EntryHandler(
            {"allowed prefix", "<association id>/<prefix>", "0a1b2c3d-1234-5678-9abc-def012345678/10.0.0.0/16"}) {}

  // The API lists associations by gateway only. What a deletion brought along counts as what its create makes.
  StatusOr<std::vector<Observed>> List(RegionBase& base, Freshness /*freshness*/, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_ASSIGN_OR_RETURN(const nlohmann::json gateways, region.List("DescribeDirectConnectGateways", {}, stop));
    std::vector<Observed> observed;
    for (const nlohmann::json& gateway : gateways) {
      const std::string id = TextOf(gateway, "directConnectGatewayId");
      if (id.empty()) continue;
      IC_ASSIGN_OR_RETURN(const nlohmann::json associations, region.List("DescribeDirectConnectGatewayAssociations",
                                                                         {{"directConnectGatewayId", id}}, stop));
      for (const nlohmann::json& association : associations) {
        if (IsAssociationAbsent(std::make_shared<const nlohmann::json>(association))) continue;
        for (const auto& [cidr, spelling] : AllowedPrefixes(association)) {
          const EntryName name{TextOf(association, "associationId"), cidr};
          if (!region.brought_along().Has(name.Text())) observed.push_back(Observe(region, name, Value::Null()));
        }
      }
    }
    return observed;
  }

  StatusOr<std::vector<Health>> CheckHealth(RegionBase& base, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override {
    Region& region = Region::Of(base);
    std::vector<std::string> wanted = ids;
    if (wanted.empty()) {
      IC_ASSIGN_OR_RETURN(const auto all, List(base, Freshness::kLive, stop));
      for (const Observed& observed : all) wanted.push_back(observed.id);
    }
    std::map<std::string, Object> associations;
    std::vector<Health> healths;
    for (const std::string& id : wanted) {
      const EntryName name = EntryName::Parse(id);
      auto found = associations.find(name.parent);
      if (found == associations.end()) {
        IC_ASSIGN_OR_RETURN(Object association, region.Association(name.parent, Freshness::kLive, stop));
        found = associations.emplace(name.parent, std::move(association)).first;
      }
      const Object& association = found->second;
      if (IsAssociationAbsent(association) || !AllowedPrefixes(*association).contains(name.cidr)) continue;
      Health health;
      health.kind = Kind::kBgpCidr;
      health.id = id;
      health.region = region.name();
      health.vendor_state = TextOf(*association, "associationState");
      health.state = HealthOf(AssociationRow(*association), -1);
      healths.push_back(std::move(health));
    }
    return healths;
  }

  Status CheckDelete(RegionBase& base, const DeleteRequest& request, const Adapter::Goes& goes,
                     std::stop_token stop) const override {
    const EntryName name = EntryName::Parse(request.id);
    if (!SuccessorOf(name, request).cidr.empty()) return OkStatus();
    const StatusOr<Object> association = Region::Of(base).Association(name.parent, Freshness::kShared, std::move(stop));
    if (!association.ok() || IsAssociationAbsent(*association)) return OkStatus();
    const std::string gateway = TransitGatewayOf(**association);
    const std::map<std::string, std::string> prefixes = AllowedPrefixes(**association);
    if (gateway.empty() || !prefixes.contains(name.cidr)) return OkStatus();
    for (const auto& [cidr, spelling] : prefixes) {
      if (cidr != name.cidr && !goes(EntryName{name.parent, cidr}.Text())) return OkStatus();
    }
    return FailedPreconditionError(LastPrefixWords(name, gateway));
  }

  // What a deletion brought along is no stranger's: its create comes now.
  StatusOr<std::vector<Candidate>> FindCandidates(RegionBase& base, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    const bool ours = Region::Of(base).brought_along().Has(EntryName::Of(request.desired).Text());
    if (ours) return std::vector<Candidate>();
    return EntryHandler::FindCandidates(base, request, std::move(stop));
  }

  ChangeResult Create(RegionBase& base, const CreateRequest& request, std::stop_token stop) const override {
    ChangeResult result = EntryHandler::Create(base, request, std::move(stop));
    if (result.status.ok()) Region::Of(base).brought_along().Remove(EntryName::Of(request.desired).Text());
    return result;
  }

  // Of an association with a transit gateway the last prefix cannot go, and several that change together may be the
  // last ones: what takes the place of one comes in the call that takes it away.
  ChangeResult Delete(RegionBase& base, const DeleteRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Parse(request.id);
    const EntryName next = SuccessorOf(name, request);
    if (next.cidr.empty() || !IsToBeExchanged(region, name, next, stop)) {
      return EntryHandler::Delete(base, request, std::move(stop));
    }
    Status status =
        region.prefixes().Change(name.parent, name.cidr, EntryChange::kRemove, request.timeout, stop, next.cidr);
    if (status.ambiguous() && IsExchanged(region, name, next)) status = OkStatus();
    if (!status.ok()) {
      return FailedWith(request.id, status.Annotate(fmt::format("putting the prefix {} in its place", next.cidr)));
    }
    region.brought_along().Add(next.Text());
    return {};
  }

  // Updates of an association are known to take more than 15 minutes (hashicorp/terraform-provider-aws#9225), and they
  // queue.
  Duration DefaultTimeout() const override { return std::chrono::hours(1); }

 private:
  // A prefix that is there already is not brought along: it is another object's.
  static bool IsToBeExchanged(Region& region, const EntryName& name, const EntryName& next, std::stop_token stop) {
    const StatusOr<Object> association = region.Association(name.parent, Freshness::kLive, std::move(stop));
    if (!association.ok() || IsAssociationAbsent(*association)) return false;
    const std::map<std::string, std::string> prefixes = AllowedPrefixes(**association);
    return !TransitGatewayOf(**association).empty() && prefixes.contains(name.cidr) && !prefixes.contains(next.cidr);
  }

  // What became of a call whose answer was lost. Not ended by a stop: looking is the end of a call that was sent.
  static bool IsExchanged(Region& region, const EntryName& name, const EntryName& next) {
    const StatusOr<Object> association = region.Association(name.parent, Freshness::kLive, {});
    if (!association.ok() || IsAssociationAbsent(*association)) return false;
    const std::map<std::string, std::string> prefixes = AllowedPrefixes(**association);
    return !prefixes.contains(name.cidr) && prefixes.contains(next.cidr);
  }

  StatusOr<Parent> FindParent(Region& region, const std::string& id, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const Object association, region.Association(id, Freshness::kShared, std::move(stop)));
    if (association == nullptr) return Parent();
    return Parent{&AssociationRow(*association), TextOf(*association, "associationState")};
  }

  StatusOr<bool> Exists(Region& region, const EntryName& name, Freshness freshness,
                        std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const Object association, region.Association(name.parent, freshness, std::move(stop)));
    if (IsAssociationAbsent(association)) return false;
    const bool exists = AllowedPrefixes(*association).contains(name.cidr);
    if (!exists) IC_RETURN_IF_ERROR(CheckPrefixesTold(*association));
    return exists;
  }

  Value Attributes(Region& region, const EntryName& name, const Value& prior) const override {
    return ReadAllowedPrefix(name.parent, name.cidr, region.name(), prior);
  }

  Status Change(Region& region, const EntryName& name, EntryChange change, Duration timeout,
                std::stop_token stop) const override {
    const Status status = region.prefixes().Change(name.parent, name.cidr, change, timeout, stop);
    if (status.ok() || change == EntryChange::kAdd) return status;
    return ExplainRefusedRemoval(region, name, status, std::move(stop));
  }
};

}  // namespace

const Handler& AllowedPrefixHandler() {
  static const AllowedPrefixObjects kHandler;
  return kHandler;
}

}  // namespace ic::aws
