// Allowed prefixes of a Direct Connect gateway's association, written in groups (adapters/common/kinds/list_writer.h).
//
// The API changes the whole association and parks it in `updating` for minutes; while it is, other changes are refused.
// Each call is made against a fresh read of the association, so that what is there already is not added and what is
// gone is not removed. Added and removed prefixes travel in one call: at no moment is a prefix missing that another one
// was to replace.
// Source: UpdateDirectConnectGatewayAssociation in the Direct Connect API reference; user guide, allowed prefixes.
#ifndef ADAPTERS_AWS_KINDS_PREFIX_WRITER_H_
#define ADAPTERS_AWS_KINDS_PREFIX_WRITER_H_

#include <cstddef>
#include <map>
#include <stop_token>
#include <string>
#include <utility>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/entry_name.h"
#include "adapters/common/kinds/list_writer.h"
#include "base/clock.h"
#include "base/status.h"

namespace ic::aws {

class Region;

class PrefixWriter {
 public:
  // Outlives this object; its clock is `clock`.
  PrefixWriter(Region& region, Clock& clock)
      : region_(region),
        writer_([this](const std::string& association, const ListWriter::Goal& goal,
                       std::stop_token stop) { return Write(association, goal, std::move(stop)); },
                "prefixes", clock) {}

  // Returns when the association is settled with the prefix added or removed. `cidr` is canonical.
  // Errors: kNotFound (no such association), kDeadlineExceeded, kCancelled, kFailedPrecondition with AWS's reason,
  // those of the calls.
  Status Change(const std::string& association, const std::string& cidr, EntryChange change, Duration timeout,
                std::stop_token stop) {
    return writer_.Change(association, cidr, change, timeout, std::move(stop));
  }

  // How many changes wait for their turn.
  std::size_t Queued(const std::string& association) { return writer_.Queued(association); }

 private:
  // All of it in one call.
  Status Write(const std::string& association, const ListWriter::Goal& goal, std::stop_token stop);
  // Polls until the association is settled and holds what `goal` asks for (null: just until it is settled).
  Status WaitSettled(const std::string& association, const ListWriter::Goal* goal, Time deadline, std::stop_token stop);

  Region& region_;
  ListWriter writer_;
};

// The allowed prefixes of an association: canonical text → the API's spelling.
std::map<std::string, std::string> AllowedPrefixes(const nlohmann::json& association);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_PREFIX_WRITER_H_
