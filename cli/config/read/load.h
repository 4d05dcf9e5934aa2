// YAML files read into a DesiredSet.
#ifndef CLI_CONFIG_READ_LOAD_H_
#define CLI_CONFIG_READ_LOAD_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "adapters/contract/factory.h"
#include "cli/config/read/trust.h"
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
  // True: a write-only key with a version may be missing where ${env:…} or ${file:…} leads: it is unknown then, and
  // what would be the error is in LoadedSet::waiting, for whoever finds that the key is needed.
  bool keys_may_wait = false;
  Trust trust = {};
};

struct LoadedSet {
  DesiredSet set;  // as far as it could be read
  std::vector<LocatedDiagnostic> diagnostics;
  std::vector<LocatedDiagnostic> waiting = {};  // errors, each about an object whose key is missing (keys_may_wait)
  // What `${…}` brought into fields that are never shown: for whoever prints, to leave out wherever it turns up.
  std::set<std::string> secrets = {};
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

}  // namespace ic::cli

#endif  // CLI_CONFIG_READ_LOAD_H_
