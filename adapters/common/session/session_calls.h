// SessionCalls: the sessions of a virtual interface where they are part of it: the API lists them with the interface,
// creates and deletes them, and changes none. What is done with them is in session_change.h and session_handler.h.
#ifndef ADAPTERS_COMMON_SESSION_SESSION_CALLS_H_
#define ADAPTERS_COMMON_SESSION_SESSION_CALLS_H_

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/object_kind.h"
#include "adapters/common/session/session.h"

namespace ic {

// Whether a refusal to delete a session says that it is the interface's last.
enum class Last : std::uint8_t { kNo, kMaybe, kYes };

class SessionCalls {
 public:
  virtual ~SessionCalls() = default;

  // The kind that carries the sessions.
  virtual const ObjectKind& Interface() const = 0;
  virtual const StateTable& states() const = 0;
  virtual const SessionWords& words() const = 0;

  // All that are there, those on their way out too, in the API's order. An answer that lists none may tell the one at
  // the top.
  virtual std::vector<Session> Listed(const nlohmann::json& interface) const = 0;
  // The member that lists them, and the one by which each is told.
  virtual std::string_view list_member() const = 0;
  virtual std::string_view id_member() const = 0;
  // kInternal if the answer tells no sessions at all, neither in their list nor at the top: not that there are none. So
  // is a session in the list without its id.
  Status CheckTold(const nlohmann::json& interface) const;
  // Whether a session that is not among those of the interface `id` is not there: kInternal if the list is not told,
  // or a session in it is not.
  Status CheckAbsence(const nlohmann::json& interface, const std::string& id) const;
  // Those that the interface has: one on its way out does not count.
  std::vector<Session> Live(const nlohmann::json& interface) const { return WithoutLeft(Listed(interface), states()); }
  // The family that the API itself tells as that of the interface; empty: it tells none. Which session that is depends
  // on the order in which they were made, so it is no more than a hint (see OwnFamily).
  virtual std::string ToldFamily(const nlohmann::json& /*interface*/) const { return {}; }
  // Whether a new session is where its create leaves it. Whether it is up is not waited for: that takes a router.
  virtual Verdict JudgeCreated(const nlohmann::json& interface, const Session& session) const = 0;
  // The API gives a session a new id when its interface moves.
  virtual bool RenamesSessions() const { return false; }

  virtual std::string_view create_operation() const = 0;
  // One call each. Create gives the session's id; empty, if the answer does not tell it.
  virtual StatusOr<std::string> SendCreate(RegionBase& region, const std::string& interface_id,
                                           const SessionRequest& request, const WaitContext& context,
                                           std::stop_token stop) const = 0;
  virtual Status SendDelete(RegionBase& region, const std::string& interface_id, const Session& session,
                            const WaitContext& context, std::stop_token stop) const = 0;
  virtual Last SaysLast(const Status& refusal) const = 0;

  // ---- of sessions that are objects of their own (the kind bgp_peer)
  virtual Value Attributes(const nlohmann::json& interface, const Session& session, const std::string& region,
                           const Value& prior) const = 0;
  // Waits until the interface takes a session.
  virtual Status WaitForInterface(RegionBase& region, const std::string& id, const WaitContext& context,
                                  std::stop_token stop) const = 0;
  // Whether sessions of this interface are this account's to make and change, by reads.
  virtual Status CheckOwner(RegionBase& /*region*/, const nlohmann::json& /*interface*/, Freshness /*freshness*/,
                            std::stop_token /*stop*/) const {
    return OkStatus();
  }
  // What only the interface's other end can tell, by reads.
  virtual Status Check(RegionBase& /*region*/, const nlohmann::json& /*interface*/, const SessionRequest& /*session*/,
                       const CreateRequest& /*request*/, std::stop_token /*stop*/) const {
    return OkStatus();
  }
  // Of one that was made: what may keep it from carrying traffic, as a warning.
  virtual void Note(RegionBase& /*region*/, const nlohmann::json& /*interface*/, const SessionRequest& /*session*/,
                    Diagnostics& /*diagnostics*/, std::stop_token /*stop*/) const {}
  // Nothing of a session changes in place at the vendor: what differs is an intention that it does not keep.
  virtual bool ChangesInPlace() const { return false; }
  virtual Status Change(RegionBase& /*region*/, const nlohmann::json& /*interface*/, const Session& /*session*/,
                        const UpdateRequest& /*request*/, const WaitContext& /*context*/,
                        std::stop_token /*stop*/) const {
    return OkStatus();
  }
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_SESSION_SESSION_CALLS_H_
