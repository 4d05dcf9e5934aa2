#include "cli/commands/plan_file.h"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "base/time_text.h"
#include "cli/output/format/json.h"
#include "cli/output/plan/plan_output.h"
#include "cli/process/files.h"
#include "reconcile/run/plan/steps.h"
#include "reconcile/run/set/field_index.h"

namespace ic::cli {
namespace {

// Grows with what an older program must not ignore.
constexpr int kPlanFileVersion = 1;
constexpr const char* kWhatItIs = "interconnect plan";

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
  return file;
}

}  // namespace

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
  return file;
}

std::string WritePlanFile(const PlanFile& file, const RunPlan& plan) {
  Json files = Json::array();
  for (const auto& [path, hash] : file.hashes) files.push_back({{"path", path}, {"sha256", hash}});
  Json steps = Json::array();
  for (const PlannedStep& step : file.steps) {
    steps.push_back({{"address", step.address}, {"action", step.action}, {"fingerprint", step.fingerprint}});
  }
  return Dumped({{"what", kWhatItIs},
                 {"format_version", kPlanFileVersion},
                 {"version", file.version},
                 {"made_at", file.made_at},
                 {"checksum", file.checksum},
                 {"state", {{"lineage", file.lineage}, {"serial", file.serial}}},
                 {"configuration", file.configuration},
                 {"files", std::move(files)},
                 {"options", OptionsJson(file.request)},
                 {"steps", std::move(steps)},
                 {"plan", Json::parse(PlanJson(plan))}});
}

StatusOr<PlanFile> ReadPlanFile(std::string_view text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || json.value("what", Json()) != kWhatItIs) {
    return InvalidArgumentError("it is no plan; `interconnect plan --out FILE` writes one");
  }
  const Json format = json.value("format_version", Json());
  if (format != kPlanFileVersion) {
    return InvalidArgumentError(
        fmt::format("its format is {}, and this program reads format {}: plan again with the program that applies it",
                    format.dump(), kPlanFileVersion));
  }
  try {
    return FileOf(json);
  } catch (const nlohmann::json::exception&) {
    return InvalidArgumentError("a member is missing or is of the wrong type; plan again");
  }
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
  return changed;
}

}  // namespace ic::cli
