// Trust: what a configuration may make this machine do. One that anybody could have proposed (a pull request) reads no
// file but those below its folder, and calls and shows nothing that whoever runs it has not named.
#ifndef CLI_CONFIG_READ_TRUST_H_
#define CLI_CONFIG_READ_TRUST_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ic::cli {

struct Trust {
  bool untrusted = false;                                // all below means something only then
  std::set<std::string, std::less<>> allowed_variables;  // in fields that are never shown: keys, passwords
  std::set<std::string, std::less<>> shown_variables;    // in every field, and shown: no secrets
  std::set<std::string, std::less<>> endpoints;          // beside the vendors' own, as ComparableHost has them
};

// Whether `path` is `folder` or below it, behind links; what is not there is judged by its name.
bool LeadsBelow(const std::string& folder, const std::string& path);

// Two spellings of one address are one: small letters, no port that goes without saying, no `/` at the end.
std::string ComparableHost(std::string_view url);

// The paths behind links. Each empty, or why an untrusted configuration may not have it read: a clause for a message.
// `folder`: the configuration's. `must_exist` false: what is not there yet is judged by its name.
std::string ProblemOfUntrustedFile(const std::string& folder, const std::string& file, bool must_exist);
// Of a folder as it was typed, absolute or not. What is below the current folder or a checkout (a folder with `.git`)
// may be a link of the repository's, and what is below neither, the last name at least.
std::string ProblemOfUntrustedFolder(const std::string& folder);
// Of a file that a run is to write: nothing that came with the configuration may lead it elsewhere.
std::string ProblemOfUntrustedTarget(const std::string& file);

}  // namespace ic::cli

#endif  // CLI_CONFIG_READ_TRUST_H_
