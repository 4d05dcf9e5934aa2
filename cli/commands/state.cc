// interconnect state: the id map itself. Reads it, renames in it and takes from it; no cloud is asked or changed.
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/commands/held.h"
#include "cli/commands/import_command.h"
#include "cli/output/format/json.h"
#include "cli/process/files.h"
#include "cli/process/session.h"
#include "cli/process/trust_options.h"

namespace ic::cli {
namespace {

struct StateArguments {
  std::string action;
  std::vector<std::string> addresses;
  std::string backup;
  bool json = false;
};

bool Changes(const StateArguments& options) { return options.action == "mv" || options.action == "rm"; }

// What is wrong with the arguments together; empty: nothing.
std::string Problem(const StateArguments& options) {
  const std::size_t count = options.addresses.size();
  if (options.action == "mv" && count != 2) {
    return "mv takes two addresses, what is called so and how it shall be called: "
           "interconnect state mv connection.old connection.new";
  }
  if (options.action == "rm" && count == 0) return "rm takes the addresses of what shall leave the state";
  if (options.action == "history" && count != 0) return "history is the state's, and takes no address";
  if (!options.backup.empty() && !Changes(options)) {
    return fmt::format("--backup goes with mv and rm; {} changes nothing", options.action);
  }
  return "";
}

std::vector<Address> NamedAddresses(const StateArguments& options) {
  std::vector<Address> addresses;  // ParseAddress: AddObjects has looked
  for (const std::string& text : options.addresses) addresses.push_back(*ParseAddress(text));
  return addresses;
}

const StateObject* FindHeld(const Held& held, const Address& address) {
  const auto found = std::ranges::find(held.objects, address, &StateObject::address);
  return found == held.objects.end() ? nullptr : &*found;
}

// What keeps `address` from being renamed or taken out; empty: nothing.
std::string WhyNot(const Held& held, const Address& address) {
  if (held.begun.contains(address)) {
    return fmt::format(
        "a create of {} was begun, and no run has learned how that ended: run interconnect apply "
        "first, which looks for what was made",
        address.ToString());
  }
  if (FindHeld(held, address) != nullptr) return "";
  std::vector<std::string> names;
  for (const StateObject& object : held.objects) names.push_back(object.address.ToString());
  const auto meant = NearestName(address.ToString(), names);
  return fmt::format("the state has no {}{}", address.ToString(),
                     meant ? fmt::format(", did you mean {}?", *meant) : std::string());
}

ExitCode PrintHeld(const Session& session, StateStore& state, const StateArguments& options) {
  Host& host = session.host();
  auto held = HeldBy(state);
  if (!held.ok()) return Fail(host, held.status());
  const std::vector<Address> addresses = NamedAddresses(options);
  const std::set<Address> only(addresses.begin(), addresses.end());
  for (const Address& address : only) {
    if (held->begun.contains(address)) continue;
    if (const std::string why = WhyNot(*held, address); !why.empty()) return Fail(host, why);
  }
  if (!only.empty()) {
    std::erase_if(held->objects, [&only](const StateObject& object) { return !only.contains(object.address); });
    std::erase_if(held->begun, [&only](const auto& begun) { return !only.contains(begun.first); });
  }
  const Detail detail = options.action == "show" ? Detail::kWhole : Detail::kLine;
  const auto text =
      options.json ? HeldJson(*host.factory, *held, detail) : HeldText(*host.factory, *held, detail, session.style());
  if (!text.ok()) return Fail(host, text.status());
  host.streams->Print(*text);
  return ExitCode::kDone;
}

ExitCode PrintHistory(const Session& session, StateStore& state, const StateArguments& options) {
  const auto runs = state.Runs();
  if (!runs.ok()) return Fail(session.host(), runs.status());
  session.host().streams->Print(options.json ? RunsJson(*runs) : RunsText(*runs));
  return ExitCode::kDone;
}

// Beside the state, or where the configuration is if that is on a server. The serial grows with each change, so that no
// two have one name.
std::string BackupPlace(const Session& session, const Held& held, const StateArguments& options) {
  if (!options.backup.empty()) return options.backup;
  const bool server = held.name.find("://") != std::string::npos;
  const std::string beside = server ? FolderOf(session.files().front()) + "/interconnect.state.db" : held.name;
  return fmt::format("{}.backup-{}", beside, held.info.serial);
}

StatusOr<std::string> BackUp(const Session& session, StateStore& state, const Held& held,
                             const StateArguments& options) {
  std::string place = BackupPlace(session, held, options);
  const Status copied = CopyState(state, place, session.Holder("state " + options.action),
                                  {.clock = session.host().clock, .random = session.host().random});
  if (copied.ok()) return place;
  return Status(copied.code(), fmt::format("nothing was changed, because the state could not be backed up: {}. Name "
                                           "another file with --backup",
                                           copied.message()));
}

void Report(Host& host, const StateArguments& options, const std::string& text, Json changed,
            const std::string& backup) {
  if (options.json) {
    Json document = {{"format_version", kFormatVersion}, {"action", options.action}};
    document.update(changed);
    document["backup"] = TextJson(backup);
    return host.streams->Print(Dumped(document));
  }
  host.streams->Print(text + fmt::format("What the state was before: --state {}\n", OneLine(backup)));
}

ExitCode Move(const Session& session, StateStore& state, const Held& held, const StateArguments& options) {
  Host& host = session.host();
  const std::vector<Address> addresses = NamedAddresses(options);
  const Address& from = addresses[0];
  const Address& to = addresses[1];
  if (const std::string why = WhyNot(held, from); !why.empty()) return Fail(host, why);
  if (from.kind != to.kind) {
    return Fail(host, fmt::format("{} cannot become {}: what it is stays, and only its name changes", from.ToString(),
                                  to.ToString()));
  }
  if (FindHeld(held, to) != nullptr || held.begun.contains(to)) {
    return Fail(host, fmt::format("the state has a {} already; {} keeps its name", to.ToString(), from.ToString()));
  }
  const auto backup = BackUp(session, state, held, options);
  if (!backup.ok()) return Fail(host, backup.status());
  if (const Status moved = state.Rename(from, to); !moved.ok()) return Fail(host, moved);
  Report(host, options,
         fmt::format("{} is called {} now. Call it so in the configuration too.\n", from.ToString(), to.ToString()),
         {{"from", from.ToString()}, {"to", to.ToString()}}, *backup);
  return ExitCode::kDone;
}

ExitCode Forget(const Session& session, StateStore& state, const Held& held, const StateArguments& options) {
  Host& host = session.host();
  const std::vector<Address> addresses = NamedAddresses(options);
  const std::set<Address> leaving(addresses.begin(), addresses.end());
  std::string text;
  Json removed = Json::array();
  for (const Address& address : leaving) {
    if (const std::string why = WhyNot(held, address); !why.empty()) return Fail(host, why);
    const StateObject& object = *FindHeld(held, address);
    // It may leave because it cannot be read.
    const auto told = ImportIdOfHeld(*host.factory, object);
    const std::string import_id = told.ok() ? *told : std::string();
    text += fmt::format(
        "{} left the state; the cloud was not asked.{}\n", address.ToString(),
        import_id.empty() ? std::string() : " To take it back: " + ImportCommand(address, import_id, object.account));
    removed.push_back({{"address", address.ToString()}, {"import_id", OptionalText(import_id)}});
  }
  const auto backup = BackUp(session, state, held, options);
  if (!backup.ok()) return Fail(host, backup.status());
  for (const Address& address : leaving) {
    if (const Status gone = state.Remove(address); !gone.ok()) return Fail(host, gone);
  }
  Report(host, options, text, {{"removed", std::move(removed)}}, *backup);
  return ExitCode::kDone;
}

ExitCode Change(const Session& session, StateStore& state, const StateArguments& options) {
  Host& host = session.host();
  std::string command = "state " + options.action;
  for (const std::string& address : options.addresses) command += " " + address;
  // Locked before it is read: what is backed up is what is changed.
  if (const Status locked = state.Lock(session.Holder(command)); !locked.ok()) return Fail(host, locked);
  const auto held = HeldBy(state);
  if (!held.ok()) return Fail(host, held.status());
  return options.action == "mv" ? Move(session, state, *held, options) : Forget(session, state, *held, options);
}

ExitCode StateCommand(Host& host, const CommonOptions& common, const StateArguments& options) {
  if (const std::string problem = Problem(options); !problem.empty()) return Fail(host, problem);
  if (Changes(options) && common.trust.untrusted) return Fail(host, kNoUntrustedApply);
  const Session session(host, common);
  const auto state = session.OpenExistingState();
  if (!state.ok()) return Fail(host, state.status());
  if (Changes(options)) return Change(session, **state, options);
  return options.action == "history" ? PrintHistory(session, **state, options) : PrintHeld(session, **state, options);
}

}  // namespace

void AddState(Program& program) {
  const auto options = std::make_shared<StateArguments>();
  CLI::App& command = program.Add(
      {.name = "state",
       .sentence = "Look into the state, rename in it, or take something out of it; no cloud is asked or changed",
       .examples = {"interconnect state list", "interconnect state show connection.dc1 --json",
                    "interconnect state mv connection.dc1 connection.dc1-old", "interconnect state rm connection.dc1"},
       .more = "list: a line for each object. show: all that is held of them; a state holds no key. history: the runs\n"
               "that held its lock. mv FROM TO: another name. rm: what is taken out stays in the cloud, and nothing\n"
               "manages it any more. Both hold the lock, and keep a copy of the state as it was."},
      [&program, options] { return StateCommand(program.host(), program.common(), *options); });
  AddChoice(command, "ACTION", {"list", "show", "mv", "rm", "history"}, options->action, "What to do")->required();
  AddObjects(command, "ADDRESS", options->addresses, "These objects (list and show: default all of the state)");
  AddFlag(command, "--json", options->json, "As JSON");
  AddFile(command, "--backup", options->backup,
          "The copy that mv and rm make, a new file\n(default: beside the state, with its serial in the name)");
  AddTrustOptions(command, program.common());
  AddCommonOptions(command, program.common());
}

}  // namespace ic::cli
