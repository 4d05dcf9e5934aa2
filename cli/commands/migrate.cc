// interconnect migrate: states of the clouds' own Terraform providers as a configuration here, proven before it is
// written.
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "adapters/contract/fields.h"
#include "cli/commands/accounts.h"
#include "cli/commands/commands.h"
#include "cli/config/write/write.h"
#include "cli/migrate/new_folder.h"
#include "cli/migrate/old_state.h"
#include "cli/migrate/pages.h"
#include "cli/migrate/removed.h"
#include "cli/migrate/sorted.h"
#include "cli/migrate/table.h"
#include "cli/migrate/takeover.h"
#include "cli/output/plan/plan_output.h"
#include "cli/process/empty_state.h"
#include "cli/process/files.h"
#include "cli/process/session.h"
#include "cli/process/trust_options.h"
#include "reconcile/object/object.h"

namespace ic::cli {
namespace {

constexpr const char* kYamlFile = "interconnect.yaml";
constexpr const char* kStateFile = "interconnect.state.db";  // where every command looks for it

struct MigrateArguments {
  std::vector<std::string> from;
  std::string to = "hcl";
  std::string out;
  std::vector<std::string> leave;
  bool check = false;
  bool json = false;

  bool hcl() const { return to == "hcl"; }
  bool moved_blocks() const { return hcl() && from.size() == 1; }
};

struct Migration {
  std::vector<OldState> states;
  std::vector<Sorted> sorted;
  Takeover takeover;
  MigrationReport report;
};

Status CheckArguments(const MigrateArguments& arguments) {
  if (arguments.from.empty()) {
    return InvalidArgumentError(
        "name a state file of Terraform, or what `terraform show -json` printed, with --from FILE");
  }
  if (arguments.check && !arguments.out.empty()) {
    return InvalidArgumentError("--check writes nothing: leave out --out, or --check");
  }
  if (arguments.check) return OkStatus();
  if (arguments.out.empty()) {
    return InvalidArgumentError("name the folder to write with --out DIR, or ask for the proof alone with --check");
  }
  return NewFolder(arguments.out).Check();
}

StatusOr<std::vector<OldState>> ReadStates(const std::vector<std::string>& files) {
  std::vector<OldState> states;
  for (const std::string& file : files) {
    IC_ASSIGN_OR_RETURN(std::string text, ReadFile(file));
    auto state = ReadOldState(file, std::move(text), states.size());
    if (!state.ok()) return state.status().Annotate(file);
    states.push_back(*std::move(state));
  }
  return states;
}

// What --leave names must be there: a slip would move what shall stay.
Status CheckLeft(const std::vector<OldState>& states, const std::vector<std::string>& leave) {
  for (const std::string& address : leave) {
    const bool is_there = std::ranges::any_of(states, [&address](const OldState& state) {
      return std::ranges::find(state.objects, address, &OldObject::address) != state.objects.end();
    });
    if (is_there) continue;
    return InvalidArgumentError(fmt::format("--leave {} names nothing that these states have", address));
  }
  return OkStatus();
}

// A configuration is read for its accounts; without it each cloud has one, with the settings of its environment.
LoadedSet AccountsOf(const Session& session, bool named) {
  LoadedSet loaded;
  if (named || FileExists(session.files().front())) loaded = session.LoadWithoutKeys();
  DesiredSet& set = loaded.set;
  set.objects.clear();
  set.moved.clear();
  set.ignores.clear();
  return loaded;
}

// The entry of each cloud that something is moved in.
StatusOr<std::map<std::string, std::string>> EntriesOf(const AdapterFactory& factory, const std::vector<Sorted>& sorted,
                                                       DesiredSet& set) {
  std::map<std::string, std::string> entries;
  for (const Sorted& one : sorted) {
    if (one.becomes != Becomes::kMoved) continue;
    const std::string cloud = reconcile::Text(one.attributes, field::kCloud);
    if (entries.contains(cloud)) continue;
    auto entry = OnlyAccountOf(set, cloud);
    if (!entry.ok()) {
      return InvalidArgumentError(fmt::format(
          "the configuration has several accounts of {}, and a state does not say which of them its objects are "
          "in: name one with -f that has one, and migrate the others by themselves, with --leave",
          cloud));
    }
    AddAccount(factory, *entry, set);
    IC_RETURN_IF_ERROR(CheckAccount(set, *entry));
    entries.emplace(cloud, *std::move(entry));
  }
  return entries;
}

void Show(Host& host, const Session& session, const MigrateArguments& arguments, const Migration& migration) {
  if (arguments.json) return host.streams->Print(MigrationJson(migration.report, migration.sorted));
  host.streams->Print(MigrationText(migration.report, migration.sorted, session.style()));
}

// The files of Terraform's language, and how objects are called there.
Status WriteHclTo(const Host& host, const MigrateArguments& arguments, Migration& migration, const NewFolder& folder) {
  std::map<Address, std::string> imported;
  std::map<Address, std::string> moved;
  for (const Sorted& one : migration.sorted) {
    if (one.becomes != Becomes::kMoved) continue;
    if (one.by == By::kMoved) {
      moved.emplace(one.to, one.old.address);
    } else {
      imported.emplace(one.to, migration.takeover.ids.at(one.to));
    }
  }
  const HclFiles files = WriteHclFiles(*host.factory, migration.takeover.set, imported, moved);
  migration.report.names = files.address;
  if (arguments.check) return OkStatus();
  IC_RETURN_IF_ERROR(folder.Write("providers.tf", files.providers));
  // An empty line parts it from what is before it in one file.
  return folder.Write("interconnect.tf", files.resources.substr(files.resources.find_first_not_of('\n')));
}

// The configuration with its state: without that it would be taken for new objects.
Status WriteYamlTo(const Session& session, const Migration& migration, const NewFolder& folder) {
  const Host& host = session.host();
  const std::string yaml = WriteYaml(*host.factory, migration.takeover.set, /*with_accounts=*/true);
  IC_RETURN_IF_ERROR(folder.Write(kYamlFile, yaml));
  {
    IC_ASSIGN_OR_RETURN(const std::unique_ptr<StateStore> state,
                        OpenState(folder.Place(kStateFile), {.clock = host.clock, .random = host.random}));
    IC_RETURN_IF_ERROR(state->Lock(session.Holder("migrate")));
    IC_RETURN_IF_ERROR(state->PutAll(migration.takeover.state));
  }
  const LoadedSet again = session.LoadWithoutKeys({folder.Place(kYamlFile)});
  const bool all = std::ranges::all_of(migration.takeover.set.objects, [&again](const DesiredObject& object) {
    return again.set.Find(object.address) != nullptr;
  });
  if (all && !HasErrors(again.diagnostics)) return OkStatus();
  (void)ShowDiagnostics(session, again.diagnostics);
  return InternalError(fmt::format("{} was written but does not read as it should", folder.Place(kYamlFile)));
}

// What is for the old configurations, and for the way back.
Status WriteBeside(const MigrateArguments& arguments, const Migration& migration, const NewFolder& folder) {
  IC_RETURN_IF_ERROR(folder.Write("back/.gitignore", "*\n"));
  for (std::size_t i = 0; i < migration.states.size(); ++i) {
    const OldState& state = migration.states[i];
    IC_RETURN_IF_ERROR(folder.Write(CopyOf(state, i), state.text, Privacy::kOwnerOnly));
    const std::string removed = RemovedFile(migration.sorted, i, arguments.moved_blocks());
    if (removed.empty()) continue;
    IC_RETURN_IF_ERROR(folder.Write(arguments.moved_blocks() ? "removed.tf" : RemovedPlace(i), removed));
  }
  IC_RETURN_IF_ERROR(folder.Write("BACK.md", BackPage(migration.states, migration.sorted, arguments.hcl())));
  return folder.Write("migration.json", MigrationJson(migration.report, migration.sorted));
}

Status WriteMigration(const Session& session, const MigrateArguments& arguments, Migration& migration) {
  const NewFolder folder(arguments.out);
  if (arguments.hcl()) IC_RETURN_IF_ERROR(WriteHclTo(session.host(), arguments, migration, folder));
  if (arguments.check) return OkStatus();
  if (!arguments.hcl()) IC_RETURN_IF_ERROR(WriteYamlTo(session, migration, folder));
  migration.report.out = arguments.out;
  IC_RETURN_IF_ERROR(WriteBeside(arguments, migration, folder));
  return folder.Finish();
}

// The clouds are read, and the shadow plan is made. Its code says whether that is a proof.
ExitCode Prove(const Session& session, const MigrateArguments& arguments, const DesiredSet& accounts,
               const std::map<std::string, std::string>& entries, Migration& migration) {
  const auto waiting = session.Wait("reading the clouds");
  EmptyState nothing;
  const RunEnvironment environment = session.run(nothing);
  migration.takeover = TakeOver(environment, accounts, entries, migration.sorted);
  MigrationReport& report = migration.report;
  report.diagnostics = migration.takeover.diagnostics;
  if (HasErrors(report.diagnostics)) return ExitCode::kError;
  const RunPlan plan = ShadowPlan(environment, migration.takeover, migration.sorted, arguments.moved_blocks());
  report.diagnostics.insert(report.diagnostics.end(), plan.diagnostics.begin(), plan.diagnostics.end());
  report.changes = plan.counts.changes();
  report.proven = IsProof(plan);
  if (report.proven) return ExitCode::kDone;
  if (!arguments.json) session.host().streams->Print(PlanText(plan, session.style()));
  return ExitOfPlan(plan);
}

void SayWhatIsNext(Host& host, const MigrateArguments& arguments) {
  host.streams->Say(
      fmt::format("Written to {0}. {0}/BACK.md has the steps from here, and the way back.\n", OneLine(arguments.out)));
}

ExitCode Migrate(Host& host, const CommonOptions& common, const MigrateArguments& arguments) {
  if (common.trust.untrusted) return Fail(host, kNoUntrustedApply);  // a state says what is ours
  const Status clear = CheckArguments(arguments);
  if (!clear.ok()) return Fail(host, clear);
  const Session session(host, common);
  Migration migration;
  auto states = ReadStates(arguments.from);
  if (!states.ok()) return Fail(host, states.status());
  migration.states = *std::move(states);
  const Status left = CheckLeft(migration.states, arguments.leave);
  if (!left.ok()) return Fail(host, left);
  migration.sorted = Sort(migration.states, {arguments.leave.begin(), arguments.leave.end()});
  migration.report.to = arguments.to;
  for (const OldState& state : migration.states) migration.report.states.push_back(state.file);

  LoadedSet loaded = AccountsOf(session, !common.files.empty());
  if (HasErrors(loaded.diagnostics)) return ShowDiagnostics(session, loaded.diagnostics);
  const auto entries = EntriesOf(*host.factory, migration.sorted, loaded.set);
  if (!entries.ok()) return Fail(host, entries.status());
  if (entries->empty()) {  // nothing moves, and so nothing changes
    migration.report.proven = true;
    Show(host, session, arguments, migration);
    return ExitCode::kDone;
  }
  const ExitCode proof = Prove(session, arguments, loaded.set, *entries, migration);
  const Status written = proof == ExitCode::kDone ? WriteMigration(session, arguments, migration) : OkStatus();
  if (!written.ok()) return Fail(host, written);
  Show(host, session, arguments, migration);
  if (!arguments.json && !migration.report.diagnostics.empty()) {
    (void)ShowDiagnostics(session, migration.report.diagnostics);
  }
  if (!migration.report.out.empty()) SayWhatIsNext(host, arguments);
  return proof;
}

}  // namespace

void AddMigrate(Program& program) {
  const auto options = std::make_shared<MigrateArguments>();
  CLI::App& command = program.Add(
      {.name = "migrate",
       .sentence = "Take over what the clouds' own Terraform providers manage, and prove that nothing changes",
       .examples = {"interconnect migrate --from terraform.tfstate --check",
                    "interconnect migrate --from terraform.tfstate --to hcl --out moved",
                    "interconnect migrate --from a.tfstate --from b.tfstate --to yaml --out links"},
       .more = "No cloud is changed, and nothing that exists is written over. What is not proven is not written.\n"
               "Exit code 0: proven, 1: error, 2: there would be changes, 3: a safety rail refuses them."},
      [&program, options] { return Migrate(program.host(), program.common(), *options); });
  AddRepeatable(command, "--from", "FILE", options->from,
                "A state file of Terraform, or what 'terraform show -json' printed;\nagain for more");
  AddChoice(command, "--to", {"hcl", "yaml"}, options->to, "The language (default: hcl)");
  AddFile(command, "--out", options->out, "The folder to write: an empty one, or one that is not there yet");
  command.get_option("--out")->type_name("FOLDER");
  AddFlag(command, "--check", options->check, "The table and the proof alone; writes nothing");
  AddRepeatable(command, "--leave", "ADDRESS", options->leave,
                "Leave this object with its provider, as Terraform names it; again for more");
  AddFlag(command, "--json", options->json, "The table as JSON");
  AddReadingOptions(command, program.common());
}

}  // namespace ic::cli
