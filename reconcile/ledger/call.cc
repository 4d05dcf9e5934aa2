#include "reconcile/ledger/call.h"

#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/duration.h"

namespace ic::reconcile {

StatusOr<Duration> CreatePatience(const std::map<std::string, std::string>& environment) {
  const auto found = environment.find("INTERCONNECT_CREATE_PATIENCE");
  if (found == environment.end() || found->second.empty()) return Duration(kLongestCall);
  auto patience = ParseDurationOrNone(found->second);
  if (!patience.ok()) return patience.status().Annotate("INTERCONNECT_CREATE_PATIENCE");
  return patience;
}

StatusOr<std::string> MarkKey(const std::map<std::string, std::string>& environment) {
  constexpr std::size_t kShortestKey = 32;
  const auto found = environment.find("INTERCONNECT_MARK_KEY");
  if (found == environment.end() || found->second.empty()) return std::string();
  if (found->second.size() >= kShortestKey) return found->second;
  return InvalidArgumentError(
      fmt::format("INTERCONNECT_MARK_KEY has {} characters. Give it {} random ones at least, such as `openssl rand "
                  "-hex 32` prints.",
                  found->second.size(), kShortestKey));
}

std::string MarkKeyOrNone(const std::map<std::string, std::string>& environment) {
  auto key = MarkKey(environment);
  return key.ok() ? *std::move(key) : std::string();
}

Duration PatienceOrUsual(const std::map<std::string, std::string>& environment) {
  const auto patience = CreatePatience(environment);
  return patience.ok() ? *patience : Duration(kLongestCall);
}

void Run::NewStop() {
  std::stop_source fresh;
  stop_.swap(fresh);
}

Call MakeCall(Run& run, Kind kind, const Value& object, const std::string& account, Diagnostics& diagnostics) {
  auto [config, stop] = run.Now();
  Call call{{{.kind = kind, .field_table = &run.clouds.field_table(kind), .config = std::move(config)},
             account,
             run.clouds,
             std::move(stop)},
            run};
  const Value& cloud = object.Get(field::kCloud);
  if (cloud.kind() != Value::Kind::kString) {
    diagnostics.AddError(
        field::kCloud, "Cloud is not known",
        "cloud must be known when planning, because the limits that are checked depend on it. Write it "
        "out, or take it from a value that does not depend on another resource.");
    return call;
  }
  const VendorTraits* traits = run.clouds.Find(cloud.AsString());
  if (traits == nullptr) {
    diagnostics.AddError(field::kCloud, "Unknown cloud", run.clouds.WordsForUnknown(cloud.AsString()));
    return call;
  }
  if (account.empty()) call.account = traits->cloud;
  if (const VendorTraits* own = run.clouds.TraitsOf(call.account); own != traits) {
    diagnostics.AddError(
        field::kCloud, "Account of another cloud",
        fmt::format("\"{}\" is {}, but the object's cloud is \"{}\". Name an account of that cloud.", account,
                    own == nullptr ? "no account" : fmt::format("an account of \"{}\"", own->cloud), traits->cloud));
    return call;
  }
  call.traits = traits;
  call.tables = run.clouds.TablesOf(*traits, kind);
  return call;
}

}  // namespace ic::reconcile
