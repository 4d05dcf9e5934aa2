// interconnect import: what exists already, into the state and into a configuration.
#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/config/append_yaml.h"
#include "cli/output/text.h"
#include "cli/output/words.h"
#include "cli/process/files.h"
#include "cli/process/session.h"
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

std::string ImportProblem(const ImportArguments& options) {
  if (options.all && !options.address.empty())
    return "--all imports everything found: leave out the address and the id";
  if (!options.all && options.id.empty()) {
    return "name what to import: KIND.NAME and its id (<cloud>/<region>/<id>), or --all";
  }
  if (!options.all && options.accounts.size() > 1) return "one object is in one account: name one --account";
  if (options.append && options.write.empty()) return "--append needs --write FILE";
  if (options.write.empty() || options.append || !FileExists(options.write)) return "";
  return fmt::format("{} exists: add --append to add to it, or name another file", options.write);
}

class Importing {
 public:
  Importing(Host& host, const CommonOptions& common, const ImportArguments& options)
      : host_(host), options_(options), named_files_(!common.files.empty()), session_(host, common) {}

  ExitCode Run() {
    if (!IsFirst()) loaded_ = session_.LoadWithoutKeys();
    if (HasErrors(loaded_.diagnostics)) return Show(loaded_.diagnostics);
    const Status ready = Prepare();
    if (!ready.ok()) return Fail(host_, ready);
    const ImportResult result = Import();
    if (result.objects.empty()) {
      if (!result.diagnostics.empty()) return Show(result.diagnostics);
      host_.streams->Say("Nothing was found that is not in the state already.\n");
      return ExitCode::kDone;
    }
    const Status kept = Keep(result);
    if (!kept.ok()) return Fail(host_, kept);
    Tell(result);
    return result.diagnostics.empty() ? ExitCode::kDone : Show(result.diagnostics);
  }

 private:
  ExitCode Show(const std::vector<LocatedDiagnostic>& diagnostics) {
    host_.streams->Say(DiagnosticsText(diagnostics, {.width = session_.look().width}));
    return ExitOfDiagnostics(diagnostics);
  }

  // A repository begins with an import: what is to be written is the first of its configuration.
  bool IsFirst() const {
    const auto& paths = session_.files();
    return paths.size() == 1 && !FileExists(paths.front()) && (!named_files_ || paths.front() == options_.write);
  }

  // An account that is named as its cloud needs no entry: its settings are the environment's.
  void AddAccount(const std::string& name) {
    const auto& clouds = host_.factory->traits();
    const bool cloud = std::any_of(clouds.begin(), clouds.end(), [&](const auto* one) { return one->cloud == name; });
    if (!cloud || loaded_.set.FindAccount(name) != nullptr) return;
    loaded_.set.accounts.push_back({name, name, {}, {}});
    std::sort(loaded_.set.accounts.begin(), loaded_.set.accounts.end(),
              [](const Account& a, const Account& b) { return a.name < b.name; });
  }

  Status Prepare() {
    for (const std::string& account : options_.accounts) AddAccount(account);
    if (options_.all && loaded_.set.accounts.empty()) {
      return InvalidArgumentError("no account is known to look in: name it with --account, for example --account " +
                                  std::string(host_.factory->traits().front()->cloud));
    }
    for (const std::string& account : options_.accounts) IC_RETURN_IF_ERROR(CheckAccount(account));
    IC_ASSIGN_OR_RETURN(state_, session_.OpenState());
    return state_->Lock(session_.Holder("import"));
  }

  Status CheckAccount(const std::string& name) const {
    if (loaded_.set.FindAccount(name) != nullptr) return OkStatus();
    std::vector<std::string> names;
    for (const Account& account : loaded_.set.accounts) names.push_back(account.name);
    return InvalidArgumentError(fmt::format("the configuration has no account '{}' under `clouds`; there are {}", name,
                                            names.empty() ? "none" : JoinWords(names, "and")));
  }

  ImportResult Import() {
    const RunEnvironment environment = session_.run(*state_);
    if (!options_.all) {
      const Address address = ParseAddress(options_.address).value_or(Address());
      auto account = AccountOf(address);
      if (!account.ok()) return {{}, {DiagnosticOf("Account is not clear", account.status())}};
      AddAccount(*account);
      return ImportObjects(environment, loaded_.set, {{address, *account, options_.id}});
    }
    std::set<std::string> accounts(options_.accounts.begin(), options_.accounts.end());
    if (accounts.empty()) {
      for (const Account& account : loaded_.set.accounts) accounts.insert(account.name);
    }
    return ImportEverything(environment, loaded_.set, accounts);
  }

  // As named, as the configuration has it, or the only one of the id's cloud.
  StatusOr<std::string> AccountOf(const Address& address) const {
    if (!options_.accounts.empty()) return options_.accounts.front();
    const DesiredObject* object = loaded_.set.Find(address);
    if (object != nullptr) return object->account;
    const std::string cloud = options_.id.substr(0, options_.id.find('/'));
    std::vector<std::string> names;
    for (const Account& account : loaded_.set.accounts) {
      if (account.cloud == cloud) names.push_back(account.name);
    }
    if (names.size() == 1) return names.front();
    if (names.empty()) return cloud;  // its settings are the environment's
    return InvalidArgumentError(
        fmt::format("{} are accounts of {}: say which with --account", JoinWords(names, "and"), cloud));
  }

  // The configuration first: what the state has and no configuration asks for would be taken away.
  Status Keep(const ImportResult& result) {
    DesiredSet written;
    written.accounts = loaded_.set.accounts;
    for (const ImportedObject& object : result.objects) {
      if (loaded_.set.Find(object.desired.address) == nullptr) written.objects.push_back(object.desired);
    }
    std::sort(written.objects.begin(), written.objects.end(),
              [](const DesiredObject& a, const DesiredObject& b) { return a.address < b.address; });
    new_objects_ = written.objects.size();
    if (new_objects_ > 0) IC_RETURN_IF_ERROR(WriteDown(written));
    std::vector<StateObject> objects;
    for (const ImportedObject& object : result.objects) objects.push_back(object.state);
    return state_->PutAll(objects);
  }

  Status WriteDown(const DesiredSet& written) {
    const std::string yaml = WriteYaml(*host_.factory, written, /*with_accounts=*/false);
    if (options_.write.empty()) {
      host_.streams->Print(yaml);
      return host_.streams->Flush() ? OkStatus() : UnavailableError("standard output cannot be written");
    }
    std::string text = yaml;
    if (options_.append && FileExists(options_.write)) {
      IC_ASSIGN_OR_RETURN(const std::string existing, ReadFile(options_.write));
      auto appended = AppendYaml(existing, yaml);
      if (!appended.ok()) return appended.status().Annotate(options_.write);
      text = *std::move(appended);
    }
    IC_RETURN_IF_ERROR(WriteFileAtomically(options_.write, text));
    return ReadBack(written);
  }

  bool IsRead() const {
    const auto& files = loaded_.set.files;
    const bool named = std::find(files.begin(), files.end(), options_.write) != files.end();
    const auto& paths = session_.files();
    const bool given = std::find(paths.begin(), paths.end(), options_.write) != paths.end();
    return named || given || std::find(paths.begin(), paths.end(), FolderOf(options_.write)) != paths.end();
  }

  // What was written must say what was meant, before the state relies on it. Of the paths some may not be there yet.
  Status ReadBack(const DesiredSet& written) {
    std::vector<std::string> paths;
    for (const std::string& path : session_.files()) {
      if (FileExists(path)) paths.push_back(path);
    }
    if (!IsRead() && std::find(paths.begin(), paths.end(), options_.write) == paths.end()) {
      paths.push_back(options_.write);
    }
    const LoadedSet again =
        LoadConfiguration(paths, {.factory = host_.factory, .environment = host_.environment, .resolve_keys = false});
    const bool all = std::all_of(written.objects.begin(), written.objects.end(), [&](const DesiredObject& object) {
      return again.set.Find(object.address) != nullptr;
    });
    if (all && !HasErrors(again.diagnostics)) return OkStatus();
    (void)Show(again.diagnostics);
    return InternalError(
        fmt::format("{} was written but does not read as it should; nothing was put into the state", options_.write));
  }

  void Tell(const ImportResult& result) {
    for (const ImportedObject& object : result.objects) {
      host_.streams->Say(
          fmt::format("Imported {} ({})\n", OneLine(object.state.address.ToString()), OneLine(object.state.id)));
    }
    host_.streams->Say(fmt::format("{} imported into the state.\n", Count(result.objects.size(), "object")));
    if (new_objects_ == 0) return;
    if (options_.write.empty()) {
      host_.streams->Say("Put the YAML into the configuration before the next apply.\n");
    } else if (!IsRead()) {
      host_.streams->Say(
          fmt::format("Read {} with -f from now on, beside {}.\n", options_.write, JoinWords(session_.files(), "and")));
    }
  }

  Host& host_;
  const ImportArguments& options_;
  const bool named_files_;  // with -f
  const Session session_;
  LoadedSet loaded_;
  std::unique_ptr<StateStore> state_;
  std::size_t new_objects_ = 0;
};

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
      [&program, options] {
        const std::string problem = ImportProblem(*options);
        if (!problem.empty()) return Fail(program.host(), problem);
        return Importing(program.host(), program.common(), *options).Run();
      });
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
