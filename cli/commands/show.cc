// interconnect show: what the clouds tell of the objects of the state. Reads only.
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/commands/shown.h"
#include "cli/config/read/load.h"
#include "cli/output/format/diagnostics.h"
#include "cli/process/session.h"
#include "reconcile/run/look/look.h"

namespace ic::cli {
namespace {

struct ShowArguments {
  std::vector<std::string> addresses;
  bool json = false;
  bool offline = false;
  bool routes = true;
};

ExitCode ShowCommand(Host& host, const CommonOptions& common, const ShowArguments& options) {
  const Session session(host, common);
  const LoadedSet loaded = session.LoadForAccounts();
  if (HasErrors(loaded.diagnostics)) return ShowDiagnostics(session, loaded.diagnostics);
  const auto state = session.OpenExistingState();
  if (!state.ok()) return Fail(host, state.status());
  LookReport report;
  {
    const auto waiting = session.Wait("reading the clouds");
    report = Look(session.run(**state), loaded.set,
                  {.at = options.offline ? LookAt::kState : LookAt::kClouds, .routes = options.routes});
  }
  std::set<Address> only;
  for (const std::string& address : options.addresses) {
    const Address parsed = *ParseAddress(address);
    if (report.Find(parsed) == nullptr) {
      return Fail(host, fmt::format("the state has no {}", address));
    }
    only.insert(parsed);
  }
  host.streams->Print(options.json ? ShownJson(*host.factory, report, only)
                                   : ShownText(*host.factory, report, only, session.style()));
  std::vector<LocatedDiagnostic> said;
  if (!options.json) said = report.diagnostics;
  for (const UnreadCloud& cloud : report.unread) {
    said.push_back(ErrorOf("Cloud could not be read", fmt::format("{}: {}", cloud.account, cloud.why)));
  }
  if (!said.empty()) (void)ShowDiagnostics(session, said);
  return HasErrors(said) || HasErrors(report.diagnostics) ? ExitCode::kError : ExitCode::kDone;
}

}  // namespace

void AddShow(Program& program) {
  const auto options = std::make_shared<ShowArguments>();
  CLI::App& command =
      program.Add({.name = "show",
                   .sentence = "Print what the clouds tell of the state's objects: addresses, sessions, routes, limits",
                   .examples = {"interconnect show", "interconnect show virtual_interface.prod --json"},
                   .more = "No cloud is changed, and no key is printed: only whether there is one."},
                  [&program, options] { return ShowCommand(program.host(), program.common(), *options); });
  AddObjects(command, "ADDRESS", options->addresses, "Only these objects (default: all of the state)");
  AddFlag(command, "--json", options->json, "As JSON");
  AddFlag(command, "--offline", options->offline, "As last applied; no cloud is asked");
  AddNoFlag(command, "--no-routes", options->routes, "Do not ask for routes: a call and more for each interface");
  AddTrustOptions(command, program.common());
  AddCommonOptions(command, program.common());
}

}  // namespace ic::cli
