// The configuration format: YAML read into a DesiredSet, and written from one.
#ifndef CLI_CONFIG_CONFIG_H_
#define CLI_CONFIG_CONFIG_H_

#include <map>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "adapters/contract/factory.h"
#include "base/status.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

struct LoadOptions {
  const AdapterFactory* factory = nullptr;
  std::map<std::string, std::string> environment;  // for ${env:NAME}
  // False: ${env:…} and ${file:…} are not resolved (a value stands in that is never shown): offline checks of a
  // repository need no secret.
  bool resolve_secrets = true;
  // False: the same for the BGP keys alone: what destroys or imports sends none.
  bool resolve_keys = true;
};

struct LoadedSet {
  DesiredSet set;  // as far as it could be read
  std::vector<LocatedDiagnostic> diagnostics;
};

// What a configuration's folder is read from: its *.yaml and *.yml, not deeper, by name; hidden ones are other
// programs' settings. Of a name that leads nowhere, too: whoever reads it says so.
std::vector<std::string> YamlFilesIn(const std::string& folder, std::error_code& error);
// Whether a file of that name, without folders, is one of them.
bool IsYamlName(std::string_view name);

// Reads files and folders (their *.yaml and *.yml, not deeper, by name). Each diagnostic has file, line and column.
// Refused quickly: more than 64 MiB a file, nesting deeper than 64, aliases that expand to more than 10 million nodes,
// invalid UTF-8, several documents in a file.
LoadedSet LoadConfiguration(const std::vector<std::string>& paths, const LoadOptions& options);

// In the order in which the files were read, then by line and column. What has no place comes first; the word about
// findings that were left out stays last.
void SortByPlace(const std::vector<std::string>& files, std::vector<LocatedDiagnostic>& diagnostics);

// What a configuration that stands for `object` (a state's attributes) says: beside what the user may set, what was
// taken over, or could not be made, is taken over again, and destroying does what it did.
Value ConfigurationToKeep(const AdapterFactory& factory, Kind kind, const Value& object);

// The objects as YAML, readable by LoadConfiguration to the same set. `clouds` entries come first if `with_accounts`
// (never a secret: credentials are left out).
std::string WriteYaml(const AdapterFactory& factory, const DesiredSet& set, bool with_accounts);

// The same as HCL for the provider, with an import block for each object whose import id is given.
std::string WriteHcl(const AdapterFactory& factory, const DesiredSet& set,
                     const std::map<Address, std::string>& import_ids);

struct TerraformSet {
  LoadedSet loaded;
  std::map<Address, std::string> import_ids;  // of those that have what it takes
};

// Reads `terraform show -json` (a state): objects of this provider, ids among them turned into references.
StatusOr<TerraformSet> ReadTerraformState(const AdapterFactory& factory, std::string_view json);

// JSON Schema (draft 2020-12 as far as editors read it) of the format, from the field lists.
std::string ConfigurationSchema(const AdapterFactory& factory);

}  // namespace ic::cli

#endif  // CLI_CONFIG_CONFIG_H_
