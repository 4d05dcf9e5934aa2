// The rules, kind by kind, and what those of several kinds share.
#ifndef ADAPTERS_ALIBABA_TABLES_RULE_PARTS_H_
#define ADAPTERS_ALIBABA_TABLES_RULE_PARTS_H_

#include <vector>

#include "adapters/contract/limits.h"
#include "base/diagnostics.h"
#include "base/ip.h"
#include "schema/value/value.h"

namespace ic::alibaba {

// connection_rules.cc, virtual_interface_rules.cc, session_rules.cc (groups, sessions and prefixes).
std::vector<Rule> ConnectionRules();
std::vector<Rule> InterfaceRules();
std::vector<Rule> SessionRules();

// True of what has to do with 100.64.0.0/10, "this network" of the vendor's own services.
bool IsServiceRange(const Cidr& cidr);

// A rule: the two ends of a session have numbers that are theirs to have.
void CheckAsns(const Value& object, const Rule& rule, Diagnostics& diagnostics);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_TABLES_RULE_PARTS_H_
