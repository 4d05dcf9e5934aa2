#include "reconcile/guard/unknown_parents.h"

#include <fmt/format.h>

namespace ic::reconcile {
namespace {

std::string AnyOf(Kind kind) { return fmt::format("any {}{}", KindName(kind), kStandInMark); }

}  // namespace

std::optional<Kind> AnyIn(std::string_view text) {
  if (!HoldsStandIn(text)) return std::nullopt;
  for (const Kind kind : kAllKinds) {
    if (text.find(kStandInMark + AnyOf(kind)) != std::string_view::npos) return kind;
  }
  return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> AnyStandIns(const Subject& subject, const Value& config) {
  std::vector<std::pair<std::string, std::string>> stand_ins;
  stand_ins.emplace_back(field::kId, AnyOf(subject.kind));
  for (const Leaf& leaf : subject.leaves()) {
    const std::optional<Kind> parent = ParentKindOf(*subject.traits, *leaf.field);
    if (leaf.parent != nullptr || !parent || !config.Get(leaf.field->name).is_unknown()) continue;
    stand_ins.emplace_back(leaf.field->name, AnyOf(*parent));
  }
  return stand_ins;
}

}  // namespace ic::reconcile
