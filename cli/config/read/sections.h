// Sections: what a configuration says beside its objects: clouds, owner, limits, moves, ignores. Each may come in
// several files; what they say is united, and a contradiction is an error that names both places.
#ifndef CLI_CONFIG_READ_SECTIONS_H_
#define CLI_CONFIG_READ_SECTIONS_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/config/read/report.h"
#include "cli/config/read/sources.h"
#include "cli/config/vocabulary/vocabulary.h"
#include "cli/config/yaml/yaml_tree.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

// What is known before any ${env:…} is looked up: `cloud`.
inline constexpr std::string_view kMustBeWritten = "Must be written out";

// Every object that is written, readable or not.
struct Placed {
  Position where;
  std::size_t index = 0;  // for whoever made it
};
using Places = std::map<Address, Placed>;

class Sections {
 public:
  Sections(const Vocabulary& vocabulary, Sources& sources, Report& report, DesiredSet& set)
      : vocabulary_(vocabulary), sources_(sources), report_(report), set_(set) {}

  // True if `key` was one of its own.
  bool Read(const Yaml& key, const Yaml& value);
  // After the last file, and with all objects in the set's vocabulary known by `exists`: what can be checked only then.
  // `names` are the objects' names by kind, for hints.
  void Finish(const Places& objects, bool complete);

  // The entry of `clouds` with that name (written, or implied by a vendor's name). Null: there is none, or it is
  // broken; then `*known` tells which.
  const Account* FindAccount(std::string_view name, bool* known);
  std::vector<std::string> AccountNames() const;
  // The accounts that were written or asked for, by name.
  std::vector<Account> TakeAccounts();

 private:
  struct Written {
    Account account;
    bool broken = false;
    std::map<std::string, Position> fields;
  };
  struct Move {
    Address to;
    Position where;
  };

  void ReadVersion(const Yaml& value);
  void ReadClouds(const Yaml& value);
  void ReadAccount(const Yaml& key, const Yaml& value);
  void ReadAccountFields(const VendorTraits& traits, const Yaml& value, Written& entry);
  void ReadOwner(const Yaml& value);
  void ReadLimits(const Yaml& value);
  void ReadAllowDisruption(const Yaml& value);
  void ReadTagSetting(const Field& field, const Yaml& key, const Yaml& value);
  void ReadMoved(const Yaml& value);
  void ReadMove(Kind kind, const Yaml& from, const Yaml& to);
  void ReadDrift(const Yaml& value);
  void ReadIgnore(const Yaml& value);
  void CheckLimits();
  void CheckMoves(const Places& objects, bool complete);
  void CheckIgnores(const Places& objects, bool complete);
  std::string FieldProblem(const DriftIgnore& ignore) const;
  bool IsMap(std::string_view name, const Yaml& value);
  void Contradiction(std::string_view what, const Yaml& at, Position before);

  const Vocabulary& vocabulary_;
  Sources& sources_;
  Report& report_;
  DesiredSet& set_;
  std::map<std::string, Written, std::less<>> accounts_;
  Position owner_;
  std::map<std::string, Position> limits_;
  std::map<Address, Move> moves_;
};

// " There is no `x`." hints for a missing address: the same name in another kind, or the nearest name.
std::string AddressHint(const Address& missing, const Places& objects);

}  // namespace ic::cli

#endif  // CLI_CONFIG_READ_SECTIONS_H_
