// interconnect import: what exists already, into the state and into a configuration.
#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/accounts.h"
#include "cli/commands/commands.h"
#include "cli/config/read/load.h"
#include "cli/config/write/append_yaml.h"
#include "cli/config/write/write.h"
#include "cli/output/format/text.h"
#include "cli/output/format/words.h"
#include "cli/process/files.h"
#include "cli/process/session.h"
#include "cli/process/trust_options.h"
#include "reconcile/run/import/import_set.h"

namespace ic::cli {
namespace {

struct ImportArguments {
  std::string address;
  std::string id;
  bool all = false;
  std::vector<std::string> accounts;
  std::string write;
  bool append = false;
};

std::string ProblemOfArguments(const ImportArguments& arguments) {
  if (arguments.all && !arguments.address.empty())
    return "--all imports everything found: leave out the address and the id";
  if (!arguments.all && arguments.id.empty()) {
    return "name what to import: KIND.NAME and its id (<cloud>/<region>/<id>), or --all";
  }
  if (!arguments.all && arguments.accounts.size() > 1) return "one object is in one account: name one --account";
  if (arguments.append && arguments.write.empty()) return "--append needs --write FILE";
  if (arguments.write.empty() || arguments.append || !FileExists(arguments.write)) return "";
  return fmt::format("{} exists: add --append to add to it, or name another file", arguments.write);
}

// A repository begins with an import: what is to be written is the first of its configuration. `named`: with -f.
bool IsFirst(const Session& session, const ImportArguments& arguments, bool named) {
  const auto& paths = session.files();
  return paths.size() == 1 && !FileExists(paths.front()) && (!named || paths.front() == arguments.write);
}

// Adds the named accounts that need no entry.
Status PrepareAccounts(const AdapterFactory& factory, const ImportArguments& arguments, DesiredSet& set) {
  for (const std::string& account : arguments.accounts) AddAccount(factory, account, set);
  if (arguments.all && set.accounts.empty()) {
    return InvalidArgumentError("no account is known to look in: name it with --account, for example --account " +
                                std::string(factory.traits().front()->cloud));
  }
  for (const std::string& account : arguments.accounts) IC_RETURN_IF_ERROR(CheckAccount(set, account));
  return OkStatus();
}

// As named, as the configuration has it, or the only one of the id's cloud.
StatusOr<std::string> AccountFor(const Address& address, const ImportArguments& arguments, const DesiredSet& set) {
  if (!arguments.accounts.empty()) return arguments.accounts.front();
  const DesiredObject* object = set.Find(address);
  if (object != nullptr) return object->account;
  return OnlyAccountOf(set, arguments.id.substr(0, arguments.id.find('/')));
}

ImportResult Import(const Session& session, const ImportArguments& asked, StateStore& state, DesiredSet& set) {
  const auto waiting = session.Wait("reading the clouds");
  const RunEnvironment environment = session.run(state);
  ImportArguments arguments = asked;
  const std::string said = asked.accounts.empty() ? std::string() : asked.accounts.front();
  const auto clear = WithCloud(*session.host().factory, set, {asked.id, said});
  if (!clear.ok()) return {{}, {DiagnosticOf("Account is not clear", clear.status())}};
  if (clear->account != said) arguments.accounts = {clear->account};
  arguments.id = clear->id;
  if (!arguments.all) {
    const Address address = ParseAddress(arguments.address).value_or(Address());
    auto account = AccountFor(address, arguments, set);
    if (!account.ok()) return {{}, {DiagnosticOf("Account is not clear", account.status())}};
    AddAccount(*session.host().factory, *account, set);
    return ImportObjects(environment, set, {{address, *account, arguments.id}});
  }
  std::set<std::string> accounts(arguments.accounts.begin(), arguments.accounts.end());
  if (accounts.empty()) {
    for (const Account& account : set.accounts) accounts.insert(account.name);
  }
  return ImportEverything(environment, set, accounts);
}

// What of the result the configuration does not have yet.
DesiredSet NewObjects(const ImportResult& result, const DesiredSet& set) {
  DesiredSet written;
  written.accounts = set.accounts;
  for (const ImportedObject& object : result.objects) {
    if (set.Find(object.desired.address) == nullptr) written.objects.push_back(object.desired);
  }
  std::sort(written.objects.begin(), written.objects.end(),
            [](const DesiredObject& a, const DesiredObject& b) { return a.address < b.address; });
  return written;
}

// Whether the file of --write is one that is read without naming it. `files`: that were read.
bool IsRead(const Session& session, const std::string& file, const std::vector<std::string>& files) {
  const auto& paths = session.files();
  const auto has = [](const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
  };
  return has(files, file) || has(paths, file) || has(paths, FolderOf(file));
}

// What was written must say what was meant, before the state relies on it. Of the paths some may not be there yet.
Status ReadBack(const Session& session, const std::string& file, const std::vector<std::string>& files,
                const DesiredSet& written) {
  std::vector<std::string> paths;
  for (const std::string& path : session.files()) {
    if (FileExists(path)) paths.push_back(path);
  }
  if (!IsRead(session, file, files) && std::find(paths.begin(), paths.end(), file) == paths.end()) {
    paths.push_back(file);
  }
  const LoadedSet again = session.LoadWithoutKeys(paths);
  const bool all = std::all_of(written.objects.begin(), written.objects.end(),
                               [&](const DesiredObject& object) { return again.set.Find(object.address) != nullptr; });
  if (all && !HasErrors(again.diagnostics)) return OkStatus();
  (void)ShowDiagnostics(session, again.diagnostics);
  return InternalError(
      fmt::format("{} was written but does not read as it should; nothing was put into the state", file));
}

Status WriteDown(const Session& session, const ImportArguments& arguments, const std::vector<std::string>& files,
                 const DesiredSet& written) {
  const Host& host = session.host();
  const std::string yaml = WriteYaml(*host.factory, written, /*with_accounts=*/false);
  if (arguments.write.empty()) {
    host.streams->Print(yaml);
    return host.streams->Flush() ? OkStatus() : UnavailableError("standard output cannot be written");
  }
  std::string text = yaml;
  if (arguments.append && FileExists(arguments.write)) {
    IC_ASSIGN_OR_RETURN(const std::string existing, ReadFile(arguments.write));
    auto appended = AppendYaml(existing, yaml);
    if (!appended.ok()) return appended.status().Annotate(arguments.write);
    text = *std::move(appended);
  }
  IC_RETURN_IF_ERROR(WriteFileAtomically(arguments.write, text));
  return ReadBack(session, arguments.write, files, written);
}

// The configuration first: what the state has and no configuration asks for would be taken away.
Status KeepImported(const Session& session, const ImportArguments& arguments, const std::vector<std::string>& files,
                    const ImportResult& result, const DesiredSet& written, StateStore& state) {
  if (!written.objects.empty()) IC_RETURN_IF_ERROR(WriteDown(session, arguments, files, written));
  std::vector<StateObject> objects;
  for (const ImportedObject& object : result.objects) objects.push_back(object.state);
  return state.PutAll(objects);
}

void Tell(const Session& session, const ImportArguments& arguments, const std::vector<std::string>& files,
          const ImportResult& result, const DesiredSet& written) {
  Streams& streams = *session.host().streams;
  for (const ImportedObject& object : result.objects) {
    streams.Say(fmt::format("Imported {} ({})\n", OneLine(object.state.address.ToString()), OneLine(object.state.id)));
  }
  streams.Say(fmt::format("{} imported into the state.\n", Count(result.objects.size(), "object")));
  if (written.objects.empty()) return;
  if (arguments.write.empty()) {
    streams.Say("Put the YAML into the configuration before the next apply.\n");
  } else if (!IsRead(session, arguments.write, files)) {
    streams.Say(
        fmt::format("Read {} with -f from now on, beside {}.\n", arguments.write, JoinWords(session.files(), "and")));
  }
}

ExitCode ImportCommand(Host& host, const CommonOptions& common, const ImportArguments& arguments) {
  if (common.trust.untrusted) return Fail(host, kNoUntrustedApply);  // the state says what is ours
  const std::string problem = ProblemOfArguments(arguments);
  if (!problem.empty()) return Fail(host, problem);
  const Session session(host, common);
  LoadedSet loaded;
  if (!IsFirst(session, arguments, !common.files.empty())) loaded = session.LoadWithoutKeys();
  if (HasErrors(loaded.diagnostics)) return ShowDiagnostics(session, loaded.diagnostics);
  const Status accounts = PrepareAccounts(*host.factory, arguments, loaded.set);
  if (!accounts.ok()) return Fail(host, accounts);
  const auto state = session.OpenState();
  if (!state.ok()) return Fail(host, state.status());
  const Status locked = (*state)->Lock(session.Holder("import"));
  if (!locked.ok()) return Fail(host, locked);
  const ImportResult result = Import(session, arguments, **state, loaded.set);
  if (result.objects.empty()) {
    if (!result.diagnostics.empty()) return ShowDiagnostics(session, result.diagnostics);
    host.streams->Say("Nothing was found that is not in the state already.\n");
    return ExitCode::kDone;
  }
  const DesiredSet written = NewObjects(result, loaded.set);
  const Status kept = KeepImported(session, arguments, loaded.set.files, result, written, **state);
  if (!kept.ok()) return Fail(host, kept);
  Tell(session, arguments, loaded.set.files, result, written);
  return result.diagnostics.empty() ? ExitCode::kDone : ShowDiagnostics(session, result.diagnostics);
}

}  // namespace

void AddImport(Program& program) {
  const auto options = std::make_shared<ImportArguments>();
  CLI::App& command = program.Add(
      {.name = "import",
       .sentence = "Take over what exists: into the state, and as YAML for the configuration",
       .examples =
           {"interconnect import virtual_interface.prod aws/us-east-1/dxvif-fg5678gh --write links.yaml --append",
            "interconnect import --all --account aws --write imported.yaml"},
       .more = "No cloud is changed. With what was written as part of the configuration, plan has nothing to do.\n"
               "Without --write the YAML goes to standard output."},
      [&program, options] { return ImportCommand(program.host(), program.common(), *options); });
  AddAddress(command, "ADDRESS", options->address, "What it shall be called: KIND.NAME");
  AddText(command, "ID", "ID", options->id, "<cloud>/<region>/<the vendor's id>");
  AddFlag(command, "--all", options->all, "Everything found that neither configuration nor state has");
  AddRepeatable(command, "--account", "ENTRY", options->accounts,
                "Entry of `clouds` to look in; with --all again for more (default: all)");
  AddFile(command, "--write", options->write, "Write the YAML to this file, which must not exist");
  AddFlag(command, "--append", options->append, "Add to the file of --write, keeping what it holds");
  AddCommonOptions(command, program.common());
}

}  // namespace ic::cli
