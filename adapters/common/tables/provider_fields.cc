#include "adapters/common/tables/provider_fields.h"

#include <utility>

#include <fmt/format.h>

namespace ic {

Field TextSetting(std::string name, std::string description) {
  return {.name = std::move(name), .description = std::move(description)};
}

Field SecretSetting(std::string name, std::string description) {
  return {.name = std::move(name), .sensitive = true, .description = std::move(description)};
}

Field FlagSetting(std::string name, std::string description) {
  return {.name = std::move(name), .type = FieldType::kBool, .description = std::move(description)};
}

Field ListSetting(std::string name, std::string description) {
  return {.name = std::move(name), .type = FieldType::kStringList, .description = std::move(description)};
}

Field FileSetting(std::string name, std::string description) {
  return {.name = std::move(name), .touches = Touch::kFile, .description = std::move(description)};
}

Field FileListSetting(std::string name, std::string description) {
  Field field = ListSetting(std::move(name), std::move(description));
  field.touches = Touch::kFile;
  return field;
}

Field HostSetting(std::string name, std::string description) {
  return {.name = std::move(name), .touches = Touch::kHost, .description = std::move(description)};
}

Field AssumeRoleSetting(std::string description, std::vector<Field> fields, std::string duration) {
  fields.push_back({.name = "duration", .meaning = Meaning::kDuration, .description = std::move(duration)});
  return {.name = "assume_role",
          .type = FieldType::kObject,
          .description = std::move(description),
          .fields = std::move(fields)};
}

Field PlainHttpSetting() {
  Field field =
      FlagSetting("allow_plain_http",
                  "Whether requests may go without encryption (`http://`) to an endpoint that is not this machine: "
                  "whoever is on the way reads keys and tokens, and can answer in its place. Otherwise they are "
                  "refused. Warned of in each run.");
  field.touches = Touch::kRail;
  return field;
}

std::vector<Field> AccountSettings(std::string_view what) {
  return {
      ListSetting("allowed_account_ids",
                  fmt::format("Ids of the only {} whose credentials are used. With those of another one nothing is "
                              "asked and nothing changed. Not with `forbidden_account_ids`.",
                              what)),
      ListSetting("forbidden_account_ids", fmt::format("Ids of {} whose credentials are not used, likewise.", what))};
}

Field MaxRetriesSetting(std::string_view otherwise) {
  return {.name = "max_retries",
          .type = FieldType::kInteger,
          .description = fmt::format("How often a failed call is sent again at most, where sending it again is safe.{}",
                                     otherwise)};
}

Field LiveLimitsSetting(std::string_view who) {
  return FlagSetting(
      "live_limits",
      fmt::format("Whether {} is asked for what this account may have, once a run and only where it may matter, in "
                  "place of the usual numbers (default true). What `limits` says counts before both. Who may not ask "
                  "has the usual numbers.",
                  who));
}

}  // namespace ic
