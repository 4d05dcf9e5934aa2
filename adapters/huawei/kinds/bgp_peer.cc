// BGP peers: the sessions of an interface, and the calls that make, change and delete them.
#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/session/session_change.h"
#include "adapters/common/session/session_handler.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/handlers.h"
#include "adapters/huawei/kinds/interface_parts.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

class HuaweiSessions final : public SessionCalls {
 public:
  const ObjectKind& Interface() const override { return InterfaceKind(); }
  const StateTable& states() const override { return States(); }
  const SessionWords& words() const override {
    static constexpr SessionWords kWords = {.health = SessionHealth, .may_be_silent = true};
    return kWords;
  }

  std::string_view list_member() const override { return "vif_peers"; }
  std::string_view id_member() const override { return "id"; }
  std::vector<Session> Listed(const nlohmann::json& interface) const override { return ListedSessions(interface); }
  Verdict JudgeCreated(const nlohmann::json& interface, const Session& session) const override {
    const Stage stage = StateOf(Kind::kBgpPeer, session.state).stage;
    if (stage == Stage::kFailed) {
      return {.failure = FailedPreconditionError("the peer " + session.id + " is `" + session.state + "`")};
    }
    // While one of its peers is at work, the interface takes no other change.
    const bool settled = InterfaceRow(interface).stage == Stage::kReady;
    return {
        .done = settled && (stage == Stage::kReady || session.state.empty()), .failure = {}, .state = session.state};
  }

  std::string_view create_operation() const override { return "CreateVifPeer"; }
  StatusOr<std::string> SendCreate(RegionBase& base, const std::string& interface_id, const SessionRequest& request,
                                   const WaitContext& context, std::stop_token stop) const override {
    nlohmann::json body = {{"vif_id", interface_id}, {"name", request.name}};
    if (!request.description.empty()) body["description"] = request.description;
    WritePeerSession(request, body);
    IC_ASSIGN_OR_RETURN(const nlohmann::json answer,
                        Region::Of(base).CallWhenFree({.operation = std::string(create_operation()), .members = body},
                                                      context, std::move(stop)));
    return TextOf(answer, "id");
  }

  Status SendDelete(RegionBase& base, const std::string& /*interface_id*/, const Session& session,
                    const WaitContext& context, std::stop_token stop) const override {
    return Region::Of(base)
        .CallWhenFree({.operation = "DeleteVifPeer", .id = session.id}, context, std::move(stop))
        .status();
  }

  // The code of this refusal is documented nowhere: what counts is that it is the last one.
  Last SaysLast(const Status& refusal) const override {
    return refusal.remote() != nullptr && refusal.remote()->http_status == 400 ? Last::kMaybe : Last::kNo;
  }

  Value Attributes(const nlohmann::json& interface, const Session& session, const std::string& region,
                   const Value& prior) const override {
    return ReadPeer(TextOf(interface, "id"), TextOf(interface, "name"), session, region, prior);
  }

  Status WaitForInterface(RegionBase& base, const std::string& id, const WaitContext& context,
                          std::stop_token stop) const override {
    return huawei::WaitForInterface(Region::Of(base), id, true, context, std::move(stop));
  }

  // One that another tenant made for this one ends at a gateway of this one's. Neither the maker's view nor that of
  // whoever may not see gateways tells: then the call does.
  Status CheckOwner(RegionBase& base, const nlohmann::json& interface, Freshness freshness,
                    std::stop_token stop) const override {
    const std::string id = TextOf(interface, "vgw_id");
    const std::string tenant = TextOf(interface, "tenant_id");
    if (id.empty() || tenant.empty()) return OkStatus();
    const auto gateway = Region::Of(base).gateways().Get(id, freshness, std::move(stop));
    if (!gateway.ok() || *gateway == nullptr) return OkStatus();
    const std::string ours = TextOf(**gateway, "tenant_id");
    if (ours.empty() || ours == tenant) return OkStatus();
    return InvalidArgumentError(fmt::format(
        "`virtual_interface_id` names {}, which another tenant (project {}) made on its own connection for this one: "
        "only that tenant makes and changes its sessions (Direct Connect API reference, DC.1214). Agree with that "
        "tenant, or have it offer an interface for the other family as well",
        TextOf(interface, "id"), tenant));
  }

  // Prefixes and ASN against the interface's gateway, as far as it is ours to see.
  Status Check(RegionBase& base, const nlohmann::json& interface, const SessionRequest& session,
               const CreateRequest& request, std::stop_token stop) const override {
    const std::string id = TextOf(interface, "vgw_id");
    if (id.empty()) return OkStatus();
    const Freshness freshness = request.planned ? Freshness::kShared : request.freshness;
    const auto gateway = Region::Of(base).gateways().Get(id, freshness, std::move(stop));
    return gateway.ok() && *gateway != nullptr ? CheckAgainstGateway(**gateway, session, request.planned) : OkStatus();
  }

  void Note(RegionBase& base, const nlohmann::json& interface, const SessionRequest& session, Diagnostics& diagnostics,
            std::stop_token stop) const override {
    NoteFamily(Region::Of(base), TextOf(interface, "vgw_id"), session.address_family, diagnostics, std::move(stop));
  }

  // Name, description and prefixes; everything else replaces the session.
  bool ChangesInPlace() const override { return true; }
  Status Change(RegionBase& base, const nlohmann::json& interface, const Session& session, const UpdateRequest& request,
                const WaitContext& context, std::stop_token stop) const override {
    std::string name = session.name;
    if (Touches(request.changed, "name")) {
      name = TextField(request.desired, field::kName);
      if (name.empty()) name = TextOf(interface, "name");
    }
    std::string description = session.description;
    if (Touches(request.changed, "description")) description = TextField(request.desired, field::kDescription);
    std::vector<std::string> prefixes = session.prefixes;
    if (Touches(request.changed, "customer_prefixes")) {
      prefixes = TextsOf(request.desired.Get(field::kCustomerPrefixes));
    }
    return UpdateSession(Region::Of(base), TextOf(interface, "id"), session, name, description, prefixes, context,
                         std::move(stop));
  }
};

}  // namespace

Status UpdateSession(Region& region, const std::string& interface_id, const Session& session, const std::string& name,
                     const std::string& description, const std::vector<std::string>& prefixes,
                     const WaitContext& context, std::stop_token stop) {
  const nlohmann::json body = {{"name", name}, {"description", description}, {"remote_ep_group", prefixes}};
  const auto answer =
      region.CallWhenFree({.operation = "UpdateVifPeer", .id = session.id, .members = body}, context, stop);
  region.interfaces().Invalidate(interface_id);
  if (!answer.ok()) return answer.status().Annotate("changing the peer " + session.id);
  return WaitForSession(Sessions(), region, interface_id, session.id, session.address_family, context, std::move(stop))
      .status;
}

const SessionCalls& Sessions() {
  static const HuaweiSessions kSessions;
  return kSessions;
}

const Handler& PeerHandler() {
  static const SessionHandler kHandler(Sessions());
  return kHandler;
}

}  // namespace ic::huawei
