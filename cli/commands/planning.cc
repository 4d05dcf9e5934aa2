#include "cli/commands/planning.h"

#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/config/read/load.h"

namespace ic::cli {
namespace {

// The options check their form.
std::set<Address> AddressesOf(const std::vector<std::string>& texts) {
  std::set<Address> addresses;
  for (const std::string& text : texts) {
    if (auto address = ParseAddress(text)) addresses.insert(*std::move(address));
  }
  return addresses;
}

// A replacement of what nobody asks for cannot be meant.
void CheckReplace(const DesiredSet& desired, const PlanRequest& request, std::vector<LocatedDiagnostic>& diagnostics) {
  std::vector<std::string> known;
  for (const DesiredObject& object : desired.objects) known.push_back(object.address.ToString());
  for (const Address& address : request.options().replace) {
    if (desired.Find(address) != nullptr) continue;
    const auto nearest = NearestName(address.ToString(), known);
    diagnostics.push_back(
        ErrorOf("No such object to replace",
                fmt::format("--replace {} names nothing that the configuration holds.{}", address.ToString(),
                            nearest ? fmt::format(" Did you mean {}?", *nearest) : std::string())));
  }
}

}  // namespace

PlanOptions PlanRequest::options() const {
  return {.destroy = destroy,
          .refresh = refresh,
          .allow = AddressesOf(allow),
          .allow_disruption = {allow_disruption.begin(), allow_disruption.end()},
          .replace = AddressesOf(replace)};
}

void AddRailOptions(CLI::App& command, PlanRequest& request) {
  AddAddresses(command, "--allow", request.allow,
               "Acknowledge that this circuit or session is deleted, replaced,\nor interrupted while it is taken over; "
               "again for more");
  AddRepeatable(command, "--allow-disruption", "GROUP", request.allow_disruption,
                "Let this redundancy group (or this object's id) go down");
}

void AddPlanOptions(CLI::App& command, PlanRequest& request) {
  AddAddresses(command, "--replace", request.replace, "Replace this object although nothing differs; again for more");
  AddNoFlag(command, "--no-refresh", request.refresh, "Believe the state instead of reading the clouds");
}

Planned MakePlan(const Session& session, StateStore& state, const PlanRequest& request) {
  LoadedSet loaded = request.destroy ? session.LoadWithoutKeys() : session.Load();
  Planned planned;
  planned.desired = std::move(loaded.set);
  CheckReplace(planned.desired, request, loaded.diagnostics);
  if (!HasErrors(loaded.diagnostics)) {
    const auto waiting = session.Wait("planning");
    planned.plan = PlanSet(session.run(state), planned.desired, request.options());
  }
  planned.plan.diagnostics.insert(planned.plan.diagnostics.begin(), std::make_move_iterator(loaded.diagnostics.begin()),
                                  std::make_move_iterator(loaded.diagnostics.end()));
  return planned;
}

}  // namespace ic::cli
