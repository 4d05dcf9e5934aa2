#include "adapters/common/kinds/change.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ic {
namespace {

// A value of the session that an interface is to carry itself and has lost: one is made, whatever a change costs.
bool IsOfLostSession(Kind kind, std::string_view path, const Value& live) {
  constexpr std::array kPaths = {field::kAuthKey, field::kCloudAddress, field::kCustomerAddress, field::kCustomerAsn};
  if (kind != Kind::kVirtualInterface || std::ranges::find(kPaths, path) == kPaths.end()) return false;
  const bool is_static = live.Get(field::kRouteMode) == Value::String("static");
  return live.Get(is_static ? field::kCustomerAddress : field::kCustomerAsn).is_null();
}

bool IsFixed(const VendorTraits& traits, Kind kind, std::string_view path, const Value& live) {
  if (IsOfLostSession(kind, path, live)) return false;
  const Change* change = FindChange(traits, kind, path, live);
  return change != nullptr && change->on_change != OnChange::kInPlace;
}

// A value that a takeover compares.
bool IsCompared(const Field& field, const Value& wanted) {
  return !field.local && !field.sensitive && !field.write_only && wanted.is_known() && field.name != field::kAdopt &&
         field.name != field::kRegion && field.name != field::kId && field.presence != Presence::kComputed;
}

void CollectDifferences(const VendorTraits& traits, Kind kind, const std::vector<Field>& fields,
                        const std::string& prefix, const Value& desired, const Value& live,
                        std::vector<std::string>& differences) {
  for (const Field& field : fields) {
    const Value& wanted = desired.Get(field.name);
    const std::string path = prefix + field.name;
    if (!IsCompared(field, wanted)) continue;
    const Value& found = live.Get(field.name);
    if (field.type == FieldType::kObject && field.name == traits.cloud) {
      CollectDifferences(traits, kind, field.fields, path + ".", wanted, found, differences);
    } else if (IsFixed(traits, kind, path, live) && !Equivalent(field, wanted, found)) {
      differences.push_back(fmt::format("{}: {} wanted, {} found", path, wanted.ToString(), found.ToString()));
    }
  }
}

// Unlike the above, inside of every object.
void CollectInPlace(const VendorTraits& traits, Kind kind, const std::vector<Field>& fields, const std::string& prefix,
                    const Value& desired, const Value& live, const Value& whole, std::vector<std::string>& paths) {
  for (const Field& field : fields) {
    const Value& wanted = desired.Get(field.name);
    if (!IsCompared(field, wanted)) continue;
    const Value& found = live.Get(field.name);
    const std::string path = prefix + field.name;
    if (field.type == FieldType::kObject) {
      CollectInPlace(traits, kind, field.fields, path + ".", wanted, found, whole, paths);
    } else if (!IsFixed(traits, kind, path, whole) && !Equivalent(field, wanted, found)) {
      paths.push_back(path);
    }
  }
}

}  // namespace

ChangeResult Failed(Status status) { return {.status = std::move(status)}; }

ChangeResult FailedWith(std::string id, Status status) { return {.status = std::move(status), .id = std::move(id)}; }

Status AnswerWithoutId(std::string_view vendor, std::string_view operation) {
  return InternalError(fmt::format("{} accepted {} but its answer holds no id", vendor, operation))
      .WithRemote({.operation = std::string(operation), .http_status = 200, .ambiguous = true});
}

Status Reworded(const Status& status, std::string message) {
  Status reworded(status.code(), std::move(message));
  return status.remote() != nullptr ? reworded.WithRemote(*status.remote()) : reworded;
}

bool Touches(const std::vector<std::string>& changed, std::string_view path) {
  return std::ranges::any_of(changed, [&](const std::string& entry) {
    return path == entry || (path.starts_with(entry) && path[entry.size()] == '.');
  });
}

std::vector<std::string> FixedDifferences(const VendorTraits& traits, Kind kind, const Value& desired,
                                          const Value& live) {
  std::vector<std::string> differences;
  CollectDifferences(traits, kind, AllFields(traits, kind), "", desired, live, differences);
  return differences;
}

Status CheckAdoptable(const VendorTraits& traits, Kind kind, const std::string& id, const Value& desired,
                      const Value& live) {
  const std::vector<std::string> differences = FixedDifferences(traits, kind, desired, live);
  if (differences.empty()) return OkStatus();
  return FailedPreconditionError(
      fmt::format("{} is not what the configuration describes and cannot be changed into it ({}); nothing was taken "
                  "over. Correct the configuration, or leave these attributes out to take them from the object",
                  id, fmt::join(differences, "; ")));
}

std::vector<std::string> ChangedByTakeover(const VendorTraits& traits, Kind kind, const CreateRequest& request,
                                           const Value& live) {
  std::vector<std::string> paths;
  CollectInPlace(traits, kind, AllFields(traits, kind), "", request.desired, live, live, paths);
  if (request.secrets.auth_key && !IsFixed(traits, kind, field::kAuthKey, live)) paths.emplace_back(field::kAuthKey);
  paths.emplace_back(field::kTags);
  paths.emplace_back(field::kRedundancyGroup);
  return paths;
}

}  // namespace ic
