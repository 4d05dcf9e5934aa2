#include "reconcile/ledger/region.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

// Something that an object stands on.
struct Parent {
  Kind kind = Kind::kConnection;
  const Leaf* leaf = nullptr;
  std::string id = {};      // empty: not known yet
  std::string region = {};  // empty: not known
  bool made = false;        // by this run, and there already
};

void Find(const Call& call, Parent& parent) {
  auto ledger = call.run.ledger.Open();
  for (const auto* found : ledger->WithId(parent.kind, parent.id)) {
    if (found->first.account != call.account) continue;
    parent.region = found->first.region;
    parent.made = found->second.made;
  }
}

std::vector<Parent> ParentsOf(const Call& call, const Value& object) {
  std::vector<Parent> parents;
  for (const Leaf& leaf : call.leaves()) {
    const std::optional<Kind> kind = ParentKindOf(*call.traits, *leaf.field);
    const Value& id = ValueAt(object, leaf);
    if (!kind || id.is_null() || IsLowered(*call.traits, *kind)) continue;
    Parent parent{.kind = *kind, .leaf = &leaf, .id = id.is_unknown() ? std::string() : id.AsString()};
    if (!parent.id.empty()) Find(call, parent);
    parents.push_back(std::move(parent));
  }
  return parents;
}

void RefuseOtherRegion(const Parent& parent, const std::string& region, Diagnostics& diagnostics) {
  diagnostics.AddError(
      field::kRegion, "Parent in another region",
      fmt::format("It is to be in {}, and {}, which `{}` names, is in {}. An object lives where its "
                  "parent does. Write region = \"{}\", or nothing.",
                  region, Titled(parent.kind, "", parent.id), parent.leaf->path, parent.region, parent.region));
}

Value DefaultRegion(const Asked& asked, Diagnostics& diagnostics) {
  const auto adapter = asked.adapter();
  const auto region = adapter.ok() ? (*adapter)->DefaultRegion() : StatusOr<std::string>(adapter.status());
  if (region.ok()) return Value::String(*region);
  diagnostics.AddStatus(field::kRegion, "No region", region.status());
  return Value::Null();
}

// Of one that this run makes, where whoever plans says which one it is.
std::string RegionOfStandIn(const Call& call, const PlanInput& input, const Parent& parent) {
  for (const auto& [name, stand_in] : input.stand_ins) {
    if (name != parent.leaf->path) continue;
    auto ledger = call.run.ledger.Open();
    const auto creates = ledger->CreatesNamed(call.account, parent.kind, kStandInMark + stand_in);
    return creates.size() == 1 ? creates.front()->second.region : std::string();
  }
  return "";
}

bool IsDefault(const Asked& asked, const std::string& region) {
  const auto adapter = asked.adapter();
  const auto usual = adapter.ok() ? (*adapter)->DefaultRegion() : StatusOr<std::string>(adapter.status());
  return usual.ok() && *usual == region;
}

// As Terraform plans. When it applies, in another process, only what that process made is known; so nothing else may
// decide now but what is the same without it.
std::optional<Value> RegionByTerraform(const Call& call, const std::vector<Parent>& parents, Diagnostics& diagnostics) {
  for (const Parent& parent : parents) {
    if (parent.region.empty()) continue;
    if (!parent.made && !IsDefault(call, parent.region)) {
      diagnostics.AddError(
          field::kRegion, "Parent in another region",
          fmt::format("{}, which `{}` names, is in {}, and that is not the region of the provider. "
                      "Write region = \"{}\": where something is that was there before is known when "
                      "planning, and not any more when applying.",
                      Titled(parent.kind, "", parent.id), parent.leaf->path, parent.region, parent.region));
    }
    return Value::String(parent.region);
  }
  for (const Parent& parent : parents) {
    if (!parent.id.empty()) continue;
    const std::set<std::string> regions = call.run.ledger.Open()->RegionsOfCreates(call.account, parent.kind);
    const auto elsewhere = [&call](const std::string& region) { return !IsDefault(call, region); };
    if (std::ranges::any_of(regions, elsewhere)) return Value::Unknown();
  }
  return std::nullopt;
}

std::optional<Value> RegionBySet(const Call& call, const PlanInput& input, const std::vector<Parent>& parents) {
  for (const Parent& parent : parents) {
    const std::string region = parent.id.empty() ? RegionOfStandIn(call, input, parent) : parent.region;
    if (!region.empty()) return Value::String(region);
  }
  return std::nullopt;
}

}  // namespace

Value RegionForNew(const Call& call, const PlanInput& input, Diagnostics& diagnostics) {
  const Value& written = input.config.Get(field::kRegion);
  const std::vector<Parent> parents = ParentsOf(call, input.config);
  if (!written.is_null()) {
    for (const Parent& parent : parents) {
      const bool differs = written.is_known() && !parent.region.empty() && parent.region != written.AsString();
      if (differs) RefuseOtherRegion(parent, written.AsString(), diagnostics);
    }
    return written;
  }
  const std::optional<Value> theirs =
      input.replacements_are_said ? RegionBySet(call, input, parents) : RegionByTerraform(call, parents, diagnostics);
  return theirs ? *theirs : DefaultRegion(call, diagnostics);
}

Value RegionWhenApplied(const Call& call, const Value& planned, Diagnostics& diagnostics) {
  const Value& region = planned.Get(field::kRegion);
  if (region.is_known()) return region;
  for (const Parent& parent : ParentsOf(call, planned)) {
    if (!parent.region.empty()) return Value::String(parent.region);
  }
  return DefaultRegion(call, diagnostics);
}

Diagnostics CheckNewParents(const Call& call, const Value& prior, const Value& planned) {
  Diagnostics diagnostics;
  const std::string region = Text(planned, field::kRegion);
  if (region.empty() || region != Text(prior, field::kRegion)) return diagnostics;
  for (const Parent& parent : ParentsOf(call, planned)) {
    const bool moves = !(ValueAt(prior, *parent.leaf) == ValueAt(planned, *parent.leaf));
    if (!moves || parent.region.empty() || parent.region == region) continue;
    RefuseOtherRegion(parent, region, diagnostics);
  }
  return diagnostics;
}

}  // namespace ic::reconcile
