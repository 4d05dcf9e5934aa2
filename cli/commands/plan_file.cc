#include "cli/commands/plan_file.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "base/json_text.h"
#include "base/text.h"
#include "base/time_text.h"
#include "base/trusted_file.h"
#include "cli/config/read/trust.h"
#include "cli/output/format/json.h"
#include "cli/output/format/text.h"
#include "cli/output/plan/plan_output.h"
#include "cli/process/files.h"
#include "reconcile/run/plan/steps.h"
#include "reconcile/run/set/field_index.h"

namespace ic::cli {
namespace {

// Grows with what an older program must not ignore.
constexpr int kPlanFileVersion = 2;
constexpr const char* kWhatItIs = "interconnect plan";
constexpr const char* kSeal = "seal";
constexpr const char* kKeyVariable = "INTERCONNECT_PLAN_KEY";
constexpr const char* kKeyFileVariable = "INTERCONNECT_PLAN_KEY_FILE";
constexpr std::size_t kShortestKey = 32;

std::vector<PlannedStep> StepsOf(const AdapterFactory& factory, const RunPlan& plan) {
  const run::FieldIndex field_index(factory);
  std::vector<PlannedStep> steps;
  for (const Step& step : plan.steps) {
    RunPlan alone;
    alone.steps.push_back(step);
    steps.push_back(
        {step.address.ToString(), std::string(ActionName(step.action)), run::ChecksumOf(field_index, alone)});
  }
  return steps;
}

StatusOr<std::string> HashOf(const std::string& path) {
  IC_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  return Sha256Hex(text);
}

Json OptionsJson(const PlanRequest& request) {
  return {{"destroy", request.destroy},
          {"refresh", request.refresh},
          {"allow", request.allow},
          {"allow_disruption", request.allow_disruption},
          {"replace", request.replace}};
}

PlanRequest RequestOf(const Json& json) {
  return {.destroy = json.at("destroy").get<bool>(),
          .refresh = json.at("refresh").get<bool>(),
          .allow = json.at("allow").get<std::vector<std::string>>(),
          .replace = json.at("replace").get<std::vector<std::string>>(),
          .allow_disruption = json.at("allow_disruption").get<std::vector<std::string>>()};
}

// Of what is done and why; not of what is said beside it, which may be said another way a little later.
std::string ShownOf(const Json& plan) {
  Json shown = plan;
  for (const char* beside : {"diagnostics", "state", "checksum"}) shown.erase(beside);
  return shown.dump();
}

PlanFile FileOf(const Json& json) {
  PlanFile file;
  file.version = json.at("version").get<std::string>();
  file.checksum = json.at("checksum").get<std::string>();
  file.lineage = json.at("state").at("lineage").get<std::string>();
  file.serial = json.at("state").at("serial").get<std::int64_t>();
  file.made_at = json.at("made_at").get<std::string>();
  file.configuration = json.at("configuration").get<std::vector<std::string>>();
  for (const Json& one : json.at("files")) {
    file.hashes.emplace_back(one.at("path").get<std::string>(), one.at("sha256").get<std::string>());
  }
  file.request = RequestOf(json.at("options"));
  for (const Json& one : json.at("steps")) {
    file.steps.push_back({one.at("address").get<std::string>(), one.at("action").get<std::string>(),
                          one.at("fingerprint").get<std::string>()});
  }
  file.shown = ShownOf(json.at("plan"));
  return file;
}

// `document` without its seal.
Json SealOf(const Json& document, std::string_view key) {
  const std::string text = Dumped(document);
  if (key.empty()) return {{"method", "sha256"}, {"value", Sha256Hex(text)}};
  return {{"method", "hmac-sha256"}, {"value", ToHex(HmacSha256(key, text))}};
}

// Without telling by its time how much of them is the same.
bool SameText(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  unsigned different = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    different |= static_cast<unsigned char>(one[i]) ^ static_cast<unsigned char>(other[i]);
  }
  return different == 0;
}

Status CheckSeal(const Json& json, std::string_view text, std::string_view key) {
  const Json seal = json.value(kSeal, Json());
  const Json method_member = seal.is_object() ? seal.value("method", Json()) : Json();
  const std::string method = method_member.is_string() ? method_member.get<std::string>() : "";
  if (!key.empty() && method != "hmac-sha256") {
    return PermissionDeniedError(
        fmt::format("it is not sealed with a key, and {} or {} is set: plan again where that is set, too, and without "
                    "--untrusted",
                    kKeyVariable, kKeyFileVariable));
  }
  if (key.empty() && method == "hmac-sha256") {
    return PermissionDeniedError(
        fmt::format("it is sealed with a key: set {} or {} to that key, so that it can be told "
                    "whether this is the plan that was made",
                    kKeyVariable, kKeyFileVariable));
  }
  Json document = json;
  document.erase(kSeal);
  // Member by member, and as text: what is there twice, or only looks like it, is no plan as it was written.
  const std::string right = SealOf(document, key).dump();
  if (SameText(right, seal.dump()) && Dumped(json) == text) return OkStatus();
  return PermissionDeniedError(key.empty()
                                   ? "it was changed after it was made; plan again"
                                   : "it was changed after it was made, or is sealed with another key; plan again");
}

}  // namespace

StatusOr<std::string> PlanKeyOf(const std::map<std::string, std::string>& environment) {
  const auto variable = [&environment](const char* name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
  };
  std::string key = variable(kKeyVariable);
  const std::string path = variable(kKeyFileVariable);
  if (!key.empty() && !path.empty()) {
    return InvalidArgumentError(fmt::format("{} and {} are both set: set one of them", kKeyVariable, kKeyFileVariable));
  }
  if (!path.empty()) {
    auto text = ReadFile(path);
    if (!text.ok()) return text.status().Annotate(kKeyFileVariable);
    // Whoever can write it says which plans are approved.
    if (const Status trusted = CheckTrustedFile(path); !trusted.ok()) return trusted.Annotate(kKeyFileVariable);
    key = std::string(Trim(*text));
    if (key.empty()) return InvalidArgumentError(fmt::format("{}: {} is empty", kKeyFileVariable, OneLine(path)));
  }
  if (!key.empty() && key.size() < kShortestKey) {
    return InvalidArgumentError(
        fmt::format("the key for plans ({} or {}) has {} characters; give it {} random ones at "
                    "least, such as `openssl rand -hex 32` prints",
                    kKeyVariable, kKeyFileVariable, key.size(), kShortestKey));
  }
  return key;
}

StatusOr<PlanFile> PlanFileOf(const AdapterFactory& factory, const Planned& planned, const PlanRequest& request,
                              const std::vector<std::string>& configuration, std::string version, Time now) {
  PlanFile file;
  file.version = std::move(version);
  file.checksum = planned.plan.checksum;
  file.lineage = planned.plan.lineage;
  file.serial = planned.plan.serial;
  file.made_at = IsoTime(now);
  file.configuration = configuration;
  for (const std::string& path : planned.desired.files) {
    IC_ASSIGN_OR_RETURN(std::string hash, HashOf(path));
    file.hashes.emplace_back(path, std::move(hash));
  }
  file.request = request;
  file.steps = StepsOf(factory, planned.plan);
  file.shown = ShownOf(Json::parse(PlanJson(planned.plan)));
  return file;
}

std::string WritePlanFile(const PlanFile& file, const RunPlan& plan, std::string_view key) {
  Json files = Json::array();
  for (const auto& [path, hash] : file.hashes) files.push_back({{"path", path}, {"sha256", hash}});
  Json steps = Json::array();
  for (const PlannedStep& step : file.steps) {
    steps.push_back({{"address", step.address}, {"action", step.action}, {"fingerprint", step.fingerprint}});
  }
  Json document = {{"what", kWhatItIs},
                   {"format_version", kPlanFileVersion},
                   {"version", file.version},
                   {"made_at", file.made_at},
                   {"checksum", file.checksum},
                   {"state", {{"lineage", file.lineage}, {"serial", file.serial}}},
                   {"configuration", file.configuration},
                   {"files", std::move(files)},
                   {"options", OptionsJson(file.request)},
                   {"steps", std::move(steps)},
                   {"plan", Json::parse(PlanJson(plan))}};
  Json seal = SealOf(document, key);
  document[kSeal] = std::move(seal);
  return Dumped(document);
}

StatusOr<PlanFile> ReadPlanFile(std::string_view text, std::string_view key) {
  const Json json = ParseOrderedJson(text);
  if (!json.is_object() || json.value("what", Json()) != kWhatItIs) {
    return InvalidArgumentError("it is no plan; `interconnect plan --out FILE` writes one");
  }
  const Json format = json.value("format_version", Json());
  if (format != kPlanFileVersion) {
    return InvalidArgumentError(
        fmt::format("its format is {}, and this program reads format {}: plan again with the program that applies it",
                    format.dump(), kPlanFileVersion));
  }
  IC_RETURN_IF_ERROR(CheckSeal(json, text, key));
  try {
    return FileOf(json);
  } catch (const nlohmann::json::exception&) {
    return InvalidArgumentError("a member is missing or is of the wrong type; plan again");
  }
}

std::string ProblemOfConfiguration(const PlanFile& file, const std::vector<std::string>& typed) {
  if (!typed.empty()) {
    if (typed == file.configuration) return "";
    return fmt::format("the plan was made from {}: name that with -f, or leave -f out",
                       OneLine(JoinWords(file.configuration, "and")));
  }
  const auto outside = std::ranges::find_if(file.configuration, [](const std::string& path) {
    return std::filesystem::path(path).is_absolute() || !LeadsBelow(".", path);
  });
  if (outside == file.configuration.end()) return "";
  return fmt::format(
      "the plan names {}, which is not below the current folder; a plan does not decide what is read. If "
      "it is meant, name it again: -f {}",
      OneLine(*outside), OneLine(fmt::format("{}", fmt::join(file.configuration, " -f "))));
}

std::vector<std::string> ChangedFiles(const PlanFile& file, const std::vector<std::string>& files_now) {
  std::map<std::string, std::string> before(file.hashes.begin(), file.hashes.end());
  std::vector<std::string> changed;
  for (const std::string& path : files_now) {
    const auto known = before.find(path);
    const auto hash = HashOf(path);
    if (known == before.end()) {
      changed.push_back(path + " is new");
    } else if (!hash.ok()) {
      changed.push_back(hash.status().message());
    } else if (*hash != known->second) {
      changed.push_back(path + " has changed");
    }
    if (known != before.end()) before.erase(known);
  }
  for (const auto& [path, hash] : before) changed.push_back(path + " is no longer read");
  return changed;
}

std::vector<std::string> ChangedSteps(const AdapterFactory& factory, const PlanFile& file, const RunPlan& now) {
  std::map<std::string, PlannedStep> before;
  for (const PlannedStep& step : file.steps) before[step.address] = step;
  const std::vector<PlannedStep> steps = StepsOf(factory, now);
  std::vector<std::string> changed;
  for (const PlannedStep& step : steps) {
    const auto known = before.find(step.address);
    if (known == before.end()) {
      changed.push_back(fmt::format("{}: {}, which was not planned", step.address, step.action));
      continue;
    }
    if (known->second.action != step.action) {
      changed.push_back(
          fmt::format("{}: {} was planned, and it is {} now", step.address, known->second.action, step.action));
    } else if (known->second.fingerprint != step.fingerprint) {
      changed.push_back(fmt::format("{}: {}, but from or to other values", step.address, step.action));
    }
    before.erase(known);
  }
  for (const auto& [address, step] : before) {
    changed.push_back(fmt::format("{}: {} was planned, and nothing is to be done now", address, step.action));
  }
  // A plan that was made before there was a state carries none in its checksum.
  const bool same = steps == file.steps && (file.lineage.empty() || file.checksum == now.checksum);
  if (changed.empty() && !same) changed.emplace_back("the order of the steps, or the state they were planned from");
  if (changed.empty() && ShownOf(Json::parse(PlanJson(now))) != file.shown) {
    changed.emplace_back("what the plan shows of its steps, which is not what would be done");
  }
  return changed;
}

}  // namespace ic::cli
