#include "cli/config/read/terraform_state.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "cli/config/read/load.h"
#include "cli/config/read/terraform_names.h"
#include "cli/config/vocabulary/keep.h"
#include "cli/config/vocabulary/vocabulary.h"
#include "reconcile/object/object.h"
#include "reconcile/run/import/configuration.h"
#include "schema/value/json.h"

namespace ic::cli {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kTypePrefix = "interconnect_";
constexpr int kMaxModuleDepth = 64;

const Json& Member(const Json& object, const char* name) {
  static const Json kNull;
  return object.is_object() && object.contains(name) ? object.at(name) : kNull;
}

std::string TextOf(const Json& json) { return json.is_string() ? json.get<std::string>() : ""; }

class StateReader {
 public:
  StateReader(const AdapterFactory& factory, TerraformSet& read)
      : factory_(factory), vocabulary_(factory), loaded_(read.loaded), import_ids_(read.import_ids) {}

  void Read(const Json& root_module) {
    ReadModule(root_module, "", 0);
    std::ranges::sort(loaded_.set.objects, {}, &DesiredObject::address);
    for (DesiredObject& object : loaded_.set.objects) FindReferences(object);
    for (const auto& [cloud, regions] : regions_) {
      // The one that all are in; of several, each object says its own.
      const bool one = regions.size() == 1 && !regions.begin()->empty();
      Value settings = one ? Value::Object({{"region", Value::String(*regions.begin())}}) : Value::Null();
      loaded_.set.accounts.push_back({.name = cloud, .cloud = cloud, .settings = std::move(settings)});
    }
  }

 private:
  void ReadModule(const Json& module, const std::string& address, int depth);
  void ReadResource(const Json& resource, const std::string& module);
  void FindReferences(DesiredObject& object);
  std::string UniqueName(Kind kind, std::string name);
  void Error(const Json& resource, std::string detail) {
    LocatedDiagnostic located;
    located.diagnostic = {Severity::kError,
                          "Resource not readable",
                          fmt::format("{}: {}", TextOf(Member(resource, "address")), detail),
                          {}};
    loaded_.diagnostics.push_back(std::move(located));
  }

  const AdapterFactory& factory_;
  Vocabulary vocabulary_;
  LoadedSet& loaded_;
  std::map<Address, std::string>& import_ids_;
  std::map<std::string, std::set<std::string>> regions_;  // by cloud; empty: of an object that tells none
  std::set<Address> taken_;
  // Kind, cloud and id → the object.
  std::map<std::tuple<Kind, std::string, std::string>, Address> ids_;
};

std::string StateReader::UniqueName(Kind kind, std::string name) {
  const std::string base = name;
  for (int n = 2; !taken_.insert({kind, name}).second; ++n) name = fmt::format("{}-{}", base, n);
  return name;
}

void StateReader::ReadModule(const Json& module, const std::string& address, int depth) {
  if (depth > kMaxModuleDepth) {
    Error(module, "modules are nested too deep.");
    return;
  }
  for (const Json& resource : Member(module, "resources")) ReadResource(resource, address);
  for (const Json& child : Member(module, "child_modules")) {
    ReadModule(child, TextOf(Member(child, "address")), depth + 1);
  }
}

void StateReader::ReadResource(const Json& resource, const std::string& module) {
  const std::string type = TextOf(Member(resource, "type"));
  if (TextOf(Member(resource, "mode")) != "managed" || !type.starts_with(kTypePrefix)) return;
  const std::optional<Kind> kind = ParseKind(std::string_view(type).substr(kTypePrefix.size()));
  if (!kind) return;
  const std::vector<Field>& fields = vocabulary_.Of(*kind, nullptr).fields();
  const Field object{.type = FieldType::kObject, .fields = fields};
  const StatusOr<Value> values = DecodeJson(FieldValueType(object), Member(resource, "values").dump());
  if (!values.ok()) {
    Error(resource, values.status().message());
    return;
  }
  const Value& cloud = values->Get(field::kCloud);
  if (cloud.kind() != Value::Kind::kString || vocabulary_.FindVendor(cloud.AsString()) == nullptr) {
    Error(resource, "it has no `cloud` that this program knows.");
    return;
  }
  const Json& index = Member(resource, "index");
  const std::string key = index.is_string() || index.is_null() ? TextOf(index) : index.dump();
  DesiredObject desired;
  desired.address = {*kind, UniqueName(*kind, NameOfResource(module, TextOf(Member(resource, "name")), key))};
  desired.account = cloud.AsString();
  desired.config = ConfigurationToKeep(factory_, *kind, *values);
  const Value& id = values->Get(field::kId);
  if (id.kind() == Value::Kind::kString) ids_[{*kind, desired.account, id.AsString()}] = desired.address;
  std::string import_id = ImportIdOf(factory_, *kind, *values);
  if (!import_id.empty()) import_ids_.emplace(desired.address, std::move(import_id));
  const Value& region = values->Get(field::kRegion);
  regions_[desired.account].insert(region.kind() == Value::Kind::kString ? region.AsString() : "");
  loaded_.set.objects.push_back(std::move(desired));
}

void StateReader::FindReferences(DesiredObject& object) {
  const VendorTraits* traits = vocabulary_.FindVendor(object.account);
  for (const ReferenceField& reference : vocabulary_.Of(object.address.kind, traits).references()) {
    if (!reference.stands) continue;  // objects may name one another, and another account's; an id says as much
    const Value& value = object.config.Get(reference.field);
    if (value.kind() != Value::Kind::kString) continue;
    if (reference.field == field::kAdvertisedBy && !traits->interface_advertises) continue;
    const auto found = ids_.find({reference.target, object.account, value.AsString()});
    if (found == ids_.end()) continue;
    object.references.push_back({reference.field, found->second});
    object.config.Put(reference.field, Value::Null());
  }
}

}  // namespace

StatusOr<TerraformSet> ReadTerraformState(const AdapterFactory& factory, std::string_view json) {
  const Json document = ParseJson(json);
  if (document.is_discarded() || !document.is_object()) {
    return InvalidArgumentError("this is no JSON object; write one with `terraform show -json > state.json`");
  }
  if (!document.contains("format_version")) {
    return InvalidArgumentError(
        document.contains("lineage")
            ? "this is Terraform's own state file; its readable form is written by `terraform show "
              "-json > state.json`"
            : "this is not what `terraform show -json` writes: it has no format_version");
  }
  const std::string version = TextOf(Member(document, "format_version"));
  if (!version.starts_with("0.") && !version.starts_with("1.")) {
    return InvalidArgumentError(
        fmt::format("format_version \"{}\" is newer than this program, which knows 1", version));
  }
  TerraformSet read;
  StateReader(factory, read).Read(Member(Member(document, "values"), "root_module"));
  return read;
}

}  // namespace ic::cli
