// What became of each object, for people and for machines.
#ifndef CLI_MIGRATE_TABLE_H_
#define CLI_MIGRATE_TABLE_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "cli/migrate/sorted.h"
#include "cli/output/format/text.h"
#include "reconcile/run/set/located.h"

namespace ic::cli {

struct MigrationReport {
  std::vector<std::string> states;       // their files
  std::string to;                        // "hcl", "yaml"
  std::string out;                       // the folder that was written; empty: none
  std::map<Address, std::string> names;  // how what moved is called there, if not as its address
  bool proven = false;
  std::size_t changes = 0;  // that the shadow plan would make
  std::vector<LocatedDiagnostic> diagnostics;
};

// A row an object; those of types that are none of private links are counted by provider.
std::string MigrationText(const MigrationReport& report, const std::vector<Sorted>& sorted, const TextStyle& style);
std::string MigrationJson(const MigrationReport& report, const std::vector<Sorted>& sorted);

}  // namespace ic::cli

#endif  // CLI_MIGRATE_TABLE_H_
