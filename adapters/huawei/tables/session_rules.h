// Rules of a session, which an interface and a peer carry alike.
#ifndef ADAPTERS_HUAWEI_TABLES_SESSION_RULES_H_
#define ADAPTERS_HUAWEI_TABLES_SESSION_RULES_H_

#include <string_view>
#include <vector>

#include "adapters/contract/limits.h"

namespace ic::huawei {

// What exists already may leave out what only a create needs.
bool IsAdopted(const Value& object);

struct SessionRuleIds {
  std::string_view addresses, prefixes, key, asn;
};

void AddSessionRules(Kind kind, const SessionRuleIds& ids, std::vector<Rule>& rules);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_TABLES_SESSION_RULES_H_
