// Fields of a vendor's object in the provider block, and those that every vendor has.
#ifndef ADAPTERS_COMMON_TABLES_PROVIDER_FIELDS_H_
#define ADAPTERS_COMMON_TABLES_PROVIDER_FIELDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/fields.h"

namespace ic {

Field TextSetting(std::string name, std::string description);
Field SecretSetting(std::string name, std::string description);
Field FlagSetting(std::string name, std::string description);
Field ListSetting(std::string name, std::string description);
// Files of this machine that are read, and hosts that are called (Touch).
Field FileSetting(std::string name, std::string description);
Field FileListSetting(std::string name, std::string description);
Field HostSetting(std::string name, std::string description);

// `assume_role`: `fields` say what is taken, and `duration` for how long.
Field AssumeRoleSetting(std::string description, std::vector<Field> fields, std::string duration);
// `allowed_account_ids` and `forbidden_account_ids`; `what`: what ids are of: "accounts", "accounts (domains)".
// `allow_plain_http`.
Field PlainHttpSetting();
std::vector<Field> AccountSettings(std::string_view what);
// `max_retries`; `otherwise`: where it is looked for when it is left out, a sentence with a space before it.
Field MaxRetriesSetting(std::string_view otherwise = "");

// `live_limits`; `who`: what tells an account's own limits: "Service Quotas".
Field LiveLimitsSetting(std::string_view who);

}  // namespace ic

#endif  // ADAPTERS_COMMON_TABLES_PROVIDER_FIELDS_H_
