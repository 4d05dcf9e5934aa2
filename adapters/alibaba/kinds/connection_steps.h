// The steps that take an ordered connection into service, and out of it: allocation by the vendor, the letter of
// authorization (LOA), confirming, enabling, terminating.
// Source: VPC API reference, states of physical connections and of the LOA.
#ifndef ADAPTERS_ALIBABA_KINDS_CONNECTION_STEPS_H_
#define ADAPTERS_ALIBABA_KINDS_CONNECTION_STEPS_H_

#include <stop_token>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/wait.h"
#include "base/diagnostics.h"
#include "base/status.h"
#include "schema/value/value.h"

namespace ic::alibaba {

class Region;

std::string ConnectionState(const nlohmann::json& connection);

// Takes the connection as far as `desired` asks for: applies for the LOA if its attributes are set, reports the end of
// construction, and with `enabled` confirms and enables the port. Where people have to act first, that is a warning and
// the next run goes on. Does nothing if neither is asked for.
Status AdvanceConnection(Region& region, const std::string& id, const Value& desired, const WaitContext& context,
                         Diagnostics& diagnostics, std::stop_token stop);

// Whatever it takes from the state it is in: cancels or terminates, then sends the delete.
Status RemoveConnection(Region& region, const nlohmann::json& connection, const WaitContext& context,
                        std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_CONNECTION_STEPS_H_
