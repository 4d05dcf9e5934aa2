#include "reconcile/core.h"

#include <utility>

#include <fmt/format.h>

namespace ic::reconcile {

void Core::NewStop() {
  std::stop_source fresh;
  stop_.swap(fresh);
}

Call MakeCall(Core& core, Kind kind, const Value& object, const std::string& account, Diagnostics& diagnostics) {
  auto [config, stop] = core.Now();
  Call call{core, kind, nullptr, nullptr, account, std::move(config), std::move(stop)};
  const Value& cloud = object.Get(field::kCloud);
  if (cloud.kind() != Value::Kind::kString) {
    diagnostics.AddError(
        field::kCloud, "Cloud is not known",
        "cloud must be known when planning, because the limits that are checked depend on it. Write it "
        "out, or take it from a value that does not depend on another resource.");
    return call;
  }
  const VendorTraits* traits = core.clouds.Find(cloud.AsString());
  if (traits == nullptr) {
    diagnostics.AddError(field::kCloud, "Unknown cloud", core.clouds.WordsForUnknown(cloud.AsString()));
    return call;
  }
  if (account.empty()) call.account = traits->cloud;
  if (const VendorTraits* own = core.clouds.TraitsOf(call.account); own != traits) {
    diagnostics.AddError(
        field::kCloud, "Account of another cloud",
        fmt::format("\"{}\" is {}, but the object's cloud is \"{}\". Name an account of that cloud.", account,
                    own == nullptr ? "no account" : fmt::format("an account of \"{}\"", own->cloud), traits->cloud));
    return call;
  }
  call.traits = traits;
  call.tables = core.clouds.TablesOf(*traits, kind);
  return call;
}

std::string MarkOf(const Call& call, const Value& object) {
  return call.tables->mark.Compute(object, call.config->owner, Text(object, field::kRegion)).value_or("");
}

}  // namespace ic::reconcile
