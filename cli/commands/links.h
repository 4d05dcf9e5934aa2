// Links for routers, of what was looked at.
#ifndef CLI_COMMANDS_LINKS_H_
#define CLI_COMMANDS_LINKS_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "adapters/contract/factory.h"
#include "reconcile/run/look/look.h"
#include "schema/value/value.h"

namespace ic::cli {

struct LinksWanted {
  std::set<Address> addresses;  // interfaces, or connections with all that is on them; empty: all
  std::string site;             // code of a location; empty: any
};

struct FoundLinks {
  std::vector<Value> links;                 // models (router/link.h), by address
  std::map<std::string, std::string> keys;  // by object, where the report has them
  std::vector<LocatedDiagnostic> problems;  // why a wanted one is not among them: errors; what is left out: warnings
};

FoundLinks LinksOf(const AdapterFactory& factory, const DesiredSet& set, const LookReport& report,
                   const LinksWanted& wanted);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_LINKS_H_
