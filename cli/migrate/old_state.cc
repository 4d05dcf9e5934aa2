#include "cli/migrate/old_state.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "cli/config/write/hcl_text.h"

namespace ic::cli {
namespace {

using OldJson = nlohmann::json;

constexpr std::string_view kManaged = "managed";
constexpr int kVersion = 4;

const OldJson& MemberIn(const OldJson& object, const char* name) {
  static const OldJson kNone;
  return object.is_object() && object.contains(name) ? object.at(name) : kNone;
}

std::string WordOf(const OldJson& object, const char* name) {
  const OldJson& member = MemberIn(object, name);
  return member.is_string() ? member.get<std::string>() : std::string();
}

std::int64_t NumberOf(const OldJson& object, const char* name) {
  const OldJson& member = MemberIn(object, name);
  return member.is_number_integer() ? member.get<std::int64_t>() : 0;
}

// Elements, of what is a list.
const OldJson& ListIn(const OldJson& object, const char* name) {
  static const OldJson kEmpty = OldJson::array();
  const OldJson& member = MemberIn(object, name);
  return member.is_array() ? member : kEmpty;
}

std::vector<std::string> WordsIn(const OldJson& object, const char* name) {
  std::vector<std::string> words;
  for (const OldJson& word : ListIn(object, name)) {
    if (word.is_string()) words.push_back(word.get<std::string>());
  }
  return words;
}

// What both files say of it.
OldObject ObjectIn(const OldJson& resource, std::string module, const OldJson& key) {
  OldObject object{.module = std::move(module), .type = WordOf(resource, "type"), .name = WordOf(resource, "name")};
  object.resource = fmt::format("{}{}{}.{}", object.module, object.module.empty() ? "" : ".", object.type, object.name);
  object.address = object.resource;
  if (key.is_string()) {
    object.key = key.get<std::string>();
    object.address += fmt::format("[{}]", HclString(object.key));
  } else if (key.is_number_integer()) {
    object.key = key.dump();
    object.address += fmt::format("[{}]", object.key);
  }
  return object;
}

void ReadStateFile(const OldJson& document, std::size_t index, std::vector<OldObject>& objects) {
  for (const OldJson& resource : ListIn(document, "resources")) {
    if (WordOf(resource, "mode") != kManaged) continue;
    for (const OldJson& instance : ListIn(resource, "instances")) {
      OldObject object = ObjectIn(resource, WordOf(resource, "module"), MemberIn(instance, "index_key"));
      object.state = index;
      object.provider = WordOf(resource, "provider");
      object.version = NumberOf(instance, "schema_version");
      object.json = MemberIn(instance, "attributes").dump(-1, ' ', false, OldJson::error_handler_t::replace);
      object.set_aside = WordOf(instance, "status");
      if (!WordOf(instance, "deposed").empty()) object.set_aside = "deposed";
      object.needs = WordsIn(instance, "dependencies");
      objects.push_back(std::move(object));
    }
  }
}

void ReadShown(const OldJson& module, std::size_t index, std::vector<OldObject>& objects) {
  for (const OldJson& resource : ListIn(module, "resources")) {
    if (WordOf(resource, "mode") != kManaged) continue;
    OldObject object = ObjectIn(resource, WordOf(module, "address"), MemberIn(resource, "index"));
    object.state = index;
    object.provider = WordOf(resource, "provider_name");
    object.version = NumberOf(resource, "schema_version");
    object.json = MemberIn(resource, "values").dump(-1, ' ', false, OldJson::error_handler_t::replace);
    if (MemberIn(resource, "tainted") == OldJson(true)) object.set_aside = "tainted";
    if (!WordOf(resource, "deposed_key").empty()) object.set_aside = "deposed";
    object.needs = WordsIn(resource, "depends_on");
    objects.push_back(std::move(object));
  }
  for (const OldJson& child : ListIn(module, "child_modules")) ReadShown(child, index, objects);
}

Status CheckShown(const OldJson& document) {
  const std::string version = WordOf(document, "format_version");
  if (!version.starts_with("0.") && !version.starts_with("1.")) {
    return InvalidArgumentError(
        fmt::format("its format_version \"{}\" is newer than this program, which knows 1", version));
  }
  if (!document.contains("planned_values")) return OkStatus();
  return InvalidArgumentError(
      "it is a plan; a state is printed by `terraform show -json` without the name of a plan file");
}

Status CheckStateFile(const OldJson& document) {
  if (!document.contains("version")) {
    return InvalidArgumentError(
        "it is neither a state file of Terraform (which has a `version`) nor what `terraform show -json` prints (which "
        "has a `format_version`)");
  }
  const std::int64_t version = NumberOf(document, "version");
  if (version == kVersion) return OkStatus();
  return InvalidArgumentError(
      fmt::format("it is a state file of version {}, and {} is read here. `terraform show -json` prints any that your "
                  "Terraform reads",
                  version, kVersion));
}

}  // namespace

StatusOr<OldState> ReadOldState(std::string file, std::string text, std::size_t index) {
  const OldJson document = ParseJson(text);
  if (!document.is_object()) {
    return InvalidArgumentError(
        "it is no JSON object; name a state file of Terraform, or what `terraform show -json` prints");
  }
  OldState state{.file = std::move(file), .pushable = !document.contains("format_version"), .text = std::move(text)};
  if (state.pushable) {
    IC_RETURN_IF_ERROR(CheckStateFile(document));
    ReadStateFile(document, index, state.objects);
  } else {
    IC_RETURN_IF_ERROR(CheckShown(document));
    ReadShown(MemberIn(MemberIn(document, "values"), "root_module"), index, state.objects);
  }
  return state;
}

}  // namespace ic::cli
