// Caller: whose the objects are that a vendor's calls see and make, as the vendor says of the credentials in use.
#ifndef ADAPTERS_CONTRACT_CALLER_H_
#define ADAPTERS_CONTRACT_CALLER_H_

#include <string>

namespace ic {

struct Caller {
  std::string owner;             // id of what owns what these credentials make; empty: it is not known
  std::string part = "account";  // what that is, for people: "account", or "project" where a vendor parts an account
  std::string words = {};        // who they are, for people, without a secret: "arn:aws:iam::…"; may be empty
};

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_CALLER_H_
