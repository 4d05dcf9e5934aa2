// interconnect export: the state as a configuration in either language, or a Terraform state as YAML.
#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/commands/import_command.h"
#include "cli/config/read/load.h"
#include "cli/config/read/terraform_state.h"
#include "cli/config/vocabulary/keep.h"
#include "cli/config/write/write.h"
#include "cli/output/format/text.h"
#include "cli/process/files.h"
#include "cli/process/session.h"
#include "reconcile/run/import/configuration.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic::cli {
namespace {

struct ExportArguments {
  std::string to = "yaml";
  bool import_blocks = true;
  std::string from_terraform;
};

// Ids of what the object refers to become references again.
void TakeReferences(const run::FieldIndex& field_index, const StateObject& object,
                    const std::map<Address, std::string>& ids, DesiredObject& desired) {
  for (const reconcile::Leaf& leaf : field_index.leaves(object.address.kind)) {
    const Value held = reconcile::ValueAt(desired.config, leaf);
    const auto target = std::ranges::find_if(object.depends_on, [&](const Address& address) {
      const auto id = ids.find(address);
      return id != ids.end() && held == Value::String(id->second);
    });
    const bool refers = leaf.field->refers_to || leaf.field->mentions || leaf.path == field::kAdvertisedBy;
    if (!refers || target == object.depends_on.end()) continue;
    desired.references.push_back({leaf.path, *target, !leaf.field->mentions});
    reconcile::PutAt(desired.config, leaf, Value::Null());
  }
}

// Accounts as the configuration has them; of those it does not have, the name and the cloud.
void AddAccounts(const DesiredSet& configuration, const std::vector<StateObject>& objects, DesiredSet& set) {
  set.owner = configuration.owner;
  set.limits = configuration.limits;
  set.tag_settings = configuration.tag_settings;
  set.accounts = configuration.accounts;
  for (const StateObject& object : objects) {
    if (set.FindAccount(object.account) != nullptr) continue;
    set.accounts.push_back({object.account, object.cloud, Value::Null(), {}});
    std::sort(set.accounts.begin(), set.accounts.end(),
              [](const Account& a, const Account& b) { return a.name < b.name; });
  }
}

StatusOr<DesiredSet> SetOf(const AdapterFactory& factory, const DesiredSet& configuration,
                           const std::vector<StateObject>& objects) {
  const run::FieldIndex field_index(factory);
  std::map<Address, std::string> ids;
  for (const StateObject& object : objects) ids[object.address] = object.id;
  DesiredSet set;
  AddAccounts(configuration, objects, set);
  for (const StateObject& object : objects) {
    IC_ASSIGN_OR_RETURN(const Value attributes, run::AttributesOf(field_index, object));
    DesiredObject desired;
    desired.address = object.address;
    desired.account = object.account;
    desired.config = ConfigurationToKeep(factory, object.address.kind, attributes);
    TakeReferences(field_index, object, ids, desired);
    set.objects.push_back(std::move(desired));
  }
  return set;
}

void SayWhatIsMissing(Host& host, const std::vector<StateObject>& objects) {
  for (const StateObject& object : objects) {
    if (!object.keyed) continue;
    host.streams->Say(
        fmt::format("{} has a BGP key, which no state holds: write its auth_key before this is applied.\n",
                    OneLine(object.address.ToString())));
  }
}

using ImportIds = std::map<Address, std::string>;

StatusOr<ImportIds> ImportIdsOf(const AdapterFactory& factory, const std::vector<StateObject>& objects) {
  const run::FieldIndex field_index(factory);
  ImportIds ids;
  for (const StateObject& object : objects) {
    IC_ASSIGN_OR_RETURN(const Value attributes, run::AttributesOf(field_index, object));
    std::string id = ImportIdOf(factory, object.address.kind, attributes);
    if (!id.empty()) ids.emplace(object.address, std::move(id));
  }
  return ids;
}

void Print(Host& host, const ExportArguments& options, const DesiredSet& set, const ImportIds& import_ids) {
  if (options.to == "yaml") return host.streams->Print(WriteYaml(*host.factory, set, /*with_accounts=*/true));
  host.streams->Print(WriteHcl(*host.factory, set, options.import_blocks ? import_ids : ImportIds()));
}

// What Terraform manages is in no state of this program: a plan would create it all again.
void PrintImports(Host& host, const TerraformSet& read) {
  std::string text =
      "\n# These exist, and Terraform's state has them. Before the first plan, put them into the state of this\n"
      "# configuration (saved as interconnect.yaml), and remove them from Terraform's:\n#\n";
  for (const DesiredObject& object : read.loaded.set.objects) {
    const auto id = read.import_ids.find(object.address);
    text += id == read.import_ids.end()
                ? fmt::format("#   ({} has no id that could be imported)\n", object.address.ToString())
                : fmt::format("#   {}\n", ImportCommand(object.address, id->second, ""));
  }
  if (!read.loaded.set.objects.empty()) host.streams->Print(text);
}

ExitCode FromTerraform(const Session& session, const ExportArguments& options) {
  Host& host = session.host();
  const auto text = ReadFile(options.from_terraform);
  if (!text.ok()) return Fail(host, text.status());
  const auto read = ReadTerraformState(*host.factory, *text);
  if (!read.ok()) return Fail(host, read.status().Annotate(options.from_terraform));
  const ExitCode code = ShowDiagnostics(session, read->loaded.diagnostics);
  if (code != ExitCode::kDone) return code;
  Print(host, options, read->loaded.set, read->import_ids);
  if (options.to == "yaml") PrintImports(host, *read);
  return code;
}

ExitCode Export(Host& host, const CommonOptions& common, const ExportArguments& options) {
  const Session session(host, common);
  if (!options.from_terraform.empty()) return FromTerraform(session, options);
  // It is read for its accounts; without it they have no settings, and that is no error.
  const LoadedSet loaded = session.Load(/*resolve_secrets=*/false);
  const bool there = !common.files.empty() || FileExists(session.files().front());
  if (there && HasErrors(loaded.diagnostics)) return ShowDiagnostics(session, loaded.diagnostics);
  const auto state = session.OpenExistingState();
  if (!state.ok()) return Fail(host, state.status());
  const auto objects = (*state)->Load();
  if (!objects.ok()) return Fail(host, objects.status());
  const auto set = SetOf(*host.factory, loaded.set, *objects);
  if (!set.ok()) return Fail(host, set.status());
  const auto import_ids = ImportIdsOf(*host.factory, *objects);
  if (!import_ids.ok()) return Fail(host, import_ids.status());
  Print(host, options, *set, *import_ids);
  SayWhatIsMissing(host, *objects);
  return ExitCode::kDone;
}

}  // namespace

void AddExport(Program& program) {
  const auto options = std::make_shared<ExportArguments>();
  CLI::App& command = program.Add(
      {.name = "export",
       .sentence = "Print what the state holds as YAML, or as HCL for Terraform with import blocks",
       .examples = {"interconnect export --to hcl > links.tf",
                    "terraform show -json > state.json && interconnect export --from-terraform state.json"}},
      [&program, options] { return Export(program.host(), program.common(), *options); });
  AddChoice(command, "--to", {"yaml", "hcl"}, options->to, "The language (default: yaml)");
  AddNoFlag(command, "--no-import-blocks", options->import_blocks, "Leave the import blocks out of HCL");
  AddFile(command, "--from-terraform", options->from_terraform,
          "Read what 'terraform show -json' printed in place of the state");
  AddTrustOptions(command, program.common());
  AddCommonOptions(command, program.common());
}

}  // namespace ic::cli
