// interconnect locations: where connections can be ordered, as the clouds tell it.
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands/accounts.h"
#include "cli/commands/commands.h"
#include "cli/config/read/load.h"
#include "cli/output/format/json.h"
#include "cli/output/format/text.h"
#include "cli/process/session.h"
#include "reconcile/run/set/setup.h"

namespace ic::cli {
namespace {

struct LocationsArguments {
  std::vector<std::string> clouds;
  std::string region;
  bool json = false;
};

struct ToldLocation {
  std::string account;
  Location location;
};

struct ToldLocations {
  std::vector<ToldLocation> list;  // by account, then by code
  std::vector<LocatedDiagnostic> diagnostics;
};

ToldLocations AskLocations(const Session& session, const DesiredSet& set, const std::set<std::string>& accounts,
                           const std::string& region) {
  ToldLocations told;
  const auto engine = run::MakeEngine(session.engine(), set, {.read_only = true}, told.diagnostics);
  if (HasErrors(told.diagnostics)) return told;
  for (const std::string& account : accounts) {
    auto locations = engine->Locations(account, region);
    if (!locations.ok()) {
      told.diagnostics.push_back(
          ErrorOf("Locations could not be read", fmt::format("{}: {}", account, locations.status().message())));
      continue;
    }
    std::ranges::sort(*locations, {}, &Location::code);
    for (Location& location : *locations) told.list.push_back({account, std::move(location)});
  }
  return told;
}

std::string LocationCell(const std::vector<std::string>& texts) {
  return texts.empty() ? "-" : OneLine(fmt::format("{}", fmt::join(texts, ", ")));
}

// The codes first: they are what a configuration takes.
std::string LocationsText(const std::vector<ToldLocation>& list) {
  std::vector<std::vector<std::string>> rows = {{"account", "region", "location", "name", "bandwidths", "providers"}};
  for (const auto& [account, location] : list) {
    rows.push_back({OneLine(account), OneLine(location.region), OneLine(location.code), OneLine(location.name),
                    LocationCell(location.bandwidths), LocationCell(location.providers)});
  }
  return Aligned(rows, 0);
}

std::string LocationsJson(const ToldLocations& told) {
  Json list = Json::array();
  for (const auto& [account, location] : told.list) {
    list.push_back({{"account", TextJson(account)},
                    {"region", OptionalText(location.region)},
                    {"code", TextJson(location.code)},
                    {"name", OptionalText(location.name)},
                    {"bandwidths", TextsJson(location.bandwidths)},
                    {"providers", TextsJson(location.providers)}});
  }
  return Dumped({{"format_version", kFormatVersion},
                 {"locations", std::move(list)},
                 {"diagnostics", DiagnosticsArray(told.diagnostics)}});
}

ExitCode LocationsCommand(Host& host, const CommonOptions& common, const LocationsArguments& options) {
  const Session session(host, common);
  LoadedSet loaded = session.LoadForAccounts();
  if (HasErrors(loaded.diagnostics)) return ShowDiagnostics(session, loaded.diagnostics);
  const auto accounts = AccountsNamed(*host.factory, options.clouds, "--cloud", loaded.set);
  if (!accounts.ok()) return Fail(host, accounts.status());
  ToldLocations told;
  {
    const auto waiting = session.Wait("reading the clouds");
    told = AskLocations(session, loaded.set, *accounts, options.region);
  }
  if (options.json) {
    host.streams->Print(LocationsJson(told));
    return ExitOfDiagnostics(told.diagnostics);
  }
  if (!told.list.empty()) host.streams->Print(LocationsText(told.list));
  if (!told.diagnostics.empty()) return ShowDiagnostics(session, told.diagnostics);
  if (told.list.empty()) host.streams->Say("No location was told.\n");
  return ExitCode::kDone;
}

}  // namespace

void AddLocations(Program& program) {
  const auto options = std::make_shared<LocationsArguments>();
  CLI::App& command = program.Add(
      {.name = "locations",
       .sentence = "Print where connections can be ordered: locations, speeds, providers",
       .examples = {"interconnect locations --cloud aws --region us-east-1", "interconnect locations --json"},
       .more = "The codes are what `location` of a connection takes. No cloud is changed, and no state is "
               "needed."},
      [&program, options] { return LocationsCommand(program.host(), program.common(), *options); });
  AddRepeatable(command, "--cloud", "ENTRY", options->clouds,
                "Cloud, or entry of `clouds`, to ask; again for more (default: all entries)");
  AddText(command, "--region", "REGION", options->region, "Region to ask about (default: that of each entry)");
  AddFlag(command, "--json", options->json, "As JSON");
  AddTrustOptions(command, program.common());
  AddReadingOptions(command, program.common());
}

}  // namespace ic::cli
