#include <iterator>
#include <utility>
#include <vector>

#include "adapters/alibaba/tables/rule_parts.h"
#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {

std::vector<Rule> Rules() {
  std::vector<Rule> rules = ConnectionRules();
  for (std::vector<Rule> more : {InterfaceRules(), SessionRules()}) {
    rules.insert(rules.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return rules;
}

}  // namespace ic::alibaba
