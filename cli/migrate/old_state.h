// States of Terraform as files, whoever's objects they hold: addresses, providers and attributes as they are written.
#ifndef CLI_MIGRATE_OLD_STATE_H_
#define CLI_MIGRATE_OLD_STATE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace ic::cli {

struct OldObject {
  std::size_t state = 0;  // index of the state that has it
  std::string address;    // `module.a.aws_dx_connection.b["k"]`
  std::string resource;   // likewise, without the key behind the name
  std::string module;     // `module.a`; empty: the root
  std::string type, name;
  std::string key;           // "k", "0"; empty: it has none
  std::string provider;      // as the state writes it
  std::int64_t version = 0;  // of its schema
  std::string json;          // its attributes; may hold secrets
  // Terraform means to delete it: "tainted", "deposed". Empty: it does not.
  std::string set_aside;
  std::vector<std::string> needs;  // addresses of resources that its configuration refers to
};

struct OldState {
  std::string file;                     // as it was named
  bool pushable = false;                // a state file: `terraform state push` takes it
  std::string text;                     // the file; may hold secrets
  std::vector<OldObject> objects = {};  // managed ones
};

// `text`: a state file of version 4, or what `terraform show -json` prints of a state. kInvalidArgument: it is neither;
// the message is a clause to follow the name of the file.
StatusOr<OldState> ReadOldState(std::string file, std::string text, std::size_t index);

}  // namespace ic::cli

#endif  // CLI_MIGRATE_OLD_STATE_H_
