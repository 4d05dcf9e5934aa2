// What POST /create and POST /edit of the control address have in common in every cloud: how a request reads.
#ifndef SIMULATORS_SERVER_OBJECTS_EDITS_H_
#define SIMULATORS_SERVER_OBJECTS_EDITS_H_

#include <functional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/status.h"

namespace ic::sim {

// {"type": …, "members": {…}}; "" if the type is no text.
StatusOr<std::pair<std::string, nlohmann::json>> ReadCreation(const nlohmann::json& request);

// The "id" of a request, and the answer {"id": …}.
StatusOr<std::string> IdOf(const nlohmann::json& request);
nlohmann::json IdAnswer(const std::string& id);

// {"id": …, "set": {…}} or {"id": …, "op": "delete"}. Either gives the answer.
using RemoveObject = std::function<Status(const std::string& id)>;
using SetObject = std::function<StatusOr<nlohmann::json>(const std::string& id, const nlohmann::json& members)>;
StatusOr<nlohmann::json> CarryEdit(const nlohmann::json& request, const RemoveObject& remove, const SetObject& set);

// {"id": an access key, "op": "expire"}
bool IsCredentialEdit(const nlohmann::json& request);

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OBJECTS_EDITS_H_
