// Allowed prefixes of a Direct Connect gateway's association, written in groups (adapters/common/kinds/list_writer.h).
//
// The API changes the whole association and parks it in `updating` for minutes; while it is, other changes are refused.
// Each call is made against a fresh read of the association, so that what is there already is not added and what is
// gone is not removed. Added and removed prefixes travel in one call: at no moment is a prefix missing that another one
// was to replace.
// Source: UpdateDirectConnectGatewayAssociation in the Direct Connect API reference; user guide, allowed prefixes.
#ifndef ADAPTERS_AWS_KINDS_PREFIX_WRITER_H_
#define ADAPTERS_AWS_KINDS_PREFIX_WRITER_H_

#include <map>
#include <stop_token>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/list_writer.h"
#include "base/status.h"

namespace ic::aws {

class Region;

// A WriteEntries: all of it in one call. Errors: kNotFound (no such association), kDeadlineExceeded, kCancelled,
// kFailedPrecondition with AWS's reason, those of the calls.
Status WritePrefixes(Region& region, const std::string& association, const ListWriter::Goal& goal,
                     std::stop_token stop);

// The allowed prefixes of an association: canonical text → the API's spelling.
std::map<std::string, std::string> AllowedPrefixes(const nlohmann::json& association);
// kInternal if the answer does not tell them.
Status CheckPrefixesTold(const nlohmann::json& association);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_PREFIX_WRITER_H_
