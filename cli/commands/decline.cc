// interconnect decline: what another account offers, and nobody here wants.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "adapters/contract/field_values.h"
#include "base/text.h"
#include "cli/commands/accounts.h"
#include "cli/commands/applying.h"
#include "cli/commands/commands.h"
#include "cli/commands/found.h"
#include "cli/output/format/text.h"
#include "cli/process/session.h"
#include "cli/process/trust_options.h"
#include "reconcile/run/set/setup.h"

namespace ic::cli {
namespace {

struct DeclineArguments {
  std::string kind;
  std::string id;  // as typed
  std::string name;
  std::string account;
  bool yes = false;
};

// What the arguments name.
struct Named {
  Sought what = Sought::kConnection;
  Kind kind = Kind::kConnection;
  std::string cloud;
  std::string region;
  std::string id;
};

// `id`: with the cloud first.
StatusOr<Named> NamedBy(const DeclineArguments& arguments, const std::string& id) {
  Named named;
  named.what = *ParseSought(arguments.kind);
  named.kind = *KindSought(named.what);
  const std::vector<std::string> parts = Split(id, '/');
  if (parts.size() != 3 || parts[0].empty() || parts[1].empty() || parts[2].empty()) {
    return InvalidArgumentError(
        fmt::format("'{}' names no offer; it is written <cloud>/<region>/<the vendor's id>, as "
                    "for 'interconnect import'",
                    arguments.id));
  }
  named.cloud = parts[0];
  named.region = parts[1];
  named.id = parts[2];
  return named;
}

std::string ProblemOfAsking(const Session& session, const DeclineArguments& arguments) {
  if (arguments.yes && arguments.name.empty()) {
    return "with --yes nobody looks at what is declined: say the name that the offer has with --name";
  }
  if (arguments.yes || session.look().can_ask) return "";
  return "decline asks before it changes anything, and there is no terminal to ask on: add --yes, and the name that "
         "the offer has with --name";
}

// By its id, or by the name that the configuration gives to what it offers itself: what an offer's own entry has for an
// id the state knows, which is not read here.
bool TakesOver(const DesiredSet& set, const DesiredObject& object, const Named& named, const Observed& offer) {
  if (TextField(object.config, field::kAdopt) == named.id) return true;
  const std::string name = TextField(offer.attributes, field::kName);
  return std::ranges::any_of(object.references, [&](const Reference& one) {
    const DesiredObject* target = one.field == field::kAdopt ? set.Find(one.target) : nullptr;
    return target != nullptr && (name.empty() || TextField(target->config, field::kName) == name);
  });
}

// The configuration wants what is to be declined.
Status CheckUnwanted(const DesiredSet& set, const std::string& account, const Named& named, const Observed& offer) {
  for (const DesiredObject& object : set.objects) {
    const bool other = object.address.kind != named.kind || object.account != account;
    if (other || !TakesOver(set, object, named, offer)) continue;
    return FailedPreconditionError(
        fmt::format("{} takes {} over: take it out of the configuration first", object.address.ToString(), named.id));
  }
  return OkStatus();
}

// One letter less in an id may be another offer. What has no name is told by what it stands on.
Status CheckName(const Observed& offer, const Named& named, const std::string& said) {
  const std::string name = TextField(offer.attributes, field::kName);
  const std::string place = TextField(offer.attributes, field::kConnectionId);
  if (said.empty() || said == (name.empty() ? place : name)) return OkStatus();
  const std::string has = name.empty() ? fmt::format("no name; it is on {}", OneLine(place))
                                       : fmt::format("the name \"{}\"", OneLine(name));
  return FailedPreconditionError(
      fmt::format("{} has {}, not \"{}\": nothing was declined", named.id, has, OneLine(said)));
}

Status DeclineNamed(const Session& session, Engine& engine, const DesiredSet& set, const std::string& account,
                    const Named& named, const DeclineArguments& arguments) {
  Streams& streams = *session.host().streams;
  IC_ASSIGN_OR_RETURN(const Observed offer, engine.OfferOf(account, named.region, named.kind, named.id));
  IC_RETURN_IF_ERROR(CheckUnwanted(set, account, named, offer));
  IC_RETURN_IF_ERROR(CheckName(offer, named, arguments.name));
  streams.Print(FoundText(named.what, {FoundObject{account, offer.attributes}}));
  if (!arguments.yes && !SaysYes(streams, "Decline this offer? Only whoever made it can offer it again.")) {
    return CancelledError("nobody said yes");
  }
  IC_RETURN_IF_ERROR(engine.Decline(account, named.region, named.kind, named.id));
  streams.Say(fmt::format("Declined {}.\n", OneLine(named.id)));
  return OkStatus();
}

ExitCode DeclineCommand(Host& host, const CommonOptions& common, const DeclineArguments& arguments) {
  if (common.trust.untrusted) return Fail(host, kNoUntrustedApply);
  const Session session(host, common);
  const std::string problem = ProblemOfAsking(session, arguments);
  if (!problem.empty()) return Fail(host, problem);
  if (const auto typed = NamedBy(arguments, arguments.id); !typed.ok()) return Fail(host, typed.status());
  LoadedSet loaded = session.LoadForAccounts();
  if (HasErrors(loaded.diagnostics)) return ShowDiagnostics(session, loaded.diagnostics);
  const StatusOr<PlacedId> placed = WithCloud(*host.factory, loaded.set, {arguments.id, arguments.account});
  if (!placed.ok()) return Fail(host, placed.status());
  const StatusOr<Named> named = NamedBy(arguments, placed->id);
  if (!named.ok()) return Fail(host, named.status());
  const StatusOr<std::string> account =
      placed->account.empty() ? OnlyAccountOf(loaded.set, named->cloud) : StatusOr<std::string>(placed->account);
  if (!account.ok()) return Fail(host, account.status());
  AddAccount(*host.factory, *account, loaded.set);
  if (const Status known = CheckAccount(loaded.set, *account); !known.ok()) return Fail(host, known);
  if (loaded.set.FindAccount(*account)->cloud != named->cloud) {
    return Fail(host, fmt::format("{} is no account of {}", *account, OneLine(named->cloud)));
  }
  std::vector<LocatedDiagnostic> diagnostics;
  const auto engine = run::MakeEngine(session.engine(), loaded.set, {.read_only = false}, diagnostics);
  if (HasErrors(diagnostics)) return ShowDiagnostics(session, diagnostics);
  const Status declined = DeclineNamed(session, *engine, loaded.set, *account, *named, arguments);
  if (declined.code() == StatusCode::kCancelled) return ExitCode::kError;  // said
  return declined.ok() ? ExitCode::kDone : Fail(host, declined);
}

}  // namespace

void AddDecline(Program& program) {
  const auto options = std::make_shared<DeclineArguments>();
  CLI::App& command = program.Add(
      {.name = "decline",
       .sentence = "Decline what another account offers: a hosted connection, or a virtual interface",
       .examples = {"interconnect decline connection aws/us-east-1/dxcon-fgg1b6c1",
                    "interconnect decline virtual_interface aws/us-east-1/dxvif-fgospmyf --name theirs --yes"},
       .more = "Only what nobody has accepted yet: anything else is left as it is. No state is needed. Only whoever\n"
               "made an offer can make it again."},
      [&program, options] { return DeclineCommand(program.host(), program.common(), *options); });
  AddChoice(command, "KIND", {"connection", "virtual_interface"}, options->kind, "What is offered")->required();
  AddText(command, "ID", "ID", options->id, "<cloud>/<region>/<the vendor's id>");
  command.get_option("ID")->required();
  AddText(command, "--name", "NAME", options->name,
          "The name that the offer has, or where it has none the id of its connection");
  AddText(command, "--account", "ENTRY", options->account, "Entry of `clouds` that the offer is made to");
  AddFlag(command, "--yes", options->yes, "Do not ask; for jobs, with --name");
  AddReadingOptions(command, program.common());
}

}  // namespace ic::cli
