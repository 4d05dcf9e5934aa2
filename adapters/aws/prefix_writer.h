// Allowed prefixes of a Direct Connect gateway's association, written in groups.
//
// The API changes the whole association and parks it in `updating` for minutes; while it is, other changes are refused.
// So changes queue: the first one waits a moment for company and goes; those that come while it is on its way go
// together as the next call. Each call is made against a fresh read of the association, so that what is there already
// is not added and what is gone is not removed. Added and removed prefixes travel in one call: at no moment is a prefix
// missing that another one was to replace.
// Source: UpdateDirectConnectGatewayAssociation in the Direct Connect API reference; user guide, allowed prefixes.
#ifndef ADAPTERS_AWS_PREFIX_WRITER_H_
#define ADAPTERS_AWS_PREFIX_WRITER_H_

#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/clock.h"
#include "base/status.h"

namespace ic::aws {

class Region;

enum class PrefixChange : bool { kAdd, kRemove };

class PrefixWriter {
 public:
  // Outlives this object.
  explicit PrefixWriter(Region& region) : region_(region) {}

  // Returns when the association is settled with the prefix added or removed. `cidr` is canonical.
  // Errors: kNotFound (no such association), kDeadlineExceeded, kCancelled, kFailedPrecondition with AWS's reason,
  // those of the calls.
  Status Change(const std::string& association, const std::string& cidr, PrefixChange change, Duration timeout,
                std::stop_token stop);

  // How many changes wait for their turn.
  std::size_t Queued(const std::string& association);

 private:
  struct Request {
    std::string cidr;
    PrefixChange change;
    Time deadline;
    std::optional<Status> result;  // guarded by mutex_
  };
  using Batch = std::vector<std::shared_ptr<Request>>;
  struct Queue {
    Batch waiting;
    bool busy = false;
  };

  // Carries the batch out, one answer a request.
  std::vector<Status> Commit(const std::string& association, const Batch& batch, std::stop_token stop);
  // All of it in one call.
  Status CommitTogether(const std::string& association, const Batch& batch, std::stop_token stop);
  // Polls until the association is settled and holds what `batch` asked for (null: just until it is settled).
  Status WaitSettled(const std::string& association, const Batch* batch, Time deadline, std::stop_token stop);

  Region& region_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::string, Queue> queues_;  // by association; guarded by mutex_
};

// The allowed prefixes of an association: canonical text → the API's spelling.
std::map<std::string, std::string> AllowedPrefixes(const nlohmann::json& association);

// Canonical text of a prefix; what is none stays as it is.
std::string CanonicalPrefix(const std::string& cidr);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_PREFIX_WRITER_H_
