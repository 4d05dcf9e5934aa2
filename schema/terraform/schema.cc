#include "schema/terraform/schema.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace ic::terraform {
namespace {

// Names the language takes before a provider sees them, whatever a schema says.
constexpr std::array<std::string_view, 9> kReservedInResources = {
    "_", "connection", "count", "depends_on", "for_each", "lifecycle", "locals", "provider", "provisioner"};
constexpr std::array<std::string_view, 9> kReservedInProviders = {
    "_", "alias", "count", "depends_on", "for_each", "lifecycle", "locals", "source", "version"};

Type ObjectType(const std::vector<Attribute>& attributes) {
  Type::Attributes types;
  types.reserve(attributes.size());
  for (const Attribute& attribute : attributes) types.emplace_back(attribute.name, ImpliedType(attribute));
  return Type::Object(std::move(types));
}

bool IsSnakeCase(std::string_view name) {
  if (name.empty() || !(name[0] >= 'a' && name[0] <= 'z')) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

class FaultFinder {
 public:
  explicit FaultFinder(std::vector<std::string>* faults) : faults_(faults) {}

  void CheckAll(const std::vector<Attribute>& attributes, const std::string& parent, bool in_set) {
    std::set<std::string_view> names;
    for (const Attribute& attribute : attributes) {
      const std::string path = parent.empty() ? attribute.name : parent + "." + attribute.name;
      if (!names.insert(attribute.name).second) Add(path, "is there twice");
      Check(attribute, path, in_set);
    }
  }

 private:
  void Add(std::string_view path, std::string_view fault) { faults_->push_back(fmt::format("{}: {}", path, fault)); }

  void Check(const Attribute& attribute, const std::string& path, bool in_set) {
    if (!IsSnakeCase(attribute.name)) Add(path, "the name is not in snake_case");
    if (!attribute.required && !attribute.optional && !attribute.computed) {
      Add(path, "is none of required, optional and computed");
    }
    if (attribute.required && attribute.optional) Add(path, "is both required and optional");
    if (attribute.required && attribute.computed) Add(path, "is both required and computed");
    if (attribute.type.has_value() == attribute.nested.has_value()) {
      Add(path, "has to have exactly one of a type and a nested type");
    }
    if (attribute.write_only) {
      if (in_set) Add(path, "is write-only inside a set");
      if (attribute.computed) Add(path, "is both write-only and computed");
      if (attribute.nested) Add(path, "is write-only as a nested type; only what is in it can be");
    }
    if (attribute.description.empty()) Add(path, "has no description");
    if (!IsValidUtf8(attribute.description) || !IsValidUtf8(attribute.deprecation)) {
      Add(path, "has a text that is not UTF-8");
    }
    if (!attribute.nested) return;
    if (attribute.nested->attributes.empty()) Add(path, "is a nested type without attributes");
    CheckAll(attribute.nested->attributes, path, in_set || attribute.nested->nesting == Nesting::kSet);
  }

  std::vector<std::string>* faults_;
};

}  // namespace

Type ImpliedType(const Attribute& attribute) {
  if (!attribute.nested) return attribute.type.value_or(Type::String());
  Type object = ObjectType(attribute.nested->attributes);
  switch (attribute.nested->nesting) {
    case Nesting::kSingle:
      break;
    case Nesting::kList:
      return Type::List(std::move(object));
    case Nesting::kSet:
      return Type::Set(std::move(object));
    case Nesting::kMap:
      return Type::Map(std::move(object));
  }
  return object;
}

Type Schema::ImpliedType() const { return ObjectType(attributes); }

const Attribute* Schema::Find(std::string_view name) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [name](const Attribute& attribute) { return attribute.name == name; });
  return found == attributes.end() ? nullptr : &*found;
}

std::vector<std::string> FindSchemaFaults(const Schema& schema, SchemaUse use) {
  std::vector<std::string> faults;
  if (schema.version < 0) faults.push_back(fmt::format("the version is {}, which is negative", schema.version));
  if (schema.description.empty()) faults.emplace_back("the schema has no description");
  if (!IsValidUtf8(schema.description)) faults.emplace_back("the schema's description is not UTF-8");
  const std::span<const std::string_view> reserved =
      use == SchemaUse::kProvider ? std::span<const std::string_view>(kReservedInProviders) : kReservedInResources;
  for (const Attribute& attribute : schema.attributes) {
    if (std::find(reserved.begin(), reserved.end(), attribute.name) != reserved.end()) {
      faults.push_back(fmt::format("{}: Terraform's language keeps this name for itself", attribute.name));
    }
    if (use != SchemaUse::kResource && attribute.write_only) {
      faults.push_back(fmt::format("{}: only resources can have write-only attributes", attribute.name));
    }
  }
  FaultFinder(&faults).CheckAll(schema.attributes, "", /*in_set=*/false);
  return faults;
}

}  // namespace ic::terraform
