// Facts: what the engine keeps beside an object's state between calls. Small, JSON, never a secret: Terraform stores it
// in clear text.
#ifndef RECONCILE_FACTS_H_
#define RECONCILE_FACTS_H_

#include <string>
#include <string_view>
#include <vector>

namespace ic::reconcile {

struct Facts {
  // The object's id. A plan without a prior object but with this replaces that object: Terraform's second plan of a
  // replacement gets the facts of the first, and -replace and taint announce the deletion in no other way.
  std::string id;
  // Of a virtual interface: address families of its live sessions when it was last read, sorted. What a change of a
  // session costs depends on it, and the plan made while applying must come to the same answer.
  std::vector<std::string> sessions;
};

// Text that is not JSON of this shape, as a future version might write, gives empty facts.
Facts ParseFacts(std::string_view text);
std::string FactsText(const Facts& facts);

}  // namespace ic::reconcile

#endif  // RECONCILE_FACTS_H_
