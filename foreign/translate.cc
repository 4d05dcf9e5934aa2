#include "foreign/translate.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/contract/fields.h"
#include "base/json_text.h"
#include "base/text.h"
#include "foreign/address.h"
#include "foreign/all.h"
#include "foreign/forms.h"

namespace ic::foreign {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kCannot = "State of another provider cannot be taken over";

// `aws_dx_connection dxcon-1`, or the type alone.
std::string Titled(const SourceType& type, const Json& attributes) {
  const std::string id = TextOf(attributes, "id");
  return id.empty() ? std::string(type.type) : fmt::format("{} {}", type.type, id);
}

std::string Ticked(std::string_view name) { return fmt::format("`{}`", name); }

void PutPath(Value& attributes, std::string_view path, Value value) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return attributes.Put(path, std::move(value));
  Value inner = attributes.Get(path.substr(0, dot));
  inner.Put(path.substr(dot + 1), std::move(value));
  attributes.Put(path.substr(0, dot), std::move(inner));
}

const Value& AtPath(const Value& attributes, std::string_view path) {
  const std::size_t dot = path.find('.');
  return dot == std::string_view::npos ? attributes.Get(path)
                                       : attributes.Get(path.substr(0, dot)).Get(path.substr(dot + 1));
}

// Of several instances of one resource Terraform (1.11.4) tells the provider for the first only: once that has moved,
// the resource counts as the provider's that it has moved to. The type and its version are told rightly, and no type of
// these is this provider's own.
constexpr std::string_view kMovedAlready = "multicloud/interconnect";

// An error unless the provider is one of those that have the type.
void CheckProvider(const SourceObject& source, const SourceType& type, Diagnostics& diagnostics) {
  const auto named = [&source](std::string_view name) { return NamesProvider(source.provider, name); };
  if (std::ranges::any_of(type.providers, named) || named(kMovedAlready)) return;
  std::vector<std::string> known(type.providers.begin(), type.providers.end());
  diagnostics.AddError({}, kCannot,
                       fmt::format("The state names {} as the provider of {}; its states are known as {} writes them. "
                                   "Use a `removed` block with `destroy = false` for the old address and an `import` "
                                   "block for the new one.",
                                   source.provider, source.type, JoinWords(known, "or")));
}

void CheckVersion(const SourceObject& source, const SourceType& type, Diagnostics& diagnostics) {
  if (std::ranges::find(type.versions, source.version) != type.versions.end()) return;
  std::vector<std::string> known;
  for (const std::int64_t version : type.versions) known.push_back(std::to_string(version));
  diagnostics.AddError(
      {}, kCannot,
      fmt::format("The state of {} was written with schema version {}, and {} {} known here. A later "
                  "version of this provider may know it; a `removed` block with `destroy = false` for "
                  "the old address and an `import` block for the new one always do.",
                  type.type, source.version, JoinWords(known, "and"), known.size() == 1 ? "is" : "are"));
}

// An error if objects of the type are none of `kind`: what to write instead.
void CheckKind(const SourceType& type, Kind kind, const Json& attributes, Diagnostics& diagnostics) {
  if (type.kind == kind) return;
  std::string detail = type.kind ? fmt::format("{} is an interconnect_{} here, and not an interconnect_{}.",
                                               Titled(type, attributes), KindName(*type.kind), KindName(kind))
                                 : fmt::format("{} is no object of its own here.", Titled(type, attributes));
  if (!type.words.empty()) detail += fmt::format(" {}", type.words);
  const std::string blocks = type.blocks == nullptr ? std::string() : type.blocks(attributes);
  if (!blocks.empty()) detail += fmt::format(" Write instead:\n\n{}", blocks);
  diagnostics.AddError({}, kCannot, detail);
}

void CheckRefused(const SourceType& type, const Json& attributes, Diagnostics& diagnostics) {
  for (const Row& row : type.rows) {
    if (row.fate != Fate::kRefused || !IsSaid(row, attributes)) continue;
    diagnostics.AddError({}, kCannot, fmt::format("`{}` of {}: {}", row.from, Titled(type, attributes), row.words));
  }
}

Value TakeAll(const SourceType& type, const Json& attributes, Diagnostics& diagnostics) {
  Value taken = Value::Object({{std::string(field::kCloud), Value::String(type.cloud)}});
  for (const auto& [path, text] : type.fixed) PutPath(taken, path, Value::String(text));
  for (const Row& row : type.rows) {
    if (row.fate != Fate::kTaken || !AtPath(taken, row.to).is_null()) continue;
    auto value = ValueOf(row, attributes);
    if (!value.ok()) {
      diagnostics.AddStatus({}, kCannot, value.status().Annotate(Titled(type, attributes)));
    } else if (!value->is_null()) {
      PutPath(taken, row.to, std::move(*value));
    }
  }
  return taken;
}

void CheckId(const SourceType& type, const Json& attributes, const Value& taken, Diagnostics& diagnostics) {
  if (!taken.Get(field::kId).is_null()) return;
  std::string from;
  for (const Row& row : type.rows) {
    if (row.to == field::kId) from = row.from;
  }
  diagnostics.AddError({}, kCannot,
                       fmt::format("The state of {} does not say `{}`, by which the object is found. Refresh the state "
                                   "with a newer version of the provider that wrote it (terraform apply "
                                   "-refresh-only), and move it then.",
                                   Titled(type, attributes), from));
}

// Names of attributes that say something and that no row has: a newer version of the provider has them.
std::vector<std::string> Strangers(const SourceType& type, const Json& attributes) {
  std::set<std::string_view> known;
  for (const Row& row : type.rows) {
    known.insert(row.from);
    known.insert(row.beside);
  }
  std::vector<std::string> strangers;
  for (const auto& [name, value] : attributes.items()) {
    if (!known.contains(name) && IsSaid({.from = name, .usual = "false"}, attributes))
      strangers.push_back(Ticked(name));
  }
  return strangers;
}

void SayWhatIsLeft(const SourceType& type, const Json& attributes, Diagnostics& diagnostics) {
  const std::string title = Titled(type, attributes);
  for (const Row& row : type.rows) {
    if (!IsSaid(row, attributes)) continue;
    if (row.fate == Fate::kSecret) {
      diagnostics.AddWarning(
          {}, "Key is not taken along",
          fmt::format("The old state has `{}` of {} in clear. It is left behind: the session keeps its key, and the "
                      "new state has none. The old state and copies of it still have it; a key that was in one may be "
                      "worth changing.",
                      row.from, title));
    } else if (row.fate == Fate::kSetting) {
      diagnostics.AddWarning({}, "Setting is not taken along",
                             fmt::format("`{}` of {}: {}", row.from, title, row.words));
    }
  }
  if (const std::vector<std::string> strangers = Strangers(type, attributes); !strangers.empty()) {
    diagnostics.AddWarning({}, "Attribute is not known",
                           fmt::format("The old state of {} has {}, which this version does not know. The object is "
                                       "read from the cloud; what it cannot tell of this is left behind.",
                                       title, JoinWords(strangers, "and")));
  }
  if (!type.note.empty())
    diagnostics.AddWarning({}, "About what was taken over", fmt::format("{}: {}", title, type.note));
}

}  // namespace

const SourceType* FindSourceType(std::string_view provider, std::string_view type) {
  for (const SourceType& one : AllSourceTypes()) {
    if (one.type != type) continue;
    const auto named = [provider](std::string_view name) { return NamesProvider(provider, name); };
    if (provider.empty() || std::ranges::any_of(one.providers, named)) return &one;
  }
  return nullptr;
}

Translation Translate(const SourceObject& source, Kind kind) {
  Translation translation;
  const SourceType* type = FindSourceType("", source.type);
  if (type == nullptr) return translation;
  Diagnostics& diagnostics = translation.diagnostics;
  CheckProvider(source, *type, diagnostics);
  const Json attributes = ParseJson(source.json);
  if (!attributes.is_object()) {
    diagnostics.AddError({}, kCannot, fmt::format("The state of this {} is no object in JSON.", source.type));
    return translation;
  }
  CheckKind(*type, kind, attributes, diagnostics);
  if (diagnostics.has_errors()) return translation;
  CheckVersion(source, *type, diagnostics);
  CheckRefused(*type, attributes, diagnostics);
  if (diagnostics.has_errors()) return translation;
  const Value taken = TakeAll(*type, attributes, diagnostics);
  CheckId(*type, attributes, taken, diagnostics);
  SayWhatIsLeft(*type, attributes, diagnostics);
  if (!diagnostics.has_errors()) translation.attributes = taken;
  return translation;
}

}  // namespace ic::foreign
