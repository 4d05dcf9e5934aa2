#include "simulators/server/objects/edits.h"

namespace ic::sim {
namespace {

// The operation of an edit; "" if it names none.
std::string EditOperation(const nlohmann::json& request) {
  const auto op = request.find("op");
  return op != request.end() && op->is_string() ? op->get<std::string>() : "";
}

}  // namespace

StatusOr<std::pair<std::string, nlohmann::json>> ReadCreation(const nlohmann::json& request) {
  const auto type = request.find("type");
  nlohmann::json members = request.value("members", nlohmann::json::object());
  if (!members.is_object()) return InvalidArgumentError("\"members\" must be a JSON object");
  return std::pair(type != request.end() && type->is_string() ? type->get<std::string>() : "", std::move(members));
}

StatusOr<std::string> IdOf(const nlohmann::json& request) {
  const auto id = request.find("id");
  if (id == request.end() || !id->is_string()) return InvalidArgumentError("\"id\" must name an object");
  return id->get<std::string>();
}

nlohmann::json IdAnswer(const std::string& id) { return {{"id", id}}; }

StatusOr<nlohmann::json> CarryEdit(const nlohmann::json& request, const RemoveObject& remove, const SetObject& set) {
  IC_ASSIGN_OR_RETURN(const std::string id, IdOf(request));
  if (EditOperation(request) == "delete") {
    IC_RETURN_IF_ERROR(remove(id));
    return IdAnswer(id);
  }
  const auto members = request.find("set");
  if (members == request.end()) return InvalidArgumentError("an edit needs \"set\", or \"op\": \"delete\"");
  if (!members->is_object()) return InvalidArgumentError("\"set\" must be a JSON object");
  return set(id, *members);
}

bool IsCredentialEdit(const nlohmann::json& request) { return EditOperation(request) == "expire"; }

}  // namespace ic::sim
