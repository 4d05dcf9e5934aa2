// BGP peers: the sessions of an interface, and the calls that make and delete them.
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/handlers.h"
#include "adapters/aws/kinds/interface_parts.h"
#include "adapters/aws/kinds/mapping.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/tables/states.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/session/session_handler.h"

namespace ic::aws {
namespace {

class AwsSessions final : public SessionCalls {
 public:
  const ObjectKind& Interface() const override { return InterfaceKind(); }
  const StateTable& states() const override { return States(); }
  const SessionWords& words() const override {
    static constexpr SessionWords kWords = {.health = SessionHealth};
    return kWords;
  }

  std::string_view list_member() const override { return "bgpPeers"; }
  std::string_view id_member() const override { return "bgpPeerId"; }
  std::vector<Session> Listed(const nlohmann::json& interface) const override { return ListedSessions(interface); }
  std::string ToldFamily(const nlohmann::json& interface) const override { return TopFamily(interface); }
  Verdict JudgeCreated(const nlohmann::json& /*interface*/, const Session& session) const override {
    const Stage stage = StateOf(Kind::kBgpPeer, session.state).stage;
    return {.done = IsSettled(stage, false), .failure = {}, .state = session.state};
  }
  bool RenamesSessions() const override { return true; }

  std::string_view create_operation() const override { return "CreateBGPPeer"; }
  StatusOr<std::string> SendCreate(RegionBase& base, const std::string& interface_id, const SessionRequest& request,
                                   const WaitContext& /*context*/, std::stop_token stop) const override {
    nlohmann::json peer = nlohmann::json::object();
    WriteSession(request, peer);
    const nlohmann::json input = {{"virtualInterfaceId", interface_id}, {"newBGPPeer", std::move(peer)}};
    IC_ASSIGN_OR_RETURN(const nlohmann::json answer, Region::Of(base).Call(create_operation(), input, std::move(stop)));
    const std::vector<Session> sessions = LiveSessions(InterfaceInAnswer(answer));
    const Session* session = FindSession(sessions, request.address_family);
    return session != nullptr ? session->id : std::string();
  }

  Status SendDelete(RegionBase& base, const std::string& interface_id, const Session& session,
                    const WaitContext& /*context*/, std::stop_token stop) const override {
    nlohmann::json input = {{"virtualInterfaceId", interface_id}};
    if (!session.id.empty()) {
      input["bgpPeerId"] = session.id;
    } else {
      // An answer without peer ids: the session is named by number and address.
      nlohmann::json members = nlohmann::json::object();
      WriteSession({.address_family = session.address_family, .customer_asn = session.customer_asn}, members);
      members.erase("addressFamily");
      input.update(members);
      input["customerAddress"] = session.customer_address;
    }
    return Region::Of(base).Call("DeleteBGPPeer", input, std::move(stop)).status();
  }

  Last SaysLast(const Status& refusal) const override {
    constexpr std::string_view kRefusal = "last BGP Peer on a Virtual Interface cannot be deleted";
    return refusal.message().find(kRefusal) != std::string::npos ? Last::kYes : Last::kNo;
  }

  Value Attributes(const nlohmann::json& interface, const Session& session, const std::string& region,
                   const Value& prior) const override {
    return ReadPeer(TextOf(interface, "virtualInterfaceId"), session, region, prior);
  }

  // One that another account has not accepted is left to AWS's refusal.
  Status WaitForInterface(RegionBase& base, const std::string& id, const WaitContext& context,
                          std::stop_token stop) const override {
    return aws::WaitForInterface(Region::Of(base), id, false, context, std::move(stop));
  }
};

}  // namespace

const SessionCalls& Sessions() {
  static const AwsSessions kSessions;
  return kSessions;
}

const Handler& PeerHandler() {
  static const SessionHandler kHandler(Sessions());
  return kHandler;
}

}  // namespace ic::aws
