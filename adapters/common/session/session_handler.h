// The kind bgp_peer where sessions are part of an interface: those beyond its own, which no call lists or reads by
// itself. They are found in the listing of the interfaces.
#ifndef ADAPTERS_COMMON_SESSION_SESSION_HANDLER_H_
#define ADAPTERS_COMMON_SESSION_SESSION_HANDLER_H_

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "adapters/common/kinds/kind_handler.h"
#include "adapters/common/session/session_calls.h"

namespace ic {

class SessionHandler final : public KindHandler {
 public:
  // `calls` lives for ever.
  explicit SessionHandler(const SessionCalls& calls) : calls_(&calls) {}

  StatusOr<std::optional<Observed>> Read(RegionBase& region, const ReadRequest& request,
                                         std::stop_token stop) const override;
  // An interface's own session is among them (Observed::may_be_own).
  StatusOr<std::vector<Observed>> List(RegionBase& region, Freshness freshness, std::stop_token stop) const override;
  StatusOr<std::vector<Candidate>> FindCandidates(RegionBase& region, const CreateRequest& request,
                                                  std::stop_token stop) const override;
  Status Check(RegionBase& region, const CreateRequest& request, std::stop_token stop) const override;
  Status CheckChange(RegionBase& region, const UpdateRequest& request, std::stop_token stop) const override;
  ChangeResult Create(RegionBase& region, const CreateRequest& request, std::stop_token stop) const override;
  ChangeResult Settle(RegionBase& region, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override;
  ChangeResult Update(RegionBase& region, const UpdateRequest& request, std::stop_token stop) const override;
  ChangeResult Delete(RegionBase& region, const DeleteRequest& request, std::stop_token stop) const override;
  StatusOr<std::vector<Health>> CheckHealth(RegionBase& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) const override;
  Duration DefaultTimeout() const override;

 private:
  struct Found {
    std::string interface_id;
    Object interface;
    Session session;
    bool is_last = false;
  };

  Found ToFound(const std::string& interface_id, const Object& interface, const std::vector<Session>& sessions,
                const Session& session) const;
  std::optional<Found> FindOn(const std::string& interface_id, const Object& interface, const std::string& id) const;
  std::optional<Found> FindIn(const Listing::Contents& contents, const std::string& id) const;
  std::optional<Found> FindLeaving(const std::string& interface_id, const Object& interface,
                                   const std::string& id) const;
  std::optional<Found> FindMoved(const std::string& interface_id, const Object& interface, const Value& prior) const;
  StatusOr<std::optional<Found>> Find(RegionBase& region, const std::string& id, Freshness freshness,
                                      const Value& prior, std::stop_token stop) const;
  Observed Observe(RegionBase& region, const Found& found, const Value& prior) const;
  ChangeResult Finish(RegionBase& region, const std::string& id, const Value& desired, Status status,
                      std::stop_token stop) const;
  StatusOr<Object> CheckedInterface(RegionBase& region, const CreateRequest& request, const WaitContext& context,
                                    std::stop_token stop) const;
  StatusOr<bool> IsLast(RegionBase& region, const Status& refusal, const DeleteRequest& request,
                        std::stop_token stop) const;

  const SessionCalls* const calls_;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_SESSION_SESSION_HANDLER_H_
