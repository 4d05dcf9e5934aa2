#include "cli/commands/planning.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/fields.h"
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

// Whether the step makes something with the key, be it a session of an interface that lost its own, or brings it a new
// one.
bool NeedsKey(const Step& step) {
  if (step.action == Action::kCreate || step.action == Action::kAdopt || step.action == Action::kReplace) return true;
  return std::ranges::any_of(step.changes, [](const FieldChange& change) {
    return change.path == field::kAuthKeyWoVersion || change.path == field::kCustomerAsn || change.replaces_session;
  });
}

// What an alias repeats is said once.
bool IsSaid(const std::vector<LocatedDiagnostic>& diagnostics, const LocatedDiagnostic& one) {
  return std::ranges::any_of(diagnostics, [&one](const LocatedDiagnostic& other) {
    return other.file == one.file && other.line == one.line && other.column == one.column &&
           other.diagnostic == one.diagnostic;
  });
}

// A key that is not there is an error where a step needs it. Elsewhere none is sent.
void SayMissingKeys(const std::vector<LocatedDiagnostic>& waiting, Planned& planned) {
  for (const LocatedDiagnostic& one : waiting) {
    const auto is_of = [&one](const auto& item) { return item.address == one.address; };
    const auto step = std::ranges::find_if(planned.plan.steps, is_of);
    const bool needed = step != planned.plan.steps.end() && NeedsKey(*step);
    if (needed && !IsSaid(planned.plan.diagnostics, one)) planned.plan.diagnostics.push_back(one);
    const auto object = std::ranges::find_if(planned.desired.objects, is_of);
    if (object != planned.desired.objects.end()) object->config.Put(field::kAuthKeyWo, Value::Null());
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

std::string PlanRequest::words() const {
  std::string words;
  const auto add = [&words](std::string_view option, const std::string& value = "") {
    words += fmt::format("{}{}{}{}", words.empty() ? "" : " ", option, value.empty() ? "" : " ", value);
  };
  if (destroy) add("--destroy");
  if (!refresh) add("--no-refresh");
  for (const std::string& address : replace) add("--replace", address);
  for (const std::string& address : allow) add("--allow", address);
  for (const std::string& group : allow_disruption) add("--allow-disruption", group);
  return words;
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
    const auto waiting = session.Wait("planning", WhenStopped::kSaysSo);
    planned.plan = PlanSet(session.run(state, waiting->stop()), planned.desired, request.options());
    SayMissingKeys(loaded.waiting, planned);
    if (waiting->stop().stop_requested() && !planned.plan.HasErrors()) {  // when all was planned already
      planned.plan.diagnostics.push_back(ErrorOf("Planning was stopped", "Nothing is done of it. Plan again."));
    }
  }
  planned.plan.diagnostics.insert(planned.plan.diagnostics.begin(), std::make_move_iterator(loaded.diagnostics.begin()),
                                  std::make_move_iterator(loaded.diagnostics.end()));
  return planned;
}

}  // namespace ic::cli
