#include "provider/resources/data_cloud.h"

#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "provider/resources/schema_from_fields.h"

namespace ic {
namespace {

void CheckWord(std::string_view argument, const Value& config, const std::vector<std::string>& words,
               Diagnostics& diagnostics) {
  const Value& value = config.Get(argument);
  if (value.kind() != Value::Kind::kString) return;
  for (const std::string& word : words) {
    if (word == value.AsString()) return;
  }
  const std::optional<std::string> nearest = NearestName(value.AsString(), words);
  diagnostics.AddError(
      AttributePath(argument), fmt::format("Unknown {}", argument),
      fmt::format("There is no {} \"{}\".{} It is one of: {}.", argument, value.AsString(),
                  nearest ? fmt::format(" Did you mean \"{}\"?", *nearest) : "", JoinWords(words, "or")));
}

}  // namespace

terraform::Attribute CloudAttribute() {
  return MakeAttribute("cloud", Type::String(), Role::kRequired, "The cloud that is asked, by the name resources use.");
}

terraform::Attribute RegionAttribute() {
  return MakeAttribute("region", Type::String(), Role::kOptionalComputed,
                       "The cloud's region. Left out, the region of the provider configuration.");
}

void CheckCloud(const AdapterFactory& factory, const Value& config, Diagnostics& diagnostics) {
  std::vector<std::string> clouds;
  for (const VendorTraits* traits : factory.traits()) clouds.emplace_back(traits->cloud);
  CheckWord("cloud", config, clouds, diagnostics);
}

void CheckKind(const Value& config, Diagnostics& diagnostics) {
  std::vector<std::string> kinds;
  for (const Kind kind : kAllKinds) kinds.emplace_back(KindName(kind));
  CheckWord("kind", config, kinds, diagnostics);
}

StatusOr<std::string> RegionOf(Engine& engine, const Value& config) {
  const Value& region = config.Get("region");
  if (region.kind() == Value::Kind::kString) return region.AsString();
  return engine.DefaultRegion(config.Get("cloud").AsString());
}

}  // namespace ic
