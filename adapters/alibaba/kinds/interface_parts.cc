#include "adapters/alibaba/kinds/interface_parts.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/common/client/json_read.h"

namespace ic::alibaba {

const StateRow& InterfaceRow(const nlohmann::json& interface) {
  return StateOf(Kind::kVirtualInterface, TextViewOf(interface, "Status"));
}

bool IsInterfaceAbsent(const Object& interface) { return interface == nullptr || IsAbsent(InterfaceRow(*interface)); }

Status CheckStands(Region& region, const std::string& id, const nlohmann::json* interface) {
  if (interface == nullptr || IsAbsent(InterfaceRow(*interface))) return NoSuchInterface(region, id);
  const StateRow& row = InterfaceRow(*interface);
  if (!IsEnding(row.stage)) return OkStatus();
  return FailedPreconditionError(fmt::format("{} {}", id, TroubleOf(row, TextOf(*interface, "Status"))));
}

Status NoSuchInterface(Region& region, const std::string& id) {
  return NotFoundError(fmt::format("there is no virtual border router {} in {}", id, region.name()));
}

Status WaitForInterface(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop) {
  const auto judge = [&](const nlohmann::json* interface) -> Verdict {
    if (const Status stands = CheckStands(region, id, interface); !stands.ok()) return {.failure = stands};
    return {
        .done = IsSettled(InterfaceRow(*interface).stage, false), .failure = {}, .state = TextOf(*interface, "Status")};
  };
  return WaitFor(region.interfaces(), id, id + " to be active", judge, context, std::move(stop)).status();
}

}  // namespace ic::alibaba
