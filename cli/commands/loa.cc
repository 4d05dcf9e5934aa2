// interconnect loa: the letter of authorization of a connection, as its cloud issues it.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "adapters/contract/import_id.h"
#include "cli/commands/accounts.h"
#include "cli/commands/commands.h"
#include "cli/commands/overwriting.h"
#include "cli/output/format/text.h"
#include "cli/process/files.h"
#include "cli/process/session.h"
#include "cli/process/trust_options.h"
#include "reconcile/run/set/setup.h"
#include "reconcile/state/address.h"

namespace ic::cli {
namespace {

struct LoaArguments {
  std::string connection;  // as typed
  std::string account;
  std::string provider;
  std::string out;
};

// Where the connection is that the arguments name.
struct LoaPlace {
  std::string account;
  std::string region;
  std::string id;
};

StatusOr<LoaPlace> PlaceInState(const Session& session, const Address& address) {
  if (address.kind != Kind::kConnection) {
    return InvalidArgumentError(fmt::format("{} is no connection: only those have such letters", address.ToString()));
  }
  IC_ASSIGN_OR_RETURN(const std::unique_ptr<StateStore> state, session.OpenExistingState());
  IC_ASSIGN_OR_RETURN(const std::vector<StateObject> objects, state->Load());
  const auto found = std::ranges::find(objects, address, &StateObject::address);
  if (found == objects.end()) return NotFoundError(fmt::format("the state has no {}", address.ToString()));
  return LoaPlace{.account = found->account, .region = found->region, .id = found->id};
}

// By <cloud>/<region>/<id>, as an import names it: no state is needed.
StatusOr<LoaPlace> PlaceByImportId(const AdapterFactory& factory, const DesiredSet& set,
                                   const LoaArguments& arguments) {
  IC_ASSIGN_OR_RETURN(const PlacedId placed, WithCloud(factory, set, {arguments.connection, arguments.account}));
  const auto id = ParseImportId(placed.id);
  if (!id) {
    return InvalidArgumentError(
        fmt::format("'{}' names no connection; it is written connection.NAME, or <cloud>/<region>/<the vendor's id>",
                    OneLine(arguments.connection)));
  }
  std::string account = placed.account;
  if (account.empty()) {
    IC_ASSIGN_OR_RETURN(account, OnlyAccountOf(set, id->cloud));
  }
  return LoaPlace{.account = std::move(account), .region = id->region, .id = id->id};
}

// The document goes into a file, and an address to standard output: it is worth as much as the letter.
ExitCode HandOver(Host& host, const LoaPlace& place, const LoaArguments& arguments, const Letter& letter) {
  if (letter.content.empty()) {
    host.streams->Print(OneLine(letter.address) + "\n");
    return Fail(host, fmt::format("{} has its letter at the address above, for whoever has that: nothing was written "
                                  "to {}",
                                  OneLine(place.id), arguments.out));
  }
  const Status written = WriteFileAtomically(arguments.out, letter.content, Privacy::kOwnerOnly);
  if (!written.ok()) return Fail(host, written);
  host.streams->Say(fmt::format("Wrote the letter of {} to {} ({}).\n", OneLine(place.id), arguments.out,
                                OneLine(letter.media_type)));
  return ExitCode::kDone;
}

ExitCode LoaCommand(Host& host, const CommonOptions& common, const LoaArguments& arguments) {
  if (common.trust.untrusted) return Fail(host, kNoUntrustedApply);  // a state says what is ours
  const Session session(host, common);
  LoadedSet loaded = session.LoadForAccounts();
  if (HasErrors(loaded.diagnostics)) return ShowDiagnostics(session, loaded.diagnostics);
  const std::string problem = OverwriteProblem(session, {{"--out", arguments.out}});
  if (!problem.empty()) return Fail(host, problem);
  const auto address = ParseAddress(arguments.connection);
  const StatusOr<LoaPlace> place =
      address ? PlaceInState(session, *address) : PlaceByImportId(*host.factory, loaded.set, arguments);
  if (!place.ok()) return Fail(host, place.status());
  AddAccount(*host.factory, place->account, loaded.set);
  if (const Status known = CheckAccount(loaded.set, place->account); !known.ok()) return Fail(host, known);
  std::vector<LocatedDiagnostic> diagnostics;
  const auto engine = run::MakeEngine(session.engine(), loaded.set, {.read_only = true}, diagnostics);
  if (HasErrors(diagnostics)) return ShowDiagnostics(session, diagnostics);
  const auto letter = [&] {
    const auto waiting = session.Wait("asking for the letter");
    return engine->LetterOf(place->account, place->region, place->id, arguments.provider);
  }();
  if (!letter.ok()) return Fail(host, letter.status());
  return HandOver(host, *place, arguments, *letter);
}

}  // namespace

void AddLoa(Program& program) {
  const auto options = std::make_shared<LoaArguments>();
  CLI::App& command = program.Add(
      {.name = "loa",
       .sentence = "Get the letter of authorization (LOA-CFA) of a connection, for whoever connects the cable",
       .examples = {"interconnect loa connection.dc1 --out dc1.pdf",
                    "interconnect loa aws/us-east-1/dxcon-fg31dyv6 --provider 'Carrier Ltd' --out letter.pdf"},
       .more = "Changes nothing; a cloud may note when a letter was last asked for. One that has an address in the\n"
               "place of a document gets it printed, and nothing is written."},
      [&program, options] { return LoaCommand(program.host(), program.common(), *options); });
  AddText(command, "CONNECTION", "CONNECTION", options->connection,
          "connection.NAME of the state, or <cloud>/<region>/<the vendor's id>");
  command.get_option("CONNECTION")->required();
  AddFile(command, "--out", options->out, "Where the document is written, for you alone (mode 0600)");
  command.get_option("--out")->required();
  AddText(command, "--provider", "NAME", options->provider,
          "Who brings the line to the site, where a cloud writes that into the letter (default: as it was ordered)");
  AddText(command, "--account", "ENTRY", options->account, "Entry of `clouds` that has the connection");
  AddCommonOptions(command, program.common());
}

}  // namespace ic::cli
